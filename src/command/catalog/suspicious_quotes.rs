//! Suspicions of a quote for a GPU beside others for it: a rent beside its own last one, a price beside the rent.

use super::suspicions::At;
use build_or_buy::catalog::{Billing, Catalog, Purchase, Rent};

/// Hours of rent that the GPUs of record cost, server included: 2,300 to 10,200, with room on both sides.
const HOURS: (f64, f64) = (1_500.0, 40_000.0);

/// What is usual of those.
const USUAL: (f64, f64) = (2_000.0, 13_000.0);

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
