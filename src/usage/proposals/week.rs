//! The week of a workload: counted where it was, lent by the catalog’s week where it was not.

use super::source::sums;
use crate::units::HOURS_PER_WEEK;
use crate::usage::Evidence;
use crate::usage::ends::Ends;
use crate::usage::groups::Group;
use crate::usage::tally::{Source, Tally};
use crate::usage::volume::within;
use crate::usage::weekly::{place, smoothed};
use crate::usage::window::Window;

/// Requests of made-up evidence that an hour of the day is pulled towards the catalog's with.
const LEAN: f64 = 20.0;

/// How far the week is known, by how many minutes its hours are shifted, and the hours that it is from where not all are.
pub(super) type Known = (Evidence, i64, Option<(i64, i64)>);

/// The week of a group, each hour in bare times the mean; `rhythm` is another, for what was not seen.
pub(super) fn week(
    tally: &Tally,
    group: &Group,
    window: &Window,
    (known, shift, hourly): Known,
    rhythm: &[f64],
) -> Option<[f64; HOURS_PER_WEEK]> {
    let source = &tally.sources[group.source];
    let mut cells = [0.0; HOURS_PER_WEEK];
    let each = sums(tally, group, window).each();
    let (first, last) = hourly.unwrap_or((window.from, window.to));
    for series in &group.series {
        for (&(hour, _), cell) in within(&source.series[*series], first, last) {
            for (place, part) in places(i64::from(hour), shift) {
                cells[place] += cell.load(each) * part;
            }
        }
    }
    let factor = |at: usize| rhythm.get(at).copied().unwrap_or(1.0);
    let (from, to) = if let Some(hours) = hourly {
        hours
    } else if window.to == i64::MAX {
        covered(source, window)
    } else {
        (window.from, window.to)
    };
    let mut seen = [0.0; HOURS_PER_WEEK];
    for hour in from..to {
        for (place, part) in places(hour, shift) {
            seen[place] += part;
        }
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

/// The busiest hour of a week whose hours are bare times their mean; of days alone the busiest day, which is the least it can
/// be.
pub(super) fn peak(known: Evidence, hours: &[f64]) -> Option<f64> {
    match known {
        Evidence::Measured => Some(Ends::of(hours.iter().copied()).last),
        Evidence::Days => Some(Ends::of(hours.chunks(24).map(|day| day.iter().sum::<f64>() / 24.0)).last),
        _ => None,
    }
}

/// The place of the busiest hour, of a bare list of loads in any unit.
pub(super) fn busiest(hours: &[f64]) -> Option<usize> {
    let most = hours.iter().copied().fold(0.0, f64::max);
    hours.iter().position(|hour| *hour == most)
}

/// The hours of the week that an hour since 1970 falls into after a shift in minutes, and how much of it into each: a half
/// hour's zone parts it between two.
fn places(hour: i64, shift: i64) -> [(usize, f64); 2] {
    let (whole, rest) = (shift.div_euclid(60), shift.rem_euclid(60) as f64 / 60.0);
    [(place(hour + whole), 1.0 - rest), (place(hour + whole + 1), rest)]
}

/// The hours that a source covers where no whole weeks are cut out of it.
fn covered(source: &Source, window: &Window) -> (i64, i64) {
    let from = window.from.max(libm::floor(source.span().first / 3600.0) as i64);
    (from, from + (libm::ceil(window.hours - 0.05) as i64).max(1))
}
