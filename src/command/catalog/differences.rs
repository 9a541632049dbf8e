//! Where a list's prices differ from a row's, in words.

use super::offer::{Offer, Period, Prices, Step};
use build_or_buy::catalog::{HostedPrice, Tier};
use build_or_buy::date::Date;
use build_or_buy::units::UsdPerMtok;

/// Prices that differ by less are the same price, rounded.
pub(super) const SAME: f64 = 2e-3;

pub(super) fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= SAME * a.abs().max(b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
}

pub(super) fn starts(period: &Period) -> Option<Date> {
    period.from.as_deref().and_then(Date::parse)
}

/// The fields in which a list differs from a row, in words; what the list does not state is no difference.
pub(super) fn changes(row: &HostedPrice, prices: &Prices) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, old: Option<f64>, new: Option<f64>| {
        if let Some(new) = new
            && !same(old, Some(new))
        {
            found.push(
                old.map_or_else(|| format!("{what} {new} (was not stated)"), |old| format!("{what} {old} → {new}")),
            );
        }
    };
    let plain = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    compare("input", Some(row.input.get()), prices.input);
    if row.kind == build_or_buy::catalog::Kind::Chat {
        compare("output", Some(row.output.get()), prices.output);
    }
    compare("cached read", plain(row.cached_read), prices.cached_read);
    compare("cache write", plain(row.cache_write), prices.cache_write);
    compare("batch discount", row.batch_discount.map(build_or_buy::units::Share::get), prices.batch_discount);
    compare("per request", row.per_request.map(build_or_buy::units::Usd::get), prices.per_request);
    for step in &prices.tiers {
        let held = row.tiers.iter().find(|tier| (tier.above.get() / step.above - 1.0).abs() < 0.05);
        let part = |of: fn(&Tier) -> Option<f64>| held.and_then(of);
        let above = step.above;
        compare(&format!("input above {above}"), part(|tier| Some(tier.input.get())), step.input);
        compare(&format!("output above {above}"), part(|tier| Some(tier.output.get())), step.output);
        compare(
            &format!("cached read above {above}"),
            part(|tier| tier.cached_read.map(UsdPerMtok::get)),
            step.cached_read,
        );
        compare(
            &format!("cache write above {above}"),
            part(|tier| tier.cache_write.map(UsdPerMtok::get)),
            step.cache_write,
        );
    }
    found
}

/// The fields in which one price of a list differs from another, in words.
pub(super) fn moves(before: &Prices, after: &Prices) -> Vec<String> {
    let parts = [
        ("input", before.input, after.input),
        ("output", before.output, after.output),
        ("cached read", before.cached_read, after.cached_read),
        ("cache write", before.cache_write, after.cache_write),
    ];
    let moved = parts.into_iter().filter_map(|(what, old, new)| Some((what, old?, new?)));
    let moved = moved.filter(|(_, old, new)| !same(Some(*old), Some(*new)));
    moved.map(|(what, old, new)| format!("{what} {old} → {new}")).collect()
}

/// What a row has beside the two main prices and a list leaves unsaid although one of those moved: name and words.
pub(super) fn unsaid(held: &HostedPrice, prices: &Prices) -> Vec<(&'static str, &'static str)> {
    let chat = held.kind == build_or_buy::catalog::Kind::Chat;
    let stays = |old: UsdPerMtok, new: Option<f64>| new.is_none_or(|new| same(Some(old.get()), Some(new)));
    if stays(held.input, prices.input) && (!chat || stays(held.output, prices.output)) {
        return Vec::new();
    }
    let parts = [
        ("cached_read", "cached read", held.cached_read.is_some() && prices.cached_read.is_none()),
        ("cache_write", "cache write", held.cache_write.is_some() && prices.cache_write.is_none()),
        ("tiers", "steps by prompt length", !held.tiers.is_empty() && prices.tiers.is_empty()),
    ];
    parts.into_iter().filter(|(.., left_out)| *left_out).map(|(name, words, _)| (name, words)).collect()
}

/// Whether two entries of a list state the same price, in all that both state.
pub(super) fn same_periods(a: &Offer, b: &Offer) -> bool {
    let agree = |a: Option<f64>, b: Option<f64>| a.is_none() || b.is_none() || same(a, b);
    let (Some(a), Some(b)) = (a.periods.last(), b.periods.last()) else { return true };
    let (a, b) = (&a.prices, &b.prices);
    let step = |one: &Step, other: &Step| {
        one.above != other.above
            || agree(one.input, other.input)
                && agree(one.output, other.output)
                && agree(one.cached_read, other.cached_read)
                && agree(one.cache_write, other.cache_write)
    };
    same(a.input, b.input)
        && same(a.output, b.output)
        && agree(a.cached_read, b.cached_read)
        && agree(a.cache_write, b.cache_write)
        && agree(a.per_request, b.per_request)
        && a.tiers.iter().all(|one| b.tiers.iter().all(|other| step(one, other)))
}
