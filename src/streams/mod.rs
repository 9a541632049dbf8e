//! One decision, with every reference looked up: streams of requests, the offers and the setups that could serve
//! each. It holds no number that an uncertainty draw changes, so thousands of draws share it.

mod passed_over;
mod replica;
mod setups;
mod table;

pub use passed_over::{PassedOver, Reason};
pub(crate) use replica::maturity;
pub use replica::{Replica, replica};
pub(crate) use setups::setups_on;
pub use table::{Profile, Table};

use crate::capacity::{KvPrecision, Layout, Serving};
use crate::catalog::{Catalog, Forces, Gpu, HostedPrice, Kind, OpenModel, Precision, Regime};
use crate::date::Date;
use crate::fleet::rents::{self, Prices};
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::{Inputs, Premises, Tuning, Workload};
use crate::units::{IndexPoints, Share, Tokens};
use crate::week::Week;
use core::ops::Range;
use passed_over::{no_model, no_price, unfit};
use replica::{capacity, rank};
use setups::{candidates, eligible, payable};

/// Models that reports speak of for one stream: why each of their setups lost. All are looked at.
const MODELS_TOLD: usize = 5;
/// Setups of each of them that reports name beside the chosen one.
const SETUPS_TOLD: usize = 3;

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
    /// Positions of the setups that reports speak of: the few cheapest for today's load of the likeliest models.
    pub told: Vec<usize>,
    /// What their replicas carry of each workload, one table for workloads that ask the same.
    pub tables: Vec<Table>,
    /// Where each model's setups stand among them.
    built: Vec<(&'a OpenModel, Range<usize>)>,
    /// What was tried for a stream and lost, with the reason.
    pub passed_over: Vec<PassedOver>,
    /// The regime, if one was named.
    pub regime: Option<&'a Regime>,
    /// What the regime does here.
    pub mandate: Mandate,
}

/// What a named regime does to the options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// Nothing of its kind was on sale on the day: what stands as bought today has no price and serves nothing.
    pub unsold: bool,
    /// What it does.
    pub kind: Kind,
    /// Points it needs.
    pub floor: QualityFloor<'a>,
    /// Hosted offers: today's first, as bought today and bought well.
    pub offers: Vec<Offer<'a>>,
    /// Setups that could serve it.
    pub setups: Vec<usize>,
    /// The models of those setups.
    pub models: Vec<&'a OpenModel>,
    /// Its week as the catalog shapes it.
    pub week: Week,
}

