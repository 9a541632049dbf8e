//! A question about another day than the catalog's: what was known then, what takes the place of what was not on
//! offer, and all of it said by name.

use crate::catalog::{Billing, Catalog, Ending, HostedPrice, Kind};
use crate::date::Date;
use crate::fleet::rents;
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::Workload;
use crate::inputs::link::{Issue, Query};
use crate::units::IndexPoints;
use std::borrow::Cow;

/// Days between which the record is thin, both included, and of what.
const THIN: [(&str, &str, &str, &str); 3] = [
    ("", "2025-03-24", "few hosts of open weights, few rents", "a day from 2025-03-25 on has more"),
    ("2025-10-01", "2026-02-10", "no rents since 2025-09-22", "a day outside 2025-10-01 to 2026-02-10 has more"),
    ("2026-07-26", "2026-11-23", "most lists of prices were read until 2026-07-25", "a day until 2026-07-25 has more"),
];
/// Days after which a rent that nobody saw again is called by its date.
const OLD: i32 = 183;

/// What a question comes to on its day.
pub struct Then<'a> {
    /// The catalog without what came after that day.
    pub catalog: Cow<'a, Catalog>,
    /// The question, with models that were on sale and with what there is to say about the day.
    pub query: Cow<'a, Query>,
}

/// Puts a question on its day. Of today it stays as it is.
pub fn then<'a>(query: &'a Query, catalog: &'a Catalog) -> Then<'a> {
    let day = query.asof.unwrap_or(catalog.asof);
    let ended = ended(query, catalog, day.min(catalog.asof));
    if day == catalog.asof && ended.is_empty() {
        return Then { catalog: Cow::Borrowed(catalog), query: Cow::Borrowed(query) };
    }
    let mut asked = query.clone();
    asked.issues.extend(ended);
    if day == catalog.asof {
        return Then { catalog: Cow::Borrowed(catalog), query: Cow::Owned(asked) };
    }
    let mut say = |field: &str, text: &str, problem: String, allowed: String, used: String, notice: bool| {
        asked.issues.push(Issue { field: field.to_owned(), text: text.to_owned(), problem, allowed, used, notice });
    };
    let text = day.to_string();
    if day > catalog.asof {
        let newest = catalog.asof.to_string();
        let allowed = ["a day up to ", &newest].concat();
        say("asof", &text, "lies after the newest prices here".into(), allowed, newest, false);
        asked.asof = Some(catalog.asof);
        return Then { catalog: Cow::Borrowed(catalog), query: Cow::Owned(asked) };
    }
    // Before the record there is nothing to answer with: its first day counts, and is called by its date.
    let first = catalog.first_day().filter(|first| day < *first);
    if let Some(first) = first {
        let (used, allowed) = (first.to_string(), ["a day from ", &first.to_string(), " on"].concat());
        say("asof", &text, "lies before the record of prices begins".into(), allowed, used, false);
    }
    let day = first.unwrap_or(day);
    let mut known = catalog.known_on(day);
    let text = day.to_string();
    let on = [" on ", &text].concat();
    for (from, until, what, allowed) in THIN {
        if from <= text.as_str() && text.as_str() <= until {
            say("asof", &text, ["lies where the record is thin: ", what].concat(), allowed.into(), String::new(), true);
        }
    }
    let mut models = Vec::new();
    for workload in &query.inputs.workloads {
        let key = |name: &str| [&workload.slug, ".", name].concat();
        let first = catalog.rows_of(&workload.model).first().filter(|first| first.from > day);
        let stand_in = first.and_then(|first| nearest(&known, first, workload, day));
        if let Some(first) = first {
            let problem = ["was not on sale", &on, ": its first known price is of ", &first.from.to_string()].concat();
            let used = stand_in.map_or_else(
                || String::from("nothing: none of its kind was on sale"),
                |row| [row.model.as_str(), " at ", &row.host, ", by vendor, name and that day's prices"].concat(),
            );
            say(&key("model"), &workload.model, problem, ["what was on sale", &on].concat(), used, true);
        }
        let stand_in = stand_in.map(|row| row.id.clone());
        if let (Some(first), None) = (first, &stand_in) {
            known.to_mut().note_unsold(first);
        }
        models.push(stand_in);
        let asked_for = quality::floor(catalog, None, workload).points();
        if let (Some(floor), Some(cut)) = (asked_for, quality::floor(&known, None, workload).points())
            && cut < floor
        {
            let points = |points: IndexPoints| crate::sentence::rounded(points.get(), 3);
            let problem = [
                "asks for ",
                &points(floor),
                " points, and the best on sale with a score here",
                &on,
                " had ",
                &points(cut),
            ]
            .concat();
            say(&key("quality"), workload.quality.word(), problem, "what there was".into(), points(cut), true);
        }
        if let Some(day_out) = catalog.model(&workload.open_model).and_then(|model| model.released)
            && day_out > day
        {
            let problem = ["was not out yet: its weights came on ", &day_out.to_string()].concat();
            say(&key("open_model"), &workload.open_model, problem, ["what was out", &on].concat(), String::new(), true);
        }
    }
    let gpu = query.inputs.gpu.as_str();
    if let Some(first) = catalog.first_price_of(gpu).filter(|first| *first > day) {
        let problem = ["had no rent or price on record yet: the first is of ", &first.to_string()].concat();
        say("gpu", gpu, problem, ["a GPU with a price", &on].concat(), String::new(), true);
    }
    let old = old_rents(&known, query, day);
    if !old.is_empty() {
        let problem = ["has old rents standing in: ", &old].concat();
        say("gpu", &text, problem, "a rent of your own".into(), String::new(), true);
    }
    asked.asof = Some(day);
    for (workload, model) in asked.inputs.workloads.iter_mut().zip(models) {
        if let Some(model) = model {
            workload.model = model;
        }
    }
    Then { catalog: known, query: Cow::Owned(asked) }
}

