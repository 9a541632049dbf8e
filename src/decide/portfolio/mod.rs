//! The portfolio: one choice per stream at least total cost, and the two uniform answers beside it.
//!
//! Streams on one model share its replicas; the platform's people are paid once if anything is run. For up to
//! [`EXACT`] streams every assignment is tried; beyond that a search over ladders of streams is held against a
//! lower bound, and the gap is reported.

mod combine;
mod exact;
mod floor;
mod found;
mod front;
mod market;
mod probe;
mod search;
mod shop;
mod stock;

pub use market::Market;
pub(crate) use probe::{Probe, Sets};

use crate::cost::figures::Figures;
use crate::cost::plan::Plan;
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
    /// The cheapest plan that runs anything of one's own, if one can.
    pub fn cheapest_own(&self) -> Option<&Priced> {
        [&self.hybrid, &self.build].into_iter().flatten().min_by(|a, b| a.present.total_cmp(&b.present))
    }

    /// By what part of its cost the best plan may exceed the cheapest possible one; 0 to 1.
    pub fn gap(&self) -> Share {
        let gap = |best: &Priced| if best.present > 0.0 { 1.0 - self.bound / best.present } else { 0.0 };
        Share::new(self.best.as_ref().map_or(0.0, gap).clamp(0.0, 1.0))
    }
}

/// Finds them.
pub fn optimize(figures: &Figures<'_, '_>) -> Portfolio {
    at(&Market::new(figures), 1.0, true)
}

/// The same where there are many streams, but without trying each of them elsewhere: for volumes that are looked at
/// only to see which plans matter there.
pub fn sketch(figures: &Figures<'_, '_>) -> Portfolio {
    at(&Market::new(figures), 1.0, false)
}

/// The same at `volume` times today's; `thorough` tries each of many streams elsewhere too.
pub fn at(market: &Market<'_, '_, '_>, volume: f64, thorough: bool) -> Portfolio {
    let figures = market.figures;
    let streams = figures.case.streams.len();
    let mut shop = Shop::new(market, volume);
    let runnable: Vec<bool> = (0..streams).map(|at| shop.floor(1 << at).is_some()).collect();
    let unserved: Vec<usize> = (0..streams).filter(|&at| !runnable[at] && shop.bought[at].is_none()).collect();
    let mut found = Found::default();
    let served: Vec<usize> = (0..streams).filter(|at| !unserved.contains(at)).collect();
    if !figures.paths.own_runs() {
        // Nothing runs within the horizon.
        let parts = shop.assemble(&[], &served, [f64::INFINITY; 2]);
        parts.iter().flatten().for_each(|priced| found.offer(priced));
    } else if streams <= EXACT {
        exact::search(&mut shop, &served, &mut found, thorough);
    } else {
        search::search(&mut shop, &served, &mut found, thorough);
    }
    let can_run = |at: &usize| runnable[*at];
    let build_is_partial = !served.iter().all(can_run);
    let forced = found.forced();
    let build = if build_is_partial { found.most_own } else { found.build };
    let today = figures
        .case
        .streams
        .iter()
        .all(|stream| stream.offers.first().is_some_and(|offer| offer.feasible))
        .then(|| shop.price(market.all_bought(shop.meanwhile.clone())));
    let best = [&found.buy, &found.hybrid, &build]
        .into_iter()
        .flatten()
        .min_by(|a, b| a.present.total_cmp(&b.present))
        .cloned();
    let bound = if streams <= EXACT && !shop.trimmed {
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
