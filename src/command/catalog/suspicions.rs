//! What reads well and can hardly be true: units that slipped, jumps, dates out of order, sources that are none.

use super::sources::unreadable;
use super::suspicious_chips::chip;
use super::suspicious_models::model;
use super::suspicious_money::{ALLOWED, without_rate};
use super::suspicious_names::names_of_models;
use super::suspicious_parameters::parameter;
use super::suspicious_prices::{hosted, hosts};
use super::suspicious_rows::{gpu, purchase, rent, rent_name};
use super::suspicious_spelling::providers;
use super::suspicious_texts::texts;
use super::suspicious_tiers::Tiers;
use build_or_buy::catalog::{Catalog, Grade, HostedPrice, Quality};
use build_or_buy::date::Date;

/// Points by which no model led the index.
const BEST_BY: f64 = 8.0;
/// Days within which a family's scores lie near each other.
const MONTHS: i32 = 250;
/// Rows that were looked at after the catalog's day, from which on it is that day that is wrong.
const AHEAD: usize = 5;

/// A row, a field and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Suspicion {
    /// The table.
    pub table: &'static str,
    /// The row's id, and its day where several rows have one id.
    pub row: String,
    /// The first day of the row, where rows are dated.
    pub from: Option<Date>,
    /// The field.
    pub field: &'static str,
    /// What is wrong, with the number.
    pub problem: String,
    /// Only worth a look: the exit code does not change.
    pub mild: bool,
}

/// Collects them for one row.
pub(super) struct At<'f> {
    pub(super) found: &'f mut Vec<Suspicion>,
    pub(super) table: &'static str,
    pub(super) row: String,
    pub(super) from: Option<Date>,
}

impl At<'_> {
    pub(super) fn say(&mut self, field: &'static str, problem: impl Into<String>) {
        self.put(field, problem.into(), false);
    }

    pub(super) fn hint(&mut self, field: &'static str, problem: impl Into<String>) {
        self.put(field, problem.into(), true);
    }

    pub(super) fn put(&mut self, field: &'static str, problem: String, mild: bool) {
        self.found.push(Suspicion { table: self.table, row: self.row.clone(), from: self.from, field, problem, mild });
    }

    pub(super) fn range(&mut self, field: &'static str, value: f64, low: f64, high: f64, unit: &str) {
        if !(low..=high).contains(&value) {
            self.say(field, format!("{value} {unit} lies outside {low} to {high}: is the unit right?"));
        }
    }

    /// A note that names other money without the rate at which it became dollars.
    pub(super) fn money(&mut self, note: Option<&str>) {
        if let Some(named) = note.and_then(without_rate) {
            self.say("note", format!("names `{named}` and no rate: {ALLOWED}"));
        }
    }

    pub(super) fn source(&mut self, source: &str, grade: Grade) {
        if let Some(why) = unreadable(source) {
            self.say("source", why);
        }
        let plain = source.to_lowercase();
        if grade == Grade::A && plain.contains("judg") {
            self.say("grade", "A is for vendors' pages and primary data, not for judgement");
        }
    }
}

