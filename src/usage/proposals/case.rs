//! The case that the proposals make, as a link.

use super::edits::Edits;
use super::text::round_text;
use super::throughput::throughput;
use crate::catalog::Catalog;
use crate::inputs::link as query;
use crate::usage::groups::Group;
use crate::usage::load::Loads;
use crate::usage::tally::Sums;
use crate::usage::{Measured, Proposal, Throughput, UsageIssue};

/// The case with what was read in it, and what load tests give its workloads.
pub(super) fn linked(
    catalog: &Catalog,
    pairs: &[(String, String)],
    proposals: &[Proposal],
    globals: &[Measured],
    loads: &Loads,
    edits: &Edits<'_>,
) -> (Vec<(String, String)>, Vec<Throughput>) {
    let kept: Vec<&Proposal> = proposals.iter().filter(|one| !one.left_out && one.into.is_empty()).collect();
    let mut all: Vec<(String, String)> = if kept.is_empty() {
        pairs.to_vec()
    } else {
        pairs.iter().filter(|(key, _)| !key.contains('.') && key != "workloads" && key != "preset").cloned().collect()
    };
    if !kept.is_empty() {
        let list: Vec<&str> = kept.iter().take(crate::inputs::MOST_WORKLOADS).map(|one| one.slug.as_str()).collect();
        all.push(("workloads".into(), list.join("~")));
        for one in &kept {
            all.push((format!("{}.name", one.slug), one.name.clone()));
            for input in one.inputs.iter().filter(|input| !input.text.is_empty()) {
                all.push((format!("{}.{}", one.slug, input.key), input.text.clone()));
            }
        }
    }
    for one in globals.iter().filter(|one| !one.text.is_empty() && edits.get(&format!("{}.out", one.key)).is_none()) {
        all.retain(|(key, _)| *key != one.key);
        all.push((one.key.clone(), one.text.clone()));
    }
    let mut throughputs = Vec::new();
    if !loads.is_empty() {
        let query = query::read(&all, catalog);
        for workload in &query.inputs.workloads {
            let found = throughput(catalog, workload, loads, edits.number("replicas"));
            if let Some(value) = found.value {
                let late = found.first_token_late.map(|(late, _)| round_text(late / 1e3, 3));
                let named = |id: &String| Some(id.clone()).filter(|id| !id.is_empty());
                for (name, text) in [
                    ("throughput", Some(round_text(value, 0))),
                    ("throughput_gpus", found.gpus.map(|gpus| round_text(gpus, 2))),
                    ("open_model", named(&found.open_model)),
                    ("first_token_measured", late),
                ] {
                    let key = format!("{}.{name}", workload.slug);
                    // A model that the file does not name may have been chosen by hand.
                    if name == "open_model" && text.is_none() {
                        continue;
                    }
                    all.retain(|(known, _)| *known != key);
                    all.extend(text.map(|text| (key, text)));
                }
            }
            throughputs.push(found);
        }
        // One kind of GPU serves the whole case, so it is set where all tests were on the same.
        let mut gpus: Vec<&str> = throughputs.iter().filter(|one| one.value.is_some()).map(|one| &*one.gpu).collect();
        gpus.dedup();
        if let [gpu] = gpus[..]
            && !gpu.is_empty()
        {
            all.retain(|(known, _)| known != "gpu");
            all.push(("gpu".into(), gpu.to_owned()));
        }
    }
    (all, throughputs)
}

/// Short names: of the workload's name, each once, none of the default company's.
pub(super) fn slugs(proposals: &mut [(Proposal, Sums, Group)], edits: &Edits<'_>) {
    let mut taken: Vec<String> = crate::inputs::default_workloads().into_iter().map(|one| one.slug).collect();
    let _ = edits;
    for (proposal, ..) in proposals {
        let mut slug = String::new();
        for letter in proposal.name.chars() {
            let letter = letter.to_ascii_lowercase();
            if letter.is_ascii_alphanumeric() {
                slug.push(letter);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(28);
        let slug = slug.trim_matches('-');
        let base = if slug.is_empty() { "workload" } else { slug };
        let free = core::iter::once(base.to_owned())
            .chain((2..=10_000).map(|number| format!("{base}-{number}")))
            .find(|slug| !taken.contains(slug));
        proposal.slug = free.unwrap_or_default();
        taken.push(proposal.slug.clone());
    }
}

/// The shortest link that means the same; what it cannot carry is said.
pub(super) fn canonical(
    catalog: &Catalog,
    pairs: &[(String, String)],
    issues: &mut Vec<UsageIssue>,
) -> (Vec<(String, String)>, String) {
    let query = query::read(pairs, catalog);
    for issue in query.issues.iter().filter(|issue| !issue.notice && !issue.used.is_empty()) {
        let sentence = format!(
            "{} of “{}” {}: {} is allowed, and {} stands in the link.",
            issue.field, issue.text, issue.problem, issue.allowed, issue.used
        );
        issues.push(UsageIssue { file: String::new(), row: 0, sentence, wrong: true });
    }
    let pairs = query.pairs();
    let piece = |text: &str| {
        let mut out = String::new();
        for byte in text.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                    out.push(char::from(byte));
                }
                b' ' => out.push('+'),
                _ => {
                    out.push('%');
                    for half in [byte >> 4, byte & 15] {
                        out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                    }
                }
            }
        }
        out
    };
    let link = pairs.iter().map(|(key, text)| [piece(key), piece(text)].join("=")).collect::<Vec<_>>().join("&");
    (pairs, link)
}
