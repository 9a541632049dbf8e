//! `catalog update`: reads every public list of a folder, lays them beside each other, and says in Markdown which rows
//! they agree on and what a person has to decide. A list that cannot be read loses nothing but itself.

use super::append::{appended, dated};
use super::formats::{Format, compared, named, terms};
use super::import::{day_of, retired};
use super::merge::{Agreed, Merged, Open, merge};
use super::past_chart::Chart;
use super::plan::{Plan, in_words};
use super::row;
use super::today::today;
use super::vetted::vetted;
use crate::command::out::show;
use crate::command::project::{files_below, read_text, root, write};
use crate::command::words::many;
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::date::Date;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where each list lies in the folder, by the first name that is there; the order is that of trust.
const LISTS: &[(Format, &[&str])] = &[
    (Format::GenaiPrices, &["genai-prices/prices/new_data/v2/data.json", "genai-prices/v2_data.json"]),
    (Format::ModelsDev, &["models.dev"]),
    (Format::Litellm, &["litellm.json", "litellm"]),
    (Format::LlmPrices, &["llm-prices/data", "llm-prices"]),
    (Format::Portkey, &["portkey/pricing", "portkey"]),
    (Format::Catwalk, &["catwalk/internal/providers/configs", "catwalk"]),
    (Format::Openrouter, &["openrouter.json", "openrouter/models.json"]),
];

/// Files of GPU rents, each named after its provider.
const RENTS: &str = "gpu-csv";

/// What `catalog update` takes.
#[derive(Args)]
pub struct UpdateOptions {
    /// The folder with the lists, of which each is looked for under its name: genai-prices, models.dev, litellm.json (or
    /// litellm), llm-prices, portkey, catwalk, openrouter.json, and gpu-csv with one CSV a provider
    folder: PathBuf,
    /// The day on which they were read, like 2026-08-01
    #[arg(long, value_name = "DAY")]
    seen: String,
    /// The catalog to hold them against, instead of www/catalog.json
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// Append the rows that the lists agree on; questions are never appended
    #[arg(long)]
    append: bool,
}

/// Reads, merges, prints.
///
/// Errors: a catalog that cannot be read or written, a day that is none.
pub fn run(options: &UpdateOptions) -> Result<ExitCode, String> {
    let path = options.catalog.clone().map_or_else(|| root().map(|root| root.join("www/catalog.json")), Ok)?;
    let mut text = read_text(&path)?;
    let file: Value =
        serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", path.display()))?;
    let (catalog, _) =
        Catalog::read(&file).map_err(|_| format!("{} is no catalog: see catalog check", path.display()))?;
    let seen = day_of(&options.seen)?;
    let plans = read_all(&catalog, &file, &options.folder, seen, &retired(&path));
    let mut merged = merge(&file, plans);
    for table in ["hosted", "rents"] {
        refused_by_the_check(&mut merged, &text, table, seen);
    }
    show(&shown(&merged, seen))?;
    if options.append && !merged.append.is_empty() {
        for table in ["hosted", "rents"] {
            let rows = merged.append.iter().map(|agreed| &agreed.proposal.row);
            let of_table: Vec<&Value> = rows.filter(|row| table_of(row) == table).collect();
            text = appended(&text, table, &of_table)?;
        }
        let text = dated(&text, catalog.asof, seen);
        let chart = Chart::of(&path, &text)?;
        write(&path, &text)?;
        eprintln!("{} appended to {}; now run catalog check", many(merged.append.len(), "row"), path.display());
        if let Some(why) = chart.put()? {
            eprintln!("{why}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Which table a proposed row is for.
fn table_of(row: &Value) -> &'static str {
    if row.get("gpu").is_some() { "rents" } else { "hosted" }
}

/// Rows that would stand in the file as errors become questions.
fn refused_by_the_check(merged: &mut Merged, text: &str, table: &str, seen: Date) {
    let mine = |agreed: &Agreed| table_of(&agreed.proposal.row) == table;
    let (rows, others): (Vec<Agreed>, Vec<Agreed>) = core::mem::take(&mut merged.append).into_iter().partition(mine);
    let values: Vec<&Value> = rows.iter().map(|agreed| &agreed.proposal.row).collect();
    let said = vetted(text, table, &values, seen, today()).unwrap_or_else(|| vec![None; values.len()]);
    merged.append = others;
    for (agreed, wrong) in rows.into_iter().zip(said) {
        match wrong {
            Some(wrong) => {
                let question = agreed.proposal.asked("check", format!("the check would refuse this row: {wrong}"));
                merged.ask.push(Open { question, lists: agreed.lists });
            }
            None => merged.append.push(agreed),
        }
    }
}

/// Every list with what came of it.
fn read_all(
    catalog: &Catalog,
    file: &Value,
    folder: &Path,
    seen: Date,
    retired: &[(String, Date)],
) -> Vec<(String, Result<Plan, String>)> {
    let mut plans = Vec::new();
    for (format, places) in LISTS {
        let mut terms = terms(*format, Some(seen), None, true);
        terms.retired = retired.to_vec();
        let place = places.iter().map(|place| folder.join(place)).find(|place| place.exists());
        let plan = place.map_or_else(
            || Err("is not there".to_owned()),
            |place| compared(*format, catalog, file, &place, None, &terms),
        );
        plans.push((named(*format), plan));
    }
    for csv in files_below(&folder.join(RENTS)) {
        let provider = csv.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let terms = terms(Format::GpuCsv, Some(seen), Some(&format!("skypilot-catalog {provider}, {seen}")), true);
        let plan = compared(Format::GpuCsv, catalog, file, &csv, None, &terms);
        plans.push((format!("rents of {provider}"), plan));
    }
    plans
}

/// In Markdown, the questions after the rows: what is cut off at the end of a long text is the least of it.
fn shown(merged: &Merged, seen: Date) -> String {
    let mut out = format!("Public price lists, read on {seen}\n");
    for (list, why) in &merged.lost {
        let _ = writeln!(out, "\n**{list} could not be read**: {why}");
    }
    let _ = writeln!(out, "\n## APPEND {}\n", merged.append.len());
    for agreed in &merged.append {
        let one = &agreed.proposal;
        let before = one.before.as_deref().unwrap_or("nothing");
        let _ = writeln!(out, "- `{}` {} ({})\n  {before} → {}", one.id, one.why, agreed.lists.join(", "), one.after);
    }
    let _ = writeln!(out, "\n## ASK {}\n", merged.ask.len());
    out.push_str(&in_words(&merged.ask, |open| &open.question, of_list, alone));
    let _ = writeln!(out, "\n{} confirmed.", many(merged.same, "price"));
    out
}

/// What is asked of several rows of one list.
fn of_list(asked: &str, rows: &[&Open]) -> String {
    let head = format!("- {}, {} of it: {asked}\n", rows[0].lists.join(", "), many(rows.len(), "row"));
    rows.iter().fold(head, |out, open| out + &pasted(open))
}

fn alone(open: &Open) -> String {
    let one = &open.question;
    format!("- `{}` {}: {} ({})\n", one.id, one.about, one.why, open.lists.join(", ")) + &pasted(open)
}

/// The row, should the answer be yes.
fn pasted(open: &Open) -> String {
    open.question.row.as_ref().map_or_else(String::new, |row| format!("  `{}`\n", row::line(row)))
}
