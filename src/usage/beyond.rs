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
/// Rows of one kind that are named.
const NAMED: usize = 3;

/// What was taken out: the source, the row, and what its cell held with it.
pub(super) type Aside = Vec<(usize, Applied, Sums)>;

/// Takes such rows out of all sources; what [`back`] needs, and what is said of them.
pub(super) fn out(tally: &mut Tally) -> (Aside, Vec<Stray>) {
    let (mut aside, mut strays): (Aside, Vec<Stray>) = (Vec::new(), Vec::new());
    for (at, source) in tally.sources.iter_mut().enumerate() {
        let sums = || source.series.iter().flat_map(|series| series.cells.values());
        let (rows, tokens) = (sums().map(|sums| sums.rows).sum::<f64>(), sums().map(Sums::tokens).sum::<f64>());
        let largest = core::mem::take(&mut source.largest);
        let mut found: Vec<Odd> = Vec::new();
        for (kind, all) in largest.iter().enumerate() {
            let next = |at: usize| all.rows.get(at + 1).map_or(all.next, |one| one.each);
            let few = |at: &usize| (*at + 1) as f64 * LEAST < rows;
            let apart = |at: &usize| few(at) && all.rows[*at].each >= TIMES * next(*at).max(1.0);
            let many = (0..all.rows.len()).rev().find(apart).map_or(0, |last| last + 1);
            for one in &all.rows[..many] {
                let a_request = kind < 2;
                let never = a_request && one.each > NEVER && one.row.sums.rows > 0.0;
                let own = one.row.sums.tokens();
                let known = found.iter().any(|odd| odd.file == one.row.file && odd.records.contains(&one.record));
                if !never && own < MUCH * tokens || known {
                    continue;
                }
                let like = |odd: &&mut Odd| (odd.file, odd.never, odd.a_request) == (one.row.file, never, a_request);
                match found.iter_mut().find(like) {
                    Some(odd) => {
                        odd.records.push(one.record);
                        (odd.each, odd.tokens) = (odd.each.max(one.each), odd.tokens + own);
                    }
                    None => found.push(Odd {
                        file: one.row.file,
                        never,
                        a_request,
                        records: vec![one.record],
                        each: one.each,
                        tokens: own,
                    }),
                }
                if never {
                    aside.push((at, one.row, source.set_aside(&one.row)));
                }
            }
        }
        strays.extend(found.into_iter().map(|odd| odd.told(at)));
        source.largest = largest;
    }
    (aside, strays)
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
