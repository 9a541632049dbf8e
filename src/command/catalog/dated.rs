//! Prices that a list dates, and offers that the catalog does not have: rows to append or questions.

use super::called_off::not_elsewhere;
use super::differences::{changes, moves, starts};
use super::gone::{gone, to_end};
use super::judged::{left_out, unlike_others};
use super::kin::{Kin, offered, weights};
use super::kinds::kind_of;
use super::name_ends::without_length;
use super::names::{self, same_offer};
use super::new_rows::{fresh_row, new_row, unstated};
use super::offer::{Offer, Period};
use super::propose::{Plan, Proposal, Question, Terms};
use super::remark::About;
use super::row::Row;
use super::said::{said, said_row};
use super::unsure::unsure;
use build_or_buy::catalog::{Catalog, Ending, HostedPrice, Value};
use build_or_buy::date::Date;
use std::collections::HashMap;

/// A price that the list dates and that is not the one in force: an announced step, or history.
pub(super) fn dated(
    plan: &mut Plan,
    file: &Value,
    rows: &[HostedPrice],
    at: usize,
    from: Date,
    offer: &Offer,
    terms: &Terms,
    day: Date,
    id: &str,
    unsure: bool,
) {
    let period = &offer.periods[at];
    let held = rows.iter().rev().find(|row| row.from <= from);
    let newest_check = rows.iter().map(|row| row.checked).max();
    let base = held.unwrap_or(&rows[0]);
    // A price that the list has before it, and the catalog not yet: what comes is held against that one.
    let newer = |before: &&Period| starts(before).is_none_or(|from| from > base.from);
    let before = at.checked_sub(1).map(|at| &offer.periods[at]).filter(newer);
    let before = before.filter(|before| from > day && base.from <= day && !changes(base, &before.prices).is_empty());
    let moved = before.map(|before| moves(&before.prices, &period.prices));
    if moved.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    let follows = moved.is_some();
    let changes = moved.unwrap_or_else(|| changes(base, &period.prices));
    if held.is_some() && changes.is_empty() {
        return plan.same.push(format!("{id} from {from}"));
    }
    let row = new_row(file, base, period, offer, terms, day);
    let question = |about, why| Question {
        id: id.to_owned(),
        entry: offer.id.clone(),
        about,
        why,
        before: before.map(|before| said(&before.prices)).or_else(|| held.map(said_row)),
        after: said(&period.prices),
        row: Some(row.clone()),
        shared: None,
    };
    if from > day {
        // An announced step: a fresher row that knows nothing of it may be fresher because it was called off.
        if from <= terms.today && !rows.iter().any(|row| row.from == from) {
            let (about, why) = passed(day, from);
            plan.ask.push(question(about, why));
        } else if newest_check.is_some_and(|checked| checked > day) {
            let why = format!(
                "the list of {day} announces it for {from}, and the catalog's row is fresher and does not: was it called off?"
            );
            plan.ask.push(question("older", why));
        } else if rows.iter().any(|row| row.from == from) {
            plan.ask.push(question(
                "disagree",
                format!("catalog and list both have a price from {from}, and not the same"),
            ));
        } else if let Some(why) = held.and_then(|held| left_out(held, &period.prices)) {
            plan.ask.push(question("partial", why));
        } else if let Some((about, why)) = ends_open(offer, at, day) {
            plan.ask.push(question(about, why));
        } else if follows && unsure {
            let why = format!("it comes on {from} after a price that is asked about: which one does it follow?");
            plan.ask.push(question("promotion", why));
        } else {
            plan.append.push(Proposal {
                id: id.to_owned(),
                entry: offer.id.clone(),
                why: format!("announced for {from}: {}", changes.join(", ")),
                before: before.map(|before| said(&before.prices)).or_else(|| held.map(said_row)),
                after: said(&period.prices),
                row,
            });
        }
    } else if held.is_none() {
        plan.append.push(Proposal {
            id: id.to_owned(),
            entry: offer.id.clone(),
            why: format!("an earlier price, from {from}"),
            before: None,
            after: said(&period.prices),
            row,
        });
    } else {
        plan.ask.push(question("disagree", format!("the list has another price from {from}: {}", changes.join(", "))));
    }
}

