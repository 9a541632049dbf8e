//! Reads what each file of the engine imports, and where that is at home.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

/// `cost::plan` as its parts.
pub type Module = Vec<String>;
/// Of each module, the names that it only passes on, and where they come from.
type PassedOn = BTreeMap<Module, BTreeMap<String, Module>>;

/// The root, the command's entrance, and the test that writes the types for JavaScript.
const LEFT_OUT: [&str; 3] = ["main.rs", "lib.rs", "typescript.rs"];

/// Every Rust file of the engine: neither the boundary nor the command nor the spreadsheet.
pub fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && !matches!(name, "wasm" | "command" | "workbook") {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") && !LEFT_OUT.contains(&name) {
            into.push(path);
        }
    }
}

/// `src/cost/plan.rs` is the module `cost::plan`.
fn module(path: &Path) -> Module {
    let inside = path.strip_prefix("src").unwrap().with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_string()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The modules that a file names by `crate::` or `super::`, one entry for each branch of a `use` list. Tests at the end of
/// a file may look anywhere, and are left out.
pub fn named(text: &str, own: &[String]) -> Vec<Module> {
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
fn branches(text: &str) -> Vec<Module> {
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
pub fn arrows() -> BTreeMap<Module, BTreeSet<Module>> {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    let modules: BTreeSet<Module> = paths.iter().map(|path| module(path)).collect();
    let passed_on: PassedOn = paths.iter().map(|path| (module(path), passed_on(path))).collect();
    let mut all = BTreeMap::new();
    for path in &paths {
        let own = module(path);
        let text = read_to_string(path).unwrap();
        let text = joined(&text);
        let mut to: BTreeSet<Module> =
            named(&text, &own).into_iter().filter_map(|target| home(target, &modules, &passed_on)).collect();
        to.extend(children_used(&text, &own, &modules));
        to.remove(&own);
        all.insert(own, to);
    }
    all
}

/// A `use` list that a formatter broke over lines is one statement again.
pub fn joined(text: &str) -> String {
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

/// What a file passes on by `pub use`, by its name there.
fn passed_on(path: &Path) -> BTreeMap<String, Module> {
    let (own, text) = (module(path), joined(&read_to_string(path).unwrap()));
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = BTreeMap::new();
    for line in code.lines().filter(|line| line.starts_with("pub")) {
        let Some((_, named)) = line.split_once(" use ") else { continue };
        for branch in branches(named.trim_end_matches(';')) {
            let whole = match branch[0].as_str() {
                "crate" => branch[1..].to_vec(),
                "super" => [&own[..own.len() - 1], &branch[1..]].concat(),
                _ => [own.as_slice(), branch.as_slice()].concat(),
            };
            found.insert(whole.last().unwrap().clone(), whole);
        }
    }
    found
}

/// The file in which a name is made: what a module only passes on is not its own.
fn home(mut name: Module, modules: &BTreeSet<Module>, passed_on: &PassedOn) -> Option<Module> {
    for _ in 0..8 {
        let at = (1..=name.len()).rev().find(|&parts| modules.contains(&name[..parts]))?;
        let next = name.get(at).and_then(|first| passed_on[&name[..at]].get(first));
        match next {
            Some(next) if *next != name[..=at] || modules.contains(next) => {
                name = [next.as_slice(), &name[at + 1..]].concat();
            }
            _ => return Some(name[..at].to_vec()),
        }
    }
    None
}

/// The rooms of its own folder that a `mod.rs` uses, beyond passing on their names.
fn children_used(text: &str, own: &[String], modules: &BTreeSet<Module>) -> Vec<Module> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let used = |child: &str| {
        let path = format!("{child}::");
        let lines = code.lines().filter(|line| !line.starts_with("pub") || !line.contains(" use "));
        let starts = |line: &str| {
            line.match_indices(&path)
                .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
        };
        lines.filter(|line| !line.trim_start().starts_with("//")).any(starts)
    };
    let inside = |one: &&Module| one.len() == own.len() + 1 && one.starts_with(own);
    modules.iter().filter(inside).filter(|one| used(one.last().unwrap())).cloned().collect()
}
