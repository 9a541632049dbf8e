//! Rises that a list dates and that did not come: whoever looked later found the old price.

use super::differences::{changes, same, starts};
use super::names;
use super::offer::{Offer, Period};
use build_or_buy::catalog::Catalog;
use build_or_buy::catalog::HostedPrice;
use build_or_buy::date::Date;

/// Why a dated price is not believed: the offer was looked at on or after its first day, and had another.
pub(super) fn looked_at_since(held: &HostedPrice, period: &Period) -> Option<(&'static str, String)> {
    let from = starts(period).filter(|from| *from < held.checked && *from != held.from)?;
    // What the row does not state is no contradiction.
    let against = changes(held, &period.prices).iter().any(|change| !change.contains("was not stated"));
    let why = format!(
        "the list has this price from {from}, and whoever looked on {} found another: was it called off?",
        held.checked
    );
    against.then_some(("older", why))
}

/// Why a dated price of a new offer is not believed: another host of the same model, looked at later, still asks what
/// this list has for before that day.
pub(super) fn not_elsewhere(catalog: &Catalog, offer: &Offer, at: usize, day: Date) -> Option<(&'static str, String)> {
    let period = &offer.periods[at];
    let before = &offer.periods[at.checked_sub(1)?].prices;
    let from = starts(period).filter(|from| *from <= day)?;
    let key = names::key(&offer.id);
    let asks = |row: &HostedPrice, prices: &super::offer::Prices| {
        same(Some(row.input.get()), prices.input) && same(Some(row.output.get()), prices.output)
    };
    let of_model = catalog.hosted.iter().filter(|row| row.id.split_once('/').is_some_and(|of| names::key(of.1) == key));
    let other = of_model
        .rev()
        .find(|row| row.from <= from && row.checked > from && asks(row, before) && !asks(row, &period.prices))?;
    let why = format!(
        "the list has this price from {from}, and {} was found at the one before on {}: was the change called off?",
        other.id, other.checked
    );
    Some(("older", why))
}
