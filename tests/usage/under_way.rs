//! Requests under way in a load test, where a rate and no limit kept them so.

use super::read;
use build_or_buy::usage::LoadPoint;

/// The only point of a file.
fn only(text: &str) -> LoadPoint {
    let mut usage = read(&[("test", text)]);
    assert_eq!(usage.loads.len(), 1, "{:?}", usage.issues);
    usage.loads.remove(0)
}

#[test]
fn inference_perf_times_whole_answers() {
    let stage = serde_json::json!({
        "load_summary": {"count": 2278, "send_duration": 60.0, "requested_rate": 38.0, "achieved_rate": 38.0},
        "successes": {
            "count": 2278,
            "latency": {
                "request_latency": {"mean": 0.5643},
                "time_per_output_token": {"mean": 0.0041, "median": 0.0041},
                "time_to_first_token": {"mean": 0.0313, "median": 0.0306}
            },
            "throughput": {"output_tokens_per_sec": 2370.0, "requests_per_sec": 37.75},
            "prompt_len": {"mean": 201.0},
            "output_len": {"mean": 62.8}
        },
        "failures": {"count": 0}
    });
    // Little's law: 37.75 a second × 0.5643 s = 21.3; the times of the parts would give 37.75 × (0.0306 + 61.8 × 0.0041) = 10.7.
    let point = only(&stage.to_string());
    assert!(
        (point.concurrency.expect("Little's law") - 21.302).abs() < 0.001 && point.concurrency_derived,
        "{point:?}"
    );
    assert_eq!(point.not_used, "");
}

/// A result of `vllm bench serve` at a rate: requests under way follow from Little's law.
fn rated(deployment: &str, rate: f64, tokens: f64, pace: f64) -> String {
    serde_json::json!({
        "model_id": "acme/own-7b", "deployment": deployment, "request_rate": rate, "duration": 60.0, "completed": 900,
        "total_input_tokens": 1_800_000, "total_output_tokens": 315_000, "request_throughput": rate,
        "output_throughput": tokens, "median_ttft_ms": 100.0, "median_tpot_ms": pace
    })
    .to_string()
}

#[test]
fn two_deployments_are_no_sweep() {
    let files =
        [rated("base", 10.0, 3500.0, 14.0), rated("base", 15.0, 5250.0, 20.0), rated("spread", 14.0, 4900.0, 60.0)];
    let rule = |files: &[String]| {
        let usage = read(&[("tests.jsonl", &files.join("\n"))]);
        usage.throughputs.into_iter().find(|one| one.slug == "assistant").expect("the default company's").rule
    };
    // The least pace asked for is 40 ms a token: both loads of one deployment keep it, the other's is not between them.
    let said = rule(&files);
    assert!(said.contains("the greatest of 2 loads still kept 40 ms a token (20 ms): more may be possible"), "{said}");
    assert!(said.contains("not used: vllm bench serve, acme/own-7b (spread)"), "{said}");
    // A rate gets no more than was asked for, though a lower one gave more.
    let said = rule(&[rated("base", 10.0, 3500.0, 14.0), rated("base", 11.0, 3400.0, 20.0)]);
    assert!(said.contains("more may be possible"), "{said}");
}

#[test]
fn what_is_printed_above_a_table_belongs_to_it() {
    let table = |tokens: f64| {
        format!(
            "============ Serving Benchmark Result ============\nSuccessful requests: 320\nBenchmark duration (s): 60\nTotal input tokens: 32000\nTotal generated tokens: 32000\nRequest throughput (req/s): 5\nOutput token throughput (tok/s): {tokens}\nMedian TTFT (ms): 100\nMedian TPOT (ms): 20\n==================================================\n"
        )
    };
    let text = format!(
        "Traffic request rate: inf\nMaximum request concurrency: 32\n{}Traffic request rate: 5.0\nMaximum request concurrency: None\n{}Traffic request rate: inf\n{}",
        table(500.0),
        table(510.0),
        table(520.0)
    );
    let usage = read(&[("log.txt", &text)]);
    let found: Vec<_> = usage.loads.iter().map(|one| (one.concurrency, one.concurrency_derived)).collect();
    // 5 a second × (0.1 + 99 × 0.02) s = 10.4.
    assert_eq!(found[0], (Some(32.0), false));
    assert!((found[1].0.expect("Little's law") - 10.4).abs() < 1e-9 && found[1].1, "{found:?}");
    assert_eq!(found[2], (None, false));
    assert_eq!(usage.loads[2].not_used, "it had no limit on requests under way");
}

#[test]
fn every_tool_names_its_model_and_its_results() {
    let trtllm = r#"{"engine":{"model":"openai/gpt-oss-120b","backend":"PyTorch"},"world_info":{"world_size":2},"request_info":{"num_requests":1000,"avg_num_concurrent_requests":120.5,"avg_input_length":2048.0,"avg_output_length":256.0},"performance":{"system_output_throughput_tok_s":4260.0},"streaming_metrics":{"avg_ttft_ms":300.0,"avg_tpot_ms":26.0}}"#;
    let agg = r#"{"hw":"h200","conc":64,"model":"openai/gpt-oss-120b","infmax_model_prefix":"gptoss","isl":1024,"osl":1024,"tp":2,"tput_per_gpu":4500.0,"output_tput_per_gpu":2250.0,"median_ttft":0.2,"median_tpot":0.0138}"#;
    for text in [trtllm, agg] {
        assert_eq!(only(text).model, "openai/gpt-oss-120b");
    }
    let llmperf = r#"{"model":"meta-llama/Llama-3.1-8B-Instruct","num_concurrent_requests":8,"results_inter_token_latency_s_quantiles_p50":0.0119,"results_ttft_s_quantiles_p50":0.24,"results_ttft_s_quantiles_p99":0.6,"results_number_input_tokens_mean":550.1,"results_number_output_tokens_mean":149.0,"results_num_completed_requests":400,"results_number_errors":0,"results_mean_output_throughput_token_per_s":640.0}"#;
    let point = only(llmperf);
    assert_eq!((point.tool, point.concurrency, point.input), ("LLMPerf", Some(8.0), Some(550.1)));
    assert_eq!((point.first_token, point.first_token_late), (Some(240.0), Some((600.0, 99.0))));
    assert_eq!((point.per_token.map(f64::round), point.not_used.as_str()), (Some(12.0), ""));
    // Two loads in one document are two results.
    let usage = read(&[(
        "two.json",
        &format!("{{\"results\":[{},{}]}}", rated("a", 5.0, 1000.0, 9.0), rated("a", 6.0, 1100.0, 9.0)),
    )]);
    assert_eq!((usage.loads.len(), usage.files[0].records), (2, 2));
}
