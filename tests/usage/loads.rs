//! Load tests: every tool to the same units.

use super::{CATALOG, excerpt, read};
use build_or_buy::usage::load::Targets;
use build_or_buy::usage::{LoadPoint, UsageReader};

pub fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6 * b.abs().max(1.0)
}

pub const fn paced(per_token: f64) -> Targets {
    Targets { per_token, first_token: None }
}

pub fn only(text: &str) -> LoadPoint {
    let usage = read(&[("result.json", text)]);
    assert_eq!(usage.loads.len(), 1, "{:?}", usage.issues);
    usage.loads[0].clone()
}

pub const VLLM: &str = r#"{"date":"20261118-101502","backend":"vllm","label":null,"model_id":"openai/gpt-oss-120b","num_prompts":640,"gpu":"1xH100","request_rate":"inf","request_goodput:":null,"max_concurrency":64,"duration":118.4,"completed":640,"failed":0,"total_input_tokens":1310720,"total_output_tokens":163840,"request_throughput":5.405,"output_throughput":1383.8,"mean_ttft_ms":612.1,"median_ttft_ms":480.2,"median_tpot_ms":43.1,"mean_tpot_ms":43.9,"itls":[[0.1,0.2],[0.3]],"generated_texts":["secret"]}"#;

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
    let (first, next, whole) = (
        times["time_to_first_token"]["median"].as_f64().expect("s"),
        times["time_per_output_token"]["median"].as_f64().expect("s"),
        times["request_latency"]["mean"].as_f64().expect("s"),
    );
    assert!(near(point.first_token.expect("ms"), first * 1e3) && near(point.per_token.expect("ms"), next * 1e3));
    // Little's law: requests a second × seconds of one.
    let rate = good["throughput"]["requests_per_sec"].as_f64().expect("rate");
    assert!(point.concurrency_derived && near(point.concurrency.expect("load"), rate * whole));
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
