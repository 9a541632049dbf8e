//! A row or field of a catalog that was refused.

use serde::Serialize;

/// A row or field that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Refusal {
    /// The table.
    pub table: &'static str,
    /// The row, by its name, or its place in the table counted from 1.
    pub row: String,
    /// The first day of the row as it is written, which tells the rows of one offer apart; empty where there is none.
    pub from: String,
    /// The field.
    pub field: String,
    /// What would have been allowed.
    pub allowed: String,
}
