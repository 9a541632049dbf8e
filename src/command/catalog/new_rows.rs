//! The rows that are proposed: after another of the same offer, or the first of a new one.

use super::differences::starts;
use super::names;
use super::offer::{Offer, Period};
use super::propose::Terms;
use super::row::Row;
use build_or_buy::catalog::{Catalog, HostedPrice, Value};
use build_or_buy::date::Date;

/// The row that would follow another.
pub(super) fn new_row(
    file: &Value,
    held: &HostedPrice,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    day: Date,
) -> Value {
    let from = held.from.to_string();
    let raw = file.get("hosted").map_or(&[][..], Value::items).iter().find(|row| {
        row.get("id").and_then(Value::text) == Some(held.id.as_str())
            && row.get("from").and_then(Value::text) == Some(&from)
    });
    let mut row = raw.map(Row::after).unwrap_or_default();
    row.text("id", &held.id);
    finish(&mut row, period, offer, terms, day);
    row.done("hosted")
}

/// The row of an offer that is new.
pub(super) fn fresh_row(
    catalog: &Catalog,
    id: &str,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    day: Date,
) -> Value {
    let mut row = Row::default();
    let host = id.split('/').next().unwrap_or("");
    let named = catalog.hosted.iter().find(|row| row.id.split('/').next() == Some(host)).map(|row| row.host.clone());
    row.text("id", id);
    row.text("host", &named.unwrap_or_else(|| offer.host.clone()));
    let last = offer.id.rsplit('/').next().unwrap_or(&offer.id);
    row.text("model", offer.name.as_deref().unwrap_or(last));
    let open = catalog.models.iter().find(|model| names::key(&model.id) == names::key(&offer.id));
    if let Some(model) = open {
        row.text("weights", &model.id);
        if let Some(quality) = &model.quality {
            row.text("quality", quality);
        }
    }
    row.text("kind", offer.kind);
    row.number("context", offer.context);
    finish(&mut row, period, offer, terms, day);
    row.done("hosted")
}

pub(super) fn finish(row: &mut Row, period: &Period, offer: &Offer, terms: &Terms, day: Date) {
    let from = starts(period);
    row.text("from", &from.unwrap_or(day).to_string());
    if from.is_none() {
        row.text("first_seen", &day.to_string());
    }
    if from.is_some_and(|from| from > day) {
        row.set("announced", Value::Flag(true));
    }
    row.prices(&period.prices, offer);
    let promotion = offer.promotion.as_deref().and_then(Date::parse).filter(|end| from.is_none_or(|from| from <= *end));
    let until = promotion.map(|end| (end, "promotion")).or_else(|| {
        let end = offer.retired.as_deref().and_then(Date::parse)?;
        Some((end, "retired"))
    });
    if let Some((until, ends)) = until {
        row.text("until", &until.to_string());
        row.text("ends", ends);
    }
    if offer.reseller {
        row.text("channel", "reseller");
    }
    row.text("checked", &day.to_string());
    row.text("source", &terms.source);
    row.text("grade", if offer.reseller { "C" } else { "B" });
    if !offer.remarks.is_empty() {
        row.text("note", &offer.remarks.join("; "));
    }
}
