//! How many GPUs a load test had, and results in newer wrappers.

use super::loads::{near, only};
use super::{CATALOG, read};
use build_or_buy::usage::UsageReader;

/// `vllm bench serve` on what `more` says: 640 requests of 2,048 in and 256 out at 64 under way.
fn vllm(more: &str) -> String {
    format!(
        r#"{{"model_id":"openai/gpt-oss-120b",{more}"request_rate":"inf","max_concurrency":64,"duration":118.4,"completed":640,"failed":0,"total_input_tokens":1310720,"total_output_tokens":163840,"request_throughput":5.405,"output_throughput":1383.8,"median_ttft_ms":480.2,"median_tpot_ms":43.1}}"#
    )
}

#[test]
fn the_gpus_of_a_test_are_counted_where_its_file_says_how_many() {
    for (more, gpus) in [
        (r#""gpu":"4xH100","#, Some(4.0)),
        (r#""gpu":"H100 x 8","#, Some(8.0)),
        (r#""gpu":"2 x NVIDIA H200","#, Some(2.0)),
        (r#""gpu":"RTX 4090","#, None),
        (r#""gpu":"MI300X","#, None),
        // `--metadata` writes text.
        (r#""tensor_parallel_size":"2","#, Some(2.0)),
        (r#""tp":4,"gpu":"NVIDIA H200","#, Some(4.0)),
        ("", None),
    ] {
        assert_eq!(only(&vllm(more)).gpus, gpus, "{more}");
    }
    // SGLang: two copies of four GPUs are eight; where copies share the attention they are among the eight; two stages of
    // eight are sixteen.
    for (info, gpus) in [
        (r#""tp_size":4,"dp_size":2,"pp_size":1,"enable_dp_attention":false"#, 8.0),
        (r#""tp_size":8,"dp_size":8,"enable_dp_attention":true"#, 8.0),
        (r#""tp_size":8,"dp_size":1,"pp_size":2"#, 16.0),
    ] {
        let text = vllm(&format!(r#""server_info":{{"model_path":"m",{info}}},"#));
        assert_eq!(only(&text).gpus, Some(gpus), "{info}");
    }
}

#[test]
fn a_replica_s_gpus_are_in_the_link_or_asked_for() {
    // A case of 2,000 in and 250 out asks for 50 ms a token.
    let case: Vec<(String, String)> =
        [("workloads", "chat"), ("chat.input_tokens", "2000"), ("chat.output_tokens", "250"), ("chat.latency", "50")]
            .map(|(key, text)| (key.into(), text.into()))
            .into();
    let said = |more: &str| {
        let mut reader = UsageReader::new();
        reader.push("result.json", vllm(more).as_bytes());
        reader.close();
        let usage = reader.finish(&CATALOG, &case, &[]);
        (usage.link.clone(), usage.throughputs[0].rule.clone())
    };
    let (link, rule) = said(r#""gpu":"4xH100","#);
    assert!(link.contains("chat.throughput_gpus=4"), "{link}");
    assert!(rule.contains("gpt-oss-120b on 4xH100:") && !rule.contains("is not in the file"), "{rule}");
    let (link, rule) = said(r#""gpu":"H100","#);
    assert!(!link.contains("throughput_gpus"), "{link}");
    assert!(rule.contains("how many GPUs that replica had is not in the file"), "{rule}");
}

#[test]
fn results_in_a_list_and_aiperf_s_newer_configurations() {
    let two = format!(r#"{{"results":[{},{}]}}"#, vllm(""), vllm("").replace(":64,", ":8,"));
    let loads = read(&[("sweep.json", &two)]).loads;
    assert_eq!(loads.iter().map(|one| one.concurrency).collect::<Vec<_>>(), [Some(64.0), Some(8.0)]);
    let metrics = r#""output_token_throughput":{"unit":"tokens/sec","avg":700.0},"request_throughput":{"unit":"requests/sec","avg":2.0},"request_count":{"unit":"requests","avg":400},"input_sequence_length":{"unit":"tokens","avg":2000.0},"output_sequence_length":{"unit":"tokens","avg":350.0},"time_to_first_token":{"unit":"ms","avg":190.0,"p50":180.0},"inter_token_latency":{"unit":"ms","avg":11.2,"p50":11.0}"#;
    let phases =
        r#""phases":[{"name":"warmup","concurrency":1},{"name":"profiling","type":"concurrency","concurrency":9}]"#;
    for config in [
        format!(r#"{{"benchmark":{{"models":"openai/gpt-oss-120b",{phases}}}}}"#),
        format!(r#"{{"models":["openai/gpt-oss-120b"],{phases}}}"#),
    ] {
        let point = only(&format!(r#"{{{metrics},"input_config":{config}}}"#));
        assert_eq!((point.model.as_str(), point.concurrency), ("openai/gpt-oss-120b", Some(9.0)), "{config}");
        assert!(near(point.tokens_per_second.expect("a rate"), 700.0));
    }
}
