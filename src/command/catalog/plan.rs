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
    /// Offers of earlier days that were retired, by the file beside the catalog, each with its last day.
    pub retired: Vec<(String, Date)>,
}

impl Terms {
    /// What is asked of every new offer of a list for the same reason; nothing where each is a question of its own.
    pub fn of_all(&self, about: &str) -> Option<String> {
        let list = &self.list;
        match about {
            "reseller" => Some(format!(
                "the {list} list is a reseller's, whose prices may carry a markup or a promotion: are these the hosts' own?"
            )),
            "steps" => Some(format!(
                "of steps by prompt length the {list} list keeps only the highest: is each the price below its first step?"
            )),
            _ => None,
        }
    }

    /// What is asked of every row that is fresher than the list.
    pub fn older(&self, day: Date) -> String {
        format!("the {} list of {day} is older than the catalog's rows of these offers: keep the catalog's?", self.list)
    }
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
    /// Offers at whose price the list has stayed after it moved.
    #[serde(skip)]
    pub behind: Vec<String>,
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
    /// What is asked of other rows of its list too: said once for all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
}

/// Questions in words: what rows of one list share is said once for all of them, before what is asked of one alone.
pub fn in_words<T>(
    all: &[T],
    question: impl Fn(&T) -> &Question,
    of_list: impl Fn(&str, &[&T]) -> String,
    alone: impl Fn(&T) -> String,
) -> String {
    let mut shared: Vec<(&str, Vec<&T>)> = Vec::new();
    let mut others = String::new();
    for one in all {
        let Some(asked) = question(one).shared.as_deref() else {
            others.push_str(&alone(one));
            continue;
        };
        match shared.iter_mut().find(|(known, _)| *known == asked) {
            Some((_, of_it)) => of_it.push(one),
            None => shared.push((asked, vec![one])),
        }
    }
    let first: String = shared.iter().map(|(asked, of_it)| of_list(asked, of_it)).collect();
    first + &others
}

impl Proposal {
    /// The same as a question.
    pub fn asked(self, about: &'static str, why: String) -> Question {
        let Self { id, entry, before, after, row, .. } = self;
        Question { id, entry, about, why, before, after, row: Some(row), shared: None }
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
