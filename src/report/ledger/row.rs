//! One number of the ledger.

use serde::Serialize;

/// One number.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerRow {
    /// Key in links, or the catalog row's id.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// Value in the unit shown; absent when it is a word.
    pub value: Option<f64>,
    /// The word, for choices.
    pub word: String,
    /// Unit.
    pub unit: String,
    /// Low end.
    pub low: Option<f64>,
    /// High end.
    pub high: Option<f64>,
    /// Where it comes from.
    pub source: String,
    /// When that was, as printed there.
    pub date: String,
    /// How good that is: A, B, C or J.
    pub grade: &'static str,
    /// `default`, `link`, `catalog` or `overlay`.
    pub set_by: &'static str,
}
