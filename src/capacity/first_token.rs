//! How soon an answer starts: queueing for the prompt's turn, reading it, and the step that writes the first token.

use super::predict::Capacity;
use crate::units::{Milliseconds, RequestsPerSecond};

/// Decode steps before a first token is seen: the rest of the one under way when the prompt is ready and its own, and
/// as much again for taking the request in and handing the token out. Fitted on 60 runs of `TensorRT-LLM` 0.14 with
/// Poisson arrivals (Llama-3.1-8B and 70B, H100 and H200): median error 11 %.
const STEPS: f64 = 2.0;
/// The natural logarithms of 2 and 20: an exponential's median and 95th percentile over its mean.
const MEDIAN: f64 = core::f64::consts::LN_2;
pub(crate) const P95: f64 = 2.995_732_273_553_991;

/// Host work beside the reading of one prompt where many start together, s. This and the next two fitted on 617 runs
/// of `AIConfigurator`'s gap study (three models, three engines, 1 to 256 under way): median error 30 %, 34 % for a model
/// that was left out, 41 % for an engine that was left out.
const TOGETHER: f64 = 25.6e-3;
/// Part of the other prompts under way that is read before one's own.
const AHEAD: f64 = 0.057;
/// The same for the nearest eight, which are read in one pass with it.
const BESIDE: f64 = 0.179;
const NEAREST: f64 = 8.0;
/// Halvings of a rate: to a millionth of it.
const HALVINGS: u32 = 20;

/// Time from sending a request to its first token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstToken {
    /// Mean.
    pub mean: Milliseconds,
    /// Half of the answers start sooner.
    pub median: Milliseconds,
    /// 95 of 100 answers start sooner.
    pub p95: Milliseconds,
}

impl Capacity {
    /// Requests that come as they please, at a mean rate, to one instance; `None` where prompts come faster than they can be read.
    ///
    /// Prompts are read before decoding goes on, one after the other, with lengths and arrivals that vary: the queue
    /// M/M/1, in which waiting plus reading is exponential with mean prefill / (1 − rate · prefill) (Kleinrock,
    /// Queueing Systems I, 3.2). Tokens that the prefix cache serves are not read.
    ///
    /// An engine that reads in chunks between decode steps (`tests/capacity/engine.rs`) starts answers when this says as
    /// long as reading takes up to a third of the time; at half of it answers start up to 2.5 times later than said.
    pub fn first_token(&self, rate: RequestsPerSecond) -> Option<FirstToken> {
        let prefill = self.prefill * self.slow;
        let busy = rate.get().max(0.0) * prefill;
        if busy.is_nan() || busy >= 1.0 {
            return None;
        }
        let step = STEPS * self.at_rate(rate).step.get();
        // Each stage is free for the next prompt once it has read this one; this one has the other stages before it.
        let turn = prefill * (1.0 / (1.0 - busy) + self.stages - 1.0) * 1e3;
        let at = |part: f64| Milliseconds::new(step + part * turn);
        Some(FirstToken { mean: at(1.0), median: at(MEDIAN), p95: at(P95) })
    }

    /// A benchmark that keeps `concurrency` requests under way: as they start together, prompts queue behind each
    /// other however short the queue would be otherwise. The mean, by which such benchmarks report.
    pub fn first_token_together(&self, concurrency: f64) -> Milliseconds {
        let point = self.predict(concurrency);
        let others = (point.batch - 1.0).max(0.0);
        let queue = 1.0 + AHEAD * others + BESIDE * others.min(NEAREST);
        let read = self.prefill * (queue + self.stages - 1.0) + TOGETHER * queue;
        Milliseconds::new(STEPS * point.step.get() + read * self.slow * 1e3)
    }

    /// Within what 95 of 100 answers start where the next request is sent only once the last is answered: nothing queues,
    /// but prompts differ in length.
    pub fn first_token_alone(&self) -> Milliseconds {
        Milliseconds::new(STEPS * self.predict(1.0).step.get() + P95 * self.prefill * self.stages * self.slow * 1e3)
    }

    /// The largest rate up to `most` at which 95 of 100 answers start within `target`; `None` when even a request alone,
    /// of the longer ones, takes longer.
    pub fn rate_within(&self, target: Milliseconds, most: RequestsPerSecond) -> Option<RequestsPerSecond> {
        let soon = |rate: f64| self.first_token(RequestsPerSecond::new(rate)).is_some_and(|first| first.p95 <= target);
        if self.first_token_alone() > target {
            return None;
        }
        if soon(most.get()) {
            return Some(most);
        }
        // A higher rate means a longer queue, so halving finds the last that is soon enough.
        let (mut low, mut high) = (0.0, most.get());
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if soon(middle) { low = middle } else { high = middle }
        }
        (low > 0.0).then(|| RequestsPerSecond::new(low))
    }
}
