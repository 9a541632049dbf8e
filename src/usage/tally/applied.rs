//! A row as it was added, so that it can be taken out again.

use super::sums::Sums;

/// An hour since 1970 and how many hours from it on its figures cover.
pub(in crate::usage) type Cell = (i32, u32);

/// Where a row was added, and what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Applied {
    pub(super) series: u32,
    pub(super) cell: Cell,
    pub(super) sums: Sums,
    pub(super) length: Option<u16>,
    pub(super) minute: Option<i64>,
}
