//! One decision, with every reference looked up: streams of requests, the offers and the setups that could serve
//! each. It holds no number that an uncertainty draw changes, so thousands of draws share it.

use crate::WHOLE;
use crate::capacity::{Capacity, KvPrecision, Layout, Maturity, Request, Serving, Unservable};
use crate::catalog::{Catalog, Commercial, Forces, Gpu, HostedPrice, Kind, OpenModel, Precision, Regime};
use crate::date::Date;
use crate::inputs::{Inputs, Payment, Premises, Tuning, Workload};
use crate::market::{self, Prices};
use crate::quality;
use crate::units::{IndexPoints, Milliseconds, Share, Tokens};
use crate::week::Week;

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

/// A setup that was not taken.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// No open model is of this kind or good enough.
    NoModel,
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
    fn of(why: &Unservable) -> Self {
        match why {
            Unservable::ContextTooLong { .. } => Self::Context,
            Unservable::DoesNotFit { .. } => Self::Memory,
            Unservable::PrecisionNotInGpu { .. }
            | Unservable::PrecisionNotPublished { .. }
            | Unservable::HeadsNotDivided { .. }
            | Unservable::LayoutImpossible { .. } => Self::Format,
        }
    }
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

    /// Why setups lost for a stream, the most fundamental reason first: what was tried nearest to working for each
    /// model and GPU that does not work at all, then what is only dearer; at most three of a kind.
    pub fn why_not(&self, stream: usize) -> Vec<PassedOver> {
        let works = |one: &PassedOver| {
            self.streams[stream].setups.iter().any(|&setup| {
                let setup = &self.setups[setup];
                setup.model.id == one.model && setup.gpu.id == one.gpu
            })
        };
        let mut found: Vec<&PassedOver> = self
            .passed_over
            .iter()
            .filter(|one| one.streams.contains(&stream) && (one.reason == Reason::Dearer || !works(one)))
            .collect();
        // Of a pair's formats and layouts the one that came nearest to working speaks for the others.
        crate::order::sort(&mut found, |a, b| b.reason.cmp(&a.reason).then(b.gpus.cmp(&a.gpus)));
        let mut chosen: Vec<PassedOver> = Vec::new();
        for one in found {
            let twice = chosen.iter().any(|known| known.model == one.model && known.gpu == one.gpu);
            if !twice && chosen.iter().filter(|known| known.reason == one.reason).count() < 3 {
                chosen.push(one.clone());
            }
        }
        chosen.reverse();
        chosen
    }

    /// How a stream's workload is called.
    pub fn name(&self, inputs: &Inputs, stream: usize) -> String {
        let workload = &inputs.workloads[self.streams[stream].workload];
        if workload.name.is_empty() { workload.slug.replace('-', " ") } else { workload.name.clone() }
    }
}

/// The GPUs that may be taken.
fn candidates<'a>(catalog: &'a Catalog, inputs: &Inputs) -> impl Iterator<Item = &'a Gpu> {
    catalog.gpus.iter().filter(|gpu| inputs.gpu == gpu.id || inputs.gpu == "auto" && gpu.per_node > 1)
}

/// The open models that may serve a workload and are good enough for it.
fn eligible<'a>(
    catalog: &'a Catalog,
    workload: &Workload,
    kind: Kind,
    floor: Option<IndexPoints>,
) -> Vec<&'a OpenModel> {
    let wanted = &workload.open_model;
    catalog
        .models
        .iter()
        .filter(|model| *wanted == model.id || *wanted == "auto" && model.commercial != Commercial::No)
        .filter(|model| *wanted == model.id || quality::open_model_clears(catalog, model, kind, floor, workload))
        .collect()
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

fn payable(inputs: &Inputs, prices: &Prices, owned_only: bool) -> bool {
    if owned_only {
        return prices.purchase.is_some();
    }
    match inputs.payment {
        Payment::Owned => prices.purchase.is_some(),
        Payment::Reserved => prices.reserved.is_some(),
        Payment::Spot => prices.spot.is_some(),
        Payment::OnDemand => prices.on_demand.is_some() || inputs.gpu_hour.is_some(),
        Payment::Auto => prices.on_demand.is_some() || prices.reserved.is_some() || inputs.gpu_hour.is_some(),
    }
}

/// Every layout of 1, 2, 4 and 8 GPUs in the formats that model and GPU share; per GPU the two smallest that fit.
pub(crate) fn setups_on<'a>(
    model: &'a OpenModel,
    gpu: &'a Gpu,
    prices: Prices,
) -> Vec<Result<Setup<'a>, (u32, Unservable)>> {
    let mut all = Vec::new();
    for &precision in Precision::ALL {
        let known = precision == model.native || model.precisions.iter().any(|word| word == precision.word());
        // Half the bytes for the same answers: 16 bits are tried only where nothing smaller is published or can run.
        let smaller =
            gpu.fp8.is_some() && model.precisions.iter().any(|word| word == "fp8") || model.native != Precision::Bf16;
        if !known || precision == Precision::Bf16 && smaller {
            continue;
        }
        let kv = if gpu.fp8.is_some() { KvPrecision::Eight } else { KvPrecision::Sixteen };
        let mut fitting = 0;
        let mut failed = None;
        for gpus in [1, 2, 4, 8] {
            if gpus > gpu.per_node.max(1) || fitting == 2 {
                break;
            }
            let layout = Layout::tensor(gpus);
            match Serving::new(model, gpu, precision, kv, layout) {
                Ok(serving) => {
                    fitting += 1;
                    all.push(Ok(Setup { model, gpu, precision, kv, layout, serving, prices }));
                }
                Err(why) => failed = Some((gpus, why)),
            }
        }
        if fitting == 0
            && let Some(why) = failed
        {
            all.push(Err(why));
        }
    }
    all
}

