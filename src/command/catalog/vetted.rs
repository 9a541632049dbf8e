//! Proposed rows that the check would refuse: they are asked about, and never appended.

use super::append::{appended, dated};
use super::suspicions::suspicions;
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::date::Date;
use std::collections::HashSet;

/// Table, row, first day, field and what is wrong with it.
type Wrong = (String, String, String, String, String);

/// For each row what the check would newly say of its offer with all of them in the file; nothing where it is content.
/// `None` for a file that does not hold a row a line.
pub(super) fn vetted(text: &str, table: &str, rows: &[&Value], day: Date, today: Date) -> Option<Vec<Option<String>>> {
    let (_, catalog) = wrong(text, today)?;
    let with = dated(&appended(text, table, rows).ok()?, catalog.asof, day);
    // The day moves with the rows: what only the day makes wrong was so before.
    let before: HashSet<Wrong> = wrong(&dated(text, catalog.asof, day), today)?.0.into_iter().collect();
    let new: Vec<Wrong> = wrong(&with, today)?.0.into_iter().filter(|one| !before.contains(one)).collect();
    let said = rows.iter().map(|row| {
        let field = |name: &str| row.get(name).and_then(Value::text).unwrap_or("");
        let mine = |one: &&Wrong| {
            let name = [field("gpu"), " ", field("provider"), " ", field("billing"), " "].concat();
            one.0 == table && (one.1 == field("id") || one.1.starts_with(&name) && one.2 == field("from"))
        };
        let mut said: Vec<String> = new.iter().filter(mine).map(|one| format!("{}: {}", one.3, one.4)).collect();
        said.dedup();
        (!said.is_empty()).then(|| said.join("; "))
    });
    Some(said.collect())
}

/// Everything that the check calls wrong in a file, and what it holds.
fn wrong(text: &str, today: Date) -> Option<(Vec<Wrong>, Catalog)> {
    let value: Value = serde_json::from_str(text).ok()?;
    let (catalog, refused) = Catalog::read(&value).ok()?;
    let of_rows = refused
        .into_iter()
        .map(|one| (one.table.to_owned(), one.row, one.from, one.field, ["must be ", &one.allowed].concat()));
    let errors = suspicions(&catalog, today).into_iter().filter(|one| !one.mild);
    let suspected = errors.map(|one| {
        let from = one.from.map_or_else(String::new, |from| from.to_string());
        (one.table.to_owned(), one.row, from, one.field.to_owned(), one.problem)
    });
    Some((of_rows.chain(suspected).collect(), catalog))
}
