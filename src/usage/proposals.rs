//! From sums to workloads and a link: every number with the rule and the rows it comes from.

use super::groups::{Group, LEVELS, groups, shown};
use super::load::{LoadPoint, Loads, at_target};
use super::names::{self, Known};
use super::row::Format;
use super::tally::{STEPS, Sums, Tally};
use super::weekly::{place, smoothed};
use super::window::{Window, short, window, within};
use super::{Evidence, FileRead, How, LeftOut, Measured, Proposal, SourceRead, Throughput, Totals, Usage, UsageIssue};
use crate::catalog::Catalog;
use crate::inputs::link as query;
use crate::inputs::number::Decimal;
use crate::units::{HOURS_PER_MONTH, HOURS_PER_WEEK};
use crate::week::Week;

/// List and stated cost further apart than this are remarked on.
const APART: f64 = 0.1;
/// Lengths of a load test that still fit a workload: within this factor.
const FITS: f64 = 1.5;
/// Requests of made-up evidence that an hour of the day is pulled towards the catalog's with.
const LEAN: f64 = 20.0;
/// Most notes.
const MOST_ISSUES: usize = 60;

/// The catalog's week that lends days and hours where none were counted.
const RHYTHM: &str = "chat";

struct Edits<'a>(&'a [(String, String)]);

impl Edits<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, text)| text.trim())
    }

    fn number(&self, key: &str) -> Option<f64> {
        query_number(self.get(key)?)
    }
}

fn query_number(text: &str) -> Option<f64> {
    crate::inputs::number::read(text, "").ok()?.typical.map(Decimal::value)
}

/// Everything that was read, as a case.
pub(super) fn usage(
    tally: &Tally,
    loads: &Loads,
    catalog: &Catalog,
    pairs: &[(String, String)],
    edits: &[(String, String)],
) -> Usage {
    let edits = Edits(edits);
    let rhythm = catalog.shape(RHYTHM).map_or_else(Vec::new, |shape| shape.hours.clone());
    let shift = edits.get("zone").map_or(0, zone_hours);
    let mut issues = told(tally);
    let mut sources = Vec::new();
    let mut proposals: Vec<(Proposal, Sums, Group)> = Vec::new();
    let mut left_out: Vec<(Format, LeftOut)> = Vec::new();
    let mut hidden = Vec::new();
    let (mut bill, mut stated) = (None, Vec::new());
    let mut globals = Vec::new();
    for (at, source) in tally.sources.iter().enumerate() {
        let shift = if source.naive { -shift } else { 0 };
        let window = window(source, &rhythm, shift);
        let whole =
            |sentence: &str| UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: false };
        issues.extend(window.notes.iter().map(|note| whole(note)));
        if source.incomplete {
            let sentence = format!(
                "The {} is incomplete: its last page says that more follow. Save the next pages too.",
                source.format.name()
            );
            issues.push(UsageIssue { wrong: true, ..whole(&sentence) });
        }
        if window.hours > 0.0 && window.hours < 24.0 {
            issues.push(whole(&format!(
                "The {} covers only {} hours: requests a month are scaled from them and may be far off.",
                source.format.name(),
                short(window.hours)
            )));
        }
        if source.naive && edits.get("zone").is_none() {
            issues
                .push(whole("The times in this log name no zone and are read as UTC; set the zone if that is wrong."));
        }
        if source.format.bill_only() {
            if window.hours > 0.0 {
                let cost: f64 = source
                    .series
                    .iter()
                    .flat_map(|series| within(series, window.from, window.to))
                    .map(|(_, sums)| sums.cost)
                    .sum();
                bill = Some((bill.map_or(0.0, |(cost, _, _)| cost) + cost * window.month, at, window.clone()));
            }
            sources.push(source_read(tally, at, &window, Evidence::None));
            continue;
        }
        let (found, left) = groups(tally, at, &window);
        left_out.extend(left.into_iter().map(|(reason, rows, tokens)| {
            (source.format, LeftOut { reason: reason.into(), rows: rows as u64, tokens })
        }));
        let all: f64 = found.iter().map(|group| sums(tally, group, &window).tokens()).sum();
        let evidence = evidence(tally, at, &window);
        let mut total = Sums::default();
        let base = proposals.len();
        let found = merged(found, base, &edits);
        for group in found {
            let id = format!("w{}", proposals.len() + 1);
            let name = if group.name.is_empty() { "all requests".into() } else { shown(&group.name, &mut hidden) };
            let sums = sums(tally, &group, &window);
            total.add(&sums, 1.0);
            let proposal =
                propose(tally, catalog, &group, &sums, &window, (evidence, shift), &rhythm, &edits, &id, &name, all);
            proposals.push((proposal, sums, group));
        }
        if total.cost_of > 0.0 && window.hours > 0.0 {
            stated.push((total.cost * window.month, at, total.cost_of >= total.rows));
        }
        if total.failed > 0.0 && total.requests > 0.0 {
            let text = percent(total.failed / (total.requests + total.failed));
            globals.push(global(
                "retries",
                "Retries",
                &text,
                How::Derived,
                "failed requests ÷ all requests, if each was tried again",
                tally,
                at,
            ));
        }
        if let Some((middle, low, high)) = window.growth {
            let clear = low > 0.0 || high < 0.0;
            let rule = format!(
                "median slope of weekly requests (Theil–Sen), a year; with 80 % between {} and {} %{}",
                short(low),
                short(high),
                if clear { "" } else { ", which may be none: left at its default" }
            );
            let text = if clear { round_text(middle, 0) } else { String::new() };
            let how = if clear { How::Derived } else { How::Assumed };
            globals.push(Measured { value: Some(middle), ..global("growth", "Growth", &text, how, &rule, tally, at) });
        }
        sources.push(source_read(tally, at, &window, evidence));
    }
    twice(tally, &mut issues);
    merge(&mut proposals);
    if let Some((cost, at, window)) = bill {
        let rule = format!("amounts of the cost export: {}", window.rule);
        globals.push(global("bill_today", "Today's bill", &round_text(cost, 0), How::Derived, &rule, tally, at));
    } else if let Some((_, at, true)) = stated.first().copied() {
        let cost: f64 = stated.iter().map(|one| one.0).sum();
        globals.push(global(
            "bill_today",
            "Today's bill",
            &round_text(cost, 0),
            How::Derived,
            "cost stated row by row, for a month",
            tally,
            at,
        ));
    }
    slugs(&mut proposals, &edits);
    let proposals: Vec<Proposal> = proposals.into_iter().map(|one| one.0).collect();
    let (pairs, throughputs) = linked(catalog, pairs, &proposals, &globals, loads, &edits);
    let (pairs, link) = canonical(catalog, &pairs);
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

