//! LiteLLM's `model_prices_and_context_window.json`: USD per token, one entry a model id.
//!
//! `_above_200k_tokens` and its like are steps; `_batches`, `_flex` and `_priority` are other ways to buy;
//! `_above_1hr` is a longer cache. Alibaba's entries have `tiered_pricing` with ranges instead.

use super::json::{files, number, text};
use super::offer::{List, Offer, Period, Prices, Step, per_million, round};
use super::remark::{About, Remark};
use build_or_buy::date::Date;
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (_, file) in files(path, &mut list)? {
        let Some(entries) = file.as_object() else { return Err("a map of models was expected".into()) };
        for (id, entry) in entries {
            if id != "sample_spec" {
                model(&mut list, id, entry);
            }
        }
    }
    Ok(list)
}

fn model(list: &mut List, id: &str, entry: &Value) {
    let kind = match text(entry, "mode").unwrap_or("chat") {
        "chat" | "completion" | "responses" => "chat",
        "embedding" => "embedding",
        "rerank" => "reranker",
        other => return list.skip(id, format!("{} is not text in and text out", other.replace('_', " "))),
    };
    if entry.get("output_cost_per_image").is_some() && entry.get("output_cost_per_token").is_none() {
        return list.skip(id, "sold by the image");
    }
    let token = |name: &str| number(entry.get(name)).map(per_million);
    let mut prices = Prices {
        input: token("input_cost_per_token"),
        output: token("output_cost_per_token"),
        cached_read: token("cache_read_input_token_cost").or_else(|| token("input_cost_per_token_cache_hit")),
        cache_write: token("cache_creation_input_token_cost"),
        per_request: number(entry.get("input_cost_per_query")).filter(|price| *price > 0.0),
        ..Prices::default()
    };
    let off = |batch: &str, usual: Option<f64>| Some(round(1.0 - token(batch)? / usual.filter(|usual| *usual > 0.0)?));
    let of_input = off("input_cost_per_token_batches", prices.input);
    let of_output = off("output_cost_per_token_batches", prices.output);
    prices.batch_discount = of_input.or(of_output);
    prices.tiers = steps(entry);
    if let Some(ranges) = entry.get("tiered_pricing").and_then(Value::as_array) {
        ranged(&mut prices, ranges);
    }
    let mut remarks = Vec::new();
    if let Some((input, output)) = of_input.zip(of_output).filter(|(input, output)| (input - output).abs() > 0.01) {
        let (input, output) = (round(input * 100.0), round(output * 100.0));
        let said = format!("of batches as the list has them input has {input} % off and output {output} %");
        remarks.push(About::Batches.remark(said));
    } else if let Some(off) = prices.batch_discount.filter(|off| !(0.001..=0.95).contains(off)) {
        let times = round(1.0 - off);
        let said = format!("batches as the list has them cost {times} times what the rest does");
        remarks.push(About::Batches.remark(said));
    }
    remarks.extend(Remark::thinking(token("output_cost_per_reasoning_token"), prices.output));
    if entry.get("input_cost_per_audio_token").is_some() {
        remarks.push(About::Note.remark("audio tokens have a price of their own, which is not taken"));
    }
    if let Some(day) = text(entry, "deprecation_date").filter(|day| Date::parse(day).is_none()) {
        remarks.push(About::Note.remark(format!("the list says that it is retired `{day}`, which is no day")));
    }
    let mut offer = Offer {
        host: text(entry, "litellm_provider").unwrap_or("").to_owned(),
        id: id.to_owned(),
        kind,
        context: number(entry.get("max_input_tokens")).or_else(|| number(entry.get("max_tokens"))),
        periods: vec![Period { prices, ..Period::default() }],
        retired: text(entry, "deprecation_date").filter(|day| Date::parse(day).is_some()).map(ToOwned::to_owned),
        remarks,
        ..Offer::default()
    };
    let notes = entry.pointer("/metadata/notes").and_then(Value::as_str);
    for note in notes.into_iter().chain(text(entry, "comment")) {
        offer.called(note);
    }
    list.take(offer);
}

/// Steps named by their keys: `input_cost_per_token_above_272k_tokens`.
fn steps(entry: &Value) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (key, value) in entry.as_object().into_iter().flatten() {
        let Some((what, above)) = key.split_once("_above_").and_then(|(what, rest)| {
            let size = rest.strip_suffix("_tokens")?;
            let (number, unit) = match (size.strip_suffix('k'), size.strip_suffix('m')) {
                (Some(thousands), _) => (thousands, 1e3),
                (_, Some(millions)) => (millions, 1e6),
                _ => (size, 1.0),
            };
            Some((what, number.parse::<f64>().ok()? * unit))
        }) else {
            continue;
        };
        let at = steps.iter().position(|step| step.above == above).unwrap_or_else(|| {
            steps.push(Step { above, ..Step::default() });
            steps.len() - 1
        });
        let price = number(Some(value)).map(per_million);
        match what {
            "input_cost_per_token" => steps[at].input = price,
            "output_cost_per_token" => steps[at].output = price,
            "cache_read_input_token_cost" => steps[at].cached_read = price,
            "cache_creation_input_token_cost" => steps[at].cache_write = price,
            _ => {}
        }
    }
    steps
}

/// Ranges: the first is the base, each later one a step that begins where it begins.
fn ranged(prices: &mut Prices, ranges: &[Value]) {
    for range in ranges {
        // A range that cannot be read says nothing of where its prices hold.
        let Some(from) = range.get("range").and_then(|range| number(range.get(0))) else { continue };
        let token = |name: &str| number(range.get(name)).map(per_million);
        let (input, output) = (token("input_cost_per_token"), token("output_cost_per_token"));
        let (read, write) = (token("cache_read_input_token_cost"), token("cache_creation_input_token_cost"));
        if from <= 0.0 {
            (prices.input, prices.output) = (input, output);
            (prices.cached_read, prices.cache_write) = (read.or(prices.cached_read), write.or(prices.cache_write));
        } else {
            prices.tiers.push(Step { above: from, input, output, cached_read: read, cache_write: write });
        }
    }
}
