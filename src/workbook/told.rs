//! What of a report a workbook is made of, as it stands in JSON and in JavaScript.

use serde::Deserialize;

/// A report.
#[derive(Debug, Deserialize)]
pub struct Report {
    pub(crate) engine: String,
    pub(crate) asof: String,
    pub(crate) pairs: Vec<(String, String)>,
    pub(crate) horizon: f64,
    pub(crate) verdict: Verdict,
    pub(crate) options: Vec<OptionCost>,
    pub(crate) ledger: Vec<LedgerRow>,
}

/// The sentences of the answer that stand in the workbook.
#[derive(Debug, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) sentence: Vec<Part>,
    pub(crate) sure: Vec<Part>,
    pub(crate) decides: Vec<Part>,
    pub(crate) holds: Vec<Part>,
    pub(crate) check: Vec<Part>,
}

/// Words, or an amount.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    pub(crate) unit: String,
    pub(crate) text: String,
    pub(crate) value: f64,
}

/// An option with its lines.
#[derive(Debug, Deserialize)]
pub(crate) struct OptionCost {
    pub(crate) label: String,
    pub(crate) best: bool,
    pub(crate) monthly: f64,
    pub(crate) lines: Vec<LineAmount>,
}

/// A line of an option.
#[derive(Debug, Deserialize)]
pub(crate) struct LineAmount {
    pub(crate) label: String,
    pub(crate) monthly: f64,
    pub(crate) equations: Option<Worked>,
}

/// How a line is worked out.
#[derive(Debug, Deserialize)]
pub(crate) struct Worked {
    /// Absent where there are none, by zero.
    pub(crate) month: u32,
    pub(crate) equations: Vec<Equation>,
}

/// A sum of products.
#[derive(Debug, Deserialize)]
pub(crate) struct Equation {
    pub(crate) title: String,
    pub(crate) terms: Vec<Term>,
    pub(crate) finish: String,
    pub(crate) result: f64,
    pub(crate) unit: String,
    pub(crate) adds: bool,
}

/// A product.
#[derive(Debug, Deserialize)]
pub(crate) struct Term {
    pub(crate) minus: bool,
    pub(crate) factors: Vec<Factor>,
}

/// A number of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Factor {
    pub(crate) label: String,
    pub(crate) value: f64,
    pub(crate) unit: String,
    pub(crate) source: String,
    pub(crate) over: bool,
}

/// An input or a price.
#[derive(Debug, Deserialize)]
pub(crate) struct LedgerRow {
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) value: Option<f64>,
    pub(crate) word: String,
    pub(crate) unit: String,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) grade: String,
    pub(crate) source: String,
    pub(crate) date: String,
}
