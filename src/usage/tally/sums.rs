//! What adds up.

use super::stand::Stand;
use crate::usage::row::Row;

/// Numbers that add up, each named once.
macro_rules! sums {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Counts, each with the weight of the rows that state it.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub(in crate::usage) struct Sums {
            $($(#[$doc])* pub(in crate::usage) $name: f64,)*
            /// Where the rows stand.
            pub(in crate::usage) stand: Stand,
        }

        impl Sums {
            /// Adds others, so many times. It is long and called from many places: its code stands once.
            #[inline(never)]
            pub(in crate::usage) fn add(&mut self, other: &Self, times: f64) {
                $(self.$name += other.$name * times;)*
                self.stand = match () {
                    () if times > 0.0 => self.stand.with(other.stand),
                    () if times == 0.0 => self.stand,
                    () if self.rows < 0.5 => Stand::default(),
                    () => self.stand.without(other.stand),
                };
            }
        }
    };
}

sums! {
    rows,
    requests,
    /// Rows that state their requests, and their tokens.
    requests_of,
    counted,
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
    /// Requests in a batch, and of all rows that say whether they are in one.
    batch,
    batch_of,
    /// The same in tokens, of rows that do not state their requests.
    batched,
    batched_of,
    cost,
    cost_of,
    /// Milliseconds of writing after the first token, and the tokens written in them: all but that one.
    writing,
    writing_of,
    /// Milliseconds until the first token, and of how many requests.
    first,
    first_of,
    failed,
}

impl Sums {
    /// Of a row that stands somewhere.
    pub(super) fn of(row: &Row<'_>, stand: Stand) -> Self {
        let known = |value: Option<f64>, of: f64| if value.is_some() { of } else { 0.0 };
        let tokens = row.input + row.output;
        let (requests, uncounted) = row.requests.map_or((0.0, tokens), |requests| (requests, 0.0));
        let when = |condition: bool, value: f64| if condition { value } else { 0.0 };
        if row.failed {
            return Self { failed: row.requests.unwrap_or(1.0), ..Self::default() };
        }
        Self {
            rows: 1.0,
            requests,
            requests_of: known(row.requests, 1.0),
            counted: known(row.requests, tokens),
            input: row.input,
            output: row.output,
            cached: row.cached.unwrap_or(0.0),
            cached_of: known(row.cached, row.input),
            written: row.written.unwrap_or(0.0),
            written_of: known(row.written, row.input),
            reasoning: row.reasoning.unwrap_or(0.0),
            reasoning_of: known(row.reasoning, row.output),
            batch: when(row.batch == Some(true), requests),
            batch_of: when(row.batch.is_some(), requests),
            batched: when(row.batch == Some(true), uncounted),
            batched_of: when(row.batch.is_some(), uncounted),
            cost: row.cost.unwrap_or(0.0),
            cost_of: known(row.cost, 1.0),
            writing: row.took.map_or(0.0, |[first, last]| (last - first).max(0.0)),
            writing_of: known(row.took.map(|_| 0.0), (row.output - 1.0).max(0.0)),
            first: row.took.map_or(0.0, |[first, _]| first),
            first_of: known(row.took.map(|_| 0.0), 1.0),
            failed: 0.0,
            stand,
        }
    }

    /// Tokens in and out: bare, as all sums of a tally.
    pub(in crate::usage) fn tokens(&self) -> f64 {
        self.input + self.output
    }

    /// Requests for each token, of the rows that state their requests; `None` where no row does.
    pub(in crate::usage) fn each(&self) -> Option<f64> {
        (self.requests_of > 0.0).then(|| if self.counted > 0.0 { self.requests / self.counted } else { 0.0 })
    }

    /// All requests: those that are stated, and of rows that state none as many as their tokens make at `each`. Requests and
    /// tokens are never added up: where no row states requests, the tokens out weigh, and money where there are none.
    pub(in crate::usage) fn load(&self, each: Option<f64>) -> f64 {
        match each {
            Some(each) => self.requests + (self.tokens() - self.counted).max(0.0) * each,
            None => self.output.max(self.cost),
        }
    }

    /// The part sent as a batch, by requests, or by tokens where those are unknown.
    pub(in crate::usage) fn waiting(&self) -> Option<f64> {
        let (part, of) =
            if self.batch_of > 0.0 { (self.batch, self.batch_of) } else { (self.batched, self.batched_of) };
        (of > 0.0).then(|| (part / of).clamp(0.0, 1.0))
    }
}
