//! One point of a load test.

use crate::sentence::rounded;
use serde::Serialize;

/// One point of a load test: a steady load and what the servers did under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LoadPoint {
    /// The tool that measured it, for people.
    pub tool: &'static str,
    /// The file it stands in.
    pub file: String,
    /// The line or record it stands in, from 1 with a header counted in; 0 where the file is one result or document.
    pub row: u64,
    /// The model, as the file names it; empty where it does not.
    pub model: String,
    /// The GPU as the file names it; empty where it does not.
    pub gpu: String,
    /// How it was set up, as the file names it: results of two ways are no sweep.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub(in crate::usage) setup: String,
    /// GPUs of all replicas together, where stated.
    pub gpus: Option<f64>,
    /// Requests under way on average: as set, else by Little's law from the rate and the times.
    pub concurrency: Option<f64>,
    /// True where Little's law gave it.
    pub concurrency_derived: bool,
    /// Mean tokens in per request; absent where the file does not state it.
    pub input: Option<f64>,
    /// Mean tokens out per request; absent where the file does not state it.
    pub output: Option<f64>,
    /// Output tokens a second of everything tested; absent where the file does not state it.
    pub tokens_per_second: Option<f64>,
    /// Requests a second; absent where the file does not state it.
    pub requests_per_second: Option<f64>,
    /// Median time to first token, ms.
    pub first_token: Option<f64>,
    /// Time to first token of the slowest answers, ms, and of which percentile: the 95th, the 99th where no other is stated.
    pub first_token_late: Option<(f64, f64)>,
    /// Median time per output token after the first, ms; the mean where no median is given.
    pub per_token: Option<f64>,
    /// Requests that were answered; absent where the file does not state it.
    pub completed: Option<f64>,
    /// Requests that failed; absent where the file does not state it.
    pub failed: Option<f64>,
    /// How long it ran, s; absent where the file does not state it.
    pub seconds: Option<f64>,
    /// Why it does not count; empty where it does.
    pub not_used: String,
}

impl LoadPoint {
    /// Where it stands, for people: `sweep.jsonl, row 3`.
    pub fn stands(&self) -> String {
        if self.row == 0 { self.file.clone() } else { [&self.file, ", row ", &rounded(self.row as f64, 12)].concat() }
    }
}

/// All points so far.
pub(in crate::usage) type Loads = Vec<LoadPoint>;
