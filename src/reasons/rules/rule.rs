//! One reason, judged.

use crate::decide::break_even::{BreakEven, Never};
use crate::sentence::Sentence;
use serde::Serialize;

/// Whether a reason holds here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It holds. For something that is not a reason: it was given, and was not counted.
    Applies,
    /// It does not hold, or was not given.
    DoesNotApply,
    /// An answer is missing.
    Unknown,
}

/// The side a reason speaks for when it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Favors {
    /// Buying.
    Buy,
    /// Running one's own.
    Build,
    /// Some of each.
    Hybrid,
    /// No side.
    Neither,
}

/// One reason, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rule {
    /// Short name.
    pub id: &'static str,
    /// Whether it holds here.
    pub status: Status,
    /// The side it speaks for when it does.
    pub favors: Favors,
    /// The reason as people say it.
    pub title: &'static str,
    /// The number that decides it.
    pub deciding: Sentence,
    /// The inputs behind that number.
    pub inputs: Vec<&'static str>,
    /// Where rule or figures come from.
    pub source: String,
    /// What would settle it, or turn it into a reason.
    pub question: &'static str,
    /// True when it is unknown and the answer could change with it: worth finding out.
    pub open: bool,
}

/// Where self-hosting stays cheaper for good, as the break-even search found it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Durable {
    /// A multiple of today's volume; absent when none was found.
    pub factor: Option<f64>,
    /// Why there is no such volume, where that is known.
    pub never: Option<Never>,
}

impl From<&BreakEven> for Durable {
    fn from(found: &BreakEven) -> Self {
        Self { factor: found.durable, never: found.never.clone() }
    }
}
