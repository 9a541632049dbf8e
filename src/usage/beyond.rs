//! Rows with a number of tokens that cannot be: a hundred times and more what any other row has for each request, as where
//! milliseconds or characters stand in the tokens' column.

use super::strays::Stray;
use super::tally::{Applied, Sums, Tally};
use crate::sentence::rounded;

/// Times the next row.
const TIMES: f64 = 100.0;
/// Of so many rows one may be beyond the others.
const LEAST: f64 = 5.0;
/// Part of the tokens from which on such a row is told; and tokens that no model reads or writes at once.
const MUCH: f64 = 0.1;
const NEVER: f64 = 2e6;

/// What was taken out: the source, the row, and what its cell held with it.
pub(super) type Aside = Vec<(usize, Applied, Sums)>;

/// Takes such rows out of all sources; what [`back`] needs, and what is said of them.
pub(super) fn out(tally: &mut Tally) -> (Aside, Vec<Stray>) {
    let (mut aside, mut strays): (Aside, Vec<Stray>) = (Vec::new(), Vec::new());
    for (at, source) in tally.sources.iter_mut().enumerate() {
        let sums = || source.series.iter().flat_map(|series| series.cells.values());
        let (rows, tokens) = (sums().map(|sums| sums.rows).sum::<f64>(), sums().map(Sums::tokens).sum::<f64>());
        let largest = core::mem::take(&mut source.largest);
        for all in &largest {
            let next = |at: usize| all.rows.get(at + 1).map_or(all.next, |one| one.each);
            let apart = |at: &usize| all.rows[*at].each >= TIMES * next(*at).max(1.0);
            let many = (0..all.rows.len()).rev().find(apart).map_or(0, |last| last + 1);
            for one in &all.rows[..if many as f64 * LEAST < rows { many } else { 0 }] {
                let (never, own) = (one.each > NEVER && one.row.sums.rows > 0.0, one.row.sums.tokens());
                let known =
                    |stray: &Stray| (stray.source, stray.file, stray.row) == (at, Some(one.row.file), one.record);
                if !never && own < MUCH * tokens || strays.iter().any(known) {
                    continue;
                }
                let fate = if never {
                    " tokens a request, over 100 times as many as any other row: left out, since no model reads or writes as much."
                } else {
                    " tokens a request, over 100 times as many as any other row: it counts; if it is a mistake, take it out."
                };
                strays.push(Stray {
                    source: at,
                    file: Some(one.row.file),
                    row: one.record,
                    reason: if never { "tokens that cannot be".to_owned() } else { String::new() },
                    rows: 1,
                    tokens: own,
                    sentence: ["Row ", &one.record.to_string(), " has ", &rounded(one.each, 12), fate].concat(),
                });
                if never {
                    aside.push((at, one.row, source.set_aside(&one.row)));
                }
            }
        }
        source.largest = largest;
    }
    (aside, strays)
}

/// Puts everything back, since another file may show that they are like others.
pub(super) fn back(tally: &mut Tally, aside: Aside) {
    for (at, row, before) in aside.into_iter().rev() {
        tally.sources[at].put_back(&row, before);
    }
}
