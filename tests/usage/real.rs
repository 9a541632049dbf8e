//! Real slices to the numbers that their sources state.

use super::{edited, excerpt, input, read, value, wrong};
use serde_json::Value as Json;

#[test]
fn openrouter_s_nineteen_generations_add_up_to_what_their_source_states() {
    // 660,200 tokens in, 404,099 of them cached, 2,410 out, 967 reasoning, $0.080909 (summed apart from this code).
    let usage = read(&[("activity.csv", &excerpt("openrouter.csv"))]);
    assert_eq!(wrong(&usage), Vec::<&str>::new());
    let [one] = &usage.workloads[..] else { panic!("one agent") };
    let sums = one.totals;
    assert_eq!((sums.requests, sums.input, sums.cached), (Some(19.0), 660_200.0, Some(404_099.0)));
    assert_eq!((sums.output, sums.reasoning), (2_410.0, Some(967.0)));
    assert!((sums.cost.unwrap_or(0.0) - 0.080_909).abs() < 1e-9);
    assert_eq!((one.name.as_str(), one.model.as_str()), ("Hermes Agent", "azure/gpt-5.6-luna"));
    // 404,099 ÷ 660,200 = 61.2 %; (2,410 − 967) ÷ 19 = 75.9 tokens out beside 50.9 of reasoning.
    assert_eq!(
        (value(one, "cached"), value(one, "output_tokens"), value(one, "reasoning_tokens")),
        (Some(61.2), Some(75.9), Some(50.9))
    );
    assert_eq!(input(one, "cached").rows, (2, 20, 19));
    // 90,818 − 69,167 = 21,651 ms of writing all but the first of 2,410 tokens of 19 answers, 2,391, and 69,167 ms until
    // those: 9.055 ms a token.
    let seen = "Seen here: 9.06 ms a token, the first after 3.64 s on average. The pace asked for stays as it is.";
    assert!(one.notes.iter().any(|note| note == seen), "{:?}", one.notes);
    assert!(
        usage.issues.iter().any(|issue| issue.sentence.contains("wrote to the cache")),
        "positive cost_cache is a write"
    );
    assert!(usage.link.contains("hermes-agent.cached=61.2"), "{}", usage.link);
}

