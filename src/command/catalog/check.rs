//! `catalog check`: what is wrong with a file, by row and field, with the line.

use super::import::{Format, compared, terms};
use super::layout::{out_of_order, twice, unknown_tables};
use super::lines::Lines;
use super::place::{named, position};
use super::suspicions::suspicions;
use super::today::today;
use crate::command::project::{read_text, root};
use build_or_buy::catalog::{Catalog, Refusal, Value};
use build_or_buy::date::Date;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `catalog check` takes.
#[derive(Args)]
pub struct CheckOptions {
    /// The file; www/catalog.json by default. An overlay, which has no date of its own, is checked laid over that
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
    pub(super) field: String,
    pub(super) problem: String,
    /// Worth a look, and no error.
    pub(super) mild: bool,
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
        findings.extend(disagreements(against, options.seen.as_deref(), &text)?);
    }
    findings.sort_by(|a, b| a.mild.cmp(&b.mild).then(a.line.cmp(&b.line)));
    let errors = findings.iter().filter(|one| !one.mild).count();
    if options.json {
        println!("{}", serde_json::to_string_pretty(&findings).map_err(|error| error.to_string())?);
    } else {
        for one in &findings {
            let mark = if one.mild { "look" } else { "wrong" };
            println!(
                "{}:{}: {mark}: {}, row {}, {}: {}",
                path.display(),
                one.line,
                one.table,
                one.row,
                one.field,
                one.problem
            );
        }
        println!("{}: {errors} wrong, {} worth a look", path.display(), findings.len() - errors);
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn findings(path: &Path, text: &str, shipped: Option<&Path>) -> Result<Vec<Finding>, String> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let at = Finding {
                line: error.line(),
                table: "file".into(),
                row: "-".into(),
                field: "-".into(),
                problem: format!("is not JSON: {error}"),
                mild: false,
            };
            return Ok(vec![at]);
        }
    };
    let lines = Lines::of(text);
    // A file without a day of its own is an overlay: it is checked where it will lie.
    if value.get("asof").is_none()
        && let Some(base) = shipped.filter(|shipped| *shipped != path)
    {
        return overlaid(&value, &lines, base);
    }
    let (catalog, refused) = match Catalog::read(&value) {
        Ok(read) => read,
        Err(refused) => return Ok(refused.iter().map(|one| of_refusal(one, &value, &lines, None)).collect()),
    };
    let mut found: Vec<Finding> = refused.iter().map(|one| of_refusal(one, &value, &lines, None)).collect();
    found.extend(of_suspicions(&catalog, &value, &lines, today()));
    found.extend(twice(&value, &lines));
    found.extend(unknown_tables(&value));
    found.extend(out_of_order(&value, &lines));
    Ok(found)
}

/// An overlay's refusals and what is suspicious in rows that it brought.
fn overlaid(value: &Value, lines: &Lines, base: &Path) -> Result<Vec<Finding>, String> {
    let base: Value =
        serde_json::from_str(&read_text(base)?).map_err(|error| format!("{} is not JSON: {error}", base.display()))?;
    let (mut catalog, _) =
        Catalog::read(&base).map_err(|_| "the shipped catalog cannot be read: see catalog check".to_owned())?;
    let laid = catalog.overlay(value);
    let mut found: Vec<Finding> =
        laid.refused.iter().map(|one| of_refusal(one, value, lines, Some(&catalog))).collect();
    found.extend(of_suspicions(&catalog, value, lines, today()).into_iter().filter(|one| one.line > 1));
    found.extend(twice(value, lines));
    Ok(found)
}

fn of_refusal(one: &Refusal, value: &Value, lines: &Lines, base: Option<&Catalog>) -> Finding {
    // A rent is refused by its provider, who has many: the one whose GPU is nowhere is meant.
    let known = |gpu: &Value| {
        value.get("gpus").map_or(&[][..], Value::items).iter().any(|row| row.get("id") == Some(gpu))
            || base.zip(gpu.text()).is_some_and(|(base, gpu)| base.gpu(gpu).is_some())
    };
    let stray =
        |row: &Value| row.get("provider").and_then(Value::text) == Some(&one.row) && !row.get("gpu").is_some_and(known);
    let stray =
        (one.table == "rents" && one.field == "gpu").then(|| value.get("rents")?.items().iter().position(stray));
    let at = stray.flatten().or_else(|| position(value, one.table, &one.row, None));
    Finding {
        line: at.map_or(1, |at| lines.line(one.table, at, &one.field)),
        table: one.table.to_owned(),
        row: named(value, one.table, at, &one.row),
        field: one.field.clone(),
        problem: format!("must be {}", one.allowed),
        mild: false,
    }
}

fn of_suspicions(catalog: &Catalog, value: &Value, lines: &Lines, today: Date) -> Vec<Finding> {
    let finding = |one: super::suspicions::Suspicion| {
        let at = position(value, one.table, &one.row, one.from);
        Finding {
            line: at.map_or(1, |at| lines.line(one.table, at, one.field)),
            table: one.table.to_owned(),
            row: one.row,
            field: one.field.to_owned(),
            problem: one.problem,
            mild: one.mild,
        }
    };
    suspicions(catalog, today).into_iter().map(finding).collect()
}

/// Prices that differ from a public list's, for a person to look at.
fn disagreements(against: &str, seen: Option<&str>, text: &str) -> Result<Vec<Finding>, String> {
    let (name, path) =
        against.split_once('=').ok_or_else(|| format!("--against `{against}` must be like litellm=FILE"))?;
    let format =
        Format::from_str(name, true).map_err(|_| format!("`{name}` is not a list that catalog import reads"))?;
    let seen = match seen {
        Some(day) => Some(Date::parse(day).ok_or_else(|| format!("--seen `{day}` is not a day like 2026-08-01"))?),
        None => None,
    };
    let file: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let (catalog, _) = Catalog::read(&file).map_err(|_| "the file is no catalog".to_owned())?;
    let lines = Lines::of(text);
    let plan = compared(format, &catalog, &file, Path::new(path), None, &terms(format, seen, None, true))?;
    let moved = plan.append.into_iter().map(|one| (one.id, one.why));
    let asked = plan.ask.into_iter().filter(|one| one.about != "older").map(|one| (one.id, one.why));
    let finding = |(row, why): (String, String)| {
        let line = position(&file, "hosted", &row, None).map_or(1, |at| lines.line("hosted", at, "input"));
        Finding {
            line,
            table: "hosted".into(),
            row,
            field: "input".into(),
            problem: format!("{name} disagrees: {why}"),
            mild: true,
        }
    };
    Ok(moved.chain(asked).map(finding).collect())
}
