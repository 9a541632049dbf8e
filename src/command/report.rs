//! Prints the answer for a link.

use super::{ReportOptions, link};
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::report::{self, Report};
use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;

/// Prints the report; exit code 2 where the input has issues, with the report still on standard output.
pub fn run(options: &ReportOptions) -> Result<ExitCode, String> {
    let catalog = catalog(options.catalog.as_deref())?;
    let report = report::evaluate(&link::pairs(&options.link), &catalog);
    if options.format.json {
        println!("{}", serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?);
    } else {
        print!("{}", text(&report));
    }
    let corrections: Vec<_> = report.issues.iter().filter(|issue| !issue.notice).collect();
    for issue in &corrections {
        eprintln!("{}: `{}` {}; allowed: {}", issue.field, issue.text, issue.problem, issue.allowed);
    }
    Ok(if corrections.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// Reads and checks a catalog file; rows it refuses are named on standard error.
pub fn catalog(path: Option<&std::path::Path>) -> Result<Catalog, String> {
    let path = path.unwrap_or_else(|| std::path::Path::new("www/catalog.json"));
    let file = fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let value: Value =
        serde_json::from_str(&file).map_err(|error| format!("`{}` is not JSON: {error}", path.display()))?;
    let refusal = |one: &build_or_buy::catalog::Refusal| {
        format!("{}, row {}: {} must be {}", one.table, one.row, one.field, one.allowed)
    };
    match Catalog::read(&value) {
        Ok((catalog, refused)) => {
            for one in &refused {
                eprintln!("left out of the catalog: {}", refusal(one));
            }
            Ok(catalog)
        }
        Err(refused) => Err(refused.iter().map(refusal).collect::<Vec<_>>().join("; ")),
    }
}

fn text(report: &Report) -> String {
    let mut out = String::new();
    let verdict = &report.verdict;
    for sentence in [&verdict.sentence, &verdict.volume, &verdict.decides, &verdict.holds] {
        if !sentence.is_empty() {
            let _ = writeln!(out, "{}", sentence.plain());
        }
    }
    out
}
