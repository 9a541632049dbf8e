//! Rows that were read, in 16 bytes each: they are known again, and an id that is given twice is not taken for one row.

use crate::usage::row::Row;

/// Rows that are known again: 20 MB of them.
const MOST: u32 = 1_200_000;
/// Bits of a key that choose a list.
const LISTS: u32 = 18;
/// Rows of one piece of memory, since a longer list would be copied as it grows.
const PIECE: u32 = 4_096;

/// Seconds of a step of time. Two steps apart is near: one id is one request within ten minutes, as the parts of a stream and
/// its log follow each other.
const STEP: f64 = 300.0;
const NEAR: u16 = 2;
/// Rows of one id that are told apart one by one; of more only equal ones are known again.
const MOST_OF_ONE: u64 = 8;

/// Where a row stood, and marks of its time and its tokens: another record has the same by chance once in 10,000 times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) part: u32,
    time: u16,
    tokens: u16,
}

impl Mark {
    pub(super) fn of(row: &Row<'_>, part: u32) -> Self {
        let tokens = mixed(row.input.to_bits().rotate_left(7) ^ row.output.to_bits());
        Self { part, time: (row.time.seconds / STEP) as i64 as u16, tokens: tokens as u16 }
    }

    /// Whether two rows of one id are one record: of one time, or of the same tokens.
    const fn is(self, other: Self) -> bool {
        self.time.wrapping_sub(other.time).wrapping_add(NEAR) <= 2 * NEAR || self.tokens == other.tokens
    }
}

/// A row, and the number of the one before it in its list; 0 is none.
#[derive(Debug)]
struct Entry {
    key: u32,
    mark: Mark,
    before: u32,
}

/// Lists of rows by their keys.
#[derive(Debug, Default)]
pub(super) struct Seen {
    lists: Vec<u32>,
    pieces: Vec<Vec<Entry>>,
    many: u32,
}

impl Seen {
    /// What is known of the row of a key.
    pub(super) fn get(&self, key: u64) -> Option<Mark> {
        self.find(mixed(key)).map(|(piece, at)| self.pieces[piece][at].mark)
    }

    /// Keeps a row, the latest of its key, which may be `known`; false where there is no more room.
    pub(super) fn insert(&mut self, key: u64, mark: Mark, known: bool) -> bool {
        let key = mixed(key);
        if let Some((piece, at)) = known.then(|| self.find(key)).flatten() {
            self.pieces[piece][at].mark = mark;
            return true;
        }
        if self.many == MOST {
            return false;
        }
        if self.many == 0 {
            self.lists = vec![0; 1 << LISTS];
        }
        if self.many.is_multiple_of(PIECE) {
            self.pieces.push(Vec::with_capacity(PIECE as usize));
        }
        self.many += 1;
        let before = core::mem::replace(&mut self.lists[list(key)], self.many);
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(Entry { key: key as u32, mark, before });
        }
        true
    }

    /// The key of a row with an id: that of the record that it is, else one of its own.
    pub(super) fn own(&self, key: u64, mark: Mark) -> u64 {
        let step = |key: u64, by: u64| key.wrapping_mul(0x0100_0000_01b3) ^ by;
        let mut own = key;
        for turn in 1..=MOST_OF_ONE {
            match self.get(own) {
                Some(other) if !other.is(mark) => own = step(own, turn),
                _ => return own,
            }
        }
        step(step(own, u64::from(mark.time)), u64::from(mark.tokens))
    }

    /// The piece and the place in it of a key.
    fn find(&self, key: u64) -> Option<(usize, usize)> {
        let mut at = *self.lists.get(list(key))?;
        while at > 0 {
            let place = ((at - 1) / PIECE, (at - 1) % PIECE);
            let place = (place.0 as usize, place.1 as usize);
            let entry = &self.pieces[place.0][place.1];
            if entry.key == key as u32 {
                return Some(place);
            }
            at = entry.before;
        }
        None
    }
}

/// The list of a key: by the bits beyond those that an entry keeps.
const fn list(key: u64) -> usize {
    (key >> (64 - LISTS)) as usize
}

/// A key whose bits depend on all of another's, each on each (as in MurmurHash3).
pub(super) const fn mixed(key: u64) -> u64 {
    let key = (key ^ (key >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let key = (key ^ (key >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    key ^ (key >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_mixed_as_in_murmurhash3() {
        // `fmix64` of its reference implementation: 0 stays 0, and 1 becomes this.
        assert_eq!((mixed(0), mixed(1)), (0, 0xb456_bcfc_34c2_cb2c));
    }

    #[test]
    fn every_row_is_known_again_and_no_other() {
        // Keys as of rows of equal labels: one bit here and there is all in which they differ.
        let mut seen = Seen::default();
        let key = |second: u64| (1.79e9 + second as f64).to_bits().rotate_left(17);
        let mark = |part: u64| Mark { part: part as u32, time: 0, tokens: 0 };
        for at in 0..20_000 {
            assert!(seen.get(key(at)).is_none(), "{at}");
            assert!(seen.insert(key(at), mark(at), false));
        }
        assert!((0..20_000).all(|at| seen.get(key(at)).is_some_and(|one| u64::from(one.part) == at)));
        // A row that is read again takes no room.
        assert!(seen.insert(key(7), mark(9), true));
        assert_eq!((seen.many, seen.get(key(7)).map(|one| one.part)), (20_000, Some(9)));
        // Lists are short: 20,000 rows fill 262,144 · (1 − e^(−20,000 ÷ 262,144)) = 19,256 of them by chance, ± 26.
        let filled = seen.lists.iter().filter(|list| **list > 0).count();
        assert!((19_150..19_360).contains(&filled), "{filled}");
    }

    #[test]
    fn there_is_room_for_so_many_and_no_more() {
        let mut seen = Seen::default();
        let mark = Mark { part: 1, time: 0, tokens: 0 };
        assert!((0..u64::from(MOST)).all(|key| seen.insert(key.rotate_right(21), mark, false)));
        assert!(!seen.insert(u64::from(MOST).rotate_right(21), mark, false) && seen.insert(0, mark, true));
        assert_eq!(size_of::<Entry>(), 16);
    }
}
