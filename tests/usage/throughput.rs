//! What a load test gives a workload: throughput between loads but never beyond them.

use super::loads::{near, only, paced};
use super::{CATALOG, excerpt, read};
use build_or_buy::usage::load::at_target;
use build_or_buy::usage::{LoadPoint, Usage, UsageReader};

#[test]
fn throughput_at_a_pace_lies_between_loads_and_never_beyond() {
    let all: Vec<LoadPoint> =
        [4, 16, 64].map(|load| only(&excerpt(&format!("glm5_fp8_vllm_tp8_isl1024_osl128_conc{load}.json")))).to_vec();
    let sweep: Vec<&LoadPoint> = all.iter().collect();
    // 33.615 ms at 16 (403.581 tokens/s) and 87.862 ms at 64 (663.038): 50 ms lies (50 − 33.615) ÷ 54.247 = 0.30205 of the
    // way, so 403.581 + 0.30205 × 259.457 = 481.95 tokens/s at e^(ln 16 + 0.30205 · ln 4) = 24.32 requests.
    let found = at_target(&sweep, paced(50.0)).expect("between two");
    assert!((found.tokens_per_second - 481.95).abs() < 0.05 && (found.concurrency - 24.32).abs() < 0.01, "{found:?}");
    assert!(!found.target_not_reached);
    let most = at_target(&sweep, paced(200.0)).expect("beyond the greatest");
    assert!(near(most.tokens_per_second, 663.038_022_536_947_1) && most.target_not_reached);
    assert_eq!(at_target(&sweep, paced(10.0)), None, "even the least load is slower");
}

fn with_case(pairs: &[(&str, &str)], edits: &[(&str, &str)]) -> Usage {
    let mut reader = UsageReader::new();
    for load in [4, 16, 64] {
        let name = format!("conc{load}.json");
        reader.push(&name, excerpt(&format!("glm5_fp8_vllm_tp8_isl1024_osl128_{name}")).as_bytes());
    }
    let owned = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect::<Vec<_>>()
    };
    reader.finish(&CATALOG, &owned(pairs), &owned(edits))
}

#[test]
fn a_load_test_sets_the_workload_whose_lengths_it_has() {
    let case = [
        ("workloads", "mail~long"),
        ("mail.input_tokens", "1000"),
        ("mail.output_tokens", "120"),
        ("mail.latency", "50"),
        ("long.input_tokens", "30000"),
    ];
    let usage = with_case(&case, &[]);
    assert!((usage.throughputs[0].value.expect("it fits") - 481.95).abs() < 0.05);
    assert!(usage.link.contains("mail.throughput=482") && !usage.link.contains("long.throughput"), "{}", usage.link);
    assert!(usage.throughputs[1].rule.contains("within a factor of 1.5"));
    assert!(usage.throughputs[0].rule.contains("taken as one replica"));
    // 99 of 100 answers began within 2.0776 s at 16 and 7.0941 s at 64: 2.0776 + 0.30205 × 5.0165 = 3.5928 s at that pace.
    assert!(usage.link.contains("mail.first_token_measured=3.593"), "{}", usage.link);
    assert!(usage.throughputs[0].rule.contains("states no 95th percentile"), "{}", usage.throughputs[0].rule);
    let two = with_case(&case, &[("replicas", "2")]);
    assert!(two.link.contains("mail.throughput=241"), "{}", two.link);
}

#[test]
fn where_the_first_word_must_come_in_time_a_lesser_load_is_taken() {
    let case = |first: &'static str| {
        [
            ("workloads", "mail"),
            ("mail.input_tokens", "1000"),
            ("mail.output_tokens", "120"),
            ("mail.latency", "50"),
            ("mail.first_token", first),
        ]
    };
    // 3 s lie (3 − 2.07759) ÷ (7.09409 − 2.07759) = 0.18388 of the way from 16 to 64 requests, before the 0.30205 of 50 ms a
    // token: 403.581 + 0.18388 × 259.457 = 451.29 tokens/s at e^(ln 16 + 0.18388 · ln 4) = 20.645 requests.
    let found = &with_case(&case("3"), &[]);
    let one = &found.throughputs[0];
    assert!((one.value.expect("it fits") - 451.29).abs() < 0.01, "{one:?}");
    assert!((one.concurrency.expect("a load") - 20.645).abs() < 0.001, "{one:?}");
    assert!(found.link.contains("mail.throughput=451"), "{}", found.link);
    assert!(found.link.contains("mail.first_token_measured=3&"), "{}", found.link);
    assert!(one.rule.contains("answers begin within 3,000 ms"), "{}", one.rule);
    // In 5 s the pace is what binds, and what was measured there is kept.
    let pace = &with_case(&case("5"), &[]).throughputs[0];
    assert!((pace.value.expect("it fits") - 481.95).abs() < 0.05);
    assert!((pace.first_token_late.expect("stated").0 - 3_592.8).abs() < 0.1);
    // In half a second not even four requests begin (584.8 ms).
    let never = &with_case(&case("0.5"), &[]).throughputs[0];
    assert_eq!(never.value, None);
    assert!(never.rule.contains("later than 500 ms"), "{}", never.rule);
}

