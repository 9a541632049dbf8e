//! Break-even over volume: every interval and its winner, the first crossing, the durable one, or a proof of *never*.
//!
//! Volume scales all workloads together, as a multiple of today's. Buying is a line; running is a staircase of
//! whole replicas, so the two can cross many times. No band is missed because a grid stepped over it: costs only
//! rise with volume, so on an interval [a, b] one side wins throughout if its cost at b is no more than the
//! other's at a, and an interval that this does not settle is halved until it does or is narrower than half a
//! percent, below which a band would be of no use. What is in proportion to volume is compared as the line it is;
//! only replicas have to be bounded so.
//!
//! Inside the search volumes are times today's, and present values bare numbers, USD, as in [`super::portfolio`].

mod bands;
mod curve;
mod exact;
mod extent;
mod gain;
mod located;
mod many;
mod marginal;
mod never;
mod pool;
mod search;
mod staircase;

pub use bands::{Band, BreakEven, Gain, Point};
pub use never::Never;
pub use pool::Pool;
pub use staircase::staircase_crossings;

use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::portfolio::{self, Market, Portfolio};
use crate::units::Usd;
use curve::curve;
use exact::Exact;
use extent::LEAST;
use gain::gain;
use many::over_volume;
use marginal::{Marginal, naive};

/// Streams up to which the winner itself is looked for at every volume; of more, the plans that are best at some volumes
/// are held against each other. Six that differ much took nine seconds in native code, four take one.
const EXACT: usize = 4;

/// Edges of bands at which the plans of the picture are looked for.
const EDGES: usize = 6;

/// Works it out.
pub fn break_even(figures: &Figures<'_, '_>, base: &Portfolio) -> BreakEven {
    in_market(&Market::new(figures), base)
}

/// The same from a market in which the base portfolio was found: what was looked at there is at hand.
pub fn in_market(market: &Market<'_, '_, '_>, base: &Portfolio) -> BreakEven {
    let figures = market.figures;
    let mut result = found(market, base);
    result.naive = naive(figures);
    if result.durable.is_none() && matches!(result.never, None | Some(Never::Proved { .. })) {
        let change = (1.0 + figures.inputs.gpu_price_change.get()) * 0.5 - 1.0;
        let inputs = figures.inputs.changed(|cheap| cheap.gpu_price_change = crate::units::YearlyChange::new(change));
        let cheaper = Figures::new(figures.case, &inputs);
        let there = Market::new(&cheaper);
        result.durable_at_half_rent = found(&there, &portfolio::at(&there, 1.0, false)).durable;
    }
    result
}

/// Bands, crossings and the proof of one set of inputs.
fn found(market: &Market<'_, '_, '_>, base: &Portfolio) -> BreakEven {
    let slopes = Marginal::new(market);
    if market.figures.case.streams.len() > EXACT {
        let pool = Pool::new(market, base, &slopes);
        return over_volume(market, &pool, &slopes);
    }
    let mut exact = Exact::new(market);
    let mut result = BreakEven { marginal_buy: slopes.buy, marginal_own: slopes.own, ..BreakEven::default() };
    let proved = Never::Proved { buy: Usd::new(slopes.buy), own: Usd::new(slopes.own) };
    // A build that outlasts the horizon runs nothing: there is no cost of running to compare.
    let builds_on = market.figures.paths.building[market.figures.paths.months - 1] >= 1.0;
    if !exact.can_buy() || !exact.can_own() || builds_on {
        let side = if exact.can_buy() { Some(Side::Buy) } else { base.best.as_ref().map(|best| best.plan.side()) };
        result.never = exact.can_buy().then(|| Never::nothing_runs(market.figures));
        result.bands = vec![Band { from: LEAST, to: None, side: side.unwrap_or(Side::Buy) }];
    } else if slopes.never {
        result.never = Some(proved);
        result.bands = vec![Band { from: LEAST, to: None, side: Side::Buy }];
    } else {
        result.bands = exact.bands();
        result.unsettled = exact.unsettled();
    }
    // The edge of the search is no crossing.
    let crossings = || result.bands.iter().skip(1);
    let first = crossings().find(|band| band.side != Side::Buy).map(|band| band.from);
    let own = result.bands.iter().rev().take_while(|band| band.side != Side::Buy).count();
    let durable = (own > 0 && own < result.bands.len()).then(|| result.bands[result.bands.len() - own].from);
    let starts_own = result.bands[0].side != Side::Buy;
    (result.first, result.durable) = (if starts_own { None } else { first }, durable);
    let (from, to) = match (result.first, result.durable) {
        (_, None) => (0.01, 1e3),
        (first, Some(durable)) => ((first.unwrap_or(1.0).min(1.0) / 20.0).max(1e-9), durable.max(1.0) * 10.0),
    };
    // A picture: today's plans, those that are best where running begins to win, and those of far beyond.
    let mut pool = Pool::of(market.figures, base);
    // The first band begins at the edge of the search.
    let edges = result.bands.iter().skip(1).filter(|band| band.side != Side::Buy).map(|band| band.from);
    for volume in edges.filter(|edge| (from..to).contains(edge)).take(EDGES).chain(result.durable.map(|_| to)) {
        pool.add_best_at(market, volume);
    }
    result.curve = curve(market, &pool, from, to);
    result.gain = result.durable.and_then(|durable| gain(&mut exact, durable));
    result
}
