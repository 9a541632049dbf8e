//! One day of one usage in two files that part it differently, by the hour and by the day or by other labels: it counts once.

use super::Tally;
use super::applied::Cell;
use super::source::Source;
use super::sums::Sums;
use crate::usage::row::Row;

/// Seconds from which on a bucket is one of a day: hours of a day that another page has whole are in it already.
pub(super) const LONG: f64 = 21_600.0;

/// Why such rows are left out.
pub(super) const AGAIN: &str = "the same days in another file, parted another way";

impl Tally {
    /// Whether a row counts by the way in which the figures of its day were parted first. Hours tell more than their day: it
    /// is taken back where they come later, so that the order of files does not matter.
    pub(super) fn is_cut(&mut self, at: usize, row: &Row<'_>, seconds: f64) -> bool {
        if row.cut.is_empty() {
            return true;
        }
        let source = &mut self.sources[at];
        let day = libm::floor(row.time.seconds / 86_400.0) as i32;
        let way = (row.cut, seconds > LONG);
        let number = source.ways.iter().position(|one| *one == way).unwrap_or_else(|| {
            source.ways.push(way);
            source.ways.len() - 1
        });
        let known = source.cuts.entry(day as u64).or_insert(number as u16);
        let first = source.ways[usize::from(*known)];
        if first == way {
            return true;
        }
        if way.1 || first.0 != way.0 {
            return false;
        }
        *known = number as u16;
        let gone = source.take_days(&|cell| cell.0.div_euclid(24) == day);
        let last = self.files.len() - 1;
        let holds = |(file, span): &&(usize, crate::usage::ends::Ends)| *file < last && span.holds(row.time.seconds);
        let file = source.spans.0.iter().find(holds).map_or(last, |one| one.0);
        self.drop_again(file, gone.rows as u64, gone.tokens());
        true
    }

    /// Rows of a file that were used are left out after all.
    pub(super) fn drop_again(&mut self, file: usize, rows: u64, tokens: f64) {
        let file = &mut self.files[file];
        file.rows = file.rows.saturating_sub(rows);
        file.left_out.add(AGAIN, rows, tokens);
    }
}

impl Source {
    /// Takes out the sums of days and longer that stand in some cells.
    pub(super) fn take_days(&mut self, of: &dyn Fn(&Cell) -> bool) -> Sums {
        let goes = |cell: &Cell| f64::from(cell.1) * 3600.0 > LONG && of(cell);
        let mut gone = Sums::default();
        for series in &mut self.series {
            let cells: Vec<Cell> = series.cells.keys().filter(|cell| goes(cell)).copied().collect();
            for cell in cells {
                gone.add(&series.cells.remove(&cell).unwrap_or_default(), 1.0);
            }
        }
        self.renumber(&|held| {
            if goes(&held.cell) {
                held.sums = Sums::default();
            }
        });
        gone
    }
}
