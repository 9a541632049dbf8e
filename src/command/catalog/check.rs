//! `catalog check`: what is wrong with a file, by row and field, with the line.

use super::earlier_rows::EarlierRows;
use super::evidence::{declared, of_list, unasked};
use super::formats::{Format, compared, terms};
use super::import::day_of;
use super::layout::{out_of_order, twice, unknown_tables};
use super::lines::Lines;
use super::overlaid::{is_whole, overlaid};
use super::place::position;
use super::price_history::jumped;
use super::refused::of_refusals;
use super::suspicions::{At, Suspicion, suspicions};
use super::suspicious_spelling::unnamed_scores;
use super::today::today;
use crate::command::out::show;
use crate::command::project::{read_text, root};
use build_or_buy::catalog::{Catalog, Refusal, Value};
use build_or_buy::date::Date;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `catalog check` takes.
#[derive(Args)]
pub struct CheckOptions {
    /// The file; www/catalog.json by default. An overlay, which has no index of its own, is checked laid over that
    file: Option<PathBuf>,
    /// Also hold prices against a public list, like `litellm=FILE` (see catalog import)
    #[arg(long, value_name = "FORMAT=PATH")]
    against: Vec<String>,
    /// The day on which those lists were read
    #[arg(long, value_name = "DAY")]
    seen: Option<String>,
    /// Everything as JSON
    #[arg(long)]
    json: bool,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub(super) line: usize,
    pub(super) table: String,
    pub(super) row: String,
    /// First day of the row, where rows are dated; else empty.
    pub(super) from: String,
    pub(super) field: String,
    pub(super) problem: String,
    /// Worth a look, and no error.
    pub(super) mild: bool,
}

impl Finding {
    /// Table, row, field and what is wrong.
    pub(super) fn said(&self) -> String {
        let of = if self.from.is_empty() { String::new() } else { format!(" of {}", self.from) };
        format!("{}, row {}{of}, {}: {}", self.table, self.row, self.field, self.problem)
    }
}

/// Checks and prints; exit code 1 where something is wrong, 0 where there is nothing or only hints.
///
/// Errors: a file that cannot be read.
pub fn run(options: &CheckOptions) -> Result<ExitCode, String> {
    let shipped = root().map(|root| root.join("www/catalog.json"));
    let path = options.file.clone().map_or_else(|| shipped.clone(), Ok)?;
    let text = read_text(&path)?;
    let mut findings = findings(&path, &text, shipped.as_deref().ok())?;
    for against in &options.against {
        findings.extend(disagreements(against, options.seen.as_deref(), &path, &text)?);
    }
    findings.sort_by(|a, b| a.mild.cmp(&b.mild).then(a.line.cmp(&b.line)));
    let errors = findings.iter().filter(|one| !one.mild).count();
    if options.json {
        show(&(serde_json::to_string_pretty(&findings).map_err(|error| error.to_string())? + "\n"))?;
    } else {
        let mut out = String::new();
        for one in &findings {
            let mark = if one.mild { "look" } else { "wrong" };
            let _ = writeln!(out, "{}:{}: {mark}: {}", path.display(), one.line, one.said());
        }
        let _ = writeln!(out, "{}: {errors} wrong, {} worth a look", path.display(), findings.len() - errors);
        show(&out)?;
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn findings(path: &Path, text: &str, shipped: Option<&Path>) -> Result<Vec<Finding>, String> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let at = Finding {
                line: line_of(text, &error),
                table: "file".into(),
                row: "-".into(),
                from: String::new(),
                field: "-".into(),
                problem: not_json(&error),
                mild: false,
            };
            return Ok(vec![at]);
        }
    };
    let lines = Lines::of(text);
    if !is_whole(&value)
        && let Some(base) = shipped.filter(|shipped| *shipped != path)
    {
        return overlaid(&value, &lines, base);
    }
    let (catalog, refused) = match Catalog::read(&value) {
        Ok(read) => read,
        Err(refused) => {
            let mut found = unknown_tables(&value, &lines);
            // A table written wrong is missing: that is said once.
            let missing = |one: &Refusal| one.table == "catalog" && one.field.starts_with("hosted");
            let other: Vec<Refusal> = refused.into_iter().filter(|one| found.is_empty() || !missing(one)).collect();
            found.extend(of_refusals(&other, &value, &lines));
            return Ok(found);
        }
    };
    let mut found = of_refusals(&refused, &value, &lines);
    // Where a newer row of the offer was refused, an older one is not blamed for its age.
    let innocent =
        |one: &Finding| one.mild && refused.iter().any(|other| other.table == one.table && other.row == one.row);
    let suspected = of_suspicions(&catalog, &value, &lines, today()).into_iter().map(|(one, _)| one);
    found.extend(suspected.filter(|one| !(innocent(one) && ["checked", "until"].contains(&one.field.as_str()))));
    found.extend(beside_earlier(&catalog, &EarlierRows::beside(path).unwrap_or_default(), &value, &lines));
    let record = shipped.and_then(|path| read_text(&path.with_file_name("history.json")).ok()).unwrap_or_default();
    found.extend(unnamed_scores(&catalog, &record, &value, &lines));
    found.extend(unasked(&value, &declared(&value), &lines));
    found.extend(of_list(&value, &lines));
    found.extend(twice(&value, &lines));
    found.extend(unknown_tables(&value, &lines));
    found.extend(out_of_order(&value, &lines));
    Ok(found)
}