/// `+02:00`, `2`, `-5` in whole hours ahead of UTC.
fn zone_hours(text: &str) -> i64 {
    let hours = text.trim_start_matches("UTC").split(':').next().unwrap_or_default();
    hours.parse::<i64>().unwrap_or(0).clamp(-14, 14)
}

fn told(tally: &Tally) -> Vec<UsageIssue> {
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
        for (reason, (many, first)) in &file.bad {
            let at: Vec<String> = first.iter().map(u64::to_string).collect();
            let rows = if *many == 1 { "Row" } else { "Rows" };
            let more = if *many > first.len() as u64 { " and others" } else { "" };
            let sentence = format!(
                "{rows} {}{more} {reason}: {many} left out.",
                at.join(", "),
                reason = plural(reason, *many > 1)
            );
            issues.push(UsageIssue {
                file: file.name.clone(),
                row: first.first().copied().unwrap_or(0),
                sentence,
                wrong: true,
            });
        }
    }
    if tally.full {
        let sentence = "There are more different labels and hours than are kept apart (50,000 labels, 200,000 hours): the rest was left out.";
        issues.push(UsageIssue { file: String::new(), row: 0, sentence: sentence.into(), wrong: true });
    }
    issues
}

fn plural(reason: &str, many: bool) -> String {
    match (many, reason.strip_prefix("has ")) {
        (true, Some(rest)) => format!("have {rest}"),
        (true, None) => reason.replacen("is ", "are ", 1),
        _ => reason.to_owned(),
    }
}

/// A gateway's log and its host's export of the same days count the same requests twice.
fn twice(tally: &Tally, issues: &mut Vec<UsageIssue>) {
    let real: Vec<_> =
        tally.sources.iter().filter(|one| !one.format.bill_only() && !one.relative && !one.series.is_empty()).collect();
    for (at, one) in real.iter().enumerate() {
        for other in &real[at + 1..] {
            let span = |source: &super::tally::Source| {
                source
                    .spans
                    .values()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| (all.0.min(one.0), all.1.max(one.1)))
            };
            let (a, b) = (span(one), span(other));
            if a.0 < b.1 && b.0 < a.1 {
                let sentence = format!(
                    "{} and {} cover the same days: if one is the gateway before the other, leave one of them out, or everything counts twice.",
                    one.format.name(),
                    other.format.name()
                );
                issues.push(UsageIssue { file: String::new(), row: 0, sentence, wrong: false });
            }
        }
    }
}

fn files(tally: &Tally, left: &[(Format, LeftOut)]) -> Vec<FileRead> {
    let read = |file: &super::tally::FileTally| {
        let mut left_out: Vec<LeftOut> = file
            .left_out
            .iter()
            .map(|(reason, (rows, tokens))| LeftOut { reason: (*reason).into(), rows: *rows, tokens: *tokens })
            .collect();
        left_out.extend(left.iter().filter(|(format, _)| file.formats.contains(format)).map(|(_, one)| one.clone()));
        FileRead {
            name: file.name.clone(),
            formats: file
                .formats
                .iter()
                .map(|format| format.name())
                .chain((file.load_tests > 0).then_some("load test"))
                .collect(),
            records: file.records,
            rows: file.rows,
            left_out,
        }
    };
    tally.files.iter().map(read).collect()
}

