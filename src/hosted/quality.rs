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

/// What a model has to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum QualityFloor<'a> {
    /// Anything will do.
    Any,
    /// So many points.
    Points(IndexPoints),
    /// As good as a model of which no score is known that counts for this workload: only that model is sure to be.
    Unknown {
        /// Its open weights, if it has any.
        weights: Option<&'a str>,
    },
}

impl QualityFloor<'_> {
    /// The points, where there is such a number.
    pub const fn points(self) -> Option<IndexPoints> {
        match self {
            Self::Points(points) => Some(points),
            Self::Any | Self::Unknown { .. } => None,
        }
    }
}

/// What a workload needs. In a catalog cut at a day a named floor is at most the best score on sale that day: nobody
/// could ask for more.
pub fn floor<'a>(catalog: &Catalog, today: Option<&'a HostedPrice>, workload: &Workload) -> QualityFloor<'a> {
    let reasons = workload.reasoning_tokens.get() > 0.0;
    match workload.quality {
        Quality::Any => QualityFloor::Any,
        Quality::Same => {
            let score = today.and_then(|row| score(catalog, row.quality.as_deref(), row.quality_is_floor, workload));
            // A score reached by reasoning says nothing of answers without it.
            let unknown = QualityFloor::Unknown { weights: today.and_then(|row| row.weights.as_deref()) };
            score.filter(|score| !score.reasoning_only).map_or(unknown, |score| QualityFloor::Points(score.points))
        }
        named => FLOORS.iter().find(|(name, ..)| *name == named).map_or(QualityFloor::Any, |(_, plain, reasoning)| {
            let floor = IndexPoints::new(if reasons { *reasoning } else { *plain });
            let best = catalog.cut.as_ref().map(|cut| if reasons { cut.best } else { cut.best_plain });
            QualityFloor::Points(best.map_or(floor, |best| floor.min(best)))
        }),
    }
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
pub fn clears(score: Option<Score>, floor: QualityFloor<'_>) -> bool {
    match floor {
        QualityFloor::Any => true,
        QualityFloor::Points(floor) => score.is_some_and(|score| score.points >= floor && !score.reasoning_only),
        QualityFloor::Unknown { .. } => false,
    }
}

/// Whether an open model is good enough for a workload and of the right kind.
pub fn open_model_clears(
    catalog: &Catalog,
    model: &OpenModel,
    kind: Kind,
    floor: QualityFloor<'_>,
    workload: &Workload,
) -> bool {
    if model.kind != kind {
        return false;
    }
    let the_same = matches!(floor, QualityFloor::Unknown { weights: Some(weights) } if weights == model.id);
    kind != Kind::Chat || the_same || clears(score(catalog, model.quality.as_deref(), false, workload), floor)
}
