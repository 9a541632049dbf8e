//! Catwalk: USD per million, one file a host. `in_cached` is the price of a cache write and `out_cached` that of a
//! read; of long-context steps it keeps only the highest.

use super::json::{files, number, text};
use super::offer::{List, Offer, Period, Prices};
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (_, file) in files(path)? {
        let host = text(&file, "id").unwrap_or("").to_owned();
        for entry in file.get("models").and_then(Value::as_array).into_iter().flatten() {
            let Some(id) = text(entry, "id") else {
                list.skip("an entry without an id", "nobody can say which model it is");
                continue;
            };
            let price = |name: &str| number(entry.get(name));
            let (write, read) = (price("cost_per_1m_in_cached"), price("cost_per_1m_out_cached"));
            // Some files fill the columns the other way round: a write is never far below the price of input.
            let input = price("cost_per_1m_in");
            let swapped = matches!((input, write, read), (Some(input), Some(write), Some(read))
                if write > 0.0 && write < input * 0.6 && read == 0.0);
            let mut remarks = vec!["of steps by prompt length this list keeps only the highest".to_owned()];
            if swapped {
                remarks.push(
                    "the cached price stands in the column for writes and is far below input: taken as a read".into(),
                );
            }
            let prices = Prices {
                input,
                output: price("cost_per_1m_out"),
                cached_read: if swapped { write } else { read },
                cache_write: if swapped { None } else { write },
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