fn moment(seconds: f64) -> String {
    if !seconds.is_finite() || seconds < 3e8 {
        return String::new();
    }
    // Civil from days (H. Hinnant).
    let minutes = libm::floor(seconds / 60.0) as i64;
    let (days, of_day) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02} {:02}:{:02}", doy - (153 * mp + 2) / 5 + 1, of_day / 60, of_day % 60)
}

fn source_read(tally: &Tally, at: usize, window: &Window, evidence: Evidence) -> SourceRead {
    let source = &tally.sources[at];
    let span =
        source.spans.values().fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| (all.0.min(one.0), all.1.max(one.1)));
    let widest =
        source.series.iter().flat_map(|series| series.cells.keys()).map(|(_, width)| *width).max().unwrap_or(1);
    SourceRead {
        format: source.format.name(),
        from: if source.relative { String::new() } else { moment(span.0) },
        to: if source.relative { String::new() } else { moment(span.1) },
        hours: window.hours,
        bucket: match widest {
            _ if source.format.request_level() && widest == 1 => "request",
            0 | 1 => "hour",
            2..=24 => "day",
            _ => "longer",
        },
        rule: window.rule.clone(),
        evidence,
        growth: window.growth,
    }
}

fn evidence(tally: &Tally, at: usize, window: &Window) -> Evidence {
    let source = &tally.sources[at];
    if window.timeless || window.hours < 24.0 {
        return Evidence::None;
    }
    let (mut hourly, mut daily, mut all) = (0.0, 0.0, 0.0);
    for ((_, width), sums) in source.series.iter().flat_map(|series| within(series, window.from, window.to)) {
        let weight = sums.tokens();
        all += weight;
        hourly += if *width <= 1 { weight } else { 0.0 };
        daily += if *width <= 24 { weight } else { 0.0 };
    }
    let days = window.hours / 24.0 + 0.05;
    match () {
        () if hourly >= 0.95 * all && days >= 7.0 => Evidence::Measured,
        () if hourly >= 0.95 * all => Evidence::Hours,
        () if daily >= 0.95 * all && days >= 14.0 => Evidence::Days,
        () => Evidence::None,
    }
}

fn sums(tally: &Tally, group: &Group, window: &Window) -> Sums {
    let mut all = Sums::default();
    for series in &group.series {
        for (_, sums) in within(&tally.sources[group.source].series[*series], window.from, window.to) {
            all.add(sums, 1.0);
        }
    }
    all
}

/// The week of a group, mean 1, and how far it is known.
fn week(
    tally: &Tally,
    group: &Group,
    window: &Window,
    (known, shift): (Evidence, i64),
    rhythm: &[f64],
) -> Option<[f64; HOURS_PER_WEEK]> {
    let source = &tally.sources[group.source];
    let mut cells = [0.0; HOURS_PER_WEEK];
    for series in &group.series {
        for (&(hour, _), sums) in within(&source.series[*series], window.from, window.to) {
            let weight = if sums.requests_of > 0.0 { sums.requests } else { sums.output };
            cells[place(i64::from(hour) + shift)] += weight;
        }
    }
    let factor = |at: usize| rhythm.get(at).copied().unwrap_or(1.0);
    let (from, to) = if window.to == i64::MAX { covered(source, window) } else { (window.from, window.to) };
    let mut seen = [0.0; HOURS_PER_WEEK];
    for hour in from..to {
        seen[place(hour + shift)] += 1.0;
    }
    let hours: [f64; HOURS_PER_WEEK] = match known {
        Evidence::Measured => {
            let weeks = (to - from) as f64 / HOURS_PER_WEEK as f64;
            let mut even = [0.0; HOURS_PER_WEEK];
            for at in 0..HOURS_PER_WEEK {
                even[at] = if seen[at] > 0.0 { cells[at] / seen[at] * weeks } else { 0.0 };
            }
            smoothed(&even, weeks)
        }
        Evidence::Hours => {
            let mut of_day = [0.0; 24];
            let mean = cells.iter().sum::<f64>() / seen.iter().sum::<f64>().max(1.0);
            for hour in 0..24 {
                let (load, expected, usual) = (0..7).fold((0.0, 0.0, 0.0), |sum, day| {
                    let at = day * 24 + hour;
                    let day_mean = (0..24).map(|one| factor(day * 24 + one)).sum::<f64>() / 24.0;
                    (sum.0 + cells[at], sum.1 + seen[at] * day_mean, sum.2 + factor(at) / 7.0)
                });
                // Sparse hours lean on the catalog's, with the weight of 20 requests.
                of_day[hour] = (load + LEAN * usual) / (expected + LEAN / mean.max(1e-9));
            }
            let mut week = [0.0; HOURS_PER_WEEK];
            for (at, hour) in week.iter_mut().enumerate() {
                let day = at / 24;
                *hour = of_day[at % 24] * (0..24).map(|one| factor(day * 24 + one)).sum::<f64>() / 24.0;
            }
            week
        }
        Evidence::Days => {
            let mut week = [0.0; HOURS_PER_WEEK];
            for day in 0..7 {
                let load: f64 = cells[day * 24..day * 24 + 24].iter().sum();
                let shape: f64 = (0..24).map(|hour| factor(day * 24 + hour)).sum();
                for hour in 0..24 {
                    week[day * 24 + hour] = load * factor(day * 24 + hour) / shape.max(1e-9);
                }
            }
            week
        }
        Evidence::None => return None,
    };
    let mean = hours.iter().sum::<f64>() / HOURS_PER_WEEK as f64;
    (mean > 0.0).then(|| hours.map(|hour| hour / mean))
}

