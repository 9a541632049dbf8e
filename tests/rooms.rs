//! The rooms of the engine stand in reading order: a folder imports only from those above it.

#[path = "rooms/imports.rs"]
mod imports;
#[path = "rooms/quantities.rs"]
mod quantities;

use imports::{Module, arrows, files, joined, named};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::read_to_string;
use std::path::Path;

/// From the top of the house down. A room may use what stands before it.
const ORDER: &[&str] = &[
    "units", "week", "order", "date", "random", "normal", "sentence", "finance", "catalog", "inputs", "demand",
    "hosted", "capacity", "fleet", "streams", "cost", "decide", "judge", "reasons", "report", "usage",
];

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

/// What is left of the imports when every file that imports none of the rest is taken away, again and again: circles, and
/// what leads to them.
fn circles(mut arrows: BTreeMap<Module, BTreeSet<Module>>) -> BTreeMap<Module, BTreeSet<Module>> {
    loop {
        let rest: BTreeSet<Module> = arrows.keys().cloned().collect();
        for targets in arrows.values_mut() {
            targets.retain(|target| rest.contains(target));
        }
        let before = arrows.len();
        let used: BTreeSet<Module> = arrows.values().flatten().cloned().collect();
        arrows.retain(|own, targets| !targets.is_empty() && used.contains(own));
        if arrows.len() == before {
            return arrows;
        }
    }
}

#[test]
fn no_files_import_one_another_in_a_circle() {
    let left: Vec<String> = circles(arrows())
        .iter()
        .map(|(own, targets)| {
            let to: Vec<String> = targets.iter().map(|target| target.join("::")).collect();
            format!("{} imports {}", own.join("::"), to.join(", "))
        })
        .collect();
    assert!(left.is_empty(), "files in circles:\n{}", left.join("\n"));
}

#[test]
fn a_circle_is_found_and_a_chain_is_none() {
    let made = |pairs: &[(&str, &str)]| {
        let mut all: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (from, to) in pairs {
            all.entry(vec![(*to).to_string()]).or_default();
            all.entry(vec![(*from).to_string()]).or_default().insert(vec![(*to).to_string()]);
        }
        circles(all).len()
    };
    assert_eq!(made(&[("a", "b"), ("b", "c"), ("a", "c")]), 0);
    assert_eq!(made(&[("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]), 2);
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
