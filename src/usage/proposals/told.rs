//! What there is to say about the files: rows, what was left out, and what could not be read.

use crate::catalog::Catalog;
use crate::sentence::rounded;
use crate::usage::coarse;
use crate::usage::formats::BEYOND;
use crate::usage::row::Format;
use crate::usage::tally::{FileTally, Reason, Tally};
use crate::usage::{FileRead, How, LeftOut, Proposal, UsageIssue};

pub(super) fn told(tally: &Tally) -> Vec<UsageIssue> {
    let mut issues: Vec<UsageIssue> = tally
        .said
        .iter()
        .map(|(file, row, sentence, wrong)| UsageIssue {
            file: tally.files[*file].name.clone(),
            row: *row,
            sentence: sentence.clone(),
            wrong: *wrong,
        })
        .collect();
    for file in &tally.files {
        for (reason, Reason { rows: many, records: first, .. }) in &file.bad.0 {
            let at: Vec<String> = first.iter().map(u64::to_string).collect();
            let rows = if *many == 1 { "Row" } else { "Rows" };
            let more = if *many > first.len() as u64 { " and others" } else { "" };
            // What ends as a sentence is only told: the rows count.
            let (told, reason) = (reason.ends_with('.'), plural(reason, *many > 1));
            // Requests whose tokens are not stated were made all the same.
            let lost = reason.ends_with("tokens") || reason.ends_with("found");
            let least = file.formats.iter().any(|format| format.request_level()) && file.rows > 0 && lost;
            let least = if least { ", so there may have been more requests than are counted" } else { "" };
            let left = if told { String::new() } else { format!(": {many} left out{least}.") };
            let sentence = format!("{rows} {}{more} {reason}{left}", at.join(", "));
            issues.push(UsageIssue {
                file: file.name.clone(),
                row: first.first().copied().unwrap_or(0),
                sentence,
                wrong: !told,
            });
        }
    }
    if tally.full {
        let sentence = "There are more hours than are kept apart (100,000): the rest was left out.";
        issues.push(UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: true });
    }
    if tally.forgetful && tally.files.len() > 1 {
        let sentence = "Of so many rows only the first 1.2 million are known again: rows after them that stand in two files count twice.";
        issues.push(UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: false });
    }
    if tally.gathered {
        let sentence =
            "There are more different labels than are kept apart: the smaller ones are gathered in “everything else”.";
        issues.push(UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: false });
    }
    issues
}

/// A gateway's log and its host's export of the same days count the same requests twice.
pub(super) fn twice(tally: &Tally, issues: &mut Vec<UsageIssue>) {
    let real: Vec<_> = tally
        .sources
        .iter()
        .filter(|one| {
            !one.format.bill_only() && one.format != Format::Ccusage && !one.relative && !one.series.is_empty()
        })
        .collect();
    for (at, one) in real.iter().enumerate() {
        for other in &real[at + 1..] {
            if one.span().overlap(&other.span()) {
                let sentence = format!(
                    "{} and {} cover the same days: if one is the gateway before the other, leave one of them out, or everything counts twice.",
                    coarse::name(one),
                    coarse::name(other)
                );
                issues.push(UsageIssue { file: String::new(), row: 0, sentence, wrong: false });
            }
        }
    }
}

/// A workload whose requests are not in its file stands at a default that has nothing to do with it.
pub(super) fn unasked(one: &Proposal) -> Option<UsageIssue> {
    let needed = |key: &str| one.inputs.iter().any(|input| input.key == key && input.how == How::Needed);
    if one.left_out || !one.into.is_empty() || !needed("requests") {
        return None;
    }
    let usual = crate::inputs::Workload::default();
    let each = if needed("input_tokens") {
        format!(
            " of {} tokens in and {} out",
            rounded(usual.input_tokens.get(), 6),
            rounded(usual.output_tokens.get(), 6)
        )
    } else {
        String::new()
    };
    let sentence = format!(
        "“{}”: its requests {} not in the file. Until you give the requests of a month, the case takes {} a month{each}: a default, not measured.",
        one.name,
        if one.totals.requests.is_some() { "of a month are" } else { "are" },
        rounded(usual.requests.get(), 6),
    );
    Some(UsageIssue { file: String::new(), row: 0, sentence, wrong: false })
}

/// A workload whose model is not known is compared with a default.
pub(super) fn unnamed(catalog: &Catalog, one: &Proposal) -> Option<UsageIssue> {
    let needed = one.inputs.iter().find(|input| input.key == "model" && input.how == How::Needed)?;
    if one.left_out || !one.into.is_empty() {
        return None;
    }
    let usual = crate::inputs::Workload::default().model;
    let row = catalog.hosted.iter().find(|row| row.id == usual);
    let sentence = format!(
        "“{}”: the model bought today is not known ({}). Until you choose it, the case takes {}: a default, not read.",
        one.name,
        needed.rule,
        row.map_or(usual.as_str(), |row| row.model.as_str()),
    );
    Some(UsageIssue { file: String::new(), row: 0, sentence, wrong: false })
}

pub(super) fn files(tally: &Tally, left: &[(Format, Option<usize>, LeftOut)]) -> Vec<FileRead> {
    let read = |(at, file): (usize, &FileTally)| {
        let mut left_out: Vec<LeftOut> = file
            .left_out
            .0
            .iter()
            .map(|(reason, one)| LeftOut {
                reason: (*reason).into(),
                rows: one.rows,
                tokens: Some(one.tokens).filter(|_| *reason != BEYOND),
            })
            .collect();
        let later = || {
            let whose = |of: &Option<usize>| of.is_none_or(|of| of == at);
            left.iter().filter(move |(format, of, _)| file.formats.contains(format) && whose(of))
        };
        left_out.extend(later().map(|(.., one)| one.clone()));
        // What was left out after all was read was counted as used before; of several files of a format it is not known whose.
        let single = tally.files.iter().filter(|other| other.formats.iter().any(|one| file.formats.contains(one)));
        let single = single.count() == 1;
        let unused: u64 = later().filter(|(_, of, _)| single || of.is_some()).map(|(.., one)| one.rows).sum();
        // What gave no numbers is named only where nothing did.
        let of = |format: &Format| tally.sources.iter().find(|source| source.format == *format);
        let gave = |format: &&Format| of(format).is_some_and(|source| !source.series.is_empty());
        let some = file.formats.iter().any(|format| gave(&format));
        let named = file.formats.iter().filter(|format| !some || gave(format));
        FileRead {
            name: file.name.clone(),
            formats: named
                .map(|format| of(format).map_or(format.name(), coarse::name))
                .chain((file.load_tests > 0).then_some("load test"))
                .collect(),
            // One document may hold several results.
            records: if file.rows == 0 && file.load_tests > 0 { file.load_tests } else { file.records },
            rows: file.rows.saturating_sub(unused),
            left_out,
        }
    };
    tally.files.iter().enumerate().map(read).collect()
}

fn plural(reason: &str, many: bool) -> String {
    match (many, reason.strip_prefix("has ")) {
        (true, Some(rest)) => format!("have {rest}"),
        (true, None) => reason.replacen("is ", "are ", 1),
        _ => reason.to_owned(),
    }
}

/// Said of a list that goes on.
pub(super) fn incomplete(what: &str) -> String {
    ["The last page of the ", what, " says that more follow. Save the next pages too."].concat()
}

/// Whether a format's name is of several things.
pub(super) fn is_many(name: &str) -> bool {
    name.ends_with('s') && !name.starts_with("log")
}
