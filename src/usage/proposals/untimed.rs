//! Records without a time beside others that have one: they are told and left out.

use crate::usage::tally::{Source, Sums, Tally};
use crate::usage::window::short;
use crate::usage::{LeftOut, UsageIssue};

/// What there is to say of a source of such records, and what of it is left out.
pub(super) fn untimed(tally: &Tally, source: &Source) -> (UsageIssue, LeftOut) {
    let all = || source.series.iter().flat_map(|series| series.cells.values());
    let (rows, tokens) = (all().map(|sums| sums.rows).sum::<f64>(), all().map(Sums::tokens).sum());
    let issue = UsageIssue {
        file: only(tally, source),
        row: 0,
        sentence: if rows > 1.0 {
            [&short(rows), " records have no time and are left out; the others stand."].concat()
        } else {
            "1 record has no time and is left out; the others stand.".into()
        },
        wrong: true,
    };
    (issue, LeftOut { reason: "without a time".into(), rows: rows as u64, tokens: Some(tokens) })
}

/// The name of the file of a source; empty where it has several.
pub(super) fn only(tally: &Tally, source: &Source) -> String {
    match source.spans.0[..] {
        [(at, _)] => tally.files[at].name.clone(),
        _ => String::new(),
    }
}
