//! The rows that are proposed: after another of the same offer, or the first of a new one.

use super::differences::{starts, unsaid};
use super::kin::weights;
use super::names;
use super::offer::{Offer, Period};
use super::propose::Terms;
use super::row::Row;
use build_or_buy::catalog::{Catalog, HostedPrice, Value};
use build_or_buy::date::Date;

/// The row that would follow another.
pub(super) fn new_row(
    file: &Value,
    held: &HostedPrice,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    day: Date,
) -> Value {
    let from = held.from.to_string();
    let raw = file.get("hosted").map_or(&[][..], Value::items).iter().find(|row| {
        row.get("id").and_then(Value::text) == Some(held.id.as_str())
            && row.get("from").and_then(Value::text) == Some(&from)
    });
    let mut row = raw.map(Row::after).unwrap_or_default();
    row.text("id", &held.id);
    // Where the price moved, what the list leaves unsaid moved with it, nobody knows where.
    for (name, _) in unsaid(held, &period.prices) {
        // Steps stand until somebody knows better, unless the price below them has passed them: without them the row
        // would say that they are gone.
        let passed = || held.tiers.iter().any(|tier| period.prices.input.is_some_and(|below| below > tier.input.get()));
        if name != "tiers" || passed() {
            row.without(name);
            if name == "tiers" {
                row.without("tier_style");
            }
        }
    }
    finish(&mut row, period, offer, terms, day);
    row.done("hosted")
}

/// The row of an offer that is new.
pub(super) fn fresh_row(
    catalog: &Catalog,
    id: &str,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    day: Date,
) -> Value {
    let mut row = Row::default();
    let host = id.split('/').next().unwrap_or("");
    let named = catalog.hosted.iter().find(|row| row.id.split('/').next() == Some(host)).map(|row| row.host.clone());
    row.text("id", id);
    row.text("host", &named.unwrap_or_else(|| offer.host.clone()));
    let key = names::key(&offer.id);
    let elsewhere = catalog.hosted.iter().find(|row| row.id.split_once('/').is_some_and(|of| names::key(of.1) == key));
    let model = offer.name.clone().or_else(|| elsewhere.map(|row| row.model.clone()));
    let model = model.unwrap_or_else(|| titled(id.split_once('/').map_or(id, |of| of.1)));
    // Some lists leave tabs behind a name.
    // And the length of the prompts that a price is for, which is no part of it.
    let length = |word: &&str| word.starts_with(['≤', '<', '>']) || word.starts_with("(≤");
    row.text("model", &model.split_whitespace().filter(|word| !length(word)).collect::<Vec<_>>().join(" "));
    let open = weights(catalog, &offer.id).map(|(model, _)| model);
    if let Some(model) = open {
        row.text("weights", &model.id);
    }
    // A model that the index has is scored by its name.
    let scored = catalog.quality.iter().find(|score| names::key(&score.model) == key);
    let scored = scored.filter(|_| offer.kind == "chat").map(|score| score.model.clone());
    let score = scored.or_else(|| open.and_then(|model| model.quality.clone()));
    if let Some(score) = &score {
        row.text("quality", score);
    }
    row.text("kind", offer.kind);
    row.number("context", offer.context);
    finish(&mut row, period, offer, terms, day);
    row.done("hosted")
}

/// A model's name for people, from its id: `claude-opus-4.8` is Claude Opus 4.8, `gpt-5.4` GPT-5.4.
pub(super) fn titled(id: &str) -> String {
    let mut words = id.split('-');
    let first = words.next().unwrap_or(id);
    let upper = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |letter| letter.to_uppercase().collect::<String>() + letters.as_str())
    };
    let mut name = match first {
        "gpt" | "glm" => [first.to_uppercase().as_str(), "-", words.next().unwrap_or("")].concat(),
        _ => upper(first),
    };
    for word in words {
        // `70b` and `a22b` are sizes.
        let size = word.trim_start_matches('a').strip_suffix('b').is_some_and(|size| size.parse::<f64>().is_ok());
        name = name + " " + &if size { word.to_uppercase() } else { upper(word) };
    }
    name
}

/// What a person should look at in the row of a new offer: what no list states.
pub(super) fn unstated(catalog: &Catalog, row: &Value) -> Vec<String> {
    let text = |name: &str| row.get(name).and_then(Value::text).unwrap_or("");
    let host = text("id").split('/').next().unwrap_or("");
    let mut found = Vec::new();
    if text("kind") == "chat" && row.get("quality").is_none() {
        found.push("no score is known of it: it is shown as unscored".to_owned());
    }
    let counts = |known: &HostedPrice| known.id.split('/').next() == Some(host) && known.tokenizer_factor.is_some();
    if row.get("tokenizer_factor").is_none() && catalog.hosted.iter().any(counts) {
        found.push("other models of this host have a `tokenizer_factor`: has this one?".to_owned());
    }
    let key = names::key(text("id"));
    let steps = |known: &HostedPrice| !known.tiers.is_empty() && names::key(&known.id) == key;
    if row.get("tiers").is_none()
        && let Some(known) = catalog.hosted.iter().rev().find(|known| steps(known))
    {
        found.push(format!("{} has steps by prompt length: has this one none?", known.id));
    }
    found
}

pub(super) fn finish(row: &mut Row, period: &Period, offer: &Offer, terms: &Terms, day: Date) {
    let from = starts(period);
    row.text("from", &from.unwrap_or(day).to_string());
    if from.is_none() {
        row.text("first_seen", &day.to_string());
    }
    if from.is_some_and(|from| from > day) {
        row.set("announced", Value::Flag(true));
    }
    row.prices(&period.prices, offer);
    let promotion = offer.promotion.as_deref().and_then(Date::parse).filter(|end| from.is_none_or(|from| from <= *end));
    let promotion = promotion.or_else(|| offer.back_after(period).and_then(Date::parse));
    let until = promotion.map(|end| (end, "promotion")).or_else(|| {
        let end = offer.retired.as_deref().and_then(Date::parse)?;
        Some((end, "retired"))
    });
    // What comes after the last price that a list dates is asked; the row ends on that day either way.
    let until = until.or_else(|| Some((Date::parse(offer.ends_after(period)?)?, "promotion")));
    if let Some((until, ends)) = until {
        row.text("until", &until.to_string());
        row.text("ends", ends);
    }
    if offer.reseller {
        row.text("channel", "reseller");
    }
    row.text("checked", &day.to_string());
    row.text("source", &terms.source);
    row.text("grade", if offer.reseller { "C" } else { "B" });
    let mut remarks: Vec<String> = offer.remarks.iter().map(|remark| remark.text.clone()).collect();
    let last = period.prices.tiers.last().map(|step| step.above);
    if let Some((context, above)) = row.known("context").zip(last).filter(|(context, above)| above >= context) {
        row.without("context");
        remarks
            .push(format!("the list has a step above {above} tokens and a context of {context}, which is not taken"));
    }
    if !remarks.is_empty() {
        row.text("note", &remarks.join("; "));
    }
}

#[cfg(test)]
mod tests {
    use super::titled;

    #[test]
    fn ids_become_names_as_the_catalog_writes_them() {
        for (id, name) in [
            ("claude-opus-4.8", "Claude Opus 4.8"),
            ("gpt-5.4", "GPT-5.4"),
            ("glm-5.3", "GLM-5.3"),
            ("grok-4.5", "Grok 4.5"),
            ("llama-3.1-70b", "Llama 3.1 70B"),
            ("qwen3.5-122b-a10b", "Qwen3.5 122B A10B"),
        ] {
            assert_eq!(titled(id), name);
        }
    }
}
