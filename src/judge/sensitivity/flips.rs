//! What would flip the verdict, nearest first.

use super::along::{Along, Switch};
use super::choices::{OptionAnswer, options};
use super::probe::Winner;
use crate::decide::portfolio::Portfolio;
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::sentence::{Sentence, Unit};
use crate::streams::Case;
use serde::Serialize;

/// What one input would have to be for another verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Flip {
    /// Key of the input.
    pub key: String,
    /// Its label.
    pub label: &'static str,
    /// Name of the workload it belongs to; empty for an input of the whole decision.
    pub of: String,
    /// Its unit.
    pub unit: &'static str,
    /// Value now; for a choice not a number, zero.
    pub current: f64,
    /// All values at which the verdict changes, nearest first; empty when there is none in the searched range.
    pub switches: Vec<Switch>,
    /// For a choice: what each option gives.
    pub options: Vec<OptionAnswer>,
    /// Distance of the nearest change, 1 being the edge of the plausible range (any other option of a choice is
    /// 1 away); absent when nothing changes the verdict.
    pub distance: Option<f64>,
    /// In words.
    pub sentence: Sentence,
}

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
    let along = super::curves(case, inputs, given, portfolio);
    from_curves(case, inputs, portfolio, &along)
}

/// The same from curves already at hand.
pub fn from_curves(case: &Case<'_>, inputs: &Inputs, portfolio: &Portfolio, curves: &[Along]) -> Flips {
    let now = super::probe::Answer::of(portfolio).winner();
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

/// An input in a sentence, with its workload.
pub(super) fn named(label: &str, of: &str) -> Sentence {
    let said = Sentence::new("“").say(label).say("”");
    if of.is_empty() { said } else { said.say(" of ").say(of) }
}

pub(super) fn noun(winner: Winner) -> &'static str {
    match winner {
        Winner::Buy => "an API to win",
        Winner::Hybrid => "doing both to win",
        Winner::Build => "your own servers to win",
        Winner::Nothing => "nothing to be possible",
    }
}

/// How a value of an input's unit is written, and the words behind it.
pub(super) fn shown_as(unit: &str) -> (Unit, &str) {
    match unit {
        "USD" => (Unit::Usd, ""),
        "USD/month" => (Unit::UsdMonth, ""),
        "USD/year" => (Unit::UsdYear, ""),
        "USD/hour" | "USD/GPU-hour" => (Unit::UsdHour, ""),
        "USD/M tokens" => (Unit::UsdMtok, ""),
        "x" => (Unit::Times, ""),
        "%" => (Unit::Percent, ""),
        "%/year" => (Unit::Percent, " a year"),
        "months" => (Unit::Months, ""),
        "requests/month" => (Unit::Number, " requests a month"),
        other => (Unit::Number, other),
    }
}

fn shown(sentence: Sentence, unit: &str, value: f64) -> Sentence {
    let (kind, words) = shown_as(unit);
    let sentence = sentence.amount(kind, value);
    if words == unit && !words.is_empty() { sentence.say(" ").say(words) } else { sentence.say(words) }
}
