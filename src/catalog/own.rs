//! Which rows are a visitor's own. Whoever has a quote pays it, whatever the market asks: it counts before the others.

use super::{Catalog, HostedPrice, Purchase, Rent};
use crate::date::Date;

impl Catalog {
    /// Whether an overlay brought a row.
    pub fn is_own(&self, table: &str, name: &str) -> bool {
        self.overlaid.iter().any(|(of, row)| of == table && row == name)
    }

    /// Whether an overlay brought a rent.
    pub fn is_own_rent(&self, row: &Rent) -> bool {
        !self.overlaid.is_empty() && self.is_own("rents", &row.name())
    }

    /// The hosted prices that an overlay brought.
    pub fn own_prices(&self) -> impl Iterator<Item = &HostedPrice> {
        self.hosted.iter().filter(|row| self.is_own("hosted", &row.name()))
    }

    /// What a GPU costs to own on a day: the latest price that had been seen by then, one's own before any other.
    pub fn purchase(&self, gpu: &str, on: Date) -> Option<&Purchase> {
        let seen = self.purchases.iter().filter(|row| row.gpu == gpu && row.from <= on);
        seen.max_by_key(|row| (self.is_own("purchases", &row.name()), row.from))
    }
}

impl HostedPrice {
    /// What tells it from every other hosted price.
    pub fn name(&self) -> String {
        [&self.id, " ", &self.from.to_string()].concat()
    }
}

impl Rent {
    /// What tells it from every other rent.
    pub fn name(&self) -> String {
        let region = self.region.as_deref().unwrap_or("");
        format!("{} {} {} {} {region} {}", self.gpu, self.provider, self.billing.word(), self.gpus_min, self.from)
    }
}

impl Purchase {
    /// What tells it from every other purchase price.
    pub fn name(&self) -> String {
        [&self.gpu, " ", &self.from.to_string()].concat()
    }
}
