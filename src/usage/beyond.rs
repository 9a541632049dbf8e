//! Rows with a number of tokens that cannot be: a hundred times and more what any other row has for each request, as where
//! milliseconds or characters stand in the tokens' column.

use super::strays::Stray;
use super::tally::{Applied, Large, Source, Sums, Tally};
use crate::sentence::rounded;

/// Times the next row.
const TIMES: f64 = 100.0;
/// Of so many rows one may be beyond the others.
const LEAST: f64 = 5.0;
/// Part of the tokens from which on such a row is told; and tokens that no model reads or writes at once.
const MUCH: f64 = 0.1;
const NEVER: f64 = 2e6;
/// Rows of one kind that are named.
const NAMED: usize = 3;

/// What was taken out: the source, the row, and what its cell held with it.
pub(super) type Aside = Vec<(usize, Applied, Sums)>;

/// Takes the rows that cannot be out of all sources; what [`back`] needs, and what is said of them.
pub(super) fn out(tally: &mut Tally) -> (Aside, Vec<Stray>) {
    let (mut aside, mut strays): (Aside, Vec<Stray>) = (Vec::new(), Vec::new());
    for (at, source) in tally.sources.iter_mut().enumerate() {
        let mut odd = Vec::new();
        for one in apart(source).into_iter().filter(|one| one.never) {
            if noted(&mut odd, &one) {
                let row = one.large.row;
                aside.push((at, row, source.set_aside(&row)));
            }
        }
        strays.extend(odd.into_iter().map(|odd| odd.told(at)));
    }
    (aside, strays)
}

/// What is said of the others that hold much of the tokens, and count: those in the hours of the window.
pub(super) fn counting(source: &Source, at: usize, (from, to): (i64, i64)) -> Vec<Stray> {
    let tokens: f64 = source.series.iter().flat_map(|series| series.cells.values()).map(Sums::tokens).sum();
    let mut odd = Vec::new();
    for one in apart(source).into_iter().filter(|one| !one.never) {
        let inside = (from..to).contains(&i64::from(one.large.row.cell.0));
        if inside && one.large.row.sums.tokens() >= MUCH * tokens {
            noted(&mut odd, &one);
        }
    }
    odd.into_iter().map(|odd| odd.told(at)).collect()
}

/// A row that is beyond the others.
struct Apart {
    large: Large,
    /// Whether it cannot be, and whether it is known for each request.
    never: bool,
    a_request: bool,
}

/// The rows of a source that are beyond the others.
fn apart(source: &Source) -> Vec<Apart> {
    let rows: f64 = source.series.iter().flat_map(|series| series.cells.values()).map(|sums| sums.rows).sum();
    let mut found = Vec::new();
    for (kind, all) in source.largest.iter().enumerate() {
        let next = |at: usize| all.rows.get(at + 1).map_or(all.next, |one| one.each);
        let few = |at: &usize| (*at + 1) as f64 * LEAST < rows;
        let beyond = |at: &usize| few(at) && all.rows[*at].each >= TIMES * next(*at).max(1.0);
        let many = (0..all.rows.len()).rev().find(beyond).map_or(0, |last| last + 1);
        for large in &all.rows[..many] {
            let a_request = kind < 2;
            let never = a_request && large.each > NEVER && large.row.sums.rows > 0.0;
            found.push(Apart { large: *large, never, a_request });
        }
    }
    found
}

/// Notes such a row beside those like it; false where it is known already.
fn noted(odd: &mut Vec<Odd>, one: &Apart) -> bool {
    let (large, file) = (&one.large, one.large.row.file);
    if odd.iter().any(|odd| odd.file == file && odd.records.contains(&large.record)) {
        return false;
    }
    let own = large.row.sums.tokens();
    match odd.iter_mut().find(|odd| (odd.file, odd.never, odd.a_request) == (file, one.never, one.a_request)) {
        Some(odd) => {
            odd.records.push(large.record);
            (odd.each, odd.tokens) = (odd.each.max(large.each), odd.tokens + own);
        }
        None => odd.push(Odd {
            file,
            never: one.never,
            a_request: one.a_request,
            records: vec![large.record],
            each: large.each,
            tokens: own,
        }),
    }
    true
}

/// Such rows of one file.
struct Odd {
    file: usize,
    /// Whether they cannot be, and whether they are known for each request.
    never: bool,
    a_request: bool,
    records: Vec<u64>,
    /// The most tokens of one, and those of all.
    each: f64,
    tokens: f64,
}

impl Odd {
    fn told(self, source: usize) -> Stray {
        let mut records: Vec<f64> = self.records.iter().map(|record| *record as f64).collect();
        crate::order::numbers(&mut records);
        let one = records.len() == 1;
        let named: Vec<String> = records.iter().take(NAMED).map(|record| rounded(*record, 12)).collect();
        let fate = match (self.never, one) {
            (true, _) => "left out, since no model reads or writes as much.",
            (_, true) => "it counts; if it is a mistake, take it out.",
            _ => "they count; if they are a mistake, take them out.",
        };
        let sentence = [
            if one { "Row " } else { "Rows " },
            &named.join(", "),
            if records.len() > NAMED { " and others" } else { "" },
            if one { " has " } else { " have up to " },
            &rounded(self.each, 12),
            if self.a_request { " tokens a request" } else { " tokens" },
            ", over 100 times as many as any other row: ",
            fate,
        ];
        Stray {
            source,
            file: Some(self.file),
            row: self.records[0],
            reason: if self.never { "tokens that cannot be".to_owned() } else { String::new() },
            rows: records.len() as u64,
            tokens: self.tokens,
            sentence: sentence.concat(),
        }
    }
}

/// Puts everything back, since another file may show that they are like others.
pub(super) fn back(tally: &mut Tally, aside: Aside) {
    for (at, row, before) in aside.into_iter().rev() {
        tally.sources[at].put_back(&row, before);
    }
}
