//! Load tests: every tool to the same units, and throughput between loads but never beyond them.

use super::{CATALOG, excerpt, read};
use build_or_buy::usage::load::{Targets, at_target};
use build_or_buy::usage::{LoadPoint, Usage, UsageReader};

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6 * b.abs().max(1.0)
}

const fn paced(per_token: f64) -> Targets {
    Targets { per_token, first_token: None }
}

fn only(text: &str) -> LoadPoint {
    let usage = read(&[("result.json", text)]);
    assert_eq!(usage.loads.len(), 1, "{:?}", usage.issues);
    usage.loads[0].clone()
}

const VLLM: &str = r#"{"date":"20261118-101502","backend":"vllm","label":null,"model_id":"openai/gpt-oss-120b","num_prompts":640,"gpu":"1xH100","request_rate":"inf","request_goodput:":null,"max_concurrency":64,"duration":118.4,"completed":640,"failed":0,"total_input_tokens":1310720,"total_output_tokens":163840,"request_throughput":5.405,"output_throughput":1383.8,"mean_ttft_ms":612.1,"median_ttft_ms":480.2,"median_tpot_ms":43.1,"mean_tpot_ms":43.9,"itls":[[0.1,0.2],[0.3]],"generated_texts":["secret"]}"#;

#[test]
fn vllm_and_sglang() {
    let point = only(VLLM);
    assert_eq!(
        (point.tool, point.model.as_str(), point.gpu.as_str()),
        ("vllm bench serve", "openai/gpt-oss-120b", "1xH100")
    );
    // 1,310,720 ÷ 640 = 2,048 in, 163,840 ÷ 640 = 256 out.
    assert_eq!((point.input, point.output, point.concurrency), (Some(2_048.0), Some(256.0), Some(64.0)));
    assert_eq!((point.first_token, point.per_token, point.not_used.as_str()), (Some(480.2), Some(43.1), ""));
    let sglang = r#"{"backend":"sglang","request_rate":Infinity,"max_concurrency":16,"server_info":{"model_path":"zai-org/GLM-5-FP8","tp_size":8,"api_key":"secret"},"duration":100,"completed":200,"total_input_tokens":200000,"total_output_tokens":20000,"total_output_tokens_retokenized":19990,"request_throughput":2.0,"output_throughput":200.0,"mean_ttft_ms":90.0,"median_ttft_ms":80.0,"mean_tpot_ms":21.0,"median_tpot_ms":20.0}"#;
    let point = only(sglang);
    assert_eq!(
        (point.tool, point.model.as_str(), point.gpus),
        ("SGLang bench_serving", "zai-org/GLM-5-FP8", Some(8.0))
    );
    let lines = [VLLM, sglang, VLLM].map(|one| one.replace('\n', "")).join("\n");
    let usage = read(&[("results.jsonl", &lines)]);
    assert_eq!(usage.loads.len(), 3);
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
}

#[test]
fn guidellm_takes_the_time_between_tokens() {
    let text = r#"{"metadata":{"version":2,"model":"m"},"benchmarks":[{"config":{"strategy":{"type_":"concurrent","streams":8}},"duration":60.0,"metrics":{"request_totals":{"successful":400,"errored":2},"requests_per_second":{"successful":{"mean":6.5}},"request_concurrency":{"successful":{"mean":7.9}},"output_tokens_per_second":{"successful":{"mean":832.0}},"prompt_token_count":{"successful":{"mean":512.0}},"output_token_count":{"successful":{"mean":128.0}},"time_to_first_token_ms":{"successful":{"median":55.0}},"inter_token_latency_ms":{"successful":{"median":9.0}},"time_per_output_token_ms":{"successful":{"median":9.4}}}}]}"#;
    let point = only(text);
    assert_eq!((point.per_token, point.first_token, point.concurrency), (Some(9.0), Some(55.0), Some(7.9)));
    assert_eq!(
        (point.tokens_per_second, point.input, point.output, point.completed, point.failed),
        (Some(832.0), Some(512.0), Some(128.0), Some(400.0), Some(2.0))
    );
}

#[test]
fn aiperf_s_metrics_have_units() {
    let text = r#"{"input_config":{"loadgen":{"concurrency":32},"endpoint":{"model_names":["m"]}},"output_token_throughput":{"unit":"tokens/sec","avg":900.0},"request_throughput":{"unit":"requests/sec","avg":9.0},"request_count":{"unit":"requests","avg":900},"input_sequence_length":{"unit":"tokens","avg":550.0},"output_sequence_length":{"unit":"tokens","avg":100.0},"time_to_first_token":{"unit":"s","avg":0.31,"p50":0.3},"inter_token_latency":{"unit":"us","avg":31000.0,"p50":30000.0},"telemetry_data":{"endpoints":{"http://localhost:9400":{"gpus":{"gpu_0":{"gpu_name":"NVIDIA H100"},"gpu_1":{"gpu_name":"NVIDIA H100"}}}}}}"#;
    let point = only(text);
    assert_eq!((point.first_token, point.per_token, point.concurrency), (Some(300.0), Some(30.0), Some(32.0)));
    assert_eq!((point.gpu.as_str(), point.gpus, point.model.as_str()), ("NVIDIA H100", Some(2.0), "m"));
}

