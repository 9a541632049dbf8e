//! Reads usage exports and load tests into the inputs of a case: bytes in by pieces, sums out.
//!
//! ```text
//! bytes ─► cutter / table ─► json / fields ─► formats ─► tally ─► window, groups ─► proposals ─► a link
//! ```
//! Only named columns are ever kept; prompts, answers, keys and addresses are skipped while a file is parsed. Counts that
//! a file does not state stay unknown and are asked for.

mod cutter;
mod fields;
mod formats;
mod groups;
mod json;
mod kept;
pub mod load;
pub mod names;
mod number;
mod proposals;
mod reader;
mod row;
mod table;
mod tally;
mod time;
mod tokens;
mod weekly;
mod window;

pub use load::LoadPoint;
pub use reader::UsageReader;

use names::Known;
use serde::Serialize;

/// What was read from some files, and the case that it makes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Usage {
    /// The files, in the order they were given.
    pub files: Vec<FileRead>,
    /// What could not be read or must be known, one sentence each.
    pub issues: Vec<UsageIssue>,
    /// What was read, by format.
    pub sources: Vec<SourceRead>,
    /// The workloads that are proposed, the largest first.
    pub workloads: Vec<Proposal>,
    /// Inputs of the whole decision: growth, today's bill, retries.
    pub globals: Vec<Measured>,
    /// Points of load tests.
    pub loads: Vec<LoadPoint>,
    /// What the load tests give the workloads they fit.
    pub throughputs: Vec<Throughput>,
    /// The case as pairs of a link.
    pub pairs: Vec<(String, String)>,
    /// The same as a link's query.
    pub link: String,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// What it was recognized as, for people; empty where it was not.
    pub formats: Vec<&'static str>,
    /// Records in it, the header not counted.
    pub records: u64,
    /// Rows that were used.
    pub rows: u64,
    /// Rows that were left out, by reason.
    pub left_out: Vec<LeftOut>,
}

/// Rows that were not used.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// How many.
    pub rows: u64,
    /// Their tokens, in and out.
    pub tokens: f64,
}

/// Something to say about a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageIssue {
    /// The file; empty where it is about all of them.
    pub file: String,
    /// The record it is about, from 1 with the header counted in; 0 for the whole file.
    pub row: u64,
    /// One plain sentence.
    pub sentence: String,
    /// True where something could not be read, false where it is only worth knowing.
    pub wrong: bool,
}

/// How far the week is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Every hour of at least a week was counted.
    Measured,
    /// Hours of the day were counted, days of the week are the catalog's.
    Hours,
    /// Days were counted, hours of the day are the catalog's: the true peak may be higher.
    Days,
    /// Nothing can be said.
    None,
}

/// What one format's files said together.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceRead {
    /// The format, for people.
    pub format: &'static str,
    /// First moment, like `2026-11-02 00:00`, UTC; empty where the clock has no date.
    pub from: String,
    /// Last moment.
    pub to: String,
    /// Hours that count, after idle ends and whole weeks.
    pub hours: f64,
    /// `request`, `hour`, `day` or `longer`.
    pub bucket: &'static str,
    /// How a month is made of it.
    pub rule: String,
    /// How far the week is known.
    pub evidence: Evidence,
    /// Growth a year in percent, and the ends of its 80 % interval, from six whole weeks on.
    pub growth: Option<(f64, f64, f64)>,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Stated by the file, row by row.
    Read,
    /// Worked out by a rule.
    Derived,
    /// Stays at its default, or is taken for something similar.
    Assumed,
    /// Not in the file, and needed.
    Needed,
}

/// One input with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// First and last record, and how many rows.
    pub rows: (u64, u64, u64),
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
    /// The busiest hour of the week, 0 for Monday 00:00 UTC.
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
    /// Time to first token there, ms.
    pub first_token: Option<f64>,
    /// The rule, or why there is none, in words.
    pub rule: String,
    /// The file of its first point.
    pub file: String,
}
