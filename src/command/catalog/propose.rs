//! What a list would change: rows to append, questions where nobody but a person should decide, and what was passed
//! over. Nothing here overwrites a row.

use super::aliases::alias;
use super::behind::old_beside;
use super::called_off::looked_at_since;
use super::dated::{dated, ends_open, unknown};
use super::differences::{self, changes, starts};
use super::hosts;
use super::judged::{judge, not_followed};
use super::kin::{Kin, offered, weights};
use super::names;
use super::new_rows::new_row;
use super::news::{news, same_day};
use super::no_offer::not_an_offer;
use super::offer::{List, Offer, Prices};
use super::place::index;
pub use super::plan::{Passed, Plan, Proposal, Question, Terms};
use super::regions::Regions;
use super::said::{as_before, said, said_row};
use super::twins::{Entry, Twin, twin};
use build_or_buy::catalog::{Catalog, Ending, HostedPrice, Value};
use build_or_buy::date::Date;
use std::collections::{HashMap, HashSet};

/// Holds a list against the catalog.
pub fn plan(catalog: &Catalog, file: &Value, list: List, terms: &Terms) -> Plan {
    let mut plan = Plan::default();
    for (entry, why) in list.skipped {
        plan.passed_over.push(Passed { entry, why });
    }
    let by_key = index(catalog);
    let mut regions = Regions::of(&list.offers);
    let mut matched: Vec<Entry> = Vec::new();
    for offer in list.offers {
        let whole = format!("{}/{}", offer.host, offer.id);
        if let Some(why) = not_an_offer(&offer.id).or_else(|| not_an_offer(&whole)) {
            regions.tell(&mut plan, &by_key, &offer, why, terms);
            continue;
        }
        let asked_for = terms.host.as_deref().filter(|host| host.eq_ignore_ascii_case(&offer.host));
        if hosts::mainland(&offer.host) {
            let why = format!("`{}` sells in mainland China, in yuan and at prices of its own", offer.host);
            plan.passed_over.push(Passed { entry: offer.id, why });
            continue;
        }
        let Some(host) = hosts::host(&offer.host).or(asked_for) else {
            let why = format!("its host `{}` is not one that the catalog follows", offer.host);
            plan.passed_over.push(Passed { entry: offer.id, why });
            continue;
        };
        let known = by_key
            .get(&(host.to_owned(), names::key(&offer.id)))
            .cloned()
            .or_else(|| alias(host, &offer.id).map(ToOwned::to_owned))
            .or_else(|| joined(&by_key, host, &offer.id))
            .or_else(|| {
                let (known, how) = offered(&by_key, host, &offer.id)?;
                (how == Kin::Same).then(|| known.to_owned())
            });
        if offer.reseller && known.is_none() && weights(catalog, &offer.id).is_some() {
            let why = "open weights at a reseller: it does not say which host sells at this price".into();
            plan.passed_over.push(Passed { entry: offer.id, why });
            continue;
        }
        let id = known.clone().unwrap_or_else(|| names::new_id(host, &offer.id));
        let model = known.clone().unwrap_or_else(|| format!("{host}/{}", names::key(&offer.id)));
        matched.push(Entry { known, id, model, offer });
    }
    // Where a cloud names its global price, the same model without the word is kept in a region, at a surcharge.
    let global: HashSet<String> =
        matched.iter().filter(|one| is_global(&one.offer.id)).map(|one| one.id.clone()).collect();
    let (kept, regional): (Vec<_>, Vec<_>) =
        matched.into_iter().partition(|one| is_global(&one.offer.id) || !global.contains(&one.id));
    for Entry { offer, .. } in regional {
        let why = "kept in one region, at a surcharge: the list has its global price too".into();
        plan.passed_over.push(Passed { entry: offer.id, why });
    }
    let matched = kept;
    for (at, Entry { known, id, offer, .. }) in matched.iter().enumerate() {
        match twin(&matched, at) {
            Some(Twin::Told(passed)) => {
                plan.passed_over.push(passed);
                continue;
            }
            Some(Twin::Asked(question)) => {
                plan.ask.push(question);
                continue;
            }
            None => {}
        }
        one(&mut plan, catalog, file, &by_key, known.as_deref(), id, offer, terms);
        if (at + 1) % 500 == 0 {
            eprintln!("{} of {} entries compared", at + 1, matched.len());
        }
    }
    old_beside(&mut plan);
    plan
}

