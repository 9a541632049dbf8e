//! Suspicions of a quote for a GPU beside others for it: a rent beside its own last one, a price beside the rent.

use super::suspicions::At;
use super::times::Times;
use build_or_buy::catalog::{Billing, Catalog, Gpu, Market, Purchase, Rent};

/// Hours of rent that the GPUs of record cost, server included: 2,300 to 10,200, with room on both sides.
const HOURS: (f64, f64) = (1_500.0, 40_000.0);

/// What is usual of those.
const USUAL: (f64, f64) = (2_000.0, 13_000.0);

/// Part of the cheapest other rent below which nobody with a large cloud goes.
const BELOW_ALL: f64 = 0.6;

/// How far apart memory and bandwidth of GPUs may be whose rents tell of one another.
const LIKE: f64 = 1.6;

/// A hyperscaler asks two to four times what the others do: with the cheapest rent of all it slipped.
pub(super) fn below_all(at: &mut At<'_>, catalog: &Catalog, row: &Rent) {
    let others = catalog.rents_of(&row.gpu, catalog.asof.max(row.from)).into_iter();
    let others = others.filter(|other| other.provider != row.provider && other.billing == row.billing);
    let least = others.map(|other| other.hour.get()).reduce(f64::min);
    let hour = row.hour.get();
    if let Some(least) = least.filter(|least| row.market == Market::Hyperscaler && hour < BELOW_ALL * least) {
        at.say("hour", format!("{hour} at a hyperscaler, and nobody asks less than {least}: divided once too often?"));
    }
}

/// What an hour of GPUs of like memory and bandwidth costs, sorted: for a GPU that hardly anybody lets.
pub(super) fn of_like_gpus(catalog: &Catalog, row: &Rent) -> Vec<f64> {
    let find = |id: &str| catalog.gpus.iter().find(|gpu| gpu.id == id);
    let Some(mine) = find(&row.gpu) else { return Vec::new() };
    let near = |a: f64, b: f64| Times::of(a, b).is_some_and(|away| away.times <= LIKE);
    let like =
        |gpu: &&Gpu| near(gpu.memory.get(), mine.memory.get()) && near(gpu.bandwidth.get(), mine.bandwidth.get());
    let rents = catalog.gpus.iter().filter(like).flat_map(|gpu| catalog.rents_of(&gpu.id, catalog.asof.max(row.from)));
    let others = rents
        .filter(|other| other.billing == row.billing && (&other.gpu, &other.provider) != (&row.gpu, &row.provider));
    let mut hours: Vec<f64> = others.map(|other| other.hour.get()).collect();
    hours.sort_by(f64::total_cmp);
    hours
}

/// A rent that is a part of its own last one: no provider of record went below a third at once.
pub(super) fn beside_its_last(at: &mut At<'_>, row: &Rent, before: &[Rent]) {
    let place =
        |rent: &Rent| (rent.gpu.clone(), rent.provider.clone(), rent.billing, rent.gpus_min, rent.region.clone());
    let same = before.iter().filter(|other| other.from < row.from && place(other) == place(row));
    let Some(last) = same.max_by_key(|other| other.from) else { return };
    let (now, then) = (row.hour.get(), last.hour.get());
    if now < 0.25 * then {
        at.say("hour", format!("{now}, and {then} on {}: divided by the GPUs of a server?", last.from));
    } else if now >= 2.0 * then || now <= 0.5 * then {
        at.hint("hour", format!("{now}, and {then} on {}: another form, or the price of two?", last.from));
    }
}

/// A price to own that no rent of the GPU goes with.
pub(super) fn beside_the_rent(at: &mut At<'_>, catalog: &Catalog, row: &Purchase, before: &[Purchase]) {
    let mut rents: Vec<f64> = catalog
        .rents_of(&row.gpu, catalog.asof.max(row.from))
        .into_iter()
        .filter(|rent| rent.billing == Billing::OnDemand)
        .map(|rent| rent.hour.get())
        .collect();
    rents.sort_by(f64::total_cmp);
    let last = before.iter().filter(|other| other.gpu == row.gpu).max_by_key(|other| other.from);
    let price = row.price.get();
    if let Some(middle) = rents.get(rents.len() / 2) {
        let hours = price / middle;
        if !(HOURS.0..=HOURS.1).contains(&hours) {
            let known = "others cost 2,300 to 10,200 hours";
            at.say(
                "price",
                format!("{price} USD, {hours:.0} hours of its rent of {middle}: {known}. Is it one GPU's?"),
            );
            return;
        }
        if !(USUAL.0..=USUAL.1).contains(&hours) {
            at.hint(
                "price",
                format!("{price} USD, {hours:.0} hours of its rent of {middle}: others cost 2,300 to 11,800"),
            );
        }
    }
    if let Some(last) = last.filter(|last| !(0.25..=4.0).contains(&(price / last.price.get()))) {
        at.say("price", format!("{price} USD, and {} on {}: another unit?", last.price.get(), last.from));
    }
}
