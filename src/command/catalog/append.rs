//! Rows put into the catalog's file, each in its place; every other line stays as it is.

use super::row;
use build_or_buy::catalog::{Value, fields};
use build_or_buy::date::Date;

/// The file with the day of its newest rows at its top: a row that was looked at later than that is wrong.
pub fn dated(text: &str, was: Date, seen: Date) -> String {
    text.replacen(&format!("\"asof\":\"{was}\""), &format!("\"asof\":\"{}\"", was.max(seen)), 1)
}

/// The file with rows put where they belong in a table; every other line stays as it is.
///
/// Errors: a file that does not hold a row a line, as the shipped one does.
pub fn appended(text: &str, table: &str, rows: &[&Value]) -> Result<String, String> {
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let odd = || format!("the table {table} does not hold a row a line, so that no row can be put in its place");
    let head = lines.iter().position(|line| line.trim() == format!("\"{table}\":[")).ok_or_else(odd)?;
    let end = head + lines[head..].iter().position(|line| line.trim_start().starts_with(']')).ok_or_else(odd)?;
    let known = lines[head + 1..end].iter().map(|line| {
        serde_json::from_str(line.trim().trim_end_matches(',')).map(|row: Value| place(table, &row)).map_err(|_| odd())
    });
    let mut places: Vec<Vec<String>> = known.collect::<Result<_, String>>()?;
    let mut held: Vec<String> = lines[head + 1..end].iter().map(|line| line.trim_end_matches(',').to_owned()).collect();
    for row in rows {
        let mine = place(table, row);
        let at = places.iter().rposition(|known| *known <= mine).map_or(0, |at| at + 1);
        places.insert(at, mine);
        held.insert(at, row::line(row));
    }
    let last = held.len().saturating_sub(1);
    let ended = held.into_iter().enumerate().map(|(at, line)| line + if at == last { "" } else { "," });
    lines.splice(head + 1..end, ended);
    // A file of Windows keeps the ends of its lines.
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Ok(lines.join(end) + end)
}

/// What a table's rows are sorted by.
fn place(table: &str, row: &Value) -> Vec<String> {
    debug_assert!(!fields(table).is_empty());
    let text = |name: &str| row.get(name).and_then(Value::text).unwrap_or("").to_owned();
    match table {
        "rents" => {
            let count = match row.get("gpus_min") {
                Some(Value::Number(count)) => *count as u32,
                _ => 0,
            };
            vec![text("gpu"), text("provider"), text("billing"), format!("{count:06}"), text("region"), text("from")]
        }
        _ => vec![text("id"), text("from")],
    }
}
