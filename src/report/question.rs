//! The question of a memo: what is asked, how much work it is about, and which of its numbers were measured.

use super::ledger::LedgerRow;
use crate::cost::figures::Figures;
use crate::inputs::{Measured, Workload};
use crate::sentence::{Sentence, Unit};
use crate::units::UsdPerMonth;

/// The question in a few sentences. `today`: what the tokens cost as bought today, USD a month, beside what is paid.
pub(super) fn question(figures: &Figures<'_, '_>, ledger: &[LedgerRow], today: Option<UsdPerMonth>) -> Sentence {
    let mut said =
        Sentence::new("Should we run open-weight models on GPUs of our own, buy hosted ones by the token, or both? ");
    let tokens: f64 = (0..figures.flows.len())
        .map(|at| {
            let usage = &figures.flows[at].usage;
            (usage.requests * (usage.input + usage.output + usage.reasoning)).get()
        })
        .sum();
    let count = figures.inputs.workloads.len();
    said = said.say(if count == 1 { "One workload, " } else { "" });
    if count > 1 {
        said = said.amount(Unit::Number, count as f64).say(" workloads, ");
    }
    said = said
        .amount(Unit::TokensMonth, tokens)
        .say(" in and out, looked at over ")
        .amount(Unit::Months, figures.paths.months as f64)
        .say(".");
    let (mut whole, mut part, mut bare, mut given, mut usual) = (0, 0, 0, 0, false);
    let measured = || figures.inputs.workloads.iter().filter(|one| one.measured != Measured::No);
    let stands = |one: &Workload| {
        let key = [one.slug.as_str(), ".model"].concat();
        ledger.iter().any(|row| row.key == key && row.set_by == "default")
    };
    for workload in measured() {
        let row = |name: &str| {
            let key = [workload.slug.as_str(), name].concat();
            ledger.iter().find(|row| row.key == key && row.set_by == "link")
        };
        // A number of requests that was not in the file stands at its default, or was given as a range. Tokens for each
        // request are unknown where the file counts no requests.
        let requests = row(".requests");
        usual |= requests.is_none();
        *match requests {
            Some(_) if workload.measured.without_requests() => &mut given,
            Some(requests) if requests.low.is_none() => &mut whole,
            _ if row(".input_tokens").is_some() => &mut part,
            _ => &mut bare,
        } += 1;
    }
    said = match whole {
        0 => said,
        1 if count == 1 => said.say(" Its numbers were measured."),
        some if some == count => said.say(" Their numbers were measured."),
        some => said.say(" The numbers of ").amount(Unit::Number, some as f64).say(" of them were measured."),
    };
    said = match bare {
        0 => said,
        _ if count == 1 => said.say(" Neither its requests nor its tokens were measured."),
        some if some == count => said.say(" Neither their requests nor their tokens were measured."),
        some => said.say(" Of ").amount(Unit::Number, some as f64).say(" neither requests nor tokens were measured."),
    };
    for (some, requests) in [(part, "were not."), (given, "were given.")] {
        said = match some {
            0 => said,
            1 if count == 1 => said.say(&[" Its tokens were measured, its requests ", requests].concat()),
            some if some == count => said.say(&[" Their tokens were measured, their requests ", requests].concat()),
            some => {
                let said = said.say(" The tokens of ").amount(Unit::Number, some as f64);
                said.say(&[" of them were measured, their requests ", requests].concat())
            }
        };
    }
    let chosen = measured().filter(|one| one.measured.without_model()).count();
    if chosen > 0 {
        let of = if count == 1 { String::new() } else { format!(" of {chosen} of them") };
        said = said.say(" The model bought today").say(&of).say(" was chosen, not measured.");
    }
    let unread: Vec<_> = measured().filter(|one| stands(one)).collect();
    if let Some(one) = unread.first() {
        let model = figures.case.catalog.hosted.iter().find(|row| row.id == one.model);
        let of = if count == 1 { String::new() } else { format!(" of {} of them", unread.len()) };
        said = said.say(" The model bought today").say(&of).say(" was not measured: it stands at the default, ");
        said = said.name(model.map_or(one.model.as_str(), |row| row.model.as_str())).say(".");
    }
    if usual {
        let default = crate::inputs::Workload::default().requests.get();
        said = said.say(" Requests that were not measured stand at the default of ").amount(Unit::Number, default);
        said = said.say(" a month.");
    }
    let default = |one: &&Workload| {
        let set_by = |name: &str, by: &str| {
            let key = [one.slug.as_str(), name].concat();
            ledger.iter().any(|row| row.key == key && row.set_by == by)
        };
        one.cached.get() > 0.0 && set_by(".input_tokens", "link") && set_by(".cached", "default")
    };
    if let Some(one) = measured().find(default) {
        said = said.say(" What a cache serves was not measured: it stands at the default, ");
        said = said.amount(Unit::Percent, one.cached.get() * 100.0).say(" of the tokens in.");
    }
    if let (Some(paid), Some(today)) = (figures.inputs.bill_today, today) {
        said = said.say(" Our API bill is ").amount(Unit::UsdMonth, paid.get());
        said = said.say("; at the prices here these tokens come to ").amount(Unit::UsdMonth, today.get()).say(".");
    }
    said
}
