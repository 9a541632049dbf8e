//! `catalog import`: reads a public list and says which rows it would append, what it asks, and what it passed over.

use super::append::{appended, dated};
use super::earlier_rows::EarlierRows;
use super::formats::{Format, compared, terms};
use super::past_chart::Chart;
use super::plan::in_words;
use super::propose::{Plan, Question, Terms};
use super::today::today;
use super::vetted::vetted;
use super::{hugging_face, row};
use crate::command::out::show;
use crate::command::project::{read_text, root, write};
use crate::command::words::many;
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::date::Date;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `catalog import` takes.
#[derive(Args)]
pub struct ImportOptions {
    /// Which list it is
    format: Format,
    /// The file or folder
    path: PathBuf,
    /// The day on which the list was read, like 2026-08-01. Without it, changed prices are asked about
    #[arg(long, value_name = "DAY")]
    seen: Option<String>,
    /// The catalog to hold it against, instead of www/catalog.json
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// Only offers that the catalog already has
    #[arg(long)]
    known: bool,
    /// Everything as JSON
    #[arg(long)]
    json: bool,
    /// Append the proposed rows to the catalog's file; questions are never appended
    #[arg(long)]
    append: bool,
    /// Where the list was found, for the rows' source (default: the list's name and the day)
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Also take in this host, which the catalog does not follow yet
    #[arg(long, value_name = "NAME")]
    host: Option<String>,
    /// Who rents the GPUs of a CSV file (default: from the file's name)
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// The model's id in the catalog, for a config.json
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// All parameters in billions, for a config.json that does not give them away
    #[arg(long, value_name = "BILLIONS")]
    total: Option<f64>,
    /// Parameters in use per token in billions, likewise
    #[arg(long, value_name = "BILLIONS")]
    active: Option<f64>,
}

