//! Laws that every prediction must obey, over random models, GPUs, layouts and loads.

use crate::rows::{gpu, model};
use build_or_buy::capacity::{Capacity, KvPrecision, Layout, Maturity, Request, Serving};
use build_or_buy::catalog::Precision;
use build_or_buy::units::{GigabytesPerSecond, Milliseconds, RequestsPerSecond, Share, Teraflops};
use proptest::prelude::*;

const MODELS: [&str; 6] =
    ["Llama-3.1-8B", "Llama-3.3-70B", "Qwen3-30B-A3B", "Qwen3-235B-A22B", "gpt-oss-120b", "Qwen3.5-397B-A17B"];
const GPUS: [&str; 5] = ["H100", "H200", "B200", "MI300X", "MI355X"];

fn request() -> impl Strategy<Value = Request> {
    (1.0..12_000.0_f64, 1.0..6_000.0_f64, 0.0..1.0_f64)
        .prop_map(|(input, output, cached)| Request { cached: Share::new(cached), ..Request::new(input, output) })
}

/// A model, a GPU and a tensor-parallel degree in which it fits with this request.
fn case() -> impl Strategy<Value = (&'static str, &'static str, u32, Request)> {
    (prop::sample::select(&MODELS[..]), prop::sample::select(&GPUS[..]), 0..4_u32, request())
        .prop_map(|(model, gpu, power, request)| (model, gpu, 1 << power, request))
}

fn serving(name: &str, on: &str, gpus: u32) -> Option<Serving> {
    let precision = if name.starts_with("gpt") { Precision::Mxfp4 } else { Precision::Fp8 };
    Serving::new(&model(name), &gpu(on), precision, KvPrecision::Eight, Layout::tensor(gpus)).ok()
}

