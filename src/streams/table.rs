//! What one replica of every setup carries of a workload, worked out once and kept: it depends on tokens, latency
//! and facts, and neither on volume nor on money.

use super::predictions::Predictions;
use super::profile::Profile;
use super::replica::{Replica, replica};
use super::setup::Setup;
use crate::catalog::Kind;
use crate::inputs::{Inputs, Workload};

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
            let target = self.profile.target();
            let predict = || replica(inputs, workload, self.profile.kind, target, setup);
            self.replicas[at] = known.carried(&self.profile, setup, predict);
        }
        self.replicas[at]
    }
}
