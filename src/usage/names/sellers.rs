//! An open model that several hosts sell, and a file that does not say which.

use super::found::{Known, Match};
use super::hosts::host;
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
    let mut offers = catalog.offers(catalog.asof);
    offers.retain(|row| row.weights.is_some() && fits(row));
    crate::order::sort(&mut offers, |a, b| price(a).total_cmp(&price(b)).then_with(|| a.id.cmp(&b.id)));
    let mut hosts: Vec<&str> = Vec::new();
    for row in &offers {
        if !hosts.contains(&host(row)) {
            hosts.push(host(row));
        }
    }
    if hosts.len() < 2 {
        return None;
    }
    let own = offers.iter().find(|row| !maker.is_empty() && host(row) == maker);
    let found = own.or_else(|| offers.get((offers.len() - 1) / 2))?;
    let dollars = |row: &HostedPrice| {
        ["$", &rounded(row.input.get(), 3), " in and $", &rounded(row.output.get(), 3), " out"].concat()
    };
    let (least, most) = (dollars(offers.first()?), dollars(offers.last()?));
    let named = match who {
        "" => ["“", raw, "” names no known host; "].concat(),
        _ => ["“", raw, "”: no price of ", who, " is in the catalog; "].concat(),
    };
    let prices = if least == most { ["at ", &least].concat() } else { ["from ", &least, " to ", &most].concat() };
    let many = [&rounded(hosts.len() as f64, 3), " hosts sell it, "].concat();
    let why =
        if own.is_some() { " is assumed, its maker" } else { " is assumed, the middle by price, in and out together" };
    let note = [&named, &many, &prices, " a million tokens: ", host(found), why].concat();
    Some(Match { id: found.id.clone(), known: Known::Assumed, note, chosen: false })
}
