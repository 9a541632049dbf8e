//! A decision as it stood on a day of the past: that day's prices, models and rents, and what one would have bought.

use super::record::Record;
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::date::Date;
use build_or_buy::inputs::link::{self, Query};
use build_or_buy::inputs::{Inputs, Quality};
use serde_json::json;

/// Three classes of hosted models as vendors sold them, each with the month in which it began: large, middle and small.
const LARGE: [(&str, &str); 9] = [
    ("2024-03-04", "anthropic/claude-3-sonnet"),
    ("2024-06-24", "anthropic/claude-3.5-sonnet"),
    ("2024-10-23", "anthropic/claude-3.5-sonnet-v2"),
    ("2025-02-24", "anthropic/claude-3.7-sonnet"),
    ("2025-05-22", "anthropic/claude-sonnet-4"),
    ("2025-09-29", "anthropic/claude-sonnet-4.5"),
    ("2026-02-17", "anthropic/claude-sonnet-4.6"),
    ("2026-06-30", "anthropic/claude-sonnet-5"),
    ("2026-09-29", "anthropic/claude-sonnet-5.5"),
];
const MIDDLE: [(&str, &str); 7] = [
    ("2024-05-13", "openai/gpt-4o"),
    ("2025-04-14", "openai/gpt-4.1"),
    ("2025-08-07", "openai/gpt-5"),
    ("2025-11-13", "openai/gpt-5.1"),
    ("2025-12-11", "openai/gpt-5.2"),
    ("2026-03-05", "openai/gpt-5.4"),
    ("2026-07-09", "openai/gpt-5.6-terra"),
];
const SMALL: [(&str, &str); 6] = [
    ("2024-01-25", "openai/gpt-3.5-turbo-0125"),
    ("2024-07-18", "openai/gpt-4o-mini"),
    ("2025-04-14", "openai/gpt-4.1-mini"),
    ("2025-08-07", "openai/gpt-5-mini"),
    ("2026-03-17", "openai/gpt-5.4-nano"),
    ("2026-07-09", "openai/gpt-5.6-luna"),
];
/// When a vendor began to sell cached input below the price of other input, and work that may wait at half price (both
/// by the later day; vendors' announcements, grade C), what a cached token costs of another one, and a written one.
const CACHES: [(&str, &str, f64, f64); 3] = [
    ("anthropic/", "2024-10-08", 0.1, 1.25),
    ("openai/gpt-4", "2024-10-01", 0.5, 1.0),
    ("openai/gpt-5", "2025-08-07", 0.1, 1.0),
];
/// Named qualities with the points they stand for, with reasoning, and the best score for sale when they were named.
const NAMED: [(Quality, f64); 4] =
    [(Quality::Basic, 8.0), (Quality::Good, 23.0), (Quality::Strong, 33.0), (Quality::Frontier, 48.0)];
const BEST_WHEN_NAMED: f64 = 55.0;

/// The catalog with the models of the classes at their prices of record: without a score, so that only who buys one
/// today is offered it.
///
/// # Errors
/// A row does not fit the catalog's tables.
pub fn catalog(record: &Record) -> Result<Catalog, String> {
    let mut catalog = super::super::report::catalog(None)?;
    let mut rows = Vec::new();
    for (_, id) in LARGE.iter().chain(&MIDDLE).chain(&SMALL) {
        if catalog.hosted.iter().any(|row| row.id == *id) {
            continue;
        }
        let Some(steps) = record.rows.get(*id) else { return Err(format!("{id} is not in the record")) };
        let cache = CACHES.iter().find(|(vendor, ..)| id.starts_with(vendor));
        let cached_from = cache.and_then(|(_, day, ..)| Date::parse(day));
        for (at, (from, price)) in steps.iter().enumerate() {
            let Some((input, output)) = price else { continue };
            let end = steps.get(at + 1);
            let row = |from: Date, cached: bool| {
                let mut row = json!({
                    "id": id, "host": id.split('/').next(), "model": id.split('/').nth(1), "kind": "chat",
                    "from": from.to_string(), "input": input, "output": output, "context": 200_000,
                    "checked": from.to_string(), "source": "www/history.json", "grade": "B",
                });
                if let (true, Some((.., read, write))) = (cached, cache) {
                    row["cached_read"] = json!(input * read);
                    row["cache_write"] = json!(input * write);
                    row["batch_discount"] = json!(0.5);
                }
                if let Some((end, None)) = end {
                    row["until"] = json!(end.to_string());
                    row["ends"] = json!("retired");
                }
                row
            };
            rows.push(row(*from, cached_from.is_some_and(|day| day <= *from)));
            let began = cached_from.filter(|day| from < day && end.is_none_or(|(end, _)| day < end));
            rows.extend(began.map(|day| row(day, true)));
        }
    }
    let value: Value = serde_json::from_value(json!({ "hosted": rows })).map_err(|error| error.to_string())?;
    let laid = catalog.overlay(&value);
    match laid.refused.first() {
        None => Ok(catalog),
        Some(refused) => Err(format!("{} {}: {} takes {}", refused.table, refused.row, refused.field, refused.allowed)),
    }
}

