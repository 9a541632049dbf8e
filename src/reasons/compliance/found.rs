//! The finding on a regime, and what goes with it.

use crate::catalog::Commercial;
use crate::cost::plan::Side;
use crate::sentence::Sentence;
use crate::streams::Mandate;
use serde::Serialize;

/// The finding on the regime, and what goes with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Compliance {
    /// What the regime does here.
    pub status: Mandate,
    /// The regime's row, if one was named.
    pub regime: Option<RegimeFacts>,
    /// The finding in words.
    pub finding: Sentence,
    /// What is left to do, in order.
    pub to_do: Vec<Sentence>,
    /// What a wish costs a year, USD: the cheapest plan that runs everything it can less the cheapest bought one.
    pub preference_year: Option<f64>,
    /// Where an authority decides: the answer under either decision.
    pub readings: Vec<Reading>,
    /// The five questions; empty when no regime was named and none was hinted at.
    pub questions: Vec<&'static str>,
    /// What should be known besides.
    pub notes: Vec<Sentence>,
    /// Licences of the open models in the best plan and in the best plan with models of one's own.
    pub licences: Vec<Licence>,
    /// Models that were tried on GPUs: what fits, and why the rest does not.
    pub fits: Vec<Fit>,
}

/// A regime as the catalog has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RegimeFacts {
    /// Row of the catalog.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What must hold for a hosted API.
    pub condition: String,
    /// What settles it.
    pub question: String,
    /// Where it was read.
    pub source: String,
    /// When.
    pub checked: String,
    /// Evidence grade.
    pub grade: &'static str,
}

/// The answer under one reading of an open regime.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reading {
    /// True when the regime is read as forbidding a hosted API.
    pub binds: bool,
    /// The answer; absent when nothing serves every workload.
    pub side: Option<Side>,
    /// Its cost a month, USD.
    pub monthly: Option<f64>,
    /// In words.
    pub sentence: Sentence,
}

/// A licence to look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Licence {
    /// The model.
    pub model: String,
    /// Its licence by name.
    pub licence: String,
    /// Whether a company may serve it.
    pub commercial: Commercial,
    /// In words.
    pub sentence: Sentence,
}

/// Whether a model runs on a GPU.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fit {
    /// The model.
    pub model: String,
    /// The GPU.
    pub gpu: String,
    /// GPUs of one replica.
    pub gpus: u32,
    /// True when it stays among the options.
    pub fits: bool,
    /// Why not; empty when it fits.
    pub why: String,
}