#[test]
fn forty_four_usage_objects_are_read_as_their_provider_means_them() {
    let (responses, expected) = (excerpt("responses.jsonl"), excerpt("expected.jsonl"));
    let (mut checked, mut refused) = (0, Vec::new());
    for (line, wanted) in responses.lines().zip(expected.lines()) {
        let (one, wanted): (Json, Json) =
            (serde_json::from_str(line).expect("JSON"), serde_json::from_str(wanted).expect("JSON"));
        assert_eq!(one["line"], wanted["line"]);
        let usage = read(&[("responses.jsonl", line)]);
        let Some(workload) = usage.workloads.first() else {
            refused.push(one["line"].to_string());
            continue;
        };
        let usage_object = &one["response"]["usage"];
        // The flavor that the shape belongs to, by the names it uses.
        let flavor = match () {
            () if one["response"].get("usageMetadata").is_some() => "google/default",
            () if usage_object.get("tokens").is_some() => "cohere/tokens",
            () if usage_object.get("inputTokens").is_some() => "aws/default",
            () if usage_object.get("input_tokens_details").is_some() => "openai/responses",
            () if usage_object.get("cache_creation_input_tokens").is_some() => "anthropic/default",
            () if usage_object.get("completion_tokens").is_none() && usage_object.get("prompt_tokens").is_some() => {
                "openai/embeddings"
            }
            () if usage_object.get("prompt_tokens").is_some() => "azure/chat",
            () => "anthropic/default",
        };
        let answers = wanted["expected"].as_array().expect("answers");
        let by = |flavor: &str| {
            answers.iter().find(|one| one["flavors"].as_array().is_some_and(|all| all.iter().any(|one| one == flavor)))
        };
        let Some(answer) = by(flavor).map(|one| &one["usage"]) else { panic!("{flavor}: {line}") };
        let count = |name: &str| answer[name].as_f64().unwrap_or(0.0);
        let (mut input, mut output, mut cached, mut reasoning) = (
            count("input_tokens"),
            count("output_tokens"),
            count("cache_read_tokens"),
            count("output_reasoning_tokens"),
        );
        // Two things that library leaves out: Mistral's cached tokens, and compaction beside the message.
        if let Some(known) =
            usage_object.get("num_cached_tokens").or(usage_object.get("cached_tokens")).and_then(Json::as_f64)
        {
            cached = known;
        }
        for step in usage_object
            .get("iterations")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter(|step| step["type"] != "message")
        {
            let part = |name: &str| step[name].as_f64().unwrap_or(0.0);
            input += part("input_tokens") + part("cache_read_input_tokens") + part("cache_creation_input_tokens");
            output += part("output_tokens");
            cached += part("cache_read_input_tokens");
        }
        // Gemini counts the prompts of tools beside the prompt, where that library at times does not add them.
        if let Some(metadata) = one["response"].get("usageMetadata") {
            let part = |name: &str| metadata[name].as_f64().unwrap_or(0.0);
            input = part("promptTokenCount") + part("toolUsePromptTokenCount");
            reasoning = part("thoughtsTokenCount");
        }
        let all: Vec<_> = usage.workloads.iter().map(|one| one.totals).collect();
        let sum = |of: &dyn Fn(&build_or_buy::usage::Totals) -> f64| all.iter().map(of).sum::<f64>();
        assert_eq!(sum(&|one| one.input), input, "input of {line}");
        assert_eq!(sum(&|one| one.output), output, "output of {line}");
        assert_eq!(sum(&|one| one.cached.unwrap_or(0.0)), cached, "cached of {line}");
        assert_eq!(sum(&|one| one.reasoning.unwrap_or(0.0)), reasoning, "reasoning of {line}");
        assert!(workload.tokens.is_none(), "no time, no month");
        checked += 1;
    }
    assert_eq!((checked, refused), (44, Vec::<String>::new()));
}

#[test]
fn azure_s_trace_gives_lengths_and_no_week() {
    // 3,000 requests in 10.48 minutes; sums and percentile by a few lines of Python.
    let usage = read(&[("trace.csv", &excerpt("azure_trace.csv"))]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.output), (Some(3_000.0), 3_450_308.0, 778_247.0));
    let p95 = value(one, "input_p95").expect("request-level");
    assert!((p95 / 4_080.0 - 1.0).abs() < 0.012, "{p95}");
    let month = value(one, "requests").expect("a month");
    // 3,000 × 730.5 × 3,600 s ÷ (628.70340 s × 3,000 ÷ 2,999) = 12,544,501, to three digits.
    assert!((month / 12_544_501.0 - 1.0).abs() < 4e-3, "{month}");
    assert_eq!(input(one, "shape").text, "");
    assert!(usage.issues.iter().any(|issue| issue.sentence.contains("may be far off")));
    assert!(usage.sources[0].from.starts_with("2023-11-16 18:15"));
}

#[test]
fn mooncake_s_blocks_say_what_could_be_cached() {
    // Leading blocks of 512 tokens seen in an earlier prompt, counted by a few lines of Python.
    let usage = read(&[("mooncake.jsonl", &excerpt("mooncake.jsonl"))]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.input, one.totals.output, one.totals.cached), (4_269_971.0, 113_079.0, Some(345_966.0)));
    assert!(one.inputs.iter().all(|input| input.key != "caching_today"), "what could be cached is not what was");
    assert_eq!(input(one, "shape").text, "", "its clock has no weekday");
}