/// The hours that a source covers where no whole weeks are cut out of it.
fn covered(source: &super::tally::Source, window: &Window) -> (i64, i64) {
    let first = source.spans.values().map(|one| one.0).fold(f64::INFINITY, f64::min);
    let from = window.from.max(libm::floor(first / 3600.0) as i64);
    (from, from + (libm::ceil(window.hours - 0.05) as i64).max(1))
}

fn propose(
    tally: &Tally,
    catalog: &Catalog,
    group: &Group,
    sums: &Sums,
    window: &Window,
    known: (Evidence, i64),
    rhythm: &[f64],
    edits: &Edits<'_>,
    id: &str,
    name: &str,
    all: f64,
) -> Proposal {
    let source = &tally.sources[group.source];
    let mut notes = Vec::new();
    let mut inputs = Vec::new();
    let first = group.series.iter().map(|one| source.series[*one].first).min().unwrap_or_default();
    let last = group.series.iter().map(|one| source.series[*one].last).max().unwrap_or_default();
    let file = tally.files.get(first.0).map_or_else(String::new, |file| file.name.clone());
    let rows = (first.1, last.1, sums.rows as u64);
    let mut put = |key: &str, label: &str, text: String, how: How, rule: &str| {
        let value = query_number(&text);
        inputs.push(Measured {
            key: key.into(),
            label: label.into(),
            value,
            text,
            how,
            rule: rule.into(),
            file: file.clone(),
            rows,
        });
    };
    let given = edits.number(&format!("{id}.requests")).filter(|requests| *requests > 0.0);
    let month = window.month;
    let requests_known = sums.requests_of > 0.0;
    let requests_month = given.or((requests_known && month > 0.0).then_some(sums.requests * month));
    // Tokens for each request: from requests in the file, or from the number that the visitor gave.
    let per = if requests_known && sums.requests > 0.0 {
        Some(sums.requests)
    } else {
        given.filter(|_| month > 0.0).map(|requests| requests / month)
    };
    match (given, requests_month) {
        (Some(requests), _) => {
            put("requests", "Requests a month", round_text(requests, 0), How::Assumed, "given by you");
        }
        (None, Some(requests)) => {
            put("requests", "Requests a month", round_text(requests, 0), How::Derived, &window.rule);
            if sums.requests_of < sums.rows {
                notes.push("Some rows do not state their requests: the number of requests is a lower bound.".into());
            }
        }
        (None, None) if month <= 0.0 => put(
            "requests",
            "Requests a month",
            String::new(),
            How::Needed,
            "the file has no dates: give the requests of a month",
        ),
        (None, None) => put(
            "requests",
            "Requests a month",
            String::new(),
            How::Needed,
            "this export does not count requests: give the requests of a month",
        ),
    }
    let each = |total: f64| per.map(|requests| total / requests);
    let needed = "follows from the requests, which this export does not count";
    let mean = |label: &'static str,
                key: &'static str,
                total: f64,
                rule: &str,
                put: &mut dyn FnMut(&str, &str, String, How, &str)| match each(total) {
        Some(tokens) => put(key, label, round_text(tokens, i32::from(tokens < 100.0)), How::Read, rule),
        None => put(key, label, String::new(), How::Needed, needed),
    };
    mean("Tokens in", "input_tokens", sums.input, "sum of all input, cached tokens inside ÷ requests", &mut put);
    let reasoned = sums.reasoning_of > 0.0;
    let visible = if reasoned { (sums.output - sums.reasoning).max(0.0) } else { sums.output };
    let rule = if reasoned {
        "sum of output without reasoning ÷ requests"
    } else {
        "sum of output ÷ requests, reasoning inside"
    };
    mean("Tokens out", "output_tokens", visible, rule, &mut put);
    if reasoned {
        mean("Reasoning tokens", "reasoning_tokens", sums.reasoning, "sum of reasoning ÷ requests", &mut put);
        if sums.reasoning_of < 0.999 * sums.output {
            notes.push("Some rows do not state their reasoning: it is a lower bound.".into());
        }
    } else {
        put(
            "reasoning_tokens",
            "Reasoning tokens",
            String::new(),
            How::Assumed,
            "not stated: inside the tokens out, so the bill is right and only the split unknown",
        );
    }
    cache(sums, source.format, &mut put, &mut notes);
    batch(sums, &mut put);
    let (model_read, matched) = model(tally, catalog, group, window, edits, id);
    match matched.known {
        Known::Unknown => {
            put("model", "Bought today", String::new(), How::Needed, &format!("{}: choose it", matched.note));
        }
        Known::Assumed => put("model", "Bought today", matched.id.clone(), How::Assumed, &matched.note),
        Known::Exact | Known::Elsewhere => {
            let rule = if matched.note.is_empty() {
                format!("“{model_read}”, the model with most tokens")
            } else {
                format!("“{model_read}”: {}", matched.note)
            };
            put("model", "Bought today", matched.id.clone(), How::Read, &rule);
        }
    }
    lengths(tally, catalog, group, &matched.id, &mut put);
    let hours = week(tally, group, window, known, rhythm);
    if let Some(hours) = &hours {
        let rule = match known.0 {
            Evidence::Measured => {
                "requests of every hour of the week, Monday 00:00 UTC first; sparse hours leaned on their day and hour"
            }
            Evidence::Hours => "hours of the day counted, days of the week as the measured conversation week has them",
            _ => {
                "days of the week counted, hours of the day as the measured conversation week has them: the true peak may be higher"
            }
        };
        let how = if known.0 == Evidence::Measured { How::Read } else { How::Derived };
        put("shape", "Shape of the week", Week::new(hours).code(), how, rule);
    } else {
        put(
            "shape",
            "Shape of the week",
            String::new(),
            How::Assumed,
            if window.timeless { "the clock has no weekday" } else { "too little time is covered to know a week" },
        );
    }
    put(
        "measured",
        "Measured",
        "yes".into(),
        How::Derived,
        "these numbers come from a file, so they are not drawn for the odds",
    );
    let (cost, list_cost) = cost(catalog, sums, month, &matched.id, &mut notes);
    let busiest = hours.as_ref().and_then(|hours| {
        let most = hours.iter().copied().fold(0.0, f64::max);
        hours.iter().position(|hour| *hour == most)
    });
    let renamed = edits.get(&format!("{id}.name")).filter(|name| !name.is_empty());
    Proposal {
        id: id.to_owned(),
        slug: String::new(),
        name: renamed.unwrap_or(name).chars().take(80).collect(),
        named_by: if group.rest { "rest" } else { LEVELS[group.level] },
        name_from_file: renamed.is_none() && !group.rest,
        left_out: edits.get(&format!("{id}.out")).is_some_and(|text| !text.is_empty() && text != "0" && text != "no"),
        into: edits.get(&format!("{id}.into")).unwrap_or_default().to_owned(),
        format: source.format.name(),
        tokens: (month > 0.0).then_some(sums.tokens() * month),
        totals: totals(sums),
        share: if all > 0.0 { sums.tokens() / all } else { 0.0 },
        model_read,
        model: matched.id,
        model_known: matched.known,
        cost,
        list_cost,
        week: hours.map_or_else(Vec::new, |hours| hours.to_vec()),
        evidence: known.0,
        busiest,
        inputs,
        notes,
    }
}

