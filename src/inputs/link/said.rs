//! What was set, and what was wrong with it.

use serde::Serialize;

/// One input that was set.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Given {
    /// `horizon`, or `assistant.requests`.
    pub key: String,
    /// As a link carries it.
    pub text: String,
    /// Low end where a range was given, in the shown unit.
    pub low: Option<f64>,
    /// High end.
    pub high: Option<f64>,
    /// How an ambiguous or corrected text was read, in canonical text.
    pub echo: bool,
}

/// What was wrong with a text, and what was used instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Issue {
    /// The key.
    pub field: String,
    /// The text as typed, at most 80 characters of it.
    pub text: String,
    /// What is the matter, to be read after the quoted text.
    pub problem: String,
    /// What is allowed.
    pub allowed: String,
    /// What was used instead; empty when the pair was set aside.
    pub used: String,
    /// True for a reading that is only echoed, not corrected.
    pub notice: bool,
}
