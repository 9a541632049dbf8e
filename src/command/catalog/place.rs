//! Which row of a file, or which offer, is meant by a name.

use super::names;
use build_or_buy::catalog::{Catalog, Value};
use std::collections::HashMap;

/// The position of a row by its name and first day, where it has one; a row without a name is named by its position. Of
/// rows with one name and day the last is meant: the first was accepted.
pub(super) fn position(value: &Value, table: &str, row: &str, from: &str) -> Option<usize> {
    let rows = value.get(table).map(Value::items)?;
    let is = |known: &Value| {
        let text = |name: &str| known.get(name).and_then(Value::text);
        let rent = || {
            let count = match known.get("gpus_min") {
                Some(Value::Number(count)) => *count,
                _ => 0.0,
            };
            let region = text("region").map_or_else(String::new, |region| format!(" {region}"));
            Some(format!("{} {} {} {count}{region}", text("gpu")?, text("provider")?, text("billing")?))
        };
        let named = ["id", "model", "key", "gpu", "what", "provider"]
            .iter()
            .filter_map(|name| text(name))
            .any(|name| name == row)
            || rent().as_deref() == Some(row)
            || row.split_once(' ').is_some_and(|pair| (text("gpu"), text("provider")) == (Some(pair.0), Some(pair.1)));
        named && (from.is_empty() || text("from") == Some(from))
    };
    let exact = |known: &Value| ["id", "key"].iter().any(|name| known.get(name).and_then(Value::text) == Some(row));
    row.parse::<usize>()
        .ok()
        .and_then(|nth| nth.checked_sub(1))
        .filter(|at| *at < rows.len())
        .or_else(|| rows.iter().rposition(|known| is(known) && exact(known)))
        .or_else(|| rows.iter().rposition(is))
}

/// A row refused by position is shown by its name where it has one.
pub(super) fn named(value: &Value, table: &str, at: Option<usize>, row: &str) -> String {
    let found = at.and_then(|at| value.get(table)?.items().get(at));
    let name =
        found.and_then(|row| ["id", "key", "model", "gpu"].iter().find_map(|name| row.get(name).and_then(Value::text)));
    match name {
        Some(name) if row.parse::<usize>().is_ok() => format!("{name} (number {row})"),
        _ => row.to_owned(),
    }
}

/// The catalog's offers by host and by what means something in a model's name.
pub(super) fn index(catalog: &Catalog) -> HashMap<(String, String), String> {
    let mut index = HashMap::new();
    for row in &catalog.hosted {
        if let Some((host, model)) = row.id.split_once('/') {
            index.entry((host.to_owned(), names::key(model))).or_insert_with(|| row.id.clone());
        }
    }
    // Some rows say in their name for people which release they are.
    for row in &catalog.hosted {
        let last = catalog.rows_of(&row.id).last().is_some_and(|last| last.from == row.from);
        if let Some((host, _)) = row.id.split_once('/').filter(|_| last) {
            index.entry((host.to_owned(), names::named(&row.model))).or_insert_with(|| row.id.clone());
        }
    }
    index
}
