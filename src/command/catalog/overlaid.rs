//! `catalog check` of an overlay: it is read and held against the catalog over which it will lie.

use super::check::{Finding, of_suspicions};
use super::evidence::{keys, unasked};
use super::layout::twice;
use super::lines::Lines;
use super::meant::meant;
use super::place::position;
use super::refused::of_refusals;
use super::today::today;
use crate::command::project::read_text;
use build_or_buy::catalog::{Catalog, Overlaid, Refusal, Value, place};
use build_or_buy::inputs::link;
use std::path::Path;

/// Whether a file is a whole catalog, and no overlay: it has the index that its scores are of, or most of its tables.
pub fn is_whole(value: &Value) -> bool {
    let tables = ["hosted", "models", "gpus", "rents", "quality", "shapes", "regimes", "parameters"];
    // Whoever names a file, or sets inputs by it, lays it over: with as many tables as there is need for.
    let own = value.get("name").is_some() || value.get("inputs").is_some();
    let many = || 2 * tables.iter().filter(|table| value.get(table).is_some()).count() > tables.len();
    value.get("index").is_some() || !own && many()
}

/// What the catalog refuses of it, and what is suspicious in the rows and inputs that it brought.
///
/// Errors: no readable catalog.
pub(super) fn overlaid(value: &Value, lines: &Lines, base: &Path) -> Result<Vec<Finding>, String> {
    let base: Value =
        serde_json::from_str(&read_text(base)?).map_err(|error| format!("{} is not JSON: {error}", base.display()))?;
    let (mut catalog, _) =
        Catalog::read(&base).map_err(|_| "the shipped catalog cannot be read: see catalog check".to_owned())?;
    let known = keys(&catalog);
    let laid = catalog.overlay(value);
    let mut found = of_refusals(&laid.refused, value, lines);
    found.extend(suspected(&catalog, &laid, value, lines, &known));
    found.extend(inputs(&catalog, &laid.inputs, lines));
    for rows in [&laid.aside, &laid.asked] {
        found.extend(of_refusals(rows, value, lines).into_iter().zip(rows).map(|(one, row)| {
            let problem = if row.allowed.is_empty() { row.said.clone() } else { one.problem };
            Finding { mild: true, problem, ..one }
        }));
    }
    Ok(found)
}

/// What the check has against a row that was taken all the same.
pub struct Complaint {
    table: String,
    row: String,
    from: String,
    /// The field, and what is wrong with it.
    pub problem: String,
}

impl Complaint {
    /// With the row, as whoever wrote it would name it.
    pub fn said(&self) -> String {
        format!("{}, {}", place(&self.table, &self.row, &self.from), self.problem)
    }

    /// Whether it is about a row, of which the first words of its name may be given.
    pub fn is_about(&self, table: &str, row: &str, from: &str) -> bool {
        let rest = self.row.strip_prefix(row);
        self.table == table && self.from == from && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

/// What is wrong with rows of an overlay that were taken all the same. `known`: the parameters of what it was laid over.
pub fn complaints(catalog: &Catalog, laid: &Overlaid, value: &Value, text: &str, known: &[String]) -> Vec<Complaint> {
    let found = suspected(catalog, laid, value, &Lines::of(text), known).into_iter().filter(|one| !one.mild);
    let complaint = |one: Finding| {
        let problem = format!("{}: {}", one.field, one.problem);
        Complaint { table: one.table, row: one.row, from: one.from, problem }
    };
    found.map(complaint).collect()
}

/// What the check has against the rows that an overlay brought.
fn suspected(catalog: &Catalog, laid: &Overlaid, value: &Value, lines: &Lines, known: &[String]) -> Vec<Finding> {
    // Whoever has a contract or a figure of their own has no public page to name, and nothing better to wait for.
    let own = of_suspicions(catalog, value, lines, today()).into_iter().filter(|(_, known)| *known);
    let mut found: Vec<Finding> =
        own.map(|(one, _)| one).filter(|one| !["source", "better"].contains(&one.field.as_str())).collect();
    // That a price begins too early or too late to count is said once.
    let aside = |one: &Finding| {
        let is = |row: &Refusal| row.table == one.table && row.from == one.from && one.row.starts_with(&row.row);
        one.field == "from" && laid.aside.iter().any(is)
    };
    found.retain(|one| !aside(one));
    found.extend(twice(value, lines));
    found.extend(unused(catalog, &laid.taken, value, lines));
    found.extend(unasked(value, known, lines));
    found
}

/// Inputs that a report would refuse or correct.
fn inputs(catalog: &Catalog, inputs: &[(String, String)], lines: &Lines) -> Vec<Finding> {
    let finding = |issue: link::Issue| {
        let link::Issue { field, text, problem, allowed, .. } = issue;
        let meant = meant(&field, &allowed);
        Finding {
            line: lines.head("inputs"),
            table: "inputs".into(),
            row: "-".into(),
            from: String::new(),
            field,
            problem: format!(
                "`{text}` {problem}; allowed: {allowed}{}{meant}",
                if meant.is_empty() { "" } else { "." }
            ),
            mild: false,
        }
    };
    link::unread(catalog, inputs).into_iter().map(finding).collect()
}

/// Scores of a model that there is not.
fn unused(catalog: &Catalog, taken: &[(String, String)], value: &Value, lines: &Lines) -> Vec<Finding> {
    let scores = |key: &Option<String>, name: &str| key.as_deref() == Some(name);
    let used = |name: &str| {
        catalog.hosted.iter().any(|row| scores(&row.quality, name))
            || catalog.models.iter().any(|row| scores(&row.quality, name))
    };
    let unused = taken.iter().filter(|(table, name)| table == "quality" && !used(name));
    unused
        .map(|(table, name)| Finding {
            line: position(value, table, name, "").map_or(1, |at| lines.line(table, at, "model")),
            table: table.clone(),
            row: name.clone(),
            from: String::new(),
            field: "model".into(),
            problem: "is the name of no offer and no open model: it scores nothing".into(),
            mild: false,
        })
        .collect()
}
