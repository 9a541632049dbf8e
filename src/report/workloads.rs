//! Workload by workload: what is chosen, what it costs, what the next best would, which offers and fleets there are.

use super::monthly;
use crate::case::OfferKind;
use crate::figures::Figures;
use crate::plan::{Choice, Load, Pay, Run};
use crate::portfolio::Portfolio;
use crate::quality;
use crate::units::{
    Gigabytes, HOURS_PER_MONTH, IndexPoints, RequestsPerMonth, Share, TokensPerMonth, TokensPerSecond, UsdPerHour,
    UsdPerMonth, UsdPerMtok,
};
use serde::Serialize;

/// One workload, or the part of it under a mandate.
#[derive(Clone, Debug, Serialize)]
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
    /// `bought` or `own` in the best plan.
    pub choice: &'static str,
    /// What it is served by, for people.
    pub served_by: String,
    /// What forcing it to the other side would add, a month; absent when there is no other side.
    pub other_side_adds: Option<UsdPerMonth>,
    /// Hosted offers, cheapest first, at most eight.
    pub offers: Vec<OfferReport>,
    /// The fleet that serves it in the best plan, or would in the self-hosted one.
    pub fleet: Option<FleetReport>,
}

/// One hosted offer.
#[derive(Clone, Debug, Serialize)]
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

/// A fleet of one model.
#[derive(Clone, Debug, Serialize)]
pub struct FleetReport {
    /// The model.
    pub model: String,
    /// Its id.
    pub model_id: String,
    /// The GPU.
    pub gpu: String,
    /// Its id.
    pub gpu_id: String,
    /// Number format.
    pub precision: &'static str,
    /// GPUs of one replica.
    pub gpus_per_replica: u32,
    /// Replicas at today's volume, spares included.
    pub replicas: f64,
    /// GPUs at today's volume.
    pub gpus: f64,
    /// How they are paid.
    pub pay: Pay,
    /// When they run.
    pub run: Run,
    /// Rent of a GPU-hour.
    pub gpu_hour: Option<UsdPerHour>,
    /// Lowest and highest quote.
    pub quotes: Option<(UsdPerHour, UsdPerHour)>,
    /// Output tokens a second of one replica at the latency target.
    pub throughput: TokensPerSecond,
    /// Measured over predicted throughput, 10th and 90th percentile of the class.
    pub throughput_range: (f64, f64),
    /// Requests under way per replica.
    pub slots: f64,
    /// Mean work over capacity: an output, never an input.
    pub utilization: Share,
    /// Part of the work that goes to a host instead.
    pub overflow: Share,
    /// GPU cost of a million output tokens at that utilization.
    pub per_mtok: Option<UsdPerMtok>,
    /// Weights on one GPU.
    pub weights: Gigabytes,
    /// Memory an engine may use of it.
    pub memory: Gigabytes,
    /// The workloads it serves.
    pub workloads: Vec<String>,
}

/// Everything by workload.
pub fn workloads(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<WorkloadReport> {
    let case = figures.case;
    let fleets = [&portfolio.best, &portfolio.build, &portfolio.hybrid];
    let fleet_of = |stream: usize| {
        fleets.iter().find_map(|priced| {
            let plan = &priced.as_ref()?.plan;
            let group = plan.groups.iter().find(|group| group.streams.contains(&stream))?;
            let load = figures.load(group.setup, &group.streams)?;
            Some(fleet(figures, group, &load, &plan.meanwhile))
        })
    };
    (0..case.streams.len())
        .map(|at| {
            let stream = &case.streams[at];
            let flow = &figures.flows[at];
            let workload = figures.workload(at);
            let best = portfolio.best.as_ref();
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
                floor: stream.floor,
                choice: if matches!(choice, Some(Choice::Own(_))) { "own" } else { "bought" },
                served_by,
                other_side_adds: forced.zip(best).map(|(forced, best)| monthly(figures, forced - best.present)),
                offers: offers(figures, at),
                fleet: fleet_of(at),
            }
        })
        .collect()
}

fn offers(figures: &Figures<'_, '_>, at: usize) -> Vec<OfferReport> {
    let stream = &figures.case.streams[at];
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

/// One group's fleet at today's volume.
pub fn fleet(
    figures: &Figures<'_, '_>,
    group: &crate::plan::Group,
    load: &Load,
    meanwhile: &[Option<usize>],
) -> FleetReport {
    let setup = &figures.case.setups[group.setup];
    let hour = figures.gpu_hour(group.setup, group.pay);
    let (replicas, overflow, carried, hours) = match group.run {
        Run::Burst => {
            let elsewhere: f64 = group
                .streams
                .iter()
                .filter_map(|&stream| meanwhile[stream].map(|offer| figures.bill(stream, offer, 0).total.get()))
                .sum();
            let replica = hour.unwrap_or(0.0) * HOURS_PER_MONTH * load.gpus * (1.0 + figures.inputs.overhead.get());
            let base = load.service.base_load(&load.work, 1.0, replica, elsewhere / load.work.mean().max(1e-12));
            (base.replicas, base.overflow, base.carried, base.replicas * HOURS_PER_MONTH)
        }
        Run::Hourly | Run::Zero => {
            let hours = load.service.hourly(&load.work, 1.0, figures.inputs.startup.get(), group.run == Run::Zero);
            (load.service.always_on(&load.work, 1.0), 0.0, load.work.mean(), hours)
        }
        Run::Always => {
            let replicas = load.service.always_on(&load.work, 1.0);
            (replicas, 0.0, load.work.mean(), replicas * HOURS_PER_MONTH)
        }
    };
    let utilization = if hours > 0.0 { carried / (hours / HOURS_PER_MONTH) } else { 0.0 };
    let output = load.tokens * carried * crate::units::SECONDS_PER_MONTH;
    let quotes = match group.pay {
        Pay::OnDemand => setup.prices.on_demand,
        Pay::Reserved => setup.prices.reserved,
        Pay::Spot => setup.prices.spot,
        Pay::Owned => None,
    };
    let residual = setup.serving.class().residual(load.service.slots / load.gpus);
    let memory = setup.serving.memory();
    let mut workloads: Vec<String> =
        group.streams.iter().map(|&stream| figures.case.name(figures.inputs, stream)).collect();
    workloads.dedup();
    FleetReport {
        model: setup.model.name.clone(),
        model_id: setup.model.id.clone(),
        gpu: setup.gpu.name.clone(),
        gpu_id: setup.gpu.id.clone(),
        precision: setup.precision.word(),
        gpus_per_replica: setup.layout.gpus(),
        replicas,
        gpus: replicas * load.gpus,
        pay: group.pay,
        run: group.run,
        gpu_hour: hour.map(UsdPerHour::new),
        quotes: quotes.map(|quotes| (quotes.low, quotes.high)),
        throughput: TokensPerSecond::new(load.tokens),
        throughput_range: (residual.p10, residual.p90),
        slots: load.service.slots,
        utilization: Share::new(utilization),
        overflow: Share::new(overflow),
        per_mtok: hour.filter(|_| output > 0.0).map(|hour| UsdPerMtok::new(hour * hours * load.gpus / output * 1e6)),
        weights: memory.weights,
        memory: memory.usable,
        workloads,
    }
}