/// Reads, compares, prints.
///
/// Errors: a file that cannot be read or is of another format, a day that is none.
pub fn run(options: &ImportOptions) -> Result<ExitCode, String> {
    let path = options.catalog.clone().map_or_else(|| root().map(|root| root.join("www/catalog.json")), Ok)?;
    let text = read_text(&path)?;
    let file: Value =
        serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", path.display()))?;
    let (catalog, _) =
        Catalog::read(&file).map_err(|_| format!("{} is no catalog: see catalog check", path.display()))?;
    let seen = options.seen.as_deref().map(day_of).transpose()?;
    let mut terms = terms(options.format, seen, options.source.as_deref(), options.known);
    terms.host.clone_from(&options.host);
    if !matches!(options.format, Format::Skypilot | Format::GpuCsv | Format::Huggingface) {
        terms.retired = retired(&path);
    }
    let mut plan = match options.format {
        Format::Huggingface => {
            let wish = hugging_face::Wish { id: options.id.as_deref(), total: options.total, active: options.active };
            hugging_face::plan(&catalog, &options.path, &wish, &terms)?
        }
        format => compared(format, &catalog, &file, &options.path, options.provider.as_deref(), &terms)?,
    };
    let table = match options.format {
        Format::Skypilot | Format::GpuCsv => "rents",
        Format::Huggingface => "models",
        _ => "hosted",
    };
    refused_by_the_check(&mut plan, &text, table, &terms);
    if options.json {
        show(&(serde_json::to_string_pretty(&plan).map_err(|error| error.to_string())? + "\n"))?;
    } else {
        show(&shown(&plan, &terms))?;
    }
    if options.append && plan.append.is_empty() {
        eprintln!("nothing was appended to {}", path.display());
    } else if options.append {
        let rows: Vec<&Value> = plan.append.iter().map(|one| &one.row).collect();
        let text = appended(&text, table, &rows)?;
        let text = dated(&text, catalog.asof, seen.unwrap_or(terms.today));
        let chart = Chart::of(&path, &text)?;
        write(&path, &text)?;
        eprintln!("{} appended to {}; now run catalog check", many(rows.len(), "row"), path.display());
        if let Some(why) = chart.put()? {
            eprintln!("{why}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Offers of earlier days that were retired, by the file that goes with a catalog; without one that is said aloud.
pub(super) fn retired(catalog: &Path) -> Vec<(String, Date)> {
    let earlier = EarlierRows::beside(catalog).unwrap_or_else(|| {
        eprintln!(
            "no earlier.json lies beside {} or in a project here: what was retired before is not known, and is not asked about",
            catalog.display()
        );
        EarlierRows::default()
    });
    earlier.ends()
}

/// Rows that would stand in the file as errors become questions.
fn refused_by_the_check(plan: &mut Plan, text: &str, table: &str, terms: &Terms) {
    let rows: Vec<&Value> = plan.append.iter().map(|one| &one.row).collect();
    let day = terms.seen.unwrap_or(terms.today);
    let Some(said) = vetted(text, table, &rows, day, terms.today) else { return };
    let (mut kept, mut asked) = (Vec::new(), Vec::new());
    for (one, wrong) in core::mem::take(&mut plan.append).into_iter().zip(said) {
        match wrong {
            Some(wrong) => asked.push(one.asked("check", format!("the check would refuse this row: {wrong}"))),
            None => kept.push(one),
        }
    }
    plan.append = kept;
    plan.ask.extend(asked);
}

/// The day that `--seen` names.
///
/// Errors: no day, or one that has not come.
pub(super) fn day_of(text: &str) -> Result<Date, String> {
    let day = Date::parse(text).ok_or_else(|| format!("--seen `{text}` is not a day like 2026-08-01"))?;
    if day > today() { Err(format!("--seen {day} has not come yet")) } else { Ok(day) }
}

/// The plan for a person to read.
fn shown(plan: &Plan, terms: &Terms) -> String {
    let mut out = String::new();
    let day = terms.seen.map_or_else(
        || format!("on an unknown day (today, {}, is written; give --seen)", terms.today),
        |day| format!("on {day}"),
    );
    let _ = writeln!(out, "{}, read {day}", terms.list);
    let _ = writeln!(out, "\nAPPEND {}", plan.append.len());
    for one in &plan.append {
        let _ = writeln!(out, "  {}  ({})  {}", one.id, one.entry, one.why);
        if let Some(before) = &one.before {
            let _ = writeln!(out, "    - {before}");
        }
        let _ = writeln!(out, "    + {}\n    {}", one.after, row::line(&one.row));
    }
    let _ = writeln!(out, "\nASK {}", plan.ask.len());
    out.push_str(&in_words(&plan.ask, |one| one, of_list, alone));
    let _ = writeln!(out, "\nSAME {}", plan.same.len());
    for one in &plan.same {
        let _ = writeln!(out, "  {one}");
    }
    let _ = writeln!(out, "\nPASSED OVER {}", plan.passed_over.len());
    for one in &plan.passed_over {
        let _ = writeln!(out, "  {}: {}", one.entry, one.why);
    }
    out
}

/// What is asked of several rows, and each with the price that holds now.
fn of_list(asked: &str, rows: &[&Question]) -> String {
    let mut out = format!("  {} of one list  {}: {asked}\n", many(rows.len(), "row"), rows[0].about);
    for one in rows {
        let _ = writeln!(out, "    - {}: {}", one.id, one.before.as_deref().unwrap_or("nothing"));
        let _ = writeln!(out, "    ? {}", one.after);
        out.push_str(&pasted(one));
    }
    out
}

fn alone(one: &Question) -> String {
    let mut out = format!("  {}  ({})  {}: {}\n", one.id, one.entry, one.about, one.why);
    if let Some(before) = &one.before {
        let _ = writeln!(out, "    - {before}");
    }
    let _ = writeln!(out, "    ? {}", one.after);
    out + &pasted(one)
}

/// The row, should the answer be yes.
fn pasted(one: &Question) -> String {
    one.row.as_ref().map_or_else(String::new, |row| format!("    {}\n", row::line(row)))
}
