//! Rows whose time cannot be: none at all, before there was such a service, or far from all others.

use super::ends::Ends;
use super::moment::{day, moment};
use super::row::Format;
use super::tally::{Cell, Source, Spans, Sums, Tally};
use crate::sentence::rounded;

/// Seconds since 1970 below which a time beside dates is none: loggers write an unset one as zero.
const UNSET: f64 = 3e8;
/// 2022-01-01: nobody sold such a service to many before.
const BEGAN: f64 = 1_640_995_200.0;
const DAY: f64 = 86_400.0;
/// A gap before a row far from all others: days, and times what all others cover.
const GAP_DAYS: f64 = 7.0;
const GAP_TIMES: f64 = 3.0;
/// Rows far from all others are at most this part of all, or a single one of so many behind a longer gap; those after the
/// catalog's day may be more.
const FEW: f64 = 0.01;
const LONE_OF: f64 = 10.0;
const LONE_GAP_DAYS: f64 = 60.0;
const FEW_LATER: f64 = 0.1;

/// Whether the numbers of a plain log are a spreadsheet's days since 1900, of 2022 to 2099, and no seconds.
pub(super) fn is_serial(source: &Source) -> bool {
    let span = source.span();
    source.format == Format::Log && source.relative && span.first >= 44_562.0 && span.last < 73_050.0
}

/// What was taken out of a source, and what it was.
pub(super) struct Whole {
    at: usize,
    cells: Vec<(usize, Cell, Sums)>,
    spans: Spans,
    requests_seen: f64,
    relative: bool,
}

/// Rows of one kind that were taken out, and what is said of them.
pub(super) struct Stray {
    pub(super) source: usize,
    /// The file they stand in, where it is one.
    pub(super) file: Option<usize>,
    /// Its number where it is one row.
    pub(super) row: u64,
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
        let (requests_seen, relative) = (source.requests_seen, source.relative);
        let spans = core::mem::take(&mut source.spans);
        wholes.push(Whole { at, cells: part(source, kept), spans, requests_seen, relative });
    }
    (wholes, strays)
}

/// Puts everything back, since another file may show that a row is no stray.
pub(super) fn back(tally: &mut Tally, wholes: Vec<Whole>) {
    for whole in wholes {
        let source = &mut tally.sources[whole.at];
        for (series, cell, sums) in whole.cells {
            let series = &mut source.series[series];
            series.unset = Sums::default();
            *series.cells.entry(cell).or_default() = sums;
        }
        source.spans = whole.spans;
        (source.requests_seen, source.relative) = (whole.requests_seen, whole.relative);
    }
}

/// A day that rows stand on.
struct Moment {
    day: i32,
    /// The file they stand in, where it is one.
    file: Option<usize>,
    span: Ends,
    rows: f64,
    tokens: f64,
}

/// The days of a source in their order.
fn moments(source: &Source) -> Vec<Moment> {
    let all = &source.days.all;
    let mut order: Vec<(f64, u32)> = all.iter().zip(0..).map(|(one, at)| (f64::from(one.since_1970), at)).collect();
    crate::order::numbered(&mut order);
    let mut days: Vec<Moment> = Vec::new();
    for (_, at) in order {
        let one = &all[at as usize];
        match days.last_mut() {
            Some(last) if last.day == one.since_1970 => {
                last.span = last.span.with(one.span);
                last.file = last.file.filter(|file| *file == one.file);
            }
            _ => {
                let file = Some(one.file);
                days.push(Moment { day: one.since_1970, file, span: one.span, rows: 0.0, tokens: 0.0 });
            }
        }
    }
    for ((hour, _), sums) in source.series.iter().flat_map(|series| &series.cells) {
        if let Ok(at) = days.binary_search_by(|one| one.day.cmp(&hour.div_euclid(24))) {
            days[at].rows += sums.rows + sums.failed;
            days[at].tokens += sums.tokens();
        }
    }
    days
}

