//! The staffing rule n = ⌈b·x + z·√(b·x/C) + a/C⌉ against simulated fleets whose replicas are the capacity model's.

use crate::company::{catalog, gpu, model};
use crate::simulation::{Fleet, Seen};
use build_or_buy::capacity::{Capacity, KvPrecision, Layout, Request, Serving};
use build_or_buy::catalog::Precision;
use build_or_buy::fleet::Service;

const LOADS: [f64; 12] = [0.05, 0.1, 0.3, 0.6, 0.85, 1.5, 2.5, 4.0, 6.0, 9.0, 13.0, 16.0];
const REQUESTS: usize = 30_000;
const ANSWER: f64 = 400.0;

/// A dense model, one over four GPUs, and a mixture of experts, for prompts of 2,000 tokens.
fn replicas() -> Vec<(&'static str, Capacity)> {
    let catalog = catalog();
    [("llama-3.1-8b", Precision::Bf16, 1), ("llama-3.3-70b", Precision::Fp8, 4), ("gpt-oss-120b", Precision::Mxfp4, 1)]
        .map(|(id, precision, gpus)| {
            let (model, gpu) = (model(&catalog, id), gpu(&catalog, "h100"));
            let serving =
                Serving::new(&model, &gpu, precision, KvPrecision::Eight, Layout::tensor(gpus)).expect("fits an H100");
            (id, serving.capacity(&Request::new(2_000.0, ANSWER)).expect("fits beside the weights"))
        })
        .to_vec()
}

fn need(load: f64, slots: f64) -> usize {
    let service = Service { slots, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };
    service.replicas(load) as usize
}

struct Point<'a> {
    capacity: &'a Capacity,
    slots: f64,
    load: f64,
}

impl Point<'_> {
    /// `free` admits whatever comes, so tokens get slow; held, requests wait outside so that tokens do not.
    fn run(&self, replicas: usize, free: bool, blind: bool) -> Seen {
        let slots = self.slots as usize;
        let pace: Vec<f64> =
            (0..=10 * slots + 20).map(|k| self.capacity.predict(k as f64).per_token.get() / 1e3).collect();
        let rate = self.load * self.capacity.predict(self.slots).requests.get();
        let admitted = if free { 10 * slots + 20 } else { slots };
        Fleet { replicas, slots, admitted, pace: &pace, tokens: ANSWER, rate, blind }.run(REQUESTS, 7)
    }

    /// The fewest replicas with at most 5 % of tokens slow and of requests waiting.
    fn fewest(&self) -> usize {
        let fine = |n: usize| self.run(n, true, false).slow_tokens <= 0.05 && self.run(n, false, false).waited <= 0.05;
        (self.load.floor() as usize + 1..40).find(|&n| fine(n)).expect("40 replicas are plenty")
    }
}

#[test]
fn the_staffing_rule_keeps_misses_under_a_twentieth_and_wastes_at_most_a_replica_or_a_tenth() {
    println!("model          C    load  rule fewest  slow tokens  requests waiting  mean wait  95 % wait less than");
    let (mut worst_slow, mut worst_wait, mut more, mut points) = (0.0_f64, 0.0_f64, [0_u32; 3], 0);
    for (name, capacity) in &replicas() {
        for slots in [4.0, 16.0, 64.0] {
            for load in LOADS {
                let point = Point { capacity, slots, load };
                let n = need(load, slots);
                let (free, held) = (point.run(n, true, false), point.run(n, false, false));
                let fewest = point.fewest();
                println!(
                    "{name:13} {slots:2} {load:6.2} {n:6} {fewest:6} {:11.2}% {:16.2}% {:10.4} {:10.4}",
                    100.0 * free.slow_tokens,
                    100.0 * held.waited,
                    held.mean_wait,
                    held.long_wait
                );
                worst_slow = worst_slow.max(free.slow_tokens);
                worst_wait = worst_wait.max(held.waited);
                let waste = n.saturating_sub(fewest);
                more[waste.min(2)] += 1;
                points += 1;
                assert!(
                    free.slow_tokens <= 0.05 && held.waited <= 0.055,
                    "{name} C {slots} load {load}: {free:?} {held:?}"
                );
                assert!(waste as f64 <= (0.1 * n as f64).max(1.0), "{name} C {slots} load {load}: {n}, not {fewest}");
            }
        }
    }
    println!("{points} fleets: worst {:.1} % slow tokens, {:.1} % waiting", worst_slow * 100.0, worst_wait * 100.0);
    println!("replicas above the fewest: none {}, one {}, two {}", more[0], more[1], more[2]);
}

#[test]
fn the_rule_holds_for_replicas_of_few_slots() {
    let replicas = replicas();
    let capacity = &replicas[0].1;
    for slots in [1.0, 2.0, 3.0, 5.0, 7.0] {
        for load in [0.05, 0.2, 0.5, 1.5, 4.0, 9.0] {
            let point = Point { capacity, slots, load };
            let n = need(load, slots);
            let (free, held) = (point.run(n, true, false), point.run(n, false, false));
            println!(
                "C {slots} load {load:5.2} n {n:2}: slow tokens {:.2} %, waiting {:.2} %, mean wait {:.3}",
                100.0 * free.slow_tokens,
                100.0 * held.waited,
                held.mean_wait
            );
            assert!(free.slow_tokens <= 0.05 && held.waited <= 0.06, "C {slots} load {load}: {free:?} {held:?}");
            let waste = n.saturating_sub(point.fewest());
            assert!(waste as f64 <= (0.1 * n as f64).max(1.0), "C {slots} load {load}: {waste} of {n} are too many");
        }
    }
}

#[test]
fn dealing_requests_blindly_misses_the_target_more_often() {
    let replicas = replicas();
    for slots in [4.0, 16.0, 64.0] {
        for load in [2.5, 9.0] {
            let point = Point { capacity: &replicas[0].1, slots, load };
            let n = need(load, slots);
            let (fewest, blind) = (point.run(n, true, false), point.run(n, true, true));
            println!(
                "C {slots} load {load}: {:.2} % slow tokens, dealt blindly {:.2} %",
                100.0 * fewest.slow_tokens,
                100.0 * blind.slow_tokens
            );
            assert!(blind.slow_tokens >= fewest.slow_tokens);
        }
    }
}

#[test]
fn more_replicas_never_mean_slower_answers_or_longer_waits() {
    let replicas = replicas();
    for (_, capacity) in &replicas {
        let point = Point { capacity, slots: 16.0, load: 2.5 };
        let mut before: Option<Seen> = None;
        for n in 3..8 {
            let (free, held) = (point.run(n, true, false), point.run(n, false, false));
            if let Some(before) = before {
                assert!(free.slow_tokens <= before.slow_tokens + 1e-3 && held.mean_wait <= before.mean_wait + 1e-3);
            }
            before = Some(Seen { slow_tokens: free.slow_tokens, ..held });
        }
    }
}
