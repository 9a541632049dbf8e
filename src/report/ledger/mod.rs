//! The ledger: every number used, its unit, value, range, source, date, grade, and who set it.

mod constants;
mod own;
mod row;
mod scores;

pub use row::LedgerRow;
use row::brought;

use crate::cost::figures::Figures;
use crate::inputs::link::{self, Given, Query};
use crate::inputs::{GLOBAL, Group, Input, Slot, Spread, WORKLOAD};

/// Inputs of a measured workload that its file names or lends a part of.
const FROM_FILES: [&str; 3] = ["name", "model", "shape"];

/// All of them: inputs first, then the catalog rows behind the offers and fleets that were compared.
pub fn ledger(query: &Query, figures: &Figures<'_, '_>) -> Vec<LedgerRow> {
    let mut rows = inputs(query, figures);
    prices(&mut rows, figures);
    constants::rows(&mut rows, figures);
    scores::rows(&mut rows, figures);
    own::rows(&mut rows, figures);
    rows
}

/// The inputs alone.
pub fn inputs(query: &Query, figures: &Figures<'_, '_>) -> Vec<LedgerRow> {
    let mut rows = Vec::new();
    let own = &own(query, figures);
    for (at, workload) in query.inputs.workloads.iter().enumerate() {
        for input in WORKLOAD {
            add(
                &mut rows,
                query,
                own,
                figures,
                input,
                format!("{}.{}", workload.slug, input.name),
                &query.inputs.workloads[at],
            );
        }
    }
    for input in GLOBAL {
        if input.group != Group::Display {
            add(&mut rows, query, own, figures, input, input.name.to_owned(), &query.inputs);
        }
    }
    rows
}

/// `own`: what the overlay sets, for telling what still stands as it has it.
fn add<T>(
    rows: &mut Vec<LedgerRow>,
    query: &Query,
    own: &[Given],
    figures: &Figures<'_, '_>,
    input: &Input<T>,
    key: String,
    all: &T,
) {
    let given = query.given(&key);
    let (value, word, low, high) = match &input.slot {
        Slot::Number { get, low, high, spread, .. } => {
            let ranged = *spread != Spread::Fixed && low < high;
            (get(all), String::new(), ranged.then_some(*low), ranged.then_some(*high))
        }
        Slot::Choice { get, .. } => (None, get(all).to_owned(), None, None),
        Slot::Reference { get, .. } | Slot::Text { get, .. } => (None, get(all).to_owned(), None, None),
    };
    let measured = given.is_some_and(|given| given.low.is_none() && query.inputs.measured(&key));
    let (low, high) = if measured { (None, None) } else { (low, high) };
    let parameter = figures.case.catalog.parameter(input.parameter);
    let yours = given.is_some();
    rows.push(LedgerRow {
        key,
        label: input.label.to_owned(),
        value,
        word,
        unit: input.unit.to_owned(),
        low: given.and_then(|given| given.low).or(low),
        high: given.and_then(|given| given.high).or(high),
        source: match parameter {
            // Names are given, and a model or a week may be assumed in part.
            _ if measured && matches!(input.slot, Slot::Number { .. }) => "measured by you".to_owned(),
            _ if measured && FROM_FILES.contains(&input.name) => "from your file".to_owned(),
            _ if yours => String::new(),
            Some(parameter) => parameter.source.clone(),
            None => String::new(),
        },
        date: if yours {
            String::new()
        } else {
            parameter.map_or_else(String::new, |parameter| parameter.date.clone())
        },
        grade: if yours { "" } else { parameter.map_or("J", |parameter| parameter.grade.word()) },
        set_by: match given {
            Some(given) if own.iter().any(|one| one.key == given.key && one.text == given.text) => "overlay",
            Some(_) => "link",
            None => "default",
        },
    });
}

/// What the overlay's inputs come to by themselves, as a link of these workloads would have them.
fn own(query: &Query, figures: &Figures<'_, '_>) -> Vec<Given> {
    let catalog = figures.case.catalog;
    if catalog.inputs.is_empty() {
        return Vec::new();
    }
    let slugs: Vec<&str> = query.inputs.workloads.iter().map(|workload| workload.slug.as_str()).collect();
    link::read(&[("workloads".to_owned(), slugs.join(","))], catalog).given
}

/// The catalog's rows behind what was compared: prices of offers, quotes of GPUs.
fn prices(rows: &mut Vec<LedgerRow>, figures: &Figures<'_, '_>) {
    let mut seen: Vec<String> = Vec::new();
    for stream in &figures.case.streams {
        for offer in &stream.offers {
            for (_, row) in &offer.rows {
                let key = format!("{}@{}", row.id, row.from);
                if seen.contains(&key) {
                    continue;
                }
                seen.push(key);
                let price = |price: Option<crate::units::UsdPerMtok>| price.map(crate::units::UsdPerMtok::get);
                let mut parts = vec![
                    ("input".to_owned(), price(Some(row.input)), "USD/M tokens"),
                    ("output".to_owned(), price(Some(row.output)), "USD/M tokens"),
                    ("cached input".to_owned(), price(row.cached_read), "USD/M tokens"),
                ];
                parts.extend(constants::terms(row));
                for (what, price, unit) in parts {
                    let kept = what == "tokenizer" && brought(figures, "tokenizer", &row.name()) == "overlay";
                    rows.push(LedgerRow {
                        key: format!("{} {what}", row.id),
                        label: format!(
                            "{} at {}, {what}{}",
                            row.model,
                            row.host,
                            if row.announced { ", announced" } else { "" }
                        ),
                        value: price,
                        word: if price.is_some() { String::new() } else { "not sold or not known".into() },
                        unit: unit.into(),
                        low: None,
                        high: None,
                        source: if kept {
                            "its public price".to_owned()
                        } else if row.is_list() {
                            row.source.clone()
                        } else {
                            [&row.source, "; seen at a reseller"].concat()
                        },
                        date: if row.checked == row.from || row.checked > figures.case.asof {
                            row.from.to_string()
                        } else {
                            [&row.from.to_string(), ", checked ", &row.checked.to_string()].concat()
                        },
                        grade: row.grade.word(),
                        set_by: if kept { "catalog" } else { brought(figures, "hosted", &row.name()) },
                    });
                }
            }
        }
    }
    for setup in figures.case.told.iter().map(|&at| &figures.case.setups[at]) {
        if seen.contains(&setup.gpu.id) {
            continue;
        }
        seen.push(setup.gpu.id.clone());
        for rent in figures.case.catalog.rents_of(&setup.gpu.id, figures.case.asof) {
            rows.push(LedgerRow {
                key: format!("{} {}", setup.gpu.id, rent.provider),
                label: format!("{} at {}, {}", setup.gpu.name, rent.provider, rent.billing.word()),
                value: Some(rent.hour.get()),
                word: String::new(),
                unit: "USD/GPU-hour".into(),
                low: None,
                high: None,
                source: rent.source.clone(),
                date: rent.from.to_string(),
                grade: rent.grade.word(),
                set_by: brought(figures, "rents", &rent.name()),
            });
        }
    }
}
