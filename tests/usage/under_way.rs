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