#[test]
fn every_stage_of_the_sweep_over_the_rate_is_read() {
    // Rate asked for, answers, output tokens a second, and milliseconds a token and to the first, of half and of 95 of 100;
    // as the files state them, in seconds.
    for (stage, completed, tokens, [per_token, first, late]) in [
        (0, 60.0, 64.233_500_9, [3.468_046, 31.026_914, 36.235_361]),
        (2, 3_707.0, 3_820.655_940, [4.908_753, 33.456_598, 48.748_204]),
        (4, 7_355.0, 6_316.805_901, [9.560_818, 3_035.595_150, 3_187.197_294]),
        (6, 11_002.0, 6_431.058_168, [9.318_436, 2_886.545_159, 3_324.315_537]),
    ] {
        let usage = read(&[("stage.json", &excerpt(&format!("stage_{stage}_lifecycle_metrics.json")))]);
        assert_eq!(wrong(&usage), Vec::<&str>::new());
        let [point] = &usage.loads[..] else { panic!("one stage") };
        assert_eq!((point.completed, point.failed), (Some(completed), Some(0.0)));
        let near = |found: Option<f64>, wanted: f64| {
            assert!(found.is_some_and(|one| (one / wanted - 1.0).abs() < 1e-6), "{found:?} {wanted}");
        };
        near(point.tokens_per_second, tokens);
        near(point.per_token, per_token);
        near(point.first_token, first);
        near(point.first_token_late.map(|one| one.0), late);
        // 204.1 tokens in and 62.4 to 63.2 out.
        assert!(
            (point.input.expect("stated") - 204.1).abs() < 0.01 && (point.output.expect("stated") - 62.7).abs() < 0.5
        );
    }
}

#[test]
fn every_raw_run_of_glm_5_is_read() {
    // Requests under way, tokens in, answers, output tokens a second, milliseconds a token and to the first of 99 of 100.
    for (name, load, input, completed, [tokens, per_token, late]) in [
        ("isl1024_osl128_conc4", 4.0, 1_024.0, 40.0, [164.727_654, 21.372_463, 584.818_309]),
        ("isl1024_osl128_conc16", 16.0, 1_024.0, 160.0, [403.580_931, 33.614_915, 2_077.586_938]),
        ("isl1024_osl128_conc64", 64.0, 1_024.0, 640.0, [663.038_023, 87.861_782, 7_094.093_782]),
        ("isl10240_osl128_conc8", 8.0, 10_240.0, 80.0, [86.043_691, 71.895_256, 8_133.175_366]),
    ] {
        let usage = read(&[("run.json", &excerpt(&format!("glm5_fp8_vllm_tp8_{name}.json")))]);
        assert_eq!(wrong(&usage), Vec::<&str>::new());
        let [point] = &usage.loads[..] else { panic!("one run") };
        assert_eq!((point.model.as_str(), point.not_used.as_str()), ("zai-org/GLM-5-FP8", ""));
        assert_eq!(
            (point.concurrency, point.input, point.output, point.completed),
            (Some(load), Some(input), Some(128.0), Some(completed))
        );
        let near = |found: Option<f64>, wanted: f64| {
            assert!(found.is_some_and(|one| (one / wanted - 1.0).abs() < 1e-6), "{found:?} {wanted}");
        };
        near(point.tokens_per_second, tokens);
        near(point.per_token, per_token);
        near(point.first_token_late.map(|one| one.0), late);
        assert_eq!(point.first_token_late.map(|one| one.1), Some(99.0));
    }
}

#[test]
fn a_file_given_twice_counts_once() {
    let text = excerpt("openrouter.csv");
    let (once, twice) = (read(&[("a.csv", &text)]), read(&[("a.csv", &text), ("b.csv", &text)]));
    assert_eq!(once.workloads[0].totals, twice.workloads[0].totals);
    assert_eq!(twice.files[1].left_out[0].rows, 19);
    let renamed = edited(&[("a.csv", &text)], &[("w1.name", "Support"), ("w1.model", "openai/gpt-5.5")]);
    assert_eq!(
        (renamed.workloads[0].slug.as_str(), renamed.workloads[0].model.as_str()),
        ("support", "openai/gpt-5.5")
    );
}
