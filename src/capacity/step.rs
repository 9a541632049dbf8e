//! One decode step of a batch: memory, arithmetic, fixed work and collectives, which simply add.

use super::request::Request;
use super::serving::Serving;

/// A decode step as a function of the batch: fixed + sequence · B + experts · (1 − unread^B), all in s.
///
/// Rising and concave in B from a positive start, so throughput B / T(B) rises with B and per-token time too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Step {
    /// Dense weights, launches, collectives' latency.
    pub(crate) fixed: f64,
    /// Cache traffic, arithmetic, collectives' volume and host work of one sequence.
    pub(crate) sequence: f64,
    /// Reading all experts.
    pub(crate) experts: f64,
    /// Logarithm of the part that one token leaves unread.
    pub(crate) log_unread: f64,
}

impl Step {
    /// Seconds of a step of so many sequences, bare in the inner loop of every search.
    pub(crate) fn seconds(&self, batch: f64) -> f64 {
        let coverage = if self.experts > 0.0 { -libm::expm1(batch * self.log_unread) } else { 0.0 };
        self.fixed + self.sequence * batch + self.experts * coverage
    }
}

impl Serving {
    /// The step of a batch of such requests, at the mean context of their decoding.
    pub(crate) fn step(&self, request: &Request) -> Step {
        let context = request.input.get().max(0.0) + request.output.get().max(0.0) / 2.0;
        Step {
            fixed: self.dense_read + self.fixed,
            sequence: self.attended.iter().map(|piece| piece.step(context)).sum::<f64>()
                + self.state
                + self.token_compute
                + self.token_comm
                + self.token_io
                + self.host,
            experts: self.expert_read,
            log_unread: libm::log(self.unread.max(1e-300)),
        }
    }
}
