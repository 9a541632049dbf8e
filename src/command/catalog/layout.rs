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
                    from: String::new(),
                    field,
                    problem: "stands twice in the row".into(),
                    mild: false,
                });
            }
        }
    }
    found
}

/// Tables that there are not, with the name that was probably meant.
pub(super) fn unknown_tables(value: &Value, lines: &Lines) -> Vec<Finding> {
    let Value::Map(tables) = value else { return Vec::new() };
    let head = ["asof", "index", "index_date", "index_source", "$schema", "evidence"];
    let meant = |name: &str| TABLES.iter().find(|table| near(name, table));
    let unknown = tables
        .iter()
        .filter(|(name, _)| !head.contains(&name.as_str()) && build_or_buy::catalog::fields(name).is_empty());
    unknown
        .map(|(name, _)| Finding {
            line: lines.head(name),
            table: name.clone(),
            row: "-".into(),
            from: String::new(),
            field: name.clone(),
            problem: "is not a table of the catalog".to_owned()
                + &meant(name).map_or_else(String::new, |table| format!(": `{table}`?")),
            mild: false,
        })
        .collect()
}

/// The tables that a file may have.
const TABLES: [&str; 10] =
    ["hosted", "models", "gpus", "rents", "purchases", "quality", "shapes", "parameters", "regimes", "left_out"];

/// Whether two names differ by a slip: one letter more, one less, or letters in another order.
fn near(name: &str, table: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (mine, theirs) = (sorted(name), sorted(table));
    let without = |long: &[char], short: &[char]| {
        let mut rest = long.to_vec();
        short.iter().all(|letter| rest.iter().position(|one| one == letter).map(|at| rest.remove(at)).is_some())
    };
    mine.len().abs_diff(theirs.len()) <= 1 && (without(&mine, &theirs) || without(&theirs, &mine))
}

/// What a table's rows are sorted by: their name, and their day.
fn sorted_by(table: &str, row: &Value) -> (String, String) {
    let text = |name: &str| row.get(name).and_then(Value::text).unwrap_or("").to_owned();
    let count = match row.get("gpus_min") {
        Some(Value::Number(count)) => *count,
        _ => 0.0,
    };
    let name = match table {
        "quality" => text("model"),
        "parameters" => text("key"),
        "purchases" => text("gpu"),
        "left_out" => text("what"),
        // No letter comes before a space, so that `h100` stands before `h100-pcie`; eight GPUs before sixteen.
        "rents" => format!("{} {} {} {count:06} {}", text("gpu"), text("provider"), text("billing"), text("region")),
        _ => text("id"),
    };
    (name, text("from"))
}

/// A row's name as other findings have it: counts without their zeros.
fn shown(name: &str) -> String {
    let words = name.split(' ').filter(|word| !word.is_empty());
    let plain = |word: &str| {
        if word.len() == 6 && word.parse::<u32>().is_ok() {
            word.trim_start_matches('0').to_owned()
        } else {
            word.to_owned()
        }
    };
    words.map(plain).collect::<Vec<_>>().join(" ")
}

/// Rows of the same id rise by day, and ids stand in order, so that a change shows as one line in a diff.
pub(super) fn out_of_order(value: &Value, lines: &Lines) -> Vec<Finding> {
    let mut found = Vec::new();
    for table in TABLES.into_iter().filter(|table| *table != "shapes") {
        let key = |row: &Value| sorted_by(table, row);
        let rows = value.get(table).map_or(&[][..], Value::items);
        for (at, pair) in rows.windows(2).enumerate() {
            let (before, here) = (key(&pair[0]), key(&pair[1]));
            if before > here {
                // The row to move is the one without which the others are in order. Of one offer it is the newer row,
                // which was pasted above.
                let without_it = at.checked_sub(1).is_none_or(|above| key(&rows[above]) <= here);
                let without_here = rows.get(at + 2).is_none_or(|after| key(after) >= before);
                let upper = before.0 == here.0 || without_it && !without_here;
                let (row, line, problem) = if before.0 == here.0 {
                    let why = format!("stands above the row of {}: of one offer the newer row is the lower", here.1);
                    (&before, lines.line(table, at, "id"), why)
                } else if upper {
                    let why = format!("stands before {}: rows are sorted by id and day", shown(&here.0));
                    (&before, lines.line(table, at, "id"), why)
                } else {
                    let why = format!("stands after {}: rows are sorted by id and day", shown(&before.0));
                    (&here, lines.line(table, at + 1, "id"), why)
                };
                found.push(Finding {
                    line,
                    table: table.into(),
                    row: shown(&row.0),
                    from: row.1.clone(),
                    field: "id".into(),
                    problem,
                    mild: false,
                });
            }
        }
    }
    found
}
