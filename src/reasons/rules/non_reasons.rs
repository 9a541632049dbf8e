//! What is said in every such debate and decides nothing: money already spent, who we are, a wish for independence.
//!
//! None of them enters any amount, so the answer with and without is one number; it is said all the same.

use super::rule::{Favors, Rule, Status};
use super::view::{View, a_month};
use crate::inputs::YesNo;
use crate::sentence::{Sentence, Unit};
use crate::streams::Mandate;
use crate::units::Usd;

/// The best plan's cost, with and without: the same.
fn unmoved(view: &View<'_, '_, '_>, sentence: Sentence) -> Sentence {
    match &view.portfolio.best {
        Some(best) => {
            a_month(view, sentence.say(" The answer costs "), Usd::new(best.present)).say(" with it or without.")
        }
        None => sentence,
    }
}

fn rule(
    view: &View<'_, '_, '_>,
    id: &'static str,
    given: bool,
    title: &'static str,
    said: Sentence,
    inputs: Vec<&'static str>,
    question: &'static str,
) -> Rule {
    let deciding = if given { unmoved(view, said) } else { Sentence::new("Not given; it would change no cost.") };
    Rule {
        id,
        status: if given { Status::Applies } else { Status::DoesNotApply },
        favors: Favors::Neither,
        title,
        deciding,
        inputs,
        source: "not a cost of either side".into(),
        question,
        open: false,
    }
}

pub(super) fn sunk(view: &View<'_, '_, '_>) -> Rule {
    let spent = view.figures.inputs.sunk.get();
    let said = Sentence::new("Already spent: ")
        .amount(Unit::Usd, spent)
        .say(". It comes back either way or not at all, so it is not counted.");
    rule(
        view,
        "non-sunk",
        spent > 0.0,
        "We have already spent so much on it",
        said,
        vec!["sunk", "owned_gpus"],
        "What of it could be sold or reused today, and for how much? Only that counts.",
    )
}

pub(super) fn identity(view: &View<'_, '_, '_>) -> Rule {
    rule(
        view,
        "non-identity",
        view.figures.inputs.identity == YesNo::Yes,
        "We are an AI company",
        Sentence::new("Not counted: it changes no cost."),
        vec!["identity"],
        "Which customer pays more, or which deal is won, because you run the model yourself?",
    )
}

pub(super) fn sovereignty(view: &View<'_, '_, '_>) -> Rule {
    let named = !matches!(view.figures.case.mandate, Mandate::None | Mandate::Preference);
    let given = view.figures.inputs.sovereignty == YesNo::Yes && !named;
    rule(
        view,
        "non-sovereignty",
        given,
        "We want to be sovereign",
        Sentence::new("Without a clause that demands it, it is not counted."),
        vec!["sovereignty", "regime", "clause"],
        "Which law, contract or regulator's letter forbids a host, and would rented GPUs satisfy it?",
    )
}
