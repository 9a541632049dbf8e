//! A small file of one's own prices, quotes, wages and models, laid over the catalog.
//!
//! The overlay has the same tables and fields. A row replaces the base's row of the same name (and day, where rows are
//! dated); others are added. `inputs` holds what a link would set, like `"engineer_cost": 150000`: wages, a rent of
//! one's own, a horizon. A parameter may state only what it changes. Its tables are read and checked as the
//! base's are, so that a refused row is known by table, row and field, and nothing is dropped in silence.

use super::digits::digits;
use super::row::{Row, table};
use super::{Catalog, HostedPrice, Purchase, Refusal, Rent, Value};
use crate::date::Date;
use serde::Serialize;

/// What an overlay brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Overlaid {
    /// Whose file it is, where it says so.
    pub name: String,
    /// Table and name of every row taken.
    pub taken: Vec<(String, String)>,
    /// Inputs taken, as a link would write them.
    pub inputs: Vec<(String, String)>,
    /// Rows refused.
    pub refused: Vec<Refusal>,
    /// Prices taken that do not count on the catalog's day, and what they would have to be to count.
    pub aside: Vec<Refusal>,
    /// Prices that count and leave out what the public price of the same offer has, each with what is used.
    pub asked: Vec<Refusal>,
}

impl Overlaid {
    /// Takes a row, or refuses it: of two that a file has under one name and day nobody knows which is meant.
    #[inline(never)]
    fn take(&mut self, table: &'static str, key: &str) -> bool {
        let taken = (table.to_owned(), key.to_owned());
        let first = !self.taken.contains(&taken);
        if first {
            self.taken.push(taken);
        } else {
            let (row, from) = match key.rsplit_once(' ') {
                Some((row, from)) if Date::parse(from).is_some() => (row.trim_end(), from),
                _ => (key, ""),
            };
            self.refused.push(Refusal::new(table, row, from, "the row", "there only once: the first of them counts"));
        }
        first
    }
}

/// Puts rows of a table over another's.
fn lay<R: Row + Clone>(base: &mut Vec<R>, file: &Value, laid: &mut Overlaid, name: impl Fn(&R) -> String) {
    for row in table::<R>(file, &mut laid.refused, Refusal::not) {
        let key = name(&row);
        if !laid.take(R::TABLE, &key) {
            continue;
        }
        match base.iter_mut().find(|known| name(known) == key) {
            Some(known) => *known = row,
            None => base.push(row),
        }
    }
}

impl Catalog {
    /// Lays a small file over this catalog. What it refuses it says; what it takes is named, so that a report can tell
    /// those numbers from the others.
    ///
    /// A date (`asof`) later than the catalog's own moves the day that counts.
    pub fn overlay(&mut self, file: &Value) -> Overlaid {
        let text = |name: &str| file.get(name).and_then(Value::text);
        let mut laid = Overlaid { name: text("name").unwrap_or_default().to_owned(), ..Overlaid::default() };
        if !matches!(file, Value::Map(_)) {
            laid.refused.push(Refusal::new(
                "overlay",
                "head",
                "",
                "file",
                "a group in { } of tables, inputs, name and asof",
            ));
            return laid;
        }
        let asof = file.get("asof");
        match asof.and_then(Value::text).and_then(Date::parse) {
            Some(asof) => self.asof = self.asof.max(asof),
            None if asof.is_some() => {
                laid.refused.push(Refusal::new("overlay", "head", "", "asof", "a date like 2026-11-23").not(asof));
            }
            None => {}
        }
        let Value::Map(entries) = file else { return laid };
        for (field, _) in entries {
            if super::fields(field).is_empty() && !["name", "asof", "inputs", "$schema"].contains(&field.as_str()) {
                let allowed = "a table of the catalog (hosted, models, gpus, rents, purchases, quality, shapes, regimes, parameters), inputs, name or asof";
                laid.refused.push(Refusal::new("overlay", "head", "", field, allowed));
            }
        }
        inputs(file, &mut laid);
        for (key, text) in &laid.inputs {
            self.inputs.retain(|(known, _)| known != key);
            self.inputs.push((key.clone(), text.clone()));
        }
        let before = self.clone();
        lay(&mut self.hosted, file, &mut laid, HostedPrice::name);
        self.keep_what_a_model_is(&before, &laid.taken);
        lay(&mut self.models, file, &mut laid, |row| row.id.clone());
        lay(&mut self.gpus, file, &mut laid, |row| row.id.clone());
        lay(&mut self.rents, file, &mut laid, Rent::name);
        lay(&mut self.purchases, file, &mut laid, Purchase::name);
        lay(&mut self.quality, file, &mut laid, |row| row.model.clone());
        lay(&mut self.shapes, file, &mut laid, |row| row.id.clone());
        lay(&mut self.regimes, file, &mut laid, |row| row.id.clone());
        lay(&mut self.parameters, &completed(file, &before), &mut laid, |row| row.key.clone());
        self.score_by_name(&laid.taken);
        self.check(&mut laid.refused);
        // A row that only the check of the whole refused was not taken after all.
        laid.taken.retain(|(table, name)| match table.as_str() {
            "hosted" => self.hosted.iter().any(|row| row.name() == *name),
            "models" => self.model(name).is_some(),
            "gpus" => self.gpu(name).is_some(),
            "rents" => self.rents.iter().any(|row| row.name() == *name),
            "purchases" => self.purchases.iter().any(|row| row.name() == *name),
            "quality" => self.score(name).is_some(),
            "shapes" => self.shape(name).is_some(),
            "regimes" => self.regime(name).is_some(),
            _ => true,
        });
        self.overlaid.clone_from(&laid.taken);
        laid.aside = self.aside();
        laid.asked = self.asked(&before, &laid);
        laid
    }
}

