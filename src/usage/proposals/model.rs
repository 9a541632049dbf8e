//! The hosted model that a workload calls, how long its prompts are, and what it cost.

use super::edits::Edits;
use super::shares::Put;
use super::text::{percent, round_text};
use crate::catalog::Catalog;
use crate::units::Share;
use crate::usage::How;
use crate::usage::groups::Group;
use crate::usage::names::{self, Known};
use crate::usage::tally::{STEPS, Sums, Tally};
use crate::usage::window::{Window, short, within};
use std::collections::BTreeMap;

/// List and stated cost further apart than this are remarked on.
const APART: f64 = 0.1;

/// The model with most tokens, by name and in the catalog.
pub(super) fn model(
    tally: &Tally,
    catalog: &Catalog,
    group: &Group,
    window: &Window,
    edits: &Edits<'_>,
    id: &str,
) -> (String, names::Match) {
    let source = &tally.sources[group.source];
    let tokens =
        |one: usize| within(&source.series[one], window.from, window.to).map(|(_, sums)| sums.tokens()).sum::<f64>();
    let mut most: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for one in &group.series {
        let series = &source.series[*one];
        *most.entry((tally.name(series.model), tally.name(series.provider))).or_default() += tokens(*one);
    }
    let largest = most.into_iter().fold((("", ""), -1.0), |best, one| if one.1 > best.1 { one } else { best }).0;
    if let Some(chosen) =
        edits.get(&format!("{id}.model")).filter(|chosen| catalog.hosted.iter().any(|row| row.id == *chosen))
    {
        return (
            largest.0.to_owned(),
            names::Match { id: chosen.to_owned(), known: Known::Exact, note: "chosen by you".into() },
        );
    }
    (largest.0.to_owned(), names::find(catalog, largest.0, source.format.host(), largest.1))
}

/// The 95th percentile of prompts and the part above the model's price tier, where single requests were read.
pub(super) fn lengths(tally: &Tally, catalog: &Catalog, group: &Group, model: &str, put: Put<'_>) {
    let source = &tally.sources[group.source];
    let mut all: BTreeMap<u16, u64> = BTreeMap::new();
    for one in &group.series {
        for (length, count) in &source.series[*one].lengths {
            *all.entry(*length).or_default() += u64::from(*count);
        }
    }
    let count: u64 = all.values().sum();
    if count < 20 {
        return;
    }
    let wanted = (0.95 * count as f64) as u64;
    let mut sum = 0;
    let p95 = all.iter().find(|(_, many)| {
        sum += **many;
        sum > wanted
    });
    let length = |step: u16| libm::exp2(f64::from(step) / STEPS);
    if let Some((step, _)) = p95 {
        put(
            "input_p95",
            "Long prompts",
            round_text(length(*step), 0),
            How::Read,
            "95th percentile of the prompts, to 1 %",
        );
    }
    let tier =
        catalog.hosted.iter().filter(|row| row.id == model).find_map(|row| row.tiers.first()).map(|tier| tier.above);
    if let Some(limit) = tier {
        let above: u64 = all.iter().filter(|(step, _)| length(**step) > limit.get()).map(|(_, many)| *many).sum();
        put(
            "above_tier",
            "Prompts above the price tier",
            percent(above as f64 / count as f64),
            How::Read,
            &format!("prompts longer than {} tokens ÷ all prompts", round_text(limit.get(), 0)),
        );
    }
}

/// A month's cost as the file states it, and at list prices.
pub(super) fn cost(
    catalog: &Catalog,
    sums: &Sums,
    month: f64,
    model: &str,
    notes: &mut Vec<String>,
) -> (Option<f64>, Option<f64>) {
    if month <= 0.0 {
        return (None, None);
    }
    let stated = (sums.cost_of > 0.0).then_some(sums.cost * month);
    let list = catalog.price(model, catalog.asof).map(|row| {
        let (read, write) = (row.cached_read.unwrap_or(row.input), row.cache_write.unwrap_or(row.input));
        let fresh = (sums.input - sums.cached - sums.written).max(0.0);
        let dollars = fresh * row.input.get()
            + sums.cached * read.get()
            + sums.written * write.get()
            + sums.output * row.output.get();
        let batched = if sums.batch_of > 0.0 { sums.batch / sums.batch_of } else { 0.0 };
        dollars / 1e6 * (1.0 - batched * row.batch_discount.map_or(0.0, Share::get)) * month
    });
    if let (Some(stated), Some(list)) = (stated, list)
        && sums.cost_of >= sums.rows
        && stated > 0.0
        && (list / stated - 1.0).abs() > APART
    {
        let times = short(list / stated);
        notes.push(format!("At list prices this would be {times} times what the file says was paid: a discount, an older price, cache writes that are not stated, or other models in it."));
    }
    (stated, list)
}
