//! What was on sale before the catalog's own day and is no longer followed: laid beside the catalog for questions about
//! an earlier day, and left where it is for every other.

use super::project::root;
use super::report;
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::date::Date;

/// Whether a link asks for a day that needs it: any day before that of a catalog.
pub fn is_asked_for(pairs: &[(String, String)], asof: Date) -> bool {
    let asked = pairs.iter().rev().find(|(key, _)| key == "asof").and_then(|(_, text)| Date::parse(text.trim()));
    asked.is_some_and(|asked| asked < asof)
}

/// The shipped catalog with the rows of `www/earlier.json`.
///
/// # Errors
/// Either file cannot be read, or is none.
pub fn catalog() -> Result<Catalog, String> {
    let root = root().unwrap_or_default();
    let read = |path: &str| -> Result<Value, String> {
        let text =
            std::fs::read_to_string(root.join(path)).map_err(|error| format!("cannot read `{path}`: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("`{path}` is not JSON: {error}"))
    };
    report::checked(&joined(read("www/catalog.json")?, read("www/earlier.json")?))
}

/// A catalog's tables with the rows of a smaller file behind them.
fn joined(catalog: Value, earlier: Value) -> Value {
    let (Value::Map(mut tables), Value::Map(more)) = (catalog, earlier) else { return Value::Null };
    for (name, rows) in more {
        let known = tables.iter_mut().find(|(known, _)| *known == name);
        if let (Some((_, Value::List(known))), Value::List(rows)) = (known, rows) {
            known.extend(rows);
        }
    }
    Value::Map(tables)
}
