//! Why rows were not used.

use super::Tally;

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

    /// Adds rows to a reason.
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

impl Tally {
    /// A row that is not used.
    pub(in crate::usage) fn leave_out(&mut self, reason: &'static str, tokens: f64) {
        self.file().left_out.add(reason, 1, tokens);
    }

    /// A row that could not be read, or that something is to be told of: such a reason ends as a sentence.
    pub(in crate::usage) fn bad(&mut self, reason: &'static str) {
        let record = self.record;
        let records = &mut self.file().bad.add(reason, 1, 0.0).records;
        if records.len() < 3 && records.last() != Some(&record) {
            records.push(record);
        }
    }
}
