//! Two small models on the GPUs of one: where both fit they share, and what they are said to write is what is paid for.

use super::{near, report};

/// A thousand requests a month each of 2,000 and 400 tokens, 2 % of them again, on H100s at a dollar an hour. Their weights
/// may not leave. `latency` is the time for a token in ms.
fn two(latency: u32) -> String {
    format!(
        "workloads=a~b&a.requests=1k&b.requests=1k&a.quality=any&b.quality=any&a.open_model=llama-3.1-8b\
         &b.open_model=qwen3-8b&gpu=h100&payment=on-demand&schedule=always&growth=0&a.tuning=private&b.tuning=private\
         &gpu_hour=1&a.latency={latency}&b.latency={latency}&a.input_tokens=2000&b.input_tokens=2000"
    )
}

#[test]
fn models_whose_caches_fill_a_gpu_each_do_not_share_it() {
    // At 200 ms a token each is planned with so many requests at a time that their caches fill what its weights leave of 80
    // GB: one and a spare of each. At 40 ms both fit on one, and one spare stands in for either.
    for (latency, gpus, neighbors) in [(200, 4.0, 0), (40, 2.0, 1)] {
        let report = report(&two(latency));
        let build = report.options.iter().find(|option| option.id == "build").expect("both run");
        assert_eq!(build.gpus, gpus, "{latency} ms");
        for workload in &report.workloads {
            let fleet = workload.fleet.as_ref().expect("it runs");
            assert_eq!(fleet.shares_with.len(), neighbors, "{latency} ms");
        }
    }
}

#[test]
fn a_million_tokens_cost_the_hours_over_what_is_written_in_them() {
    // Two GPUs for 730.5 hours at a dollar are $1,461. A thousand requests, 1,020 with retries, of 400 tokens are 408,000
    // tokens, of both models 816,000.
    for (latency, written) in [(200, 0.408), (40, 0.816)] {
        for workload in &report(&two(latency)).workloads {
            let fleet = workload.fleet.as_ref().expect("it runs");
            near(fleet.per_mtok.expect("it writes").get(), 1_461.0 / written);
            // A mean of two models' tokens a second, weighed by their work: an H100 writes thousands.
            assert!((1_000.0..20_000.0).contains(&fleet.throughput.get()), "{:?}", fleet.throughput);
        }
    }
}

#[test]
fn an_answer_must_fit_into_a_hosts_window_beside_its_prompt() {
    // DeepInfra's Qwen3 14B has a window of 40,960 tokens: 38,000 and 2,900 fit, 38,000 and 3,000 do not. What is thought counts
    // too, and so does a longer prompt where one is known. Claude takes 1.3 tokens for one of the others'.
    let serves = |model: &str, more: &str| {
        let report = report(&format!("workloads=a&a.quality=any&a.model={model}&{more}"));
        report.workloads[0].offers.iter().any(|offer| offer.id == model && offer.feasible)
    };
    let qwen = |more: &str| serves("deepinfra/qwen3-14b", &format!("a.input_tokens=38000&{more}"));
    assert!(qwen("a.output_tokens=2900") && !qwen("a.output_tokens=3000"));
    assert!(!qwen("a.output_tokens=2900&a.reasoning_tokens=100"));
    assert!(qwen("a.output_tokens=900&a.input_p95=40000") && !qwen("a.output_tokens=1000&a.input_p95=40000"));
    let claude =
        |input: u32| serves("anthropic/claude-sonnet-5.5", &format!("a.output_tokens=1000&a.input_tokens={input}"));
    // 1,000,000 / 1.3 = 769,230.
    assert!(claude(768_000) && !claude(768_500));
}
