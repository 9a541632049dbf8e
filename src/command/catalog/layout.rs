//! How a file is laid out: fields that stand twice, tables that there are not, rows out of order.

use super::check::Finding;
use super::lines::Lines;
use super::place::named;
use build_or_buy::catalog::Value;

/// Fields that stand twice in one row: of two prices a reader takes one and nobody knows which.
pub(super) fn twice(value: &Value, lines: &Lines) -> Vec<Finding> {
    let Value::Map(tables) = value else { return Vec::new() };
    let mut found = Vec::new();
    for (table, rows) in tables {
        for at in 0..rows.items().len() {
            for (field, line) in lines.twice(table, at) {
                let row = named(value, table, Some(at), &at.to_string());
                found.push(Finding {
                    line,
                    table: table.clone(),
                    row,
                    field,
                    problem: "stands twice in the row".into(),
                    mild: false,
                });
            }
        }
    }
    found
}

pub(super) fn unknown_tables(value: &Value) -> Vec<Finding> {
    let Value::Map(tables) = value else { return Vec::new() };
    let head = ["asof", "index", "index_date", "index_source", "$schema"];
    let unknown = tables
        .iter()
        .filter(|(name, _)| !head.contains(&name.as_str()) && build_or_buy::catalog::fields(name).is_empty());
    unknown
        .map(|(name, _)| Finding {
            line: 1,
            table: name.clone(),
            row: "-".into(),
            field: name.clone(),
            problem: "is not a table of the catalog".into(),
            mild: false,
        })
        .collect()
}

/// Rows of the same id rise by day, and ids stand in order, so that a change shows as one line in a diff.
pub(super) fn out_of_order(value: &Value, lines: &Lines) -> Vec<Finding> {
    let mut found = Vec::new();
    for table in ["hosted", "models", "gpus", "quality", "parameters"] {
        let key = |row: &Value| {
            let text = |name: &str| row.get(name).and_then(Value::text).unwrap_or("").to_owned();
            (
                text(if table == "quality" {
                    "model"
                } else if table == "parameters" {
                    "key"
                } else {
                    "id"
                }),
                text("from"),
            )
        };
        let rows = value.get(table).map_or(&[][..], Value::items);
        for (at, pair) in rows.windows(2).enumerate() {
            if key(&pair[0]) > key(&pair[1]) {
                let line = lines.line(table, at + 1, "id");
                found.push(Finding {
                    line,
                    table: table.into(),
                    row: key(&pair[1]).0,
                    field: "id".into(),
                    problem: format!("stands after {}: rows are sorted by id and day", key(&pair[0]).0),
                    mild: false,
                });
            }
        }
    }
    found
}
