//! models.dev: USD per million, one TOML file a model under `providers/<host>/models/`, with inheritance by
//! `base_model` from `models/<vendor>/<model>.toml`. A host's own file wins over its base; `base_model_omit` names
//! what is not inherited.

use super::json::{name, number, text};
use super::kinds::kind_of;
use super::offer::{List, Offer, Period, Prices, Step};
use super::remark::{About, Remark};
use crate::command::project::{files_below, read_text};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;

/// Reads the folder that holds `providers/` and, for what is inherited, `models/`; or one file.
///
/// Errors: no such folder, or a file that is not TOML.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    let files = if path.is_dir() { files_below(path) } else { vec![path.to_path_buf()] };
    let files: Vec<_> = files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "toml")).collect();
    if files.is_empty() {
        return Err(format!("{} holds no TOML file", path.display()));
    }
    let mut bases: HashMap<String, Value> = HashMap::new();
    let mut entries = Vec::new();
    for file in &files {
        if file.file_name().is_some_and(|name| name == "provider.toml") {
            continue;
        }
        // A file that cannot be read, such as a link to one that has moved, loses nothing but itself.
        let parsed = read_text(file)
            .and_then(|text| toml::from_str(&text).map_err(|error| format!("{} is not TOML: {error}", file.display())));
        let value: Value = match parsed {
            Ok(value) => value,
            Err(why) if files.len() > 1 => {
                list.skip(&name(file), why);
                continue;
            }
            Err(why) => return Err(why),
        };
        let parts: Vec<&str> = file.iter().filter_map(|part| part.to_str()).collect();
        let stem = |from: usize| parts[from..].join("/").trim_end_matches(".toml").to_owned();
        // providers/<host>/models/<id…>.toml; the same host may write `_` for `:` in a file name. One host's ids have a
        // folder `models` of their own.
        let at_host = (3..parts.len()).rev().find(|at| parts[at - 2] == "providers" && parts[*at] == "models");
        let host = at_host.or_else(|| parts.iter().rposition(|part| *part == "models").filter(|at| *at >= 1));
        match host {
            Some(at) if at >= 2 && parts[at - 2] == "providers" => {
                entries.push((parts[at - 1].to_owned(), stem(at + 1), value));
            }
            Some(at) => {
                bases.insert(stem(at + 1), value);
            }
            None => entries.push((String::new(), stem(parts.len() - 1), value)),
        }
    }
    for (host, id, value) in entries {
        let base = text(&value, "base_model");
        let whole = base.and_then(|base| bases.get(base)).map_or_else(|| value.clone(), |known| inherit(known, &value));
        let missing = base.filter(|base| !bases.contains_key(*base));
        let before = list.offers.len();
        model(&mut list, &host, &id, &whole, missing);
        for offer in list.offers.iter_mut().skip(before) {
            offer.base = base.map(ToOwned::to_owned);
        }
    }
    Ok(list)
}

/// A base with what the host says laid over it, less what the host omits.
fn inherit(base: &Value, own: &Value) -> Value {
    let mut whole = base.clone();
    for path in own.get("base_model_omit").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        omit(&mut whole, path);
    }
    lay_over(&mut whole, own);
    whole
}

fn omit(value: &mut Value, path: &str) {
    match path.split_once('.') {
        Some((name, rest)) => {
            if let Some(inner) = value.get_mut(name) {
                omit(inner, rest);
            }
        }
        None => {
            value.as_object_mut().map(|map| map.remove(path));
        }
    }
}

