//! Quality by one dated index: what a floor means in points, and what clears it.

use crate::catalog::{Catalog, HostedPrice, Kind, OpenModel};
use crate::inputs::{Quality, Workload};
use crate::units::IndexPoints;

/// The points of a named floor on the catalog's index (Artificial Analysis, scale of July 2026), for answers
/// without reasoning and with it. Judgement, anchored to models people know: without reasoning 8 is Llama 3.1 8B or GPT-4o mini's class, 17
/// gpt-oss-120b at low effort, 24 Gemma 4 31B, 38 Claude Sonnet 5; with reasoning about a third more.
const FLOORS: [(Quality, f64, f64); 4] = [
    (Quality::Basic, 6.5, 8.0),
    (Quality::Good, 17.0, 23.0),
    (Quality::Strong, 24.0, 33.0),
    (Quality::Frontier, 38.0, 48.0),
];

/// A model's score for a workload, and how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Points on the index.
    pub points: IndexPoints,
    /// True when it is a predecessor's score, below which a successor is not expected.
    pub is_floor: bool,
    /// True when the workload does not reason but only a reasoning score is published.
    pub reasoning_only: bool,
}

/// The score that counts for a workload: with reasoning when it reasons, without when it does not.
pub fn score(catalog: &Catalog, key: Option<&str>, is_floor: bool, workload: &Workload) -> Option<Score> {
    let row = catalog.score(key?)?;
    if workload.reasoning_tokens.get() > 0.0 {
        return Some(Score { points: row.score, is_floor, reasoning_only: false });
    }
    match row.plain {
        Some(points) => Some(Score { points, is_floor, reasoning_only: false }),
        None => Some(Score { points: row.score, is_floor, reasoning_only: true }),
    }
}

/// The points a workload needs; `None` when anything will do, or when it must match a model that has no score.
pub fn floor(catalog: &Catalog, today: Option<&HostedPrice>, workload: &Workload) -> Option<IndexPoints> {
    let reasons = workload.reasoning_tokens.get() > 0.0;
    match workload.quality {
        Quality::Any => None,
        Quality::Same => {
            let today = today?;
            score(catalog, today.quality.as_deref(), today.quality_is_floor, workload).map(|score| score.points)
        }
        named => FLOORS
            .iter()
            .find(|(name, ..)| *name == named)
            .map(|(_, plain, reasoning)| IndexPoints::new(if reasons { *reasoning } else { *plain })),
    }
}

/// How much higher a score with reasoning is than one without, by the named floors (judgement).
const REASONING: f64 = 4.0 / 3.0;

/// What a workload needs in points with reasoning, by which the record of prices counts, from its floor; `None` when
/// anything will do.
pub fn reasoning_floor(workload: &Workload, floor: Option<IndexPoints>) -> Option<IndexPoints> {
    let named = FLOORS.iter().find(|(name, ..)| *name == workload.quality);
    named
        .map(|(_, _, reasoning)| IndexPoints::new(*reasoning))
        .or_else(|| floor.map(|points| if workload.reasoning_tokens.get() > 0.0 { points } else { points * REASONING }))
}

/// The next lower named floor, if there is one: what one notch less would ask.
pub fn notch_below(quality: Quality) -> Option<Quality> {
    match quality {
        Quality::Frontier | Quality::Same => Some(Quality::Strong),
        Quality::Strong => Some(Quality::Good),
        Quality::Good => Some(Quality::Basic),
        Quality::Basic => Some(Quality::Any),
        Quality::Any => None,
    }
}

/// Whether a score is enough. Without a floor anything is; without a score, or with one that was reached only by
/// reasoning that the workload does not do, nothing is known, so it is not.
pub fn clears(score: Option<Score>, floor: Option<IndexPoints>) -> bool {
    floor.is_none_or(|floor| score.is_some_and(|score| score.points >= floor && !score.reasoning_only))
}

/// Whether an open model is good enough for a workload and of the right kind.
pub fn open_model_clears(
    catalog: &Catalog,
    model: &OpenModel,
    kind: Kind,
    floor: Option<IndexPoints>,
    workload: &Workload,
) -> bool {
    if model.kind != kind {
        return false;
    }
    kind != Kind::Chat || clears(score(catalog, model.quality.as_deref(), false, workload), floor)
}
