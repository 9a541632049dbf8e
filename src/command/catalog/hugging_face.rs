//! A model's row from the `config.json` that its maker publishes on Hugging Face: dense and mixture models, MLA,
//! windows, linear attention and state-space layers, sparse indexes, DeepSeek V4's compressed attention.
//!
//! What stands in no config is asked: parameters where they cannot be counted, release, and a licence that neither the
//! config nor the model card beside it states.

use super::json::{files, text};
use super::licence::stated;
use super::new_rows::titled;
use super::offer::List;
use super::propose::{Passed, Plan, Question, Terms};
use super::row::Row;
use super::shape::Shape;
use build_or_buy::catalog::Catalog;
use serde_json::Value;
use std::path::Path;

/// What the person at the keyboard says.
pub struct Wish<'a> {
    /// The id of the row.
    pub id: Option<&'a str>,
    /// All parameters, billions.
    pub total: Option<f64>,
    /// Active parameters, billions.
    pub active: Option<f64>,
}

/// Proposes the rows of one config, or of every config below a folder.
///
/// Errors: no such file, or not JSON.
pub fn plan(catalog: &Catalog, path: &Path, wish: &Wish<'_>, terms: &Terms) -> Result<Plan, String> {
    let mut plan = Plan::default();
    let mut unread = List::default();
    for (file, config) in files(path, &mut unread)? {
        let stem = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or("model")
            .trim_end_matches("_config")
            .trim_end_matches("-config");
        let named = if stem == "config" {
            file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or("model")
        } else {
            stem
        };
        one(&mut plan, catalog, named.rsplit("--").next().unwrap_or(named), &config, &file, wish, terms);
    }
    plan.passed_over.extend(unread.skipped.into_iter().map(|(entry, why)| Passed { entry, why }));
    Ok(plan)
}

fn one(plan: &mut Plan, catalog: &Catalog, named: &str, config: &Value, file: &Path, wish: &Wish<'_>, terms: &Terms) {
    let shape = Shape::of(config);
    if !config.is_object() || shape.layers <= 0.0 && shape.hidden <= 0.0 {
        let why = "it states neither layers nor a width: no config of a language model".to_owned();
        return plan.passed_over.push(Passed { entry: named.to_owned(), why });
    }
    let id = wish.id.map_or_else(|| named.to_lowercase().replace('_', "-"), ToOwned::to_owned);
    let (counted, used) = shape.parameters();
    let total = wish.total.or(counted);
    let active = wish.active.or(used).or(if shape.experts == 0.0 { total } else { None });
    let mut row = Row::default();
    row.text("id", &id);
    // A file of another name says nothing of a model that was given its own.
    let name = wish.id.map_or_else(|| named.to_owned(), titled);
    row.text("name", &name);
    row.text("maker", text(config, "maker").unwrap_or("?"));
    row.text(
        "kind",
        match (shape.embeds, shape.marks) {
            (true, _) => "embedding",
            (_, true) => "reranker",
            _ => "chat",
        },
    );
    row.number("total", total);
    row.number("active", active);
    shape.write(&mut row);
    let licence = stated(config, file);
    let commercial = licence.as_ref().and_then(|found| found.commercial);
    row.text("licence", licence.as_ref().map_or("?", |found| &found.name));
    row.text("commercial", commercial.unwrap_or("?"));
    row.text("checked", &terms.seen.unwrap_or(terms.today).to_string());
    row.text("source", &terms.source.replace("huggingface list", "config.json"));
    row.text("grade", "A");
    let row = row.done("models");
    let known = catalog.model(&id);
    let mut asks = vec![match (&licence, commercial) {
        (None, _) => "maker, licence, commercial and released are in no config: fill them in. May a company serve it: `yes`, under `conditions`, `no`?".to_owned(),
        (Some(found), None) => format!("maker and released are in no config: fill them in, and commercial: may a company serve it under the licence `{}`: `yes`, under `conditions`, `no`?", found.name),
        (Some(found), Some(_)) => format!("maker and released are in no config: fill them in. The licence `{}` is stated: is it that of the weights?", found.name),
    }];
    if total.is_none() || active.is_none() {
        asks.push("how many parameters has it, in all and per token? Give --total and --active, in billions".into());
    }
    if shape.attention == "unknown" {
        asks.push(
            "how its attention keeps its past is not understood from this config: the model is named and not sized"
                .into(),
        );
    }
    if shape.marks {
        asks.push("it gives a mark in place of words: does it rank, as the row says, or sort texts into classes? Those are not compared".into());
    }
    asks.extend(shape.asks.iter().cloned());
    asks.extend(shape.doubts(&name, [wish.total, wish.active]));
    if known.is_none()
        && let Some(twin) = catalog.models.iter().find(|model| shape.differences(model).is_empty())
    {
        asks.push(format!("it has the shape of {}: is it the same model under another name?", twin.id));
    }
    let after = shape.said();
    if let Some(known) = known {
        let differs = shape.differences(known);
        if differs.is_empty() {
            plan.same.push(id);
        } else {
            plan.ask.push(Question {
                id,
                entry: named.to_owned(),
                about: "disagree",
                why: format!("the catalog's row differs: {}", differs.join(", ")),
                before: None,
                after,
                row: Some(row),
                shared: None,
            });
        }
    } else {
        // No config has all that a row needs: it is filled in by hand, and never appended as it is.
        plan.ask.push(Question {
            id,
            entry: named.to_owned(),
            about: "missing",
            why: asks.join("; "),
            before: None,
            after,
            row: Some(row),
            shared: None,
        });
    }
}
