//! Why running one's own is out of the question at every volume, in words.

use crate::decide::break_even::Never;
use crate::sentence::{Sentence, Unit};

/// The reason in a sentence. Only one of them compares costs; the others say what is missing.
pub fn words(never: &Never) -> Sentence {
    match never {
        Never::NoModel { model: Some(model), best: Some(best), floor: Some(floor) } => {
            Sentence::new("No open model is good enough at any volume: the best, ")
                .name(model)
                .say(", has ")
                .amount(Unit::Number, best.get())
                .say(" of the ")
                .amount(Unit::Number, floor.get())
                .say(" points you need.")
        }
        Never::NoModel { .. } => {
            Sentence::new("No open model is known to be good enough for this work, at any volume.")
        }
        Never::TooSlow { allowed, first_token } => {
            let said = Sentence::new("No open model that is good enough ");
            let said = match first_token {
                Some(within) => said.say("begins to answer within ").amount(Unit::Number, *within).say(" s and "),
                None => said,
            };
            said.say("writes a token within ")
                .amount(Unit::Number, allowed.get())
                .say(" ms on any GPU here, at any volume.")
        }
        Never::Unsuited { .. } => Sentence::new("Another open model would have to be chosen, at any volume."),
        Never::HorizonTooShort { build, horizon } => Sentence::new("Building takes ")
            .amount(Unit::Months, build.get())
            .say(" and you look ")
            .amount(Unit::Months, horizon.get())
            .say(" ahead: nothing of your own would run in that time, at any volume."),
        Never::Forbidden => Sentence::new("No GPU that may be used here has a price in the way you want to pay."),
        Never::Proved { .. } => Sentence::new(
            "At these prices the next token costs more on your own servers than at a host, at any volume.",
        ),
    }
}
