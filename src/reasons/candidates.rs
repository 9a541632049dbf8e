//! Which models could do the job: the floor in points of one dated index, and what clears it on each side.

use crate::catalog::{Catalog, Commercial, HostedPrice, Kind, OpenModel};
use crate::cost::figures::Figures;
use crate::hosted::quality::{self, QualityFloor, Score};
use crate::inputs::{Parallelism, Workload};
use crate::sentence::{Sentence, Unit};
use crate::streams::{Case, OfferKind, fitted};
use serde::Serialize;

/// Candidates shown for each side.
const SHOWN: usize = 3;

/// A model with its score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Scored {
    /// Row of the catalog.
    pub id: String,
    /// Name for people; of a hosted model with its host.
    pub name: String,
    /// Points on the catalog's index.
    pub points: f64,
    /// True when it is a predecessor's score: at least that.
    pub is_floor: bool,
    /// What serving the whole workload would cost a month over the horizon, where it can be bought.
    pub monthly: Option<f64>,
    /// The name as a piece of a sentence.
    #[serde(skip)]
    said: Sentence,
}

/// The candidates for one workload.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Candidates {
    /// Position of the workload.
    pub workload: usize,
    /// Its short name.
    pub slug: String,
    /// The named floor.
    pub asked: &'static str,
    /// The floor in points; absent when anything will do or today's model has no score.
    pub floor: Option<f64>,
    /// Today's model, if it is scored.
    pub today: Option<Scored>,
    /// Closed models that clear the floor, cheapest first.
    pub hosted_closed: Vec<Scored>,
    /// Open weights at hosts that clear it, cheapest first.
    pub hosted_open: Vec<Scored>,
    /// Open weights that could be run here, highest score first.
    pub own: Vec<Scored>,
    /// The highest-scored closed model on sale that is not announced to end.
    pub best_closed: Option<Scored>,
    /// The highest-scored open model that fits a server.
    pub best_open: Option<Scored>,
    /// Points by which the best open model trails the best closed one; negative when it leads.
    pub gap: Option<f64>,
    /// Hosted models of this kind that the index does not score; none of them was considered.
    pub unscored: Vec<String>,
    /// The same in words.
    pub note: Sentence,
}

/// The candidates for every workload, in their order.
pub fn candidates(figures: &Figures<'_, '_>) -> Vec<Candidates> {
    (0..figures.inputs.workloads.len()).map(|workload| of(figures, workload)).collect()
}

fn of(figures: &Figures<'_, '_>, at: usize) -> Candidates {
    let (case, catalog) = (figures.case, figures.case.catalog);
    let workload = &figures.inputs.workloads[at];
    // Where a mandate splits a workload, the part that may be bought shows what could be bought.
    let mut streams: Vec<usize> = (0..case.streams.len()).filter(|&s| case.streams[s].workload == at).collect();
    crate::order::sort(&mut streams, |a, b| case.streams[*a].own_only.cmp(&case.streams[*b].own_only));
    let stream = streams.first().map(|&s| (s, &case.streams[s]));
    let (mut closed, mut open) = (Vec::new(), Vec::new());
    let mut today = None;
    let mut own: Vec<Scored> = Vec::new();
    if let Some((number, stream)) = stream {
        for (position, offer) in stream.offers.iter().enumerate() {
            let row = offer.rows[0].1;
            let score = quality::score(catalog, row.quality.as_deref(), row.quality_is_floor, workload);
            let Some(score) = score.filter(|score| !score.reasoning_only) else { continue };
            let month = figures.level(figures.bought(number, position, 1.0)).get() / stream.part.get().max(1e-9);
            let scored = Scored { monthly: Some(month), ..scored(&row.id, &row.model, Some(&row.host), score) };
            if offer.kind == OfferKind::Today {
                today = Some(scored);
            } else if quality::clears(Some(score), stream.floor) {
                let side = if is_open(case, row) { &mut open } else { &mut closed };
                side.push(scored);
            }
        }
        for &setup in &stream.setups {
            let model = case.setups[setup].model;
            if own.iter().all(|known: &Scored| known.id != model.id)
                && let Some(score) = quality::score(catalog, model.quality.as_deref(), false, workload)
            {
                own.push(scored(&model.id, &model.name, None, score));
            }
        }
    }
    for side in [&mut closed, &mut open] {
        crate::order::rising(side, |one| one.monthly.unwrap_or(0.0));
        side.truncate(SHOWN);
    }
    crate::order::sort(&mut own, |a, b| b.points.total_cmp(&a.points));
    own.truncate(SHOWN);
    let (best_closed, best_open) = (best_closed(case, workload), best_open(catalog, workload));
    let gap = best_closed.as_ref().zip(best_open.as_ref()).map(|(closed, open)| closed.points - open.points);
    let kind = stream.map_or(Kind::Chat, |(_, stream)| stream.kind);
    let unscored = unscored(case, kind);
    let mut found = Candidates {
        workload: at,
        slug: workload.slug.clone(),
        asked: workload.quality.label(),
        floor: stream.and_then(|(_, stream)| stream.floor.points()).map(crate::units::IndexPoints::get),
        today,
        hosted_closed: closed,
        hosted_open: open,
        own,
        best_closed,
        best_open,
        gap,
        unscored,
        note: Sentence::default(),
    };
    let unknown = stream.is_some_and(|(_, stream)| matches!(stream.floor, QualityFloor::Unknown { .. }));
    found.note = note(&found, kind, unknown);
    found
}

