//! The catalog cut at a day: what was known and on sale then. Whatever came later is not in it, so that nothing that
//! reads it can borrow from the future, however far ahead it looks.

use super::{Catalog, Ending, HostedPrice};
use crate::date::Date;
use crate::units::{IndexPoints, UsdPerMtok};
use std::borrow::Cow;

/// What marks a catalog that was cut at a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The day.
    pub day: Date,
    /// The best score of a hosted model on sale that day, without reasoning; zero where none was scored.
    pub best_plain: IndexPoints,
    /// The same with reasoning at its highest effort.
    pub best: IndexPoints,
    /// Offers asked for of whose kind nothing was on sale that day.
    pub unsold: Vec<String>,
}

impl Catalog {
    /// The catalog without what came after a day: prices, rents and purchases that began later, models and scores
    /// released later. An announced price stays where its offer was already on sale. Of the catalog's own day and later
    /// it is the catalog as it is.
    pub fn known_on(&self, day: Date) -> Cow<'_, Self> {
        if day >= self.asof {
            return Cow::Borrowed(self);
        }
        let mut known = self.clone();
        let began = |row: &HostedPrice| self.rows_of(&row.id).first().is_some_and(|first| first.from <= day);
        known.hosted.retain(|row| row.from <= day || row.announced && began(row));
        let out = |released: Option<Date>| released.is_none_or(|released| released <= day);
        known.models.retain(|row| out(row.released));
        known.quality.retain(|row| out(row.released));
        known.rents.retain(|row| row.from <= day);
        known.purchases.retain(|row| row.from <= day);
        let (mut best_plain, mut best) = (IndexPoints::ZERO, IndexPoints::ZERO);
        for row in known.offers(day) {
            if let Some(score) = row.quality.as_deref().and_then(|key| known.score(key)) {
                best_plain = best_plain.max(score.plain.unwrap_or(IndexPoints::ZERO));
                best = best.max(score.score);
            }
        }
        known.cut = Some(Cut { day, best_plain, best, unsold: Vec::new() });
        Cow::Owned(known)
    }

    /// Notes in a catalog cut at a day an offer of a kind that nobody sold then. A row without a price stands for it,
    /// so that what is bought has a name; it is on no list of offers.
    pub fn note_unsold(&mut self, later: &HostedPrice) {
        let Some(cut) = self.cut.as_mut().filter(|cut| !cut.unsold.contains(&later.id)) else { return };
        cut.unsold.push(later.id.clone());
        let mut row =
            HostedPrice { input: UsdPerMtok::ZERO, output: UsdPerMtok::ZERO, per_request: None, ..later.clone() };
        (row.cached_read, row.cache_write, row.batch_discount, row.tiers) = (None, None, None, Vec::new());
        (row.from, row.until, row.ends) = (cut.day, Some(Date::EPOCH), Some(Ending::Retired));
        let at = self.hosted.partition_point(|known| known.id < row.id);
        self.hosted.insert(at, row);
    }

    /// The first day for which a hosted price is on record.
    pub fn first_day(&self) -> Option<Date> {
        self.hosted.iter().map(|row| row.from).min()
    }

    /// The first day of a rent or a purchase price of a GPU.
    pub fn first_price_of(&self, gpu: &str) -> Option<Date> {
        let rents = self.rents.iter().filter(|row| row.gpu == gpu).map(|row| row.from);
        rents.chain(self.purchases.iter().filter(|row| row.gpu == gpu).map(|row| row.from)).min()
    }
}
