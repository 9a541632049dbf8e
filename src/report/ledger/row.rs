//! One number of the ledger.

use crate::cost::figures::Figures;
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

/// Who brought a row of the catalog.
pub fn brought(figures: &Figures<'_, '_>, table: &str, name: &str) -> &'static str {
    if figures.case.catalog.is_own(table, name) { "overlay" } else { "catalog" }
}

/// A row whose number is known, in its unit.
pub fn row(
    key: String,
    label: String,
    value: f64,
    unit: &str,
    source: &str,
    date: &str,
    grade: &'static str,
    set_by: &'static str,
) -> LedgerRow {
    LedgerRow {
        key,
        label,
        value: Some(value),
        word: String::new(),
        unit: unit.to_owned(),
        low: None,
        high: None,
        source: source.to_owned(),
        date: date.to_owned(),
        grade,
        set_by,
    }
}
