//! Rows that the catalog refused, as findings on their lines.

use super::check::Finding;
use super::lines::Lines;
use super::place::{named, position};
use super::suspicious_money::{ALLOWED, foreign_unit};
use build_or_buy::catalog::{Refusal, Value};

/// Every refusal but those that only follow from another: a row that names a refused row is no error of its own.
pub(super) fn of_refusals(refused: &[Refusal], value: &Value, lines: &Lines) -> Vec<Finding> {
    let mut taken: Vec<(&str, usize)> = Vec::new();
    let mut found = Vec::new();
    for one in refused.iter().filter(|one| !follows(one, value, refused)) {
        let at = stray(one, value, &taken).or_else(|| position(value, one.table, &one.row, &one.from));
        taken.extend(at.map(|at| (one.table, at)));
        found.push(Finding {
            line: at.map_or_else(|| lines.head(&one.field), |at| lines.line(one.table, at, &one.field)),
            table: one.table.to_owned(),
            row: named(value, one.table, at, &one.row),
            from: one.from.clone(),
            field: one.field.clone(),
            problem: format!("must be {}{}", one.allowed, other_money(one, value, at)),
            mild: false,
        });
    }
    found
}

/// Where a refused field names other money: what it says, and what is allowed.
fn other_money(one: &Refusal, value: &Value, at: Option<usize>) -> String {
    let text = at.and_then(|at| value.get(one.table)?.items().get(at)?.get(&one.field)?.text());
    let named = text.and_then(|text| Some((text, foreign_unit(text)?)));
    named.map_or_else(String::new, |(text, named)| format!("; `{text}` is in {named}: {ALLOWED}"))
}

/// What a refused field names: the table, and the row's name there.
fn points_at<'v>(one: &Refusal, value: &'v Value) -> Option<(&'static str, &'static str, &'v str)> {
    let (table, key) = match one.field.as_str() {
        "weights" => ("models", "id"),
        "gpu" => ("gpus", "id"),
        "quality" => ("quality", "model"),
        _ => return None,
    };
    let at = position(value, one.table, &one.row, &one.from)?;
    Some((table, key, value.get(one.table)?.items().get(at)?.get(&one.field)?.text()?))
}

/// Whether a row was refused only because the row that it names was.
fn follows(one: &Refusal, value: &Value, refused: &[Refusal]) -> bool {
    points_at(one, value).is_some_and(|(table, key, name)| {
        let rows = value.get(table).map_or(&[][..], Value::items);
        let Some(at) = rows.iter().position(|row| row.get(key).and_then(Value::text) == Some(name)) else {
            return false;
        };
        refused.iter().any(|other| {
            other.table == table
                && (other.row == name || other.row == at.to_string())
                && other.field != "id, model, key"
        })
    })
}

/// Of several rents of one provider, day and GPU that is nowhere: the first that was not told yet.
fn stray(one: &Refusal, value: &Value, taken: &[(&str, usize)]) -> Option<usize> {
    if one.table != "rents" || one.field != "gpu" {
        return None;
    }
    let text = |row: &Value, name: &str| row.get(name).and_then(Value::text).unwrap_or_default().to_owned();
    value.get("rents")?.items().iter().enumerate().position(|(at, row)| {
        format!("{} {}", text(row, "gpu"), text(row, "provider")) == one.row
            && text(row, "from") == one.from
            && !taken.contains(&("rents", at))
    })
}
