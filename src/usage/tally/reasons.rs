//! Why rows were not used.

/// The rows of one reason.
#[derive(Clone, Debug, Default)]
pub(in crate::usage) struct Reason {
    pub(in crate::usage) rows: u64,
    pub(in crate::usage) tokens: f64,
    /// The first three, where they could not be read.
    pub(in crate::usage) records: Vec<u64>,
}

/// Reasons in the order of the alphabet. They are few, so a list holds them.
#[derive(Clone, Debug, Default)]
pub(in crate::usage) struct Reasons(pub(in crate::usage) Vec<(&'static str, Reason)>);

impl Reasons {
    pub(in crate::usage) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds rows to a reason, with their tokens: bare, as all sums of a tally.
    pub(super) fn add(&mut self, reason: &'static str, rows: u64, tokens: f64) -> &mut Reason {
        let at = match self.0.binary_search_by(|one| one.0.cmp(reason)) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (reason, Reason::default()));
                at
            }
        };
        let one = &mut self.0[at].1;
        (one.rows, one.tokens) = (one.rows + rows, one.tokens + tokens);
        one
    }
}
