//! The hosted bill as hosts make it: cache, batch, tiers, time of day, region, discount, fee.
//!
//! ```text
//! tokens counted = tokens · tokenizer factor
//! request        = fresh · input + cached · cached read + written · cache write + (out + reasoning) · output
//! month          = requests · request · (1 − waiting · batch discount) · time of day
//!                  · (1 + region) · (1 − committed) · (1 + gateway) · (1 + price change)
//! ```
//! Sources: `methods.md` section 1 of the research behind this tool; tiers, cache and batch as each row's page
//! has them. A missing cache price means that cached input pays the input price; a price of zero is zero.

use crate::catalog::{HostedPrice, TierStyle};
use crate::units::{RequestsPerMonth, Share, TokensPerRequest, UsdPerMonth, UsdPerMtok};
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
    pub peak_share: f64,
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

/// What a month costs at one price row.
///
/// Prompts are taken at their mean length: a workload whose mean lies under a tier pays no tier, although some
/// of its prompts may.
pub fn bill(price: &HostedPrice, own: &OwnPrices, usage: &Usage, terms: &Terms) -> Bill {
    let factor = price.tokenizer_factor.unwrap_or(1.0);
    let input = usage.input * factor;
    let month = |tokens: TokensPerRequest, rate: UsdPerMtok| rate * (usage.requests * tokens);
    let [fresh, cached, written] = parts(usage, terms.caching);

    let rates = Rates::of(price, own);
    let tier = Rates::tier(price);
    // A cliff bills the whole request at the tier; a marginal tier bills only the part beyond the limit.
    let (base_part, tier_part) = match (price.tier_above, price.tier_style) {
        (Some(above), Some(TierStyle::Cliff)) if input.get() > above.get() => (0.0, 1.0),
        (Some(above), Some(TierStyle::Marginal)) if input.get() > above.get() => {
            let inside = above.get() / input.get();
            (inside, 1.0 - inside)
        }
        _ => (1.0, 0.0),
    };
    let mixed = |base: UsdPerMtok, tier: UsdPerMtok| base * base_part + tier * tier_part;

    let lines = Bill {
        input: month(input * fresh, mixed(rates.input, tier.input)),
        cached_read: month(input * cached, mixed(rates.cached_read, tier.cached_read)),
        cache_write: month(input * written, mixed(rates.cache_write, tier.cache_write)),
        output: month(usage.output * factor, mixed(rates.output, tier.output)),
        reasoning: month(usage.reasoning * factor, mixed(rates.output, tier.output)),
        ..Bill::default()
    };
    let list = lines.input + lines.cached_read + lines.cache_write + lines.output + lines.reasoning;
    let batched = if terms.batching { usage.waiting.get() } else { 0.0 };
    let discount = batched * price.batch_discount.map_or(0.0, Share::get);
    let batch = -(list * discount);
    // Work that may wait is sent outside peak hours by anyone who batches it.
    let peak_share = terms.peak_share * (1.0 - batched);
    let peak = 1.0 + peak_share * (price.peak_factor.unwrap_or(1.0) - 1.0);
    let region = if terms.in_region { price.region_surcharge.map_or(0.0, Share::get) } else { 0.0 };
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

    fn tier(price: &HostedPrice) -> Self {
        let input = price.tier_input.unwrap_or(price.input);
        let scale = if price.input.get() > 0.0 { input / price.input } else { 1.0 };
        Self {
            input,
            cached_read: price.tier_cached_read.or(price.cached_read.map(|rate| rate * scale)).unwrap_or(input),
            cache_write: price.tier_cache_write.or(price.cache_write.map(|rate| rate * scale)).unwrap_or(input),
            output: price.tier_output.unwrap_or(price.output),
        }
    }
}
