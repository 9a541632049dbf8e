//! Suspicions of GPUs, rents and purchases.

use super::suspicions::At;
use super::suspicious_quotes::{below_all, beside_its_last, beside_the_rent, of_like_gpus};
use build_or_buy::catalog::{Billing, Catalog, Gpu, Market, Purchase, Rent};

/// GB/s one way from which on a link is a bridge of its own and no plug of the board: plugs come in steps of two.
pub(super) const LEAST_BRIDGE: f64 = 100.0;
/// What a plug of 16 lanes moves one way, fourth and fifth generation.
const PLUGS: [f64; 2] = [32.0, 64.0];

pub(super) fn gpu(at: &mut At<'_>, catalog: &Catalog, row: &Gpu) {
    at.source(&row.source, row.grade);
    // Of two GPUs of one name that one is wrong whose id says another.
    let own = |gpu: &Gpu| gpu.name.to_lowercase().contains(gpu.id.split('-').next().unwrap_or(""));
    let twin = |other: &&Gpu| other.id != row.id && other.name == row.name && (own(other) || !own(row));
    if let Some(other) = catalog.gpus.iter().find(twin) {
        at.say("name", format!("`{}` is the name of {} too", row.name, other.id));
    }
    at.range("memory", row.memory.get(), 8.0, 1_024.0, "GB");
    if let Some(named) = row.name.split(' ').find_map(|word| word.strip_suffix("GB")?.parse::<f64>().ok())
        && (row.memory.get() / named - 1.0).abs() > 0.1
    {
        at.say("memory", format!("{} GB, and its name says {named}", row.memory.get()));
    }
    at.range("bandwidth", row.bandwidth.get(), 100.0, 30_000.0, "GB/s");
    at.range("bf16", row.bf16.get(), 20.0, 10_000.0, "TFLOPS");
    at.range("link", row.link.get(), 8.0, 4_000.0, "GB/s");
    if let Some(watts) = row.watts {
        at.range("watts", watts, 40.0, 3_000.0, "W");
        if row.bf16.get() > 2.6 * watts {
            let bf16 = row.bf16.get();
            at.hint("bf16", format!("{bf16} TFLOPS at {watts} W: the figure with sparsity, twice the dense one?"));
        }
    }
    if row.link.get() > 0.25 * row.bandwidth.get() {
        let (link, own) = (row.link.get(), row.bandwidth.get());
        at.say("link", format!("{link} GB/s beside a memory of {own} GB/s: in Gbit/s, or of all links of a server?"));
    }
    // A plug of 16 lanes moves 32 or 64 GB/s one way, 256 or 512 Gbit/s; no bridge moves just as many bytes.
    let plug = |plug: &&f64| (row.link.get() / **plug / 8.0 - 1.0).abs() < 0.02;
    if let Some(plug) = PLUGS.iter().find(plug) {
        at.say("link", format!("{}: the {plug} GB/s of a plug in Gbit/s?", row.link.get()));
    }
    // One way counts. Two GPUs of one chip are joined alike, so twice the other's is both ways added up; plugs differ by two.
    let chip = |other: &&Gpu| {
        let same = other.id != row.id && other.vendor == row.vendor;
        same && (other.bf16.get() / row.bf16.get() - 1.0).abs() < 0.01 && other.link.get() >= LEAST_BRIDGE
    };
    let twice = |other: &&Gpu| (row.link.get() / other.link.get() / 2.0 - 1.0).abs() < 0.02;
    if let Some(other) = catalog.gpus.iter().filter(chip).find(twice) {
        let (link, other_link) = (row.link.get(), other.link.get());
        at.say(
            "link",
            format!("{link} GB/s, twice the {other_link} of {}: counted both ways? One direction counts", other.id),
        );
    }
    if row.per_node == 0 {
        at.say("per_node", "is missing: how many GPUs one server holds, at least 1");
    } else if row.per_node > 16 {
        at.say("per_node", format!("{}: those of a rack, and not of one server?", row.per_node));
    }
    let rising = [("fp8", Some(row.bf16), row.fp8), ("fp4", row.fp8, row.fp4)];
    for (field, wider, narrower) in rising {
        if let (Some(wider), Some(narrower)) = (wider, narrower)
            && (narrower < wider || narrower.get() > wider.get() * 3.5)
        {
            // Cards for the desk are sold by their sparse rate in four bits, and some stand with that one alone.
            let mild = field == "fp4" && narrower > wider;
            let (narrow, wide) = (narrower.get(), wider.get());
            at.put(field, format!("{narrow} beside {wide} in the wider format: dense and sparse figures mixed?"), mild);
        }
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day", row.checked));
    }
}

/// GPUs that are let by the hour as one: those of a rack.
const MOST_AT_ONCE: u32 = 72;

