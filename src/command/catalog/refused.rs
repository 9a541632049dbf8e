//! Rows that the catalog refused, as findings on their lines.

use super::check::Finding;
use super::lines::Lines;
use super::place::{named, position};
use super::suspicious_money::{ALLOWED, foreign_unit};
use build_or_buy::catalog::{Refusal, Value, fields};

/// The most of a text that is quoted.
const LONGEST: usize = 80;

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
            problem: problem(one, value, at),
            mild: false,
        });
    }
    found
}

/// What is allowed, and what stands there instead.
fn problem(one: &Refusal, value: &Value, at: Option<usize>) -> String {
    let money = other_money(one, value, at);
    if !money.is_empty() {
        return format!("must be {}{money}", one.allowed);
    }
    let head = ["overlay", "catalog"].contains(&one.table);
    let tables = ["name", "asof", "inputs"];
    let known = |field: &str| {
        fields(one.table).contains(&field) || head && (tables.contains(&field) || !fields(field).is_empty())
    };
    let row = if head { Some(value) } else { at.and_then(|at| value.get(one.table)?.items().get(at)) };
    // What comes twice is told by its name, and a field that there is not by its own.
    let named: Vec<&str> = one.field.split(", ").filter(|field| known(field) && *field != "id").collect();
    match (row, &named[..]) {
        (Some(row), [field]) => match row.get(field).map(written) {
            None | Some(None) if !head => format!("is missing: {}", one.allowed),
            Some(Some(text)) => format!("must be {}, not {text}", one.allowed),
            _ => format!("must be {}", one.allowed),
        },
        (Some(row), several) if !one.field.starts_with("id") => {
            let there = |field: &&str| Some(format!("{field} {}", written(row.get(field)?)?));
            let there: Vec<String> = several.iter().filter_map(there).collect();
            let not = if there.is_empty() { String::new() } else { format!(", not {}", there.join(" and ")) };
            format!("must be {}{not}", one.allowed)
        }
        _ => format!("must be {}", one.allowed),
    }
}

/// A value as it stands in the file; nothing for `null`.
fn written(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Text(text) => format!("`{}`", text.chars().take(LONGEST).collect::<String>()),
        Value::Number(number) => format!("`{number}`"),
        Value::Flag(yes) => format!("`{yes}`"),
        Value::List(items) => format!("a list of {}", items.len()),
        Value::Map(_) => "a group in { }".to_owned(),
    })
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
