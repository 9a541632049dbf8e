//! What was tried for a stream and lost, and why, in words.

use super::replica::capacity;
use super::setup::Setup;
use crate::capacity::Unservable;
use crate::catalog::Kind;
use crate::hosted::quality::QualityFloor;
use crate::inputs::{Inputs, Payment, Workload};

/// A setup that was not taken.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PassedOver {
    /// The model.
    pub model: String,
    /// The GPU.
    pub gpu: String,
    /// GPUs per replica.
    pub gpus: u32,
    /// What kind of reason it is.
    pub reason: Reason,
    /// Why, in words.
    pub why: String,
    /// The streams it was tried for.
    #[serde(skip)]
    pub streams: Vec<usize>,
}

/// Why a setup was not taken, the most fundamental first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No open model is of this kind or good enough.
    NoModel,
    /// How the model's attention keeps its past is not known.
    Attention,
    /// Prompt and answer are longer than the model's context.
    Context,
    /// Nobody in this market offers the GPU in the way it is to be paid.
    NoPrice,
    /// The GPU has no arithmetic for the format, or the model cannot be split that way.
    Format,
    /// It needs more memory than there is.
    Memory,
    /// Even one request alone is written slower than the target.
    Slow,
    /// Others do the same for less.
    Dearer,
}

impl Reason {
    pub(super) fn of(why: &Unservable) -> Self {
        match why {
            Unservable::AttentionUnknown { .. } => Self::Attention,
            Unservable::ContextTooLong { .. } => Self::Context,
            Unservable::DoesNotFit { .. } => Self::Memory,
            Unservable::PrecisionNotInGpu { .. }
            | Unservable::PrecisionNotPublished { .. }
            | Unservable::HeadsNotDivided { .. }
            | Unservable::LayoutImpossible { .. } => Self::Format,
        }
    }
}

/// Why a setup that exists cannot serve a workload.
pub(super) fn unfit(inputs: &Inputs, workload: &Workload, setup: &Setup<'_>) -> (Reason, String) {
    match capacity(inputs, workload, setup) {
        Err(why) => (Reason::of(&why), why.to_string()),
        Ok(capacity) => {
            let alone = libm::ceil(capacity.predict(1.0).per_token.get()) as u64;
            let target = libm::round(workload.latency.get()) as u64;
            if let (Some(_), Some(seconds), Some(measured)) =
                (workload.throughput, workload.first_token, workload.first_token_measured)
            {
                let [began, allowed] = [measured, seconds].map(|time| libm::round(time * 1e3) as u64);
                let said = format!(
                    "too slow: in the load test answers began within {began} ms, allowed are {allowed} ms, and one alone would begin no sooner"
                );
                return (Reason::Slow, said);
            }
            if let Some(seconds) = workload.first_token
                && (workload.throughput.is_some() || capacity.plan(workload.latency).is_some())
            {
                let start = libm::ceil(capacity.first_token_alone().get()) as u64;
                let allowed = libm::round(seconds * 1e3) as u64;
                let said = format!(
                    "too slow: {start} ms to the first word even of one request alone; allowed are {allowed} ms"
                );
                return (Reason::Slow, said);
            }
            // The plan keeps a margin below the target, so a pace just under it is too slow as well.
            let said = if alone > target {
                format!("too slow: {alone} ms a token even for one request alone; allowed are {target} ms")
            } else {
                format!("too slow: {alone} ms a token even for one request alone, too near the {target} ms allowed")
            };
            (Reason::Slow, said)
        }
    }
}

pub(super) fn no_model(kind: Kind, floor: QualityFloor<'_>) -> String {
    match (kind, floor) {
        (Kind::Chat, QualityFloor::Points(floor)) => {
            format!("no open model here is scored at {} points or more", libm::ceil(floor.get()) as u64)
        }
        (Kind::Chat, QualityFloor::Unknown { .. }) => {
            String::from("today's model has no score for this workload, so nothing is known to be as good")
        }
        (Kind::Chat, QualityFloor::Any) => String::from("no open model here is known to be good enough"),
        (Kind::Embedding, _) => String::from("no open embedding model is in the catalog"),
        (Kind::Reranker, _) => String::from("no open reranking model is in the catalog"),
    }
}

pub(super) fn no_price(inputs: &Inputs, owned_only: bool) -> String {
    let payment = if owned_only { Payment::Owned } else { inputs.payment };
    match payment {
        Payment::Owned => String::from("no purchase price is known"),
        Payment::Auto => format!("no rent is known at {}", inputs.provider.label()),
        paid => format!("no price is known for it {} from {}", paid.label(), inputs.provider.label()),
    }
}