/// What is bought today at a price that has ended. Retired, it is today's bill and cannot be chosen; a promotion that ran
/// out counts for want of a later price.
fn ended(query: &Query, catalog: &Catalog, day: Date) -> Vec<Issue> {
    let mut issues = Vec::new();
    for workload in &query.inputs.workloads {
        let Some(row) = catalog.on(day).row(&workload.model) else { continue };
        let Some(until) = row.until.filter(|_| row.retired(day) || row.ran_out(day)) else { continue };
        let until = until.to_string();
        let (problem, allowed, used) = if row.retired(day) {
            let gone = if row.ends == Some(Ending::Unseen) {
                ": it was last seen on "
            } else {
                ": it was retired, its last day was "
            };
            (
                ["is no longer sold by ", &row.host, gone, &until].concat(),
                "a model that is on sale: the one you moved to, or will",
                "its last price as today's bill, and never as an answer; choose what you buy instead",
            )
        } else {
            (
                ["was at a promotional price until ", &until, ", and no later price is known here"].concat(),
                "a price of your own, from your invoice",
                "that price; give your own if you pay another",
            )
        };
        issues.push(Issue {
            field: [&workload.slug, ".model"].concat(),
            text: workload.model.clone(),
            problem,
            allowed: allowed.into(),
            used: used.into(),
            notice: true,
        });
    }
    issues
}

/// GPUs whose newest rent on demand of the kind asked for is old on a day: which, whose and of when.
fn old_rents(known: &Catalog, query: &Query, day: Date) -> String {
    let market = rents::market(query.inputs.provider);
    let mut told = String::new();
    for gpu in known.gpus.iter().filter(|gpu| ["auto", &gpu.id].contains(&query.inputs.gpu.as_str())) {
        let rents = known.rents_of(&gpu.id, day).into_iter().filter(|row| row.billing == Billing::OnDemand);
        let newest = rents.filter(|row| row.market == market).max_by_key(|row| row.from);
        let old = newest.filter(|row| day.days_since_1970() - row.from.days_since_1970() > OLD);
        if let Some(row) = old {
            let comma = if told.is_empty() { "" } else { ", " };
            told += &[comma, &gpu.name, " of ", &row.from.to_string(), " (", &row.provider, ")"].concat();
        }
    }
    told
}

/// What somebody who buys a later model would have bought on a day, by what that day knew: of the offers that were good
/// enough for the work one of the same vendor; of those the newest of the same name, numbers aside; else the cheapest of
/// those that share most of it. Where none was good enough, the same of all.
fn nearest<'k>(known: &'k Catalog, later: &HostedPrice, workload: &Workload, day: Date) -> Option<&'k HostedPrice> {
    // Who asks for a model as good as today's is asked about the model of that day.
    let floor = match quality::floor(known, None, workload) {
        QualityFloor::Unknown { .. } => QualityFloor::Any,
        floor => floor,
    };
    let good = |row: &HostedPrice| {
        let score = quality::score(known, row.quality.as_deref(), row.quality_is_floor, workload);
        row.kind != Kind::Chat || quality::clears(score, floor)
    };
    let asked = words(&later.id);
    let rank = |row: &HostedPrice| {
        let named = words(&row.id);
        let shared = named.iter().filter(|word| asked.contains(word)).count();
        let same = shared == asked.len() && shared == named.len();
        let began = if same { known.rows_of(&row.id)[0].from } else { Date::EPOCH };
        (good(row), row.host == later.host, same, shared, began)
    };
    // Input three to one, as most work has it; a search by the piece weighs most where it is sold.
    let price = |row: &HostedPrice| {
        3.0 * row.input.get() + row.output.get() + row.per_request.map_or(0.0, |price| price.get() * 1e3)
    };
    let offers = known.offers(day).into_iter().filter(|row| row.kind == later.kind);
    offers.min_by(|a, b| rank(b).cmp(&rank(a)).then(price(a).total_cmp(&price(b))))
}

/// The words of an offer's model without its numbers.
fn words(id: &str) -> Vec<&str> {
    let name = id.split_once('/').map_or(id, |(_, name)| name);
    name.split('-').filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic())).collect()
}
