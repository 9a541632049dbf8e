//! From sums to workloads and a link: every number with the rule and the rows it comes from.

mod case;
mod cited;
mod edits;
mod long;
mod merge;
mod model;
mod propose;
mod shares;
mod source;
mod text;
mod throughput;
mod told;
mod untimed;
mod week;
mod whole;

use super::formats::UNTIMED;
use super::groups::{Group, KEY, groups};
use super::hidden::shown;
use super::load::Loads;
use super::row::Format;
use super::strays::{self, Stray, is_serial};
use super::tally::{Sums, Tally};
use super::window::{Window, lasting, short, window};
use super::{Evidence, LeftOut, Proposal, Usage, UsageIssue, beyond, coarse, moment};
use crate::catalog::Catalog;
use crate::units::Hours;
use case::{canonical, linked, slugs};
use edits::{Edits, read_as_utc, zone_minutes};
use merge::{goal, merge, merged};
use propose::propose;
use source::{evidence, source_read, sums, unfinished};
use told::{files, incomplete, is_many, told, twice, unasked, unnamed};
use untimed::{only, untimed};
use whole::{LEAST_HOURS, bill, exported, minute_burst, of_source};

/// Most notes.
const MOST_ISSUES: usize = 60;

/// The catalog's week that lends days and hours where none were counted.
const RHYTHM: &str = "chat";

/// Everything that was read, as a case; rows that cannot be are left out while it is made.
pub(super) fn usage(
    tally: &mut Tally,
    loads: &Loads,
    catalog: &Catalog,
    pairs: &[(String, String)],
    edits: &[(String, String)],
) -> Usage {
    let (aside, mut strays) = beyond::out(tally);
    let (wholes, untimely) = strays::out(tally, catalog.asof.days_since_1970());
    strays.extend(untimely);
    let usage = made(tally, &strays, loads, catalog, pairs, edits);
    strays::back(tally, wholes);
    beyond::back(tally, aside);
    usage
}

