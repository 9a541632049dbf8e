//! What in a list's price asks for a person, and where the list may be believed.

use super::differences::{SAME, starts};
use super::offer::{Offer, Period, Prices};
use super::propose::Terms;
use build_or_buy::catalog::HostedPrice;
use build_or_buy::date::Date;

/// A price that moves by more than this is asked about.
pub(super) const FACTOR: f64 = 2.0;

/// What in an offer itself asks for a person.
pub(super) fn unsure(offer: &Offer, prices: &Prices) -> Option<(&'static str, String)> {
    if let Some(hours) = offer.remarks.iter().find(|remark| remark.contains("by the hour of the day")) {
        return Some(("hours", format!("{hours}: which one counts, and is there a peak factor?")));
    }
    if offer.promotion.as_deref() == Some("") {
        return Some((
            "promotion",
            "the list calls it promotional and names no end: what is the price after it?".into(),
        ));
    }
    let undated =
        offer.periods.iter().filter_map(|period| period.from.as_deref()).find(|day| Date::parse(day).is_none());
    if let Some(day) = undated {
        return Some(("undated", format!("the list dates a price `{day}`, which is no day: from when does it hold?")));
    }
    let mut below = (prices.input, prices.output);
    for step in &prices.tiers {
        if step.input < below.0 || step.output < below.1 {
            let why = format!("above {} tokens it would be cheaper than below: are the steps right?", step.above);
            return Some(("jump", why));
        }
        below = (step.input, step.output);
    }
    let (input, output) = (prices.input.unwrap_or(0.0), prices.output.unwrap_or(0.0));
    if input > 200.0 || output > 1_000.0 || (input > 0.0 && input < 1e-3) {
        return Some(("jump", "far outside what tokens cost: is the unit right?".into()));
    }
    None
}

/// What in a change asks for a person; `None` where the list may be believed.
pub(super) fn judge(
    held: &HostedPrice,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    fresher: bool,
    day: Date,
) -> Option<(&'static str, String)> {
    let prices = &period.prices;
    let ratios: Vec<f64> = [(held.input, prices.input), (held.output, prices.output)]
        .into_iter()
        .filter_map(|(old, new)| Some(new? / old.get()).filter(|ratio| ratio.is_finite() && *ratio > 0.0))
        .collect();
    let dated = starts(period).is_some();
    if offer.reseller && ratios.iter().any(|ratio| (ratio - 1.0).abs() > SAME) {
        let off = ratios.iter().copied().fold(1.0, f64::min);
        return Some(if off < 1.0 - SAME {
            (
                "promotion",
                format!(
                    "a reseller asks {:.0} % of the list price: a promotion, or has the list price moved?",
                    off * 100.0
                ),
            )
        } else {
            ("reseller", "a reseller asks more than the list price: a markup, or has the list price moved?".into())
        });
    }
    if fresher {
        return Some((
            "older",
            format!("the list of {day} is older than the row, which was checked on {}: keep the row?", held.checked),
        ));
    }
    if let Some(ratio) = ratios.iter().find(|ratio| **ratio >= FACTOR || **ratio <= 1.0 / FACTOR) {
        let times = if *ratio >= 1.0 { *ratio } else { 1.0 / ratio };
        let slip = [10.0, 100.0, 1e3, 1e6].into_iter().find(|slip| (times / slip - 1.0).abs() < 0.02);
        let hint = slip.map_or_else(String::new, |slip| format!(": exactly {slip} times, a slip of the unit?"));
        return Some(("jump", format!("{} {times:.1} times{hint}", if *ratio >= 1.0 { "dearer" } else { "cheaper" })));
    }
    unsure(offer, prices)
        .or_else(|| {
            held.until
                .is_some_and(|until| until >= day)
                .then(|| ("promotion", format!("the row in force is a promotion until {}", held.until.unwrap_or(day))))
        })
        .or_else(|| {
            (terms.seen.is_none() && !dated).then(|| {
                (
                    "undated",
                    format!(
                        "on which day was this list read? Given with --seen, and after {}, it is a row to append",
                        held.checked
                    ),
                )
            })
        })
}