fn scored(id: &str, name: &str, host: Option<&str>, score: Score) -> Scored {
    let said = Sentence::default().name(name);
    let said = host.map_or_else(|| said.clone(), |host| said.clone().say(" at ").name(host));
    let (name, points) = (said.plain(), score.points.get());
    Scored { id: id.to_owned(), name, points, is_floor: score.is_floor, monthly: None, said }
}

fn note(found: &Candidates, kind: Kind, unknown: bool) -> Sentence {
    if kind != Kind::Chat {
        return Sentence::new("The index scores models that write. For this kind the cheapest open one is taken.");
    }
    let mut note = match found.floor {
        Some(floor) => {
            Sentence::new("Needed: ").say(found.asked).say(", ").amount(Unit::Number, floor).say(" points. ")
        }
        None => Sentence::new("Needed: ").say(found.asked).say(if unknown {
            ", and no score of it counts here: only the same model is sure to be. "
        } else {
            ". "
        }),
    };
    if let (Some(closed), Some(open), Some(gap)) = (&found.best_closed, &found.best_open, found.gap) {
        note = note
            .say("The best closed model has ")
            .amount(Unit::Number, closed.points)
            .say(if closed.is_floor { " or more (" } else { " (" })
            .join(closed.said.clone())
            .say("), the best open one that fits a server ")
            .amount(Unit::Number, open.points)
            .say(" (")
            .join(open.said.clone())
            .say("): ")
            .amount(Unit::Number, gap.abs())
            .say(if gap >= 0.0 { " points behind." } else { " points ahead." });
    }
    if found.own.is_empty() {
        note = note.say(" No open model clears the floor, fits and is fast enough.");
    }
    note
}

/// Hosted models of a kind that one could move to and that have no score, by name.
fn unscored(case: &Case<'_>, kind: Kind) -> Vec<String> {
    let mut names: Vec<String> = case
        .catalog
        .choices(case.asof)
        .into_iter()
        .filter(|row| kind == Kind::Chat && row.kind == kind && row.quality.is_none())
        .map(|row| row.model.clone())
        .collect();
    crate::order::sort(&mut names, Ord::cmp);
    names.dedup();
    names
}

/// Whether an offer's weights are open, even where the catalog has no row to run them by.
fn is_open(case: &Case<'_>, row: &HostedPrice) -> bool {
    row.is_open(case.asof)
        || !row.quality_is_floor
            && row.quality.as_deref().and_then(|key| case.catalog.score(key)).is_some_and(|row| row.open)
}

fn best_closed(case: &Case<'_>, workload: &Workload) -> Option<Scored> {
    let offers = case.catalog.choices(case.asof);
    let closed = offers.into_iter().filter(|row| row.kind == Kind::Chat && !is_open(case, row));
    closed
        .filter_map(|row| {
            let score = quality::score(case.catalog, row.quality.as_deref(), row.quality_is_floor, workload)?;
            (!score.reasoning_only).then(|| scored(&row.id, &row.model, Some(&row.host), score))
        })
        .max_by(|a, b| a.points.total_cmp(&b.points))
}

/// The highest-scored open model that a company may serve and that fits some server, for a workload's way of
/// thinking (with reasoning or without).
pub fn best_open(catalog: &Catalog, workload: &Workload) -> Option<Scored> {
    let mut ranked: Vec<(Score, &OpenModel)> = catalog
        .models
        .iter()
        .filter(|model| model.kind == Kind::Chat && model.commercial != Commercial::No)
        .filter_map(|model| Some((quality::score(catalog, model.quality.as_deref(), false, workload)?, model)))
        .filter(|(score, _)| !score.reasoning_only)
        .collect();
    crate::order::sort(&mut ranked, |a, b| b.0.points.get().total_cmp(&a.0.points.get()));
    let (score, model) = ranked.into_iter().find(|(_, model)| fits(catalog, model))?;
    Some(scored(&model.id, &model.name, None, score))
}

/// Whether a model fits one server of some GPU in the catalog.
pub fn fits(catalog: &Catalog, model: &OpenModel) -> bool {
    catalog.gpus.iter().any(|gpu| fitted(model, gpu, Parallelism::Tensor).iter().any(Result::is_ok))
}
