//! The numbers of one set of inputs, ready for month-by-month use: paths of volume and prices, bills, loads.
//!
//! Month t = 1 is at today's volume and prices; month t carries t − 1 months of growth and drift. Flows fall at
//! month end and are discounted by the effective monthly rate.

use crate::cost::building::{self, Build};
use crate::demand::lengths::Lengths;
use crate::fleet::Service;
use crate::hosted::bill::{self, Bill, OwnPrices, Terms, Usage};
use crate::hosted::following::{self, Source};
use crate::hosted::quality;
use crate::inputs::{Inputs, Workload, YesNo};
use crate::streams::{Case, OfferKind, Profile, Replica, Stream, replica};
use crate::units::{HOURS_PER_WEEK, Milliseconds, Months, Share, TokensPerRequest, YearlyChange};
use core::cell::RefCell;

/// Longest horizon in months.
pub const MOST_MONTHS: usize = 120;

/// What every month of the horizon multiplies.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Months of the horizon, at least 1.
    pub months: usize,
    /// Present value of a dollar at the end of month t (index t − 1).
    pub discount: Vec<f64>,
    /// Requests of month t over today's.
    pub requests: Vec<f64>,
    /// Price of month t over today's for who stays on a hosted model.
    pub price: Vec<f64>,
    /// Work of month t for servers of one's own, over today's: requests, each with less work where newer models need
    /// less and one moves to them.
    pub volume: Vec<f64>,
    /// Price of month t over today's for a unit of that work, bought: `volume` times this is `requests` times `price`.
    pub hosted: Vec<f64>,
    /// GPU rents of month t over today's.
    pub rent: Vec<f64>,
    /// Part of month t that still builds.
    pub building: Vec<f64>,
    /// The build.
    pub build: Build,
    /// Month in which own replicas begin (from 1), past the horizon if they never do.
    pub live: usize,
}

impl Paths {
    /// Whether own replicas carry any traffic before the horizon ends. Where they never do, nothing is run, at any
    /// volume, and nothing may be said about what running would cost.
    pub const fn own_runs(&self) -> bool {
        self.live <= self.months
    }

    /// From inputs.
    pub fn new(inputs: &Inputs) -> Self {
        let months = super::level::months(inputs);
        let build = building::build(inputs);
        let series = |factor: f64, first: f64| series(months, factor, first);
        let discount = 1.0 / inputs.discount_rate.monthly_factor();
        let requests = series(inputs.growth.monthly_factor(), 1.0);
        let middles = inputs.middles;
        let path = |drift: YearlyChange, middle: YearlyChange| {
            let mut path = series(middle.monthly_factor(), 1.0);
            if middles.is_some() {
                super::jumps::jump(&mut path, middle, drift);
            }
            path
        };
        let (hosted, rent) = middles.map_or((inputs.api_drift, inputs.gpu_drift), |one| (one.hosted, one.rent));
        let price = path(inputs.api_drift, hosted);
        Self {
            months,
            discount: series(discount, discount),
            volume: requests.clone(),
            hosted: price.clone(),
            requests,
            price,
            rent: path(inputs.gpu_drift, rent),
            building: (0..months).map(|t| (build.months.get() - t as f64).clamp(0.0, 1.0)).collect(),
            live: libm::floor(build.months.get()) as usize + 1,
            build,
        }
    }
}

/// So many months that begin at `first` and change by a factor from each to the next.
#[inline(never)]
fn series(months: usize, factor: f64, first: f64) -> Vec<f64> {
    let mut value = first;
    (0..months)
        .map(|_| {
            let now = value;
            value = (value * factor).clamp(0.0, 1e12);
            now
        })
        .collect()
}

/// One stream in numbers.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Tokens and requests of a month at today's volume.
    pub usage: Usage,
    /// The bill of each offer at each of its price rows, at today's volume.
    pub bills: Vec<Vec<(u32, Bill)>>,
    /// Load relative to the mean, hour by hour.
    pub hours: [f64; HOURS_PER_WEEK],
    /// Mean interactive requests a second.
    pub rate: f64,
    /// Mean requests a second that may wait.
    pub waiting: f64,
    /// Slowest acceptable pace.
    pub target: Milliseconds,
    /// What is left of the price in month t where one moves to cheaper models; empty where one stays.
    pub followed: Vec<f64>,
}

/// What a setup was found to carry of one stream, by the bits of the latency target.
type Known = Vec<(u64, Option<Replica>)>;

