//! Small readings of JSON that lists share.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// A number, also where the list writes it as text.
pub fn number(value: Option<&Value>) -> Option<f64> {
    match value? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().replace('_', "").parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

/// A text.
pub fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

/// Every file of an ending below a folder, or the file itself, parsed.
pub fn files(path: &Path) -> Result<Vec<(PathBuf, Value)>, String> {
    let found = if path.is_dir() { crate::command::project::files_below(path) } else { vec![path.to_path_buf()] };
    let mut read = Vec::new();
    for file in found.into_iter().filter(|file| file.extension().is_some_and(|end| end == "json") || *file == path) {
        let text = crate::command::project::read_text(&file)?;
        let value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("{} is not JSON: {error}", file.display()))?;
        read.push((file, value));
    }
    if read.is_empty() { Err(format!("{} holds no JSON file", path.display())) } else { Ok(read) }
}
