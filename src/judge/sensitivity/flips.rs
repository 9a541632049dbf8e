//! What would flip the verdict, nearest first.

use super::along::Along;
use super::answer::{Answer, Winner};
use super::choices::options;
use super::flip::Flip;
use super::walk::curves;
use super::words::{named, noun, shown};
use crate::decide::portfolio::Portfolio;
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::streams::Case;
use serde::Serialize;

/// All flips.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Flips {
    /// What wins now.
    pub now: Option<Winner>,
    /// Inputs that can change the verdict, nearest first, then those that cannot.
    pub flips: Vec<Flip>,
}

/// Every flip of a decision: numbers along their ranges, choices option by option.
pub fn flips(case: &Case<'_>, inputs: &Inputs, given: &[Given], portfolio: &Portfolio) -> Flips {
    let along = curves(case, inputs, given, portfolio);
    from_curves(case, inputs, portfolio, &along)
}

/// The same from curves already at hand.
pub fn from_curves(case: &Case<'_>, inputs: &Inputs, portfolio: &Portfolio, curves: &[Along]) -> Flips {
    let now = Answer::of(portfolio).winner();
    let mut flips: Vec<Flip> = curves.iter().map(number).collect();
    flips.extend(options(case, inputs, portfolio));
    crate::order::rising(&mut flips, |flip| flip.distance.unwrap_or(f64::INFINITY));
    Flips { now: Some(now), flips }
}

/// A numeric input's flip from its curve.
pub fn number(along: &Along) -> Flip {
    let mut switches = along.switches.clone();
    crate::order::rising(&mut switches, |switch| switch.distance);
    let sentence = match switches.first() {
        None => named(along.label, &along.of).say(" changes nothing in the plausible range."),
        Some(nearest) => {
            let (verb, to) =
                if nearest.at > along.current { ("rise to ", nearest.above) } else { ("fall to ", nearest.below) };
            let from = named(along.label, &along.of).say(" would have to ").say(verb);
            let from = shown(from, along.unit, nearest.told).say(" (now ");
            shown(from, along.unit, along.current).say(") for ").say(noun(to)).say(".")
        }
    };
    Flip {
        key: along.key.clone(),
        label: along.label,
        of: along.of.clone(),
        unit: along.unit,
        current: along.current,
        distance: switches.first().map(|nearest| nearest.distance),
        switches,
        options: Vec::new(),
        sentence,
    }
}
