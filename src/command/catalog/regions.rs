//! Models that a list has in regions: passed over where their global price is known, asked about where it is not.

use super::hosts;
use super::names;
use super::no_offer::{not_an_offer, without_region};
use super::offer::Offer;
use super::plan::{Passed, Plan, Question, Terms};
use super::said::said;
use std::collections::{HashMap, HashSet};

/// Host and model, by what means something in its name.
type Key = (String, String);

/// Which models of a list have a price that is asked of no region.
pub(super) struct Regions {
    global: HashSet<Key>,
    asked: HashSet<Key>,
}

impl Regions {
    pub(super) fn of(offers: &[Offer]) -> Self {
        let global = offers.iter().filter(|offer| without_region(&offer.id).is_none());
        Self { global: global.filter_map(|offer| key(offer, &offer.id)).collect(), asked: HashSet::new() }
    }

    /// What becomes of an entry that is no offer: one in a region only is asked, the others are passed over.
    pub(super) fn tell(
        &mut self,
        plan: &mut Plan,
        known: &HashMap<Key, String>,
        offer: &Offer,
        why: &str,
        terms: &Terms,
    ) {
        let mut pass = |why: &str| plan.passed_over.push(Passed { entry: offer.id.clone(), why: why.to_owned() });
        let bare = without_region(&offer.id).filter(|id| not_an_offer(id).is_none() && offer.retired.is_none());
        let Some((key, id)) = bare.and_then(|id| Some((key(offer, &id)?, id))) else {
            return pass(why);
        };
        if self.global.contains(&key) {
            return pass(why);
        }
        if terms.known_only || known.contains_key(&key) {
            return pass("kept in one region, at a surcharge: the price in the catalog is that of no region");
        }
        if self.asked.contains(&key) {
            return pass("kept in one region, and asked about under another");
        }
        plan.ask.push(only_here(&key.0, &id, offer));
        self.asked.insert(key);
    }
}

fn key(offer: &Offer, id: &str) -> Option<Key> {
    Some((hosts::host(&offer.host)?.to_owned(), names::key(id)))
}

/// A model that a list has in regions only.
fn only_here(host: &str, id: &str, offer: &Offer) -> Question {
    let why = "the list has it in a region only, where a surcharge may be in the price: what does it cost where no region is asked for?";
    Question {
        id: names::new_id(host, id),
        entry: offer.id.clone(),
        about: "disagree",
        why: why.to_owned(),
        before: None,
        after: offer.periods.last().map(|period| said(&period.prices)).unwrap_or_default(),
        row: None,
        shared: None,
    }
}
