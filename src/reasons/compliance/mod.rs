//! What a rule really forces: a mandate, a narrower choice of hosts, a condition to meet, or a wish with a price.
//!
//! A named regime binds only with its clause. Rented GPUs are a third party too, so "nobody outside" is answered
//! only by hardware of one's own. Not legal advice.

mod found;
mod tables;
mod words;

pub use found::{Compliance, Fit, Licence, Reading, RegimeFacts};
pub(crate) use words::as_a_wish;
pub use words::{NOT_ADVICE, price_of_preference};

use crate::catalog::Forces;
use crate::cost::figures::Figures;
use crate::decide::portfolio::Portfolio;
use crate::inputs::YesNo;
use crate::streams::Mandate;
use tables::{fits, licences, readings};
use words::{finding, notes, to_do};

/// The five questions that tell a mandate from a wish.
pub const QUESTIONS: [&str; 5] = [
    "Which law, contract clause or order is it? Name the paragraph. Without one it is a preference.",
    "Who would fine you, sue you or take your accreditation, and have they said that a contract, a region or zero \
     retention is not enough?",
    "Which fields are in scope, what share of requests carries them, and could they be redacted first?",
    "Does the same data already sit in a hosted office suite, a hosted CRM or a cloud? Then why not a model there?",
    "Would rented GPUs satisfy the objection? If so, it was never about third parties.",
];

/// Everything there is to say.
pub fn findings(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Compliance {
    let (case, inputs) = (figures.case, figures.inputs);
    let regime = case.regime.map(|row| RegimeFacts {
        id: row.id.clone(),
        name: row.name.clone(),
        condition: row.condition.clone(),
        question: row.question.clone(),
        source: row.source.clone(),
        checked: row.checked.to_string(),
        grade: row.grade.word(),
    });
    let wished = case.mandate == Mandate::Preference || inputs.sovereignty == YesNo::Yes;
    let preference_year = if wished { price_of_preference(figures, portfolio) } else { None };
    // A rule that may bind shows what it would do before anybody has said that it does.
    let may_bind = case.mandate == Mandate::Unresolved
        || case.mandate == Mandate::Preference
            && case.regime.is_some_and(|row| matches!(row.forces, Forces::Yes | Forces::Ask));
    let readings = if may_bind { readings(figures) } else { Vec::new() };
    Compliance {
        status: case.mandate,
        finding: finding(figures, portfolio, preference_year),
        to_do: to_do(figures),
        preference_year: preference_year.map(crate::units::UsdPerYear::get),
        readings,
        questions: if regime.is_some() || wished { QUESTIONS.to_vec() } else { Vec::new() },
        notes: notes(figures, portfolio),
        licences: licences(figures, portfolio),
        fits: fits(figures),
        regime,
    }
}
