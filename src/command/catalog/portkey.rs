//! Portkey: US cents per token, one file a host. Long-context steps stand as tiers of the standard mode, or as a
//! second model whose id ends in `-lte-128k` or `-gt-128k`.

use super::json::{files, number, text};
use super::kinds::kind_of;
use super::offer::{List, Offer, Period, Prices, Step, per_million, round};
use super::remark::About;
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (file, models) in files(path, &mut list)? {
        let host = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_owned();
        let Some(models) = models.as_object() else {
            list.skip(&host, "its file is no map of models");
            continue;
        };
        for (id, entry) in models.iter().filter(|(id, _)| *id != "default") {
            if long_half(id).is_some_and(|base| short_halves(&base).iter().any(|short| models.contains_key(short))) {
                continue;
            }
            model(&mut list, &host, id, entry, models);
        }
    }
    Ok(list)
}

/// The base name of a model that is the long half of another, like `gemini-1.5-pro-gt-128k`.
fn long_half(id: &str) -> Option<String> {
    let (base, size) = id.rsplit_once("-gt-")?;
    Some(format!("{base}\u{0}{size}"))
}

fn short_halves(base_and_size: &str) -> [String; 2] {
    let (base, size) = base_and_size.split_once('\u{0}').unwrap_or((base_and_size, ""));
    [format!("{base}-lte-{size}"), format!("{base}-lt-{size}")]
}

fn model(list: &mut List, host: &str, id: &str, entry: &Value, all: &serde_json::Map<String, Value>) {
    let config = entry.get("pricing_config");
    let Some(paid) = config.and_then(|config| config.get("pay_as_you_go")) else {
        return list.skip(id, "no price is stated");
    };
    let currency = [config, Some(paid)].into_iter().flatten().find_map(|from| text(from, "currency"));
    if let Some(other) = currency.filter(|currency| !currency.eq_ignore_ascii_case("USD")) {
        return list.skip(id, format!("its price is in {other}, not in US dollars"));
    }
    let mut prices = prices(paid);
    let extra = paid.get("additional_units").and_then(Value::as_object);
    let unit = |name: &str| extra.and_then(|extra| number(extra.get(name).and_then(|unit| unit.get("price"))));
    if ["request_audio_token", "response_audio_token", "response_image_token"]
        .iter()
        .any(|name| unit(name).is_some_and(|price| price > 0.0))
    {
        return list.skip(id, "sound or pictures, whose tokens have a price of their own");
    }
    if let (Some(batch), Some(input)) = (
        config.and_then(|config| cents(config.get("batch_config")?.get("request_token"))),
        prices.input.filter(|input| *input > 0.0),
    ) {
        prices.batch_discount = Some(round(1.0 - batch / input));
    }
    let mut remarks = Vec::new();
    let tiers = entry
        .pointer("/custom_pricing/regions/default/execution_modes/standard/context_tiers")
        .and_then(Value::as_object);
    if let (Some(tiers), Some(starts)) =
        (tiers, entry.pointer("/custom_pricing/context_tier_map").and_then(Value::as_object))
    {
        for (start, name) in starts {
            let (Some(above), Some(name)) = (start.parse::<f64>().ok(), name.as_str()) else { continue };
            if above > 0.0
                && let Some(paid) = tiers.get(name).and_then(|tier| tier.pointer("/pricing_config/pay_as_you_go"))
            {
                prices.tiers.push(step(above, paid));
            }
        }
    }
    let mut name = id;
    for mark in ["-lte-", "-lt-"] {
        let Some((base, size)) = id.rsplit_once(mark) else { continue };
        let above = size.trim_end_matches('k').parse::<f64>().map_or(0.0, |thousands| thousands * 1e3);
        if let Some(paid) =
            all.get(&format!("{base}-gt-{size}")).and_then(|long| long.pointer("/pricing_config/pay_as_you_go"))
            && above > 0.0
        {
            let (above, said) = long_prompt(base, above);
            remarks.extend(said.map(|said| About::Note.remark(said)));
            prices.tiers.push(step(above, paid));
            name = base;
        }
    }
    // A reranker's `request_token` is what a search costs, in cents.
    let reranks = id.contains("rerank");
    let kind = kind_of(host, id);
    if reranks && prices.input.is_some_and(|price| price >= 1_000.0) {
        prices.per_request = prices.input.map(|price| round(price / 1e6));
        (prices.input, prices.output) = (Some(0.0), Some(0.0));
        remarks.push(
            About::Note.remark("its price per token is thousands of dollars a million: read as the price of a search"),
        );
    }
    list.take(Offer {
        host: host.to_owned(),
        id: name.to_owned(),
        kind,
        periods: vec![Period { prices, ..Period::default() }],
        remarks,
        ..Offer::default()
    });
}

/// Where the long half begins. The list splits every Gemini at 128k; Google does so up to 1.5, and at 200k since 2.5.
fn long_prompt(base: &str, above: f64) -> (f64, Option<&'static str>) {
    let later = base.strip_prefix("gemini-").and_then(|rest| rest.split('-').next()?.parse::<f64>().ok());
    if above == 128_000.0 && later.is_some_and(|version| version >= 2.5) {
        return (200_000.0, Some("the list names its long half -gt-128k; Google's long prompts begin above 200,000"));
    }
    (above, None)
}

fn cents(unit: Option<&Value>) -> Option<f64> {
    number(unit?.get("price")).map(|cents| per_million(cents / 100.0))
}

fn prices(paid: &Value) -> Prices {
    Prices {
        input: cents(paid.get("request_token")),
        output: cents(paid.get("response_token")),
        cached_read: cents(paid.get("cache_read_input_token")),
        cache_write: cents(paid.get("cache_write_input_token")),
        ..Prices::default()
    }
}

fn step(above: f64, paid: &Value) -> Step {
    let prices = prices(paid);
    Step {
        above,
        input: prices.input,
        output: prices.output,
        cached_read: prices.cached_read,
        cache_write: prices.cache_write,
    }
}
