//! llm-prices: USD per million, one file a vendor, with the history of each price. `from_date` is the first day and
//! `to_date` the first day after; long context is a second model whose id ends in its limit, like `-200k`.

use super::json::{files, number, text};
use super::kinds::kind_of;
use super::offer::{List, Offer, Period, Prices, Step};
use build_or_buy::date::Date;
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (_, file) in files(path, &mut list)? {
        // The combined file has `prices`, one row a model, in place of `models`.
        if let Some(rows) = file.get("prices").and_then(Value::as_array) {
            for row in rows {
                let host = text(row, "vendor").unwrap_or("");
                vendor(&mut list, host, std::slice::from_ref(row), rows);
            }
            continue;
        }
        let host = text(&file, "vendor").unwrap_or("").to_owned();
        let models = file.get("models").and_then(Value::as_array).cloned().unwrap_or_default();
        vendor(&mut list, &host, &models, &models);
    }
    Ok(list)
}

fn vendor(list: &mut List, host: &str, models: &[Value], all: &[Value]) {
    for entry in models {
        let Some(id) = text(entry, "id") else {
            list.skip("an entry without an id", "nobody can say which model it is");
            continue;
        };
        let known = |base: &str| all.iter().any(|other| text(other, "id") == Some(base));
        if limit(id).is_some_and(|(base, _)| known(base)) {
            continue;
        }
        let mut periods = history(entry);
        for long in all {
            let Some((_, above)) = text(long, "id").and_then(limit).filter(|(base, _)| *base == id) else { continue };
            let steps = history(long);
            for period in &mut periods {
                // The step in force when the period began; a step without dates was always in force.
                let day = period.from.clone().unwrap_or_default();
                let covers = |step: &&Period| {
                    step.from.as_ref().is_none_or(|from| *from <= day)
                        && step.until.as_ref().is_none_or(|until| *until >= day)
                };
                if let Some(step) = steps.iter().rev().find(covers).or_else(|| steps.last()) {
                    period.prices.tiers.push(Step {
                        above,
                        input: step.prices.input,
                        output: step.prices.output,
                        cached_read: step.prices.cached_read,
                        cache_write: None,
                    });
                }
            }
        }
        list.take(Offer {
            host: host.to_owned(),
            id: id.to_owned(),
            name: text(entry, "name").map(ToOwned::to_owned),
            kind: kind_of(host, id),
            periods,
            ..Offer::default()
        });
    }
}

/// The base id and the limit of a long-context entry: `example-large-200k` is `example-large` above 200,000.
fn limit(id: &str) -> Option<(&str, f64)> {
    let (base, size) = id.rsplit_once('-')?;
    let size = size.trim_start_matches(['>', 'g', 't']);
    let tokens = match (size.strip_suffix('k'), size.strip_suffix('m')) {
        (Some(thousands), _) => thousands.parse::<f64>().ok()? * 1e3,
        (_, Some(millions)) => millions.parse::<f64>().ok()? * 1e6,
        _ => return None,
    };
    Some((base, tokens))
}

fn history(entry: &Value) -> Vec<Period> {
    let rows = entry.get("price_history").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![entry.clone()]);
    let mut periods: Vec<Period> = rows
        .iter()
        .map(|row| Period {
            from: text(row, "from_date").map(ToOwned::to_owned),
            until: text(row, "to_date").and_then(day_before),
            prices: Prices {
                input: number(row.get("input")),
                output: number(row.get("output")),
                cached_read: number(row.get("input_cached")),
                ..Prices::default()
            },
        })
        .collect();
    periods.sort_by(|a, b| a.from.cmp(&b.from));
    periods
}

/// The day before a day, as text; nothing for what is no day.
fn day_before(text: &str) -> Option<String> {
    Date::parse(text)?;
    let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month, last) = match (month, day) {
        (1, 1) => (year.checked_sub(1)?, 12, 31),
        (month, 1) => (year, month - 1, 31),
        (month, day) => (year, month, day - 1),
    };
    // The last day that the month has.
    (1..=last)
        .rev()
        .find_map(|day| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
        .map(|day| day.to_string())
}
