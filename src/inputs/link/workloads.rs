//! Which workloads a link speaks of.

use super::said::Issue;
use crate::inputs::{MOST_WORKLOADS, Workload, default_workloads};

/// The workloads a link speaks of, in its order: those it lists, else the default company's and any it adds.
pub(super) fn listed_workloads(pairs: &[(String, String)], issues: &mut Vec<Issue>) -> Vec<Workload> {
    let known = default_workloads();
    let list = pairs.iter().rev().find(|(key, _)| key == "workloads").map(|(_, text)| text.as_str());
    let mut slugs: Vec<&str> = Vec::new();
    let mut wrong = |text: &str, problem: &str, allowed: &str, used: &str| {
        issues.push(Issue {
            field: "workloads".into(),
            text: text.chars().take(80).collect(),
            problem: problem.into(),
            allowed: allowed.into(),
            used: used.into(),
            notice: false,
        });
    };
    let listed = list.map(|list| list.split(['~', ',', ' ']).filter(|slug| !slug.is_empty()).collect::<Vec<_>>());
    // By name, so that the order of pairs changes nothing.
    let mut mentioned: Vec<&str> =
        pairs.iter().filter_map(|(key, _)| key.split_once('.').map(|(slug, _)| slug)).collect();
    crate::order::sort(&mut mentioned, Ord::cmp);
    let candidates: Vec<&str> = match listed {
        Some(listed) if !listed.is_empty() => listed,
        _ => known.iter().map(|one| one.slug.as_str()).chain(mentioned).collect(),
    };
    for slug in candidates {
        let fine = !slug.is_empty()
            && slug.len() <= 32
            && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if slugs.contains(&slug) {
            if list.is_some() {
                wrong(slug, "is listed twice", "each workload once", "once");
            }
        } else if !fine {
            if list.is_some() {
                wrong(slug, "is not a workload's short name", "up to 32 of a to z, 0 to 9 and hyphens", "");
            }
        } else if slugs.len() == MOST_WORKLOADS {
            wrong(slug, "is one workload too many", "at most 64 workloads", "");
        } else {
            slugs.push(slug);
        }
    }
    if slugs.is_empty() {
        return known;
    }
    slugs.iter().map(|slug| started_from(slug, &known)).collect()
}

/// A workload before anything was set: the default company's of that name, or a plain one.
pub(super) fn started_from(slug: &str, known: &[Workload]) -> Workload {
    let plain = || Workload { slug: slug.to_owned(), ..Workload::default() };
    known.iter().find(|one| one.slug == slug).cloned().unwrap_or_else(plain)
}