fn totals(sums: &Sums) -> Totals {
    let known = |value: f64, of: f64| (of > 0.0).then_some(value);
    Totals {
        requests: known(sums.requests, sums.requests_of),
        input: sums.input,
        cached: known(sums.cached, sums.cached_of),
        written: known(sums.written, sums.written_of),
        output: sums.output,
        reasoning: known(sums.reasoning, sums.reasoning_of),
        cost: known(sums.cost, sums.cost_of),
    }
}

type Put<'a> = &'a mut dyn FnMut(&str, &str, String, How, &str);

fn cache(sums: &Sums, format: Format, put: Put<'_>, notes: &mut Vec<String>) {
    let could = format == Format::Mooncake;
    if sums.cached_of <= 0.0 || sums.input <= 0.0 {
        put("cached", "Cached input", String::new(), How::Assumed, "this export cannot state it: the default stays");
    } else if sums.cached <= 0.0 && !could {
        put(
            "cached",
            "Cached input",
            String::new(),
            How::Assumed,
            "nothing was read from a cache; what could be is not in the file, so the default stays",
        );
        put("caching_today", "Caching used today", "no".into(), How::Read, "cached tokens are stated and are 0");
    } else {
        let rule = if could {
            "leading blocks of 512 tokens that an earlier prompt had ÷ input: what could be cached"
        } else {
            "cached input ÷ all input"
        };
        put("cached", "Cached input", percent(sums.cached / sums.input), How::Read, rule);
        if !could {
            put(
                "caching_today",
                "Caching used today",
                "yes".into(),
                How::Read,
                "cached tokens are stated and are more than 0",
            );
        }
        if sums.cached_of < 0.999 * sums.input {
            notes.push("Some rows do not state what was cached: the cached share is a lower bound.".into());
        }
    }
    if sums.written_of > 0.0 && sums.input > 0.0 {
        put(
            "cache_writes",
            "Cache writes",
            percent(sums.written / sums.input),
            How::Read,
            "input written to the cache ÷ all input",
        );
    } else {
        put("cache_writes", "Cache writes", String::new(), How::Assumed, "not stated: the default stays");
    }
}