pub(super) fn rent(at: &mut At<'_>, catalog: &Catalog, row: &Rent, before: &[Rent]) {
    at.source(&row.source, row.grade);
    at.money(row.note.as_deref());
    at.range("hour", row.hour.get(), 0.05, 40.0, "USD per GPU-hour");
    if row.from > catalog.asof {
        at.say("from", format!("{} is after the catalog's day", row.from));
    }
    beside_its_last(at, row, before);
    if row.gpus_min == 0 {
        at.say("gpus_min", "at least 1");
    } else if row.gpus_min > MOST_AT_ONCE && row.billing != Billing::Reserved && !catalog.is_own("rents", &row.name()) {
        at.say("gpus_min", format!("{}: by the hour others let up to 8, and a rack has {MOST_AT_ONCE}", row.gpus_min));
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
    // Hyperscalers ask two to four times what the others do: these are held against each other.
    let far = |kind: Market| kind == Market::Hyperscaler;
    let of_others = || catalog.rents.iter().filter(|other| other.gpu == row.gpu && other.provider != row.provider);
    let near = |other: &&Rent| far(row.market) || !far(other.market);
    let hours = |of: &mut dyn Iterator<Item = &Rent>| {
        let mut hours: Vec<f64> = of.map(|other| other.hour.get()).collect();
        hours.sort_by(f64::total_cmp);
        hours
    };
    let mut others = hours(&mut of_others().filter(near).filter(|other| other.billing == row.billing));
    if others.len() < 2 {
        // Where nobody else lets it so, what it costs in any other way says what one GPU costs.
        others = hours(&mut of_others().filter(near));
    }
    if others.len() < 2 {
        others = hours(&mut of_others());
    }
    if others.len() < 2 {
        others = of_like_gpus(catalog, row);
    }
    if others.len() >= 2 {
        let middle = others[others.len() / 2];
        let ratio = row.hour.get() / middle;
        let count = f64::from(row.gpus_min.max(2));
        if ratio > if far(row.market) { 4.5 } else { 3.2 } {
            let whole = if (ratio / count - 1.0).abs() < 0.6 { ": the price of the whole server?" } else { "" };
            at.say("hour", format!("{} where others ask {middle}{whole}", row.hour.get()));
        } else if ratio < 0.22 {
            at.say("hour", format!("{} where others ask {middle}: divided once too often?", row.hour.get()));
        } else {
            below_all(at, catalog, row);
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
    let swapped = row.billing == Billing::Spot && listed.is_some_and(|listed| listed.hour < row.hour);
    if swapped {
        at.say("hour", "spot is dearer than on demand: the columns may be swapped");
    }
    // A year's promise buys a discount: whoever reserves does not pay more than the dearest hour without one.
    let by_hour = catalog.rents_of(&row.gpu, row.from.max(catalog.asof)).into_iter();
    let dearest = by_hour
        .filter(|other| other.provider == row.provider && other.billing == Billing::OnDemand)
        .map(|other| other.hour.get())
        .reduce(f64::max);
    if let Some(dearest) = dearest.filter(|dearest| row.hour.get() > *dearest && !swapped) {
        let hour = row.hour.get();
        match row.billing {
            Billing::Reserved => {
                at.say("hour", format!("{hour} reserved, and {dearest} by the hour: the price of a whole server?"));
            }
            Billing::Spot => {
                at.say("hour", format!("{hour} spot, and the provider asks {dearest} on demand: is it spot?"));
            }
            Billing::OnDemand => {}
        }
    }
    let market = catalog.rents.iter().find(|other| other.provider == row.provider).map(|other| other.market);
    if market.is_some_and(|market| market != row.market) {
        at.hint("market", "other rows of this provider say another market");
    }
}

/// A rent's name: what tells it from every other of the same day.
pub fn rent_name(row: &Rent) -> String {
    let region = row.region.as_deref().map_or_else(String::new, |region| format!(" {region}"));
    format!("{} {} {} {}{region}", row.gpu, row.provider, row.billing.word(), row.gpus_min)
}

pub(super) fn purchase(at: &mut At<'_>, catalog: &Catalog, row: &Purchase, before: &[Purchase]) {
    if before.iter().any(|other| other.gpu == row.gpu && other.from == row.from) {
        at.say("from", "stands twice");
    }
    at.source(&row.source, row.grade);
    at.money(row.note.as_deref());
    at.range("price", row.price.get(), 500.0, 150_000.0, "USD a GPU");
    beside_the_rent(at, catalog, row, before);
    // A quote of one's own is one figure.
    let own = catalog.is_own("purchases", &row.name());
    if !own && (row.low.is_none() || row.high.is_none()) {
        at.say("low", "low and high are missing: what others ask for it, at the least and the most");
    } else if row.low.is_some_and(|low| low > row.price) || row.high.is_some_and(|high| high < row.price) {
        at.say("low", "low, price and high must rise");
    }
    if row.from > catalog.asof {
        at.say("from", format!("{} is after the catalog's day", row.from));
    }
}
