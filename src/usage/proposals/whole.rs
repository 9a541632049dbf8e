//! Inputs of the whole decision: growth, retries, the busiest minute, today's bill.

use super::text::{global, is_given, ranged, round_text};
use crate::units::held;
use crate::usage::coarse;
use crate::usage::ends::Ends;
use crate::usage::groups::Group;
use crate::usage::tally::{Sums, Tally};
use crate::usage::volume::counted;
use crate::usage::weekly::{LEAST_GROWTH, MOST_GROWTH};
use crate::usage::window::{Window, short};
use crate::usage::{How, Measured, Proposal};

/// Hours under which a month is an assumption.
pub(super) const LEAST_HOURS: f64 = 24.0;

/// What one source says of all workloads together; `total` is the sum of its groups.
pub(super) fn of_source(tally: &Tally, at: usize, window: &Window, total: &Sums) -> Vec<Measured> {
    let mut found = Vec::new();
    // Whether totals that somebody added up hold second tries, they do not say.
    if total.requests > 0.0 && window.month > 0.0 && !coarse::is_totals(&tally.sources[at]) {
        let mut rule =
            "the requests counted are those that were answered and billed, second tries among them".to_owned();
        if total.failed > 0.0 {
            rule = format!("{rule}; {} failed, which cost nothing", short(total.failed));
        }
        found.push(global("retries", "Retries", "0", How::Derived, &rule, tally, total));
    }
    if let Some((middle, low, high)) = window.growth {
        let clear = low > 0.0 || high < 0.0;
        let mut rule = "median slope of weekly requests (Theil–Sen), a year".to_owned();
        if low < high {
            rule = format!("{rule}; with 80 % between {} and {} %", short(low), short(high));
        }
        if !clear {
            rule.push_str(", which may be none: left at its default");
        }
        if middle <= LEAST_GROWTH || middle >= MOST_GROWTH {
            rule = format!("{rule}; held at {} %, beyond which nobody’s year goes on like its weeks", short(middle));
        }
        let text = if clear { ranged([low, middle, high], 0, [LEAST_GROWTH, MOST_GROWTH]) } else { String::new() };
        let how = if clear { How::Derived } else { How::Assumed };
        let grown = of_hours(tally, at, (window.grown, window.to));
        found.push(Measured { value: Some(middle), ..global("growth", "Growth", &text, how, &rule, tally, &grown) });
    }
    found
}

/// How much busier the busiest minute is, of the source with most requests that tells.
pub(super) fn minute_burst(tally: &Tally, windows: &[(usize, Window)]) -> Option<Measured> {
    let busiest = windows
        .iter()
        .filter_map(|(at, window)| {
            let source = &tally.sources[*at];
            let mut span = source.span();
            if window.to != i64::MAX && window.from != i64::MIN {
                span = span.within(Ends { first: window.from as f64 * 3600.0, last: window.to as f64 * 3600.0 });
            }
            Some(((*at, window), source.minutes.burst(span.first, span.last)?, source.requests_seen))
        })
        .fold(None, |best: Option<(_, _, f64)>, one| match best {
            Some(known) if known.2 >= one.2 => Some(known),
            _ => Some(one),
        });
    let ((at, window), burst, _) = busiest?;
    let rule = format!(
        "99th percentile of the {} minutes of the busiest {} ÷ their mean, with the 80 % interval of that rank",
        burst.minutes,
        if burst.hours == 1 { "hour".to_owned() } else { format!("tenth of hours ({})", burst.hours) }
    );
    let limits = [1.0, 20.0];
    let text = ranged([burst.low, burst.middle, burst.high].map(|value| held(value, limits[0], limits[1])), 2, limits);
    let rows = of_hours(tally, at, (window.from, window.to));
    Some(global("minute_burst", "Minute burst", &text, How::Derived, &rule, tally, &rows))
}

/// What the cost exports sum up to in a month. Where a usage export of that vendor covers the same days, they go by its rule,
/// so that the bill and its tokens fit together.
pub(super) fn exported(
    tally: &Tally,
    exports: Vec<(usize, Window)>,
    windows: &[(usize, Window)],
) -> Option<(f64, Sums, Window)> {
    let mut sum = 0.0;
    let mut rows = Sums::default();
    let mut last = None;
    for (at, own) in exports {
        let source = &tally.sources[at];
        let span = source.span();
        let near = |a: f64, b: f64| libm::fabs(a - b) < 86_400.0;
        let same = |(other, window): &&(usize, Window)| {
            let (other, ends) = (&tally.sources[*other], tally.sources[*other].span());
            let days = near(ends.first, span.first) && near(ends.last, span.last);
            other.format.host() == source.format.host() && days && window.month > 0.0
        };
        let window = windows.iter().find(same).map_or(own, |one| one.1.clone());
        let all = of_hours(tally, at, (window.from, window.to));
        sum += all.cost * window.month;
        rows.add(&all, 1.0);
        last = Some(window);
    }
    last.map(|window| (sum, rows, window))
}

/// What a source counts in some hours.
fn of_hours(tally: &Tally, at: usize, hours: (i64, i64)) -> Sums {
    let source = &tally.sources[at];
    let mut all = Sums::default();
    for series in 0..source.series.len() {
        counted(&mut all, source, series, hours);
    }
    all
}

/// Today's bill: of a cost export, else of costs that every kept row states.
pub(super) fn bill(
    tally: &Tally,
    exported: Option<(f64, Sums, Window)>,
    proposals: &[(Proposal, Sums, Group)],
    windows: &[(usize, Window)],
) -> Option<Measured> {
    let how = |hours: f64| if hours < LEAST_HOURS { How::Assumed } else { How::Derived };
    if let Some((cost, rows, window)) = exported {
        if tally.sources.iter().any(|source| source.foreign) {
            return None;
        }
        let rule = format!("amounts of the cost export: {}", window.rule);
        let text = dollars(cost);
        return Some(global("bill_today", "Today's bill", &text, how(window.hours), &rule, tally, &rows));
    }
    let kept: Vec<_> = proposals.iter().filter(|(one, ..)| !one.left_out && one.into.is_empty()).collect();
    let whole = |(one, sums, _): &&(Proposal, Sums, Group)| one.cost.filter(|_| sums.cost_of >= sums.rows);
    let costs: Option<Vec<f64>> = kept.iter().map(whole).collect();
    let costs = costs.filter(|costs| !costs.is_empty())?;
    let at = kept[0].2.source;
    let hours = windows.iter().find(|(source, _)| *source == at).map_or(0.0, |(_, window)| window.hours);
    let rule = "cost stated row by row, for a month; what rows cost that were left out is not in it";
    // A month's cost goes by its requests.
    let rule = if kept.iter().any(|(one, ..)| is_given(one, "requests") && one.totals.requests.is_some()) {
        [rule, "; at the requests that you gave"].concat()
    } else {
        rule.to_owned()
    };
    let text = dollars(costs.iter().sum());
    let mut rows = Sums::default();
    for (_, sums, _) in kept {
        rows.add(sums, 1.0);
    }
    Some(global("bill_today", "Today's bill", &text, how(hours), &rule, tally, &rows))
}

/// Whole dollars, cents of less than a hundred.
fn dollars(value: f64) -> String {
    round_text(value, if value < 100.0 { 2 } else { 0 })
}
