//! Throughput at a latency target, between the loads of a sweep.

use super::LoadPoint;
use serde::Serialize;

/// Throughput at a latency target, of one load test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AtTarget {
    /// Output tokens a second of everything tested.
    pub tokens_per_second: f64,
    /// Requests under way.
    pub concurrency: f64,
    /// Median time per output token there, ms.
    pub per_token: f64,
    /// Time to first token there, ms, where both neighbours state it.
    pub first_token: Option<f64>,
    /// True where the greatest load that was tested still met the target: more may be possible.
    pub target_not_reached: bool,
}

/// The greatest load of a sweep whose time per token meets a target (ms), between two tested loads by the logarithm of
/// the requests under way; never beyond the greatest load tested. `None` where even the least load is too slow.
pub fn at_target(points: &[&LoadPoint], target: f64) -> Option<AtTarget> {
    let mut sweep: Vec<(f64, f64, f64, Option<f64>)> = points
        .iter()
        .filter(|point| point.not_used.is_empty())
        .filter_map(|point| Some((point.concurrency?, point.per_token?, point.tokens_per_second?, point.first_token)))
        .collect();
    crate::order::rising(&mut sweep, |one| one.0);
    let last = sweep.iter().rposition(|one| one.1 <= target)?;
    let here = sweep[last];
    let exactly = |one: (f64, f64, f64, Option<f64>), beyond| AtTarget {
        tokens_per_second: one.2,
        concurrency: one.0,
        per_token: one.1,
        first_token: one.3,
        target_not_reached: beyond,
    };
    let Some(next) = sweep.get(last + 1).copied() else { return Some(exactly(here, here.1 < target)) };
    if next.0 <= here.0 || next.1 <= here.1 {
        return Some(exactly(here, false));
    }
    let part = (target - here.1) / (next.1 - here.1);
    let mixed = |a: f64, b: f64| a + (b - a) * part;
    Some(AtTarget {
        tokens_per_second: mixed(here.2, next.2),
        concurrency: libm::exp(mixed(libm::log(here.0), libm::log(next.0))),
        per_token: target,
        first_token: here.3.zip(next.3).map(|(a, b)| mixed(a, b)),
        target_not_reached: false,
    })
}
