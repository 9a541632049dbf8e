//! Time to the first token: the closed form against a simulation, hand computation and published measurements.

use crate::rows::{gpu, model, near, number, table};
use build_or_buy::capacity::{Capacity, KvPrecision, Layout, Maturity, Request, Serving};
use build_or_buy::catalog::{Precision, Vendor};
use build_or_buy::units::{Milliseconds, RequestsPerSecond, Share};

fn llama(precision: Precision, request: Request) -> Capacity {
    let serving =
        Serving::new(&model("Llama-3.1-8B"), &gpu("H100"), precision, KvPrecision::Sixteen, Layout::tensor(1));
    serving.expect("fits").capacity(&request).expect("fits")
}

/// Uniform on (0, 1], the generator of Numerical Recipes' `ranqd1` widened to 64 bits (Knuth's MMIX constants).
struct Draws(u64);

impl Draws {
    fn exponential(&mut self, mean: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = ((self.0 >> 11) as f64 + 1.0) / (1_u64 << 53) as f64;
        -mean * libm::log(part)
    }
}

/// Waiting plus reading of 400,000 prompts of exponential length that come at random to one instance, s; sorted.
fn simulated(rate: f64, prefill: f64) -> Vec<f64> {
    let mut draws = Draws(2026);
    let (mut clock, mut free) = (0.0, 0.0_f64);
    let mut times: Vec<f64> = (0..400_000)
        .map(|_| {
            clock += draws.exponential(1.0 / rate);
            free = free.max(clock) + draws.exponential(prefill);
            free - clock
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

#[test]
fn a_queue_simulated_event_by_event_has_the_median_and_95th_percentile_of_the_formula() {
    let capacity = llama(Precision::Fp8, Request::new(4_000.0, 200.0));
    let prefill = capacity.predict(1.0).prefill.get();
    for busy in [0.1, 0.5, 0.8] {
        let rate = RequestsPerSecond::new(busy / prefill);
        let Some(first) = capacity.first_token(rate) else { panic!("{busy} of the time is not all of it") };
        let steps = 2.0 * capacity.at_rate(rate).step.get();
        let times = simulated(rate.get(), prefill);
        let at = |part: f64| steps + times[(part * times.len() as f64) as usize] * 1e3;
        near("median", first.median.get(), at(0.5), 0.05);
        near("p95", first.p95.get(), at(0.95), 0.05);
        near("mean", first.mean.get(), steps + times.iter().sum::<f64>() / times.len() as f64 * 1e3, 0.05);
    }
    assert!(capacity.first_token(RequestsPerSecond::new(1.0 / prefill)).is_none());
}

#[test]
fn prompts_that_start_together_queue_behind_each_other() {
    // Of 3 under way 2 are others: 1 + 0.057·2 + 0.179·2 = 1.472 prompts are read before an answer starts. Of 12 they are
    // 11, the nearest eight of which are read in one pass: 1 + 0.057·11 + 0.179·8 = 3.059.
    let capacity = llama(Precision::Fp8, Request::new(4_000.0, 200.0));
    let read = |together: f64| {
        let point = capacity.predict(together);
        assert_eq!(point.batch, together);
        capacity.first_token_together(together).get() - 2.0 * point.step.get()
    };
    near("twelve over three", read(12.0) / read(3.0), 3.059 / 1.472, 1e-9);
}

#[test]
fn half_busy_doubles_the_turn_and_a_cached_prompt_has_none() {
    let capacity = llama(Precision::Fp8, Request::new(4_000.0, 200.0));
    let prefill = capacity.predict(1.0).prefill.get() * 1e3;
    let rate = RequestsPerSecond::new(500.0 / prefill);
    let first = capacity.first_token(rate).expect("half busy");
    let steps = 2.0 * capacity.at_rate(rate).step.get();
    // 1 / (1 − 0.5) = 2 prefills in the mean; ln 2 and ln 20 of that at the median and the 95th percentile.
    near("mean", first.mean.get() - steps, 2.0 * prefill, 1e-9);
    near("median", first.median.get() - steps, 2.0 * core::f64::consts::LN_2 * prefill, 1e-8);
    near("p95", first.p95.get() - steps, 2.0 * 2.995_732_27 * prefill, 1e-8);
    let cached = llama(Precision::Fp8, Request { cached: Share::ONE, ..Request::new(4_000.0, 200.0) });
    // All of the prompt is cached: what is left are two steps.
    let first = cached.first_token(rate).expect("nothing to read");
    near("cached", first.p95.get(), 2.0 * cached.at_rate(rate).step.get(), 1e-12);
}

#[test]
fn a_target_that_is_kept_is_the_largest_and_one_too_short_for_a_single_request_is_refused() {
    let capacity = llama(Precision::Fp8, Request::new(4_000.0, 20.0));
    let alone = capacity.first_token_alone().get();
    let most = capacity.saturated().requests;
    assert!(capacity.rate_within(Milliseconds::new(alone * 0.99), most).is_none());
    let p95 = |rate: f64| capacity.first_token(RequestsPerSecond::new(rate)).map(|first| first.p95.get());
    for target in [alone * 1.5, alone * 3.0] {
        let rate = capacity.rate_within(Milliseconds::new(target), most).expect("long enough").get();
        assert!(rate > 0.0 && rate < most.get(), "{rate} at {target} ms");
        assert!(p95(rate).is_some_and(|time| time <= target) && p95(rate * 1.001).is_none_or(|time| time > target));
    }
    assert_eq!(
        capacity.rate_within(Milliseconds::new(1e9), RequestsPerSecond::new(3.0)),
        Some(RequestsPerSecond::new(3.0))
    );
}

/// 99th percentile of the time to the first token, ms, at 10 offered requests/s, 512 tokens in and 256 out, vLLM 0.19 on
/// one H100: arXiv 2606.11690, github.com/pChitral/vllm-cost-meter (MIT). An exponential's is ln 100 of its mean.
#[test]
fn a_published_99th_percentile_lies_between_a_tuned_stack_and_a_first_deployment() {
    for (precision, measured) in [(Precision::Bf16, 84.0), (Precision::Fp8, 59.0)] {
        let tuned = llama(precision, Request::new(512.0, 256.0));
        let p99 = |capacity: Capacity| {
            let rate = RequestsPerSecond::new(10.0);
            let first = capacity.first_token(rate).expect("far from saturated");
            let steps = 2.0 * capacity.at_rate(rate).step.get();
            steps + (first.mean.get() - steps) * 4.605_17
        };
        let (best, worst) = (p99(tuned), p99(tuned.slowed(Maturity::FirstDeployment.time_factor(Vendor::Nvidia))));
        assert!(
            best * 0.85 <= measured && measured <= worst,
            "{precision:?}: {best:.0} to {worst:.0} ms, measured {measured}"
        );
    }
}

/// Mean times to the first token, ms, of `TensorRT-LLM` 0.14 with Poisson arrivals, and of runs that keep a number under
/// way, in `more.csv`.
#[test]
fn measured_times_to_the_first_token_are_met_within_35_percent_in_the_median() {
    let mut errors: Vec<f64> = Vec::new();
    for row in table("more").iter().filter(|row| row["source"] == "trtllm-0.14-online" && row["scenario"] != "rate_INF")
    {
        let serving = Serving::new(
            &model(&row["model"]),
            &gpu(&row["gpu"]),
            Precision::Bf16,
            KvPrecision::Sixteen,
            Layout::tensor(number(row, "tp") as u32),
        );
        let request = Request::new(number(row, "isl"), number(row, "osl"));
        let rate = RequestsPerSecond::new(number(row, "out_tps") / number(row, "osl"));
        let first = serving.expect("fits").capacity(&request).expect("fits").first_token(rate).expect("not saturated");
        errors.push((first.mean.get() / number(row, "ttft_ms") - 1.0).abs());
    }
    errors.sort_by(f64::total_cmp);
    assert_eq!(errors.len(), 60);
    assert!(errors[30] < 0.2 && errors[54] < 0.5, "median {}, 90th percentile {}", errors[30], errors[54]);
}
