//! Inputs, their values and winners inside sentences.

use super::answer::Winner;
use crate::sentence::{Sentence, Unit};

/// An input in a sentence, with its workload.
pub(super) fn named(label: &str, of: &str) -> Sentence {
    let said = Sentence::new("“").name(label).say("”");
    if of.is_empty() { said } else { said.say(" of ").name(of) }
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

/// Adds a plain number in an input's unit.
pub(super) fn shown(sentence: Sentence, unit: &str, value: f64) -> Sentence {
    let (kind, words) = shown_as(unit);
    let sentence = sentence.amount(kind, value);
    if words == unit && !words.is_empty() { sentence.say(" ").say(words) } else { sentence.say(words) }
}