/// Everything that is suspicious in a catalog. Held against itself: against other hosts of the same weights, earlier
/// rows, other rents of the same GPU.
pub fn suspicions(catalog: &Catalog, today: Date) -> Vec<Suspicion> {
    let mut found = Vec::new();
    if catalog.asof > today {
        At { found: &mut found, table: "catalog", row: "head".into(), from: None }
            .say("asof", format!("{} lies in the future", catalog.asof));
    }
    if catalog.index_date > today {
        At { found: &mut found, table: "catalog", row: "head".into(), from: None }
            .say("index_date", format!("{} lies in the future", catalog.index_date));
    }
    let tiers = Tiers::of(catalog);
    for at in 0..catalog.hosted.len() {
        of_price(&mut found, catalog, &tiers, at);
    }
    hosts(&mut found, catalog);
    providers(&mut found, catalog);
    names_of_models(&mut found, catalog);
    texts(&mut found, catalog);
    for row in &catalog.models {
        model(&mut At { found: &mut found, table: "models", row: row.id.clone(), from: None }, catalog, row);
    }
    for row in &catalog.gpus {
        let mut here = At { found: &mut found, table: "gpus", row: row.id.clone(), from: None };
        gpu(&mut here, catalog, row);
        chip(&mut here, row);
    }
    for at in 0..catalog.rents.len() {
        of_rent(&mut found, catalog, at);
    }
    for (at, row) in catalog.purchases.iter().enumerate() {
        let mut here = At { found: &mut found, table: "purchases", row: row.gpu.clone(), from: Some(row.from) };
        purchase(&mut here, catalog, row, &catalog.purchases[..at]);
    }
    for row in &catalog.quality {
        let mut here = At { found: &mut found, table: "quality", row: row.model.clone(), from: None };
        here.range("score", row.score.get(), 1.0, 100.0, "points");
        if row.released.is_some_and(|released| Date::new(2022, 1, 1).is_some_and(|first| released < first)) {
            here.say("released", "is before any model of the index came out");
        }
        let others = catalog.quality.iter().filter(|other| other.model != row.model);
        let best = others.map(|other| other.score.get()).fold(0.0, f64::max);
        if row.score.get() > best + BEST_BY && best > 0.0 {
            here.hint(
                "score",
                format!("{}, and the next best has {best}: digits the wrong way round?", row.score.get()),
            );
        }
        let mut sold = catalog
            .hosted
            .iter()
            .filter(|offer| offer.quality.as_deref() == Some(&row.model) && !offer.quality_is_floor);
        let open = || catalog.models.iter().any(|model| model.quality.as_deref() == Some(&row.model));
        let closed = |offer: &HostedPrice| offer.weights.is_none() && offer.open_from.is_none();
        if row.open && sold.clone().next().is_some() && sold.all(closed) && !open() {
            here.hint("open", "its offers name no weights, and no open model has this score: is it open?");
        }
        let (least, most) = family(catalog, row);
        if most > 0.0 && (row.score.get() > 1.8 * most || row.score.get() < 0.4 * least) {
            let score = row.score.get();
            here.hint("score", format!("{score}, and its maker's models of these months have {least} to {most}: a digit too many, or too few?"));
        }
        if row.plain.is_some_and(|plain| plain > row.score) {
            here.say("plain", "is above the best score");
        }
        if row.released.is_some_and(|released| released > catalog.index_date) {
            here.say("released", format!("is after the snapshot of {}", catalog.index_date));
        }
    }
    for row in &catalog.parameters {
        parameter(&mut At { found: &mut found, table: "parameters", row: row.key.clone(), from: None }, catalog, row);
    }
    day_behind(found, catalog)
}

/// What is suspicious in one hosted price.
pub(super) fn of_price(found: &mut Vec<Suspicion>, catalog: &Catalog, tiers: &Tiers<'_>, at: usize) {
    let row = &catalog.hosted[at];
    let before = at.checked_sub(1).map(|at| &catalog.hosted[at]).filter(|before| before.id == row.id);
    let mut here = At { found, table: "hosted", row: row.id.clone(), from: Some(row.from) };
    hosted(&mut here, catalog, row, before);
    if catalog.rows_of(&row.id).len() == 1 {
        tiers.tier(&mut here, catalog, row);
    }
}

/// What is suspicious in one rent.
pub(super) fn of_rent(found: &mut Vec<Suspicion>, catalog: &Catalog, at: usize) {
    let row = &catalog.rents[at];
    let mut here = At { found, table: "rents", row: rent_name(row), from: Some(row.from) };
    rent(&mut here, catalog, row, &catalog.rents[..at]);
}

/// The lowest and highest score of the other models of a family that came out within months, where there are two.
fn family(catalog: &Catalog, row: &Quality) -> (f64, f64) {
    let first = |name: &str| name.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("").to_owned();
    let near = |other: &Quality| {
        let days = other.released?.days_since_1970() - row.released?.days_since_1970();
        Some(days.abs() <= MONTHS)
    };
    let of_it = |other: &&Quality| {
        other.model != row.model && first(&other.model) == first(&row.model) && near(other) == Some(true)
    };
    let scores: Vec<f64> = catalog.quality.iter().filter(of_it).map(|other| other.score.get()).collect();
    if scores.len() < 2 {
        return (0.0, 0.0);
    }
    (scores.iter().copied().fold(f64::INFINITY, f64::min), scores.iter().copied().fold(0.0, f64::max))
}

/// Where many rows lie after the catalog's day, that day is wrong: said once.
fn day_behind(mut found: Vec<Suspicion>, catalog: &Catalog) -> Vec<Suspicion> {
    let ahead = |one: &Suspicion| !one.mild && one.problem.contains("after the catalog's day");
    let many = found.iter().filter(|one| ahead(one)).count();
    if many < AHEAD {
        return found;
    }
    found.retain(|one| !(ahead(one) || one.field == "announced" && one.problem.ends_with("say so")));
    At { found: &mut found, table: "catalog", row: "head".into(), from: None }
        .say("asof", format!("{}, and {many} rows are of later days: is it to be moved?", catalog.asof));
    found
}
