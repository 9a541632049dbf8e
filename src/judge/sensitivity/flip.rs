//! What one input or choice would have to be for another verdict.

use super::along::Switch;
use super::answer::Winner;
use crate::sentence::Sentence;
use serde::Serialize;

/// What one input would have to be for another verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Flip {
    /// Key of the input.
    pub key: String,
    /// Its label.
    pub label: &'static str,
    /// Name of the workload it belongs to; empty for an input of the whole decision.
    pub of: String,
    /// Its unit.
    pub unit: &'static str,
    /// Value now; for a choice not a number, zero.
    pub current: f64,
    /// All values at which the verdict changes, nearest first; empty when there is none in the searched range.
    pub switches: Vec<Switch>,
    /// For a choice: what each option gives.
    pub options: Vec<OptionAnswer>,
    /// Distance of the nearest change, 1 being the edge of the plausible range (any other option of a choice is
    /// 1 away); absent when nothing changes the verdict.
    pub distance: Option<f64>,
    /// In words.
    pub sentence: Sentence,
}

/// The verdict under one option.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptionAnswer {
    /// Its word in links.
    pub word: String,
    /// Its label.
    pub label: String,
    /// What wins.
    pub winner: Winner,
    /// Running something less buying everything, as a level USD/month; absent where one is impossible.
    pub difference: Option<f64>,
    /// True for the option chosen now.
    pub now: bool,
}