fn batch(sums: &Sums, put: Put<'_>) {
    if sums.batch_of <= 0.0 {
        put("waiting", "Work that may wait", String::new(), How::Assumed, "not stated: the default stays");
        return;
    }
    let part = (sums.batch / sums.batch_of).clamp(0.0, 1.0);
    put(
        "waiting",
        "Work that may wait",
        percent(part),
        How::Read,
        "sent as a batch ÷ all requests (by tokens where requests are unknown)",
    );
    put(
        "batching_today",
        "Batching used today",
        if part > 0.0 { "yes" } else { "no" }.into(),
        How::Read,
        "whether any request was sent as a batch",
    );
}

/// The model with most tokens, by name and in the catalog.
fn model(
    tally: &Tally,
    catalog: &Catalog,
    group: &Group,
    window: &Window,
    edits: &Edits<'_>,
    id: &str,
) -> (String, names::Match) {
    let source = &tally.sources[group.source];
    let tokens =
        |one: usize| within(&source.series[one], window.from, window.to).map(|(_, sums)| sums.tokens()).sum::<f64>();
    let mut most: std::collections::BTreeMap<(&str, &str), f64> = std::collections::BTreeMap::new();
    for one in &group.series {
        let series = &source.series[*one];
        *most.entry((tally.name(series.model), tally.name(series.provider))).or_default() += tokens(*one);
    }
    let largest = most.into_iter().fold((("", ""), -1.0), |best, one| if one.1 > best.1 { one } else { best }).0;
    if let Some(chosen) =
        edits.get(&format!("{id}.model")).filter(|chosen| catalog.hosted.iter().any(|row| row.id == *chosen))
    {
        return (
            largest.0.to_owned(),
            names::Match { id: chosen.to_owned(), known: Known::Exact, note: "chosen by you".into() },
        );
    }
    (largest.0.to_owned(), names::find(catalog, largest.0, source.format.host(), largest.1))
}

/// The 95th percentile of prompts and the part above the model's price tier, where single requests were read.
fn lengths(tally: &Tally, catalog: &Catalog, group: &Group, model: &str, put: Put<'_>) {
    let source = &tally.sources[group.source];
    let mut all: std::collections::BTreeMap<u16, u64> = std::collections::BTreeMap::new();
    for one in &group.series {
        for (length, count) in &source.series[*one].lengths {
            *all.entry(*length).or_default() += u64::from(*count);
        }
    }
    let count: u64 = all.values().sum();
    if count < 20 {
        return;
    }
    let wanted = (0.95 * count as f64) as u64;
    let mut sum = 0;
    let p95 = all.iter().find(|(_, many)| {
        sum += **many;
        sum > wanted
    });
    let length = |step: u16| libm::exp2(f64::from(step) / STEPS);
    if let Some((step, _)) = p95 {
        put(
            "input_p95",
            "Long prompts",
            round_text(length(*step), 0),
            How::Read,
            "95th percentile of the prompts, to 1 %",
        );
    }
    let tier =
        catalog.hosted.iter().filter(|row| row.id == model).find_map(|row| row.tiers.first()).map(|tier| tier.above);
    if let Some(limit) = tier {
        let above: u64 = all.iter().filter(|(step, _)| length(**step) > limit.get()).map(|(_, many)| *many).sum();
        put(
            "above_tier",
            "Prompts above the price tier",
            percent(above as f64 / count as f64),
            How::Read,
            &format!("prompts longer than {} tokens ÷ all prompts", round_text(limit.get(), 0)),
        );
    }
}

/// A month's cost as the file states it, and at list prices.
fn cost(
    catalog: &Catalog,
    sums: &Sums,
    month: f64,
    model: &str,
    notes: &mut Vec<String>,
) -> (Option<f64>, Option<f64>) {
    if month <= 0.0 {
        return (None, None);
    }
    let stated = (sums.cost_of > 0.0).then_some(sums.cost * month);
    let list = catalog.price(model, catalog.asof).map(|row| {
        let (read, write) = (row.cached_read.unwrap_or(row.input), row.cache_write.unwrap_or(row.input));
        let fresh = (sums.input - sums.cached - sums.written).max(0.0);
        let dollars = fresh * row.input.get()
            + sums.cached * read.get()
            + sums.written * write.get()
            + sums.output * row.output.get();
        let batched = if sums.batch_of > 0.0 { sums.batch / sums.batch_of } else { 0.0 };
        dollars / 1e6 * (1.0 - batched * row.batch_discount.map_or(0.0, crate::units::Share::get)) * month
    });
    if let (Some(stated), Some(list)) = (stated, list)
        && sums.cost_of >= sums.rows
        && stated > 0.0
        && (list / stated - 1.0).abs() > APART
    {
        let times = short(list / stated);
        notes.push(format!("At list prices this would be {times} times what the file says was paid: a discount, an older price, cache writes that are not stated, or other models in it."));
    }
    (stated, list)
}