#[test]
fn a_throughput_names_its_model_and_gpus_and_what_was_not_used() {
    let point = |model: &str, gpu: &str, load: u32, tokens: u32, pace: u32| {
        format!(
            r#"{{"backend":"vllm","model_id":"{model}","gpu":"{gpu}","max_concurrency":{load},"duration":120,"completed":2000,"failed":0,"total_input_tokens":4000000,"total_output_tokens":700000,"request_throughput":5,"output_throughput":{tokens},"median_ttft_ms":100,"median_tpot_ms":{pace}}}"#
        )
    };
    // The company's assistant asks about 2,000 tokens in and 350 out: both tests fit it.
    let glm = [point("zai-org/GLM-5-FP8", "1xH100", 4, 560, 7), point("zai-org/GLM-5-FP8", "1xH100", 16, 1_300, 12)];
    let oss = [point("openai/gpt-oss-120b", "4xH100", 64, 6_750, 28)];
    let usage = read(&[("results.jsonl", &[glm.clone().to_vec(), oss.to_vec()].concat().join("\n"))]);
    let rule = &usage.throughputs[0].rule;
    assert_eq!(usage.throughputs[0].value, Some(1_300.0));
    assert!(rule.starts_with("vllm bench serve, zai-org/GLM-5-FP8 on 1xH100: "), "{rule}");
    assert!(rule.contains("not used: vllm bench serve, openai/gpt-oss-120b on 4xH100"), "{rule}");
    // A greater load with less throughput: the servers were full.
    let full = [point("m", "1xH100", 16, 1_300, 12), point("m", "1xH100", 32, 1_250, 24)];
    let rule = &read(&[("results.jsonl", &full.join("\n"))]).throughputs[0].rule;
    assert!(rule.contains("no more is to be had") && !rule.contains("more may be possible"), "{rule}");
    // Every reason why runs do not count is told.
    let short = point("m", "1xH100", 16, 1_300, 12).replace("\"duration\":120", "\"duration\":12");
    let failed = point("m", "1xH100", 16, 1_300, 12).replace("\"failed\":0", "\"failed\":500");
    let rule = &read(&[("results.jsonl", &[short, failed].join("\n"))]).throughputs[0].rule;
    assert!(rule.contains("less than 30 seconds; more than 1 % of its requests failed"), "{rule}");
}

#[test]
fn a_throughput_names_the_files_and_rows_of_the_loads_that_it_is_from() {
    let reading = |files: &[(&str, String)], case: &[(&str, &str)]| {
        let mut reader = UsageReader::new();
        for (name, text) in files {
            reader.push(name, text.as_bytes());
        }
        let pairs: Vec<(String, String)> = case.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
        reader.finish(&CATALOG, &pairs, &[])
    };
    // Stage 6 states the most requests under way (427) at 9.32 ms a token, so 6,431 tokens a second are its own.
    let stages = [0, 2, 4, 6].map(|at| format!("stage_{at}_lifecycle_metrics.json"));
    let files: Vec<(&str, String)> = stages.iter().map(|name| (name.as_str(), excerpt(name))).collect();
    let case = [("workloads", "a"), ("a.input_tokens", "204"), ("a.output_tokens", "62"), ("a.latency", "20")];
    let usage = reading(&files, &case);
    let one = &usage.throughputs[0];
    assert_eq!((one.value.map(f64::round), one.file.as_str()), (Some(6_431.0), stages[3].as_str()));
    assert_eq!(one.stands, stages[3]);
    // At 100 ms InferenceX's greatest load counts; at 50 ms two of them do: each is a document of its own.
    let loads = [4, 16, 64].map(|load| format!("glm5_fp8_vllm_tp8_isl1024_osl128_conc{load}.json"));
    let files: Vec<(&str, String)> = loads.iter().map(|name| (name.as_str(), excerpt(name))).collect();
    let case = |pace| [("workloads", "a"), ("a.input_tokens", "1024"), ("a.output_tokens", "128"), ("a.latency", pace)];
    let at = |pace| reading(&files, &case(pace)).throughputs[0].stands.clone();
    assert_eq!((at("100"), at("50")), (loads[2].clone(), format!("{} and {}", loads[1], loads[2])));
    // The same three as lines of one file, the greatest load first: 50 ms lies between its first and its third line.
    let lines = [64, 4, 16].map(|load| {
        let text = excerpt(&format!("glm5_fp8_vllm_tp8_isl1024_osl128_conc{load}.json"));
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON").to_string()
    });
    let usage = reading(&[("sweep.jsonl", lines.join("\n"))], &case("50"));
    assert_eq!(usage.throughputs[0].stands, "sweep.jsonl, rows 3 and 1");
    assert_eq!(usage.loads.iter().map(|point| point.row).collect::<Vec<_>>(), [1, 2, 3]);
    // A sweep as CSV: the header is the first row.
    let table = "model_id,max_concurrency,completed,failed,duration,total_input_tokens,total_output_tokens,output_throughput,median_ttft_ms,median_tpot_ms
m,4,400,0,60,409600,51200,500,90,12
m,16,1600,0,60,1638400,204800,1900,95,30
";
    let usage = reading(&[("sweep.csv", table.into())], &case("40"));
    assert_eq!((usage.throughputs[0].value, usage.throughputs[0].stands.as_str()), (Some(1_900.0), "sweep.csv, row 3"));
}
