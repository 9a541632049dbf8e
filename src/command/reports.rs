//! Prints the whole report for each of many links: for comparing engines, and for scripts.

use super::out::printed;
use super::project::read_text;
use super::{ReportsOptions, earlier, link, report};
use build_or_buy::{inputs, report as answers};
use std::io::{BufWriter, Write as _, stdout};
use std::process::ExitCode;

/// Prints one line of JSON per link, in the file's order. Empty lines stand for the default company.
///
/// Errors: the file, the catalog or standard output cannot be used.
pub fn run(options: &ReportsOptions) -> Result<ExitCode, String> {
    let catalog = report::catalog(options.catalog.as_deref())?;
    // Links of days before the catalog's own need what was on sale then.
    let back = options.catalog.is_none().then(earlier::catalog).transpose()?;
    let mut out = BufWriter::new(stdout().lock());
    for line in read_text(&options.file)?.lines() {
        let pairs = link::pairs(line);
        let catalog = back.as_ref().filter(|_| earlier::is_asked_for(&pairs, catalog.asof)).unwrap_or(&catalog);
        let query = inputs::link::read(&pairs, catalog);
        let answer = answers::answer(&query, catalog, options.draws.unwrap_or(answers::DRAWS));
        let json = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
        let written = writeln!(out, "{json}");
        let closed = written.is_err();
        printed(written)?;
        if closed {
            return Ok(ExitCode::SUCCESS);
        }
    }
    printed(out.flush())?;
    Ok(ExitCode::SUCCESS)
}