/// Moves the rows of what the visitor merges to its goal, where both are of one source. What was moved stays listed.
fn merged(mut groups: Vec<Group>, base: usize, edits: &Edits<'_>) -> Vec<Group> {
    for at in 0..groups.len() {
        let goal = edits
            .get(&format!("w{}.into", base + at + 1))
            .and_then(|goal| goal.strip_prefix('w')?.parse::<usize>().ok());
        let Some(goal) =
            goal.and_then(|goal| goal.checked_sub(base + 1)).filter(|goal| *goal < groups.len() && *goal != at)
        else {
            continue;
        };
        let more = groups[at].series.clone();
        groups[goal].series.extend(more);
    }
    groups
}

/// Adds what the visitor merges across sources to its goal.
fn merge(proposals: &mut [(Proposal, Sums, Group)]) {
    for at in 0..proposals.len() {
        let goal = proposals[at].0.into.clone();
        let Some(into) =
            proposals.iter().position(|(one, ..)| one.id == goal && goal != proposals[at].0.id && one.into.is_empty())
        else {
            proposals[at].0.into.clear();
            continue;
        };
        let from = proposals[at].clone();
        if !from.0.left_out && from.2.source != proposals[into].2.source {
            join(&mut proposals[into].0, &from.0);
        }
    }
}

/// One workload of two: requests add up, means are weighed by requests, shares by input, weeks by requests.
fn join(into: &mut Proposal, from: &Proposal) {
    let number =
        |one: &Proposal, key: &str| one.inputs.iter().find(|input| input.key == key).and_then(|input| input.value);
    let (a, b) = (number(into, "requests"), number(from, "requests"));
    let (Some(a), Some(b)) = (a, b) else {
        into.notes.push("It could not be merged: the requests of one part are not known.".into());
        return;
    };
    let (a_in, b_in) = (number(into, "input_tokens").unwrap_or(0.0), number(from, "input_tokens").unwrap_or(0.0));
    for input in &mut into.inputs {
        let other = number(from, &input.key);
        let (weight_a, weight_b) = match input.key.as_str() {
            "requests" => (1.0, 1.0),
            "cached" | "cache_writes" => {
                (a * a_in / (a * a_in + b * b_in).max(1e-9), b * b_in / (a * a_in + b * b_in).max(1e-9))
            }
            "input_p95" => {
                if let (Some(mine), Some(other)) = (input.value, other) {
                    input.value = Some(mine.max(other));
                    input.text = round_text(mine.max(other), 0);
                    input.rule = format!("{}; of the merged parts the greater", input.rule);
                }
                continue;
            }
            _ => (a / (a + b), b / (a + b)),
        };
        if let (Some(mine), Some(other)) = (input.value, other) {
            let value = mine * weight_a + other * weight_b;
            let places = i32::from(input.key != "requests" && value < 100.0);
            input.text = round_text(value, places);
            input.value = query_number(&input.text);
            input.rule = format!("{}; merged with “{}”", input.rule, from.name);
            input.rows.2 += from.inputs.first().map_or(0, |one| one.rows.2);
        }
    }
    if into.week.len() == HOURS_PER_WEEK && from.week.len() == HOURS_PER_WEEK {
        let hours: Vec<f64> =
            into.week.iter().zip(&from.week).map(|(mine, other)| (mine * a + other * b) / (a + b)).collect();
        if let Some(shape) = into.inputs.iter_mut().find(|input| input.key == "shape") {
            shape.text = Week::new(&hours).code();
        }
        into.week = hours;
    }
    let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
    into.tokens = sum(into.tokens, from.tokens);
    into.cost = sum(into.cost, from.cost);
    into.list_cost = sum(into.list_cost, from.list_cost);
    let (mine, other) = (into.totals, from.totals);
    into.totals = Totals {
        requests: sum(mine.requests, other.requests),
        input: mine.input + other.input,
        cached: sum(mine.cached, other.cached),
        written: sum(mine.written, other.written),
        output: mine.output + other.output,
        reasoning: sum(mine.reasoning, other.reasoning),
        cost: sum(mine.cost, other.cost),
    };
    into.share += from.share;
}

/// Short names: of the workload's name, each once, none of the default company's.
fn slugs(proposals: &mut [(Proposal, Sums, Group)], edits: &Edits<'_>) {
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

/// The case with what was read in it, and what load tests give its workloads.
fn linked(
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
            let found = throughput(workload, loads, edits.number("replicas"));
            if let Some(value) = found.value {
                let key = format!("{}.throughput", workload.slug);
                all.retain(|(known, _)| *known != key);
                all.push((key, round_text(value, 0)));
            }
            throughputs.push(found);
        }
    }
    (all, throughputs)
}

