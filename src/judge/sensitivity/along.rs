//! The answer along one input: its curve, and every value at which the verdict changes.

use super::answer::{Answer, Winner};
use super::probe::Probe;
use super::span::{Scale, Span};
use super::turned::Turned;
use crate::cost::level::level;
use crate::inputs::Inputs;
use crate::judge::uncertainty::Dial;
use serde::Serialize;

/// Points of a curve.
const POINTS: usize = 17;
/// Points for volumes, whose staircase crosses several times.
const FINE: usize = 49;
/// Times the grid is looked over again after the engine has added plans.
const ROUNDS: usize = 4;

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "PointAlong"))]
pub struct Point {
    /// The input, in its shown unit.
    pub value: f64,
    /// The cheapest way that runs something less buying everything, as a level USD/month over the horizon; above
    /// zero buying is cheaper. Absent where one of them is impossible.
    pub difference: Option<f64>,
    /// What wins there.
    pub winner: Winner,
}

/// A value at which the verdict changes, checked by the whole engine on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Switch {
    /// The value, in the shown unit.
    pub at: f64,
    /// What wins just below it.
    pub below: Winner,
    /// What wins just above it.
    pub above: Winner,
    /// Distance from the present value, 1 being the edge of the plausible range on that side.
    pub distance: f64,
    /// The last value below and the first above at which the engine was asked.
    pub between: (f64, f64),
    /// The value as it is told: rounded to the digits that are shown, away from the present value, so that typing it
    /// brings the change about; asked of the engine.
    pub told: f64,
}

/// The answer along one input.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Along {
    /// Key of the input.
    pub key: String,
    /// Its label.
    pub label: &'static str,
    /// Name of the workload it belongs to; empty for an input of the whole decision.
    pub of: String,
    /// Its unit.
    pub unit: &'static str,
    /// Value now, or what stands in for it.
    pub current: f64,
    /// Low end of what is plausible.
    pub low: f64,
    /// High end of what is plausible.
    pub high: f64,
    /// The scale to draw it on.
    pub scale: Scale,
    /// The curve, rising in the input, over the searched range.
    pub points: Vec<Point>,
    /// All switching values, rising.
    pub switches: Vec<Switch>,
    /// True when no cost of the plans that were met depends on it.
    pub flat: bool,
}

/// Follows one input over its range with the others as they are.
pub fn along(probe: &mut Probe<'_, '_>, inputs: &Inputs, dial: Dial, span: &Span, base: &Answer) -> Along {
    let mut walk = Turned::new(probe, inputs, dial);
    let places = places(dial, span);
    let values: Vec<f64> = places.iter().map(|place| span.at(*place)).collect();
    let last = values.len() - 1;
    // Where other fleets come into reach the engine is asked along the way. Elsewhere the ends are enough, and not
    // even they are asked where the known plans leave no doubt.
    let mut asked: Vec<(usize, Answer)> = Vec::new();
    let volume = volume(dial.name());
    let ends = [walk.pool(values[0]), walk.pool(values[last])];
    if volume || ends.iter().any(|end| !end.clear() || end.winner() != base.winner()) {
        let stride = if volume { 12 } else { last };
        for at in (0..last).step_by(stride).chain([last]) {
            asked.push((at, walk.engine(values[at])));
        }
    }
    let still = |answer: &Answer| answer == base;
    let flat = ends.iter().all(still) && asked.iter().all(|(_, one)| still(one)) && still(&walk.pool(values[last / 2]));
    let mut switches = Vec::new();
    let mut answers: Vec<Answer> = Vec::new();
    if !flat {
        for round in 0..ROUNDS {
            answers = values.iter().map(|value| walk.pool(*value)).collect();
            for (at, answer) in &asked {
                answers[*at] = *answer;
            }
            switches.clear();
            let mut steady = true;
            for at in 0..last {
                let ends = (values[at], values[at + 1]);
                let wins = (answers[at].winner(), answers[at + 1].winner());
                if wins.0 == wins.1 {
                    continue;
                }
                let by_engine = round + 1 == ROUNDS;
                let (low, high) = walk.bracket(span, ends, wins.0, by_engine);
                let (below, above) = (walk.engine(low), walk.engine(high));
                if !by_engine && (below.winner() != wins.0 || above.winner() == wins.0) {
                    steady = false;
                    continue;
                }
                let rises = f64::midpoint(low, high) > span.current;
                let value = match (span.whole, rises) {
                    (false, _) => f64::midpoint(low, high),
                    (true, true) => high,
                    (true, false) => low,
                };
                let (from, to) = if rises { (high, above.winner()) } else { (low, below.winner()) };
                switches.push(Switch {
                    told: walk.told(span, from, rises, to),
                    at: value,
                    below: below.winner(),
                    above: above.winner(),
                    distance: span.distance(value),
                    between: (low, high),
                });
            }
            if steady {
                break;
            }
        }
        switches.retain(|switch| switch.below != switch.above);
    }
    let points = values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let answer = answers.get(at).unwrap_or(base);
            let mut there = inputs.clone();
            dial.set(&mut there, Some(*value));
            let level = |present| level(&there, present).get();
            Point { value: *value, difference: answer.difference().map(level), winner: answer.winner() }
        })
        .collect();
    Along {
        key: dial.key(inputs),
        label: dial.label(),
        of: dial.workload().map_or_else(String::new, |at| inputs.workloads[at].title()),
        unit: dial.unit(),
        current: span.current,
        low: span.low,
        high: span.high,
        scale: span.scale,
        points,
        switches,
        flat,
    }
}

/// Evenly over the searched range, the present value among them.
fn places(dial: Dial, span: &Span) -> Vec<f64> {
    let count = if volume(dial.name()) { FINE } else { POINTS };
    let mut places: Vec<f64> = (0..count).map(|at| at as f64 / (count - 1) as f64).collect();
    let now = span.place(span.current);
    if now > 0.0 && now < 1.0 {
        places.push(now);
    }
    crate::order::rising(&mut places, |place| *place);
    places.dedup_by(|a, b| (*a - *b).abs() < 1e-9 || span.whole && span.at(*a) == span.at(*b));
    places
}

/// Inputs that bring other fleets into reach.
fn volume(name: &str) -> bool {
    matches!(name, "volume_factor" | "requests" | "input_tokens" | "output_tokens" | "reasoning_tokens" | "growth")
}
