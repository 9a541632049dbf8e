//! What a list would change: rows to append, questions where nobody but a person should decide, and what was passed
//! over. Nothing here overwrites a row.

use super::names;
use super::offer::{List, Offer, Period, Prices};
use super::row::Row;
use build_or_buy::catalog::{Catalog, HostedPrice, Tier, Value};
use build_or_buy::date::Date;
use build_or_buy::units::UsdPerMtok;
use serde::Serialize;
use std::collections::HashMap;

/// A price that moves by more than this is asked about.
const FACTOR: f64 = 2.0;
/// Prices that differ by less are the same price, rounded.
const SAME: f64 = 2e-3;

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

fn index(catalog: &Catalog) -> HashMap<(String, String), String> {
    let mut index = HashMap::new();
    for row in &catalog.hosted {
        if let Some((host, model)) = row.id.split_once('/') {
            index.entry((host.to_owned(), names::key(model))).or_insert_with(|| row.id.clone());
        }
    }
    index
}

fn same_periods(a: &Offer, b: &Offer) -> bool {
    match (a.periods.last(), b.periods.last()) {
        (Some(a), Some(b)) => same(a.prices.input, b.prices.input) && same(a.prices.output, b.prices.output),
        _ => true,
    }
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= SAME * a.abs().max(b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
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

/// A price that the list dates and that is not the one in force: an announced step, or history.
fn dated(
    plan: &mut Plan,
    file: &Value,
    rows: &[HostedPrice],
    period: &Period,
    from: Date,
    offer: &Offer,
    terms: &Terms,
    day: Date,
    id: &str,
) {
    let held = rows.iter().rev().find(|row| row.from <= from);
    let newest_check = rows.iter().map(|row| row.checked).max();
    let base = held.unwrap_or(&rows[0]);
    let changes = changes(base, &period.prices);
    if held.is_some() && changes.is_empty() {
        return plan.same.push(format!("{id} from {from}"));
    }
    let row = new_row(file, base, period, offer, terms, day);
    let question = |about, why| Question {
        id: id.to_owned(),
        entry: offer.id.clone(),
        about,
        why,
        before: held.map(said_row),
        after: said(&period.prices),
        row: Some(row.clone()),
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
        } else {
            plan.append.push(Proposal {
                id: id.to_owned(),
                entry: offer.id.clone(),
                why: format!("announced for {from}: {}", changes.join(", ")),
                before: held.map(said_row),
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
fn unknown(plan: &mut Plan, catalog: &Catalog, id: &str, offer: &Offer, terms: &Terms, day: Date) {
    let current = offer.periods.iter().rposition(|period| starts(period).is_none_or(|from| from <= day));
    for (at, period) in offer.periods.iter().enumerate() {
        // A price before the one in force whose first day is not stated cannot be dated.
        if starts(period).is_none() && current.is_some_and(|current| at < current) {
            continue;
        }
        let row = fresh_row(catalog, id, period, offer, terms, day);
        let after = said(&period.prices);
        let ask = if offer.reseller {
            Some((
                "reseller",
                "seen at a reseller only, whose price may carry a markup or a promotion: is it the host's own?"
                    .to_owned(),
            ))
        } else {
            let over = starts(period).filter(|from| *from > day && *from <= terms.today);
            unsure(offer, &period.prices).or_else(|| over.map(|from| passed(day, from)))
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
                });
            }
            None => plan.append.push(Proposal {
                id: id.to_owned(),
                entry: offer.id.clone(),
                why: announced.map_or_else(|| "not in the catalog".into(), |from| format!("announced for {from}")),
                before: None,
                after,
                row,
            }),
        }
    }
}

/// An announcement whose day has passed since the list was read.
fn passed(day: Date, from: Date) -> (&'static str, String) {
    let why =
        format!("the list of {day} announces it for {from}, which has passed: did it come, or was it called off?");
    ("older", why)
}

fn starts(period: &Period) -> Option<Date> {
    period.from.as_deref().and_then(Date::parse)
}

/// What in an offer itself asks for a person.
fn unsure(offer: &Offer, prices: &Prices) -> Option<(&'static str, String)> {
    if let Some(hours) = offer.remarks.iter().find(|remark| remark.contains("by the hour of the day")) {
        return Some(("hours", format!("{hours}: which one counts, and is there a peak factor?")));
    }
    if offer.promotion.as_deref() == Some("") {
        return Some((
            "promotion",
            "the list calls it promotional and names no end: what is the price after it?".into(),
        ));
    }
    let undated =
        offer.periods.iter().filter_map(|period| period.from.as_deref()).find(|day| Date::parse(day).is_none());
    if let Some(day) = undated {
        return Some(("undated", format!("the list dates a price `{day}`, which is no day: from when does it hold?")));
    }
    let mut below = (prices.input, prices.output);
    for step in &prices.tiers {
        if step.input < below.0 || step.output < below.1 {
            let why = format!("above {} tokens it would be cheaper than below: are the steps right?", step.above);
            return Some(("jump", why));
        }
        below = (step.input, step.output);
    }
    let (input, output) = (prices.input.unwrap_or(0.0), prices.output.unwrap_or(0.0));
    if input > 200.0 || output > 1_000.0 || (input > 0.0 && input < 1e-3) {
        return Some(("jump", "far outside what tokens cost: is the unit right?".into()));
    }
    None
}

/// What in a change asks for a person; `None` where the list may be believed.
fn judge(
    held: &HostedPrice,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    fresher: bool,
    day: Date,
) -> Option<(&'static str, String)> {
    let prices = &period.prices;
    let ratios: Vec<f64> = [(held.input, prices.input), (held.output, prices.output)]
        .into_iter()
        .filter_map(|(old, new)| Some(new? / old.get()).filter(|ratio| ratio.is_finite() && *ratio > 0.0))
        .collect();
    let dated = starts(period).is_some();
    if offer.reseller && ratios.iter().any(|ratio| (ratio - 1.0).abs() > SAME) {
        let off = ratios.iter().copied().fold(1.0, f64::min);
        return Some(if off < 1.0 - SAME {
            (
                "promotion",
                format!(
                    "a reseller asks {:.0} % of the list price: a promotion, or has the list price moved?",
                    off * 100.0
                ),
            )
        } else {
            ("reseller", "a reseller asks more than the list price: a markup, or has the list price moved?".into())
        });
    }
    if fresher {
        return Some((
            "older",
            format!("the list of {day} is older than the row, which was checked on {}: keep the row?", held.checked),
        ));
    }
    if let Some(ratio) = ratios.iter().find(|ratio| **ratio >= FACTOR || **ratio <= 1.0 / FACTOR) {
        let times = if *ratio >= 1.0 { *ratio } else { 1.0 / ratio };
        let slip = [10.0, 100.0, 1e3, 1e6].into_iter().find(|slip| (times / slip - 1.0).abs() < 0.02);
        let hint = slip.map_or_else(String::new, |slip| format!(": exactly {slip} times, a slip of the unit?"));
        return Some(("jump", format!("{} {times:.1} times{hint}", if *ratio >= 1.0 { "dearer" } else { "cheaper" })));
    }
    unsure(offer, prices)
        .or_else(|| {
            held.until
                .is_some_and(|until| until >= day)
                .then(|| ("promotion", format!("the row in force is a promotion until {}", held.until.unwrap_or(day))))
        })
        .or_else(|| {
            (terms.seen.is_none() && !dated).then(|| {
                (
                    "undated",
                    format!(
                        "on which day was this list read? Given with --seen, and after {}, it is a row to append",
                        held.checked
                    ),
                )
            })
        })
}

/// The fields in which a list differs from a row, in words; what the list does not state is no difference.
fn changes(row: &HostedPrice, prices: &Prices) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, old: Option<f64>, new: Option<f64>| {
        if let Some(new) = new
            && !same(old, Some(new))
        {
            found.push(
                old.map_or_else(|| format!("{what} {new} (was not stated)"), |old| format!("{what} {old} → {new}")),
            );
        }
    };
    let plain = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    compare("input", Some(row.input.get()), prices.input);
    if row.kind == build_or_buy::catalog::Kind::Chat {
        compare("output", Some(row.output.get()), prices.output);
    }
    compare("cached read", plain(row.cached_read), prices.cached_read);
    compare("cache write", plain(row.cache_write), prices.cache_write);
    compare("batch discount", row.batch_discount.map(build_or_buy::units::Share::get), prices.batch_discount);
    compare("per request", row.per_request.map(build_or_buy::units::Usd::get), prices.per_request);
    for step in &prices.tiers {
        let held = row.tiers.iter().find(|tier| (tier.above.get() / step.above - 1.0).abs() < 0.05);
        let part = |of: fn(&Tier) -> Option<f64>| held.and_then(of);
        let above = step.above;
        compare(&format!("input above {above}"), part(|tier| Some(tier.input.get())), step.input);
        compare(&format!("output above {above}"), part(|tier| Some(tier.output.get())), step.output);
        compare(
            &format!("cached read above {above}"),
            part(|tier| tier.cached_read.map(UsdPerMtok::get)),
            step.cached_read,
        );
        compare(
            &format!("cache write above {above}"),
            part(|tier| tier.cache_write.map(UsdPerMtok::get)),
            step.cache_write,
        );
    }
    found
}

/// The row that would follow another.
fn new_row(file: &Value, held: &HostedPrice, period: &Period, offer: &Offer, terms: &Terms, day: Date) -> Value {
    let from = held.from.to_string();
    let raw = file.get("hosted").map_or(&[][..], Value::items).iter().find(|row| {
        row.get("id").and_then(Value::text) == Some(held.id.as_str())
            && row.get("from").and_then(Value::text) == Some(&from)
    });
    let mut row = raw.map(Row::after).unwrap_or_default();
    row.text("id", &held.id);
    finish(&mut row, period, offer, terms, day);
    row.done("hosted")
}

/// The row of an offer that is new.
fn fresh_row(catalog: &Catalog, id: &str, period: &Period, offer: &Offer, terms: &Terms, day: Date) -> Value {
    let mut row = Row::default();
    let host = id.split('/').next().unwrap_or("");
    let named = catalog.hosted.iter().find(|row| row.id.split('/').next() == Some(host)).map(|row| row.host.clone());
    row.text("id", id);
    row.text("host", &named.unwrap_or_else(|| offer.host.clone()));
    let last = offer.id.rsplit('/').next().unwrap_or(&offer.id);
    row.text("model", offer.name.as_deref().unwrap_or(last));
    let open = catalog.models.iter().find(|model| names::key(&model.id) == names::key(&offer.id));
    if let Some(model) = open {
        row.text("weights", &model.id);
        if let Some(quality) = &model.quality {
            row.text("quality", quality);
        }
    }
    row.text("kind", offer.kind);
    row.number("context", offer.context);
    finish(&mut row, period, offer, terms, day);
    row.done("hosted")
}

fn finish(row: &mut Row, period: &Period, offer: &Offer, terms: &Terms, day: Date) {
    let from = starts(period);
    row.text("from", &from.unwrap_or(day).to_string());
    if from.is_none() {
        row.text("first_seen", &day.to_string());
    }
    if from.is_some_and(|from| from > day) {
        row.set("announced", Value::Flag(true));
    }
    row.prices(&period.prices, offer);
    let promotion = offer.promotion.as_deref().and_then(Date::parse).filter(|end| from.is_none_or(|from| from <= *end));
    let until = promotion.map(|end| (end, "promotion")).or_else(|| {
        let end = offer.retired.as_deref().and_then(Date::parse)?;
        Some((end, "retired"))
    });
    if let Some((until, ends)) = until {
        row.text("until", &until.to_string());
        row.text("ends", ends);
    }
    if offer.reseller {
        row.text("channel", "reseller");
    }
    row.text("checked", &day.to_string());
    row.text("source", &terms.source);
    row.text("grade", if offer.reseller { "C" } else { "B" });
    if !offer.remarks.is_empty() {
        row.text("note", &offer.remarks.join("; "));
    }
}

/// Prices in words.
fn said(prices: &Prices) -> String {
    let mut parts = Vec::new();
    let mut put = |what: &str, price: Option<f64>| {
        if let Some(price) = price {
            parts.push(format!("{what} {price}"));
        }
    };
    put("in", prices.input);
    put("out", prices.output);
    put("cached", prices.cached_read);
    put("write", prices.cache_write);
    put("batch off", prices.batch_discount);
    put("per request", prices.per_request);
    for step in &prices.tiers {
        let shown = |price: Option<f64>| price.map_or_else(|| "-".into(), |price| price.to_string());
        parts.push(format!(
            "above {}: {}/{}/{}",
            step.above,
            shown(step.input),
            shown(step.output),
            shown(step.cached_read)
        ));
    }
    parts.join(", ")
}

fn said_row(row: &HostedPrice) -> String {
    let plain = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    let prices = Prices {
        input: Some(row.input.get()),
        output: Some(row.output.get()),
        cached_read: plain(row.cached_read),
        cache_write: plain(row.cache_write),
        batch_discount: row.batch_discount.map(build_or_buy::units::Share::get),
        per_request: row.per_request.map(build_or_buy::units::Usd::get),
        tiers: row
            .tiers
            .iter()
            .map(|tier| super::offer::Step {
                above: tier.above.get(),
                input: Some(tier.input.get()),
                output: Some(tier.output.get()),
                cached_read: plain(tier.cached_read),
                cache_write: plain(tier.cache_write),
            })
            .collect(),
    };
    format!("{} from {}, checked {}", said(&prices), row.from, row.checked)
}
