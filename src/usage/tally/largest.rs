//! The rows with most tokens for each request, so that one that cannot be is found and taken out again.

use super::applied::Applied;

/// Rows that are kept of each measure.
const KEPT: usize = 32;

/// A row with many tokens for each request.
#[derive(Clone, Copy, Debug)]
pub(in crate::usage) struct Large {
    pub(in crate::usage) each: f64,
    pub(in crate::usage) record: u64,
    pub(super) key: u64,
    pub(in crate::usage) row: Applied,
}

/// The largest rows, and how large the next is that is not kept.
#[derive(Debug, Default)]
pub(in crate::usage) struct Largest {
    pub(in crate::usage) rows: Vec<Large>,
    pub(in crate::usage) next: f64,
}

impl Largest {
    /// Notes a row with the tokens of each of its requests.
    pub(super) fn add(&mut self, each: f64, record: u64, key: u64, row: &Applied) {
        if each <= self.next {
            return;
        }
        let at = self.rows.iter().position(|one| one.each < each).unwrap_or(self.rows.len());
        self.rows.insert(at, Large { each, record, key, row: *row });
        if self.rows.len() > KEPT {
            self.next = self.rows.pop().map_or(0.0, |one| one.each);
        }
    }
}
