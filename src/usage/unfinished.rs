//! A newest day that the file holds a part of.

use super::tally::Source;
use super::volume::volume;

/// The start of the newest day where it is unfinished: days only, and less than half of the median of its weekday.
pub(super) fn unfinished_day(source: &Source, each: Option<f64>, to: i64) -> Option<i64> {
    let days_only = source.series.iter().all(|series| series.cells.keys().all(|(_, width)| *width == 24));
    if !days_only {
        return None;
    }
    let last = to - 24;
    let mut before: Vec<f64> = (1..9)
        .map(|week| volume(source, each, last - week * 168, last - week * 168 + 24))
        .filter(|volume| *volume > 0.0)
        .collect();
    crate::order::numbers(&mut before);
    let median = before.get(before.len() / 2)?;
    (volume(source, each, last, to) < 0.5 * median).then_some(last)
}
