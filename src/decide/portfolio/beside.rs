//! What a set of streams takes at the least beside replicas and overflow, by how it is run: the same on every setup.

use crate::cost::figures::Figures;
use crate::cost::plan::{Group, Pay, Run};

/// By how GPUs are paid, with a host to lean on and without one. Present values, USD.
#[derive(Clone, Copy, Default)]
pub(super) struct Beside {
    leaning: [f64; 4],
    alone: [f64; 4],
}

/// The ways to pay, in their own order.
const PAYS: [Pay; 4] = [Pay::OnDemand, Pay::Reserved, Pay::Spot, Pay::Owned];

impl Beside {
    /// Of a set of streams at `volume` times today's, with the host of each.
    pub(super) fn new(figures: &Figures<'_, '_>, streams: &[usize], meanwhile: &[Option<usize>], volume: f64) -> Self {
        let host = figures.host_beside(streams, meanwhile, volume);
        Self {
            leaning: PAYS.map(|pay| (host + figures.outages_at_least(streams, pay, true)).get()),
            alone: PAYS.map(|pay| figures.outages_at_least(streams, pay, false).get()),
        }
    }

    /// For one way, bare USD.
    pub(super) fn of(&self, group: &Group) -> f64 {
        let by_pay = if group.run == Run::Burst { &self.leaning } else { &self.alone };
        by_pay[group.pay as usize]
    }
}
