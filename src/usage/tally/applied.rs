//! A row as it was added, so that it can be taken out again.

use super::length::Length;
use super::stand::Stand;
use super::sums::Sums;
use crate::usage::row::Row;

/// An hour since 1970 and how many hours from it on its figures cover.
pub(in crate::usage) type Cell = (i32, u32);

/// Where a row was added, and what.
#[derive(Clone, Copy, Debug)]
pub(in crate::usage) struct Applied {
    pub(in crate::usage) file: usize,
    pub(in crate::usage) series: u32,
    pub(in crate::usage) cell: Cell,
    pub(in crate::usage) sums: Sums,
    pub(super) length: Option<Length>,
    pub(super) minute: Option<i64>,
}

impl Applied {
    /// Whether a row of the same time and labels has more: this one was exported before that time was over.
    pub(super) fn is_less(&self, row: &Row<'_>) -> bool {
        let other = Sums::of(row, Stand::default());
        let more = |one: fn(&Sums) -> f64| one(&other) > one(&self.sums);
        let equal = other.tokens() == self.sums.tokens();
        more(Sums::tokens) || equal && (more(|sums| sums.requests) || more(|sums| sums.cost))
    }
}