/// A case's numbers for one set of inputs.
pub struct Figures<'c, 'a> {
    /// The references.
    pub case: &'c Case<'a>,
    /// The inputs.
    pub inputs: &'c Inputs,
    /// Month by month.
    pub paths: Paths,
    /// Stream by stream.
    pub flows: Vec<Flow>,
    /// The case's table of capacities for each stream, if it has one for these inputs.
    tables: Vec<Option<usize>>,
    /// Capacities already computed beside those, by setup and stream, with the targets they are for.
    capacities: RefCell<Vec<Known>>,
}

impl<'c, 'a> Figures<'c, 'a> {
    /// Computes them.
    pub fn new(case: &'c Case<'a>, inputs: &'c Inputs) -> Self {
        Self::with_bills(case, inputs, &|_, _| true)
    }

    /// The same with the bills of some offers only (by stream and offer) and of today's models: the others' are empty.
    /// For thousands of draws of a few plans, which never ask for them.
    pub fn with_bills(case: &'c Case<'a>, inputs: &'c Inputs, wanted: &dyn Fn(usize, usize) -> bool) -> Self {
        let streams = case.streams.iter().enumerate();
        let flows = streams.map(|(at, stream)| flow(case, inputs, stream, &|offer| wanted(at, offer))).collect();
        let table = |stream: &Stream<'_>| {
            let profile = Profile::of(inputs, &inputs.workloads[stream.workload], stream.kind);
            case.tables.iter().position(|known| known.profile == profile)
        };
        let tables = case.streams.iter().map(table).collect();
        let mut figures =
            Self { case, inputs, paths: Paths::new(inputs), flows, tables, capacities: RefCell::default() };
        if inputs.follows() {
            figures.follow();
        }
        figures
    }

    /// Lets prices and work fall with each move to a newer model.
    #[inline(never)]
    fn follow(&mut self) {
        let (case, inputs) = (self.case, self.inputs);
        let mut oldest: f64 = 0.0;
        for (flow, stream) in self.flows.iter_mut().zip(&case.streams) {
            let workload = &inputs.workloads[stream.workload];
            let follows = inputs.moves.follows(workload);
            // What stays on its model is as if its quality had been there for ever.
            let floor = quality::reasoning_floor(workload, stream.floor.points()).filter(|_| follows);
            let age = following::age(floor, case.asof, Source::Hosted);
            for t in 0..if follows { self.paths.months } else { 0 } {
                let moved = following::last_move(inputs.follow_moves.get(), t as f64);
                flow.followed.push(following::price_after(inputs.follow_fall, age, moved));
            }
            // Groups share servers, so the quality that falls least speaks for all that could run.
            if !stream.setups.is_empty() {
                oldest = oldest.max(following::age(floor, case.asof, Source::Open).get());
            }
        }
        let built = self.paths.build.months.get();
        for t in 0..self.paths.months {
            let since = following::last_move(inputs.upgrades.get(), t as f64 - built).get();
            let moved = Months::new(if since > 0.0 { since + built } else { 0.0 });
            let work = following::price_after(inputs.own_fall, Months::new(oldest), moved);
            self.paths.volume[t] *= work;
            self.paths.hosted[t] /= work;
        }
    }

    /// A stream's hosted price in month t (from 0) over today's: as hosts change it, and as one moves to cheaper models.
    pub fn hosted_price(&self, stream: usize, t: usize) -> f64 {
        self.paths.price[t] * self.followed(stream, t)
    }

    /// What is left of a stream's hosted price in month t (from 0) where one moves to cheaper models, from 1 downwards.
    pub fn followed(&self, stream: usize, t: usize) -> f64 {
        self.flows[stream].followed.get(t).copied().unwrap_or(1.0)
    }

    /// The workload behind a stream.
    pub fn workload(&self, stream: usize) -> &Workload {
        &self.inputs.workloads[self.case.streams[stream].workload]
    }

    /// What one replica of a setup carries of a stream at a latency target.
    pub fn replica(&self, setup: usize, stream: usize, target: Milliseconds) -> Option<Replica> {
        if let Some(table) = self.table(stream)
            && self.flows[stream].target == target
        {
            return table.get(setup).copied().flatten();
        }
        let (place, key) = (setup * self.case.streams.len() + stream, target.get().to_bits());
        let known =
            self.capacities.borrow().get(place).and_then(|known| known.iter().find(|one| one.0 == key).copied());
        if let Some((_, known)) = known {
            return known;
        }
        let stream = &self.case.streams[stream];
        let found = replica(
            self.inputs,
            &self.inputs.workloads[stream.workload],
            stream.kind,
            target,
            &self.case.setups[setup],
        );
        let mut capacities = self.capacities.borrow_mut();
        if capacities.len() <= place {
            capacities.resize(self.case.setups.len() * self.case.streams.len(), Vec::new());
        }
        capacities[place].push((key, found));
        found
    }

    /// What one replica of each setup carries of a stream at its own latency target, where the case has it worked out
    /// for these inputs.
    pub fn table(&self, stream: usize) -> Option<&[Option<Replica>]> {
        self.tables[stream].map(|table| self.case.tables[table].replicas.as_slice())
    }

    /// What a fleet must hold besides its load.
    pub fn service(&self, slots: f64) -> Service {
        Service {
            slots,
            burst: self.inputs.minute_burst.max(1.0),
            spare: libm::round(self.inputs.spare_replicas),
            spare_share: self.inputs.spare_capacity.get(),
            regions: libm::round(self.inputs.regions).max(1.0),
        }
    }
}

