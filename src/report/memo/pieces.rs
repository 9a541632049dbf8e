//! What a memo may speak of.

use super::block::{Assumption, OptionAmount};
use crate::date::Date;
use crate::judge::scenarios::Scenarios;
use crate::reasons::compliance::Compliance;
use crate::reasons::lock_in::LockIn;
use crate::reasons::rules::Rule;
use crate::sentence::Sentence;

/// The pieces of a memo; an empty piece leaves its lines out.
#[derive(Clone, Debug, Default)]
pub struct Pieces<'p> {
    /// What is to be decided, with the company's figures; a plain question when empty.
    pub question: Sentence,
    /// The answer in a sentence.
    pub verdict: Sentence,
    /// How likely it is.
    pub likelihood: Sentence,
    /// Until when it holds.
    pub holds: Sentence,
    /// What moving to cheaper models, and deciding later, would bring.
    pub ahead: Sentence,
    /// What must be said first where the two sides are not equally good.
    pub quality_note: Option<Sentence>,
    /// The options.
    pub options: &'p [OptionAmount],
    /// What runs, if anything does.
    pub fleets: Vec<Sentence>,
    /// The rules as judged.
    pub rules: &'p [Rule],
    /// What would flip the answer, nearest first.
    pub flips: Vec<Sentence>,
    /// What to find out, most valuable first.
    pub advice: Vec<Sentence>,
    /// Assumptions that carry the answer, strongest first.
    pub assumptions: Vec<Assumption>,
    /// The finding on rules and laws.
    pub compliance: Option<&'p Compliance>,
    /// The way back.
    pub lock_in: Option<&'p LockIn>,
    /// Named futures.
    pub scenarios: Option<&'p Scenarios>,
    /// The day whose prices count.
    pub prices_of: Option<Date>,
    /// Which of them are old.
    pub aged: Sentence,
    /// The link that brings it back; left out when empty.
    pub link: &'p str,
}