#[test]
fn inference_perf_s_rate_becomes_requests_under_way() {
    let text = excerpt("stage_2_lifecycle_metrics.json");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let point = only(&text);
    let good = &json["successes"];
    let times = &good["latency"];
    let (first, next) = (
        times["time_to_first_token"]["median"].as_f64().expect("s"),
        times["time_per_output_token"]["median"].as_f64().expect("s"),
    );
    assert!(near(point.first_token.expect("ms"), first * 1e3) && near(point.per_token.expect("ms"), next * 1e3));
    // Little's law: requests a second × (first token + the others).
    let (rate, length) = (
        good["throughput"]["requests_per_sec"].as_f64().expect("rate"),
        good["output_len"]["mean"].as_f64().expect("length"),
    );
    assert!(
        point.concurrency_derived && near(point.concurrency.expect("load"), rate * (first + next * (length - 1.0)))
    );
    assert_eq!(point.completed, Some(3_707.0));
}

#[test]
fn inferencex_writes_seconds() {
    let point = only(&excerpt("glm5_fp8_vllm_tp8_isl1024_osl128_conc64.json"));
    assert_eq!(
        (point.tool, point.model.as_str(), point.input, point.output),
        ("InferenceX, raw run", "zai-org/GLM-5-FP8", Some(1_024.0), Some(128.0))
    );
    assert!(
        near(point.per_token.expect("ms"), 87.861_781_771_199_44)
            && near(point.tokens_per_second.expect("tokens/s"), 663.038_022_536_947_1)
    );
    let row = only(
        r#"{"hw":"h200","tp":8,"conc":16,"model":"m","isl":1024,"osl":1024,"tput_per_gpu":300.0,"output_tput_per_gpu":150.0,"median_ttft":0.5,"median_tpot":0.02,"mean_tpot":0.03}"#,
    );
    assert_eq!(
        (row.tokens_per_second, row.per_token, row.gpus, row.gpu.as_str()),
        (Some(1_200.0), Some(20.0), Some(8.0), "h200")
    );
}

#[test]
fn points_that_do_not_count_say_why() {
    for (from, to, why) in [
        ("\"failed\":0", "\"failed\":20", "1 % of its requests failed"),
        ("\"duration\":118.4", "\"duration\":12", "less than 30 seconds"),
        ("\"max_concurrency\":64", "\"max_concurrency\":256", "five rounds"),
        ("\"max_concurrency\":64", "\"max_concurrency\":null", "no limit"),
    ] {
        let point = only(&VLLM.replace(from, to));
        assert!(point.not_used.contains(why), "{}: {why}", point.not_used);
    }
}

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

/// As `vllm bench serve` prints it, behind a server's own words and its arguments.
const PRINTED: &str = "INFO 11-18 10:15:02 [api_server.py:1] started: {1}
Namespace(backend='vllm', base_url=None, model='openai/gpt-oss-120b', tokenizer=None, num_prompts=640)
Starting main benchmark run...
100%|██████████| 640/640 [01:58<00:00]\r100%|██████████| 640/640
============ Serving Benchmark Result ============
Successful requests:                     640
Failed requests:                         0
Maximum request concurrency:             64
Benchmark duration (s):                  118.40
Total input tokens:                      1310720
Total generated tokens:                  163840
Request throughput (req/s):              5.41
Output token throughput (tok/s):         1383.80
Peak output token throughput (tok/s):    1600.00
Peak concurrent requests:                70.00
Total token throughput (tok/s):          12454.10
---------------Time to First Token----------------
Mean TTFT (ms):                          612.10
Median TTFT (ms):                        480.20
P99 TTFT (ms):                           2104.70
-----Time per Output Token (excl. 1st token)------
Mean TPOT (ms):                          43.90
Median TPOT (ms):                        43.10
P99 TPOT (ms):                           49.80
---------------Inter-token Latency----------------
Mean ITL (ms):                           43.90
==================================================
";

