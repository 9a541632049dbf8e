//! Rows whose time cannot be: none at all, before there was such a service, or far from all others.

use super::ends::Ends;
use super::moment::{day, moment};
use super::row::Format;
use super::tally::{Cell, Series, Source, Sums, Tally};
use crate::sentence::rounded;
use std::collections::BTreeMap;

/// Seconds since 1970 below which a time beside dates is none: loggers write an unset one as zero.
const UNSET: f64 = 3e8;
/// 2022-01-01: nobody sold such a service to many before.
const BEGAN: f64 = 1_640_995_200.0;
const DAY: f64 = 86_400.0;
/// A gap before a row far from all others: days, and times what all others cover.
const GAP_DAYS: f64 = 7.0;
const GAP_TIMES: f64 = 3.0;
/// Rows far from all others are at most this part of all; those after the catalog's day may be more.
const FEW: f64 = 0.01;
const FEW_LATER: f64 = 0.1;

/// Whether the numbers of a plain log are a spreadsheet's days since 1900, of 2022 to 2099, and no seconds.
pub(super) fn is_serial(source: &Source) -> bool {
    let span = source.span();
    source.format == Format::Log && source.relative && span.first >= 44_562.0 && span.last < 73_050.0
}

/// What a source was before its strays were taken out.
pub(super) struct Whole {
    at: usize,
    series: Vec<Series>,
    spans: BTreeMap<usize, Ends>,
    requests_seen: f64,
    relative: bool,
}

/// Rows of one kind that were taken out, and what is said of them.
pub(super) struct Stray {
    pub(super) source: usize,
    /// The reason they are left out; empty where they count without a time.
    pub(super) reason: String,
    pub(super) rows: u64,
    pub(super) tokens: f64,
    pub(super) sentence: String,
}

/// Takes the strays out of all sources; what [`back`] needs, and what is said of them.
pub(super) fn out(tally: &mut Tally, asof: i32) -> (Vec<Whole>, Vec<Stray>) {
    let (mut wholes, mut strays) = (Vec::new(), Vec::new());
    for (at, source) in tally.sources.iter_mut().enumerate() {
        let moments = moments(source);
        let kept = kept(&moments, f64::from(asof + 1) * DAY);
        if moments.iter().all(|one| kept.holds(one.span.first)) {
            continue;
        }
        strays.extend(told(at, &moments, kept, asof));
        wholes.push(Whole {
            at,
            series: source.series.clone(),
            spans: source.spans.clone(),
            requests_seen: source.requests_seen,
            relative: source.relative,
        });
        part(source, kept);
    }
    (wholes, strays)
}

/// Puts everything back, since another file may show that a row is no stray.
pub(super) fn back(tally: &mut Tally, wholes: Vec<Whole>) {
    for whole in wholes {
        let source = &mut tally.sources[whole.at];
        (source.series, source.spans) = (whole.series, whole.spans);
        (source.requests_seen, source.relative) = (whole.requests_seen, whole.relative);
    }
}

/// A day that rows stand on.
struct Moment {
    span: Ends,
    rows: f64,
    tokens: f64,
}

/// The days of a source in their order.
fn moments(source: &Source) -> Vec<Moment> {
    let mut days: BTreeMap<i32, Moment> = BTreeMap::new();
    let none = || Moment { span: Ends::NONE, rows: 0.0, tokens: 0.0 };
    for ((_, day), span) in &source.days {
        let one = days.entry(*day).or_insert_with(none);
        one.span = one.span.with(*span);
    }
    for ((hour, _), sums) in source.series.iter().flat_map(|series| &series.cells) {
        if let Some(one) = days.get_mut(&hour.div_euclid(24)) {
            one.rows += sums.rows + sums.failed;
            one.tokens += sums.tokens();
        }
    }
    days.into_values().collect()
}

/// The first and the last moment of the days that count.
fn kept(days: &[Moment], today: f64) -> Ends {
    let (mut from, mut to) = (0, days.len());
    let rows = |days: &[Moment]| days.iter().map(|one| one.rows).sum::<f64>();
    let all = rows(days);
    let first = |after: f64| days.iter().position(|one| one.span.first >= after).unwrap_or(days.len());
    let dated = first(UNSET);
    if dated < to {
        from = dated;
        let began = first(BEGAN);
        if began < to && 2.0 * rows(&days[from..began]) < all {
            from = began;
        }
        let later = first(today);
        if later > from && later < to && rows(&days[later..]) <= FEW_LATER * all && gap(days, later) > GAP_DAYS {
            to = later;
        }
        let wide = |from: usize, to: usize| (days[to - 1].span.last - days[from].span.first) / DAY + 1.0;
        for at in from + 1..to {
            let far = |others: f64| gap(days, at) >= GAP_DAYS && gap(days, at) > GAP_TIMES * others;
            if rows(&days[from..at]) <= FEW * all && far(wide(at, to)) {
                from = at;
            } else if rows(&days[at..to]) <= FEW * all && far(wide(from, at)) {
                to = at;
                break;
            }
        }
    }
    Ends::all(days[from..to].iter().map(|one| &one.span))
}