fn lay_over(base: &mut Value, own: &Value) {
    match (base, own) {
        (Value::Object(base), Value::Object(own)) => {
            for (name, value) in own {
                lay_over(base.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (base, own) => *base = own.clone(),
    }
}

/// Hosts that sell a subscription and list prices of zero or of somebody else.
fn subscribed(host: &str) -> bool {
    ["copilot", "coding-plan", "-plan", "subscription", "chatgpt", "opencode-go"].iter().any(|mark| host.contains(mark))
}

fn model(list: &mut List, host: &str, id: &str, entry: &Value, missing: Option<&str>) {
    let name = if host.is_empty() { id.to_owned() } else { format!("{host}/{id}") };
    if subscribed(host) {
        return list.skip(&name, "covered by a subscription: no price per token");
    }
    let Some(cost) = entry.get("cost") else { return list.skip(&name, "no price is stated") };
    let modalities = |way: &str| -> Vec<&str> {
        let listed = entry.get("modalities").and_then(|all| all.get(way)).and_then(Value::as_array);
        listed.into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let output = modalities("output");
    if !output.is_empty() && !output.contains(&"text") {
        return list.skip(&name, format!("answers in {}, not in text", output.join(", ")));
    }
    let kind = kind_of(host, id);
    let price = |from: &Value, what: &str| number(from.get(what));
    let (mut tiers, mut remarks) = (Vec::new(), Vec::new());
    for tier in cost.get("tiers").and_then(Value::as_array).into_iter().flatten() {
        let of_context = tier.pointer("/tier/type").and_then(Value::as_str).is_none_or(|kind| kind == "context");
        let above = number(tier.pointer("/tier/size")).or_else(|| number(tier.get("above")));
        match above {
            Some(above) if of_context => tiers.push(step(above, tier)),
            _ => remarks.push(other_step(tier)),
        }
    }
    if tiers.is_empty()
        && let Some(over) = cost.get("context_over_200k")
    {
        tiers.push(step(200_000.0, over));
    }
    if let Some(base) = missing {
        remarks.push(About::Note.remark(format!("what it inherits from `{base}` is not in this folder")));
    }
    if price(cost, "input_audio").is_some() {
        remarks.push(About::Note.remark("audio tokens have a price of their own, which is not taken"));
    }
    remarks.extend(Remark::thinking(price(cost, "reasoning"), price(cost, "output")));
    if let Some(early) = text(entry, "status").filter(|status| ["alpha", "beta"].contains(status)) {
        remarks.push(About::Note.remark(format!("called {early} by the list: price and model may go without notice")));
    }
    let modes = entry.pointer("/experimental/modes").and_then(Value::as_object).map(Map::len);
    if modes.is_some_and(|count| count > 0) {
        remarks.push(About::Note.remark("other modes (fast, priority) have prices of their own, which are not taken"));
    }
    list.take(Offer {
        host: host.to_owned(),
        id: id.to_owned(),
        name: text(entry, "name").map(ToOwned::to_owned),
        kind,
        context: number(entry.pointer("/limit/context")),
        periods: vec![Period {
            prices: Prices {
                input: price(cost, "input"),
                output: price(cost, "output").or((kind != "chat").then_some(0.0)),
                cached_read: price(cost, "cache_read"),
                cache_write: price(cost, "cache_write"),
                tiers,
                ..Prices::default()
            },
            ..Period::default()
        }],
        retired: (text(entry, "status") == Some("deprecated")).then(String::new),
        remarks,
        ..Offer::default()
    });
}

/// A price that hangs on something else than the length of the prompt.
fn other_step(tier: &Value) -> Remark {
    let of = tier.pointer("/tier/type").and_then(Value::as_str).unwrap_or("something that it does not name");
    let price = |what: &str| number(tier.get(what)).map_or_else(|| "-".to_owned(), |price| price.to_string());
    let about = if ["time", "hour", "peak"].iter().any(|mark| of.contains(mark)) { About::Hours } else { About::Steps };
    about.remark(format!("another price, {} in and {} out, hangs on {of}", price("input"), price("output")))
}

fn step(above: f64, from: &Value) -> Step {
    let price = |what: &str| number(from.get(what));
    Step {
        above,
        input: price("input"),
        output: price("output"),
        cached_read: price("cache_read"),
        cache_write: price("cache_write"),
    }
}
