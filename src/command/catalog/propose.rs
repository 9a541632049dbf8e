//! What a list would change: rows to append, questions where nobody but a person should decide, and what was passed
//! over. Nothing here overwrites a row.

use super::dated::{dated, unknown};
use super::differences::{changes, same_periods, starts};
use super::judged::judge;
use super::names;
use super::new_rows::new_row;
use super::offer::{List, Offer, Prices};
use super::place::index;
use super::said::{said, said_row};
use build_or_buy::catalog::{Catalog, HostedPrice, Value};
use build_or_buy::date::Date;
use serde::Serialize;

/// How a list is read.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The list's name.
    pub list: String,
    /// The day it was read, where it is known.
    pub seen: Option<Date>,
    /// Today.
    pub today: Date,
    /// Only offers that the catalog already has.
    pub known_only: bool,
    /// What stands as the source of proposed rows.
    pub source: String,
    /// A host to follow although the catalog does not.
    pub host: Option<String>,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
pub struct Plan {
    /// Offers whose price the list confirms.
    pub same: Vec<String>,
    /// Rows to append.
    pub append: Vec<Proposal>,
    /// What to ask a person.
    pub ask: Vec<Question>,
    /// Entries without a use, and why.
    pub passed_over: Vec<Passed>,
}

/// A row to append.
#[derive(Debug, Serialize)]
pub struct Proposal {
    /// The catalog's id.
    pub id: String,
    /// The list's.
    pub entry: String,
    /// What changes.
    pub why: String,
    /// The price that holds now, in words.
    pub before: Option<String>,
    /// The new price, in words.
    pub after: String,
    /// The row.
    pub row: Value,
}

/// Something that is asked instead of decided.
#[derive(Debug, Serialize)]
pub struct Question {
    /// The catalog's id.
    pub id: String,
    /// The list's.
    pub entry: String,
    /// `jump`, `older`, `undated`, `disagree`, `promotion`, `reseller`, `hours`, `retired`, `missing`.
    pub about: &'static str,
    /// What is asked.
    pub why: String,
    /// The price that holds now, in words.
    pub before: Option<String>,
    /// The list's price, in words.
    pub after: String,
    /// The row, should the answer be yes.
    pub row: Option<Value>,
}

/// An entry that was passed over.
#[derive(Debug, Serialize)]
pub struct Passed {
    /// The list's id.
    pub entry: String,
    /// Why.
    pub why: String,
}

/// Holds a list against the catalog.
pub fn plan(catalog: &Catalog, file: &Value, list: List, terms: &Terms) -> Plan {
    let mut plan = Plan::default();
    for (entry, why) in list.skipped {
        plan.passed_over.push(Passed { entry, why });
    }
    let by_key = index(catalog);
    let mut matched: Vec<(Option<String>, String, Offer)> = Vec::new();
    for offer in list.offers {
        let whole = format!("{}/{}", offer.host, offer.id);
        if let Some(why) = names::not_an_offer(&offer.id).or_else(|| names::not_an_offer(&whole)) {
            plan.passed_over.push(Passed { entry: offer.id, why: why.into() });
            continue;
        }
        let open = catalog.models.iter().any(|model| names::key(&model.id) == names::key(&offer.id));
        let asked_for = terms.host.as_deref().filter(|host| host.eq_ignore_ascii_case(&offer.host));
        let Some(host) = names::host(&offer.host).or(asked_for) else {
            let why = format!("its host `{}` is not one that the catalog follows", offer.host);
            plan.passed_over.push(Passed { entry: offer.id, why });
            continue;
        };
        let known = by_key
            .get(&(host.to_owned(), names::key(&offer.id)))
            .cloned()
            .or_else(|| names::alias(host, &offer.id).map(ToOwned::to_owned));
        if offer.reseller && open && known.is_none() {
            let why = "open weights at a reseller: it does not say which host sells at this price".into();
            plan.passed_over.push(Passed { entry: offer.id, why });
            continue;
        }
        let id = known.clone().unwrap_or_else(|| names::new_id(host, &offer.id));
        matched.push((known, id, offer));
    }
    for (at, (known, id, offer)) in matched.iter().enumerate() {
        // The same offer twice in one list: equal prices are one, different ones a question.
        let twin = matched[..at].iter().find(|(_, other, _)| other == id);
        if let Some((_, _, first)) = twin {
            if !same_periods(first, offer) {
                plan.ask.push(Question {
                    id: id.clone(),
                    entry: offer.id.clone(),
                    about: "disagree",
                    why: format!(
                        "the list has it twice, as `{}` and as `{}`, at different prices: which is it?",
                        first.id, offer.id
                    ),
                    before: first.periods.last().map(|period| said(&period.prices)),
                    after: offer.periods.last().map(|period| said(&period.prices)).unwrap_or_default(),
                    row: None,
                });
            }
            continue;
        }
        one(&mut plan, catalog, file, known.as_deref(), id, offer, terms);
        if (at + 1) % 500 == 0 {
            eprintln!("{} of {} entries compared", at + 1, matched.len());
        }
    }
    plan
}

