//! How much a source counts in some hours.

use super::tally::{Cell, Series, Source, Sums};

/// Requests for each token of a source.
pub(super) fn each(source: &Source) -> Option<f64> {
    let mut all = Sums::default();
    for sums in source.series.iter().flat_map(|series| series.cells.values()) {
        all.add(sums, 1.0);
    }
    all.each()
}

/// What a source counts in some hours: requests, or what stands for them.
pub(super) fn volume(source: &Source, each: Option<f64>, from: i64, to: i64) -> f64 {
    source.series.iter().flat_map(|series| within(series, from, to)).map(|(_, sums)| sums.load(each)).sum()
}

/// The cells of a series that begin in some hours.
pub(super) fn within(series: &Series, from: i64, to: i64) -> impl Iterator<Item = (&Cell, &Sums)> {
    series.cells.iter().filter(move |((hour, _), _)| (from..to).contains(&i64::from(*hour)))
}
