//! What a memo is made of.

use crate::sentence::Sentence;
use serde::Serialize;

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Block {
    /// The heading.
    pub heading: &'static str,
    /// Whole sentences, each a paragraph.
    pub paragraphs: Vec<Sentence>,
    /// What stands in the columns of its table, that of the labels first.
    pub columns: &'static [&'static str],
    /// A table, if there is one.
    pub rows: Vec<Row>,
}

/// A row of a memo's table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// What it is.
    pub label: String,
    /// Amounts or words, one per column.
    pub cells: Vec<Sentence>,
}

/// What one option costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptionAmount {
    /// The option, for people.
    pub label: String,
    /// Constant monthly cost over the horizon that is worth as much, USD.
    pub monthly: f64,
    /// Present value, USD.
    pub present: f64,
    /// True for the answer.
    pub chosen: bool,
    /// What of one's own it runs, in words; empty where all is bought.
    pub runs: Sentence,
}

/// An assumption that carries the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Assumption {
    /// What is assumed.
    pub label: String,
    /// How much.
    pub value: Sentence,
    /// Evidence grade.
    pub grade: &'static str,
    /// Where it is from.
    pub source: String,
}
