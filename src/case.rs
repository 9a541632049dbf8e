//! One decision, with every reference looked up: streams of requests, the offers and the setups that could serve
//! each. It holds no number that an uncertainty draw changes, so thousands of draws share it.

mod passed_over;
mod replica;
mod setups;

pub use passed_over::{PassedOver, Reason};
pub(crate) use replica::maturity;
pub use replica::{Replica, replica};
pub(crate) use setups::setups_on;

use crate::WHOLE;
use crate::capacity::{KvPrecision, Layout, Serving};
use crate::catalog::{Catalog, Forces, Gpu, HostedPrice, Kind, OpenModel, Precision, Regime};
use crate::date::Date;
use crate::inputs::{Inputs, Premises, Tuning, Workload};
use crate::market::{self, Prices};
use crate::quality;
use crate::units::{IndexPoints, Share, Tokens};
use crate::week::Week;
use passed_over::{no_model, no_price, unfit};
use replica::{capacity, rank};
use setups::{candidates, eligible, payable};

/// The most open models considered for one stream when the choice is left to us.
const MODELS_TRIED: usize = 5;
/// The most setups kept per open model and stream after ranking by rent for its load.
const SETUPS_KEPT: usize = 3;

/// Everything that can be chosen from.
pub struct Case<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The day whose prices count.
    pub asof: Date,
    /// Streams of requests: one per workload, two where a mandate covers a part of it.
    pub streams: Vec<Stream<'a>>,
    /// Setups, each a model on GPUs; streams refer to them by position.
    pub setups: Vec<Setup<'a>>,
    /// The models of those setups on each single GPU that hosts another of them, in their smallest format.
    pub guests: Vec<Setup<'a>>,
    /// What was tried for a stream and lost, with the reason.
    pub passed_over: Vec<PassedOver>,
    /// The regime, if one was named.
    pub regime: Option<&'a Regime>,
    /// What the regime does here.
    pub mandate: Mandate,
}

/// What a named regime does to the options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mandate {
    /// No regime was named.
    None,
    /// The data in scope may not go to an outside API.
    Mandate,
    /// Only special hosts qualify.
    Restricted,
    /// A hosted API is fine under a condition.
    Condition,
    /// An authority decides: both verdicts are shown.
    Unresolved,
    /// A wish without a clause: shown with its price, never enforced.
    Preference,
}

/// One stream of requests.
pub struct Stream<'a> {
    /// Position of its workload.
    pub workload: usize,
    /// Part of the workload's requests.
    pub part: Share,
    /// No hosted API may serve it.
    pub own_only: bool,
    /// Only hardware of one's own may serve it.
    pub owned_only: bool,
    /// What it does.
    pub kind: Kind,
    /// Points it needs.
    pub floor: Option<IndexPoints>,
    /// Hosted offers: today's first, as bought today and bought well.
    pub offers: Vec<Offer<'a>>,
    /// Setups that could serve it.
    pub setups: Vec<usize>,
    /// Its week as the catalog shapes it.
    pub week: Week,
}

/// Why an offer stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfferKind {
    /// The model bought today, with today's caching and batching.
    Today,
    /// The same model with the cache and batch that the workload allows.
    Well,
    /// Open weights, bought by the token.
    SameWeights,
    /// Another hosted model that is scored good enough.
    Other,
}

/// A way to buy.
pub struct Offer<'a> {
    /// Why it stands here.
    pub kind: OfferKind,
    /// Price rows with the month (from 1) in which each begins to count, first row in month 1.
    pub rows: Vec<(u32, &'a HostedPrice)>,
    /// Good enough, of the right kind, long enough, and allowed.
    pub feasible: bool,
    /// The open model it serves, if any.
    pub weights: Option<&'a str>,
}

/// A model in a precision on some GPUs.
pub struct Setup<'a> {
    /// The model.
    pub model: &'a OpenModel,
    /// The GPU.
    pub gpu: &'a Gpu,
    /// Number format of the weights.
    pub precision: Precision,
    /// Number format of the cache.
    pub kv: KvPrecision,
    /// GPUs of one replica and how they share.
    pub layout: Layout,
    /// Coefficients of the capacity model.
    pub serving: Serving,
    /// What its GPU costs.
    pub prices: Prices,
}

