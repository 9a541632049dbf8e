//! Bands where there are too many streams to try every plan at every volume: those of a pool of plans.

use super::bands::{Band, BreakEven};
use super::curve::curve;
use super::extent::{BEYOND, EFFORT, LEAST, MOST};
use super::marginal::Marginal;
use super::never::Never;
use super::pool::Pool;
use super::search::Search;
use crate::cost::plan::Side;
use crate::decide::portfolio::Market;
use crate::units::Usd;

/// The bands of a pool of plans.
pub(super) fn over_volume(market: &Market<'_, '_, '_>, pool: &Pool<'_, '_, '_>, slopes: &Marginal) -> BreakEven {
    let mut result = BreakEven::default();
    let can_buy = pool.plans.iter().any(|plan| plan.side == Side::Buy);
    let can_own = pool.figures.paths.own_runs() && pool.plans.iter().any(|plan| plan.side != Side::Buy);
    (result.marginal_buy, result.marginal_own) = (slopes.buy, slopes.own);
    let proved = || Never::Proved { buy: Usd::new(slopes.buy), own: Usd::new(slopes.own) };
    if !can_buy || !can_own {
        let side = if can_buy { Side::Buy } else { pool.least(1.0).map_or(Side::Buy, |(side, _)| side) };
        result.never = can_buy.then(|| Never::nothing_runs(pool.figures));
        result.bands = vec![Band { from: LEAST, to: None, side }];
        result.curve = curve(market, pool, LEAST * 10.0, 1e3);
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
        result.curve = curve(market, pool, 0.01, 1e3);
        return result;
    }
    // From a thousandth of today's volume to well beyond the first win.
    let end = (top * BEYOND).min(MOST * BEYOND);
    let mut search = Search { pool, changes: Vec::new(), left: EFFORT };
    let own: Vec<usize> = (0..pool.plans.len()).filter(|&at| pool.plans[at].side != Side::Buy).collect();
    // Between two bends every plan costs a straight line and replicas, as the search wants it.
    let lines = pool.plans.iter().flat_map(|plan| &plan.lines);
    let mut bends: Vec<f64> = lines.map(|line| line.from).filter(|from| *from > LEAST && *from < end).collect();
    bends.push(end);
    crate::order::rising(&mut bends, |bend| *bend);
    let mut from = LEAST;
    for to in bends {
        search.settle(from, to, &own);
        from = to;
    }
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
    result.curve = curve(market, pool, (result.first.unwrap_or(1.0).min(1.0) / 20.0).max(LEAST), far);
    result
}
