//! Throughput at the targets of a workload, between the loads of a sweep.

use super::point::LoadPoint;
use serde::Serialize;

/// Throughput at a workload's targets, of one load test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AtTarget {
    /// Output tokens a second of everything tested.
    pub tokens_per_second: f64,
    /// Requests under way.
    pub concurrency: f64,
    /// Median time per output token there, ms.
    pub per_token: f64,
    /// Median time to first token there, ms, where both neighbors state it.
    pub first_token: Option<f64>,
    /// The same of the slowest answers, and of which percentile.
    pub first_token_late: Option<(f64, f64)>,
    /// True where the greatest load that was tested still met the targets: more may be possible.
    pub target_not_reached: bool,
    /// True where the first word, not the pace, set the load.
    pub by_first_token: bool,
    /// The places of the tested loads that it is from, in the list of them: the same one twice where it is a tested load.
    pub from: [usize; 2],
}

/// What a workload asks of a load, ms.
#[derive(Clone, Copy, Debug)]
pub struct Targets {
    /// Median time per output token.
    pub per_token: f64,
    /// Time to first token of the slowest answers, where it matters.
    pub first_token: Option<f64>,
}

/// The greatest load of a sweep that meets the targets, between two tested loads by the logarithm of the requests under way;
/// never beyond the greatest load tested. `None` where even the least load is too slow.
pub fn at_target(points: &[&LoadPoint], targets: Targets) -> Option<AtTarget> {
    let mut sweep: Vec<Step> = points.iter().enumerate().filter_map(|(at, point)| Step::of(at, point)).collect();
    crate::order::rising(&mut sweep, |one| one.load);
    // A load that is not stated to answer late is taken to answer in time.
    let late = |one: &Step| targets.first_token.zip(one.late).is_some_and(|(most, late)| late.0 > most);
    let meets = |one: &Step| one.pace <= targets.per_token && !late(one);
    let last = sweep.iter().rposition(meets)?;
    let here = sweep[last];
    let Some(next) = sweep.get(last + 1).copied() else {
        return Some(here.exactly(here.pace < targets.per_token, false));
    };
    // How far from this load to the next each target lets go.
    let part = |here: f64, next: f64, most: f64| if next > here { (most - here) / (next - here) } else { 0.0 };
    let slow = (next.pace > targets.per_token).then(|| part(here.pace, next.pace, targets.per_token));
    let late = late(&next).then(|| match (targets.first_token, here.late, next.late) {
        (Some(most), Some(here), Some(next)) if here.1.to_bits() == next.1.to_bits() => part(here.0, next.0, most),
        _ => 0.0,
    });
    let by_first_token = late.is_some_and(|late| slow.is_none_or(|slow| late < slow));
    let way = slow.unwrap_or(1.0).min(late.unwrap_or(1.0));
    if next.load <= here.load || way <= 0.0 {
        return Some(here.exactly(false, by_first_token));
    }
    Some(here.toward(next, way, by_first_token))
}

/// What counts of a point.
#[derive(Clone, Copy)]
struct Step {
    at: usize,
    load: f64,
    pace: f64,
    tokens: f64,
    first: Option<f64>,
    late: Option<(f64, f64)>,
}

impl Step {
    fn of(at: usize, point: &LoadPoint) -> Option<Self> {
        let (load, pace, tokens) = (point.concurrency?, point.per_token?, point.tokens_per_second?);
        let step = Self { at, load, pace, tokens, first: point.first_token, late: point.first_token_late };
        point.not_used.is_empty().then_some(step)
    }

    const fn exactly(self, beyond: bool, by_first_token: bool) -> AtTarget {
        AtTarget {
            tokens_per_second: self.tokens,
            concurrency: self.load,
            per_token: self.pace,
            first_token: self.first,
            first_token_late: self.late,
            target_not_reached: beyond,
            by_first_token,
            from: [self.at; 2],
        }
    }

    fn toward(self, next: Self, way: f64, by_first_token: bool) -> AtTarget {
        let mixed = |a: f64, b: f64| a + (b - a) * way;
        let late = self.late.zip(next.late).filter(|(a, b)| a.1.to_bits() == b.1.to_bits());
        AtTarget {
            tokens_per_second: mixed(self.tokens, next.tokens),
            concurrency: libm::exp(mixed(libm::log(self.load), libm::log(next.load))),
            per_token: mixed(self.pace, next.pace),
            first_token: self.first.zip(next.first).map(|(a, b)| mixed(a, b)),
            first_token_late: late.map(|(a, b)| (mixed(a.0, b.0), a.1)),
            target_not_reached: false,
            by_first_token,
            from: [self.at, next.at],
        }
    }
}