/// One replica's throughput for a workload, of the load test whose lengths are nearest to its own.
fn throughput(workload: &crate::inputs::Workload, loads: &Loads, replicas: Option<f64>) -> Throughput {
    let (input, output) = (workload.input_tokens.get(), (workload.output_tokens + workload.reasoning_tokens).get());
    let near = |a: f64, b: f64| a > 0.0 && b > 0.0 && a / b <= FITS && b / a <= FITS;
    let fits: Vec<&LoadPoint> =
        loads.iter().filter(|point| near(point.input, input) && near(point.output, output)).collect();
    let none = |rule: String| Throughput {
        slug: workload.slug.clone(),
        value: None,
        concurrency: None,
        first_token: None,
        rule,
        file: String::new(),
    };
    let target = workload.latency.get();
    let Some(nearest) = fits.iter().min_by(|a, b| {
        let off = |point: &LoadPoint| {
            libm::fabs(libm::log(point.input / input)) + libm::fabs(libm::log(point.output / output))
        };
        off(a).total_cmp(&off(b))
    }) else {
        return none(format!(
            "no load test has about {} tokens in and {} out, within a factor of 1.5",
            round_text(input, 0),
            round_text(output, 0)
        ));
    };
    let same = |point: &&LoadPoint| {
        point.tool == nearest.tool
            && point.model == nearest.model
            && point.gpu == nearest.gpu
            && point.gpus == nearest.gpus
            && near(point.input, nearest.input)
            && near(point.output, nearest.output)
    };
    let sweep: Vec<&LoadPoint> = fits.iter().copied().filter(same).collect();
    let used = sweep.iter().filter(|point| point.not_used.is_empty()).count();
    let Some(found) = at_target(&sweep, target) else {
        let why = if used == 0 {
            nearest.not_used.clone()
        } else {
            format!("even the least load was slower than {} ms a token", short(target))
        };
        return none(format!("the load test cannot say: {why}"));
    };
    let divided = replicas.unwrap_or(1.0).max(1.0);
    let how = if found.target_not_reached {
        format!(
            "the greatest of {used} loads still kept {} ms a token ({} ms): more may be possible",
            short(target),
            short(found.per_token)
        )
    } else if used == 1 || (found.per_token - target).abs() > 1e-9 {
        format!("the greatest of {used} loads that kept {} ms a token ({} ms)", short(target), short(found.per_token))
    } else {
        format!(
            "between two of {used} loads, by the logarithm of the requests under way, where a token takes {} ms",
            short(target)
        )
    };
    let per =
        if replicas.is_some() { format!("÷ {} replicas", short(divided)) } else { "taken as one replica".into() };
    Throughput {
        slug: workload.slug.clone(),
        value: Some(found.tokens_per_second / divided),
        concurrency: Some(found.concurrency / divided),
        first_token: found.first_token,
        rule: format!("{how}; {per}"),
        file: nearest.file.clone(),
    }
}

/// The shortest link that means the same.
fn canonical(catalog: &Catalog, pairs: &[(String, String)]) -> (Vec<(String, String)>, String) {
    let pairs = query::read(pairs, catalog).pairs();
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

fn global(key: &str, label: &str, text: &str, how: How, rule: &str, tally: &Tally, source: usize) -> Measured {
    let source = &tally.sources[source];
    let file = source
        .spans
        .keys()
        .next()
        .and_then(|at| tally.files.get(*at))
        .map_or_else(String::new, |file| file.name.clone());
    let rows: f64 = source.series.iter().flat_map(|series| series.cells.values()).map(|sums| sums.rows).sum();
    let last = source.series.iter().map(|series| series.last.1).max().unwrap_or(0);
    let first = source.series.iter().map(|series| series.first.1).min().unwrap_or(0);
    Measured {
        key: key.into(),
        label: label.into(),
        value: query_number(text),
        text: text.into(),
        how,
        rule: rule.into(),
        file,
        rows: (first, last, rows as u64),
    }
}

/// A number with so many digits after the point, as links carry it.
fn round_text(value: f64, places: i32) -> String {
    let scale = libm::exp10(f64::from(places));
    let digits = libm::round(value * scale);
    if !digits.is_finite() || libm::fabs(digits) > 9e14 {
        return String::new();
    }
    Decimal::new(digits as i64, -places).map_or_else(String::new, Decimal::text)
}

/// A share as percent with one digit after the point, below 1 % with two.
fn percent(part: f64) -> String {
    let value = part * 100.0;
    round_text(value, if value < 1.0 { 2 } else { 1 })
}

/// Hours of a month, for rules that name them.
const _: () = assert!(HOURS_PER_MONTH == 730.5);
