//! What is proposed: workloads and inputs, every number with where it comes from.

use super::Evidence;
use super::names::Known;
use serde::Serialize;

/// Where a number comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Stated by the file, row by row.
    Read,
    /// Worked out by a rule.
    Derived,
    /// Stays at its default, or is taken for something similar.
    #[default]
    Assumed,
    /// Not in the file, and needed.
    Needed,
    /// Typed or chosen by the visitor.
    Given,
}

/// One input with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Measured {
    /// Name of the input.
    pub key: String,
    /// Its label, for people.
    pub label: String,
    /// Its value in the input's unit; absent where it is a word or not known.
    pub value: Option<f64>,
    /// As a link carries it; empty where it is left alone.
    pub text: String,
    /// Where it comes from.
    pub how: How,
    /// The rule, in words.
    pub rule: String,
    /// The file that its first row stands in.
    pub file: String,
    /// First and last record of the rows that count, the last perhaps of another file, and how many rows.
    pub rows: (u64, u64, u64),
    /// The same for people: `usage.csv, rows 2 to 337`; empty where no row counts.
    pub stands: String,
}

/// Plain sums of the rows behind a workload; absent where the file does not state them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Totals {
    /// Requests that were answered.
    pub requests: Option<f64>,
    /// Input tokens, cached and written ones inside.
    pub input: f64,
    /// Input tokens read from a cache.
    pub cached: Option<f64>,
    /// Input tokens written to a cache.
    pub written: Option<f64>,
    /// Output tokens, reasoning inside.
    pub output: f64,
    /// Hidden reasoning.
    pub reasoning: Option<f64>,
    /// Dollars.
    pub cost: Option<f64>,
}

/// A workload that is proposed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Proposal {
    /// How edits name it: `w1`, `w2`, …
    pub id: String,
    /// Short name in the link.
    pub slug: String,
    /// Name, from the file unless the visitor gave one.
    pub name: String,
    /// What the name is in the file: `application`, `project`, `key`, `model`, …
    pub named_by: &'static str,
    /// True while the name is the file's own.
    pub name_from_file: bool,
    /// Left out by the visitor.
    pub left_out: bool,
    /// The proposal that it was merged into; empty where it stands alone.
    pub into: String,
    /// The format it comes from, for people.
    pub format: &'static str,
    /// Tokens a month, in and out; absent where there is no clock.
    pub tokens: Option<f64>,
    /// Sums of the rows that count.
    pub totals: Totals,
    /// Part of the source's tokens.
    pub share: f64,
    /// The model as the file names it.
    pub model_read: String,
    /// Id of the hosted model in the catalog; empty where it is not known.
    pub model: String,
    /// How the model was understood.
    pub model_known: Known,
    /// Dollars a month that the file states; absent where it states none.
    pub cost: Option<f64>,
    /// The same tokens at the catalog's list prices.
    pub list_cost: Option<f64>,
    /// 168 hours from Monday 00:00 UTC with a mean of 1, where they are known.
    pub week: Vec<f64>,
    /// How far they are known.
    pub evidence: Evidence,
    /// The busiest hour over the mean hour, where every hour was seen; where only days were, the busiest day over the mean
    /// day, which is the least it can be.
    pub peak: Option<f64>,
    /// The busiest hour of the week, 0 for Monday 00:00 UTC; absent where not every hour of it was seen.
    pub busiest: Option<usize>,
    /// Every input with its evidence.
    pub inputs: Vec<Measured>,
    /// What to check before it is accepted.
    pub notes: Vec<String>,
}

/// What a load test gives a workload.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Throughput {
    /// The workload's short name.
    pub slug: String,
    /// Output tokens a second of one replica at the workload's pace; absent where the test cannot say.
    pub value: Option<f64>,
    /// Requests under way there, on one replica.
    pub concurrency: Option<f64>,
    /// Median time to first token there, ms.
    pub first_token: Option<f64>,
    /// Time to first token of the slowest answers there, ms, and of which percentile.
    pub first_token_late: Option<(f64, f64)>,
    /// GPUs of one replica there, where stated.
    pub gpus: Option<f64>,
    /// The catalog's id of the model that was tested; empty where the catalog or the file has none.
    pub open_model: String,
    /// The catalog's id of the GPU; empty where the catalog or the file has none.
    pub gpu: String,
    /// The rule, or why there is none, in words.
    pub rule: String,
    /// The file of the tested load that it is from; of the lesser one where it lies between two.
    pub file: String,
    /// The file and row of that load, or of both: `a.json and b.json`; empty where the test cannot say.
    pub stands: String,
}
