//! Costs at evenly spaced volumes, for a picture.

use super::bands::Point;
use super::pool::Pool;
use crate::cost::plan::Side;
use crate::decide::portfolio::Market;

/// At 40 volumes, times today's, what everything costs bought, and the least of the plans of a pool that run something.
pub(super) fn curve(market: &Market<'_, '_, '_>, pool: &Pool<'_, '_, '_>, from: f64, to: f64) -> Vec<Point> {
    const POINTS: usize = 40;
    let step = libm::pow(to / from, 1.0 / (POINTS - 1) as f64);
    let mut volume = from;
    let mut points = Vec::with_capacity(POINTS);
    for _ in 0..POINTS {
        let cost = |wanted: &dyn Fn(Side) -> bool| pool.least_of(volume, wanted).map(|(_, cost)| cost);
        points.push(Point {
            volume,
            buy: market.all_bought_at(volume),
            own: cost(&|side| side != Side::Buy),
            build: cost(&|side| side == Side::Build),
        });
        volume *= step;
    }
    points
}
