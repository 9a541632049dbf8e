//! Break-even over volume: every interval and its winner, the first crossing, the durable one, or a proof of *never*.
//!
//! Volume scales all workloads together, as a multiple of today's. Buying is a line; running is a staircase of
//! whole replicas, so the two can cross many times. No band is missed because a grid stepped over it: costs only
//! rise with volume, so on an interval [a, b] one side wins throughout if its cost at b is no more than the
//! other's at a, and an interval that this does not settle is halved until it does or is narrower than half a
//! percent, below which a band would be of no use. What is in proportion to volume is compared as the line it is;
//! only replicas have to be bounded so.

mod exact;
mod gain;
mod marginal;
mod never;
mod pool;
mod search;
mod staircase;

pub use gain::Gain;
pub use never::Never;
pub use pool::Pool;
pub use staircase::staircase_crossings;

use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::portfolio::{self, Market, Portfolio};
use crate::units::{Share, Usd};
use exact::Exact;
use marginal::{Marginal, naive};
use search::Search;
use serde::Serialize;

/// Intervals are halved down to one part in this many.
const RESOLUTION: f64 = 200.0;
/// Smallest multiple of today's volume looked at.
const LEAST: f64 = 1e-3;
/// Largest.
const MOST: f64 = 1e7;
/// How far beyond the first win the search for another loss goes.
const BEYOND: f64 = 32.0;
/// Largest multiple of today's volume at which the portfolio is worked out anew.
const FARTHEST: f64 = 1e6;
/// Halvings before a search stops and says so.
const EFFORT: usize = 4_000;

/// An interval of volume and who wins in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Band {
    /// From this multiple of today's volume.
    pub from: f64,
    /// To this one; the last band has no end.
    pub to: Option<f64>,
    /// The cheapest answer.
    pub side: Side,
}

/// Costs at one volume, present values in USD over the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Point {
    /// Multiple of today's volume.
    pub volume: f64,
    /// Everything bought.
    pub buy: Option<f64>,
    /// The cheapest answer that runs something.
    pub own: Option<f64>,
    /// Everything run that can be.
    pub build: Option<f64>,
}

/// Break-even over volume.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BreakEven {
    /// All bands in order, from a thousandth of today's volume on.
    pub bands: Vec<Band>,
    /// The first volume at which running something is cheaper.
    pub first: Option<f64>,
    /// The volume above which buying everything is never cheapest again.
    pub durable: Option<f64>,
    /// Why no volume makes running anything cheaper, where that is known.
    pub never: Option<Never>,
    /// Marginal cost of one more unit of volume when bought, USD of present value; the proof's left side.
    pub marginal_buy: f64,
    /// The same on the cheapest endlessly divisible fleet, streams that can be run only; the right side.
    pub marginal_own: f64,
    /// Where a spreadsheet with GPU rent alone would put the break-even.
    pub naive: Option<f64>,
    /// The durable crossing if GPU rents were half, where it is *never* at today's.
    pub durable_at_half_rent: Option<f64>,
    /// True when the search stopped before every interval was settled.
    pub unsettled: bool,
    /// What running saves beyond the durable crossing; absent where there is none.
    pub gain: Option<Gain>,
    /// Points for a picture.
    pub curve: Vec<Point>,
}

