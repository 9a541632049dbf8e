//! What references choose from, and what models are compared by before one is chosen.

use crate::catalog::{Attention, Catalog, Ending, HostedPrice, OnDay, OpenModel};
use crate::date::Date;
use crate::units::{IndexPoints, UsdPerMtok};
use serde::Serialize;

/// One choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Choice {
    /// In links.
    pub word: String,
    /// For people.
    pub label: String,
    /// Why nobody moves to it, of a hosted model that has ended, will, or was not seen on sale of late.
    pub ended: Option<String>,
    /// What models are compared by before one is chosen.
    pub listing: Option<Listing>,
}

/// What is known of a model before it is chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Listing {
    /// Who sells it, or made it where no host is meant.
    pub by: String,
    /// List price of input; none where a request has a price of its own.
    pub input: Option<UsdPerMtok>,
    /// List price of output, likewise.
    pub output: Option<UsdPerMtok>,
    /// Points of answers without reasoning.
    pub plain: Option<IndexPoints>,
    /// Points of answers with it.
    pub reasoning: Option<IndexPoints>,
    /// True when the points are a predecessor's, below which it is not expected.
    pub at_least: bool,
}

/// Offers that were on sale on a day, and behind today's those that have ended.
pub(super) fn hosted(catalog: &Catalog, on: Date) -> Vec<Choice> {
    let known = catalog.on(on);
    let mut all: Vec<Choice> = Vec::new();
    for row in catalog.last_rows(on) {
        let ended = ended(row, on).filter(|_| on >= catalog.asof);
        // Of a past day only what was on sale is asked about.
        if ended.is_some() || !row.retired(on) {
            let listing = Some(listing_of_offer(&known, row));
            all.push(Choice { ended, listing, ..choice(&row.id, &format!("{}, {}", row.model, row.host)) });
        }
    }
    all
}

/// Open models whose weights were out.
pub(super) fn open_models(known: &OnDay<'_>) -> Vec<Choice> {
    known.models().map(|row| open_model(known, row)).collect()
}

pub(super) fn choice(word: &str, label: &str) -> Choice {
    Choice { word: word.to_owned(), label: label.to_owned(), ended: None, listing: None }
}

fn listing_of_offer(known: &OnDay<'_>, row: &HostedPrice) -> Listing {
    let price = |price: UsdPerMtok| row.per_request.is_none().then_some(price);
    let (input, output) = (price(row.input), price(row.output));
    Listing { input, output, at_least: row.quality_is_floor, ..listing(known, &row.host, row.quality.as_deref()) }
}

fn open_model(known: &OnDay<'_>, row: &OpenModel) -> Choice {
    Choice { listing: Some(listing(known, &row.maker, row.quality.as_deref())), ..choice(&row.id, &model_label(row)) }
}

fn listing(known: &OnDay<'_>, by: &str, scored: Option<&str>) -> Listing {
    let score = scored.and_then(|model| known.score(model));
    let (plain, reasoning) = (score.and_then(|row| row.plain), score.map(|row| row.score));
    Listing { by: by.to_owned(), input: None, output: None, plain, reasoning, at_least: false }
}

/// What is said of an offer that whoever buys it may name and that nobody moves to.
fn ended(row: &HostedPrice, on: Date) -> Option<String> {
    let day = row.until?.to_string();
    match row.ends? {
        Ending::Unseen if row.retired(on) => Some("last seen ".to_owned() + &day),
        Ending::Retired if row.retired(on) => Some("no longer sold".to_owned()),
        Ending::Retired => Some("sold until ".to_owned() + &day),
        _ => None,
    }
}

/// A model whose attention is not known can be named, and its label says that nothing is sized with it.
fn model_label(model: &OpenModel) -> String {
    match model.attention {
        Attention::Unknown => format!("{} (attention not known: not sized)", model.name),
        _ => model.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> Catalog {
        let value = serde_json::from_str(include_str!("../../www/catalog.json")).expect("JSON");
        Catalog::read(&value).expect("the file has its tables").0
    }

    /// Groq's price list of 2026-10 has Llama 3.3 70B at 0.59 and 0.79 dollars a million; a search of Cohere's reranker has a
    /// price of its own and none for tokens.
    #[test]
    fn a_model_is_listed_with_what_its_host_asks() {
        let catalog = catalog();
        let all = hosted(&catalog, catalog.asof);
        let of = |word: &str| all.iter().find(|one| one.word == word).and_then(|one| one.listing.clone()).expect(word);
        let llama = of("groq/llama-3.3-70b");
        assert_eq!(
            (llama.by.as_str(), llama.input, llama.output),
            ("Groq", Some(UsdPerMtok::new(0.59)), Some(UsdPerMtok::new(0.79)))
        );
        assert!(catalog.hosted.iter().any(|row| row.per_request.is_some()), "no reranker is sold any more");
        for row in catalog.hosted.iter().filter(|row| row.per_request.is_some()) {
            assert_eq!((of(&row.id).input, of(&row.id).output), (None, None), "{}", row.id);
        }
    }

    /// Nothing that was released later has a score on a past day.
    #[test]
    fn scores_are_those_of_models_that_were_out() {
        let catalog = catalog();
        let day = Date::parse("2025-03-01").expect("a day");
        for one in hosted(&catalog, day).into_iter().chain(open_models(&catalog.on(day))) {
            let scored = one.listing.is_some_and(|listing| listing.reasoning.is_some());
            let row = catalog.hosted.iter().find(|row| row.id == one.word).and_then(|row| row.quality.clone());
            let model = catalog.models.iter().find(|row| row.id == one.word).and_then(|row| row.quality.clone());
            let out = row
                .or(model)
                .and_then(|name| catalog.score(&name))
                .is_some_and(|row| row.released.is_none_or(|on| on <= day));
            assert!(!scored || out, "{}", one.word);
        }
    }
}
