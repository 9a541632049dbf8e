//! Suspicions of hosted prices: units that slipped, jumps, steps that fall, hosts written two ways.

use super::names;
use super::price_history::history;
use super::suspicions::{At, Suspicion};
use super::suspicious_cached::cached;
use super::suspicious_contexts as contexts;
use super::suspicious_market::peers;
use super::suspicious_steps::steps;
use super::suspicious_weights::weights;
use build_or_buy::catalog::{Catalog, HostedPrice, Kind};
use build_or_buy::date::Date;
use build_or_buy::units::Share;
use std::collections::{BTreeMap, HashMap};

pub(super) fn hosted(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-/".contains(&byte);
    if !row.id.bytes().all(plain) || row.id.matches('/').count() != 1 {
        at.say("id", "must be host/model in lower-case letters, digits, points and hyphens");
    }
    let (input, output) = (row.input.get(), row.output.get());
    if row.per_request.is_none() {
        if input < 2e-3 {
            at.say("input", format!("{input} USD per million tokens: a price per token, or per thousand?"));
        }
        if input > 150.0 {
            at.say("input", format!("{input} USD per million tokens: in cents, or per thousand?"));
        }
        if output > 600.0 {
            at.say("output", format!("{output} USD per million tokens: in cents, or per thousand?"));
        }
        if row.kind == Kind::Chat && (output < input * 0.7 || output > input * 25.0) {
            at.say("output", format!("{output} beside an input of {input}: one of the two slipped"));
        }
    }
    if let Some(each) = row.per_request {
        at.range("per_request", each.get(), 1e-4, 0.1, "USD per request");
    }
    what_is_sold(at, catalog, row);
    if row.kind != Kind::Chat && output > 0.0 {
        at.say("output", "a model that writes nothing has no price of output");
    }
    cached(at, catalog, row);
    steps(at, catalog, row, before);
    weights(at, catalog, row);
    contexts::hosted(at, catalog, row, before);
    if row.tier_style.is_some() && row.tiers.is_empty() {
        at.say("tier_style", "is given with tiers, and only with them");
    }
    if let Some(factor) = row.tokenizer_factor {
        at.range("tokenizer_factor", factor, 0.5, 2.0, "times");
    }
    if let Some(factor) = row.peak_factor {
        at.range("peak_factor", factor, 0.3, 5.0, "times");
        if (0.3..1.0).contains(&factor) {
            at.say(
                "peak_factor",
                format!(
                    "{factor}, less than 1: the price is that outside the peak, and the factor what the peak costs more"
                ),
            );
        }
        let spans: Vec<&[f64]> = row.peak_hours.chunks(2).collect();
        let apart = |pair: &[&[f64]]| matches!(pair, [[_, end], [start, _]] if end <= start);
        if !spans.windows(2).all(apart) {
            at.say("peak_hours", "overlap, or stand out of order: start and end in turn through the day");
        }
    }
    if row.region_surcharge.is_some_and(|share| share.get() > 0.5) {
        at.say("region_surcharge", "more than half: percent and shares mixed up?");
    }
    if let Some(off) = row.batch_discount.map(Share::get).filter(|off| *off < 0.15) {
        at.hint("batch_discount", format!("{off}: a discount, or what is left of the price?"));
    }
    if row.batch_discount.is_some_and(|share| share.get() > 0.9) {
        at.say("batch_discount", "more than nine tenths off: the price, and not the discount?");
    }
    at.source(&row.source, row.grade);
    at.money(row.note.as_deref());
    history(at, catalog, row, before);
    if before.is_none() {
        // The first row of an offer is held against other hosts of the same model.
        peers(at, catalog, row);
    }
    if row.quality_is_floor && row.quality.is_none() {
        at.say("quality_is_floor", "is given with `quality`, which names the predecessor whose score is the floor");
    }
    if row.tokenizer_factor.is_some() != row.tokenizer_grade.is_some() {
        at.say("tokenizer_grade", "is given with tokenizer_factor, and only with it");
    }
}

/// Fields that go with one kind of offer, or with one another.
fn what_is_sold(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    if row.kind == Kind::Chat && row.per_request.is_some() {
        at.say("per_request", "a model that writes is sold by the token: a price of a search is a reranker's");
    }
    let input = row.input.get();
    if row.kind == Kind::Reranker && row.per_request.is_none() && input < 5e-3 {
        at.say("input", format!("{input} USD per million tokens: the price of a search, which is `per_request`?"));
    }
    if row.context.is_some_and(|context| context.get().fract() != 0.0) {
        at.say("context", "is a number of tokens, and whole");
    }
    if let Some(open) = row.open_from {
        if row.weights.is_some() {
            at.say("open_from", "stands beside `weights`, whose row has the day");
        } else if open > catalog.asof {
            at.say("open_from", format!("{open} is after the catalog's day"));
        }
    }
    let years = |until: Date| (until.days_since_1970() - catalog.asof.days_since_1970()) / 365;
    if let Some(until) = row.until.filter(|until| years(*until) >= 3) {
        at.say("until", format!("{until} lies {} years ahead", years(until)));
    }
    // A score is the model's own, or its predecessor's: of the same family.
    let family = |name: &str| name.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("").to_owned();
    let names = [row.id.to_lowercase(), row.model.to_lowercase(), row.weights.clone().unwrap_or_default()].concat();
    if let Some(score) = row.quality.as_deref().filter(|score| !names.contains(&family(score))) {
        at.hint("quality", format!("`{score}` is the score of another family of models"));
    }
}

/// One host is written one way, and one model stands once at a host.
pub(super) fn hosts(found: &mut Vec<Suspicion>, catalog: &Catalog) {
    let mut spelled: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in &catalog.hosted {
        let prefix = row.id.split('/').next().unwrap_or("");
        *spelled.entry(prefix).or_default().entry(&row.host).or_default() += 1;
    }
    let mut begins: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in &catalog.hosted {
        let prefix = row.id.split('/').next().unwrap_or("");
        *begins.entry(&row.host).or_default().entry(prefix).or_default() += 1;
    }
    let mut keys: HashMap<(&str, String), &str> = HashMap::new();
    for row in &catalog.hosted {
        let Some((prefix, model)) = row.id.split_once('/') else { continue };
        let mut at = At { found, table: "hosted", row: row.id.clone(), from: Some(row.from) };
        // Of two ways to write a host, the rarer one is wrong.
        let ways = &spelled[prefix];
        let mine = ways.get(row.host.as_str()).copied().unwrap_or(0);
        if let Some((other, _)) = ways.iter().find(|(host, count)| **host != row.host && **count >= mine) {
            at.say("host", format!("`{}`, and other rows of {prefix} say `{other}`", row.host));
        }
        // And of two ways to begin the ids of a host.
        let ways = &begins[row.host.as_str()];
        let mine = ways.get(prefix).copied().unwrap_or(0);
        if let Some((other, _)) = ways.iter().find(|(other, count)| **other != prefix && **count > mine) {
            let host = &row.host;
            at.say(
                "id",
                format!("begins with {prefix}/, and the offers of {host} with {other}/: is it {other}/{model}?"),
            );
        }
        let first = *keys.entry((prefix, names::key(model))).or_insert(&row.id);
        if first != row.id {
            at.say("id", format!("is `{first}` written another way"));
        }
    }
}
