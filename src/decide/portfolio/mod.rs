//! The portfolio: one choice per stream at least total cost, and the two uniform answers beside it.
//!
//! Streams on one model share its replicas; the platform's people are paid once if anything is run. For up to
//! [`EXACT`] streams every assignment is tried; beyond that a search over ladders of streams is held against a
//! lower bound, and the gap is reported.
//!
//! Inside the search present values are bare numbers, USD: it adds and compares millions of them, and infinity stands for
//! what nothing can do, which a [`crate::units::Usd`] does not hold.

mod answers;
mod at_once;
mod beside;
mod combine;
mod exact;
mod floor;
mod found;
mod front;
mod market;
mod need;
mod open;
mod pooled;
mod probe;
mod rivals;
mod search;
mod shared_floor;
mod sharing;
mod shop;
mod stock;
mod way;

pub use answers::{EXACT, Portfolio, Priced};
pub use at_once::{Best, best};
pub use market::Market;
pub(crate) use probe::{Probe, Sets};

use crate::cost::figures::Figures;
use crate::cost::plan::Choice;
use found::Found;
use shop::Shop;

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
    // What is built after the last month serves nobody.
    let runs = figures.paths.own_runs();
    let unserved: Vec<usize> =
        (0..streams).filter(|&at| !(runs && runnable[at]) && shop.bought[at].is_none()).collect();
    let mut found = Found::default();
    let served: Vec<usize> = (0..streams).filter(|at| !unserved.contains(at)).collect();
    if !runs {
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
        .all(|stream| stream.offers.first().is_some_and(|offer| offer.serves))
        .then(|| shop.price(shop.plan(vec![Choice::Bought(0); streams], Vec::new())));
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
