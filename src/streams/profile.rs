//! What decides how much a setup carries of a workload: tokens, latency, a load test and how tuned it all is.

use crate::catalog::Kind;
use crate::inputs::{Inputs, Maturity, Workload, YesNo};
use crate::units::{Milliseconds, TokensPerRequest};

/// All of the inputs that decide what a setup carries of a workload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    pub(super) kind: Kind,
    target: f64,
    tokens: [f64; 4],
    /// Measured, and on how many GPUs.
    throughput: [Option<f64>; 2],
    /// How soon answers must begin, how soon they began in a load test, and how long a prompt must fit.
    bounds: [Option<f64>; 3],
    factor: f64,
    maturity: Maturity,
    speculative: YesNo,
}

impl Profile {
    /// Of a workload at its own latency target.
    pub fn of(inputs: &Inputs, workload: &Workload, kind: Kind) -> Self {
        Self {
            kind,
            target: workload.latency.get(),
            tokens: [
                workload.input_tokens.get(),
                workload.output_tokens.get(),
                workload.reasoning_tokens.get(),
                workload.cached.get(),
            ],
            throughput: [workload.throughput, workload.throughput_gpus],
            bounds: [
                workload.first_token,
                workload.first_token_measured,
                workload.input_p95.map(TokensPerRequest::get),
            ],
            factor: inputs.throughput_factor,
            maturity: inputs.maturity,
            speculative: inputs.speculative,
        }
    }

    /// The latency target.
    pub(super) fn target(&self) -> Milliseconds {
        Milliseconds::new(self.target)
    }
}