/// The offer whose name is the same but for its hyphens: `qwen-3.8-27b` is `qwen3.8-27b`.
fn joined(by_key: &HashMap<(String, String), String>, host: &str, id: &str) -> Option<String> {
    let joined = |key: &str| key.replace('-', "");
    let name = joined(&names::key(id));
    let mut alike = by_key.iter().filter(|((of, key), _)| of == host && joined(key) == name);
    let found = alike.next()?;
    alike.next().is_none().then(|| found.1.clone())
}

/// Whether an id says that it is sold without a promise of where it runs.
fn is_global(id: &str) -> bool {
    id.rsplit('/').next().is_some_and(|last| last.starts_with("global."))
}

/// One offer of the list.
fn one(
    plan: &mut Plan,
    catalog: &Catalog,
    file: &Value,
    by_key: &HashMap<(String, String), String>,
    known: Option<&str>,
    id: &str,
    offer: &Offer,
    terms: &Terms,
) {
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
        shared: None,
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
        return unknown(plan, catalog, by_key, id, offer, terms, day);
    }
    let newest = rows.iter().rev().find(|row| !row.announced).unwrap_or(&rows[0]);
    if newest.retired(day) {
        let end = newest.until.map_or_else(String::new, |until| until.to_string());
        let gone = if newest.ends == Some(Ending::Unseen) { "last seen on" } else { "retired after" };
        let why = format!("the catalog has it {gone} {end}, and the list still sells it: is it back?");
        return plan.ask.push(asked("retired", why, Some(newest), &last.prices, None));
    }
    let asked_before = plan.ask.len();
    let current = offer.periods.iter().rposition(|period| starts(period).is_none_or(|from| from <= day));
    for (at, period) in offer.periods.iter().enumerate() {
        let from = starts(period);
        if Some(at) == current {
            let in_force = rows.iter().rev().find(|row| row.from <= day).unwrap_or(&rows[0]);
            let fresher = Some(newest.checked).filter(|checked| *checked > day);
            let held = if fresher.is_some() { in_force } else { newest };
            let changes = changes(held, &period.prices);
            if changes.is_empty() {
                match news(held, offer, day).filter(|_| fresher.is_none()) {
                    Some((about, why)) => plan.ask.push(asked(about, why, Some(held), &period.prices, None)),
                    None => plan.same.push(id.to_owned()),
                }
                continue;
            }
            let row = new_row(file, held, period, offer, terms, day);
            let behind = not_followed(rows, held, period, day).filter(|_| fresher.is_none());
            if behind.is_some() {
                plan.behind.push(id.to_owned());
            }
            let verdict = behind
                .or_else(|| looked_at_since(held, period).filter(|_| fresher.is_none()))
                .or_else(|| same_day(rows, &row))
                .or_else(|| judge(held, period, offer, terms, fresher, day))
                .or_else(|| ends_open(offer, at, day));
            match verdict {
                Some((about, why)) => {
                    let newer =
                        fresher.map(|_| differences::changes(newest, &period.prices)).filter(|newer| !newer.is_empty());
                    let why = format!("{why} ({})", newer.unwrap_or(changes).join(", "));
                    // Of a list that is older than many rows this is asked once.
                    let older = fresher.filter(|_| about == "older").map(|_| terms.older(day));
                    let shared = older.or_else(|| terms.of_all(about).filter(|_| about == "steps"));
                    // A list that is older is held against the row that is newer than it.
                    let before = if fresher.is_some() { newest } else { held };
                    plan.ask.push(Question { shared, ..asked(about, why, Some(before), &period.prices, Some(row)) });
                }
                None => plan.append.push(Proposal {
                    id: id.to_owned(),
                    entry: offer.id.clone(),
                    why: changes.join(", "),
                    before: Some(said_row(held)),
                    after: said(&period.prices) + &as_before(&row, &period.prices),
                    row,
                }),
            }
        } else if let Some(from) = from {
            let unsure = plan.ask.len() > asked_before;
            dated(plan, file, rows, at, from, offer, terms, day, id, unsure);
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
