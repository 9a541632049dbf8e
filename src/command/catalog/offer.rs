//! One offer of a public price list, in the catalog's units: what every format is read into.

use super::remark::{About, Remark};
use serde::Serialize;

/// Prices in USD per million tokens. Absent is not zero: it is not sold or not stated.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Prices {
    /// Input that no cache served.
    pub input: Option<f64>,
    /// Output.
    pub output: Option<f64>,
    /// Cached read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cached_read: Option<f64>,
    /// Cache write, the shortest that is sold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<f64>,
    /// Part taken off for batches, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_discount: Option<f64>,
    /// USD for one request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_request: Option<f64>,
    /// Steps by prompt length, rising.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Step>,
}

/// A step of a price by prompt length; the whole request pays it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Step {
    /// Prompt tokens beyond which it applies.
    pub above: f64,
    /// Input.
    pub input: Option<f64>,
    /// Output.
    pub output: Option<f64>,
    /// Cached read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cached_read: Option<f64>,
    /// Cache write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<f64>,
}

/// Prices from a day to a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// First day, where the list states it.
    pub from: Option<String>,
    /// Last day, where the list states it.
    pub until: Option<String>,
    /// What is paid.
    pub prices: Prices,
}

/// What a list says about one model at one host.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offer {
    /// The host as the list names it.
    pub host: String,
    /// The model's id in the list.
    pub id: String,
    /// What the list says that it is, in whoever's hands, where its id alone may hide it.
    pub base: Option<String>,
    /// Its name for people, where stated.
    pub name: Option<String>,
    /// `chat`, `embedding` or `reranker`.
    pub kind: &'static str,
    /// Longest prompt.
    pub context: Option<f64>,
    /// Periods, the oldest first.
    pub periods: Vec<Period>,
    /// The day it is retired, or `""` where it is retired and the day is not stated.
    pub retired: Option<String>,
    /// The list resells others' models.
    pub reseller: bool,
    /// The list itself calls the price introductory or promotional; the last day, where stated.
    pub promotion: Option<String>,
    /// What a reader of the proposal should know.
    pub remarks: Vec<Remark>,
}

impl Offer {
    /// What was remarked about something.
    pub fn remarked(&self, about: About) -> Option<&str> {
        self.remarks.iter().find(|remark| remark.about == about).map(|remark| remark.text.as_str())
    }

    /// The question that prices of batches raise which cannot be one discount.
    pub fn unclear_batches(&self) -> Option<String> {
        Some(format!("{}: what is the discount?", self.remarked(About::Batches)?))
    }

    /// The question that a price of reasoning tokens raises.
    pub fn unclear_thinking(&self) -> Option<String> {
        Some(format!("{}: a row has one price for both, which one counts?", self.remarked(About::Thinking)?))
    }
}

/// A list, read: offers, and what was passed over with the reason.
#[derive(Debug, Default)]
pub struct List {
    /// Offers that have a price.
    pub offers: Vec<Offer>,
    /// Entries without one, and why.
    pub skipped: Vec<(String, String)>,
}

impl List {
    /// Passes an entry over.
    pub fn skip(&mut self, id: &str, why: impl Into<String>) {
        self.skipped.push((id.to_owned(), why.into()));
    }

    /// Takes an offer, unless its prices are none: free, decided at run time, or not stated.
    pub fn take(&mut self, mut offer: Offer) {
        let name = offer.name.clone().unwrap_or_default();
        for text in [offer.id.clone(), name] {
            offer.called(&text);
        }
        let why = offer.periods.iter().rev().find_map(|period| period.prices.no_price(offer.kind));
        let before = offer.periods.len();
        let kind = offer.kind;
        offer.periods.retain(|period| period.prices.no_price(kind).is_none());
        if offer.periods.is_empty() {
            self.skip(&offer.id, why.unwrap_or("no price is stated"));
        } else {
            if offer.periods.len() < before {
                offer.remarks.push(About::Note.remark("a period without a price was passed over"));
            }
            for period in &mut offer.periods {
                period.prices.tidy(&mut offer.remarks);
            }
            self.offers.push(offer);
        }
    }
}

