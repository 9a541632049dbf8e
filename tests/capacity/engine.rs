//! Time to the first token against a small engine simulated step by step: prompts of differing length come at random, are
//! read in chunks, and every chunk waits for a decode step of all the sequences under way.

use crate::rows::{gpu, model, near};
use build_or_buy::capacity::{Capacity, KvPrecision, Layout, Request, Serving};
use build_or_buy::catalog::Precision;
use build_or_buy::units::{RequestsPerSecond, Share};

/// Tokens of prompts that one pass reads at most, the common default.
const CHUNK: f64 = 8_192.0;
const REQUESTS: usize = 20_000;

/// Exponential draws from a linear congruential generator (Knuth's MMIX constants).
struct Draws(u64);

impl Draws {
    fn exponential(&mut self, mean: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        -mean * libm::log(((self.0 >> 11) as f64 + 1.0) / (1_u64 << 53) as f64)
    }
}

/// Times to the first token, ms, sorted. A prompt's length is exponential, of which the cached part is not read.
fn engine(capacity: &Capacity, request: &Request, rate: f64) -> Vec<f64> {
    let mut draws = Draws(2026);
    let each = capacity.predict(1.0).prefill.get() / request.input.get();
    let steps: Vec<f64> = (0..=512).map(|batch| capacity.predict(f64::from(batch)).step.get() / 1e3).collect();
    let mut arrival = 0.0;
    let mut coming = (0..REQUESTS)
        .map(|_| {
            arrival += draws.exponential(1.0 / rate);
            (arrival, draws.exponential(request.input.get()).ceil())
        })
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    let (mut clock, mut times) = (0.0, Vec::with_capacity(REQUESTS));
    let mut waiting: std::collections::VecDeque<(f64, f64)> = std::collections::VecDeque::new();
    // The pass in which each sequence under way writes its last token, by pass.
    let (mut running, mut pass) = (0_usize, 0_usize);
    let mut ends: std::collections::HashMap<usize, usize> = std::collections::HashMap::new();
    while times.len() < REQUESTS {
        if waiting.is_empty() && running == 0 {
            clock = coming.peek().map_or(clock, |next| f64::max(clock, next.0));
        }
        while let Some(next) = coming.next_if(|next| next.0 <= clock) {
            waiting.push_back(next);
        }
        let (mut budget, mut read, mut started) = (CHUNK, 0.0, Vec::new());
        while budget > 0.0 {
            let Some(front) = waiting.front_mut() else { break };
            let part = f64::min(front.1, budget);
            (front.1, budget, read) = (front.1 - part, budget - part, read + part);
            if front.1 > 0.0 {
                break;
            }
            started.push(front.0);
            waiting.pop_front();
        }
        clock += steps[(running + started.len()).clamp(1, 512)] + read * each;
        for came in started {
            times.push((clock - came) * 1e3);
            running += 1;
            *ends.entry(pass + request.output.get() as usize).or_default() += 1;
        }
        running -= ends.remove(&pass).unwrap_or(0);
        pass += 1;
    }
    times.sort_by(f64::total_cmp);
    times
}

#[test]
fn an_engine_that_reads_in_chunks_between_steps_starts_answers_when_the_formula_says() {
    for (input, output, cached) in [(4_000.0, 200.0, 0.0), (12_000.0, 300.0, 0.0), (12_000.0, 300.0, 0.7)] {
        let request = Request { cached: Share::new(cached), ..Request::new(input, output) };
        let serving =
            Serving::new(&model("Llama-3.1-8B"), &gpu("H100"), Precision::Fp8, KvPrecision::Eight, Layout::tensor(1));
        let capacity = serving.expect("fits").capacity(&request).expect("fits");
        // Busier engines start answers later than the formula says: at 0.5 of long prompts up to 2.5 times.
        for busy in [0.1, 0.2, 0.3] {
            let rate = busy / capacity.predict(1.0).prefill.get();
            let times = engine(&capacity, &request, rate);
            let first = capacity.first_token(RequestsPerSecond::new(rate)).expect("not saturated");
            let at = |part: f64| times[(part * times.len() as f64) as usize];
            let what = format!("{input} in, {cached} cached, {busy} busy");
            near(&format!("median, {what}"), first.median.get(), at(0.5), 0.35);
            near(&format!("p95, {what}"), first.p95.get(), at(0.95), 0.35);
        }
    }
}
