//! The hosted bill as hosts make it: cache, batch, tiers, time of day, region, discount, fee.
//!
//! ```text
//! tokens counted = tokens · tokenizer factor
//! request        = fresh · input + cached · cached read + written · cache write + (out + reasoning) · output
//!                  + price of a request, where searches are sold by the piece
//! month          = requests · request · (1 − waiting · batch discount) · time of day
//!                  · (1 + region) · (1 − committed) · (1 + gateway) · (1 + price change)
//! ```
//! Sources: `methods.md` section 1 of the research behind this tool; tiers, cache and batch as each row's page
//! has them. A missing cache price means that cached input pays the input price; a price of zero is zero.

use super::rates::{Bracket, Rates, brackets};
use crate::catalog::HostedPrice;
use crate::demand::lengths::Lengths;
use crate::units::{RequestsPerMonth, Share, TokensPerRequest, Usd, UsdPerMonth, UsdPerMtok};
use serde::Serialize;

pub use super::rates::OwnPrices;

/// One workload's use of tokens in a month, in reference tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usage {
    /// Requests billed, retries included.
    pub requests: RequestsPerMonth,
    /// Tokens read per request.
    pub input: TokensPerRequest,
    /// Tokens written per request.
    pub output: TokensPerRequest,
    /// Hidden reasoning per request, billed as output.
    pub reasoning: TokensPerRequest,
    /// Part of the input that a cache can serve.
    pub cached: Share,
    /// Part of the input written to a cache.
    pub cache_writes: Share,
    /// Part of the requests that may wait a day.
    pub waiting: Share,
    /// How prompt lengths spread; without it all are as long as their mean.
    pub lengths: Option<Lengths>,
}

/// How the buyer buys.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Prompts are arranged so that the cache is used.
    pub caching: bool,
    /// Work that may wait is sent as a batch.
    pub batching: bool,
    /// Processing stays in one region, at the vendor's surcharge.
    pub in_region: bool,
    /// Contract discount.
    pub committed: Share,
    /// What a router takes.
    pub gateway: Share,
    /// Every price times one plus this.
    pub price_change: f64,
    /// Part of the traffic that falls into the host's peak hours.
    pub peak_share: Share,
}

/// A monthly bill by line; the lines add up to the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bill {
    /// Input that no cache served.
    pub input: UsdPerMonth,
    /// Input read from the cache.
    pub cached_read: UsdPerMonth,
    /// Input written to the cache.
    pub cache_write: UsdPerMonth,
    /// Answers.
    pub output: UsdPerMonth,
    /// Hidden reasoning.
    pub reasoning: UsdPerMonth,
    /// Requests that are sold by the piece: searches of a reranker.
    pub searches: UsdPerMonth,
    /// Batch discount, negative.
    pub batch: UsdPerMonth,
    /// Peak hours, region, contract and gateway together, either sign.
    pub adjustments: UsdPerMonth,
    /// Sum.
    pub total: UsdPerMonth,
}

/// The parts of the input that no cache serves, that are read from it, and that are written to it.
pub fn parts(usage: &Usage, caching: bool) -> [Share; 3] {
    if !caching {
        return [Share::ONE, Share::ZERO, Share::ZERO];
    }
    let (cached, written) = (usage.cached, Share::new(usage.cache_writes.get().min(usage.cached.rest().get())));
    [Share::new(1.0 - cached.get() - written.get()), cached, written]
}

/// Whether using the cache costs less at these prices than not using it, no tier reached: what is read from it must save
/// more than writing to it costs.
pub fn cache_saves(price: &HostedPrice, own: &OwnPrices, usage: &Usage) -> bool {
    let rates = Rates::of(price, own);
    let [_, cached, written] = parts(usage, true);
    let saved = (rates.input - rates.cached_read) * cached;
    let paid = (rates.cache_write - rates.input) * written;
    saved > paid
}

/// What a month costs at one price row.
///
/// Where the spread of prompt lengths is not known they are taken at their mean: a workload whose mean lies under a tier
/// then pays no tier, although some of its prompts may.
pub fn bill(price: &HostedPrice, own: &OwnPrices, usage: &Usage, terms: &Terms) -> Bill {
    let factor = price.tokenizer_factor.unwrap_or(1.0);
    let input = usage.input * factor;
    let month = |tokens: TokensPerRequest, rate: UsdPerMtok| rate * (usage.requests * tokens);
    let [fresh, cached, written] = parts(usage, terms.caching);

    let parts = brackets(price, usage.lengths, input);
    let mixed = |rate: fn(&Rates) -> UsdPerMtok, part: fn(&Bracket<'_>) -> f64| {
        parts.iter().fold(UsdPerMtok::ZERO, |sum, bracket| {
            let rates = bracket.tier.map_or_else(|| Rates::of(price, own), |tier| Rates::in_tier(price, own, tier));
            sum + rate(&rates) * part(bracket)
        })
    };
    let rates = Rates {
        input: mixed(|rates| rates.input, |bracket| bracket.read),
        cached_read: mixed(|rates| rates.cached_read, |bracket| bracket.read),
        cache_write: mixed(|rates| rates.cache_write, |bracket| bracket.read),
        output: mixed(|rates| rates.output, |bracket| bracket.written),
    };
    let each = price.per_request.map_or(0.0, Usd::get);

    let lines = Bill {
        input: month(input * fresh, rates.input),
        cached_read: month(input * cached, rates.cached_read),
        cache_write: month(input * written, rates.cache_write),
        output: month(usage.output * factor, rates.output),
        reasoning: month(usage.reasoning * factor, rates.output),
        searches: UsdPerMonth::new(usage.requests.get() * each),
        ..Bill::default()
    };
    let tokens = lines.input + lines.cached_read + lines.cache_write + lines.output + lines.reasoning;
    let list = tokens + lines.searches;
    let batched = if terms.batching { usage.waiting.get() } else { 0.0 };
    let discount = batched * price.batch_discount.map_or(0.0, Share::get);
    let batch = -(list * discount);
    // Work that may wait is sent outside peak hours by anyone who batches it.
    let peak_share = terms.peak_share.get() * (1.0 - batched);
    let peak = 1.0 + peak_share * (price.peak_factor.unwrap_or(1.0) - 1.0);
    let region = if terms.in_region { price.surcharge_in_region().get() } else { 0.0 };
    let multiplier = peak
        * (1.0 + region)
        * (1.0 - terms.committed.get())
        * (1.0 + terms.gateway.get())
        * (1.0 + terms.price_change).max(0.0);
    let total = (list + batch) * multiplier;
    Bill { batch, adjustments: total - list - batch, total, ..lines }
}
