//! Rows of the catalog's file, made and changed as the file writes them.

use super::offer::{Offer, Prices, Step};
use build_or_buy::catalog::{Value, fields};

/// A row under construction.
#[derive(Clone, Debug, Default)]
pub struct Row(Vec<(String, Value)>);

impl Row {
    /// A copy of a row, without what is said of that one alone.
    pub fn after(row: &Value) -> Self {
        const OWN: [&str; 11] = [
            "note",
            "announced",
            "first_seen",
            "until",
            "ends",
            "channel",
            "tier_above",
            "tier_input",
            "tier_output",
            "tier_cached_read",
            "tier_cache_write",
        ];
        let Self(entries) = Self::of(row);
        Self(entries.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str())).collect())
    }

    /// A row that is changed once more.
    pub fn of(row: &Value) -> Self {
        Self(if let Value::Map(entries) = row { entries.clone() } else { Vec::new() })
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// A number that it has.
    pub fn known(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, value)| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// Takes a field out, and says whether it was there.
    pub fn without(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(known, _)| known != name);
        self.0.len() < before
    }

    /// Sets a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.set(name, Value::Text(text.to_owned()));
    }

    /// Sets a number, where there is one.
    pub fn number(&mut self, name: &str, number: Option<f64>) {
        if let Some(number) = number {
            self.set(name, Value::Number(number));
        }
    }

    /// Sets every price that a list states; what it does not state stays as it was.
    pub fn prices(&mut self, prices: &Prices, offer: &Offer) {
        self.number("input", prices.input.or(Some(0.0)));
        self.number("output", if offer.kind == "chat" { prices.output } else { Some(0.0) });
        self.number("cached_read", prices.cached_read);
        self.number("cache_write", prices.cache_write);
        self.number("batch_discount", prices.batch_discount);
        self.number("per_request", prices.per_request);
        if !prices.tiers.is_empty() {
            self.text("tier_style", "cliff");
            let held =
                self.0.iter().find(|(name, _)| name == "tiers").map_or(&[][..], |(_, steps)| steps.items()).to_vec();
            self.set("tiers", Value::List(prices.tiers.iter().map(|one| step(one, &held)).collect()));
        }
    }

    /// The row with its fields in the file's order.
    pub fn done(mut self, table: &str) -> Value {
        let order = fields(table);
        let place = |name: &str| order.iter().position(|known| *known == name).unwrap_or(usize::MAX);
        self.0.sort_by_key(|(name, _)| place(name));
        Value::Map(self.0)
    }
}

/// A step as a list has it. What its cache costs stays as it was where the list does not say.
fn step(step: &Step, held: &[Value]) -> Value {
    let number = |row: &Value, name: &str| match row.get(name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let known =
        held.iter().find(|row| number(row, "above").is_some_and(|above| (above / step.above - 1.0).abs() < 0.05));
    // Where the step moved, its cache moved with it, nobody knows where.
    let stays =
        |row: &&&Value| number(row, "input").zip(step.input).is_none_or(|(old, new)| (new / old - 1.0).abs() < 2e-3);
    let known = known.as_ref().filter(stays);
    let before = |name: &str| known.and_then(|row| number(row, name));
    let named = [
        ("above", Some(step.above)),
        ("input", step.input),
        ("output", step.output.or(Some(0.0))),
        ("cached_read", step.cached_read.or_else(|| before("cached_read"))),
        ("cache_write", step.cache_write.or_else(|| before("cache_write"))),
    ];
    let stated = named.into_iter().filter_map(|(name, price)| Some((name.to_owned(), Value::Number(price?))));
    Value::Map(stated.collect())
}

/// A row as one line of the file.
pub fn line(row: &Value) -> String {
    serde_json::to_string(row).unwrap_or_default()
}