/// The model of a class that was sold on a day: the last one begun by then, and the first one before any.
fn sold(class: &[(&str, &'static str)], day: Date) -> &'static str {
    let begun = |from: &str| Date::parse(from).is_some_and(|from| from <= day);
    class.iter().rfind(|(from, _)| begun(from)).map_or(class[0].1, |(_, id)| id)
}

/// What stands for a model on a day; a model outside the three classes stands for itself.
pub fn model_on(model: &str, day: Date) -> String {
    let class = [&LARGE[..], &MIDDLE, &SMALL].into_iter().find(|class| class.iter().any(|(_, id)| *id == model));
    class.map_or_else(|| model.to_owned(), |class| sold(class, day).to_owned())
}

/// The named quality that stood as high on a day, against the best that was sold, rounded up to the next name.
pub fn quality_on(record: &Record, quality: Quality, day: Date) -> Quality {
    let Some((_, points)) = NAMED.iter().find(|(name, _)| *name == quality) else { return quality };
    let best = record
        .floors
        .all
        .iter()
        .filter(|(_, floor)| floor.range(..=day).next_back().is_some())
        .map(|(points, _)| *points);
    let needed = points * f64::from(best.max().unwrap_or(0)) / 100.0 / BEST_WHEN_NAMED;
    NAMED.iter().find(|(_, points)| *points >= needed - 1e-9).map_or(Quality::Frontier, |(name, _)| *name)
}

/// A company of today as it would have asked on a day.
pub fn asked(record: &Record, catalog: &Catalog, link: &str, day: Date) -> Query {
    let mut query = link::read(&super::super::link::pairs(link), catalog);
    for workload in &mut query.inputs.workloads {
        workload.model = model_on(&workload.model, day);
        workload.quality = quality_on(record, workload.quality, day);
    }
    query
}

/// The same question some months later: the same need, and the same model unless its host has retired it.
pub fn asked_again(inputs: &Inputs, catalog: &Catalog, day: Date) -> Inputs {
    let mut inputs = inputs.clone();
    for workload in &mut inputs.workloads {
        if catalog.price(&workload.model, day).is_none() {
            workload.model = model_on(&workload.model, day);
        }
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_company_of_the_past_buys_and_needs_what_there_was() {
        assert_eq!(model_on("anthropic/claude-sonnet-5.5", day("2025-01-01")), "anthropic/claude-3.5-sonnet-v2");
        assert_eq!(model_on("openai/gpt-5.6-luna", day("2025-08-06")), "openai/gpt-4.1-mini");
        assert_eq!(model_on("openai/text-embedding-3-large", day("2025-08-06")), "openai/text-embedding-3-large");
        let record = Record::read(&super::super::super::project::root().expect("the project")).expect("its record");
        // September 2025: 33 points were the best. Frontier 48 · 33/55 = 28.8: the next name up is strong (33).
        assert_eq!(quality_on(&record, Quality::Frontier, day("2025-09-01")), Quality::Strong);
        assert_eq!(quality_on(&record, Quality::Basic, day("2025-09-01")), Quality::Basic);
        assert_eq!(quality_on(&record, Quality::Frontier, day("2026-11-01")), Quality::Frontier);
        let catalog = catalog(&record).expect("rows that fit");
        // Nothing of a later day: Claude 3.5 Sonnet was retired on 2025-10-28, and 4.5 had come a month before.
        assert!(catalog.price("anthropic/claude-3.5-sonnet", day("2025-10-29")).is_none());
        let query = asked(&record, &catalog, "v=2", day("2025-01-01"));
        let later = asked_again(&query.inputs, &catalog, day("2025-12-01"));
        assert_eq!(later.workloads[0].model, "anthropic/claude-sonnet-4.5");
    }
}
