//! Parameters that no code asks for: evidence, and declared as such in the file's list, so that a misspelled key is seen.

use super::check::Finding;
use super::lines::Lines;
use super::place::position;
use super::suspicious_names::one_apart;
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::inputs::{GLOBAL, WORKLOAD};
use build_or_buy::reasons;

/// The keys that an input or a reason names.
fn asked() -> impl Iterator<Item = &'static str> {
    let inputs = GLOBAL.iter().map(|input| input.parameter).chain(WORKLOAD.iter().map(|input| input.parameter));
    inputs.filter(|key| !key.is_empty()).chain(reasons::PARAMETERS.iter().copied())
}

/// The keys that a catalog declares as evidence.
pub(super) fn declared(catalog: &Value) -> Vec<String> {
    catalog.get("evidence").map_or(&[][..], Value::items).iter().filter_map(Value::text).map(str::to_owned).collect()
}

/// The keys that an overlay may give anew: those of the catalog under it.
pub fn keys(catalog: &Catalog) -> Vec<String> {
    catalog.parameters.iter().map(|row| row.key.clone()).collect()
}

/// Rows whose key nothing asks for and nobody declared.
pub(super) fn unasked(value: &Value, declared: &[String], lines: &Lines) -> Vec<Finding> {
    let rows = value.get("parameters").map_or(&[][..], Value::items).iter();
    let keys = rows.filter_map(|row| row.get("key").and_then(Value::text));
    let unknown = keys.filter(|key| !declared.iter().any(|known| known == *key) && !asked().any(|known| known == *key));
    unknown
        .map(|key| {
            let alike = |known: &&str| one_apart(known, key);
            let near = asked().find(alike).or_else(|| declared.iter().map(String::as_str).find(alike));
            let meant = near.map_or_else(|| ".".to_owned(), |near| format!(": is it `{near}`?"));
            let problem = format!(
                "`{key}`, which no input and no reason asks for and `evidence` does not list{meant} Allowed: a key that is \
                 asked for, or one of the list `evidence` at the top of the catalog"
            );
            let at = position(value, "parameters", key, "");
            finding("parameters", key, "key", at.map_or(1, |at| lines.line("parameters", at, "key")), problem)
        })
        .collect()
}

/// What is wrong with the list itself: names of no row, names that are asked for, names out of order or twice.
pub(super) fn of_list(catalog: &Value, lines: &Lines) -> Vec<Finding> {
    let declared = declared(catalog);
    let rows = catalog.get("parameters").map_or(&[][..], Value::items).iter();
    let keys: Vec<&str> = rows.filter_map(|row| row.get("key").and_then(Value::text)).collect();
    let mut found = Vec::new();
    let mut say = |key: &str, problem: String| {
        found.push(finding("evidence", key, "evidence", lines.head("evidence"), problem));
    };
    for key in &declared {
        if !keys.contains(&key.as_str()) {
            let near = keys.iter().find(|known| one_apart(known, key));
            let meant = near.map_or_else(String::new, |near| format!(": is it `{near}`?"));
            say(key, format!("`{key}` is the key of no row in parameters{meant}"));
        } else if asked().any(|known| known == *key) {
            say(key, format!("`{key}` is asked for by an input or a reason: it is more than evidence, take it out"));
        }
    }
    for pair in declared.windows(2).filter(|pair| pair[0] >= pair[1]) {
        say(&pair[1], format!("`{}` stands after `{}`: the list is sorted, each key once", pair[1], pair[0]));
    }
    found
}

fn finding(table: &str, row: &str, field: &str, line: usize, problem: String) -> Finding {
    let (table, row, field) = (table.into(), row.into(), field.into());
    Finding { line, table, row, from: String::new(), field, problem, mild: false }
}
