//! What is known of a row that was read, so that it is known again and an id that is given twice is not taken for it.

use crate::usage::row::Row;
use std::collections::BTreeMap;

/// Seconds within which one id is one request, as the parts of a stream and its log follow each other.
const NEAR: u32 = 600;
/// Rows of one id that are told apart one by one; of more only equal ones are known again.
const MOST: u64 = 8;

/// Where a row stood, when, and a mark of its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) part: u32,
    time: u32,
    tokens: u32,
}

impl Seen {
    pub(super) fn of(row: &Row<'_>, part: u32) -> Self {
        let tokens = row.input.to_bits().rotate_left(7) ^ row.output.to_bits();
        Self { part, time: row.time.seconds as u32, tokens: (tokens ^ (tokens >> 32)) as u32 }
    }

    /// Whether two rows of one id are one record: of one time, or of the same tokens.
    const fn is(&self, other: &Self) -> bool {
        self.time.abs_diff(other.time) <= NEAR || self.tokens == other.tokens
    }
}

/// The key of a row with an id among those that were read: that of the record that it is, else one of its own.
pub(super) fn own(all: &BTreeMap<u64, Seen>, key: u64, mark: &Seen) -> u64 {
    let step = |key: u64, by: u64| key.wrapping_mul(0x0100_0000_01b3) ^ by;
    let mut own = key;
    for turn in 1..=MOST {
        match all.get(&own) {
            Some(seen) if !seen.is(mark) => own = step(own, turn),
            _ => return own,
        }
    }
    step(step(own, u64::from(mark.time)), u64::from(mark.tokens))
}
