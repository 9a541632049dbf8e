//! What adds up.

use crate::usage::row::Row;

/// Counts, each with the weight of the rows that state it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::usage) struct Sums {
    pub(in crate::usage) rows: f64,
    pub(in crate::usage) requests: f64,
    /// Rows that state their requests.
    pub(in crate::usage) requests_of: f64,
    pub(in crate::usage) input: f64,
    pub(in crate::usage) output: f64,
    pub(in crate::usage) cached: f64,
    /// Input of the rows that state what was cached; the same for the next ones.
    pub(in crate::usage) cached_of: f64,
    pub(in crate::usage) written: f64,
    pub(in crate::usage) written_of: f64,
    pub(in crate::usage) reasoning: f64,
    /// Output of the rows that state reasoning.
    pub(in crate::usage) reasoning_of: f64,
    /// Weight in a batch, and of all that say whether they are in one: requests, or tokens where those are unknown.
    pub(in crate::usage) batch: f64,
    pub(in crate::usage) batch_of: f64,
    pub(in crate::usage) cost: f64,
    pub(in crate::usage) cost_of: f64,
    pub(in crate::usage) failed: f64,
}

impl Sums {
    pub(super) fn of(row: &Row<'_>) -> Self {
        let known = |value: Option<f64>, of: f64| if value.is_some() { of } else { 0.0 };
        let weight = row.requests.unwrap_or(row.input + row.output);
        if row.failed {
            return Self { failed: row.requests.unwrap_or(1.0), ..Self::default() };
        }
        Self {
            rows: 1.0,
            requests: row.requests.unwrap_or(0.0),
            requests_of: known(row.requests, 1.0),
            input: row.input,
            output: row.output,
            cached: row.cached.unwrap_or(0.0),
            cached_of: known(row.cached, row.input),
            written: row.written.unwrap_or(0.0),
            written_of: known(row.written, row.input),
            reasoning: row.reasoning.unwrap_or(0.0),
            reasoning_of: known(row.reasoning, row.output),
            batch: if row.batch == Some(true) { weight } else { 0.0 },
            batch_of: if row.batch.is_some() { weight } else { 0.0 },
            cost: row.cost.unwrap_or(0.0),
            cost_of: known(row.cost, 1.0),
            failed: 0.0,
        }
    }

    fn parts(&mut self) -> [&mut f64; 16] {
        let Self {
            rows,
            requests,
            requests_of,
            input,
            output,
            cached,
            cached_of,
            written,
            written_of,
            reasoning,
            reasoning_of,
            batch,
            batch_of,
            cost,
            cost_of,
            failed,
        } = self;
        [
            rows,
            requests,
            requests_of,
            input,
            output,
            cached,
            cached_of,
            written,
            written_of,
            reasoning,
            reasoning_of,
            batch,
            batch_of,
            cost,
            cost_of,
            failed,
        ]
    }

    /// Adds others, so many times.
    pub(in crate::usage) fn add(&mut self, other: &Self, times: f64) {
        let mut other = *other;
        for (sum, more) in self.parts().into_iter().zip(other.parts()) {
            *sum += *more * times;
        }
    }

    pub(in crate::usage) fn tokens(&self) -> f64 {
        self.input + self.output
    }
}
