//! What the dates of a table have said so far of how they are meant.

use crate::usage::time::Habit;

/// What the dates of a table have said so far.
#[derive(Clone, Debug, Default)]
pub(in crate::usage) struct Dates {
    /// Columns that hold times.
    pub(super) columns: Vec<usize>,
    /// Decided, or nothing to decide yet.
    pub(in crate::usage) habit: Option<Habit>,
    /// Rows that wait, by number.
    pub(super) waiting: Vec<(u64, Vec<String>)>,
}

impl Dates {
    /// For the columns of a layout.
    pub(super) fn new(columns: &[(String, usize)]) -> Self {
        let is_time = |name: &str| {
            let name = name.to_ascii_lowercase();
            ["time", "date", "created_at", "span"].iter().any(|word| name.contains(word))
        };
        let columns = columns.iter().filter(|(name, _)| is_time(name)).map(|(_, at)| *at).collect();
        Self { columns, habit: None, waiting: Vec::new() }
    }
}
