//! What a rule forces, what is to be done about it and what must be said beside it, in words.

use crate::catalog::Forces;
use crate::cost::figures::Figures;
use crate::cost::plan::Pay;
use crate::decide::portfolio::Portfolio;
use crate::inputs::{Premises, YesNo};
use crate::sentence::{Sentence, Unit};
use crate::streams::{Case, Mandate};
use crate::units::{Usd, UsdPerYear};

/// What must always be said beside a finding.
pub const NOT_ADVICE: &str = "This is not legal advice. Authorizations change; look at the dates.";

/// What it costs a year to run everything that can be run in place of buying it; `None` when nothing can be
/// run or not everything may be bought. Negative when running it is the cheaper side.
pub fn price_of_preference(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Option<UsdPerYear> {
    let build = portfolio.build.as_ref()?.present;
    let bought = portfolio.buy.as_ref()?.present;
    Some(figures.level(Usd::new(build - bought)).per_year())
}

pub(super) fn finding(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    preference_year: Option<UsdPerYear>,
) -> Sentence {
    let (case, inputs) = (figures.case, figures.inputs);
    let name = case.regime.map_or("", |row| row.name.as_str());
    let start = Sentence::default().name(name);
    match case.mandate {
        Mandate::None if inputs.sovereignty == YesNo::Yes => priced(
            Sentence::new("Independence is wished for and no rule was named. Self-hosting for it would cost "),
            preference_year,
        ),
        Mandate::None => Sentence::new("No rule was named, so nothing is forbidden."),
        Mandate::Mandate => {
            let bound: Vec<String> = (0..case.streams.len())
                .filter(|&at| case.streams[at].own_only)
                .map(|at| case.name(inputs, at))
                .collect();
            start
                .say(" forbids an outside API for the data in scope. What is left for ")
                .names(&bound)
                .say(": GPUs of your own, an appliance that a vendor runs on your premises, or taking that data out of the request.")
        }
        Mandate::Restricted => start.say(
            " allows only special hosts. Which ones qualify we don't know; the regional surcharge is counted where a \
             vendor publishes one. Hosts that qualify run fewer and older models.",
        ),
        Mandate::Condition => start.say(" allows an API when this holds: ").name(condition(case)).say("."),
        Mandate::Unresolved => start.say(" leaves it to an authority: both answers follow."),
        Mandate::Preference => as_a_wish(figures, portfolio),
    }
}

/// What a rule does that was named without a clause: it may still forbid an API, or only sets a condition.
pub(crate) fn as_a_wish(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Sentence {
    let Some(regime) = figures.case.regime else { return Sentence::default() };
    let year = price_of_preference(figures, portfolio);
    let start = Sentence::default().name(&regime.name);
    let said =
        match regime.forces {
            // No clause parts a ship from its network.
            Forces::Yes if regime.id == "air-gap" => start
                .say(" rules out an outside API where there really is no link, which was not said. Until it is, it is a wish. It would cost "),
            Forces::Yes => start
                .say(" can forbid an outside API, and no clause was named. Until one is, it is a wish. It would cost "),
            Forces::Ask => start
                .say(" leaves it to an authority, and no clause was named. Until one is, it is a wish. It would cost "),
            Forces::Narrow => {
                start.say(" does not forbid an API: it allows special hosts only. Self-hosting anyway would cost ")
            }
            Forces::No => start.say(" does not forbid an API: it sets conditions. Self-hosting anyway would cost "),
        };
    priced(said, year)
}

fn priced(sentence: Sentence, year: Option<UsdPerYear>) -> Sentence {
    match year.map(UsdPerYear::get) {
        Some(year) if year >= 0.0 => sentence.amount(Unit::UsdYear, year).say(" more."),
        Some(year) => sentence.say("nothing more: it saves ").amount(Unit::UsdYear, -year).say("."),
        None => sentence.say("an amount we don't know: nothing here can be run on your own."),
    }
}

fn condition<'a>(case: &Case<'a>) -> &'a str {
    case.regime.map_or("", |row| row.condition.as_str())
}

pub(super) fn to_do(figures: &Figures<'_, '_>) -> Vec<Sentence> {
    let case = figures.case;
    let Some(regime) = case.regime else { return Vec::new() };
    let mut list = Vec::new();
    match case.mandate {
        Mandate::Condition | Mandate::Restricted => {
            list.push(Sentence::new("Meet the condition: ").name(&regime.condition).say("."));
            list.push(Sentence::new("Settle: ").name(&regime.question));
        }
        Mandate::Preference => {
            list.push(Sentence::new("Name the clause. Until then: ").name(&regime.condition).say("."));
            list.push(Sentence::new("Settle: ").name(&regime.question));
        }
        Mandate::Unresolved => list.push(Sentence::new("Ask the authority: ").name(&regime.question)),
        Mandate::Mandate => {
            list.push(Sentence::new("Settle: ").name(&regime.question));
            if figures.inputs.premises == Premises::Unknown {
                list.push(Sentence::new("Settle: Would GPUs rented from a third party satisfy the rule?"));
            }
        }
        Mandate::None => {}
    }
    list
}

pub(super) fn notes(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<Sentence> {
    let case = figures.case;
    let mut notes = Vec::new();
    if case.mandate == Mandate::None && figures.inputs.sovereignty == YesNo::No {
        return notes;
    }
    let rented =
        portfolio.cheapest_own().is_some_and(|own| own.plan.groups.iter().any(|group| group.pay != Pay::Owned));
    if rented {
        notes.push(Sentence::new(
            "The plan with models of your own rents GPUs. Who rents them to you is a third party as well: a \
             processor of the data, and an entry in the same registers as a model host.",
        ));
    }
    if matches!(case.mandate, Mandate::Mandate | Mandate::Unresolved) {
        notes.push(Sentence::new(
            "An appliance that a vendor runs on your premises, without a link to the outside, is an alternative to \
             open weights on your own GPUs. What it costs we don't know: ask for a quote.",
        ));
        let unserved: Vec<String> = portfolio.unserved.iter().map(|&at| case.name(figures.inputs, at)).collect();
        if !unserved.is_empty() {
            notes.push(
                Sentence::new("No open model is good enough, fits and is fast enough for ")
                    .names(&unserved)
                    .say(": with this rule, lower the quality asked for, take the appliance, or take the data out."),
            );
        }
    }
    notes.push(Sentence::new(NOT_ADVICE));
    notes
}
