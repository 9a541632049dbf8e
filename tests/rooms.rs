//! The rooms of the engine stand in reading order: a folder imports only from those above it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

/// From the top of the house down. A room may use what stands before it.
const ORDER: &[&str] = &[
    "units", "week", "order", "date", "random", "normal", "sentence", "finance", "catalog", "inputs", "demand",
    "hosted", "capacity", "fleet", "streams", "cost", "decide", "judge", "reasons", "report", "usage",
];

/// The root, the command's entrance, and the test that writes the types for JavaScript.
const LEFT_OUT: [&str; 3] = ["main.rs", "lib.rs", "typescript.rs"];

/// Every Rust file of the engine: neither the boundary nor the command.
fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !matches!(name, "wasm" | "command") {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") && !LEFT_OUT.contains(&name) {
            into.push(path);
        }
    }
}

/// `src/cost/plan.rs` is the module `cost::plan`.
fn module(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix("src").unwrap().with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_string()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The modules that a file names by `crate::` or `super::`, one entry for each branch of a `use` list. Tests at the end of
/// a file may look anywhere, and are left out.
fn named(text: &str, own: &[String]) -> Vec<Vec<String>> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in code.split(['\n', ';']).filter(|line| !line.trim_start().starts_with("//")) {
        for (at, word) in line.match_indices("crate::").chain(line.match_indices("super::")) {
            if line[..at].ends_with("super::") || line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let mut rest = &line[at..];
            let mut base: Vec<String> = if word == "crate::" { Vec::new() } else { own.to_vec() };
            if word == "super::" {
                base.pop();
            }
            rest = &rest[word.len()..];
            while let Some(up) = rest.strip_prefix("super::") {
                base.pop();
                rest = up;
            }
            for branch in branches(rest) {
                let mut whole = base.clone();
                whole.extend(branch);
                found.push(whole);
            }
        }
    }
    found
}

/// `a::{b, c::d}` as `[a, b]` and `[a, c, d]`. Stops at what is no path.
fn branches(text: &str) -> Vec<Vec<String>> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    let head: Vec<String> = text[..end].split("::").filter(|part| !part.is_empty()).map(str::to_string).collect();
    if !text[end..].starts_with('{') {
        return vec![head];
    }
    let mut depth = 0;
    let mut start = end + 1;
    let mut found = Vec::new();
    for (at, c) in text.char_indices().skip(end) {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 1 => {
                for branch in branches(text[start..at].trim()) {
                    let mut whole = head.clone();
                    whole.extend(branch.into_iter().filter(|part| part != "self"));
                    found.push(whole);
                }
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    found
}

/// Each file with the files that it imports.
fn arrows() -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    let modules: BTreeSet<Vec<String>> = paths.iter().map(|path| module(path)).collect();
    let mut all = BTreeMap::new();
    for path in &paths {
        let own = module(path);
        let text = read_to_string(path).unwrap();
        // A `use` list that a formatter broke over lines is one statement again.
        let text = joined(&text);
        let to = named(&text, &own)
            .into_iter()
            .filter_map(|mut target| {
                while !target.is_empty() && !modules.contains(&target) {
                    target.pop();
                }
                (!target.is_empty() && target != own).then_some(target)
            })
            .collect();
        all.insert(own, to);
    }
    all
}

fn joined(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        let begins = line.trim_start();
        inside |= (begins.starts_with("use ") || begins.starts_with("pub use ")) && !line.trim_end().ends_with(';');
        out.push_str(if inside { line.trim() } else { line });
        out.push_str(if inside && !line.trim_end().ends_with(';') { " " } else { "\n" });
        inside &= !line.trim_end().ends_with(';');
    }
    out.replace("{ ", "{").replace(" }", "}")
}

#[test]
fn a_room_imports_only_from_rooms_above_it() {
    let floor = |module: &[String]| ORDER.iter().position(|room| *room == module[0]);
    let mut wrong = Vec::new();
    for (own, targets) in arrows() {
        let Some(here) = floor(&own) else {
            wrong.push(format!("{} has no place in the order", own.join("::")));
            continue;
        };
        for target in targets {
            if floor(&target).is_some_and(|there| there > here) {
                wrong.push(format!("{} imports {}, which stands below it", own.join("::"), target.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_finds_them() {
    let own = vec!["cost".to_string(), "plan".to_string()];
    let text = joined(
        "use crate::units::{Usd,\n    date::Date};\nuse super::people;\nlet a = crate::fleet::rents::prices();\n",
    );
    let found: Vec<String> = named(&text, &own).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["units::Usd", "units::date::Date", "cost::people", "fleet::rents::prices"]);
}

#[test]
fn the_engine_knows_no_clock_network_or_file() {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    for path in paths {
        let text = read_to_string(&path).unwrap();
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for host in [
            "std::time",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "wasm_bindgen",
            "js_sys",
            "web_sys",
        ] {
            assert!(!code.contains(host), "{} uses {host}", path.display());
        }
    }
}