impl Setup<'_> {
    /// The longest context of a single request that fits beside the weights, at most the model's own.
    pub fn longest_context(&self) -> Tokens {
        self.serving.memory().longest_context(self.model)
    }

    /// The most requests of a workload that one replica holds at once: memory or the engine's limit. Models that
    /// write nothing hold none beyond the pass they read.
    pub fn batch_limit(&self, inputs: &Inputs, workload: &Workload) -> Option<f64> {
        capacity(inputs, workload, self).ok().map(|capacity| libm::floor(capacity.batch_max()))
    }
}

impl<'a> Case<'a> {
    /// Looks everything up.
    pub fn new(inputs: &Inputs, catalog: &'a Catalog, asof: Date) -> Self {
        Self::under(inputs, catalog, asof, mandate(catalog.regime(&inputs.regime), &inputs.clause))
    }

    /// The same with a given reading of the regime: what if it did bind, what if it did not?
    pub fn under(inputs: &Inputs, catalog: &'a Catalog, asof: Date, mandate: Mandate) -> Self {
        let regime = catalog.regime(&inputs.regime);
        let mut case = Self {
            catalog,
            asof,
            streams: Vec::new(),
            setups: Vec::new(),
            guests: Vec::new(),
            passed_over: Vec::new(),
            regime,
            mandate,
        };
        for (at, workload) in inputs.workloads.iter().enumerate() {
            let bound = if mandate == Mandate::Mandate { workload.in_scope } else { Share::ZERO };
            // A fine-tune whose weights may not leave cannot be bought, whatever the rules say.
            let private = workload.tuning == Tuning::Private;
            for (part, own_only) in [(bound, true), (bound.rest(), private)] {
                if part.get() > 0.0 {
                    case.add_stream(inputs, at, workload, part, own_only);
                }
            }
        }
        case.guests = case.guests();
        case
    }

