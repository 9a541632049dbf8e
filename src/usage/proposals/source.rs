//! What one format’s files said together, and how far their week is known.

use crate::usage::coarse;
use crate::usage::ends::Ends;
use crate::usage::groups::Group;
use crate::usage::moment::{day, moment};
use crate::usage::tally::{Source, Sums, Tally};
use crate::usage::volume::{counted, within};
use crate::usage::window::Window;
use crate::usage::{Evidence, LeftOut, SourceRead, Totals};

pub(super) fn source_read(tally: &Tally, at: usize, window: &Window, evidence: Evidence) -> SourceRead {
    let source = &tally.sources[at];
    let span = source.span();
    let widest =
        source.series.iter().flat_map(|series| series.cells.keys()).map(|(_, width)| *width).max().unwrap_or(1);
    SourceRead {
        format: coarse::name(source),
        from: if source.relative { String::new() } else { moment(span.first) },
        to: if source.relative { String::new() } else { moment(span.last + window.more * 3600.0) },
        hours: window.hours,
        bucket: match widest {
            _ if window.coarse => "longer",
            _ if source.requests_seen > 0.0 && widest == 1 => "request",
            0 | 1 => "hour",
            2..=24 => "day",
            _ => "longer",
        },
        rule: window.rule.clone(),
        evidence,
        naive: source.naive,
        sampled: source.format.may_be_sampled(),
        growth: window.growth,
    }
}

/// How far the week is known, and the hours that it is from where older days are known as sums only.
pub(super) fn evidence(tally: &Tally, at: usize, window: &Window) -> (Evidence, Option<(i64, i64)>) {
    let source = &tally.sources[at];
    let known = evidence_of_all(source, window);
    let hours = if known == Evidence::Days { hourly(source, window) } else { None };
    (if hours.is_some() { Evidence::Measured } else { known }, hours)
}

/// The newest days in a row, seven or more, that are known hour by hour. A day between two such that is not there was idle.
fn hourly(source: &Source, window: &Window) -> Option<(i64, i64)> {
    let cells =
        || source.series.iter().flat_map(|series| within(series, window.from, window.to)).map(|(cell, _)| *cell);
    let span = Ends::of(cells().map(|(hour, _)| f64::from(hour.div_euclid(24))));
    if !span.first.is_finite() {
        return None;
    }
    // Nothing, hours alone, or days.
    let mut days = vec![0_u8; span.width() as usize + 1];
    for (hour, width) in cells() {
        days[(hour.div_euclid(24) - span.first as i32) as usize] |= if width > 1 { 2 } else { 1 };
    }
    let (mut found, mut run) = (None, None);
    for (day, known) in (span.first as i64..).zip(days) {
        match known {
            0 => {}
            1 => {
                let first = run.unwrap_or(day);
                run = Some(first);
                found = Some((first, day + 1)).filter(|_| day - first >= 6).or(found);
            }
            _ => run = None,
        }
    }
    found.map(|(first, end)| ((first * 24).max(window.from), (end * 24).min(window.to)))
}

fn evidence_of_all(source: &Source, window: &Window) -> Evidence {
    if window.timeless || window.coarse || window.hours < 24.0 {
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

/// The rows of the newest day where it was left out as unfinished.
pub(super) fn unfinished(source: &Source, window: &Window) -> Option<LeftOut> {
    let from = window.unfinished?;
    let mut all = Sums::default();
    for series in 0..source.series.len() {
        counted(&mut all, source, series, (from, i64::MAX));
    }
    let reason = format!("the newest day, {}, which is unfinished", day(from.div_euclid(24) as i32));
    (all.rows > 0.0).then(|| LeftOut { reason, rows: libm::round(all.rows) as u64, tokens: Some(all.tokens()) })
}

pub(super) fn sums(tally: &Tally, group: &Group, window: &Window) -> Sums {
    let mut all = Sums::default();
    for series in &group.series {
        counted(&mut all, &tally.sources[group.source], *series, (window.from, window.to));
    }
    all
}

/// Plain sums, as far as the rows state them.
pub(super) fn totals(sums: &Sums) -> Totals {
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
