//! Months of a horizon that a lower bound looks at as one.

use crate::cost::overhead::Overhead;
use crate::cost::plan::{Load, Run};
use crate::units::{HOURS_PER_MONTH, Hours, UsdPerMonth};

/// Overflow from which a base load's bill is bounded by what it saves alone.
const MOSTLY: f64 = 0.7;

/// Months that are looked at as one.
#[derive(Default)]
pub(super) struct Block {
    /// Least and most volume, over today's.
    pub(super) volume: f64,
    pub(super) most: f64,
    /// Least rent over today's.
    pub(super) rent: f64,
    /// Least and most that a host takes for all of today's work, USD a month.
    pub(super) bill: (f64, f64),
    /// What hosts take for all of it, USD, discounted.
    pub(super) all: f64,
    /// Months, discounted, less the part in which it is built.
    pub(super) weight: f64,
    /// What a rented fleet has of overhead beyond the least on each GPU, and what a GPU's month costs at the least.
    pub(super) beyond: Option<(Overhead, f64)>,
}

impl Block {
    /// What a fleet costs at the least in these months, bare USD, discounted. `replica`: what one costs a month at the least;
    /// `owned`: what the number of bought ones is settled by.
    pub(super) fn at_least(&self, run: Run, load: &Load, replica: f64, owned: Option<f64>) -> f64 {
        let (service, work) = (&load.service, &load.work);
        let beyond = |replicas: f64| {
            self.beyond.map_or(0.0, |(overhead, month)| month * overhead.beyond_least(replicas * load.gpus))
        };
        match run {
            Run::Always => {
                let replicas = service.always_on(work, self.volume);
                self.weight * (replica * replicas + beyond(replicas))
            }
            Run::Hourly | Run::Zero => {
                let replicas = service.hourly(work, self.volume, Hours::ZERO, run == Run::Zero) / HOURS_PER_MONTH;
                self.weight * (replica * replicas + beyond(replicas))
            }
            Run::Burst => {
                let all = work.mean().max(1e-12);
                // Falling shares are counted as they are, rising ones at the least.
                let falling = self.beyond.filter(|(overhead, _)| overhead.first >= overhead.further);
                let priced = |replicas: f64| replicas * replica + falling.map_or(0.0, |_| beyond(replicas));
                let cheapest = |volume: f64, replica: f64, elsewhere: f64| match falling {
                    Some((overhead, month)) => {
                        let prices = (UsdPerMonth::new(month), UsdPerMonth::new(elsewhere));
                        overhead.cheapest(service, work, volume, load.gpus, prices)
                    }
                    None => service.base_load(work, volume, replica, elsewhere),
                };
                let spent = || {
                    // One is kept at the least; but what the best number costs, none among them, rises with volume, and
                    // what that one costs may not.
                    let base = cheapest(self.volume, replica, self.bill.0 / all);
                    let least = priced(base.replicas) + base.overflow * self.volume * self.bill.0;
                    self.weight * least.max(priced(service.regions))
                };
                // More interactive work may leave less room for work that waits.
                if work.waiting > 0.0 {
                    return spent();
                }
                // The host's bill is known; what a base load saves of it only rises with volume and price. Bought GPUs are
                // counted by another price than their number is settled by: where none would pay by either, one is kept,
                // else it saves up to the most that any number does.
                let settled = owned.unwrap_or(replica);
                let at = |replica: f64| cheapest(self.most, replica, self.bill.1 / all);
                let kept = match at(replica.min(settled)) {
                    none if none.replicas <= 0.0 => service.at_base(work, self.most, service.regions),
                    some if settled >= replica => some,
                    _ => at(replica),
                };
                let saved = (1.0 - kept.overflow) * self.bill.1 * self.most - priced(kept.replicas);
                let less_saved = self.all - self.weight * saved;
                if kept.overflow > MOSTLY { less_saved } else { less_saved.max(spent()) }
            }
        }
    }
}