    fn guests(&self) -> Vec<Setup<'a>> {
        let mut models: Vec<&'a OpenModel> = self.setups.iter().map(|setup| setup.model).collect();
        crate::order::sort(&mut models, |a, b| a.id.cmp(&b.id));
        models.dedup_by(|a, b| a.id == b.id);
        let mut hosts: Vec<&Setup<'a>> = self.setups.iter().filter(|setup| setup.layout.gpus() == 1).collect();
        crate::order::sort(&mut hosts, |a, b| a.gpu.id.cmp(&b.gpu.id));
        hosts.dedup_by(|a, b| a.gpu.id == b.gpu.id);
        if self.streams.len() < 2 || models.len() < 2 {
            return Vec::new();
        }
        let weights = |setup: &Setup<'_>| setup.serving.memory().weights.get();
        let smallest = |model: &'a OpenModel, host: &Setup<'a>| {
            let fitting = setups_on(model, host.gpu, host.prices).into_iter().flatten();
            fitting.filter(|setup| setup.layout.gpus() == 1).min_by(|a, b| weights(a).total_cmp(&weights(b)))
        };
        models.iter().flat_map(|model| hosts.iter().filter_map(move |host| smallest(model, host))).collect()
    }

    fn add_stream(&mut self, inputs: &Inputs, at: usize, workload: &Workload, part: Share, own_only: bool) {
        let catalog = self.catalog;
        let today = catalog
            .price(&workload.model, self.asof)
            .or_else(|| catalog.hosted.iter().find(|row| row.id == workload.model));
        let kind = today.map_or(Kind::Chat, |row| row.kind);
        let floor = quality::floor(catalog, today, workload);
        let owned_only = own_only
            && match inputs.premises {
                Premises::Owned => true,
                Premises::Rented => false,
                Premises::Unknown => {
                    self.mandate == Mandate::Mandate && self.regime.is_some_and(|regime| !regime.rented_ok)
                }
            };
        let offers = self.offers(workload, today, kind, floor, own_only);
        let setups = self.setups_for(inputs, workload, part, kind, floor, owned_only);
        let week = catalog.shape(&workload.shape).map_or_else(Week::flat, |shape| Week::new(&shape.hours));
        self.streams.push(Stream { workload: at, part, own_only, owned_only, kind, floor, offers, setups, week });
    }

    fn offers(
        &self,
        workload: &Workload,
        today: Option<&'a HostedPrice>,
        kind: Kind,
        floor: Option<IndexPoints>,
        own_only: bool,
    ) -> Vec<Offer<'a>> {
        let catalog = self.catalog;
        let fits = |row: &HostedPrice| {
            let needs = workload.input_tokens + workload.output_tokens + workload.reasoning_tokens;
            row.kind == kind
                && row.context.is_none_or(|context| needs.get() * row.tokenizer_factor.unwrap_or(1.0) <= context.get())
        };
        let mut offers = Vec::new();
        if let Some(row) = today {
            for kind in [OfferKind::Today, OfferKind::Well] {
                // What is bought today is taken as good enough unless its own score says otherwise.
                let rows = self.dated(row);
                offers.push(Offer { kind, rows, feasible: !own_only && fits(row), weights: row.weights.as_deref() });
            }
        }
        for row in catalog.offers(self.asof) {
            if today.is_some_and(|today| today.id == row.id) || !fits(row) {
                continue;
            }
            let open = row.weights.is_some();
            // A fine-tune a host may hold needs weights that a host can load.
            if workload.tuning != Tuning::None && !open {
                continue;
            }
            let score = quality::score(catalog, row.quality.as_deref(), row.quality_is_floor, workload);
            let good = kind != Kind::Chat && open
                || kind == Kind::Chat
                    && quality::clears(score, floor)
                    && score.is_none_or(|score| open || !score.is_floor);
            if good {
                let kind = if open { OfferKind::SameWeights } else { OfferKind::Other };
                offers.push(Offer {
                    kind,
                    rows: self.dated(row),
                    feasible: !own_only,
                    weights: row.weights.as_deref(),
                });
            }
        }
        offers
    }

    /// An offer's row in force and its later steps, by the month in which each begins.
    fn dated(&self, row: &'a HostedPrice) -> Vec<(u32, &'a HostedPrice)> {
        let steps = self.catalog.later_prices(&row.id, self.asof);
        core::iter::once((1, row))
            .chain(steps.into_iter().filter_map(|step| {
                // Month t begins on the first of the calendar month t − 1 months on.
                let months =
                    step.from.months_since(self.asof) + i32::from(step.from > step.from.first_of_month_after(0));
                u32::try_from(months.max(0)).ok().map(|months| (months + 1, step))
            }))
            .collect()
    }

    fn setups_for(
        &mut self,
        inputs: &Inputs,
        workload: &Workload,
        part: Share,
        kind: Kind,
        floor: Option<IndexPoints>,
        owned_only: bool,
    ) -> Vec<usize> {
        let catalog = self.catalog;
        let mut models = eligible(catalog, workload, kind, floor);
        // Fewer active parameters are less work per token; of equals, fewer in all.
        crate::order::sort(&mut models, |a, b| {
            let work = |model: &OpenModel| model.active.get() + model.total.get() / 20.0;
            work(a).total_cmp(&work(b)).then_with(|| a.id.cmp(&b.id))
        });
        models.truncate(MODELS_TRIED);
        if models.is_empty() {
            self.pass(("", "", 0), || (Reason::NoModel, no_model(kind, floor)));
        }
        let mut found = Vec::new();
        for model in models {
            let mut ranked: Vec<((f64, f64), Setup<'a>)> = Vec::new();
            for gpu in candidates(catalog, inputs) {
                let prices = market::prices(catalog, gpu, inputs.provider, self.asof);
                if !payable(inputs, &prices, owned_only) {
                    if inputs.gpu != "auto" {
                        self.pass((&model.id, &gpu.id, 1), || (Reason::NoPrice, no_price(inputs, owned_only)));
                    }
                    continue;
                }
                for setup in setups_on(model, gpu, prices) {
                    match setup {
                        Ok(setup) => {
                            if let Some(cost) = rank(inputs, workload, part, kind, &setup) {
                                ranked.push((cost, setup));
                            } else {
                                let who = (model.id.as_str(), gpu.id.as_str(), setup.layout.gpus());
                                self.pass(who, || unfit(inputs, workload, &setup));
                            }
                        }
                        Err((gpus, why)) => {
                            self.pass((&model.id, &gpu.id, gpus), || (Reason::of(&why), why.to_string()));
                        }
                    }
                }
            }
            // Beside the cheapest for this load, the cheapest for an endless one: it wins at many times the volume.
            crate::order::rising(&mut ranked, |one| one.0.1);
            let efficient: Vec<(&str, Layout, Precision)> = ranked
                .iter()
                .take(2)
                .map(|(_, setup)| (setup.gpu.id.as_str(), setup.layout, setup.precision))
                .collect();
            crate::order::rising(&mut ranked, |one| one.0.0);
            for (place, (_, setup)) in ranked.into_iter().enumerate() {
                let efficient = efficient.contains(&(setup.gpu.id.as_str(), setup.layout, setup.precision));
                let twin = self.setups.iter().position(|known| {
                    known.model.id == setup.model.id
                        && known.gpu.id == setup.gpu.id
                        && known.layout == setup.layout
                        && known.precision == setup.precision
                });
                if place >= SETUPS_KEPT && !efficient {
                    if twin.is_none() && place < SETUPS_KEPT + 6 {
                        let who = (setup.model.id.as_str(), setup.gpu.id.as_str(), setup.layout.gpus());
                        self.pass(who, || (Reason::Dearer, String::from("dearer")));
                    }
                    continue;
                }
                found.push(twin.unwrap_or(self.setups.len()));
                if twin.is_none() {
                    self.setups.push(setup);
                }
            }
        }
        found
    }

    /// Whether something holds for every setup of every open model that would do for a stream, kept here or not.
    pub fn holds_for_all(&self, inputs: &Inputs, stream: usize, holds: &dyn Fn(&Setup<'_>) -> bool) -> bool {
        let Stream { workload, kind, floor, owned_only, .. } = self.streams[stream];
        let models = eligible(self.catalog, &inputs.workloads[workload], kind, floor);
        for gpu in candidates(self.catalog, inputs) {
            let prices = market::prices(self.catalog, gpu, inputs.provider, self.asof);
            if payable(inputs, &prices, owned_only) {
                for model in &models {
                    for setup in setups_on(model, gpu, prices) {
                        if setup.is_ok_and(|setup| !holds(&setup)) {
                            return false;
                        }
                    }
                }
            }
        }
        true
    }

    /// Notes a setup that was not taken for the stream being added.
    fn pass(&mut self, (model, gpu, gpus): (&str, &str, u32), told: impl FnOnce() -> (Reason, String)) {
        if !WHOLE {
            return;
        }
        let (reason, why) = told();
        let stream = self.streams.len();
        let known = self
            .passed_over
            .iter_mut()
            .find(|one| one.model == model && one.gpu == gpu && one.gpus == gpus && one.why == why);
        if let Some(known) = known {
            if !known.streams.contains(&stream) {
                known.streams.push(stream);
            }
        } else if self.passed_over.len() < 400 {
            let (model, gpu) = (model.to_owned(), gpu.to_owned());
            self.passed_over.push(PassedOver { model, gpu, gpus, reason, why, streams: vec![stream] });
        }
    }

    /// How a stream's workload is called.
    pub fn name(&self, inputs: &Inputs, stream: usize) -> String {
        let workload = &inputs.workloads[self.streams[stream].workload];
        if workload.name.is_empty() { workload.slug.replace('-', " ") } else { workload.name.clone() }
    }
}

/// The rule of the compliance table: a regime binds only with a clause.
fn mandate(regime: Option<&Regime>, clause: &str) -> Mandate {
    match regime {
        None => Mandate::None,
        Some(_) if clause.trim().is_empty() => Mandate::Preference,
        Some(regime) => match regime.forces {
            Forces::Yes => Mandate::Mandate,
            Forces::Narrow => Mandate::Restricted,
            Forces::No => Mandate::Condition,
            Forces::Ask => Mandate::Unresolved,
        },
    }
}
