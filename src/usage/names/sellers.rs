//! An open model that several hosts sell, and a file that does not say which.

use super::found::{Known, Match};
use crate::catalog::{Catalog, HostedPrice};
use crate::sentence::rounded;

/// The maker's own offer, else the one in the middle by price, in and out; `None` where fewer than two hosts sell it. `who`
/// is the host that the file names and the catalog has no price of; empty where it names none.
pub(super) fn assumed(
    catalog: &Catalog,
    raw: &str,
    who: &str,
    maker: &str,
    fits: &dyn Fn(&HostedPrice) -> bool,
) -> Option<Match> {
    let price = |row: &HostedPrice| row.input.get() + row.output.get();
    let mut offers: Vec<&HostedPrice> =
        catalog.offers(catalog.asof).into_iter().filter(|row| fits(row) && !row.retired(catalog.asof)).collect();
    crate::order::sort(&mut offers, |a, b| price(a).total_cmp(&price(b)).then_with(|| a.id.cmp(&b.id)));
    let host = |row: &HostedPrice| row.id.split('/').next().unwrap_or_default().to_owned();
    let mut hosts: Vec<String> = offers.iter().map(|row| host(row)).collect();
    crate::order::sort(&mut hosts, Ord::cmp);
    hosts.dedup();
    if hosts.len() < 2 {
        return None;
    }
    let own = offers.iter().find(|row| !maker.is_empty() && host(row) == maker);
    let found = own.or_else(|| offers.get((offers.len() - 1) / 2))?;
    let dollars =
        |row: &HostedPrice| format!("${} in and ${} out", rounded(row.input.get(), 3), rounded(row.output.get(), 3));
    let why = if own.is_some() { "its maker" } else { "the middle by price, in and out together" };
    let named = if who.is_empty() {
        format!("“{raw}” names no host")
    } else {
        format!("“{raw}”: no price of {who} is in the catalog")
    };
    let (least, most) = (dollars(offers.first()?), dollars(offers.last()?));
    let prices = if least == most { format!("at {least}") } else { format!("from {least} to {most}") };
    let note =
        format!("{named}; {} hosts sell it, {prices} a million tokens: {} is assumed, {why}", hosts.len(), host(found));
    Some(Match { id: found.id.clone(), known: Known::Assumed, note, chosen: false })
}
