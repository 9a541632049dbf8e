//! The prices of one row for one visitor, tier by tier, and which part of the tokens each tier bills.

use crate::catalog::{HostedPrice, Tier, TierStyle};
use crate::demand::lengths::Lengths;
use crate::units::{TokensPerRequest, UsdPerMtok};

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

/// What a million tokens of each kind costs.
pub(super) struct Rates {
    pub(super) input: UsdPerMtok,
    pub(super) cached_read: UsdPerMtok,
    pub(super) cache_write: UsdPerMtok,
    pub(super) output: UsdPerMtok,
}

impl Rates {
    pub(super) fn of(price: &HostedPrice, own: &OwnPrices) -> Self {
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
    pub(super) fn in_tier(price: &HostedPrice, own: &OwnPrices, tier: &Tier) -> Self {
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
pub(super) struct Bracket<'a> {
    /// None for the list's own prices.
    pub(super) tier: Option<&'a Tier>,
    /// Part of the input tokens, and of the output tokens, 0 to 1.
    pub(super) read: f64,
    pub(super) written: f64,
}

/// The parts of the tokens by the tier that bills them, in rising order; together they are everything.
///
/// A cliff bills the whole request at the tier that its prompt reaches, its answer too: answers go by prompts, input by
/// the tokens in them. A marginal tier bills only the tokens beyond its limit. Where the spread of lengths is not known,
/// every prompt is as long as the mean.
pub(super) fn brackets(price: &HostedPrice, lengths: Option<Lengths>, input: TokensPerRequest) -> Vec<Bracket<'_>> {
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
