//! What comes of reading a list: rows to append, questions, what stayed the same, and what was passed over.

use build_or_buy::catalog::Value;
use build_or_buy::date::Date;
use serde::Serialize;

/// How a list is read.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The list's name.
    pub list: String,
    /// The day it was read, where it is known.
    pub seen: Option<Date>,
    /// Today.
    pub today: Date,
    /// Only offers that the catalog already has.
    pub known_only: bool,
    /// What stands as the source of proposed rows.
    pub source: String,
    /// A host to follow although the catalog does not.
    pub host: Option<String>,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
pub struct Plan {
    /// Offers whose price the list confirms.
    pub same: Vec<String>,
    /// Rows to append.
    pub append: Vec<Proposal>,
    /// What to ask a person.
    pub ask: Vec<Question>,
    /// Entries without a use, and why.
    pub passed_over: Vec<Passed>,
}

/// A row to append.
#[derive(Debug, Serialize)]
pub struct Proposal {
    /// The catalog's id.
    pub id: String,
    /// The list's.
    pub entry: String,
    /// What changes.
    pub why: String,
    /// The price that holds now, in words.
    pub before: Option<String>,
    /// The new price, in words.
    pub after: String,
    /// The row.
    pub row: Value,
}

/// Something that is asked instead of decided.
#[derive(Debug, Serialize)]
pub struct Question {
    /// The catalog's id.
    pub id: String,
    /// The list's.
    pub entry: String,
    /// `jump`, `older`, `undated`, `disagree`, `promotion`, `reseller`, `hours`, `retired`, `missing`,
    /// `partial`, `steps`, `provider`, `check`.
    pub about: &'static str,
    /// What is asked.
    pub why: String,
    /// The price that holds now, in words.
    pub before: Option<String>,
    /// The list's price, in words.
    pub after: String,
    /// The row, should the answer be yes.
    pub row: Option<Value>,
}

/// How the question begins that all rows of a list share once one of them shows the list to be old.
pub const WHOLE_LIST: &str = "this list is old in another row";

impl Question {
    /// What it shares with other rows of its list: said once for all of them.
    pub fn shared(&self) -> Option<&str> {
        self.why.starts_with(WHOLE_LIST).then_some(&self.why)
    }
}

impl Proposal {
    /// The same as a question.
    pub fn asked(self, about: &'static str, why: String) -> Question {
        let Self { id, entry, before, after, row, .. } = self;
        Question { id, entry, about, why, before, after, row: Some(row) }
    }
}

/// An entry that was passed over.
#[derive(Debug, Serialize)]
pub struct Passed {
    /// The list's id.
    pub entry: String,
    /// Why.
    pub why: String,
}