/// The first and the last moment of the days that count.
fn kept(days: &[Moment], today: f64) -> Ends {
    let (mut from, mut to, mut end) = (0, days.len(), 0);
    // Rows up to each of them, and to none of them.
    let mut before = vec![0.0];
    before.extend(days.iter().scan(0.0, |sum, one| {
        *sum += one.rows;
        Some(*sum)
    }));
    let all = before[days.len()];
    let rows = |from: usize, to: usize| before[to] - before[from];
    let first = |after: f64| days.iter().position(|one| one.span.first >= after).unwrap_or(days.len());
    let dated = first(UNSET);
    if dated < to {
        from = dated;
        let began = first(BEGAN);
        if began < to && 2.0 * rows(from, began) < all {
            from = began;
        }
        let later = first(today);
        if later > from && later < to && rows(later, to) <= FEW_LATER * all && gap(days, later) > GAP_DAYS {
            to = later;
        }
        let wide = |from: usize, to: usize| (days[to - 1].span.last - days[from].span.first) / DAY + 1.0;
        let far = |at: usize, strays: f64, others: f64| {
            let gap = gap(days, at);
            let few = strays <= FEW * all || strays <= 1.0 && all >= LONE_OF && gap >= LONE_GAP_DAYS;
            few && gap >= GAP_DAYS && gap > GAP_TIMES * others
        };
        // Strays on one side must not hide those on the other: first the later ones are looked for without the few earliest.
        let most = (FEW * all).max(1.0);
        let mut cut = (from..to).find(|at| rows(from, *at + 1) > most).unwrap_or(from);
        for _ in 0..2 {
            let late = |at: &usize| far(*at, rows(*at, to), wide(cut, *at));
            let until = (cut + 1..to).find(late).unwrap_or(to);
            let early = |at: &usize| far(*at, rows(from, *at), wide(*at, until));
            cut = (from + 1..until).rev().find(early).unwrap_or(from);
            end = until;
        }
        (from, to) = (cut, end);
    }
    Ends::all(days[from..to].iter().map(|one| &one.span))
}

/// Days between one of the days and the one before.
fn gap(days: &[Moment], at: usize) -> f64 {
    (days[at].span.first - days[at - 1].span.last) / DAY
}

/// What is said of each kind of strays: of no time, before there was anything to buy, before the others, after the catalog's
/// day, after the others.
fn told(source: usize, days: &[Moment], kept: Ends, asof: i32) -> Vec<Stray> {
    let kind = |time: f64| match () {
        () if time < UNSET => 0,
        () if time < BEGAN => 1,
        () if time < kept.first => 2,
        () if time >= f64::from(asof + 1) * DAY => 3,
        () => 4,
    };
    let mut kinds: Vec<((usize, Option<usize>), (f64, f64, Ends))> = Vec::new();
    for one in days.iter().filter(|one| !kept.holds(one.span.first)) {
        let of = (kind(one.span.first), one.file);
        let at = kinds.iter().position(|known| known.0 == of).unwrap_or_else(|| {
            kinds.push((of, (0.0, 0.0, Ends::NONE)));
            kinds.len() - 1
        });
        let (rows, tokens, span) = &mut kinds[at].1;
        (*rows, *tokens, *span) = (*rows + one.rows, *tokens + one.tokens, span.with(one.span));
    }
    let date = |seconds: f64| day(libm::floor(seconds / DAY) as i32);
    let mut found = Vec::new();
    for ((kind, file), (rows, tokens, span)) in kinds.into_iter().filter(|(_, (rows, ..))| *rows > 0.0) {
        let why = match kind {
            0 => "1970-01-01, which is no time".to_owned(),
            1 => ", before such services were sold".to_owned(),
            3 => [", after ", &day(asof), ", the day of the catalog"].concat(),
            _ => [", far from all others (", &date(kept.first), " to ", &date(kept.last), ")"].concat(),
        };
        let more = if rows > 1.0 && kind > 0 { " and others" } else { "" };
        let when = [&moment(span.first), more, &why].concat();
        let say = if rows > 1.0 { " rows say " } else { " row says " };
        let fate = if kind > 0 {
            ": left out, and no part of the covered time."
        } else {
            ": counted without a time, spread like the other rows."
        };
        found.push(Stray {
            source,
            file,
            row: 0,
            rows: libm::round(rows) as u64,
            tokens,
            sentence: [&rounded(rows, 12), say, &when, fate].concat(),
            reason: if kind > 0 { ["at ", &when].concat() } else { String::new() },
        });
    }
    found
}

/// Leaves in a source what lies in the time that is kept; rows of no time wait beside it. What was taken out.
fn part(source: &mut Source, kept: Ends) -> Vec<(usize, Cell, Sums)> {
    let hours = [kept.first, kept.last].map(|time| libm::floor(time / 3600.0) as i32);
    let mut out = Vec::new();
    for (number, series) in source.series.iter_mut().enumerate() {
        let outside = |(hour, _): &&Cell| *hour < hours[0] || *hour > hours[1];
        let cells: Vec<Cell> = series.cells.keys().filter(outside).copied().collect();
        for cell in cells {
            let Some(sums) = series.cells.remove(&cell) else { continue };
            if f64::from(cell.0) * 3600.0 < UNSET {
                series.unset.add(&sums, 1.0);
            } else if cell.1 == 1 {
                source.requests_seen = (source.requests_seen - sums.requests).max(0.0);
            }
            out.push((number, cell, sums));
        }
    }
    source.relative = false;
    for one in source.days.all.iter().filter(|one| kept.holds(one.span.first)) {
        source.spans.add(one.file, one.span);
    }
    out
}
