//! Files that follow each other without a long gap.

use super::tally::Source;

/// Hours between two files that are no longer an idle night.
const GAP: f64 = 72.0;

/// The newest files that follow each other without a long gap.
pub(super) fn newest_block(source: &Source, notes: &mut Vec<String>) -> (f64, f64) {
    let mut spans: Vec<(f64, f64)> = source.spans.values().copied().collect();
    crate::order::rising(&mut spans, |one| one.0);
    let mut block = (f64::INFINITY, f64::NEG_INFINITY);
    for (from, to) in spans {
        if block.1.is_finite() && from - block.1 > GAP * 3600.0 {
            notes.push(
                "The files leave a gap of more than three days between them: only the time after it counts.".into(),
            );
            block = (from, to);
        } else {
            block = (block.0.min(from), block.1.max(to));
        }
    }
    block
}
