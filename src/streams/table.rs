//! What one replica of every setup carries of a workload, worked out once and kept: it depends on tokens, latency
//! and facts, and neither on volume nor on money.

use super::predictions::Predictions;
use super::replica::{Replica, replica};
use super::setup::Setup;
use crate::catalog::Kind;
use crate::inputs::{Inputs, Maturity, Workload, YesNo};
use crate::units::{Milliseconds, TokensPerRequest};

/// All of the inputs that decide what a setup carries of a workload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    kind: Kind,
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
}

/// What one replica of each setup of a case carries of workloads of one profile.
#[derive(Clone, Debug)]
pub struct Table {
    /// The inputs it was made for.
    pub profile: Profile,
    /// By setup; nothing where the setup is too slow, cannot hold the workload, or was not asked about.
    pub replicas: Vec<Option<Replica>>,
}

impl Table {
    /// An empty one.
    pub(super) fn new(inputs: &Inputs, workload: &Workload, kind: Kind) -> Self {
        Self { profile: Profile::of(inputs, workload, kind), replicas: Vec::new() }
    }

    /// Works one setup out and gives what it carries.
    pub(super) fn learn(
        &mut self,
        known: &Predictions,
        inputs: &Inputs,
        workload: &Workload,
        at: usize,
        setup: &Setup<'_>,
    ) -> Option<Replica> {
        if self.replicas.len() <= at {
            self.replicas.resize(at + 1, None);
        }
        if self.replicas[at].is_none() {
            let target = Milliseconds::new(self.profile.target);
            let predict = || replica(inputs, workload, self.profile.kind, target, setup);
            self.replicas[at] = known.carried(&self.profile, setup, predict);
        }
        self.replicas[at]
    }
}
