//! What a rule really forces: a mandate, a narrower choice of hosts, a condition to meet, or a wish with a price.
//!
//! A named regime binds only with its clause. Rented GPUs are a third party too, so "nobody outside" is answered
//! only by hardware of one's own. Not legal advice.

use crate::catalog::{Commercial, Forces, OpenModel};
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Pay, Side};
use crate::decide::portfolio::{self, Portfolio};
use crate::inputs::{Premises, YesNo};
use crate::sentence::{Sentence, Unit, listed};
use crate::streams::{Case, Mandate};
use crate::units::Usd;
use serde::Serialize;

/// The five questions that tell a mandate from a wish.
pub const QUESTIONS: [&str; 5] = [
    "Which law, contract clause or order is it? Name the paragraph. Without one it is a preference.",
    "Who would fine you, sue you or take your accreditation, and have they said that a contract, a region or zero \
     retention is not enough?",
    "Which fields are in scope, what share of requests carries them, and could they be redacted first?",
    "Does the same data already sit in a hosted office suite, a hosted CRM or a cloud? Then why not a model there?",
    "Would rented GPUs satisfy the objection? If so, it was never about third parties.",
];

/// What must always be said beside a finding.
pub const NOT_ADVICE: &str = "This is not legal advice. Authorizations change; look at the dates.";

/// The finding on the regime, and what goes with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compliance {
    /// What the regime does here.
    pub status: Mandate,
    /// The regime's row, if one was named.
    pub regime: Option<RegimeFacts>,
    /// The finding in words.
    pub finding: Sentence,
    /// What is left to do, in order.
    pub to_do: Vec<Sentence>,
    /// What a wish costs a year, USD: the cheapest plan that runs everything it can less the cheapest bought one.
    pub preference_year: Option<f64>,
    /// Where an authority decides: the answer under either decision.
    pub readings: Vec<Reading>,
    /// The five questions; empty when no regime was named and none was hinted at.
    pub questions: Vec<&'static str>,
    /// What should be known besides.
    pub notes: Vec<Sentence>,
    /// Licences of the open models in the best plan and in the best plan with models of one's own.
    pub licences: Vec<Licence>,
    /// Models that were tried on GPUs: what fits, and why the rest does not.
    pub fits: Vec<Fit>,
}

/// A regime as the catalog has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RegimeFacts {
    /// Row of the catalog.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What must hold for a hosted API.
    pub condition: String,
    /// What settles it.
    pub question: String,
    /// Where it was read.
    pub source: String,
    /// When.
    pub checked: String,
    /// Evidence grade.
    pub grade: &'static str,
}

/// The answer under one reading of an open regime.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reading {
    /// True when the regime is read as forbidding a hosted API.
    pub binds: bool,
    /// The answer; absent when nothing serves every workload.
    pub side: Option<Side>,
    /// Its cost a month, USD.
    pub monthly: Option<f64>,
    /// In words.
    pub sentence: Sentence,
}

/// A licence to look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Licence {
    /// The model.
    pub model: String,
    /// Its licence by name.
    pub licence: String,
    /// Whether a company may serve it.
    pub commercial: Commercial,
    /// In words.
    pub sentence: Sentence,
}

/// Whether a model runs on a GPU.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fit {
    /// The model.
    pub model: String,
    /// The GPU.
    pub gpu: String,
    /// GPUs of one replica.
    pub gpus: u32,
    /// True when it stays among the options.
    pub fits: bool,
    /// Why not; empty when it fits.
    pub why: String,
}

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
        preference_year,
        readings,
        questions: if regime.is_some() || wished { QUESTIONS.to_vec() } else { Vec::new() },
        notes: notes(figures, portfolio),
        licences: licences(figures, portfolio),
        fits: fits(figures),
        regime,
    }
}

/// What it costs a year to run everything that can be run in place of buying it, USD; `None` when nothing can be
/// run or not everything may be bought. Negative when running it is the cheaper side.
pub fn price_of_preference(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Option<f64> {
    let build = portfolio.build.as_ref()?.present;
    let bought = portfolio.buy.as_ref()?.present;
    Some(figures.level(Usd::new(build - bought)).get() * 12.0)
}

fn finding(figures: &Figures<'_, '_>, portfolio: &Portfolio, preference_year: Option<f64>) -> Sentence {
    let (case, inputs) = (figures.case, figures.inputs);
    let name = case.regime.map_or("", |row| row.name.as_str());
    let start = Sentence::new(name);
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
                .say(&listed(&bound))
                .say(": GPUs of your own, an appliance that a vendor runs on your premises, or taking that data out of the request.")
        }
        Mandate::Restricted => start.say(
            " allows only special hosts. Which ones qualify we don't know; the regional surcharge is counted where a \
             vendor publishes one. Hosts that qualify run fewer and older models.",
        ),
        Mandate::Condition => start.say(" allows an API when this holds: ").say(condition(case)).say("."),
        Mandate::Unresolved => start.say(" leaves it to an authority: both answers follow."),
        Mandate::Preference => as_a_wish(figures, portfolio),
    }
}

