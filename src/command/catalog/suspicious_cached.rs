//! Suspicions of the price of input that a cache served: beside that of other input, and as a share of it beside the host's
//! other offers.

use super::names::host;
use super::suspicions::At;
use build_or_buy::catalog::{Catalog, HostedPrice};
use build_or_buy::units::UsdPerMtok;

/// Other offers of a host from which on they tell what it asks.
const ENOUGH: usize = 4;
/// How far beyond the host's other shares one may lie: a half of record, and twice.
const BEYOND: f64 = 2.2;

pub(super) fn cached(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let input = row.input.get();
    let price = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    if let Some(read) = price(row.cached_read) {
        if (read / input - 1.0).abs() < 1e-6 {
            at.hint("cached_read", format!("{read}, as much as input that no cache served: is it stated?"));
        } else if read > input {
            at.say("cached_read", format!("{read} is above the input price of {input}"));
        } else if read < input / 250.0 {
            at.say(
                "cached_read",
                format!("{read} is less than a 250th of the input price of {input}: not stated, or a slip?"),
            );
        }
    }
    if let Some(write) = price(row.cache_write)
        && (write > input * 3.0 || write < input * 0.999)
    {
        let why = if write < input { "nobody writes a cache for less than it reads: " } else { "" };
        at.say("cache_write", format!("{write} beside an input price of {input}: {why}is it another price?"));
    }
    beside_sisters(at, catalog, row);
}

/// The share of its input price that a cached read costs, where no row before it tells.
fn beside_sisters(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let share = |row: &HostedPrice| Some(row.cached_read?.get() / row.input.get()).filter(|share| share.is_finite());
    let said = at.found.iter().any(|one| one.row == row.id && one.from == Some(row.from) && one.field == "cached_read");
    // What ended was sold beside other models than those of today.
    let on_sale = row.until.is_none_or(|until| until >= catalog.asof);
    let alone = on_sale && catalog.rows_of(&row.id).len() == 1 && !catalog.is_own("hosted", &row.name()) && !said;
    let Some(mine) = share(row).filter(|_| alone) else { return };
    let offers = catalog.offers(catalog.asof).into_iter();
    let others =
        offers.filter(|other| other.id != row.id && other.kind == row.kind && host(&other.id) == host(&row.id));
    let shares: Vec<f64> = others.filter_map(share).collect();
    let (least, most) =
        (shares.iter().copied().fold(f64::INFINITY, f64::min), shares.iter().copied().fold(0.0, f64::max));
    if shares.len() >= ENOUGH && (mine > BEYOND * most || BEYOND * mine < least) {
        let percent = |share: f64| format!("{} %", (share * 1_000.0).round() / 10.0);
        let (mine, least, most) = (percent(mine), percent(least), percent(most));
        let read = row.cached_read.map_or(0.0, UsdPerMtok::get);
        at.hint(
            "cached_read",
            format!("{read}, {mine} of its input price, and this host's {} others ask {least} to {most}", shares.len()),
        );
    }
}
