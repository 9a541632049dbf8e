//! Reads usage exports and load tests into the inputs of a case: bytes in by pieces, sums out.
//!
//! ```text
//! bytes ─► cutter / table ─► json / fields ─► formats ─► tally ─► window, groups ─► proposals ─► a link
//! ```
//! Only named columns are ever kept; prompts, answers, keys and addresses are skipped while a file is parsed. Counts that
//! a file does not state stay unknown and are asked for.

mod beyond;
mod block;
mod clock;
mod coarse;
mod cutter;
mod ends;
mod fields;
mod files;
mod formats;
mod groups;
mod hidden;
mod json;
mod kept;
pub mod load;
mod moment;
pub mod names;
mod number;
mod periods;
mod proposals;
mod proposed;
mod reader;
mod row;
mod strays;
mod table;
mod tally;
mod time;
mod tokens;
mod turn;
mod undecided;
mod unfinished;
mod volume;
mod weekdays;
mod weekly;
mod window;

pub use files::{Evidence, FileRead, LeftOut, SourceRead, UsageIssue};
pub use load::LoadPoint;
pub use proposed::{How, Measured, Proposal, Throughput, Totals};
pub use reader::UsageReader;

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