fn capacity(name: &str, on: &str, gpus: u32, request: &Request) -> Option<Capacity> {
    serving(name, on, gpus)?.capacity(request).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_bandwidth_arithmetic_or_link_is_never_slower(
        (name, on, gpus, request) in case(), more in 1.0..3.0_f64, load in 1.0..512.0_f64, which in 0..3
    ) {
        let before = capacity(name, on, gpus, &request);
        prop_assume!(before.is_some());
        let mut faster = gpu(on);
        match which {
            0 => faster.bandwidth = GigabytesPerSecond::new(faster.bandwidth.get() * more),
            1 => faster.link = GigabytesPerSecond::new(faster.link.get() * more),
            _ => {
                faster.bf16 = Teraflops::new(faster.bf16.get() * more);
                faster.fp8 = faster.fp8.map(|rate| Teraflops::new(rate.get() * more));
            }
        }
        let precision = if name.starts_with("gpt") { Precision::Mxfp4 } else { Precision::Fp8 };
        let after = Serving::new(&model(name), &faster, precision, KvPrecision::Eight, Layout::tensor(gpus))
            .expect("fitted before").capacity(&request).expect("fitted before");
        let (slow, fast) = (before.expect("assumed").predict(load), after.predict(load));
        prop_assert!(fast.output.get() >= slow.output.get() * (1.0 - 1e-12));
        prop_assert!(fast.per_token.get() <= slow.per_token.get() * (1.0 + 1e-12));
    }

    // Decoding longer reads more context per token, so at equal concurrency output falls, except that a longer
    // output spreads its prefill over more tokens: the law holds for what is decoded.
    #[test]
    fn a_longer_context_never_decodes_faster((name, on, gpus, request) in case(), more in 0.0..4000.0_f64, load in 1.0..64.0_f64) {
        let long = Request { input: build_or_buy::units::TokensPerRequest::new(request.input.get() + more), ..request };
        let (Some(a), Some(b)) = (capacity(name, on, gpus, &request), capacity(name, on, gpus, &long)) else { return Ok(()) };
        prop_assert!(b.predict(load).output.get() <= a.predict(load).output.get() * (1.0 + 1e-12));
        prop_assert!(b.batch_max() <= a.batch_max());
        prop_assert!(b.predict(load.min(b.batch_max())).step >= a.predict(load.min(b.batch_max())).step);
    }

    #[test]
    fn a_longer_output_never_completes_more_requests((name, on, gpus, request) in case(), more in 0.0..4000.0_f64, load in 1.0..512.0_f64) {
        let long = Request { output: build_or_buy::units::TokensPerRequest::new(request.output.get() + more), ..request };
        let (Some(a), Some(b)) = (capacity(name, on, gpus, &request), capacity(name, on, gpus, &long)) else { return Ok(()) };
        prop_assert!(b.predict(load).requests.get() <= a.predict(load).requests.get() * (1.0 + 1e-12));
        prop_assert!(b.predict(load).step >= a.predict(load).step || b.predict(load).batch < a.predict(load).batch);
    }

    #[test]
    fn more_load_is_more_output_and_slower_tokens((name, on, gpus, request) in case(), load in 1.0..512.0_f64, more in 1.0..4.0_f64) {
        let Some(capacity) = capacity(name, on, gpus, &request) else { return Ok(()) };
        let (a, b) = (capacity.predict(load), capacity.predict(load * more));
        prop_assert!(b.output.get() >= a.output.get() * (1.0 - 1e-12));
        prop_assert!(b.per_token.get() >= a.per_token.get() * (1.0 - 1e-12));
    }

    #[test]
    fn a_larger_target_never_plans_less_and_a_plan_keeps_its_target(
        (name, on, gpus, request) in case(), target in 1.0..200.0_f64, more in 1.0..3.0_f64
    ) {
        let Some(capacity) = capacity(name, on, gpus, &request) else { return Ok(()) };
        if let Some(tight) = capacity.plan(Milliseconds::new(target)) {
            prop_assert!(tight.per_token.get() <= target);
            let loose = capacity.plan(Milliseconds::new(target * more)).expect("a larger target");
            prop_assert!(loose.output.get() >= tight.output.get() * (1.0 - 1e-9));
            prop_assert!(capacity.saturated().output.get() >= loose.output.get() * (1.0 - 1e-9));
        }
    }

    #[test]
    fn a_larger_cached_share_is_never_slower_and_takes_the_same_memory((name, on, gpus, request) in case(), more in 0.0..1.0_f64, load in 1.0..512.0_f64) {
        let cached = Request { cached: Share::new(request.cached.get() + more * request.cached.rest().get()), ..request };
        let (Some(a), Some(b)) = (capacity(name, on, gpus, &request), capacity(name, on, gpus, &cached)) else { return Ok(()) };
        prop_assert!(b.predict(load).output.get() >= a.predict(load).output.get() * (1.0 - 1e-12));
        prop_assert!(b.predict(load).prefill <= a.predict(load).prefill);
        prop_assert_eq!(b.batch_max(), a.batch_max());
    }

    #[test]
    fn an_offered_rate_is_served_until_saturation((name, on, gpus, request) in case(), share in 0.0..2.0_f64) {
        let Some(capacity) = capacity(name, on, gpus, &request) else { return Ok(()) };
        let most = capacity.saturated().requests.get();
        let point = capacity.at_rate(RequestsPerSecond::new(most * share));
        prop_assert!((point.requests.get() - most * share.min(1.0)).abs() <= 1e-9 * most);
        prop_assert!(point.batch <= capacity.batch_max() * (1.0 + 1e-6));
    }

    #[test]
    fn inexperience_slows_and_speculation_speeds_up((name, on, gpus, request) in case(), load in 1.0..512.0_f64) {
        let Some(tuned) = capacity(name, on, gpus, &request) else { return Ok(()) };
        let output = |capacity: Capacity| capacity.predict(load).output.get();
        let vendor = gpu(on).vendor;
        let slower = |maturity: Maturity| output(tuned) / output(tuned.slowed(maturity.time_factor(vendor)));
        let first = if on.starts_with("MI") { 2.1 } else { 1.45 };
        prop_assert!((slower(Maturity::FirstDeployment) / first - 1.0).abs() < 1e-9);
        prop_assert!((slower(Maturity::NewModel) / 1.05 - 1.0).abs() < 1e-9);
        let gain = output(tuned.with_speculation(true)) / output(tuned);
        prop_assert!((1.13 - 1e-9..=1.69 + 1e-9).contains(&gain));
    }
}
