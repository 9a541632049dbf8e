//! Prints the answer for a link.

use super::{ReportOptions, link};
use std::process::ExitCode;

/// Prints the report; exit code 2 where the input has issues.
pub fn run(options: &ReportOptions) -> Result<ExitCode, String> {
    let _pairs = link::pairs(&options.link);
    Err("the engine is not wired to this subcommand yet".to_owned())
}
