//! OpenRouter's `/api/v1/models`: USD per token as text. It resells, so a price may carry a promotion of its own.

use super::json::{files, number, text};
use super::offer::{List, Offer, Period, Prices, Step, per_million};
use super::remark::About;
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (_, file) in files(path, &mut list)? {
        let models = file.get("data").unwrap_or(&file).as_array().cloned().ok_or("a list of models was expected")?;
        for entry in &models {
            match text(entry, "id") {
                Some(id) => model(&mut list, id, entry),
                None => list.skip("an entry without an id", "nobody can say which model it is"),
            }
        }
    }
    Ok(list)
}

fn model(list: &mut List, id: &str, entry: &Value) {
    let Some(pricing) = entry.get("pricing") else { return list.skip(id, "no price is stated") };
    if pricing.get("audio_output").is_some() || pricing.get("image_output").is_some() {
        return list.skip(id, "answers in sound or pictures, whose tokens have a price of their own");
    }
    let token = |from: &Value, name: &str| {
        number(from.get(name)).map(|price| if price < 0.0 { price } else { per_million(price) })
    };
    let steps = pricing.get("overrides").and_then(Value::as_array).into_iter().flatten().filter_map(|step| {
        Some(Step {
            above: number(step.get("min_prompt_tokens"))?,
            input: token(step, "prompt"),
            output: token(step, "completion"),
            cached_read: token(step, "input_cache_read"),
            cache_write: token(step, "input_cache_write"),
        })
    });
    let prices = Prices {
        input: token(pricing, "prompt"),
        output: token(pricing, "completion"),
        cached_read: token(pricing, "input_cache_read"),
        cache_write: token(pricing, "input_cache_write"),
        tiers: steps.collect(),
        ..Prices::default()
    };
    let mut remarks = Vec::new();
    if number(pricing.get("request")).is_some_and(|price| price > 0.0) {
        remarks.push(About::Note.remark("each request has a fee beside its tokens, which is not taken"));
    }
    list.take(Offer {
        host: id.trim_start_matches('~').split('/').next().unwrap_or("").to_owned(),
        id: id.to_owned(),
        // `OpenAI: GPT-6.1 Sol`: the maker stands before the name.
        name: text(entry, "name").map(|name| name.split_once(": ").map_or(name, |(_, own)| own).to_owned()),
        kind: "chat",
        context: number(entry.get("context_length")),
        periods: vec![Period { prices, ..Period::default() }],
        retired: text(entry, "expiration_date").map(ToOwned::to_owned),
        reseller: true,
        remarks,
        ..Offer::default()
    });
}
