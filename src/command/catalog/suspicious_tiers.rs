//! Offers with one row, beside the others of their maker: a price that slipped by ten has no row before it to tell.

use super::names;
use super::suspicions::At;
use super::times::Times;
use build_or_buy::catalog::{Catalog, HostedPrice, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// What embeddings and rankings cost at most, USD a million tokens: five times the dearest of record, 0.2.
const MOST_WITHOUT_OUTPUT: f64 = 1.0;
/// Beyond all others by this much, a chat price is worth a look.
const ABOVE_ALL: f64 = 2.0;
/// Farther than this from its nearest sister of the same name and another version.
const FROM_SISTERS: f64 = 5.0;

/// Chat offers in force, by what their sisters share.
pub(super) struct Tiers<'c> {
    /// Price of input and id, the dearest first; two of them tell what all others ask at most.
    dearest: Vec<(f64, &'c str)>,
    sisters: BTreeMap<(String, BTreeSet<String>), Vec<(f64, &'c str)>>,
}

impl<'c> Tiers<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let (mut dearest, mut sisters) = (Vec::new(), BTreeMap::new());
        for row in catalog.offers(catalog.asof) {
            let input = row.input.get();
            if row.kind == Kind::Chat && input > 0.0 {
                dearest.push((input, row.id.as_str()));
                sisters.entry(words(&row.id)).or_insert_with(Vec::new).push((input, row.id.as_str()));
            }
        }
        dearest.sort_by(|a, b| b.0.total_cmp(&a.0));
        dearest.truncate(2);
        Self { dearest, sisters }
    }

    /// What is odd in a price that no earlier row of its offer explains.
    pub(super) fn tier(&self, at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
        let input = row.input.get();
        if row.kind != Kind::Chat {
            if input > MOST_WITHOUT_OUTPUT && row.per_request.is_none() {
                let why = "USD per million tokens of a model that writes nothing: others cost up to 0.2";
                at.say("input", format!("{input} {why}"));
            }
            return;
        }
        if row.announced || input <= 0.0 || catalog.is_own("hosted", &row.name()) {
            return;
        }
        let most = self.dearest.iter().find(|(_, id)| *id != row.id).map_or(0.0, |(most, _)| *most);
        if input > ABOVE_ALL * most && most > 0.0 {
            return at
                .hint("input", format!("{input} USD per million tokens, and no other offer asks more than {most}"));
        }
        let others = self.sisters.get(&words(&row.id)).map_or(&[][..], Vec::as_slice).iter();
        let others = others.filter(|(_, id)| *id != row.id);
        let nearest = others.filter_map(|(other, _)| Some((*other, Times::of(*other, input)?)));
        let nearest = nearest.min_by(|(_, a), (_, b)| a.times.total_cmp(&b.times));
        if let Some((other, away)) = nearest.filter(|(_, away)| away.times >= FROM_SISTERS && row.note.is_none()) {
            let said = away.words("more", "less");
            at.hint("input", format!("{input} where its sisters of other versions cost {other}: {said}"));
        }
    }
}

/// What two versions of one model of one host share: their words without numbers.
fn words(id: &str) -> (String, BTreeSet<String>) {
    let (host, model) = id.split_once('/').unwrap_or(("", id));
    let key = names::key(model);
    let named = key.split('-').filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    (host.to_owned(), named.map(ToOwned::to_owned).collect())
}