/// What one replica of a setup carries for one workload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replica {
    /// Requests a second at the latency target.
    pub rate: f64,
    /// Requests a second of work that may wait.
    pub waiting_rate: f64,
    /// Requests under way at the target.
    pub slots: f64,
    /// Output tokens a second at the target (input tokens for models that write nothing).
    pub tokens: f64,
}

/// The capacity model for a workload's requests on a setup, at the visitor's maturity and measured correction.
fn capacity(inputs: &Inputs, workload: &Workload, setup: &Setup<'_>) -> Result<Capacity, Unservable> {
    let output = workload.output_tokens + workload.reasoning_tokens;
    let request = Request { input: workload.input_tokens, cached: workload.cached, output };
    let maturity = match inputs.maturity {
        crate::inputs::Maturity::Tuned => Maturity::Tuned,
        crate::inputs::Maturity::New => Maturity::NewModel,
        crate::inputs::Maturity::First => Maturity::FirstDeployment,
    };
    Ok(setup
        .serving
        .capacity(&request)?
        .slowed(maturity.time_factor() / inputs.throughput_factor.max(0.01))
        .with_speculation(inputs.speculative == crate::inputs::YesNo::Yes))
}

/// Why a setup that exists cannot serve a workload.
fn unfit(inputs: &Inputs, workload: &Workload, setup: &Setup<'_>) -> (Reason, String) {
    match capacity(inputs, workload, setup) {
        Err(why) => (Reason::of(&why), why.to_string()),
        Ok(capacity) => {
            let alone = libm::ceil(capacity.predict(1.0).per_token.get()) as u64;
            let target = libm::round(workload.latency.get()) as u64;
            // The plan keeps a margin below the target, so a pace just under it is too slow as well.
            (Reason::Slow, format!("too slow: {alone} ms a token for one request alone, with {target} ms allowed"))
        }
    }
}

fn no_model(kind: Kind, floor: Option<IndexPoints>) -> String {
    match (kind, floor) {
        (Kind::Chat, Some(floor)) => {
            format!("no open model here is scored at {} points or more", libm::ceil(floor.get()) as u64)
        }
        (Kind::Chat, None) => String::from("no open model here is known to be good enough"),
        (Kind::Embedding, _) => String::from("no open embedding model is in the catalog"),
        (Kind::Reranker, _) => String::from("no open reranking model is in the catalog"),
    }
}

fn no_price(inputs: &Inputs, owned_only: bool) -> String {
    let payment = if owned_only { Payment::Owned } else { inputs.payment };
    match payment {
        Payment::Owned => String::from("no purchase price is known"),
        Payment::Auto => format!("no rent is known at {}", inputs.provider.label()),
        paid => format!("no price is known for it {} from {}", paid.label(), inputs.provider.label()),
    }
}

/// The capacity of a setup for a workload at a latency target; `None` when it is too slow or cannot hold it.
pub fn replica(
    inputs: &Inputs,
    workload: &Workload,
    kind: Kind,
    target: Milliseconds,
    setup: &Setup<'_>,
) -> Option<Replica> {
    let output = workload.output_tokens + workload.reasoning_tokens;
    let capacity = capacity(inputs, workload, setup).ok()?;
    if kind != Kind::Chat {
        let read = capacity.embedding(workload.input_tokens.get());
        let rate =
            workload.throughput.map_or(read.requests.get(), |tokens| tokens / workload.input_tokens.get().max(1.0));
        return (rate > 0.0).then_some(Replica { rate, waiting_rate: rate, slots: 64.0, tokens: read.input.get() });
    }
    if let Some(measured) = workload.throughput {
        let rate = measured * inputs.throughput_factor / output.get().max(1.0);
        return (rate > 0.0).then_some(Replica { rate, waiting_rate: rate, slots: 32.0, tokens: measured });
    }
    // Requests come in whole numbers: one more than the plan's whole ones would make all of them too slow.
    let whole = libm::floor(capacity.plan(target)?.concurrency + 1e-6).max(1.0);
    let (plan, full) = (capacity.predict(whole), capacity.saturated());
    let rate = plan.requests.get();
    (rate > 0.0).then_some(Replica {
        rate,
        waiting_rate: full.requests.get().max(rate),
        slots: whole,
        tokens: plan.output.get(),
    })
}

/// Rent for the busiest hour's whole replicas today, and rent per unit of throughput: the orders in which setups are kept.
fn rank(inputs: &Inputs, workload: &Workload, part: Share, kind: Kind, setup: &Setup<'_>) -> Option<(f64, f64)> {
    let replica = replica(inputs, workload, kind, workload.latency, setup)?;
    let hour = setup
        .prices
        .on_demand
        .or(setup.prices.reserved)
        .map(|quotes| quotes.median.get())
        .or_else(|| setup.prices.purchase.map(|price| price.get() / 20_000.0))
        .unwrap_or(1e6);
    let requests = workload.requests.per_second().get() * part.get() * inputs.volume_factor * 4.0;
    let replicas = libm::ceil(requests / replica.rate).max(1.0) + inputs.spare_replicas;
    let rent = f64::from(setup.layout.gpus()) * hour;
    Some((replicas * rent, rent / replica.rate))
}