/// An offer that the catalog does not have.
pub(super) fn unknown(
    plan: &mut Plan,
    catalog: &Catalog,
    by_key: &HashMap<(String, String), String>,
    id: &str,
    offer: &Offer,
    terms: &Terms,
    day: Date,
) {
    let current = offer.periods.iter().rposition(|period| starts(period).is_none_or(|from| from <= day));
    for (at, period) in offer.periods.iter().enumerate() {
        // A price before the one in force whose first day is not stated cannot be dated.
        if starts(period).is_none() && current.is_some_and(|current| at < current) {
            continue;
        }
        let mut row = fresh_row(catalog, id, period, offer, terms, day);
        let end =
            to_end(catalog, terms, id, day).filter(|_| at + 1 == offer.periods.len() && row.get("until").is_none());
        if let Some(end) = end {
            row = ending(&row, end);
        }
        let after = said(&period.prices);
        let ask = if offer.reseller {
            Some((
                "reseller",
                "seen at a reseller only, whose price may carry a markup or a promotion: is it the host's own?"
                    .to_owned(),
            ))
        } else {
            let over = starts(period).filter(|from| *from > day && *from <= terms.today);
            long_prompts(catalog, id)
                .or_else(|| of_base(catalog, id, offer))
                .or_else(|| of_kin(catalog, by_key, id, offer))
                .or_else(|| gone(catalog, terms, offer, day))
                .or_else(|| other_kind(offer))
                .or_else(|| not_elsewhere(catalog, offer, at, day))
                .or_else(|| unsure(offer, &period.prices))
                .or_else(|| unlike_others(catalog, offer, &period.prices, day))
                .or_else(|| over.map(|from| passed(day, from)))
                .or_else(|| ends_open(offer, at, day))
        };
        let announced = starts(period).filter(|from| *from > day);
        match ask {
            Some((about, why)) => {
                plan.ask.push(Question {
                    id: id.to_owned(),
                    entry: offer.id.clone(),
                    about,
                    why,
                    before: None,
                    after,
                    row: Some(row),
                    // Steps that a name speaks of are that offer's alone.
                    shared: terms.of_all(about).filter(|_| about != "steps" || offer.remarked(About::Steps).is_some()),
                });
            }
            None => plan.append.push(Proposal {
                id: id.to_owned(),
                entry: offer.id.clone(),
                why: {
                    let first =
                        announced.map_or_else(|| "not in the catalog".into(), |from| format!("announced for {from}"));
                    let end = end.map(|end| format!("known to be retired after {end}, which the row says"));
                    [vec![first], end.into_iter().collect(), unstated(catalog, &row)].concat().join("; ")
                },
                before: None,
                after,
                row,
            }),
        }
    }
}

/// The row with the last day of its offer.
fn ending(row: &Value, end: Date) -> Value {
    let mut row = Row::of(row);
    row.text("until", &end.to_string());
    row.text("ends", Ending::Retired.word());
    row.done("hosted")
}

/// A price in force whose last day the list states, and no price after it.
pub(super) fn ends_open(offer: &Offer, at: usize, day: Date) -> Option<(&'static str, String)> {
    let until = offer.periods[at].until.as_deref().and_then(Date::parse).filter(|until| *until >= day)?;
    let next = offer.periods.get(at + 1).is_some();
    let why = format!(
        "the list has this price until {until} and none after it: a promotion, as the row has it, or is it retired then?"
    );
    (!next).then_some(("promotion", why))
}

/// An id that is a known offer's with the length of a prompt behind it: what it costs is a step of that offer.
fn long_prompts(catalog: &Catalog, id: &str) -> Option<(&'static str, String)> {
    let base = without_length(id)?;
    let known = catalog.hosted.iter().find(|row| same_offer(&row.id, base))?;
    let why = format!("the name of {} with the length of a prompt behind it: is it a step of its price?", known.id);
    Some(("steps", why))
}

/// What the list says to be a model that the host already sells in the catalog.
fn of_base(catalog: &Catalog, id: &str, offer: &Offer) -> Option<(&'static str, String)> {
    let base = offer.base.as_deref()?;
    let of_host = [id.split('/').next()?, "/", &names::key(base)].concat();
    let known = catalog.hosted.iter().find(|row| row.id != id && same_offer(&row.id, &of_host))?;
    let why = format!("the list says that it is {base}, which the catalog has as {}: is it that offer?", known.id);
    Some(("disagree", why))
}

/// An id that says more, or less, than that of an offer of its host; and weights that may be another release's.
fn of_kin(
    catalog: &Catalog,
    by_key: &HashMap<(String, String), String>,
    id: &str,
    offer: &Offer,
) -> Option<(&'static str, String)> {
    if let Some((known, _)) = offered(by_key, id.split('/').next()?, &offer.id) {
        return Some(("disagree", format!("its name is that of {known}, longer or shorter: is it that offer?")));
    }
    let (model, _) = weights(catalog, &offer.id).filter(|(_, how)| *how == Kin::Perhaps)?;
    let why = format!("its name is that of {}, longer or shorter: are these its weights, of that release?", model.id);
    Some(("disagree", why))
}

/// A name of models that embed or rank, of what the list says to write.
fn other_kind(offer: &Offer) -> Option<(&'static str, String)> {
    let named = kind_of(&offer.host, &offer.id);
    let why = format!(
        "the list says that it writes, and its name is that of a model of another kind ({named}): which is it?"
    );
    (offer.kind == "chat" && named != "chat").then_some(("disagree", why))
}

/// An announcement whose day has passed since the list was read.
pub(super) fn passed(day: Date, from: Date) -> (&'static str, String) {
    let why =
        format!("the list of {day} announces it for {from}, which has passed: did it come, or was it called off?");
    ("older", why)
}
