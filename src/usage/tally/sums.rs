//! What adds up.

use crate::usage::row::Row;

/// Numbers that add up, each named once.
macro_rules! sums {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Counts, each with the weight of the rows that state it.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub(in crate::usage) struct Sums {
            $($(#[$doc])* pub(in crate::usage) $name: f64,)*
        }

        impl Sums {
            /// Adds others, so many times.
            pub(in crate::usage) fn add(&mut self, other: &Self, times: f64) {
                $(self.$name += other.$name * times;)*
            }
        }
    };
}

sums! {
    rows,
    requests,
    /// Rows that state their requests.
    requests_of,
    input,
    output,
    cached,
    /// Input of the rows that state what was cached; the same for the next ones.
    cached_of,
    written,
    written_of,
    reasoning,
    /// Output of the rows that state reasoning.
    reasoning_of,
    /// Weight in a batch, and of all that say whether they are in one: requests, or tokens where those are unknown.
    batch,
    batch_of,
    cost,
    cost_of,
    /// Milliseconds of writing after the first token, and the tokens written in them.
    writing,
    writing_of,
    /// Milliseconds until the first token, and of how many requests.
    first,
    first_of,
    failed,
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
            writing: row.took.map_or(0.0, |[first, last]| (last - first).max(0.0)),
            writing_of: known(row.took.map(|_| 0.0), row.output),
            first: row.took.map_or(0.0, |[first, _]| first),
            first_of: known(row.took.map(|_| 0.0), 1.0),
            failed: 0.0,
        }
    }

    pub(in crate::usage) fn tokens(&self) -> f64 {
        self.input + self.output
    }
}
