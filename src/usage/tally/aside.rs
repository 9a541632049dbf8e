//! Rows that are taken out again, for good or while a case is made.

use super::applied::Applied;
use super::source::Source;
use super::sums::Sums;

impl Source {
    /// Notes a row by its tokens in and by those out for each request, or where it states none by all its tokens.
    pub(super) fn measure(&mut self, record: u64, key: u64, row: &Applied) {
        let sums = &row.sums;
        if sums.requests > 0.0 {
            self.largest[0].add(sums.input / sums.requests, record, key, row);
            self.largest[1].add(sums.output / sums.requests, record, key, row);
        } else if sums.requests_of == 0.0 {
            self.largest[2].add(sums.tokens(), record, key, row);
        }
    }

    /// Takes a row out again that was added before.
    pub(super) fn undo(&mut self, key: u64, row: &Applied) {
        self.change(row, -1.0);
        for one in &mut self.largest {
            one.rows.retain(|one| one.key != key);
        }
    }

    /// Changes all rows that may be taken out again.
    pub(super) fn renumber(&mut self, change: &dyn Fn(&mut Applied)) {
        self.held.values_mut().for_each(change);
        for one in &mut self.largest {
            one.rows.iter_mut().for_each(|one| change(&mut one.row));
        }
    }

    /// Takes a row out while a case is made; what its cell held with it.
    pub(in crate::usage) fn set_aside(&mut self, row: &Applied) -> Sums {
        let before = *self.series[row.series as usize].cells.entry(row.cell).or_default();
        self.change(row, -1.0);
        before
    }

    /// Puts it back.
    pub(in crate::usage) fn put_back(&mut self, row: &Applied, before: Sums) {
        self.change(row, 1.0);
        *self.series[row.series as usize].cells.entry(row.cell).or_default() = before;
    }
}
