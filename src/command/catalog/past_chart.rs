//! `catalog history`: the file that the chart of past prices draws, made from the catalog, the earlier rows, and the
//! record for what neither has. Nobody writes it by hand, so that the chart never contradicts the catalog.

use super::past_rents::rents;
use super::past_rows::{Sources, hosted, record_of};
use crate::command::project::{read_text, root, write};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The research of past prices that the back-test judges by; it stays as it is.
const RECORD: &str = "tests/history/record.json";
const COLUMNS: &str = r#"["first day","USD per million input tokens, or per GPU-hour, or per search","USD per million output tokens","grade","number of the source","1 where the first day is known, 0 where a dated list first has it","last day seen, where nothing follows"]"#;

/// Makes the project's file anew.
///
/// Errors: a file that is missing or is no JSON.
pub fn run() -> Result<ExitCode, String> {
    let path = root()?.join("www/catalog.json");
    if let Some(why) = Chart::of(&path, &read_text(&path)?)?.put()? {
        eprintln!("{why}");
    }
    Ok(ExitCode::SUCCESS)
}

/// The chart's file beside a catalog, as it will be when that is written.
pub(super) enum Chart {
    /// The catalog has none beside it.
    None,
    /// Where it lies and what it will say.
    Drawn(PathBuf, String),
    /// It stays as it is, for a reason.
    Left(String),
}

impl Chart {
    /// Made before anything is written, so that what is missing is found out in time.
    ///
    /// Errors: a file that is no JSON.
    pub(super) fn of(path: &Path, catalog: &str) -> Result<Self, String> {
        let [chart, earlier] = ["history.json", "earlier.json"].map(|name| path.with_file_name(name));
        if !earlier.exists() || path.file_name().is_none_or(|name| name != "catalog.json") {
            return Ok(Self::None);
        }
        // The catalog's own project counts before that of the working folder.
        let own = path.parent().and_then(Path::parent).map(|project| project.join(RECORD));
        let record = own.filter(|own| own.exists()).or_else(|| Some(root().ok()?.join(RECORD)));
        let Some(record) = record.and_then(|record| read_text(&record).ok()) else {
            let why = "the record that it is made from, tests/history/record.json, is not here: run `catalog history` in the project";
            return Ok(Self::Left(format!("{} was left as it is: {why}", chart.display())));
        };
        Ok(Self::Drawn(chart, made(&json(&record)?, catalog, &read_text(&earlier)?)?))
    }

    /// Written, or why it is not; said beside what was appended.
    ///
    /// Errors: a file that cannot be written.
    pub(super) fn put(self) -> Result<Option<String>, String> {
        match self {
            Self::None => Ok(None),
            Self::Drawn(path, text) => write(&path, text).map(|()| None),
            Self::Left(why) => Ok(Some(why)),
        }
    }
}

/// The chart's file.
///
/// Errors: a text that is no JSON.
fn made(record: &Value, catalog: &str, earlier: &str) -> Result<String, String> {
    let (catalog, earlier) = (json(catalog)?, json(earlier)?);
    let rows =
        |table: &str| [&earlier, &catalog].map(|file| file[table].as_array().cloned().unwrap_or_default()).concat();
    let asof = catalog["asof"].as_str().unwrap_or_default();
    let mut sources = Sources::default();
    let (by_token, by_search) = hosted(record, &rows("hosted"), &catalog, asof, &mut sources);
    let rents = rents(record, &rows("rents"), asof, &mut sources);
    let levels = record_of(record, "levels", &mut sources, |_| false);
    let mut out = format!("{{\n\"compiled\":\"{asof}\",\n\"columns\":{COLUMNS},\n\"sources\":{}", sources.list());
    for (name, series) in [("hosted", by_token), ("searches", by_search), ("rents", rents), ("levels", levels)] {
        let lines: Vec<String> = series
            .iter()
            .map(|(id, rows)| format!("{}:{}", Value::from(id.as_str()), Value::from(rows.clone())))
            .collect();
        let _ = write!(out, ",\n\"{name}\":{{\n{}\n}}", lines.join(",\n"));
    }
    Ok(out + "\n}\n")
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("a file of past prices is not JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{RECORD, json, made};
    use crate::command::project::{read_text, root};

    #[test]
    fn the_file_is_what_the_command_makes() {
        let read = |name: &str| read_text(&root().expect("the project").join(name)).expect(name);
        let record = json(&read(RECORD)).expect("JSON");
        let made = made(&record, &read("www/catalog.json"), &read("www/earlier.json")).expect("made");
        assert!(made == read("www/history.json"), "run `cargo run -- catalog history`");
    }
}
