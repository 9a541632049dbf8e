//! Prints the answer for a link.

use super::catalog::{Complaint, complaints, is_whole, keys, meant};
use super::out::show;
use super::project::{read_text, root};
use super::{ReportOptions, earlier, link, own_rows, own_without_effect, sold, workbook};
use build_or_buy::catalog::{Catalog, Overlaid, Value};
use build_or_buy::cost::figures::Figures;
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs;
use build_or_buy::inputs::link::{Issue, Query, lay};
use build_or_buy::judge::sensitivity::variance::{Part, parts};
use build_or_buy::judge::uncertainty;
use build_or_buy::report::memo;
use build_or_buy::report::sensitivity::sensitivity;
use build_or_buy::report::sheet::{Cell, sheet};
use build_or_buy::report::{self, Report};
use build_or_buy::streams::Case;
use std::fmt::Write as _;
use std::process::ExitCode;

/// Flips that a memo names.
const MEMO_FLIPS: usize = 4;
/// Inputs that are named as causes of the spread.
const SPREAD_SHOWN: usize = 5;

/// Prints the report; exit code 2 where the input has issues, with the report still on standard output.
pub fn run(options: &ReportOptions) -> Result<ExitCode, String> {
    let pairs = link::pairs(&options.link);
    let (catalog, overlay, mut complaints) = with_overlay(options.catalog.as_deref(), &pairs)?;
    let query = inputs::link::read(&pairs, &catalog);
    let flips = sensitivity(&query, &catalog).nearest(MEMO_FLIPS);
    // Without draws there are no equations, which a spreadsheet is made of.
    let draws = options.draws.unwrap_or(report::DRAWS).max(u32::from(options.xlsx.is_some()));
    let report = report::answer_with(&query, &catalog, draws, flips);
    let of_file = overlay.as_ref();
    let idle = of_file
        .map(|laid| own_without_effect::idle(laid, &query, &catalog, &report, &mut complaints))
        .unwrap_or_default();
    if let Some(path) = &options.xlsx {
        workbook::write(&report, of_file.is_some(), path)?;
    }
    let mut out = String::new();
    if options.format.json {
        let mut all = serde_json::to_value(&report).map_err(|error| error.to_string())?;
        all["sobol"] = serde_json::to_value(spread(&query, &catalog)).map_err(|error| error.to_string())?;
        out = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())? + "\n";
    } else if options.format.markdown {
        out = report.reasons.as_ref().map_or_else(String::new, |reasons| memo::markdown(&reasons.memo));
    } else if options.format.csv {
        out = csv(&report)?;
    } else {
        out.push_str(&report.reasons.as_ref().map_or_else(|| text(&report), |reasons| memo::plain(&reasons.memo)));
        let spread = spread(&query, &catalog);
        if !spread.is_empty() {
            out.push_str("\nWHERE THE SPREAD COMES FROM\n");
        }
        for part in spread.iter().take(SPREAD_SHOWN).filter(|part| part.total >= 0.01) {
            let _ = writeln!(out, "- {}: {:.0} % of the variance (Sobol, total)", part.label, part.total * 100.0);
        }
    }
    if !options.format.json && !options.format.csv {
        out.push_str(&of_the_day(&query, &catalog));
    }
    if let Some(laid) = overlay.as_ref().filter(|_| !options.format.json && !options.format.csv) {
        out.push_str(&own_rows::told(laid, &query, &catalog, &report, &complaints, &idle));
    }
    show(&out)?;
    for word in ["word-api", "word-own", "word-both"].iter().filter_map(|key| query.given(key)) {
        eprintln!("{}: `{}` is shown by the page only; the terminal has its own names", word.key, word.text);
    }
    if let Some(currency) = query.given("currency").filter(|given| given.text != "USD") {
        eprintln!("currency: `{}` is shown by the page only; the terminal prints US dollars", currency.text);
    }
    let corrections: Vec<_> = report.issues.iter().filter(|issue| !issue.notice).collect();
    for issue in &corrections {
        let Issue { field, text, problem, allowed, used, .. } = issue;
        let used = if used.is_empty() { String::new() } else { format!("; used: {used}") };
        let meant = meant(field, allowed);
        // Only what is bought has a record of past prices.
        let bought = field.split_once('.').is_some_and(|(_, name)| name == "model");
        let sold = if bought { sold::last(text, report.catalog_asof) } else { String::new() };
        let stop = if meant.is_empty() { "" } else { "." };
        eprintln!("{field}: `{text}` {problem}; allowed: {allowed}{used}{stop}{meant}{sold}");
    }
    for one in &complaints {
        eprintln!("used as it stands, and it looks wrong. {}", one.said());
    }
    // It may not be used because it is wrong: nobody runs on a GPU at ten times its rent.
    for said in idle.iter().flat_map(|one| &one.wrong) {
        eprintln!("read, and not used here, and it looks wrong. {said}");
    }
    // The text says what of a file was refused; a program that reads the rest hears it beside it.
    let aside = options.format.json || options.format.csv;
    for one in overlay.iter().filter(|_| aside).flat_map(|laid| &laid.refused) {
        eprintln!("refused. {}{}", one.said, meant(&one.row, &one.allowed));
    }
    let refused = overlay.is_some_and(|laid| !laid.refused.is_empty());
    let refused = refused || !complaints.is_empty() || idle.iter().any(|one| !one.wrong.is_empty());
    Ok(if corrections.is_empty() && !refused { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// What a day had no answer to: models retired, models not on sale yet, GPUs without a price, floors that nobody reached.
fn of_the_day(query: &Query, catalog: &Catalog) -> String {
    let then = report::then(query, catalog);
    let said = then.query.issues.iter().skip(query.issues.len()).filter(|issue| issue.notice);
    let mut lines: Vec<String> = said
        .map(|issue| {
            let used = if issue.used.is_empty() { String::new() } else { format!("; used: {}", issue.used) };
            format!("- {}: {} {}{used}.\n", issue.field, issue.text, issue.problem)
        })
        .collect();
    if query.asof.is_some_and(|day| day < catalog.asof) {
        lines.push("- Drifts and odds come from the whole record, later days included.\n".into());
    }
    let title = if query.asof.is_some() { "OF THAT DAY" } else { "PRICES THAT END" };
    if lines.is_empty() { String::new() } else { format!("\n{title}\n{}", lines.concat()) }
}

/// Which input the spread of the difference comes from.
fn spread(query: &Query, catalog: &Catalog) -> Vec<Part> {
    let then = report::then(query, catalog);
    let (query, catalog): (&Query, &Catalog) = (&then.query, &then.catalog);
    let case = Case::new(&query.inputs, catalog, query.asof.unwrap_or(catalog.asof));
    let portfolio = optimize(&Figures::new(&case, &query.inputs));
    parts(&case, &query.inputs, &query.given, &portfolio, uncertainty::draws::SEED)
}

/// A whole catalog in place of the shipped one, or a small file laid over it, with what the check calls wrong in it. A
/// file that has its own index and tables is a whole catalog.
fn with_overlay(
    path: Option<&std::path::Path>,
    pairs: &[(String, String)],
) -> Result<(Catalog, Option<Overlaid>, Vec<Complaint>), String> {
    let shipped = || {
        let late = catalog(None)?;
        if earlier::is_asked_for(pairs, late.asof) { earlier::catalog() } else { Ok(late) }
    };
    let Some(path) = path else { return Ok((shipped()?, None, Vec::new())) };
    let file = read_text(path)?;
    let value: Value =
        serde_json::from_str(&file).map_err(|error| format!("`{}` is not JSON: {error}", path.display()))?;
    if is_whole(&value) {
        return Ok((catalog(Some(path))?, None, Vec::new()));
    }
    let mut base = shipped()?;
    let known = keys(&base);
    let laid = lay(&mut base, &value);
    let complaints = complaints(&base, &laid, &value, &file, &known);
    Ok((base, Some(laid), complaints))
}

/// Reads and checks a catalog file; rows it refuses are named on standard error.
pub fn catalog(path: Option<&std::path::Path>) -> Result<Catalog, String> {
    // As `catalog check` finds it: from any folder of the project.
    let shipped = || root().map_or_else(|_| "www/catalog.json".into(), |root| root.join("www/catalog.json"));
    let path = path.map_or_else(shipped, std::path::Path::to_path_buf);
    let file = read_text(&path)?;
    let value: Value =
        serde_json::from_str(&file).map_err(|error| format!("`{}` is not JSON: {error}", path.display()))?;
    checked(&value)
}

/// A catalog as read from a file; rows it refuses are named on standard error.
pub fn checked(value: &Value) -> Result<Catalog, String> {
    match Catalog::read(value) {
        Ok((catalog, refused)) => {
            for one in &refused {
                eprintln!("left out of the catalog. {}", one.said);
            }
            Ok(catalog)
        }
        Err(refused) => Err(refused.iter().map(|one| one.said.as_str()).collect::<Vec<_>>().join(" ")),
    }
}

fn text(report: &Report) -> String {
    let mut out = String::new();
    let verdict = &report.verdict;
    for sentence in
        [&verdict.sentence, &verdict.sure, &verdict.volume, &verdict.decides, &verdict.check, &verdict.holds]
    {
        if !sentence.is_empty() {
            let _ = writeln!(out, "{}", sentence.plain());
        }
    }
    out
}

/// The costs and the ledger, with commas.
fn csv(report: &Report) -> Result<String, String> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in sheet(report) {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Number(value) => format!("{value}"),
            Cell::Text(text) => text,
        });
        out.write_record(cells).map_err(|error| error.to_string())?;
    }
    let bytes = out.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