impl Catalog {
    /// A price of one's own changes what a model costs, not what it is: score, context and tokenizer stay where it says
    /// nothing of them.
    fn keep_what_a_model_is(&mut self, before: &Self, taken: &[(String, String)]) {
        for row in &mut self.hosted {
            let name = row.name();
            if !taken.iter().any(|(table, known)| table == "hosted" && *known == name) {
                continue;
            }
            let Some(known) = before.rows_of(&row.id).last() else { continue };
            if row.quality.is_none() {
                (row.quality, row.quality_is_floor) = (known.quality.clone(), known.quality_is_floor);
            }
            row.context = row.context.or(known.context);
            if row.tokenizer_factor.is_none() {
                row.tokenizer_factor = known.tokenizer_factor;
                row.tokenizer_grade.clone_from(&known.tokenizer_grade);
            }
            row.weights = row.weights.take().or_else(|| known.weights.clone());
        }
    }

    /// A score of one's own is that of every offer and open model of its name that has none, or only a predecessor's.
    fn score_by_name(&mut self, taken: &[(String, String)]) {
        for (_, name) in taken.iter().filter(|(table, _)| table == "quality") {
            for row in self.hosted.iter_mut().filter(|row| row.quality.is_none() || row.quality_is_floor) {
                let names = [row.id.as_str(), row.model.as_str(), row.id.split_once('/').map_or("", |(_, tail)| tail)];
                if names.contains(&name.as_str()) || row.weights.as_ref() == Some(name) {
                    (row.quality, row.quality_is_floor) = (Some(name.clone()), false);
                }
            }
            for row in self.models.iter_mut().filter(|row| row.quality.is_none()) {
                if row.id == *name || row.name == *name {
                    row.quality = Some(name.clone());
                }
            }
        }
    }
}

/// Inputs: numbers and texts, which are read as a link's would be.
fn inputs(file: &Value, laid: &mut Overlaid) {
    let Some(Value::Map(entries)) = file.get("inputs") else {
        if file.get("inputs").is_some() {
            let allowed = "a group of inputs, like {\"engineer_cost\":150000}";
            laid.refused.push(Refusal::new("overlay", "head", "", "inputs", allowed));
        }
        return;
    };
    for (key, value) in entries {
        match value {
            Value::Number(number) if number.is_finite() => laid.inputs.push((key.clone(), digits(*number))),
            Value::Text(text) => laid.inputs.push((key.clone(), text.clone())),
            _ => laid.refused.push(Refusal::new("overlay", "inputs", "", key, "a number, or a text in quotes")),
        }
    }
}

/// Parameters with what the overlay leaves unsaid taken from the base.
fn completed(file: &Value, base: &Catalog) -> Value {
    let Some(Value::List(rows)) = file.get("parameters") else { return file.clone() };
    let rows = rows.iter().map(|row| {
        let known = row.get("key").and_then(Value::text).and_then(|key| base.parameter(key));
        let (Some(known), Value::Map(entries)) = (known, row) else { return row.clone() };
        let mut entries = entries.clone();
        for (name, text) in [("label", &known.label), ("unit", &known.unit), ("date", &known.date)] {
            if row.get(name).is_none() {
                entries.push((name.to_owned(), Value::Text(text.clone())));
            }
        }
        for (name, text) in [("source", "own figure"), ("grade", "J")] {
            if row.get(name).is_none() {
                entries.push((name.to_owned(), Value::Text(text.into())));
            }
        }
        Value::Map(entries)
    });
    Value::Map(vec![("parameters".to_owned(), Value::List(rows.collect()))])
}
