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

/// Adds what a series counts in some hours: what begins in them, and of its rows without a time as large a part as of its
/// others. Where it has no others, those of all series stand for them.
pub(super) fn counted(into: &mut Sums, source: &Source, series: usize, (from, to): (i64, i64)) {
    let own = &source.series[series];
    let before = into.rows;
    for (_, sums) in within(own, from, to) {
        into.add(sums, 1.0);
    }
    if own.unset == Sums::default() {
        return;
    }
    let (mut inside, mut all) = (into.rows - before, own.rows() - own.unset.rows);
    if all <= 0.0 {
        let others = || source.series.iter();
        inside = others().flat_map(|one| within(one, from, to)).map(|(_, sums)| sums.rows).sum();
        all = others().map(|one| one.rows() - one.unset.rows).sum();
    }
    into.add(&own.unset, if all > 0.0 { inside / all } else { 0.0 });
}

/// The cells of a series that begin in some hours.
pub(super) fn within(series: &Series, from: i64, to: i64) -> impl Iterator<Item = (&Cell, &Sums)> {
    series.cells.iter().filter(move |((hour, _), _)| (from..to).contains(&i64::from(*hour)))
}
