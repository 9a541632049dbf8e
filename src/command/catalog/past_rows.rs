//! Rows of the chart of past prices: a first day, prices, a grade, the number of a source, and where it ends.

use super::today::of_days;
use build_or_buy::date::Date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// Rows by the name of what they price.
pub(super) type Series = BTreeMap<String, Vec<Value>>;

/// Sources by number, each told once.
#[derive(Default)]
pub(super) struct Sources {
    all: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Sources {
    /// The number of a source.
    pub(super) fn number(&mut self, source: &str) -> usize {
        *self.numbers.entry(source.to_owned()).or_insert_with(|| {
            self.all.push(source.to_owned());
            self.all.len() - 1
        })
    }

    /// All of them, by number.
    pub(super) fn list(&self) -> Value {
        self.all.clone().into()
    }
}

/// What the record alone has of a table, with its sources numbered anew.
pub(super) fn record_of(record: &Value, table: &str, sources: &mut Sources, has: impl Fn(&str) -> bool) -> Series {
    let all = record[table].as_object().into_iter().flatten().filter(|(id, _)| !has(id));
    let told = all.map(|(id, rows)| {
        let rows = rows.as_array().into_iter().flatten();
        (id.clone(), rows.map(|row| renumbered(record, row, sources)).collect())
    });
    told.collect()
}

/// A row of the record with the number that its source has here.
fn renumbered(record: &Value, row: &Value, sources: &mut Sources) -> Value {
    let mut row = row.clone();
    let told = row[4].as_u64().and_then(|at| record["sources"][at as usize].as_str()).unwrap_or_default();
    row[4] = sources.number(told).into();
    row
}

/// What is sold by the token, and by the search.
pub(super) fn hosted(
    record: &Value,
    rows: &[Value],
    catalog: &Value,
    asof: &str,
    sources: &mut Sources,
) -> (Series, Series) {
    let mut by_id: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for row in rows.iter().filter(|row| text(row, "from") <= asof) {
        by_id.entry(text(row, "id")).or_default().push(row);
    }
    let followed = |id: &str| catalog["hosted"].as_array().is_some_and(|all| all.iter().any(|row| row["id"] == id));
    let (mut tokens, mut searches) = (Series::new(), Series::new());
    for (id, mut of_it) in by_id {
        of_it.sort_by_key(|row| text(row, "from"));
        let search = of_it.iter().all(|row| row.get("per_request").is_some());
        let mut drawn = steps(&of_it, sources, search);
        end(&mut drawn, of_it[of_it.len() - 1], record, followed(id), asof, sources);
        if search { &mut searches } else { &mut tokens }.insert(id.to_owned(), drawn);
    }
    let others = record_of(record, "hosted", sources, |id| tokens.contains_key(id) || searches.contains_key(id));
    tokens.extend(others);
    (tokens, searches)
}

/// One offer's prices in steps. A row that only confirms the price before it is no step.
fn steps(rows: &[&Value], sources: &mut Sources, search: bool) -> Vec<Value> {
    let mut drawn: Vec<Value> = Vec::new();
    for row in rows {
        let prices = if search { [&row["per_request"], &Value::Null] } else { [&row["input"], &row["output"]] };
        if drawn.last().is_some_and(|last| same(&last[1], prices[0]) && same(&last[2], prices[1])) {
            continue;
        }
        // Seen on the day it is said to begin: a list had it first. A day before that is known otherwise.
        let dated = row.get("first_seen").is_none_or(|seen| *seen != row["from"]);
        let source = sources.number(text(row, "source"));
        drawn.push(json!([row["from"], prices[0], prices[1], row["grade"], source, u8::from(dated)]));
    }
    drawn
}

/// The last day that somebody saw the last price, and the day from which it is sold no more. What the record has of
/// both is told for offers that the catalog does not follow.
fn end(drawn: &mut Vec<Value>, row: &Value, record: &Value, followed: bool, asof: &str, sources: &mut Sources) {
    let known = || record["hosted"][text(row, "id")].as_array().into_iter().flatten();
    let until = row["until"].as_str();
    let recorded = known().filter(|one| !one[1].is_null() && !followed).filter_map(|one| one[6].as_str()).next_back();
    let looked = [Some(text(row, "checked")), Some(text(row, "from")), recorded].into_iter().flatten().max();
    let seen = until.filter(|_| row["ends"] == "unseen").or(looked);
    let gone = until.filter(|_| row["ends"] == "retired").and_then(Date::parse);
    let gone = gone.map(|until| of_days(until.days_since_1970() + 1).to_string());
    if gone.as_deref().is_none_or(|gone| gone > asof)
        && let Some(Value::Array(step)) = drawn.last_mut()
    {
        step.push(json!(seen));
    }
    if let Some(gone) = gone {
        let told = known().find(|one| one[1].is_null() && one[0] == *gone);
        drawn.push(match told {
            Some(told) => renumbered(record, told, sources),
            None => json!([gone, null, null, row["grade"], sources.number(text(row, "source")), 1]),
        });
    }
}

fn same(a: &Value, b: &Value) -> bool {
    a.as_f64() == b.as_f64()
}

/// A text of a row, empty where it has none.
pub(super) fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row[name].as_str().unwrap_or_default()
}

pub(super) fn text_at(row: &Value, at: usize) -> &str {
    row[at].as_str().unwrap_or_default()
}
