//! Rows with a number of tokens that cannot be: a hundred times and more what any other row has for each request, as where
//! milliseconds or characters stand in the tokens' column.

use super::strays::Stray;
use super::tally::{Applied, Large, Sums, Tally};
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
    let (mut aside, mut strays) = (Vec::new(), Vec::new());
    for (at, source) in tally.sources.iter_mut().enumerate() {
        let sums = || source.series.iter().flat_map(|series| series.cells.values());
        let (rows, tokens) = (sums().map(|sums| sums.rows).sum::<f64>(), sums().map(Sums::tokens).sum::<f64>());
        let mut found: Vec<Large> = Vec::new();
        for largest in &source.largest {
            let next = |at: usize| largest.rows.get(at + 1).map_or(largest.next, |one| one.each);
            let apart = |at: &usize| largest.rows[*at].each >= TIMES * next(*at).max(1.0);
            let last = (0..largest.rows.len()).rev().find(apart).filter(|last| (last + 1) as f64 * LEAST < rows);
            let all = last.map_or(&[][..], |last| &largest.rows[..=last]);
            found.extend(
                all.iter().filter(|one| {
                    one.row.sums.tokens() >= MUCH * tokens || one.each > NEVER && one.row.sums.rows > 0.0
                }),
            );
        }
        for (place, one) in found.iter().enumerate() {
            if found[..place].iter().any(|other| (other.row.file, other.record) == (one.row.file, one.record)) {
                continue;
            }
            let never = one.each > NEVER;
            let fate = if never {
                "left out, since no model reads or writes as much"
            } else {
                "it counts; if it is a mistake, take it out"
            };
            let many =
                [&rounded(one.each, 12), " tokens a request, over 100 times as many as any other row: "].concat();
            strays.push(Stray {
                source: at,
                file: Some(one.row.file),
                row: one.record,
                reason: if never { "tokens that cannot be".to_owned() } else { String::new() },
                rows: 1,
                tokens: one.row.sums.tokens(),
                sentence: ["Row ", &one.record.to_string(), " has ", &many, fate, "."].concat(),
            });
            if never {
                aside.push((at, one.row, source.set_aside(&one.row)));
            }
        }
    }
    (aside, strays)
}

/// Puts everything back, since another file may show that they are like others.
pub(super) fn back(tally: &mut Tally, aside: Aside) {
    for (at, row, before) in aside.into_iter().rev() {
        tally.sources[at].put_back(&row, before);
    }
}
