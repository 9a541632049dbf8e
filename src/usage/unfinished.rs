//! A newest day that the file holds a part of.

use super::tally::Source;
use super::volume::volume;

/// The start of the newest day where it is unfinished: days only, and less than half of the median of its weekday and of the days before.
pub(super) fn unfinished_day(source: &Source, each: Option<f64>, to: i64) -> Option<i64> {
    let days_only = source.series.iter().all(|series| series.cells.keys().all(|(_, width)| *width == 24));
    if !days_only {
        return None;
    }
    // A day against the median of its weekday in the weeks before.
    let usual = |day: i64| {
        let mut before: Vec<f64> = (1..9)
            .map(|week| volume(source, each, day - week * 168, day - week * 168 + 24))
            .filter(|volume| *volume > 0.0)
            .collect();
        crate::order::numbers(&mut before);
        before.get(before.len() / 2).map(|median| volume(source, each, day, day + 24) / median)
    };
    let last = to - 24;
    // Where volume falls, the days before it are below theirs too.
    let level = (1..4).filter_map(|day| usual(last - day * 24)).fold(0.0, f64::max);
    let level = if level > 0.0 { level.min(1.0) } else { 1.0 };
    (usual(last)? < 0.5 * level).then_some(last)
}
