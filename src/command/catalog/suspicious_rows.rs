//! Suspicions of models, GPUs, rents, purchases and parameters.

use super::suspicions::At;
use build_or_buy::catalog::{Attention, Billing, Catalog, Gpu, Grade, OpenModel, Parameter, Purchase, Rent};
use build_or_buy::date::Date;

pub(super) fn model(at: &mut At<'_>, catalog: &Catalog, row: &OpenModel) {
    at.source(&row.source, row.grade);
    for (field, text) in [("maker", &row.maker), ("licence", &row.licence)] {
        if text.trim() == "?" {
            at.say(field, "is still to be filled in");
        }
    }
    if row.released.is_none() {
        at.say("released", "is missing: without it a question about any earlier day would find the model");
    }
    at.range("total", row.total.get(), 0.01, 10_000.0, "billion parameters");
    at.range("context", row.context.get(), 256.0, 2e7, "tokens");
    if row.attention != Attention::Unknown {
        at.range("layers", f64::from(row.layers), 4.0, 400.0, "layers");
        at.range("hidden", f64::from(row.hidden), 128.0, 65_536.0, "wide");
        at.range("head_dim", f64::from(row.head_dim), 16.0, 1_024.0, "wide");
        if row.kv_heads > row.query_heads {
            at.say("kv_heads", "more than there are query heads");
        }
        let kept = row.full_layers + row.sliding_layers + row.linear_layers;
        if kept == 0 {
            at.say("full_layers", "no layer keeps anything of the past");
        }
    }
    if (row.linear_layers > 0) != row.linear.is_some() {
        at.say("linear", "given with linear_layers, and only with them: their state would be counted as nothing");
    }
    if (row.sliding_layers > 0) != (row.window > 0) {
        at.say("window", "given with sliding_layers, and only with them");
    }
    if row.experts == 0 && row.active != row.total && row.attention != Attention::Unknown {
        at.say("active", "a dense model uses all its parameters");
    }
    if row.experts > 0 && row.active.get() > row.total.get() * 0.9 {
        at.say("active", "a mixture uses a part of its parameters");
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day", row.checked));
    }
    if row.released.is_some_and(|day| day > catalog.asof || day < Date::new(2018, 1, 1).unwrap_or(Date::EPOCH)) {
        at.say("released", "not a day on which weights came out");
    }
}

pub(super) fn gpu(at: &mut At<'_>, catalog: &Catalog, row: &Gpu) {
    at.source(&row.source, row.grade);
    at.range("memory", row.memory.get(), 8.0, 1_024.0, "GB");
    at.range("bandwidth", row.bandwidth.get(), 100.0, 30_000.0, "GB/s");
    at.range("bf16", row.bf16.get(), 20.0, 10_000.0, "TFLOPS");
    at.range("link", row.link.get(), 8.0, 4_000.0, "GB/s");
    if let Some(watts) = row.watts {
        at.range("watts", watts, 40.0, 3_000.0, "W");
    }
    let rising = [("fp8", Some(row.bf16), row.fp8), ("fp4", row.fp8, row.fp4)];
    for (field, wider, narrower) in rising {
        if let (Some(wider), Some(narrower)) = (wider, narrower)
            && (narrower < wider || narrower.get() > wider.get() * 4.5)
        {
            at.say(
                field,
                format!(
                    "{} beside {} in the wider format: dense and sparse figures mixed?",
                    narrower.get(),
                    wider.get()
                ),
            );
        }
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day", row.checked));
    }
}

pub(super) fn rent(at: &mut At<'_>, catalog: &Catalog, row: &Rent, before: &[Rent]) {
    at.source(&row.source, row.grade);
    at.range("hour", row.hour.get(), 0.05, 40.0, "USD per GPU-hour");
    if row.from > catalog.asof {
        at.say("from", format!("{} is after the catalog's day", row.from));
    }
    if row.gpus_min == 0 {
        at.say("gpus_min", "at least 1");
    }
    let same = |other: &&Rent| {
        other.gpu == row.gpu
            && other.provider == row.provider
            && other.billing == row.billing
            && other.gpus_min == row.gpus_min
            && other.region == row.region
    };
    if before.iter().filter(same).any(|other| other.from == row.from) {
        at.say("from", "stands twice");
    }
    let mut others: Vec<f64> = catalog
        .rents
        .iter()
        .filter(|other| other.gpu == row.gpu && other.billing == row.billing && other.provider != row.provider)
        .map(|other| other.hour.get())
        .collect();
    others.sort_by(f64::total_cmp);
    if others.len() >= 3 {
        let middle = others[others.len() / 2];
        let ratio = row.hour.get() / middle;
        let count = f64::from(row.gpus_min.max(2));
        if ratio > 4.5 {
            let whole = if (ratio / count - 1.0).abs() < 0.6 { ": the price of the whole server?" } else { "" };
            at.say("hour", format!("{} where others ask {middle}{whole}", row.hour.get()));
        } else if ratio < 0.15 {
            at.say("hour", format!("{} where others ask {middle}: divided once too often?", row.hour.get()));
        }
    }
    let listed = catalog.rents.iter().find(|other| {
        other.gpu == row.gpu
            && other.provider == row.provider
            && other.billing == Billing::OnDemand
            && other.gpus_min == row.gpus_min
            && other.region == row.region
            && other.from == row.from
    });
    if row.billing == Billing::Spot && listed.is_some_and(|listed| listed.hour < row.hour) {
        at.say("hour", "spot is dearer than on demand: the columns may be swapped");
    }
    let market = catalog.rents.iter().find(|other| other.provider == row.provider).map(|other| other.market);
    if market.is_some_and(|market| market != row.market) {
        at.hint("market", "other rows of this provider say another market");
    }
}

/// A rent's name: what tells it from every other of the same day.
pub(super) fn rent_name(row: &Rent) -> String {
    let region = row.region.as_deref().map_or_else(String::new, |region| format!(" {region}"));
    format!("{} {} {} {}{region}", row.gpu, row.provider, row.billing.word(), row.gpus_min)
}

pub(super) fn purchase(at: &mut At<'_>, catalog: &Catalog, row: &Purchase) {
    at.source(&row.source, row.grade);
    at.range("price", row.price.get(), 500.0, 150_000.0, "USD a GPU");
    if !(row.low <= row.price && row.price <= row.high) {
        at.say("low", "low, price and high must rise");
    }
    if row.from > catalog.asof {
        at.say("from", format!("{} is after the catalog's day", row.from));
    }
}

pub(super) fn parameter(at: &mut At<'_>, row: &Parameter) {
    at.source(&row.source, row.grade);
    let known: Vec<f64> = [row.low, row.typical, row.high].into_iter().flatten().collect();
    if known.windows(2).any(|pair| pair[0] > pair[1]) {
        at.say("low", "low, typical and high must rise");
    }
    if known.is_empty() && row.note.is_none() {
        at.say("typical", "a parameter without a number needs a note that says what it is");
    }
    if row.unit.contains('%') && known.iter().any(|value| value.abs() > 2_000.0) {
        at.say("typical", "more than two thousand percent: is the unit right?");
    }
    if matches!(row.grade, Grade::C | Grade::J) && row.better.is_none() {
        at.say("better", "grades C and J need a sentence on what would replace them");
    }
}