/// Why an offer stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// Whether its weights are public, be its shape in the catalog or not.
    pub open: bool,
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
            told: Vec::new(),
            tables: Vec::new(),
            built: Vec::new(),
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
        case
    }

    /// A model in its smallest format on one GPU of a kind, for sharing that GPU with another model.
    pub fn guest(&self, model: &OpenModel, gpu: &Gpu) -> Option<&Setup<'a>> {
        let (_, range) = self.built.iter().find(|(known, _)| core::ptr::eq(*known, model))?;
        let weights = |setup: &Setup<'_>| setup.serving.memory().weights.get();
        let here =
            self.setups[range.clone()].iter().filter(|one| one.layout.gpus() == 1 && core::ptr::eq(one.gpu, gpu));
        here.min_by(|a, b| weights(a).total_cmp(&weights(b)))
    }

    fn add_stream(&mut self, inputs: &Inputs, at: usize, workload: &Workload, part: Share, own_only: bool) {
        let catalog = self.catalog;
        // Before an offer's first price and after it was retired, whoever says that they buy it is believed.
        let today = catalog.on(self.asof).row(&workload.model);
        let kind = today.map_or(Kind::Chat, |row| row.kind);
        let unsold = catalog.cut.as_ref().is_some_and(|cut| cut.unsold.contains(&workload.model));
        let floor = quality::floor(catalog, today, workload);
        let owned_only = own_only
            && match inputs.premises {
                Premises::Owned => true,
                Premises::Rented => false,
                Premises::Unknown => {
                    self.mandate == Mandate::Mandate && self.regime.is_some_and(|regime| !regime.rented_ok)
                }
            };
        let offers = self.offers(workload, today, kind, floor, own_only || unsold);
        let setups = self.setups_for(inputs, workload, part, kind, floor, owned_only);
        let week = week_of(catalog, workload);
        let mut models: Vec<&'a OpenModel> = setups.iter().map(|&setup| self.setups[setup].model).collect();
        models.dedup_by(|a, b| core::ptr::eq(*a, *b));
        self.streams.push(Stream {
            workload: at,
            part,
            own_only,
            owned_only,
            unsold,
            kind,
            floor,
            offers,
            setups,
            models,
            week,
        });
    }

    fn offers(
        &self,
        workload: &Workload,
        today: Option<&'a HostedPrice>,
        kind: Kind,
        floor: QualityFloor<'_>,
        own_only: bool,
    ) -> Vec<Offer<'a>> {
        let catalog = self.catalog;
        let fits = |row: &HostedPrice| {
            let longest = workload.input_p95.map_or(workload.input_tokens, |p95| p95.max(workload.input_tokens));
            let needs = longest + workload.output_tokens + workload.reasoning_tokens;
            row.kind == kind
                && row.context.is_none_or(|context| needs.get() * row.tokenizer_factor.unwrap_or(1.0) <= context.get())
        };
        let mut offers = Vec::new();
        if let Some(row) = today {
            for kind in [OfferKind::Today, OfferKind::Well] {
                // What is bought today is taken as good enough unless its own score says otherwise.
                let rows = self.dated(row);
                let (feasible, open) = (!own_only && fits(row), row.is_open(self.asof));
                offers.push(Offer { kind, rows, feasible, weights: row.weights.as_deref(), open });
            }
        }
        for row in catalog.offers(self.asof) {
            if today.is_some_and(|today| today.id == row.id) || !fits(row) {
                continue;
            }
            let open = row.is_open(self.asof);
            // A fine-tune a host may hold needs weights that a host can load.
            if workload.tuning != Tuning::None && !open {
                continue;
            }
            let score = quality::score(catalog, row.quality.as_deref(), row.quality_is_floor, workload);
            // The model of today at another host is as good as it is, with a score or without.
            let itself = matches!(floor, QualityFloor::Unknown { .. })
                && today.is_some_and(|today| {
                    row.model == today.model || row.weights.is_some() && today.weights == row.weights
                });
            let good = kind != Kind::Chat && open || kind == Kind::Chat && (quality::clears(score, floor) || itself);
            if good {
                let kind = if open { OfferKind::SameWeights } else { OfferKind::Other };
                offers.push(Offer {
                    kind,
                    rows: self.dated(row),
                    feasible: !own_only,
                    weights: row.weights.as_deref(),
                    open,
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

    /// Every setup that can serve a workload: models in the order of their work, each model's by rent for today's load.
    fn setups_for(
        &mut self,
        inputs: &Inputs,
        workload: &Workload,
        part: Share,
        kind: Kind,
        floor: QualityFloor<'_>,
        owned_only: bool,
    ) -> Vec<usize> {
        let mut models = eligible(self.catalog, workload, kind, floor);
        // Fewer active parameters are less work per token; of equals, fewer in all.
        crate::order::sort(&mut models, |a, b| {
            let work = |model: &OpenModel| model.active.get() + model.total.get() / 20.0;
            work(a).total_cmp(&work(b)).then_with(|| a.id.cmp(&b.id))
        });
        if models.is_empty() {
            self.pass(("", "", 0), || (Reason::NoModel, no_model(kind, floor)));
        }
        let table = self.table(inputs, workload, kind);
        let mut found = Vec::new();
        for (place, model) in models.into_iter().enumerate() {
            let speak = place < MODELS_TOLD;
            if speak {
                self.pass_unbuilt(inputs, model, owned_only);
            }
            let mut ranked: Vec<((f64, f64), usize)> = Vec::new();
            for at in self.build(inputs, model) {
                let setup = &self.setups[at];
                if !payable(inputs, &setup.prices, owned_only) {
                    continue;
                }
                match self.tables[table].learn(inputs, workload, at, setup) {
                    Some(replica) => ranked.push((rank(inputs, workload, part, &replica, setup), at)),
                    None if speak => {
                        let who = (setup.model.id.as_str(), setup.gpu.id.as_str(), setup.layout.gpus());
                        let why = unfit(inputs, workload, setup);
                        self.pass(who, || why);
                    }
                    None => {}
                }
            }
            if speak {
                // Beside the cheapest for this load, the cheapest for an endless one.
                crate::order::rising(&mut ranked, |one| one.0.1);
                let efficient: Vec<usize> = ranked.iter().take(2).map(|(_, at)| *at).collect();
                crate::order::rising(&mut ranked, |one| one.0.0);
                for (place, &(_, at)) in ranked.iter().enumerate().take(SETUPS_TOLD + 6) {
                    if place < SETUPS_TOLD || efficient.contains(&at) {
                        if !self.told.contains(&at) {
                            self.told.push(at);
                        }
                    } else if !self.told.contains(&at) {
                        let setup = &self.setups[at];
                        let who = (setup.model.id.as_str(), setup.gpu.id.as_str(), setup.layout.gpus());
                        self.pass(who, || (Reason::Dearer, String::from("dearer")));
                    }
                }
            }
            found.extend(ranked.into_iter().map(|(_, at)| at));
        }
        found
    }

    /// Where the table of a workload stands.
    fn table(&mut self, inputs: &Inputs, workload: &Workload, kind: Kind) -> usize {
        let profile = Profile::of(inputs, workload, kind);
        self.tables.iter().position(|known| known.profile == profile).unwrap_or_else(|| {
            self.tables.push(Table::new(inputs, workload, kind));
            self.tables.len() - 1
        })
    }

    /// Every setup of a model that could be paid for, made once.
    fn build(&mut self, inputs: &Inputs, model: &'a OpenModel) -> Range<usize> {
        if let Some((_, range)) = self.built.iter().find(|(known, _)| core::ptr::eq(*known, model)) {
            return range.clone();
        }
        let start = self.setups.len();
        for gpu in candidates(self.catalog, inputs) {
            let prices = rents::prices(self.catalog, gpu, inputs.provider, self.asof);
            if prices.purchase.is_some() || payable(inputs, &prices, false) {
                self.setups.extend(setups_on(model, gpu, prices).into_iter().flatten());
            }
        }
        self.built.push((model, start..self.setups.len()));
        start..self.setups.len()
    }

    /// Notes why a model cannot be set up on GPUs at all.
    fn pass_unbuilt(&mut self, inputs: &Inputs, model: &'a OpenModel, owned_only: bool) {
        for gpu in candidates(self.catalog, inputs) {
            let prices = rents::prices(self.catalog, gpu, inputs.provider, self.asof);
            if !payable(inputs, &prices, owned_only) {
                if inputs.gpu != "auto" {
                    self.pass((&model.id, &gpu.id, 1), || (Reason::NoPrice, no_price(inputs, owned_only)));
                }
                continue;
            }
            for setup in setups_on(model, gpu, prices) {
                if let Err((gpus, why)) = setup {
                    self.pass((&model.id, &gpu.id, gpus), || (Reason::of(&why), why.to_string()));
                }
            }
        }
    }

    /// Whether something holds for every setup of every open model that would do for a stream, kept here or not.
    pub fn holds_for_all(&self, inputs: &Inputs, stream: usize, holds: &dyn Fn(&Setup<'_>) -> bool) -> bool {
        let Stream { workload, kind, floor, owned_only, .. } = self.streams[stream];
        let models = eligible(self.catalog, &inputs.workloads[workload], kind, floor);
        for gpu in candidates(self.catalog, inputs) {
            let prices = rents::prices(self.catalog, gpu, inputs.provider, self.asof);
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

    /// Whether some setup of a model can serve a stream.
    pub fn accepts(&self, stream: usize, model: &OpenModel) -> bool {
        self.streams[stream].models.iter().any(|known| core::ptr::eq(*known, model))
    }

    /// The open models that may serve a stream and are good enough for it.
    pub fn models_for(&self, inputs: &Inputs, stream: usize) -> Vec<&'a OpenModel> {
        let Stream { workload, kind, floor, .. } = self.streams[stream];
        eligible(self.catalog, &inputs.workloads[workload], kind, floor)
    }

    /// The open model of a stream's kind with the most points among those that may be used, and its points as far as
    /// a score that counts for this workload is known.
    pub fn best_model(&self, inputs: &Inputs, stream: usize) -> Option<(&'a OpenModel, Option<IndexPoints>)> {
        let Stream { workload, kind, .. } = self.streams[stream];
        let workload = &inputs.workloads[workload];
        let points = |model: &OpenModel| {
            let score = quality::score(self.catalog, model.quality.as_deref(), false, workload);
            score.filter(|score| !score.reasoning_only).map(|score| score.points)
        };
        let usable = eligible(self.catalog, workload, kind, QualityFloor::Any).into_iter();
        let scored = usable.map(|model| (model, points(model))).filter(|one| one.1.is_some());
        let value = |one: &(&OpenModel, Option<IndexPoints>)| one.1.map_or(0.0, IndexPoints::get);
        scored.max_by(|a, b| value(a).total_cmp(&value(b)))
    }

    /// Whether any GPU that may be taken has a price in the way a stream's is to be paid.
    pub fn any_payable(&self, inputs: &Inputs, stream: usize) -> bool {
        let owned_only = self.streams[stream].owned_only;
        candidates(self.catalog, inputs)
            .any(|gpu| payable(inputs, &rents::prices(self.catalog, gpu, inputs.provider, self.asof), owned_only))
    }

    /// Notes a setup that was not taken for the stream being added.
    fn pass(&mut self, (model, gpu, gpus): (&str, &str, u32), told: impl FnOnce() -> (Reason, String)) {
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

/// Whether a text names a clause. What people type for "there is none" or "we don't know" names none.
pub fn names_a_clause(text: &str) -> bool {
    const NOTHING: [&str; 20] = [
        "",
        "-",
        "–",
        "no",
        "none",
        "non",
        "nein",
        "keine",
        "keiner",
        "n/a",
        "na",
        "nil",
        "null",
        "unknown",
        "not known",
        "not sure",
        "unsure",
        "don't know",
        "dont know",
        "no clause",
    ];
    let bare = text.trim().trim_end_matches(['.', '!', '?', ' ']).trim().to_lowercase().replace('\u{2019}', "'");
    !NOTHING.contains(&bare.as_str())
}

/// A workload's week: measured by the visitor, or one of the catalog's.
fn week_of(catalog: &Catalog, workload: &Workload) -> Week {
    let measured = || Week::from_code(&workload.shape).unwrap_or_else(Week::flat);
    catalog.shape(&workload.shape).map_or_else(measured, |shape| Week::new(&shape.hours))
}

/// The rule of the compliance table: a regime binds only with a clause.
fn mandate(regime: Option<&Regime>, clause: &str) -> Mandate {
    match regime {
        None => Mandate::None,
        Some(_) if !names_a_clause(clause) => Mandate::Preference,
        Some(regime) => match regime.forces {
            Forces::Yes => Mandate::Mandate,
            Forces::Narrow => Mandate::Restricted,
            Forces::No => Mandate::Condition,
            Forces::Ask => Mandate::Unresolved,
        },
    }
}

#[cfg(test)]
mod clauses {
    use super::names_a_clause;

    #[test]
    fn what_people_type_for_nothing_names_no_clause() {
        for text in ["", " ", "none", "None.", "no", "?", "??", "not sure", "n/a", "-", "don’t know", "unknown!"] {
            assert!(!names_a_clause(text), "{text}");
        }
        for text in ["§ 203 StGB", "Art. 28", "clause 12", "site security order", "no outside processors"] {
            assert!(names_a_clause(text), "{text}");
        }
    }
}
