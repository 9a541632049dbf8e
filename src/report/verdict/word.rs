//! What a verdict is.

use crate::cost::plan::Side;
use crate::sentence::Sentence;
use crate::units::{Months, UsdPerMonth};
use serde::Serialize;

/// How sure the word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// Buy.
    Buy,
    /// Buy, with a chance of 10 to 35 % that running would be cheaper.
    ProbablyBuy,
    /// Some of each.
    Hybrid,
    /// Some of each, with a chance of 10 to 35 % that buying would be cheaper.
    ProbablyHybrid,
    /// Build.
    Build,
    /// Build, with the same chance.
    ProbablyBuild,
    /// Neither is clearly better.
    TooClose,
    /// Nothing allowed can serve some workload.
    NoAnswer,
}

/// The verdict.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Verdict {
    /// The answer.
    pub word: Word,
    /// Whether the odds, which are not counted yet, may change the word; the sentence then leaves it out.
    pub waits: bool,
    /// The cheapest side, whatever the word.
    pub side: Side,
    /// The sentence that opens the page.
    pub sentence: Sentence,
    /// Level monthly cost of the answer.
    pub monthly: UsdPerMonth,
    /// Level monthly cost of the best other answer.
    pub other: Option<UsdPerMonth>,
    /// Which that is.
    pub other_side: Option<Side>,
    /// The chance that the answer is the cheaper one, in steps of 5 points.
    pub sure: Sentence,
    /// What to find out first, and what that is worth at most.
    pub check: Sentence,
    /// How volume stands to break-even: never, times away, or past it.
    pub volume: Sentence,
    /// What decides it: the largest line that the answer saves.
    pub decides: Sentence,
    /// Until when it holds.
    pub holds: Sentence,
    /// What moving to cheaper models, and deciding later, would bring; empty where neither matters.
    pub ahead: Sentence,
    /// Which of the prices it rests on nobody has looked at for more than 60 days before the day asked about.
    pub aged: Sentence,
    /// The first month from now in which the answer would be another, if any within the horizon.
    pub holds_months: Option<Months>,
    /// When self-hosted quality is below today's, or only open models were compared.
    pub note: Option<Sentence>,
}
