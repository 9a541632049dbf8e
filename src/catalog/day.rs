//! The catalog on a day: what was known and on sale then, and nothing that came later.
//!
//! A link names a day; its prices, rents, models and scores are those of that day. Whoever holds an [`OnDay`] cannot
//! mix two days.

use super::{Catalog, HostedPrice, OpenModel, Purchase, Quality, Rent};
use crate::date::Date;
use crate::units::{Share, TokensPerRequest};

/// What vendors that state a surcharge for one region ask: ten percent (the catalog's parameter `residency_premium`).
const USUAL_SURCHARGE: Share = Share::new(0.1);

/// A catalog and a day.
#[derive(Clone, Copy, Debug)]
pub struct OnDay<'a> {
    /// The whole catalog, for tables that have no day: GPUs, shapes, parameters, regimes.
    pub catalog: &'a Catalog,
    /// The day.
    pub day: Date,
}

impl<'a> OnDay<'a> {
    /// The price of an offer; none before its first row and after it was retired.
    pub fn price(&self, id: &str) -> Option<&'a HostedPrice> {
        self.catalog.price(id, self.day)
    }

    /// The row that speaks for an offer even on a day when it has no price: the last one begun by then, else the
    /// first ever. Someone who says what they buy is taken at their word.
    pub fn row(&self, id: &str) -> Option<&'a HostedPrice> {
        let rows = self.catalog.rows_of(id);
        rows.iter().rev().find(|row| row.from <= self.day).or_else(|| rows.first())
    }

    /// Announced steps of an offer's price.
    pub fn later_prices(&self, id: &str) -> Vec<&'a HostedPrice> {
        self.catalog.later_prices(id, self.day)
    }

    /// One row for every offer on sale, by id.
    pub fn offers(&self) -> Vec<&'a HostedPrice> {
        self.catalog.offers(self.day)
    }

    /// Names of the hosts that sell something, sorted, once each.
    pub fn hosts(&self) -> Vec<&'a str> {
        let mut hosts: Vec<&str> = self.offers().iter().map(|row| row.host.as_str()).collect();
        crate::order::sort(&mut hosts, Ord::cmp);
        hosts.dedup();
        hosts
    }

    /// Open models whose weights were out; those without a date are old and always were.
    pub fn models(&self) -> impl Iterator<Item = &'a OpenModel> + use<'a> {
        let day = self.day;
        self.catalog.models.iter().filter(move |model| model.released.is_none_or(|released| released <= day))
    }

    /// An open model by id, if its weights were out.
    pub fn model(&self, id: &str) -> Option<&'a OpenModel> {
        self.models().find(|model| model.id == id)
    }

    /// A score, if the index had been read by then: a model's score is known from the day of the snapshot on.
    pub fn score(&self, model: &str) -> Option<&'a Quality> {
        self.scores().find(|row| row.model == model)
    }

    /// All scores known. On days before the snapshot the models that were out by then are still scored by it: their
    /// answers were as good as they are, although nobody had measured them on this scale.
    pub fn scores(&self) -> impl Iterator<Item = &'a Quality> + use<'a> {
        let day = self.day;
        self.catalog.quality.iter().filter(move |row| row.released.is_none_or(|released| released <= day))
    }

    /// The latest rents of a GPU, one per provider, billing, region and node size.
    pub fn rents_of(&self, gpu: &str) -> Vec<&'a Rent> {
        self.catalog.rents_of(gpu, self.day)
    }

    /// The latest purchase price of a GPU.
    pub fn purchase(&self, gpu: &str) -> Option<&'a Purchase> {
        self.catalog.purchase(gpu, self.day)
    }
}

impl HostedPrice {
    /// Whether its weights were public on a day: it can be had elsewhere, and it lags as open models do.
    pub fn is_open(&self, on: Date) -> bool {
        self.weights.is_some() || self.open_from.is_some_and(|from| from <= on)
    }

    /// Whether the host had stopped selling it by a day, or nobody is known to have seen it for sale since.
    pub fn retired(&self, on: Date) -> bool {
        matches!(self.ends, Some(super::Ending::Retired | super::Ending::Unseen))
            && self.until.is_some_and(|until| until < on)
    }

    /// Whether it was a promotion that had run out by a day, with no later price known: it is used for want of a
    /// better one.
    pub fn ran_out(&self, on: Date) -> bool {
        self.ends == Some(super::Ending::Promotion) && self.until.is_some_and(|until| until < on)
    }

    /// What processing kept in one region costs on top. A host that states no surcharge is counted with the usual one:
    /// none stated is not none taken.
    pub fn surcharge_in_region(&self) -> Share {
        self.region_surcharge.unwrap_or(USUAL_SURCHARGE)
    }

    /// The tokens, as a visitor counts them, above which the first and the second tier of long prompts begin.
    pub fn tiers_above(&self) -> [Option<TokensPerRequest>; 2] {
        let factor = self.tokenizer_factor.unwrap_or(1.0);
        [0, 1].map(|nth| self.tiers.get(nth).map(|tier| TokensPerRequest::new(tier.above.get() / factor)))
    }

    /// Whether it is on the host's own list.
    pub fn is_list(&self) -> bool {
        self.channel != Some(super::Channel::Reseller)
    }

    /// Whether the price may have begun before `from`, because that is only the day it was first seen.
    pub fn may_have_begun_before(&self) -> bool {
        self.first_seen == Some(self.from)
    }
}