impl Prices {
    /// Why these are no prices; free, missing and decided-at-run-time are three different things.
    fn no_price(&self, kind: &str) -> Option<&'static str> {
        let negative = [self.input, self.output].into_iter().flatten().any(|price| price < 0.0);
        let paid = |price: Option<f64>| price.is_some_and(|price| price > 0.0);
        if negative {
            return Some("its price is decided at run time");
        }
        if paid(self.per_request) && kind == "reranker" {
            return None;
        }
        if !paid(self.input) && !paid(self.output) {
            let stated = self.input.is_some() || self.output.is_some();
            return Some(if stated {
                "free, rate-limited or covered by a subscription: no price per token"
            } else {
                "no price is stated"
            });
        }
        if !paid(self.input) {
            return Some("input has no price of its own");
        }
        (kind == "chat" && !paid(self.output)).then_some("output has no price of its own")
    }

    /// A cache price of zero means "not stated" in several lists; steps without prices are dropped.
    fn tidy(&mut self, remarks: &mut Vec<Remark>) {
        for price in [&mut self.input, &mut self.output, &mut self.cached_read, &mut self.cache_write] {
            *price = price.map(round);
        }
        let mut remark = |said: Remark| {
            if !remarks.contains(&said) {
                remarks.push(said);
            }
        };
        let drop_zero = |what: &str, price: &mut Option<f64>| {
            let zero = price.is_some_and(|price| price <= 0.0);
            *price = price.filter(|price| *price > 0.0);
            zero.then(|| About::Note.remark(format!("{what} stands as 0 and is taken as not stated")))
        };
        drop_zero("cached read", &mut self.cached_read).map(&mut remark);
        drop_zero("cache write", &mut self.cache_write).map(&mut remark);
        if let Some(said) = caches(self.input, &mut self.cached_read, &mut self.cache_write) {
            remark(said);
        }
        self.tiers.retain(|step| step.input.is_some_and(|price| price > 0.0));
        for step in &mut self.tiers {
            for price in [&mut step.input, &mut step.output, &mut step.cached_read, &mut step.cache_write] {
                *price = price.map(round);
            }
            drop_zero("cached read in a step", &mut step.cached_read).map(&mut remark);
            drop_zero("cache write in a step", &mut step.cache_write).map(&mut remark);
            caches(step.input, &mut step.cached_read, &mut step.cache_write);
        }
        self.tiers.sort_by(|a, b| a.above.total_cmp(&b.above));
        if let Some(discount) = self.batch_discount
            && !(0.001..=0.95).contains(&discount)
        {
            self.batch_discount = None;
        }
        // A step that states no output keeps the price below it; one that changes nothing is none.
        let mut below = (self.input, self.output);
        self.tiers.retain_mut(|step| {
            step.output = step.output.or(below.1);
            let moves = (step.input, step.output) != below;
            below = (step.input, step.output);
            moves
        });
    }
}

/// Puts the two prices of a cache in their places: a read never costs more than input that no cache served, a write
/// never far less than it nor more than twice as much. A read and a write the wrong way round are turned, and what can
/// be neither is not taken.
fn caches(input: Option<f64>, read: &mut Option<f64>, write: &mut Option<f64>) -> Option<Remark> {
    let input = input.filter(|input| *input > 0.0)?;
    let mut said = None;
    if let Some(dear) = read.filter(|read| *read > input) {
        let lower = write.filter(|write| *write < input);
        *write = lower.map(|_| dear).or(*write);
        *read = lower;
        said = Some(if lower.is_some() {
            About::Note.remark(
                "the cached read stands above the price of input and the write below: taken the other way round",
            )
        } else {
            About::Cache.remark("the cached read stands above the price of input and is not taken")
        });
    }
    if write.is_some_and(|write| write < 0.6 * input || write > 2.1 * input) {
        *write = None;
        let far = About::Cache.remark("the cache write stands far from the price of input and is not taken");
        said = said.or(Some(far));
    }
    said
}

/// A price per token as one per million, without the dust of binary fractions.
pub fn per_million(per_token: f64) -> f64 {
    round(per_token * 1e6)
}

/// Six significant digits: no price has more, and divisions leave dust behind them, also in the lists (0.070000002).
pub fn round(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}