#[test]
fn a_printed_table_is_read_like_the_tool_s_own_file() {
    let (printed, file) = (only(PRINTED), only(VLLM));
    assert_eq!((printed.tool, &printed.model), (file.tool, &file.model));
    assert_eq!(
        (printed.input, printed.output, printed.concurrency, printed.completed, printed.failed, printed.seconds),
        (file.input, file.output, file.concurrency, file.completed, file.failed, file.seconds)
    );
    assert_eq!(
        (printed.tokens_per_second, printed.first_token, printed.per_token),
        (file.tokens_per_second, file.first_token, file.per_token)
    );
    // SGLang's, with the spelling of its older versions; its mean of requests under way counts where a rate set the pace.
    let sglang = "============ Serving Benchmark Result ============
Backend:                                 sglang
Traffic request rate:                    4.0
Max reqeuest concurrency:                not set
Successful requests:                     400
Benchmark duration (s):                  100.20
Total input tokens:                      400000
Total generated tokens:                  40000
Total generated tokens (retokenized):    39990
Request throughput (req/s):              3.99
Output token throughput (tok/s):         399.20
Concurrency:                             9.50
Median TTFT (ms):                        120.00
Median TPOT (ms):                        22.00
";
    let point = only(sglang);
    assert_eq!((point.tool, point.concurrency, point.not_used.as_str()), ("SGLang bench_serving", Some(9.5), ""));
    assert_eq!((point.input, point.output, point.failed), (Some(1_000.0), Some(100.0), None));
    // A sweep in one log, a log whose table comes late, and the table without its head and end.
    let late = format!("{}{PRINTED}{sglang}", "loading weights, 1 of 2\n".repeat(1_000));
    let usage = read(&[("run.log", &late)]);
    assert_eq!((usage.loads.len(), usage.issues.len()), (2, 0), "{:?}", usage.issues);
    let rows = PRINTED.lines().skip(5).take(20).collect::<Vec<_>>().join("\n");
    assert_eq!(only(&rows).tokens_per_second, Some(1_383.8));
}

#[test]
fn what_a_load_test_does_not_state_stays_unknown() {
    // No completed requests stated: lengths cannot be told, and are not zero.
    let point = only(&VLLM.replace("\"completed\":640,", ""));
    assert_eq!((point.input, point.output, point.completed, point.failed), (None, None, None, Some(0.0)));
    let failed = only(&VLLM.replace("\"failed\":0,", "").replace("\"num_prompts\":640,", ""));
    assert_eq!((failed.failed, failed.completed), (None, Some(640.0)));
    let row = only(
        r#"{"hw":"h200","conc":16,"model":"m","isl":1024,"osl":1024,"tput_per_gpu":300.0,"output_tput_per_gpu":150.0,"median_tpot":0.02}"#,
    );
    assert_eq!(
        (row.gpus, row.tokens_per_second, row.seconds),
        (None, None, None),
        "a rate per GPU, of an unknown number"
    );
    assert!(row.not_used.contains("no tokens a second"));
    // A point without lengths fits no workload.
    let mut reader = UsageReader::new();
    reader.push("a.json", VLLM.replace("\"completed\":640,", "").as_bytes());
    let usage = reader.finish(&CATALOG, &[("workloads".into(), "mail".into())], &[]);
    assert_eq!(usage.throughputs[0].value, None);
}

#[test]
fn a_rate_keeps_fewer_requests_under_way_than_the_limit_allows() {
    // 5.405 requests/s × (480.2 ms + 255 × 43.1 ms) = 62.0 under way by Little's law, of at most 256.
    let at = |limit: &str| only(&VLLM.replace("\"inf\"", "5.4").replace("\"max_concurrency\":64", limit));
    let point = at("\"max_concurrency\":256");
    assert!((point.concurrency.expect("a load") - 62.0).abs() < 0.05 && point.concurrency_derived, "{point:?}");
    // The limit holds where it is less.
    assert_eq!(at("\"max_concurrency\":32").concurrency, Some(32.0));
}

#[test]
fn newer_and_older_results_of_aiperf_and_inference_perf() {
    let metrics = r#""output_token_throughput":{"unit":"tokens/sec","avg":900.0},"request_throughput":{"unit":"requests/sec","avg":9.0},"request_count":{"unit":"requests","avg":900},"input_sequence_length":{"unit":"tokens","avg":550.0},"output_sequence_length":{"unit":"tokens","avg":100.0},"time_to_first_token":{"unit":"ms","avg":310,"p50":300.0},"inter_token_latency":{"unit":"ms","avg":31,"p50":30.0}"#;
    for (name, text) in [
        (
            "nested",
            format!(
                r#"{{"schema_version":"2.0","metrics":{{{metrics}}},"input_config":{{"phases":{{"profiling":{{"concurrency":32}}}},"models":{{"items":[{{"name":"m"}}]}}}}}}"#
            ),
        ),
        (
            "GenAI-Perf",
            format!(
                r#"{{{metrics},"input_config":{{"model_names":["m"],"perf_analyzer":{{"stimulus":{{"concurrency":32}}}}}}}}"#
            ),
        ),
        (
            "older GenAI-Perf",
            format!(r#"{{{metrics},"input_config":{{"model":["m"],"concurrency":32,"request_rate":null}}}}"#),
        ),
    ] {
        let point = only(&text);
        assert_eq!(
            (point.concurrency, point.model.as_str(), point.tokens_per_second),
            (Some(32.0), "m", Some(900.0)),
            "{name}"
        );
        assert_eq!((point.first_token, point.per_token), (Some(300.0), Some(30.0)), "{name}");
    }
    // The summary of a sweep is no stage of it.
    let stage = excerpt("stage_2_lifecycle_metrics.json");
    let mut summary: serde_json::Value = serde_json::from_str(&stage).expect("JSON");
    summary["load_summary"] = serde_json::json!({"count": 9000});
    let point = only(&summary.to_string());
    assert!(point.not_used.contains("sums up all loads"), "{}", point.not_used);
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
