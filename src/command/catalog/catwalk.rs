//! Catwalk: USD per million, one file a host. `in_cached` is the price of a cache write and `out_cached` that of a
//! read; of long-context steps it keeps only the highest.

use super::json::{files, number, text};
use super::offer::{List, Offer, Period, Prices};
use super::remark::About;
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (_, file) in files(path, &mut list)? {
        let host = text(&file, "id").unwrap_or("").to_owned();
        for entry in file.get("models").and_then(Value::as_array).into_iter().flatten() {
            let Some(id) = text(entry, "id") else {
                list.skip("an entry without an id", "nobody can say which model it is");
                continue;
            };
            let price = |name: &str| number(entry.get(name));
            let (write, read) = (price("cost_per_1m_in_cached"), price("cost_per_1m_out_cached"));
            // Some files fill the columns the other way round, or both with the read: of two prices of a cache the
            // lower is the read, and a single one far below the price of input is none of a write.
            let paid = |price: Option<f64>| price.filter(|price| *price > 0.0);
            let (write, read) = match (paid(write), paid(read)) {
                (Some(write), Some(read)) if write < read => (Some(read), Some(write)),
                (Some(write), None) if paid(price("cost_per_1m_in")).is_some_and(|input| write < 0.6 * input) => {
                    (None, Some(write))
                }
                both => both,
            };
            let remarks = vec![About::Steps.remark(
                "of steps by prompt length this list keeps only the highest: is it the price below the first step?",
            )];
            let prices = Prices {
                input: price("cost_per_1m_in"),
                output: price("cost_per_1m_out"),
                cached_read: read,
                cache_write: write,
                ..Prices::default()
            };
            list.take(Offer {
                host: host.clone(),
                id: id.to_owned(),
                name: text(entry, "name").map(ToOwned::to_owned),
                kind: "chat",
                context: number(entry.get("context_window")),
                periods: vec![Period { prices, ..Period::default() }],
                remarks,
                ..Offer::default()
            });
        }
    }
    Ok(list)
}
