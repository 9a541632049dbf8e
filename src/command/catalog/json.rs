//! Small readings of JSON that lists share.

use super::offer::List;
use crate::command::project::{files_below, read_text};
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

/// Every JSON file below a folder, or the file itself, parsed. A file of a folder that cannot be read loses nothing but
/// itself: it is told among what was passed over.
///
/// Errors: no JSON file, or the only one cannot be read.
pub fn files(path: &Path, list: &mut List) -> Result<Vec<(PathBuf, Value)>, String> {
    let found = if path.is_dir() { files_below(path) } else { vec![path.to_path_buf()] };
    let mut read = Vec::new();
    let mut broken = None;
    for file in found.into_iter().filter(|file| file.extension().is_some_and(|end| end == "json") || *file == path) {
        match parsed(&file) {
            Ok(value) => read.push((file, value)),
            Err(why) => {
                list.skip(&name(&file), why.clone());
                broken = Some(why);
            }
        }
    }
    match broken {
        _ if !read.is_empty() => Ok(read),
        Some(why) => Err(why),
        None => Err(format!("{} holds no JSON file", path.display())),
    }
}

/// A file's name without its folders.
pub fn name(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn parsed(file: &Path) -> Result<Value, String> {
    let text = read_text(file)?;
    serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", file.display()))
}
