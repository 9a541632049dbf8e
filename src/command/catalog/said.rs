//! Prices in words, for a person to compare.

use super::offer::Prices;
use build_or_buy::catalog::{HostedPrice, Value};
use build_or_buy::units::UsdPerMtok;

/// Prices in words.
pub(super) fn said(prices: &Prices) -> String {
    let mut parts = Vec::new();
    let mut put = |what: &str, price: Option<f64>| {
        if let Some(price) = price {
            parts.push(format!("{what} {price}"));
        }
    };
    put("in", prices.input);
    put("out", prices.output);
    put("cached", prices.cached_read);
    put("write", prices.cache_write);
    put("batch off", prices.batch_discount);
    put("per request", prices.per_request);
    for step in &prices.tiers {
        let shown = |price: Option<f64>| price.map_or_else(|| "-".into(), |price| price.to_string());
        parts.push(format!(
            "above {}: {}/{}/{}",
            step.above,
            shown(step.input),
            shown(step.output),
            shown(step.cached_read)
        ));
    }
    parts.join(", ")
}

/// Prices that a proposed row takes over from the row before it, because the list does not state them.
pub(super) fn as_before(row: &Value, prices: &Prices) -> String {
    let number = |name: &str| match row.get(name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let parts = [
        ("cached", "cached_read", prices.cached_read),
        ("write", "cache_write", prices.cache_write),
        ("batch off", "batch_discount", prices.batch_discount),
        ("per request", "per_request", prices.per_request),
    ];
    let mut kept: Vec<String> = parts
        .into_iter()
        .filter(|(.., stated)| stated.is_none())
        .filter_map(|(what, name, _)| Some(format!("{what} {}", number(name)?)))
        .collect();
    let steps = row.get("tiers").map_or(0, |steps| steps.items().len());
    if prices.tiers.is_empty() && steps > 0 {
        kept.push(format!("{steps} steps"));
    }
    // Steps that the list has, with a price of the cache that it leaves out.
    for (step, known) in prices.tiers.iter().zip(row.get("tiers").map_or(&[][..], Value::items)) {
        let parts = [("cached", "cached_read", step.cached_read), ("write", "cache_write", step.cache_write)];
        for (what, name, _) in parts.into_iter().filter(|(.., stated)| stated.is_none()) {
            if let Some(Value::Number(number)) = known.get(name) {
                kept.push(format!("{what} above {} {number}", step.above));
            }
        }
    }
    if kept.is_empty() { String::new() } else { format!("; not stated, as before: {}", kept.join(", ")) }
}

pub(super) fn said_row(row: &HostedPrice) -> String {
    let plain = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    let prices = Prices {
        input: Some(row.input.get()),
        output: Some(row.output.get()),
        cached_read: plain(row.cached_read),
        cache_write: plain(row.cache_write),
        batch_discount: row.batch_discount.map(build_or_buy::units::Share::get),
        per_request: row.per_request.map(build_or_buy::units::Usd::get),
        tiers: row
            .tiers
            .iter()
            .map(|tier| super::offer::Step {
                above: tier.above.get(),
                input: Some(tier.input.get()),
                output: Some(tier.output.get()),
                cached_read: plain(tier.cached_read),
                cache_write: plain(tier.cache_write),
            })
            .collect(),
    };
    format!("{} from {}, checked {}", said(&prices), row.from, row.checked)
}