/// What is suspicious, and whether its row stands in this file.
pub(super) fn of_suspicions(catalog: &Catalog, value: &Value, lines: &Lines, today: Date) -> Vec<(Finding, bool)> {
    suspicions(catalog, today).into_iter().map(|one| placed(one, value, lines)).collect()
}

/// A jump from the price that an offer had before the catalog's first row of it.
fn beside_earlier(catalog: &Catalog, earlier: &EarlierRows, value: &Value, lines: &Lines) -> Vec<Finding> {
    let mut found = Vec::new();
    for (row, from, prices) in earlier.before_first(catalog) {
        jumped(
            &mut At { found: &mut found, table: "hosted", row: row.id.clone(), from: Some(row.from) },
            row,
            prices,
            from,
        );
    }
    found.into_iter().map(|one| placed(one, value, lines).0).collect()
}

/// A suspicion with its line, and whether its row stands in this file.
fn placed(one: Suspicion, value: &Value, lines: &Lines) -> (Finding, bool) {
    let from = one.from.map_or_else(String::new, |from| from.to_string());
    let at = position(value, one.table, &one.row, &from);
    let found = Finding {
        line: at.map_or_else(|| lines.head(one.field), |at| lines.line(one.table, at, one.field)),
        table: one.table.to_owned(),
        row: one.row,
        from,
        field: one.field.to_owned(),
        problem: one.problem,
        mild: one.mild,
    };
    (found, at.is_some())
}

/// The line of an error; a comma too many stands at the end of the line before the bracket that shows it.
fn line_of(text: &str, error: &serde_json::Error) -> usize {
    let before = || text.lines().take(error.line().saturating_sub(1)).collect::<Vec<_>>();
    let comma = |lines: Vec<&str>| lines.iter().rposition(|line| line.trim_end().ends_with(',')).map(|at| at + 1);
    let trailing = error.to_string().starts_with("trailing comma");
    let alone =
        text.lines().nth(error.line().saturating_sub(1)).is_some_and(|line| line.trim_start().starts_with([']', '}']));
    if trailing && alone { comma(before()).unwrap_or(error.line()) } else { error.line() }
}

/// Why a file is no JSON, with the slip that most often is behind it.
fn not_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let hint = if said.starts_with("expected `,` or `") {
        ". Is a comma missing at the end of the line before? Every row but the last of its table ends with one"
    } else if said.starts_with("trailing comma") {
        ". The last row of a table has no comma after it"
    } else if said.starts_with("key must be a string") {
        ". A comma too many, a name without quotes, or a number with a comma for its point?"
    } else {
        ""
    };
    format!("is not JSON: {said}{hint}")
}

/// Prices that differ from a public list's, for a person to look at.
fn disagreements(against: &str, seen: Option<&str>, of: &Path, text: &str) -> Result<Vec<Finding>, String> {
    let (name, path) =
        against.split_once('=').ok_or_else(|| format!("--against `{against}` must be like litellm=FILE"))?;
    let format =
        Format::from_str(name, true).map_err(|_| format!("`{name}` is not a list that catalog import reads"))?;
    let seen = seen.map(day_of).transpose()?;
    let file: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let (catalog, _) = Catalog::read(&file).map_err(|_| "the file is no catalog".to_owned())?;
    let lines = Lines::of(text);
    let mut terms = terms(format, seen, None, true);
    terms.retired = EarlierRows::beside(of).unwrap_or_default().ends();
    let plan = compared(format, &catalog, &file, Path::new(path), None, &terms)?;
    let moved = plan.append.into_iter().map(|one| (one.id, one.why));
    let asked = plan.ask.into_iter().filter(|one| one.about != "older").map(|one| (one.id, one.why));
    let finding = |(row, why): (String, String)| {
        let line = position(&file, "hosted", &row, "").map_or(1, |at| lines.line("hosted", at, "input"));
        Finding {
            line,
            table: "hosted".into(),
            row,
            from: String::new(),
            field: "input".into(),
            problem: format!("{name} disagrees: {why}"),
            mild: true,
        }
    };
    Ok(moved.chain(asked).map(finding).collect())
}
