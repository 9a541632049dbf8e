//! The shipped catalog as it was on 2026-11-24: rows are added every week, and what a list brings is told by the rows it
//! is held against.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

/// What was bought until lately and was taken over from `earlier.json` after that day, beside what is not seen on sale.
const SINCE: [&str; 14] = [
    "google/gemini-2.5-flash",
    "google/gemini-2.5-pro",
    "openai/gpt-3.5-turbo",
    "openai/gpt-4-turbo",
    "openai/gpt-4.1",
    "openai/gpt-4.1-nano",
    "openai/gpt-4o",
    "openai/gpt-5",
    "openai/gpt-5-mini",
    "openai/gpt-5-nano",
    "openai/gpt-5.1",
    "openai/o3",
    "openai/o3-mini",
    "openai/o4-mini",
];

/// Rows that were looked at by the day, in the file's own lines. None was edited since: rows are only added.
pub fn text() -> String {
    const DAY: &str = "2026-11-24";
    let mut kept: Vec<String> = Vec::new();
    for line in crate::FILE.lines() {
        if line.starts_with('{') && line.len() > 1 {
            let row: serde_json::Value = serde_json::from_str(line.trim_end_matches(',')).expect("a row a line");
            let day = |name: &str| row[name].as_str().unwrap_or("").to_owned();
            let later = day("checked").as_str() > DAY;
            if row["ends"] == "unseen" || row["id"].as_str().is_some_and(|id| SINCE.contains(&id)) {
                continue;
            }
            // Rents have no day of their own but the first of the price.
            if later || row.get("checked").is_none() && row.get("gpu").is_some() && day("from").as_str() > DAY {
                continue;
            }
        }
        if line.starts_with(']')
            && let Some(last) = kept.last_mut()
        {
            *last = last.trim_end_matches(',').to_owned();
        }
        kept.push(line.to_owned());
    }
    let mut whole = String::new();
    for line in kept {
        let line = if line.starts_with("\"asof\"") { format!("\"asof\":\"{DAY}\",") } else { line };
        let _ = writeln!(whole, "{line}");
    }
    whole
}

/// The same as a file.
pub fn path() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("catalog-of-2026-11-24.json");
        std::fs::write(&path, text()).expect("written");
        path.display().to_string()
    });
    &PATH
}
