//! Workload by workload: what is chosen, what it costs, what the next best would, which offers and fleets there are.

use super::fleets::{FleetReport, Fleets};
use crate::cost::figures::Figures;
use crate::cost::plan::Choice;
use crate::decide::portfolio::Portfolio;
use crate::hosted::quality;
use crate::streams::{OfferKind, PassedOver};
use crate::units::{IndexPoints, RequestsPerMonth, Share, TokensPerMonth, Usd, UsdPerMonth, UsdPerMtok};
use serde::Serialize;

/// One workload, or the part of it under a mandate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkloadReport {
    /// Short name.
    pub slug: String,
    /// Name for people.
    pub name: String,
    /// Part of the workload's requests, 1 unless a mandate splits it.
    pub part: Share,
    /// True when no hosted API may serve it.
    pub own_only: bool,
    /// Requests of a month, retries included.
    pub requests: RequestsPerMonth,
    /// Tokens of a month, in and out.
    pub tokens: TokensPerMonth,
    /// Points it needs on the index.
    pub floor: Option<IndexPoints>,
    /// `bought` or `own` in the best plan, or `none` where nothing that is allowed serves it.
    pub choice: &'static str,
    /// What it is served by, for people.
    pub served_by: String,
    /// What forcing it to the other side would add, a month; absent when there is no other side.
    pub other_side_adds: Option<UsdPerMonth>,
    /// Hosted offers, cheapest first, at most eight.
    pub offers: Vec<OfferReport>,
    /// The fleet that serves it in the best plan, or would in the self-hosted one.
    pub fleet: Option<FleetReport>,
    /// Models and GPUs that were tried for it and lost, the most fundamental reason first, by name.
    pub passed_over: Vec<PassedOver>,
}

/// One hosted offer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfferReport {
    /// Id in the catalog.
    pub id: String,
    /// Why it stands here.
    pub kind: OfferKind,
    /// Who bills.
    pub host: String,
    /// Model for people.
    pub model: String,
    /// Whether it may and can serve the workload.
    pub feasible: bool,
    /// Today's monthly bill, tokens only.
    pub bill: UsdPerMonth,
    /// Its price for a million tokens of this workload's mix, in and out together.
    pub blended: UsdPerMtok,
    /// Score on the index.
    pub score: Option<IndexPoints>,
    /// True when the score is a predecessor's.
    pub score_is_floor: bool,
    /// First day of the price.
    pub from: String,
    /// Where the price was seen.
    pub source: String,
}

/// Everything by workload.
pub fn workloads(figures: &Figures<'_, '_>, portfolio: &Portfolio, fleets: &[Fleets]) -> Vec<WorkloadReport> {
    let case = figures.case;
    (0..case.streams.len())
        .map(|at| {
            let stream = &case.streams[at];
            let flow = &figures.flows[at];
            let workload = figures.workload(at);
            // What nothing allowed serves is served by nothing, whatever the rest of a plan would have.
            let best = portfolio.best.as_ref().filter(|_| !portfolio.unserved.contains(&at));
            let choice = best.map(|best| best.plan.choices[at]);
            let served_by = match choice {
                Some(Choice::Bought(offer)) => {
                    let row = stream.offers[offer].rows[0].1;
                    format!("{} at {}", row.model, row.host)
                }
                Some(Choice::Own(group)) => {
                    let setup = &case.setups[best.map_or(0, |best| best.plan.groups[group].setup)];
                    format!("{} on {} × {}", setup.model.name, setup.layout.gpus(), setup.gpu.name)
                }
                None => String::new(),
            };
            let forced = portfolio.forced.get(at).copied().flatten();
            let tokens = workload.input_tokens + workload.output_tokens + workload.reasoning_tokens;
            WorkloadReport {
                slug: workload.slug.clone(),
                name: case.name(figures.inputs, at),
                part: stream.part,
                own_only: stream.own_only,
                requests: flow.usage.requests,
                tokens: flow.usage.requests * tokens,
                floor: stream.floor.points(),
                choice: match choice {
                    Some(Choice::Own(_)) => "own",
                    Some(Choice::Bought(_)) => "bought",
                    None => "none",
                },
                served_by,
                other_side_adds: forced.zip(best).map(|(forced, best)| figures.level(Usd::new(forced - best.present))),
                offers: offers(figures, at),
                fleet: fleets.iter().find_map(|fleets| fleets.of(at)).cloned(),
                passed_over: passed_over(figures, at),
            }
        })
        .collect()
}

/// Why the other models and GPUs lost, with their names for people.
fn passed_over(figures: &Figures<'_, '_>, at: usize) -> Vec<PassedOver> {
    let catalog = figures.case.catalog;
    let mut all = figures.case.why_not(at);
    for one in &mut all {
        if let Some(model) = catalog.models.iter().find(|model| model.id == one.model) {
            one.model.clone_from(&model.name);
        }
        if let Some(gpu) = catalog.gpus.iter().find(|gpu| gpu.id == one.gpu) {
            one.gpu.clone_from(&gpu.name);
        }
    }
    all
}

fn offers(figures: &Figures<'_, '_>, at: usize) -> Vec<OfferReport> {
    let stream = &figures.case.streams[at];
    // A host that the rule forbids stands in no table.
    if stream.own_only {
        return Vec::new();
    }
    let flow = &figures.flows[at];
    let workload = figures.workload(at);
    let mut all: Vec<OfferReport> = stream
        .offers
        .iter()
        .enumerate()
        .map(|(number, offer)| {
            let row = offer.rows[0].1;
            let bill = figures.bill(at, number, 0).total;
            let tokens = flow.usage.requests * (flow.usage.input + flow.usage.output + flow.usage.reasoning);
            let score = quality::score(figures.case.catalog, row.quality.as_deref(), row.quality_is_floor, workload);
            OfferReport {
                id: row.id.clone(),
                kind: offer.kind,
                host: row.host.clone(),
                model: row.model.clone(),
                feasible: offer.feasible,
                bill,
                blended: bill / tokens,
                score: score.map(|score| score.points),
                score_is_floor: score.is_some_and(|score| score.is_floor),
                from: row.from.to_string(),
                source: row.source.clone(),
            }
        })
        .collect();
    let today = all.len().min(2);
    crate::order::rising(&mut all[today..], |one| one.bill.get());
    all.truncate(8);
    all
}
