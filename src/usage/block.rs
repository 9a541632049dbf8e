//! Files that follow each other without a long gap.

use super::ends::Ends;
use super::tally::Source;

/// Hours between two files that are no longer an idle night.
const GAP: f64 = 72.0;

/// The newest files that follow each other without a long gap.
pub(super) fn newest_block(source: &Source, notes: &mut Vec<String>) -> Ends {
    let mut spans: Vec<Ends> = source.spans.0.iter().map(|one| one.1).collect();
    crate::order::rising(&mut spans, |one| one.first);
    let mut block = Ends::NONE;
    for span in spans {
        if block.last.is_finite() && span.first - block.last > GAP * 3600.0 {
            notes.push(
                "The files leave a gap of more than three days between them: only the time after it counts.".into(),
            );
            block = span;
        } else {
            block = block.with(span);
        }
    }
    block
}
