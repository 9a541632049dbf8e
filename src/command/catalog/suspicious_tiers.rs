//! Offers with one row, beside the others of their maker and of their score: a price that slipped by ten has no row before
//! it to tell.

use super::names::{self, host};
use super::suspicions::At;
use super::suspicious_sisters::sisters;
use super::times::Times;
use build_or_buy::catalog::{Catalog, HostedPrice, Kind};
use build_or_buy::units::Usd;
use std::collections::{BTreeMap, BTreeSet};

/// What embeddings and rankings cost at most, USD a million tokens: five times the dearest of record, 0.2.
const MOST_WITHOUT_OUTPUT: f64 = 1.0;
/// Beyond all others by this much, a chat price is worth a look: the dearest of record, and the cheapest.
const ABOVE_ALL: f64 = 2.0;
const BELOW_ALL: f64 = 3.0;
/// And a price of an embedding or a ranking: the cheapest of record asks half of the next one.
const WITHOUT_OUTPUT: f64 = 2.4;
/// Farther than this from its nearest sister of the same name and another version.
const FROM_SISTERS: f64 = 5.0;
/// A gap of this size is a slip by ten: 7.9 and no 8, which a quotient of decimals may miss.
pub(super) const SLIPPED: f64 = 7.9;
/// What an offer may ask beside all others of its score: 2.7 times the dearest of record.
const ABOVE_SCORE: f64 = 5.0;
/// Points within which scores are alike, and offers that must be so.
const LIKE: (f64, usize) = (4.0, 5);
/// Words of a model that costs no less than the one without them, and no more.
pub(super) const LARGER: [&str; 3] = ["large", "max", "pro"];
pub(super) const SMALLER: [&str; 5] = ["fast", "lite", "mini", "nano", "small"];

/// Chat offers in force, by what their sisters share.
pub(super) struct Tiers<'c> {
    /// Price of input and id, the dearest first: its ends tell what all others ask at most and at least.
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
        Self { dearest, sisters }
    }

    /// What is odd in a price that no earlier row of its offer explains.
    pub(super) fn tier(&self, at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
        let input = row.input.get();
        if row.announced || catalog.is_own("hosted", &row.name()) || size(at, catalog, row) {
            return;
        }
        if row.kind != Kind::Chat {
            if input > MOST_WITHOUT_OUTPUT && row.per_request.is_none() {
                let why = "USD per million tokens of a model that writes nothing: others cost up to 0.2";
                return at.say("input", format!("{input} {why}"));
            }
            return without_output(at, catalog, row);
        }
        if input <= 0.0 {
            return;
        }
        let most = self.dearest.iter().find(|(_, id)| *id != row.id).map_or(0.0, |(most, _)| *most);
        if input >= ABOVE_ALL * most && most > 0.0 {
            return at
                .hint("input", format!("{input} USD per million tokens, and no other offer asks more than {most}"));
        }
        let least = self.dearest.iter().rfind(|(_, id)| *id != row.id).map_or(0.0, |(least, _)| *least);
        if BELOW_ALL * input <= least {
            return at
                .hint("input", format!("{input} USD per million tokens, and no other offer asks less than {least}"));
        }
        let others = self.sisters.get(&words(&row.id)).map_or(&[][..], Vec::as_slice).iter();
        let others = others.filter(|(_, id)| *id != row.id).map(|(other, _)| *other);
        if let Some((other, away)) = nearest(others, input)
            && away.times >= FROM_SISTERS
        {
            if !explains(row, other) {
                let said = away.words("more", "less");
                let problem = format!("{input} where its sisters of other versions cost {other}: {said}");
                at.put("input", problem, away.times < SLIPPED);
            }
            return;
        }
        above_its_score(at, catalog, row);
        if !at.found.iter().any(|one| one.row == row.id && one.from == Some(row.from) && one.field == "input") {
            sisters(at, catalog, row);
        }
    }
}

