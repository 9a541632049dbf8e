//! How the columns of a table are used, once its header is known.

use super::habit::Dates;
use crate::usage::row::Format;
use crate::usage::time::Habit;

/// How the columns of a CSV are used: the format, and the columns that are kept, by the names the format knows.
#[derive(Clone, Debug)]
pub(in crate::usage) struct Layout {
    pub(in crate::usage) format: Format,
    pub(in crate::usage) columns: Vec<(String, usize)>,
    /// Records that wait for the end of their file, by number.
    pub(in crate::usage) held: Vec<(u64, Vec<String>)>,
    /// How its dates are meant.
    pub(super) dates: Dates,
}

impl Layout {
    pub(in crate::usage) fn new(format: Format, columns: Vec<(String, usize)>) -> Self {
        let dates = Dates::new(&columns);
        Self { format, columns, held: Vec::new(), dates }
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
