//! How the columns of a table are used, once its header is known.

use super::habit::Dates;
use crate::usage::row::Format;
use crate::usage::time::Habit;
use crate::usage::undecided::Undecided;

/// How the columns of a CSV are used: the format, and the columns that are kept, by the names the format knows.
#[derive(Clone, Debug)]
pub(in crate::usage) struct Layout {
    pub(in crate::usage) format: Format,
    pub(in crate::usage) columns: Vec<(String, usize)>,
    /// The header's cells in these columns, and how many columns it has: where it stands again, another table begins.
    pub(in crate::usage) head: Vec<String>,
    pub(in crate::usage) width: usize,
    /// Whether another table has begun in the same file.
    pub(in crate::usage) over: bool,
    /// How many columns end with one that a whole row has filled.
    pub(in crate::usage) filled: usize,
    /// Rows without a number of requests that wait until it is known what they are.
    pub(super) rows: Undecided<Vec<String>>,
    /// Records that wait for the end of their file, by number.
    pub(in crate::usage) held: Vec<(u64, Vec<String>)>,
    /// How its dates are meant.
    pub(super) dates: Dates,
}

impl Layout {
    pub(in crate::usage) fn new(format: Format, columns: Vec<(String, usize)>) -> Self {
        let dates = Dates::new(&columns);
        let (head, held) = (Vec::new(), Vec::new());
        Self { format, columns, head, width: 0, over: false, filled: 0, rows: Undecided::default(), held, dates }
    }

    /// Whether a record is the header again.
    pub(in crate::usage) fn is_head(&self, cells: &[String]) -> bool {
        !self.head.is_empty() && self.columns.iter().zip(&self.head).all(|((_, at), name)| cells.get(*at) == Some(name))
    }

    /// Why a record is no row of this table: its cells may stand in other columns than the header's. Empty cells at the end
    /// may be missing or too many, so a short row stands where no whole row has filled what it lacks; as long as there was
    /// no whole row, where nothing that it lacks is used.
    pub(in crate::usage) fn misfit(&mut self, width: usize, filled: usize) -> Option<&'static str> {
        if self.width == 0 || width == self.width {
            self.filled = self.filled.max(filled);
            return None;
        }
        if width > self.width {
            return (filled > self.width)
                .then_some("has more cells than the header, so that they may stand in the wrong columns");
        }
        let stands =
            if self.filled > 0 { width >= self.filled } else { self.columns.iter().all(|(_, at)| *at < width) };
        (!stands).then_some("has fewer cells than the header, so that they may stand in the wrong columns")
    }

    /// Whether a column is there, by the name that the format knows.
    pub(super) fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|(known, _)| known == name)
    }

    pub(super) fn habit(&self) -> Habit {
        self.dates.habit.unwrap_or(Habit::MonthFirst)
    }
}

/// What a header is.
pub(in crate::usage) enum Header {
    /// A known format.
    Known(Layout),
    /// The export of a range without any use.
    Empty(Format),
    /// Known, but without what is needed: what to do instead.
    Refused(&'static str),
    /// Not known.
    Unknown,
}
