//! Pairs of text to inputs and back: one path for links, forms, embeds and the command line.
//!
//! Reading is total: any text gives inputs and a list of issues. Nothing typed is lost (unknown pairs are kept
//! and written back) and nothing is silently changed (every correction is an issue).

mod laid;
mod query;
mod reader;
mod said;
mod together;
mod value;
mod workloads;

pub use laid::{lay, unread};
pub use query::{PAGE_KEYS, Query};
pub use said::{Given, Issue};

use crate::catalog::Catalog;
use crate::date::Date;
use crate::inputs::earlier;
use crate::inputs::{Inputs, Workload};
use reader::Reader;
use workloads::listed_workloads;

/// The longest text that is read for one key.
const LONGEST: usize = 400;

/// The longest name that a host gives an option, in letters.
const NAME: usize = 40;

/// Reads pairs. Of pairs with the same key the last counts, and the others are issues.
///
/// The defaults of an earlier link version are read first, then an overlay's inputs, as if the link began with them.
pub fn read(pairs: &[(String, String)], catalog: &Catalog) -> Query {
    let unsaid = |(key, _): &&(String, String)| !pairs.iter().any(|(known, _)| known == key);
    let all: Vec<(String, String)> = catalog.inputs.iter().filter(unsaid).chain(pairs).cloned().collect();
    let pairs = &all[..];
    let mut query =
        Query { inputs: Inputs::default(), asof: None, given: Vec::new(), issues: Vec::new(), unknown: Vec::new() };
    query.inputs.workloads = listed_workloads(pairs, &mut query.issues);
    let version = pairs.iter().rev().find(|(key, _)| key == "v").map_or("", |(_, text)| text.trim());
    let engine = pairs.iter().rev().find(|(key, _)| key == "engine").map_or("", |(_, text)| text.trim());
    let by_earlier = !engine.is_empty() && engine != env!("CARGO_PKG_VERSION");
    for (key, text) in earlier_defaults(version, &query.inputs.workloads) {
        let (given, issues) = (&mut query.given, &mut query.issues);
        let mut reader = Reader { key: &key, text: &text, shown: &text, by_earlier, given, issues };
        reader.named(&mut query.inputs, catalog);
    }
    let repeated = repeated(pairs, &query.inputs.workloads);
    for (at, (key, text)) in pairs.iter().enumerate() {
        let shown: String = text.chars().take(80).collect();
        let last = repeated.iter().find(|(earlier, _)| *earlier == at).map(|(_, last)| pairs[*last].1.trim());
        let (given, issues) = (&mut query.given, &mut query.issues);
        let mut reader = Reader { key, text: text.trim(), shown: &shown, by_earlier, given, issues };
        if let Some(last) = last {
            let used: String = last.chars().take(80).collect();
            reader.issue("is given twice", "one value for each input; the last one counts", &used);
            continue;
        }
        if text.len() > LONGEST {
            reader.issue("is too long", "at most 400 characters", "");
            continue;
        }
        match key.as_str() {
            "workloads" | "v" => {
                if key == "v" && !earlier::is_known(reader.text) {
                    reader.issue("is not a link version known here", "1 or 2", "2");
                }
            }
            "asof" => match Date::parse(reader.text) {
                Some(date) => {
                    query.asof = Some(date);
                    reader.given(text.trim().to_owned(), None, None, false);
                }
                None => reader.issue("is not a date", "a date like 2026-11-23", "the catalog's own date"),
            },
            name if name.starts_with("word-") && PAGE_KEYS.contains(&name) && reader.text.chars().count() > NAME => {
                reader.issue("is too long for a name", "at most 40 characters", "the usual name");
            }
            page if PAGE_KEYS.contains(&page) => reader.given(text.trim().to_owned(), None, None, false),
            _ => {
                if reader.named(&mut query.inputs, catalog) {
                    continue;
                }
                reader.issue("is not an input known here", "one of the names in the table of inputs", "");
                query.unknown.push((key.clone(), text.clone()));
            }
        }
    }
    unnamed_gpus(&mut query);
    together::contradictions(&mut query, catalog);
    query
}

/// GPUs that a visitor has are of one kind; until it is named none of them can be put to use.
fn unnamed_gpus(query: &mut Query) {
    if query.inputs.owned_gpus > 0.0 && query.inputs.gpu == "auto" {
        let given = query.given.iter().find(|given| given.key == "owned_gpus");
        query.issues.push(Issue {
            field: "owned_gpus".into(),
            text: given.map_or_else(String::new, |given| given.text.clone()),
            problem: "says how many GPUs there are, not of which kind".into(),
            allowed: "name them with `gpu`".into(),
            used: "none of them counts until then".into(),
            notice: true,
        });
    }
}

/// The pairs whose key comes again, each with the last of that key. Keys nobody knows are kept as they come.
fn repeated(pairs: &[(String, String)], workloads: &[Workload]) -> Vec<(usize, usize)> {
    let known = |key: &str| match key.split_once('.') {
        Some((slug, name)) => {
            crate::inputs::workload(name).is_some() && workloads.iter().any(|workload| workload.slug == slug)
        }
        None => {
            matches!(key, "workloads" | "v" | "asof")
                || PAGE_KEYS.contains(&key)
                || crate::inputs::global(key).is_some()
        }
    };
    let mut last: Vec<(&str, usize)> = Vec::new();
    let mut repeated = Vec::new();
    for (at, (key, _)) in pairs.iter().enumerate().rev() {
        match last.iter().find(|(later, _)| *later == key) {
            Some(&(_, later)) => repeated.push((at, later)),
            None if known(key) => last.push((key, at)),
            None => {}
        }
    }
    repeated
}

/// What an earlier link version had as defaults, for these workloads.
fn earlier_defaults(version: &str, workloads: &[Workload]) -> Vec<(String, String)> {
    let slugs: Vec<&str> = workloads.iter().map(|one| one.slug.as_str()).collect();
    earlier::pairs(version, &slugs)
}
