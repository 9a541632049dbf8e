//! What the rows of a table and the records of a log cost, where they are known to be dollars.

use crate::usage::fields::{Fields, Line};
use crate::usage::json::Json;
use crate::usage::row::Format;
use crate::usage::tally::Tally;

/// Said of costs that may be anything.
const NO_CURRENCY: &str =
    "Its costs name no currency, so they are not used. If they are US dollars, name them cost_usd.";

/// Whether a column's name, as it is compared, says that it holds money which is not in whole dollars.
pub(super) fn is_foreign(name: &str) -> bool {
    let front = ["cost", "totalcost", "spend", "amount", "price"].iter().find_map(|front| name.strip_prefix(front));
    front.is_some_and(|rest| ["eur", "euro", "gbp", "chf", "jpy", "cny", "inr", "cent", "cents"].contains(&rest))
}

/// What a row cost in dollars, bare, as the file has it: the column's name, the cell or another column must say that it is dollars.
pub(super) fn cost(tally: &mut Tally, line: &Line<'_>) -> Option<f64> {
    let currency = line.text("currency");
    let stated = line.text("cost");
    if !line.text("foreign").is_empty() {
        tally.say("A column of costs is in another currency or in cents: it is not used. Name a column of US dollars cost_usd, or give today’s bill.");
    }
    let money = if stated.is_empty() { line.text("money") } else { stated };
    if money.is_empty() {
        return None;
    }
    if money.contains(['€', '£', '¥']) {
        tally.foreign(Format::Log);
        return None;
    }
    let dollars = currency.eq_ignore_ascii_case("usd") || currency == "$" || money.contains('$');
    if !currency.is_empty() && !dollars {
        tally.foreign(Format::Log);
        return None;
    }
    if !dollars && line.text("cost").is_empty() {
        tally.say(NO_CURRENCY);
        return None;
    }
    let cost = line.number("cost").or(line.number("money"));
    if cost.is_some_and(|cost| cost < 0.0) {
        tally.say("Some rows state a cost below 0: it is taken as not stated.");
    }
    cost.filter(|cost| *cost >= 0.0)
}

/// Where a record states dollars: the name says so, or it is the one of OpenRouter (`usage.cost`) or LiteLLM.
const DOLLARS: [&str; 4] = ["cost_usd", "total_cost_usd", "costUSD", "response_cost"];

/// What a record cost in dollars, bare, as the file has it. Gateways that name a currency beside a cost write cents.
pub(super) fn cost_of(tally: &mut Tally, json: &Json, usage: &Json) -> Option<f64> {
    let currency = json.get("cost_currency").text();
    if currency.is_empty() {
        let dollars = json.first_count(&DOLLARS).or_else(|| usage.first_count(&["cost", "cost_usd"]));
        if dollars.is_none() && json.first_count(&["cost", "total_cost", "spend"]).is_some() {
            tally.say(NO_CURRENCY);
        }
        return dollars;
    }
    if !currency.eq_ignore_ascii_case("usd") {
        tally.foreign(Format::Log);
        return None;
    }
    json.count("cost").map(|cents| cents / 100.0)
}
