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
    // 300 requests; sums and percentile by a few lines of Python.
    let usage = read(&[("trace.csv", &excerpt("azure_trace.csv"))]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.output), (Some(300.0), 270_000.0, 76_870.0));
    let p95 = value(one, "input_p95").expect("request-level");
    assert!((p95 / 2_584.0 - 1.0).abs() < 0.012, "{p95}");
    let month = value(one, "requests").expect("a month");
    assert!((month / 9_357_593.7 - 1.0).abs() < 1e-3, "{month}");
    assert_eq!(input(one, "shape").text, "");
    assert!(usage.issues.iter().any(|issue| issue.sentence.contains("may be far off")));
    assert!(usage.sources[0].from.starts_with("2023-11-16 18:15"));
}

#[test]
fn mooncake_s_blocks_say_what_could_be_cached() {
    // Leading blocks of 512 tokens seen in an earlier prompt, counted by a few lines of Python.
    let usage = read(&[("mooncake.jsonl", &excerpt("mooncake.jsonl"))]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.input, one.totals.output, one.totals.cached), (1_012_779.0, 28_088.0, Some(40_448.0)));
    assert!(one.inputs.iter().all(|input| input.key != "caching_today"), "what could be cached is not what was");
    assert_eq!(input(one, "shape").text, "", "its clock has no weekday");
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
