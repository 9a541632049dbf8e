//! What a list says of an offer beside its price, and rows that could not stand beside those that are there.

use super::offer::Offer;
use super::remark::About;
use build_or_buy::catalog::{HostedPrice, Value};
use build_or_buy::date::Date;

/// What is new although the price is the one in force: a promotion that should have ended, an announced retirement, a
/// price of the cache that cannot be one.
pub(super) fn news(held: &HostedPrice, offer: &Offer, day: Date) -> Option<(&'static str, String)> {
    if let Some(until) = held.until.filter(|_| held.ran_out(day)) {
        let why =
            format!("the promotion ran out on {until}, and the list of {day} still has its price: is it prolonged?");
        return Some(("promotion", why));
    }
    let end = offer.retired.as_deref().and_then(Date::parse).filter(|end| *end > day && held.until != Some(*end));
    if let Some(end) = end {
        let why = format!("the list announces that it is retired on {end}: set `until` and `ends` in the row in force");
        return Some(("retired", why));
    }
    if let Some(said) = offer.remarked(About::Promotion).filter(|_| held.until.is_none() && !offer.reseller) {
        return Some(("promotion", format!("{said}, and the row has no `until`: is its price promotional?")));
    }
    if let Some(why) = offer.unclear_batches().filter(|_| !offer.reseller) {
        return Some(("disagree", why));
    }
    if let Some(hours) = offer.remarked(About::Hours).filter(|_| held.peak_factor.is_none() && !offer.reseller) {
        return Some(("hours", format!("{hours}: the row has no `peak_factor`: does it hold?")));
    }
    if let Some(why) = offer.unclear_thinking().filter(|_| !offer.reseller) {
        return Some(("disagree", why));
    }
    // Resellers state the price of keeping a cache beside that of writing it.
    let remark = offer.remarked(About::Cache).filter(|_| !offer.reseller)?;
    Some(("disagree", format!("{remark}: what does the cache cost?")))
}

/// Of one offer no two rows begin on one day.
pub(super) fn same_day(rows: &[HostedPrice], row: &Value) -> Option<(&'static str, String)> {
    let from = row.get("from").and_then(Value::text)?;
    let known = rows.iter().find(|known| known.from.to_string() == from)?;
    let why = format!("the catalog has a row from that day too, {from}: was that one wrong on its own day?");
    (!known.announced).then_some(("disagree", why))
}