/// How a workload's prompts spread; the part above the tier is that of the model bought today.
fn lengths(workload: &Workload, stream: &Stream<'_>) -> Option<Lengths> {
    let today = stream.offers.first().filter(|offer| offer.kind == OfferKind::Today).map(|offer| offer.rows[0].1);
    let limit = today.and_then(|row| Some(row.tiers.first()?.above.get() / row.tokenizer_factor.unwrap_or(1.0)));
    Lengths::new(workload.input_tokens, workload.input_p95, limit.map(TokensPerRequest::new).zip(workload.above_tier))
}

fn flow(case: &Case<'_>, inputs: &Inputs, stream: &Stream<'_>, wanted: &dyn Fn(usize) -> bool) -> Flow {
    let workload = &inputs.workloads[stream.workload];
    let requests = workload.requests * inputs.volume_factor * (1.0 + inputs.retries.get()) * stream.part.get();
    let usage = Usage {
        requests,
        input: workload.input_tokens,
        output: workload.output_tokens,
        reasoning: workload.reasoning_tokens,
        cached: workload.cached,
        cache_writes: workload.cache_writes,
        waiting: workload.waiting,
        lengths: lengths(workload, stream),
    };
    let week = match workload.peak_to_average {
        None => stream.week.clone(),
        Some(peak) => {
            let rhythm = case
                .catalog
                .shape("chat")
                .map_or_else(crate::week::Week::flat, |shape| crate::week::Week::new(&shape.hours));
            stream.week.with_peak(peak, &rhythm)
        }
    };
    let region = inputs.in_region == YesNo::Yes || case.mandate == crate::streams::Mandate::Restricted;
    let bills = stream
        .offers
        .iter()
        .enumerate()
        .map(|(at, offer)| {
            if !wanted(at) && offer.kind != OfferKind::Well {
                return Vec::new();
            }
            let today = offer.kind == OfferKind::Today;
            let yours = matches!(offer.kind, OfferKind::Today | OfferKind::Well);
            let own = own_prices(workload, offer.kind);
            offer
                .rows
                .iter()
                .map(|(month, row)| {
                    let terms = Terms {
                        caching: caching(workload, offer.kind, row, &usage),
                        batching: !today || workload.batching_today == YesNo::Yes,
                        in_region: region,
                        committed: if yours { inputs.committed_discount } else { Share::ZERO },
                        gateway: inputs.gateway_fee,
                        price_change: inputs.api_price_change.get(),
                        peak_share: if row.peak_hours.is_empty() { 0.0 } else { week.share_in(&row.peak_hours) },
                    };
                    (*month, bill::bill(row, &own, &usage, &terms))
                })
                .collect()
        })
        .collect();
    let rate = requests.per_second().get();
    Flow {
        usage,
        bills,
        hours: *week.hours(),
        rate: rate * workload.waiting.rest().get(),
        waiting: rate * workload.waiting.get(),
        target: workload.latency,
        followed: Vec::new(),
    }
}

/// The visitor's own prices, which count for the model bought today and no other.
fn own_prices(workload: &Workload, kind: OfferKind) -> OwnPrices {
    if matches!(kind, OfferKind::Today | OfferKind::Well) {
        OwnPrices { input: workload.price_input, output: workload.price_output, cached: workload.price_cached }
    } else {
        OwnPrices::default()
    }
}

/// Whether an offer's cache is used. Bought well, it is where it saves, which a dear cache write can prevent.
pub fn caching(workload: &Workload, kind: OfferKind, row: &crate::catalog::HostedPrice, usage: &Usage) -> bool {
    if kind == OfferKind::Today {
        workload.caching_today == YesNo::Yes
    } else {
        bill::cache_saves(row, &own_prices(workload, kind), usage)
    }
}
