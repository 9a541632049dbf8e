//! Rows that are sums of days, weeks or months.

use super::row::Format;
use super::tally::Source;
use crate::date::Date;

/// What a source is, for people: a plain file whose rows are sums of many requests is no log of requests.
pub(super) fn name(source: &Source) -> &'static str {
    let cells = || source.series.iter().flat_map(|series| &series.cells);
    let many = cells().any(|(_, sums)| sums.requests_of < sums.rows || sums.requests != sums.rows);
    if source.format != Format::Log || source.requests_seen > 0.0 || !many {
        return source.format.name();
    }
    match cells().map(|((_, width), _)| *width).max() {
        _ if coarse(source).is_some() => "totals of weeks or months",
        Some(0 | 1) => "hourly totals",
        _ => "daily totals",
    }
}

/// Whether a source is a file of totals that somebody added up.
pub(super) fn is_totals(source: &Source) -> bool {
    name(source) != source.format.name()
}

/// Whether rows are sums of weeks or months, which cannot be cut into weeks: the days that they begin on, and the hours that
/// the last of them covers beyond its first day. Wider than a day, or days that are always as far apart as weeks are.
pub(super) fn coarse(source: &Source) -> Option<(Vec<i32>, f64)> {
    let cells = || source.series.iter().flat_map(|series| series.cells.keys());
    let mut days: Vec<f64> = cells().map(|(hour, _)| f64::from(hour.div_euclid(24))).collect();
    crate::order::numbers(&mut days);
    days.dedup();
    let starts = || days.iter().map(|day| *day as i32).collect();
    if cells().any(|(_, width)| *width > 24) {
        return Some((starts(), 0.0));
    }
    if cells().any(|(_, width)| *width != 24) {
        return None;
    }
    let gaps = || days.windows(2).map(|pair| pair[1] - pair[0]);
    let (least, last) = (gaps().fold(f64::INFINITY, f64::min), gaps().next_back()?);
    // Where all begin a month, the last one is as long as its own month.
    let months: Option<Vec<f64>> = days.iter().map(|day| month_from(*day)).collect();
    let last = months.and_then(|months| months.last().copied()).unwrap_or(last);
    (least >= 6.0).then(|| (starts(), (last - 1.0) * 24.0))
}

/// How many days a month has that begins on a day since 1970; `None` where none does.
fn month_from(day: f64) -> Option<f64> {
    let first = |month: u32| f64::from(Date::EPOCH.first_of_month_after(month).days_since_1970());
    let near = (day / 30.437) as u32;
    let month = (near.saturating_sub(1)..near + 2).find(|month| first(*month) == day)?;
    Some(first(month + 1) - day)
}
