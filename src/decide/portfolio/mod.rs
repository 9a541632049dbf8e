//! The portfolio: one choice per stream at least total cost, and the two uniform answers beside it.
//!
//! Streams on one model share its replicas; the platform's people are paid once if anything is run. For up to
//! [`EXACT`] streams every assignment is tried; beyond that a search over ladders of streams is held against a
//! lower bound, and the gap is reported.

mod exact;
mod found;
mod search;
mod shop;

use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Plan};
use crate::units::Share;
use found::Found;
use shop::Shop;

/// Streams up to which every assignment is tried.
pub const EXACT: usize = 6;
/// A plan with its present value.
#[derive(Clone, Debug)]
pub struct Priced {
    /// The plan.
    pub plan: Plan,
    /// Present value of its cost, USD.
    pub present: f64,
}

/// The answers.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// Everything bought today's way, where that is allowed.
    pub today: Option<Priced>,
    /// Everything bought, each stream at its best; absent when something may not be bought.
    pub buy: Option<Priced>,
    /// The cheapest mix; absent when no mix is possible.
    pub hybrid: Option<Priced>,
    /// Everything run that can be; absent when nothing can.
    pub build: Option<Priced>,
    /// True when `build` had to leave some streams bought.
    pub build_is_partial: bool,
    /// The least of them all.
    pub best: Option<Priced>,
    /// No plan can cost less than this; equals the best's cost when every assignment was tried.
    pub bound: f64,
    /// Per stream: the best plan's cost if this stream were forced to the other side.
    pub forced: Vec<Option<f64>>,
    /// Streams that nothing allowed can serve.
    pub unserved: Vec<usize>,
}

impl Portfolio {
    /// By what part of its cost the best plan may exceed the cheapest possible one; 0 to 1.
    pub fn gap(&self) -> Share {
        let gap = |best: &Priced| if best.present > 0.0 { 1.0 - self.bound / best.present } else { 0.0 };
        Share::new(self.best.as_ref().map_or(0.0, gap).clamp(0.0, 1.0))
    }
}

/// Finds them.
pub fn optimize(figures: &Figures<'_, '_>) -> Portfolio {
    find(figures, true)
}

/// The same where there are many streams, but without trying each of them elsewhere: for volumes that are looked at
/// only to see which plans matter there.
pub fn sketch(figures: &Figures<'_, '_>) -> Portfolio {
    find(figures, false)
}

fn find(figures: &Figures<'_, '_>, thorough: bool) -> Portfolio {
    let streams = figures.case.streams.len();
    let mut shop = Shop::new(figures);
    let runnable: Vec<bool> = (0..streams).map(|at| !shop.group(1 << at).is_empty()).collect();
    let unserved: Vec<usize> = (0..streams).filter(|&at| !runnable[at] && shop.bought[at].is_none()).collect();
    let mut found = Found::default();
    let served: Vec<usize> = (0..streams).filter(|at| !unserved.contains(at)).collect();
    if streams <= EXACT {
        exact::partitions(&served, &mut |parts, bought_set| {
            for priced in shop.assemble(parts, bought_set).into_iter().flatten() {
                found.offer(&priced);
            }
        });
    } else {
        search::search(&mut shop, &served, &mut found, thorough);
    }
    let can_run = |at: &usize| runnable[*at];
    let build_is_partial = !served.iter().all(can_run);
    let forced = found.forced();
    let build = if build_is_partial { found.most_own } else { found.build };
    let today =
        figures.case.streams.iter().all(|stream| stream.offers.first().is_some_and(|offer| offer.feasible)).then(
            || {
                let plan = Plan {
                    choices: vec![Choice::Bought(0); streams],
                    groups: Vec::new(),
                    meanwhile: shop.meanwhile.clone(),
                };
                shop.price(plan)
            },
        );
    let best = [&found.buy, &found.hybrid, &build]
        .into_iter()
        .flatten()
        .min_by(|a, b| a.present.total_cmp(&b.present))
        .cloned();
    let bound = if streams <= EXACT {
        best.as_ref().map_or(0.0, |best| best.present)
    } else {
        search::lower_bound(&shop, &served).min(best.as_ref().map_or(f64::INFINITY, |best| best.present))
    };
    Portfolio {
        today: today.flatten(),
        buy: found.buy,
        hybrid: found.hybrid,
        build,
        build_is_partial,
        best,
        bound,
        forced,
        unserved,
    }
}
