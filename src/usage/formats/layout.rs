//! How the columns of a table are used, once its header is known.

use super::habit::Dates;
use crate::usage::row::Format;
use crate::usage::time::Habit;
use std::collections::BTreeSet;

/// How the columns of a CSV are used: the format, and the columns that are kept, by the names the format knows.
#[derive(Clone, Debug)]
pub(in crate::usage) struct Layout {
    pub(in crate::usage) format: Format,
    pub(in crate::usage) columns: Vec<(String, usize)>,
    /// The header's cells in these columns, and how many columns it has: where it stands again, another table begins.
    pub(in crate::usage) head: Vec<String>,
    pub(in crate::usage) width: usize,
    /// Whether rows without a number of requests are sums, once it is known.
    pub(super) sums: Option<bool>,
    /// Moments and labels of such rows so far.
    pub(super) moments: BTreeSet<u64>,
    /// Records that wait, by number: for the end of their file, or until it is known what they are.
    pub(in crate::usage) held: Vec<(u64, Vec<String>)>,
    /// How its dates are meant.
    pub(super) dates: Dates,
}

impl Layout {
    pub(in crate::usage) fn new(format: Format, columns: Vec<(String, usize)>) -> Self {
        let dates = Dates::new(&columns);
        let (head, moments) = (Vec::new(), BTreeSet::new());
        Self { format, columns, head, width: 0, sums: None, moments, held: Vec::new(), dates }
    }

    /// Whether a record is the header again.
    pub(in crate::usage) fn is_head(&self, cells: &[String]) -> bool {
        !self.head.is_empty() && self.columns.iter().zip(&self.head).all(|((_, at), name)| cells.get(*at) == Some(name))
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
