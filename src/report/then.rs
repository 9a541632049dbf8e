//! A question about another day than the catalog's: what was known then, what takes the place of what was not on
//! offer, and all of it said by name.

use crate::catalog::{Catalog, HostedPrice, Kind};
use crate::date::Date;
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::Workload;
use crate::inputs::link::{Issue, Query};
use crate::units::IndexPoints;
use std::borrow::Cow;

/// Before this day few prices of hosts of open weights are on record: from it on there are lists of all of them.
const THIN_UNTIL: (u16, u8, u8) = (2025, 3, 25);

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
    let (year, month, date) = THIN_UNTIL;
    if Date::new(year, month, date).is_some_and(|until| day < until) {
        let problem = "lies where the record is thin: few hosts of open weights, few rents".into();
        say("asof", &text, problem, "a day from 2025-03-25 on has more".into(), String::new(), true);
    }
    let mut models = Vec::new();
    for workload in &query.inputs.workloads {
        let key = |name: &str| [&workload.slug, ".", name].concat();
        let first = catalog.rows_of(&workload.model).first().filter(|first| first.from > day);
        let now = first.and_then(|_| catalog.on(catalog.asof).row(&workload.model));
        let stand_in = now.and_then(|now| nearest(&known, now, workload, day));
        if let Some(first) = first {
            let problem = ["was not on sale", &on, ": its first known price is of ", &first.from.to_string()].concat();
            let used = stand_in.map_or_else(
                || String::from("nothing: none of its kind was on sale"),
                |row| {
                    [row.model.as_str(), " at ", &row.host, ", the nearest in price that was good enough then"].concat()
                },
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
            (
                ["is no longer sold by ", &row.host, ": it was retired, its last day was ", &until].concat(),
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

/// What somebody who buys a later model would have bought on a day: of the offers that were good enough for the work,
/// the one nearest in price; where none was, the nearest of all.
fn nearest<'k>(known: &'k Catalog, later: &HostedPrice, workload: &Workload, day: Date) -> Option<&'k HostedPrice> {
    // Input three to one, as most work has it; a search by the piece weighs most where it is sold.
    let price = |row: &HostedPrice| {
        let searches = row.per_request.map_or(0.0, |price| price.get() * 1e3);
        3.0 * row.input.get() + row.output.get() + searches + 1e-9
    };
    let far = |row: &HostedPrice| libm::fabs(libm::log(price(row) / price(later)));
    // Who asks for a model as good as today's is asked about the model of that day.
    let floor = match quality::floor(known, None, workload) {
        QualityFloor::Unknown { .. } => QualityFloor::Any,
        floor => floor,
    };
    let good = |row: &HostedPrice| {
        let score = quality::score(known, row.quality.as_deref(), row.quality_is_floor, workload);
        row.kind != Kind::Chat || quality::clears(score, floor)
    };
    let offers = known.offers(day).into_iter().filter(|row| row.kind == later.kind);
    offers.min_by(|a, b| good(b).cmp(&good(a)).then(far(a).total_cmp(&far(b))))
}