/// Whether a larger sister costs half as much or less, or a smaller one twice as much or more, which it then says.
fn size(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) -> bool {
    let (host, model) = row.id.split_once('/').unwrap_or(("", &row.id));
    let key = names::key(model);
    let without = |word: &&&str| key.split('-').any(|one| one == **word);
    let Some(word) = LARGER.iter().chain(&SMALLER).find(without) else { return false };
    let plain = key.split('-').filter(|one| one != word).collect::<Vec<_>>().join("-");
    let id = [host, "/", &plain].concat();
    let sister = catalog.rows_of(&id).iter().rev().find(|other| other.from <= catalog.asof);
    let Some(sister) = sister.filter(|sister| sister.kind == row.kind) else { return false };
    let (field, mine, other) = amount(row, sister);
    let odd = if LARGER.contains(word) { mine * 2.0 <= other } else { mine >= other * 2.0 };
    let odd = odd && mine > 0.0 && other > 0.0 && !explains(row, other);
    if odd {
        let than = if LARGER.contains(word) { "less" } else { "more" };
        at.say(field, format!("{mine}, and {id} costs {other}: `{word}` for so much {than}?"));
    }
    odd
}

/// What two offers of a kind are sold by, and for how much each.
fn amount(row: &HostedPrice, other: &HostedPrice) -> (&'static str, f64, f64) {
    match (row.per_request, other.per_request) {
        (Some(mine), Some(other)) => ("per_request", mine.get(), other.get()),
        _ => ("input", row.input.get(), other.input.get()),
    }
}

/// The nearest of some figures.
fn nearest(others: impl Iterator<Item = f64>, mine: f64) -> Option<(f64, Times)> {
    let near = others.filter_map(|other| Some((other, Times::of(other, mine)?)));
    near.min_by(|(_, a), (_, b)| a.times.total_cmp(&b.times))
}

/// An embedding or a ranking beside the others of its host that are sold the same way.
fn without_output(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let field = if row.per_request.is_some() { "per_request" } else { "input" };
    let mine = row.per_request.map_or(row.input.get(), Usd::get);
    let sold = |other: &&HostedPrice| {
        other.id != row.id && other.kind == row.kind && other.per_request.is_some() == row.per_request.is_some()
    };
    let mut offers = catalog.offers(catalog.asof);
    offers.retain(sold);
    let others = offers.iter().filter(|other| host(&other.id) == host(&row.id)).map(|other| amount(row, other).2);
    if let Some((other, away)) = nearest(others, mine).filter(|(_, away)| away.times >= SLIPPED)
        && !explains(row, other)
    {
        let said = away.words("more", "less");
        return at.say(field, format!("{mine} where its sisters cost {other}: {said}"));
    }
    let all = || offers.iter().map(|other| amount(row, other).2);
    let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
    if offers.len() > 2 && (mine > WITHOUT_OUTPUT * most || WITHOUT_OUTPUT * mine < least) {
        let count = offers.len();
        at.hint(field, format!("{mine} where {count} others of its kind cost {least} to {most}"));
    }
}

/// A price beyond all that is asked for answers as good.
fn above_its_score(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let score = |row: &HostedPrice| Some(catalog.score(row.quality.as_deref()?)?.score.get());
    // A score of another family is said already.
    let doubted = at.found.last().is_some_and(|last| last.row == row.id && last.field == "quality");
    let Some(mine) = score(row).filter(|_| !doubted) else { return };
    let like = |other: &&HostedPrice| {
        other.id != row.id && other.kind == row.kind && score(other).is_some_and(|score| (score - mine).abs() <= LIKE.0)
    };
    let others: Vec<f64> = catalog.offers(catalog.asof).into_iter().filter(like).map(|one| one.input.get()).collect();
    let most = others.iter().copied().fold(0.0, f64::max);
    let input = row.input.get();
    if others.len() >= LIKE.1 && most > 0.0 && input >= ABOVE_SCORE * most && !explains(row, most) {
        let (all, times) = (others.len(), input / most);
        at.say(
            "input",
            format!("{input} where {all} other offers of its score cost up to {most}: {times:.1} times more"),
        );
    }
}

/// Whether a row's note explains a price beside another: it names one of the two figures. Other notes say other things.
pub(super) fn explains(row: &HostedPrice, other: f64) -> bool {
    let note = row.note.as_deref().unwrap_or_default();
    [row.input.get(), row.per_request.map_or(0.0, Usd::get), other].iter().any(|figure| {
        *figure > 0.0 && note.split([' ', ',', ';', '$']).any(|word| word.trim_end_matches('.').parse() == Ok(*figure))
    })
}

/// What two versions of one model of one host share: their words without numbers.
fn words(id: &str) -> (String, BTreeSet<String>) {
    let (host, model) = id.split_once('/').unwrap_or(("", id));
    let key = names::key(model);
    let named = key.split('-').filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    (host.to_owned(), named.map(ToOwned::to_owned).collect())
}
