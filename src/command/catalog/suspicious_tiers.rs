//! Offers with one row, beside the others of their maker: a price that slipped by ten has no row before it to tell.

use super::names;
use super::suspicions::At;
use super::times::Times;
use build_or_buy::catalog::{Catalog, HostedPrice, Kind};
use std::collections::BTreeSet;

/// What embeddings and rankings cost at most, USD a million tokens: five times the dearest of record, 0.2.
const MOST_WITHOUT_OUTPUT: f64 = 1.0;
/// Beyond all others by this much, a chat price is worth a look.
const ABOVE_ALL: f64 = 2.0;
/// Farther than this from its nearest sister of the same name and another version.
const FROM_SISTERS: f64 = 5.0;

pub(super) fn tier(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let input = row.input.get();
    if row.kind != Kind::Chat {
        if input > MOST_WITHOUT_OUTPUT && row.per_request.is_none() {
            at.say(
                "input",
                format!("{input} USD per million tokens of a model that writes nothing: others cost up to 0.2"),
            );
        }
        return;
    }
    if row.announced || input <= 0.0 || catalog.is_own("hosted", &row.name()) {
        return;
    }
    let offers = catalog.offers(row.from.max(catalog.asof));
    let others: Vec<&HostedPrice> = offers
        .into_iter()
        .filter(|other| other.id != row.id && other.kind == Kind::Chat && other.input.get() > 0.0)
        .collect();
    let most = others.iter().map(|other| other.input.get()).fold(0.0, f64::max);
    if input > ABOVE_ALL * most && most > 0.0 {
        return at.hint("input", format!("{input} USD per million tokens, and no other offer asks more than {most}"));
    }
    let sisters = others.iter().filter(|other| sister(&row.id, &other.id)).map(|other| other.input.get());
    let nearest = sisters.filter_map(|other| Some((other, Times::of(other, input)?)));
    let nearest = nearest.min_by(|(_, a), (_, b)| a.times.total_cmp(&b.times));
    if let Some((other, away)) = nearest.filter(|(_, away)| away.times >= FROM_SISTERS && row.note.is_none()) {
        let words = away.words("more", "less");
        at.hint("input", format!("{input} where its sisters of other versions cost {other}: {words}"));
    }
}

/// One model of one host in two versions: the same words, other numbers.
fn sister(a: &str, b: &str) -> bool {
    let words = |id: &str| {
        let (host, model) = id.split_once('/').unwrap_or(("", id));
        let key = names::key(model);
        let named = key.split('-').filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
        (host.to_owned(), named.map(ToOwned::to_owned).collect::<BTreeSet<String>>())
    };
    words(a) == words(b)
}
