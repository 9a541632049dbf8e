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

use crate::catalog::{HostedPrice, Tier, TierStyle};
use crate::demand::lengths::Lengths;
use crate::units::{RequestsPerMonth, Share, TokensPerRequest, Usd, UsdPerMonth, UsdPerMtok};
use serde::Serialize;

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

/// The visitor's own prices, where given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OwnPrices {
    /// Input.
    pub input: Option<UsdPerMtok>,
    /// Output.
    pub output: Option<UsdPerMtok>,
    /// Cached read; zero is a price.
    pub cached: Option<UsdPerMtok>,
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

struct Rates {
    input: UsdPerMtok,
    cached_read: UsdPerMtok,
    cache_write: UsdPerMtok,
    output: UsdPerMtok,
}

impl Rates {
    fn of(price: &HostedPrice, own: &OwnPrices) -> Self {
        let input = own.input.unwrap_or(price.input);
        // Someone with a negotiated input price and no word on the cache keeps the list's proportion.
        let scale = if price.input.get() > 0.0 { input / price.input } else { 1.0 };
        Self {
            input,
            cached_read: own.cached.or(price.cached_read.map(|rate| rate * scale)).unwrap_or(input),
            cache_write: price.cache_write.map_or(input, |rate| rate * scale),
            output: own.output.unwrap_or(price.output),
        }
    }

    /// In a tier an own price keeps the proportion that it has to the list's below it.
    fn in_tier(price: &HostedPrice, own: &OwnPrices, tier: &Tier) -> Self {
        let over = |mine: Option<UsdPerMtok>, list: UsdPerMtok| match mine {
            Some(mine) if list.get() > 0.0 => mine / list,
            _ => 1.0,
        };
        let (dearer, mine) = (over(Some(tier.input), price.input), over(own.input, price.input));
        let in_tier = |tier: Option<UsdPerMtok>, list: Option<UsdPerMtok>| tier.or(list.map(|rate| rate * dearer));
        let read = in_tier(tier.cached_read, price.cached_read).unwrap_or(tier.input);
        let write = in_tier(tier.cache_write, price.cache_write).unwrap_or(tier.input);
        Self {
            input: tier.input * mine,
            cached_read: match (own.cached, price.cached_read) {
                (Some(own), Some(list)) if list.get() > 0.0 => read * over(Some(own), list),
                (Some(own), _) => own * dearer,
                (None, _) => read * mine,
            },
            cache_write: write * mine,
            output: tier.output * over(own.output, price.output),
        }
    }
}

/// A part of the tokens that is billed at one tier's prices.
struct Bracket<'a> {
    /// None for the list's own prices.
    tier: Option<&'a Tier>,
    /// Part of the input tokens, and of the output tokens, 0 to 1.
    read: f64,
    written: f64,
}

/// The parts of the tokens by the tier that bills them, in rising order; together they are everything.
///
/// A cliff bills the whole request at the tier that its prompt reaches, its answer too: answers go by prompts, input by
/// the tokens in them. A marginal tier bills only the tokens beyond its limit. Where the spread of lengths is not known,
/// every prompt is as long as the mean.
fn brackets(price: &HostedPrice, lengths: Option<Lengths>, input: TokensPerRequest) -> Vec<Bracket<'_>> {
    let style = price.tier_style.unwrap_or(TierStyle::Marginal);
    let factor = price.tokenizer_factor.unwrap_or(1.0);
    let mean = input.get().max(1.0);
    // What lies above a limit: of the input tokens and of the output tokens.
    let above = |tier: &Tier| {
        let limit = tier.above.get();
        let (prompts, tokens) = lengths.map_or_else(
            || [f64::from(u8::from(input.get() > limit)); 2].into(),
            |lengths| {
                let (prompts, tokens) = lengths.above(TokensPerRequest::new(limit / factor));
                (prompts.get(), tokens.get())
            },
        );
        match style {
            TierStyle::Cliff => (tokens, prompts),
            TierStyle::Marginal => {
                let beyond = (tokens - prompts * limit / mean).clamp(0.0, 1.0);
                (beyond, beyond)
            }
        }
    };
    let mut parts = Vec::with_capacity(price.tiers.len() + 1);
    let (mut tier, mut rest) = (None, (1.0_f64, 1.0_f64));
    for step in &price.tiers {
        // A part given for one limit and a spread that disagrees never make a higher step hold more than a lower one.
        let (tokens, prompts) = above(step);
        let next = (tokens.min(rest.0), prompts.min(rest.1));
        parts.push(Bracket { tier, read: rest.0 - next.0, written: rest.1 - next.1 });
        (tier, rest) = (Some(step), next);
    }
    parts.push(Bracket { tier, read: rest.0, written: rest.1 });
    parts
}
