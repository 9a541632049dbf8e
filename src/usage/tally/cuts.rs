//! One day of one usage in two files that part it differently, by the hour and by the day or by other labels: it counts once.

use super::Tally;
use super::applied::Cell;
use super::source::{Source, Way};
use super::sums::Sums;
use crate::usage::row::Row;

/// Seconds from which on a bucket is one of a day: hours of a day that another page has whole are in it already.
pub(super) const LONG: f64 = 21_600.0;

/// Why such rows are left out.
pub(super) const AGAIN: &str = "the same days in another file, parted another way";

/// How much a way tells: requests before hours, and hours before the days' other columns.
fn tells((cut, long): Way) -> (bool, bool, bool) {
    (cut == "analytics", !long, matches!(cut, "usage page" | "Console"))
}

impl Tally {
    /// Whether a row counts by the way in which the figures of its day are parted. What was read before is taken back where
    /// the row's way tells more, so that the order of files does not matter. It covers so many seconds, bare as the row has
    /// them.
    pub(super) fn is_cut(&mut self, at: usize, row: &Row<'_>, seconds: f64) -> bool {
        if row.cut.is_empty() {
            return true;
        }
        let last = self.files.len() - 1;
        let source = &mut self.sources[at];
        let day = libm::floor(row.time.seconds / 86_400.0) as i32;
        let way = (row.cut, seconds > LONG);
        let number = source.ways.iter().position(|one| *one == way).unwrap_or_else(|| {
            source.ways.push(way);
            source.ways.len() - 1
        });
        // Vectors come in reports of their own, and go by days of their own.
        let part = (day as u64) << 1 | u64::from(row.embedding);
        let (known, file) = *source.cuts.entry(part).or_insert((number as u16, last));
        let first = source.ways[usize::from(known)];
        if first == way {
            return true;
        }
        if tells(way) <= tells(first) {
            return false;
        }
        source.cuts.insert(part, (number as u16, last));
        let gone = source.take(&|cell, embedding| embedding == row.embedding && cell.0.div_euclid(24) == day);
        // A page of both still covers the day of its answers.
        if !row.embedding {
            source.uncover(file, day, row.time.seconds);
        }
        self.drop_again(file, gone.rows as u64, gone.tokens());
        true
    }

    /// Rows of a file that were used are left out after all, with their tokens: bare, as all sums of a tally.
    pub(super) fn drop_again(&mut self, file: usize, rows: u64, tokens: f64) {
        let file = &mut self.files[file];
        file.rows = file.rows.saturating_sub(rows);
        file.left_out.add(AGAIN, rows, tokens);
    }
}

impl Source {
    /// Takes out the sums that stand in some cells, of vectors or not.
    pub(super) fn take(&mut self, goes: &dyn Fn(&Cell, bool) -> bool) -> Sums {
        let mut gone = Sums::default();
        let vectors: Vec<bool> = self.series.iter().map(|series| series.embedding).collect();
        for series in &mut self.series {
            let cells: Vec<Cell> = series.cells.keys().filter(|cell| goes(cell, series.embedding)).copied().collect();
            for cell in cells {
                gone.add(&series.cells.remove(&cell).unwrap_or_default(), 1.0);
            }
        }
        self.renumber(&|held| {
            if goes(&held.cell, vectors[held.series as usize]) {
                held.sums = Sums::default();
            }
        });
        gone
    }
}