/// One offer of the list.
fn one(plan: &mut Plan, catalog: &Catalog, file: &Value, known: Option<&str>, id: &str, offer: &Offer, terms: &Terms) {
    let day = terms.seen.unwrap_or(terms.today);
    let rows = known.map_or(&[][..], |id| catalog.rows_of(id));
    let asked = |about, why: String, before: Option<&HostedPrice>, prices: &Prices, row| Question {
        id: id.to_owned(),
        entry: offer.id.clone(),
        about,
        why,
        before: before.map(said_row),
        after: said(prices),
        row,
    };
    let Some(last) = offer.periods.last() else { return };
    // A last price that has ended, with none after it, is as good as a retirement.
    let over = last.until.as_deref().and_then(Date::parse).filter(|until| *until < day).map(|until| until.to_string());
    let retired = offer.retired.clone().or(over).filter(|end| Date::parse(end).is_none_or(|end| end <= day));
    if let Some(end) = &retired {
        match rows.iter().rev().find(|row| row.from <= day) {
            Some(row) if row.ends.is_none() => {
                let when = if end.is_empty() { "on a day it does not state".to_owned() } else { format!("on {end}") };
                let why =
                    format!("the list says that it was retired {when}: set `until` and `ends` in the row in force");
                plan.ask.push(asked("retired", why, Some(row), &last.prices, None));
            }
            _ => {
                let why = format!("retired{}", if end.is_empty() { String::new() } else { format!(" on {end}") });
                plan.passed_over.push(Passed { entry: offer.id.clone(), why });
            }
        }
        return;
    }
    if rows.is_empty() {
        if terms.known_only {
            return plan.passed_over.push(Passed { entry: offer.id.clone(), why: "not in the catalog".into() });
        }
        return unknown(plan, catalog, id, offer, terms, day);
    }
    let newest = rows.iter().rev().find(|row| !row.announced).unwrap_or(&rows[0]);
    if newest.retired(day) {
        let end = newest.until.map_or_else(String::new, |until| until.to_string());
        let why = format!("the catalog has it retired after {end}, and the list still sells it: is it back?");
        return plan.ask.push(asked("retired", why, Some(newest), &last.prices, None));
    }
    let current = offer.periods.iter().rposition(|period| starts(period).is_none_or(|from| from <= day));
    for (at, period) in offer.periods.iter().enumerate() {
        let from = starts(period);
        if Some(at) == current {
            let in_force = rows.iter().rev().find(|row| row.from <= day).unwrap_or(&rows[0]);
            let fresher = newest.checked > day;
            let held = if fresher { in_force } else { newest };
            let changes = changes(held, &period.prices);
            if changes.is_empty() {
                plan.same.push(id.to_owned());
                continue;
            }
            let row = new_row(file, held, period, offer, terms, day);
            let verdict = judge(held, period, offer, terms, fresher, day);
            match verdict {
                Some((about, why)) => plan.ask.push(asked(
                    about,
                    format!("{why} ({})", changes.join(", ")),
                    Some(held),
                    &period.prices,
                    Some(row),
                )),
                None => plan.append.push(Proposal {
                    id: id.to_owned(),
                    entry: offer.id.clone(),
                    why: changes.join(", "),
                    before: Some(said_row(held)),
                    after: said(&period.prices),
                    row,
                }),
            }
        } else if let Some(from) = from {
            dated(plan, file, rows, period, from, offer, terms, day, id);
        } else if current.is_some_and(|current| at < current) {
            // The price before the first dated change: its beginning is not stated.
            let before = period.until.as_deref().and_then(Date::parse);
            let then = before.and_then(|day| rows.iter().rev().find(|row| row.from <= day));
            if let Some(row) = then
                && !changes(row, &period.prices).is_empty()
            {
                let why = "the list has another price for a time before, whose first day it does not state: was it so?"
                    .to_owned();
                plan.ask.push(asked("disagree", why, Some(row), &period.prices, None));
            }
        }
    }
}
