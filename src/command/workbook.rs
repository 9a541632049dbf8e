//! The costs as a spreadsheet, written to a file.

use build_or_buy::report::Report;
use build_or_buy::sentence::amount_of;
use build_or_buy_workbook::{file, sheets};
use std::path::Path;

/// Writes the workbook of a report, with prices of one's own or without. It is read as the page hands it over, so that both
/// doors make the same file.
///
/// # Errors
/// The file cannot be made or written.
pub fn write(report: &Report, own_prices: bool, path: &Path) -> Result<(), String> {
    let told = serde_json::to_value(report).and_then(serde_json::from_value).map_err(|error| error.to_string())?;
    let found = if own_prices { "The same case at public prices" } else { "The same answer again" };
    let again = format!("{found}: {}", link(report));
    let bytes = file(&told, &sheets(&told, &again, &amount_of))?;
    std::fs::write(path, bytes).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

/// What a link of the page carries, with the day of its prices and its engine.
fn link(report: &Report) -> String {
    let pinned = [("asof", report.asof.to_string()), ("engine", report.engine.to_owned())];
    let given = |key: &str| report.pairs.iter().any(|(known, _)| known == key);
    let mut query = form_urlencoded::Serializer::new("?".to_owned());
    query.extend_pairs(&report.pairs).extend_pairs(pinned.iter().filter(|(key, _)| !given(key)));
    query.finish()
}