/// Works it out.
pub fn break_even(figures: &Figures<'_, '_>, base: &Portfolio) -> BreakEven {
    let market = Market::new(figures);
    let mut result = found(&market, base);
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
    if market.figures.case.streams.len() > portfolio::EXACT {
        let pool = Pool::new(market, base, &slopes);
        return over_volume(&pool, &slopes);
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
    // A picture: today's plans and those that are best where running begins to win for good and far beyond.
    let mut pool = Pool::of(market.figures, base);
    for volume in result.durable.into_iter().flat_map(|durable| [durable, durable * 10.0]) {
        pool.add_best_at(market, volume);
    }
    result.curve = curve(&pool, from, to);
    result.gain = result.durable.and_then(|durable| gain(&mut exact, durable));
    result
}

/// What running saves beyond the durable crossing.
fn gain(exact: &mut Exact<'_, '_, '_, '_>, durable: f64) -> Option<Gain> {
    let mut saved = |volume: f64| {
        let buy = exact.least(volume, &|side| side == Side::Buy)?.1;
        let own = exact.least(volume, &|side| side != Side::Buy)?.1;
        (buy > 0.0).then(|| Share::new((1.0 - own / buy).clamp(0.0, 1.0)))
    };
    let (mut most, mut tenth) = (Share::ZERO, None);
    let (mut volume, mut before) = (durable, durable);
    while volume <= durable * 1e4 {
        let here = saved(volume)?;
        if here > most {
            most = here;
        }
        if tenth.is_none() && here.get() >= 0.1 {
            let (mut low, mut high) = (before, volume);
            while high / low > 1.0 + 1.0 / RESOLUTION {
                let middle = (low * high).sqrt();
                if saved(middle)?.get() >= 0.1 { high = middle } else { low = middle }
            }
            tenth = Some(high);
        }
        (before, volume) = (volume, volume * 4.0);
    }
    Some(Gain { at_twice: saved(durable * 2.0)?, tenth_from: tenth, most })
}

/// The bands of a pool of plans.
fn over_volume(pool: &Pool<'_, '_, '_>, slopes: &Marginal) -> BreakEven {
    let mut result = BreakEven::default();
    let can_buy = pool.plans.iter().any(|plan| plan.side == Side::Buy);
    let can_own = pool.figures.paths.own_runs() && pool.plans.iter().any(|plan| plan.side != Side::Buy);
    (result.marginal_buy, result.marginal_own) = (slopes.buy, slopes.own);
    let proved = || Never::Proved { buy: Usd::new(slopes.buy), own: Usd::new(slopes.own) };
    if !can_buy || !can_own {
        let side = if can_buy { Side::Buy } else { pool.least(1.0).map_or(Side::Buy, |(side, _)| side) };
        result.never = can_buy.then(|| Never::nothing_runs(pool.figures));
        result.bands = vec![Band { from: LEAST, to: None, side }];
        result.curve = curve(pool, LEAST * 10.0, 1e3);
        return result;
    }
    let wins = |volume: f64| pool.wins(volume);
    let mut top = LEAST;
    result.never = slopes.never.then(proved);
    if result.never.is_none() {
        while !wins(top) && top < MOST {
            top *= 4.0;
        }
    }
    if result.never.is_some() || top >= MOST {
        result.bands = vec![Band { from: LEAST, to: None, side: Side::Buy }];
        result.curve = curve(pool, 0.01, 1e3);
        return result;
    }
    // From a thousandth of today's volume to well beyond the first win.
    let end = (top * BEYOND).min(MOST * BEYOND);
    let mut search = Search { pool, changes: Vec::new(), left: EFFORT };
    let own: Vec<usize> = (0..pool.plans.len()).filter(|&at| pool.plans[at].side != Side::Buy).collect();
    search.settle(LEAST, end, &own);
    result.unsettled = search.left == 0;
    let changes = search.changes;
    let mut edges = vec![LEAST];
    edges.extend(changes.iter().copied());
    let mut bands = Vec::new();
    for (at, &from) in edges.iter().enumerate() {
        let to = edges.get(at + 1).copied();
        let middle = to.map_or(from * 2.0, |to| (from * to).sqrt());
        let side = if wins(middle) { pool.least(middle).map_or(Side::Build, |(side, _)| side) } else { Side::Buy };
        match bands.last_mut() {
            Some(Band { to: last, side: known, .. }) if *known == side => *last = to,
            _ => bands.push(Band { from, to, side }),
        }
    }
    result.first = bands.iter().find(|band| band.side != Side::Buy).map(|band| band.from);
    result.durable = bands.iter().rev().take_while(|band| band.side != Side::Buy).last().map(|band| band.from);
    result.bands = bands;
    let far = result.durable.unwrap_or(1.0).max(1.0) * 10.0;
    result.curve = curve(pool, (result.first.unwrap_or(1.0).min(1.0) / 20.0).max(LEAST), far);
    result
}

fn curve(pool: &Pool<'_, '_, '_>, from: f64, to: f64) -> Vec<Point> {
    const POINTS: usize = 40;
    let step = libm::pow(to / from, 1.0 / (POINTS - 1) as f64);
    let mut volume = from;
    let mut points = Vec::with_capacity(POINTS);
    for _ in 0..POINTS {
        let cost = |wanted: &dyn Fn(Side) -> bool| pool.least_of(volume, wanted).map(|(_, cost)| cost);
        points.push(Point {
            volume,
            buy: cost(&|side| side == Side::Buy),
            own: cost(&|side| side != Side::Buy),
            build: cost(&|side| side == Side::Build),
        });
        volume *= step;
    }
    points
}