/// Days between one of the days and the one before.
fn gap(days: &[Moment], at: usize) -> f64 {
    (days[at].span.first - days[at - 1].span.last) / DAY
}

fn told(source: usize, days: &[Moment], kept: Ends, asof: i32) -> Vec<Stray> {
    let kind = |time: f64| match () {
        () if time < UNSET => 0,
        () if time < BEGAN => 1,
        () if time < kept.first => 2,
        () if time >= f64::from(asof + 1) * DAY => 3,
        () => 4,
    };
    let mut found = Vec::new();
    for wanted in 0..5 {
        let mine = || days.iter().filter(|one| !kept.holds(one.span.first) && kind(one.span.first) == wanted);
        let rows = mine().map(|one| one.rows).sum::<f64>();
        if rows <= 0.0 {
            continue;
        }
        let span = Ends::all(mine().map(|one| &one.span));
        let many = rows > 1.0;
        let [rows_say, are] = if many { ["rows say", "they are"] } else { ["row says", "it is"] };
        let time = if wanted == 0 { "1970-01-01, which is no time".to_owned() } else { moment(span.first) };
        let why = match wanted {
            0 => String::new(),
            1 => ", before such services were sold".to_owned(),
            3 => format!(", after {}, the day of the catalog", day(asof)),
            _ => format!(", far from all others ({} to {})", date(kept.first), date(kept.last)),
        };
        let more = if many && wanted != 0 { " and others" } else { "" };
        let fate = if wanted == 0 {
            let they = if many { "they count" } else { "it counts" };
            format!("{they} without one, spread like the other rows")
        } else {
            format!("{are} no part of the covered time, and left out")
        };
        found.push(Stray {
            source,
            reason: if wanted == 0 { String::new() } else { format!("at {time}{more}{why}") },
            rows: libm::round(rows) as u64,
            tokens: mine().map(|one| one.tokens).sum(),
            sentence: format!("{} {rows_say} {time}{more}{why}: {fate}.", rounded(rows, 12)),
        });
    }
    found
}

fn date(seconds: f64) -> String {
    day(libm::floor(seconds / DAY) as i32)
}

/// Leaves in a source what lies in the time that is kept; rows of no time are spread over it.
fn part(source: &mut Source, kept: Ends) {
    let hours = [kept.first, kept.last].map(|time| libm::floor(time / 3600.0));
    let inside = |cell: &Cell| (hours[0]..=hours[1]).contains(&f64::from(cell.0));
    let mut all: BTreeMap<Cell, f64> = BTreeMap::new();
    for (cell, sums) in source.series.iter().flat_map(|series| &series.cells).filter(|(cell, _)| inside(cell)) {
        *all.entry(*cell).or_default() += sums.rows;
    }
    for series in &mut source.series {
        let mut unset = Sums::default();
        for (cell, sums) in series.cells.iter().filter(|(cell, _)| !inside(cell)) {
            if f64::from(cell.0) * 3600.0 < UNSET {
                unset.add(sums, 1.0);
            } else if cell.1 == 1 {
                source.requests_seen = (source.requests_seen - sums.requests).max(0.0);
            }
        }
        series.cells.retain(|cell, _| inside(cell));
        let own: BTreeMap<Cell, f64> = series.cells.iter().map(|(cell, sums)| (*cell, sums.rows)).collect();
        let over = if own.values().sum::<f64>() > 0.0 { &own } else { &all };
        let rows: f64 = over.values().sum();
        if rows > 0.0 && unset != Sums::default() {
            for (cell, part) in over {
                series.cells.entry(*cell).or_default().add(&unset, part / rows);
            }
        }
    }
    source.relative = false;
    source.spans.clear();
    let days: Vec<(usize, Ends)> = source.days.iter().map(|((file, _), span)| (*file, *span)).collect();
    for (file, span) in days.into_iter().filter(|(_, span)| kept.holds(span.first)) {
        let known = source.spans.entry(file).or_insert(Ends::NONE);
        *known = known.with(span);
    }
}