fn made(
    tally: &Tally,
    strays: &[Stray],
    loads: &Loads,
    catalog: &Catalog,
    pairs: &[(String, String)],
    edits: &[(String, String)],
) -> Usage {
    let mut edits = Edits(edits, Vec::new());
    let rhythm = catalog.shape(RHYTHM).map_or_else(Vec::new, |shape| shape.hours.clone());
    let mut issues = told(tally);
    if tally.last_page.1 {
        let sentence = incomplete("list of requests");
        issues.push(UsageIssue { file: String::new(), row: 0, sentence, wrong: true });
    }
    let zone = edits.get("zone");
    let shift = zone.and_then(zone_minutes).unwrap_or(0);
    let mut sources = Vec::new();
    let mut proposals: Vec<(Proposal, Sums, Group)> = Vec::new();
    let mut left_out: Vec<(Format, Option<usize>, LeftOut)> = Vec::new();
    let mut hidden = Vec::new();
    let mut exports: Vec<(usize, Window)> = Vec::new();
    let mut windows = Vec::new();
    let mut globals = Vec::new();
    let mut keys = false;
    for (at, source) in tally.sources.iter().enumerate() {
        if source.format == Format::LogUntimed && tally.has_rows(Format::Log) {
            if source.series.is_empty() {
                continue;
            }
            let (issue, left) = untimed(tally, source);
            issues.retain(|one| one.sentence != UNTIMED);
            issues.push(issue);
            left_out.push((source.format, None, left));
            continue;
        }
        let shift = if source.naive { -shift } else { 0 };
        let mut window = window(source, &rhythm);
        let part =
            edits.number("sampled").filter(|part| *part > 0.0 && *part < 100.0 && source.format.may_be_sampled());
        if let Some(part) = part {
            window.month *= 100.0 / part;
            window.rule = format!("{}, ÷ the {} % that were recorded", window.rule, short(part));
        }
        let whole =
            |sentence: &str| UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: false };
        issues.extend(window.notes.iter().map(|note| whole(note)));
        if source.incomplete {
            let sentence = incomplete(coarse::name(source));
            let file = only(tally, source);
            issues.push(UsageIssue { file, wrong: true, ..whole(&sentence) });
        }
        let odd = beyond::counting(source, at, (window.from, window.to));
        for stray in strays.iter().filter(|stray| stray.source == at).chain(&odd) {
            let file = stray.file.map_or_else(|| only(tally, source), |file| tally.files[file].name.clone());
            issues.push(UsageIssue { file, row: stray.row, ..whole(&stray.sentence) });
            if !stray.reason.is_empty() {
                let (reason, rows, tokens) = (stray.reason.clone(), stray.rows, Some(stray.tokens));
                left_out.push((source.format, stray.file, LeftOut { reason, rows, tokens }));
            }
        }
        if is_serial(source) {
            issues.push(UsageIssue {
                file: only(tally, source),
                wrong: true,
                ..whole("Its times are numbers from 44,562 to 73,050, as a spreadsheet writes days since 1900: they are not read as times. Format that column as 2026-11-02 09:14:07 and save it again, or give the first export.")
            });
        }
        left_out.extend(unfinished(source, &window).map(|left| (source.format, None, left)));
        if source.series.is_empty() && tally.sources.iter().any(|other| !other.series.is_empty()) {
            continue;
        }
        if window.hours > 0.0 && window.hours < LEAST_HOURS && !source.series.is_empty() {
            let name = coarse::name(source);
            issues.push(whole(&format!(
                "The {name} cover{} only {}: that a whole month is like them is an assumption, and may be far off. Give the requests of a month.",
                if is_many(name) { "" } else { "s" },
                lasting(Hours::new(window.hours))
            )));
        }
        if source.naive
            && let Some((wrong, sentence)) = read_as_utc(zone)
        {
            issues.push(UsageIssue { wrong, ..whole(&sentence) });
        }
        if source.format.may_be_sampled() && edits.get("sampled").is_none() && !source.series.is_empty() {
            issues.push(whole(&format!(
                "The {} may be a sample: say what part of the requests was recorded. They are taken to be all of them.",
                source.format.name()
            )));
        }
        if source.format.bill_only() {
            if window.hours > 0.0 && !source.series.is_empty() {
                exports.push((at, window.clone()));
            }
            sources.push(source_read(tally, at, &window, Evidence::None));
            continue;
        }
        let (found, left) = groups(tally, at, &window);
        left_out.extend(left.into_iter().map(|(reason, rows, tokens)| {
            (source.format, None, LeftOut { reason: reason.into(), rows: rows as u64, tokens: Some(tokens) })
        }));
        let all: f64 = found.iter().map(|group| sums(tally, group, &window).tokens()).sum();
        let (evidence, hourly) = evidence(tally, at, &window);
        if let Some((from, to)) = hourly {
            issues.push(whole(&format!(
                "{} days of the {}, from {} on, are known by the hour and make the week; the days before and after them count for the total.",
                (to - from).div_euclid(24),
                coarse::name(source),
                moment::day(from.div_euclid(24) as i32)
            )));
        }
        let mut total = Sums::default();
        let base = proposals.len();
        // What developers used themselves is no workload unless the visitor says so.
        if source.format == Format::Ccusage {
            edits.1.extend((1..=found.len()).map(|at| format!("w{}", base + at)));
        }
        let found = merged(found, base, &edits);
        let many = base + found.len();
        for group in found {
            let id = format!("w{}", proposals.len() + 1);
            let name = if group.name.is_empty() { "all requests".into() } else { shown(&group.name, &mut hidden) };
            // A key or a role may be called after whoever has it.
            keys |= group.level == KEY && !group.rest && name == group.name && !edits.is_out(&id);
            // Each part is hidden by itself: how a secret begins is not seen behind another name.
            let name =
                if group.part.is_empty() { name } else { [&name, ", ", &shown(&group.part, &mut hidden)].concat() };
            let sums = sums(tally, &group, &window);
            // What is merged into another of this source stands in that one's sums.
            if !edits.is_out(&id) && goal(&edits, &id, many).is_none_or(|goal| goal <= base) {
                total.add(&sums, 1.0);
            }
            let proposal = propose(
                tally,
                catalog,
                &group,
                &sums,
                &window,
                (evidence, shift, hourly),
                &rhythm,
                &edits,
                &id,
                &name,
                all,
            );
            proposals.push((proposal, sums, group));
        }
        if source.format != Format::Ccusage || proposals[base..].iter().any(|one| !one.0.left_out) {
            globals.extend(of_source(tally, at, &window, &total));
        }
        sources.push(source_read(tally, at, &window, evidence));
        // Minutes of a sample are more uneven than those of all requests.
        if part.is_none() && !window.holes {
            windows.push((at, window));
        }
    }
    twice(tally, &mut issues);
    if keys {
        let sentence =
            "Workloads are named by API key or role here: check that no name is a person’s before you share the link.";
        issues.push(UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: false });
    }
    let refused = edits.refused(proposals.len(), catalog).into_iter();
    issues.extend(refused.map(|sentence| UsageIssue { file: String::new(), row: 0, sentence, wrong: true }));
    merge(&mut proposals, &edits);
    globals.extend(minute_burst(tally, &windows));
    globals.extend(bill(tally, exported(tally, exports, &windows), &proposals, &windows));
    slugs(&mut proposals, &edits);
    let proposals: Vec<Proposal> = proposals.into_iter().map(|one| one.0).collect();
    issues.extend(proposals.iter().filter_map(unasked));
    issues.extend(proposals.iter().filter_map(|one| unnamed(catalog, one)));
    let (pairs, throughputs) = linked(catalog, pairs, &proposals, &globals, loads, &edits);
    let (pairs, link) = canonical(catalog, &pairs, &mut issues);
    issues.truncate(MOST_ISSUES);
    Usage {
        files: files(tally, &left_out),
        issues,
        sources,
        workloads: proposals,
        globals,
        loads: loads.clone(),
        throughputs,
        pairs,
        link,
    }
}