/// What a rule does that was named without a clause: it may still forbid an API, or only sets a condition.
pub(crate) fn as_a_wish(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Sentence {
    let Some(regime) = figures.case.regime else { return Sentence::default() };
    let year = price_of_preference(figures, portfolio);
    let start = Sentence::new(&regime.name);
    let said =
        match regime.forces {
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

fn priced(sentence: Sentence, year: Option<f64>) -> Sentence {
    match year {
        Some(year) if year >= 0.0 => sentence.amount(Unit::UsdYear, year).say(" more."),
        Some(year) => sentence.say("nothing more: it saves ").amount(Unit::UsdYear, -year).say("."),
        None => sentence.say("an amount we don't know: nothing here can be run on your own."),
    }
}

fn condition<'a>(case: &Case<'a>) -> &'a str {
    case.regime.map_or("", |row| row.condition.as_str())
}

fn to_do(figures: &Figures<'_, '_>) -> Vec<Sentence> {
    let case = figures.case;
    let Some(regime) = case.regime else { return Vec::new() };
    let mut list = Vec::new();
    match case.mandate {
        Mandate::Condition | Mandate::Restricted => {
            list.push(Sentence::new("Meet the condition: ").say(&regime.condition).say("."));
            list.push(Sentence::new("Settle: ").say(&regime.question));
        }
        Mandate::Preference => {
            list.push(Sentence::new("Name the clause. Until then: ").say(&regime.condition).say("."));
            list.push(Sentence::new("Settle: ").say(&regime.question));
        }
        Mandate::Unresolved => list.push(Sentence::new("Ask the authority: ").say(&regime.question)),
        Mandate::Mandate => {
            list.push(Sentence::new("Settle: ").say(&regime.question));
            if figures.inputs.premises == Premises::Unknown {
                list.push(Sentence::new("Settle: Would GPUs rented from a third party satisfy the rule?"));
            }
        }
        Mandate::None => {}
    }
    list
}

fn notes(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<Sentence> {
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
                    .say(&listed(&unserved))
                    .say(": with this rule, lower the quality asked for, take the appliance, or take the data out."),
            );
        }
    }
    notes.push(Sentence::new(NOT_ADVICE));
    notes
}

/// The answer with the regime read as a mandate on the data in scope, and read as none.
fn readings(figures: &Figures<'_, '_>) -> Vec<Reading> {
    [true, false]
        .into_iter()
        .map(|binds| {
            let mandate = if binds { Mandate::Mandate } else { Mandate::Condition };
            let case = Case::under(figures.inputs, figures.case.catalog, figures.case.asof, mandate);
            let found = portfolio::optimize(&Figures::new(&case, figures.inputs));
            let best = found.best.filter(|_| found.unserved.is_empty());
            let monthly = best.as_ref().map(|best| figures.level(Usd::new(best.present)).get());
            let start = Sentence::new(if binds { "If it forbids an outside API: " } else { "If it allows one: " });
            let side = best.map(|best| best.plan.side());
            let sentence = match (side, monthly) {
                (Some(side), Some(monthly)) => {
                    start.say(word(side)).say(", at ").amount(Unit::UsdMonth, monthly).say(".")
                }
                _ => start.say("no plan serves every workload."),
            };
            Reading { binds, side, monthly, sentence }
        })
        .collect()
}

/// An answer as an imperative.
pub(crate) const fn word(side: Side) -> &'static str {
    match side {
        Side::Buy => "buy",
        Side::Hybrid => "do both",
        Side::Build => "self-host",
    }
}

fn licences(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<Licence> {
    let case = figures.case;
    let mut models: Vec<&OpenModel> = Vec::new();
    for plan in [portfolio.best.as_ref(), portfolio.cheapest_own()].into_iter().flatten().map(|one| &one.plan) {
        for (at, choice) in plan.choices.iter().enumerate() {
            let model = match *choice {
                Choice::Own(group) => Some(case.setups[plan.groups[group].setup].model),
                // Who buys open weights by the token leaves their licence to the host, but not its bans on uses.
                Choice::Bought(offer) => case.streams[at].offers[offer].weights.and_then(|id| case.catalog.model(id)),
            };
            if let Some(model) = model
                && !models.iter().any(|known| known.id == model.id)
            {
                models.push(model);
            }
        }
    }
    models
        .into_iter()
        .map(|model| {
            let start = Sentence::new(&model.name).say(" comes under ").say(&model.licence);
            let sentence = match model.commercial {
                Commercial::Yes => start.say(", which lets a company serve it."),
                Commercial::Conditions => {
                    let note = model.note.as_deref().unwrap_or("which ones we don't know");
                    start.say(", which lets a company serve it under conditions (").say(note).say("). Read them.")
                }
                Commercial::No => start.say(", which does not let a company serve it without a separate agreement."),
            };
            Licence { model: model.id.clone(), licence: model.licence.clone(), commercial: model.commercial, sentence }
        })
        .collect()
}

fn fits(figures: &Figures<'_, '_>) -> Vec<Fit> {
    let case = figures.case;
    let kept = case.told.iter().map(|&at| &case.setups[at]).map(|setup| Fit {
        model: setup.model.id.clone(),
        gpu: setup.gpu.id.clone(),
        gpus: setup.layout.gpus(),
        fits: true,
        why: String::new(),
    });
    // What fits and is only dearer is no finding about fitting.
    let lost = case.passed_over.iter().filter(|one| one.why != "dearer").map(|one| Fit {
        model: one.model.clone(),
        gpu: one.gpu.clone(),
        gpus: one.gpus,
        fits: false,
        why: one.why.clone(),
    });
    kept.chain(lost).collect()
}
