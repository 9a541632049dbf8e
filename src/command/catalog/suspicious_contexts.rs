//! Suspicions of contexts: in thousands, or beyond what a model can do. Whoever stands alone is wrong: one host beside the
//! weights and the others, or the row of the weights beside all hosts.

use super::suspicions::At;
use build_or_buy::catalog::{Catalog, HostedPrice, Kind, OpenModel};
use build_or_buy::units::Tokens;

/// Times the context of its weights that a host has stretched it to: 3.8 of record.
const MOST_STRETCHED: f64 = 5.0;
/// And times the longest of all models without weights.
const BEYOND_OTHERS: f64 = 5.0;
/// A host may serve a thirtieth of what the weights can do; a hundredth is another unit.
const LEAST_SERVED: f64 = 100.0;
/// Below this a model that writes is not asked anything long: 16,384 of record.
const LEAST_OF_CHAT: f64 = 2_048.0;

pub(super) fn hosted(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let Some(context) = row.context.map(Tokens::get) else { return };
    at.range("context", context, 256.0, 2e7, "tokens");
    let model = row.weights.as_deref().and_then(|id| catalog.model(id)).filter(|model| alone(catalog, model).is_none());
    let model = model.map(|model| model.context.get());
    let others =
        [(model, "its weights have"), (before.and_then(|row| row.context).map(Tokens::get), "the row before has")];
    let far =
        others.into_iter().find_map(|(other, who)| Some((other.filter(|other| *other > LEAST_SERVED * context)?, who)));
    if let Some((other, who)) = far {
        at.say("context", format!("{context} tokens, and {who} {other}: in thousands?"));
    } else if let Some(model) = model.filter(|model| context > MOST_STRETCHED * model) {
        at.say("context", format!("{context} tokens, and its weights have {model}: others stretch it up to 4 times"));
    } else if row.weights.is_none() {
        beyond_others(at, catalog, row, context);
    }
}

/// A model that its maker alone sells, with a context many times that of all others like it.
fn beyond_others(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, context: f64) {
    let alike = |other: &&HostedPrice| other.id != row.id && other.weights.is_none() && other.kind == row.kind;
    let offers = catalog.offers(catalog.asof).into_iter().filter(alike);
    let most = offers.filter_map(|other| other.context).map(Tokens::get).fold(0.0, f64::max);
    if most > 0.0 && context > BEYOND_OTHERS * most {
        at.hint("context", format!("{context} tokens, and no other offer without open weights has more than {most}"));
    }
}

pub(super) fn model(at: &mut At<'_>, catalog: &Catalog, row: &OpenModel) {
    let context = row.context.get();
    at.range("context", context, 256.0, 2e7, "tokens");
    if let Some((hosts, served)) = alone(catalog, row) {
        at.say("context", format!("{context} tokens, and all {hosts} hosts that state one serve {served} or more"));
    } else if row.kind == Kind::Chat && (256.0..LEAST_OF_CHAT).contains(&context) {
        at.say("context", format!("{context} tokens of a model that writes: in thousands?"));
    }
}

/// Where all hosts of a model, two at least, serve what its row says that it cannot do: how many, and the least of it.
fn alone(catalog: &Catalog, row: &OpenModel) -> Option<(usize, f64)> {
    let offers = catalog.offers(catalog.asof);
    let of_it = offers.iter().filter(|offer| offer.weights.as_ref() == Some(&row.id));
    let served: Vec<f64> = of_it.filter_map(|offer| offer.context).map(Tokens::get).collect();
    let least = served.iter().copied().fold(f64::INFINITY, f64::min);
    (served.len() > 1 && least > MOST_STRETCHED * row.context.get()).then_some((served.len(), least))
}
