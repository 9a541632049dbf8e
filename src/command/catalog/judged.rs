//! What in a change of price asks for a person, and where the list may be believed.

use super::differences::{SAME, same, starts, unsaid};
use super::names;
use super::offer::{Offer, Period, Prices};
use super::propose::Terms;
use super::times::Times;
use super::unsure::unsure;
use build_or_buy::catalog::{Catalog, HostedPrice, Tier};
use build_or_buy::date::Date;
use build_or_buy::units::{Usd, UsdPerMtok};

/// A price that moves by more than this is asked about.
pub(super) const FACTOR: f64 = 2.0;

/// A price beside the two main ones that moves by more than the factor: cache, search, steps.
fn beside(held: &HostedPrice, prices: &Prices) -> Option<String> {
    let plain = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    let mut moved = vec![
        ("cached read".to_owned(), plain(held.cached_read), prices.cached_read),
        ("cache write".to_owned(), plain(held.cache_write), prices.cache_write),
        ("price of a request".to_owned(), held.per_request.map(Usd::get), prices.per_request),
    ];
    for step in &prices.tiers {
        let Some(tier) = held.tiers.iter().find(|tier| (tier.above.get() / step.above - 1.0).abs() < 0.05) else {
            continue;
        };
        let above = step.above;
        moved.push((format!("input above {above}"), Some(tier.input.get()), step.input));
        moved.push((format!("output above {above}"), Some(tier.output.get()), step.output));
        moved.push((format!("cached read above {above}"), plain(tier.cached_read), step.cached_read));
    }
    moved.into_iter().find_map(|(what, old, new)| {
        let moved = Times::of(old?, new?).filter(|moved| moved.times >= FACTOR)?;
        Some(format!("the {what} {}: a slip, or another unit?", moved.words("dearer", "cheaper")))
    })
}

/// Why a list that names a new offer is not believed: the same model costs an eighth, or eight times as much,
/// elsewhere.
pub(super) fn unlike_others(
    catalog: &Catalog,
    offer: &Offer,
    prices: &Prices,
    day: Date,
) -> Option<(&'static str, String)> {
    let key = names::key(&offer.id);
    let mut others: Vec<f64> = catalog
        .hosted
        .iter()
        .filter(|row| row.from <= day && !row.retired(day))
        .filter(|row| row.id.split_once('/').is_some_and(|(_, model)| names::key(model) == key))
        .map(|row| row.input.get())
        .filter(|price| *price > 0.0)
        .collect();
    others.sort_by(f64::total_cmp);
    let middle = others.get(others.len() / 2)?;
    let away = Times::of(*middle, prices.input?).filter(|away| away.times > 8.0)?;
    let how = away.words("dearer", "cheaper");
    Some(("jump", format!("{how} than what other hosts ask for the model ({middle}): is the unit right?")))
}

/// Why a list's price is not news: it is what the offer cost before the row in force, and the list does not say since
/// when it holds.
pub(super) fn not_followed(
    rows: &[HostedPrice],
    held: &HostedPrice,
    period: &Period,
    day: Date,
) -> Option<(&'static str, String)> {
    if starts(period).is_some_and(|from| from > held.from) {
        return None;
    }
    let prices = &period.prices;
    let is =
        |row: &HostedPrice| same(Some(row.input.get()), prices.input) && same(Some(row.output.get()), prices.output);
    let before = rows.iter().rev().find(|row| row.from < held.from && is(row)).filter(|_| !is(held))?;
    let why = format!(
        "the list of {day} has what it cost from {} until {}: has the list not followed, or is the price back?",
        before.from, held.from
    );
    Some(("older", why))
}

/// What the row has and a list that moves its price leaves out.
pub(super) fn left_out(held: &HostedPrice, prices: &Prices) -> Option<String> {
    let mut names: Vec<String> = unsaid(held, prices).into_iter().map(|(_, words)| words.to_owned()).collect();
    for step in &prices.tiers {
        let known = held.tiers.iter().find(|tier| (tier.above.get() / step.above - 1.0).abs() < 0.05);
        let lost = |tier: &&Tier| {
            tier.cached_read.is_some() && step.cached_read.is_none() && !same(Some(tier.input.get()), step.input)
        };
        names.extend(known.filter(lost).map(|_| format!("cached read above {}", step.above)));
    }
    let names = Some(names.join(", ")).filter(|names| !names.is_empty())?;
    Some(format!("the price moved and the list does not state the {names}: what is it now?"))
}

/// What in a change asks for a person; `None` where the list may be believed.
pub(super) fn judge(
    held: &HostedPrice,
    period: &Period,
    offer: &Offer,
    terms: &Terms,
    fresher: Option<Date>,
    day: Date,
) -> Option<(&'static str, String)> {
    let prices = &period.prices;
    let moves: Vec<Times> = [(held.input, prices.input), (held.output, prices.output)]
        .into_iter()
        .filter_map(|(old, new)| Times::of(old.get(), new?))
        .collect();
    let dated = starts(period).is_some();
    let ratios = || moves.iter().map(|moved| if moved.rose { moved.times } else { 1.0 / moved.times });
    if offer.reseller && ratios().any(|ratio| (ratio - 1.0).abs() > SAME) {
        let off = ratios().fold(1.0, f64::min);
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
    if let Some(checked) = fresher {
        let why = format!(
            "the list of {day} is older than the offer's newest row, which was checked on {checked}: keep the row?"
        );
        return Some(("older", why));
    }
    let (read, wrote) = (Some(held.input.get()), Some(held.output.get()));
    if same(read, prices.output) && same(wrote, prices.input) && !same(read, wrote) {
        return Some(("jump", "input and output stand the other way round: are the two columns swapped?".into()));
    }
    if let Some(moved) = moves.iter().find(|moved| moved.times >= FACTOR) {
        let slip = [10.0, 100.0, 1e3, 1e6].into_iter().find(|slip| (moved.times / slip - 1.0).abs() < 0.02);
        let hint = slip.map_or_else(String::new, |slip| format!(": exactly {slip} times, a slip of the unit?"));
        return Some(("jump", format!("{}{hint}", moved.words("dearer", "cheaper"))));
    }
    if let Some(why) = beside(held, prices) {
        return Some(("jump", why));
    }
    if let Some(why) = left_out(held, prices) {
        return Some(("partial", why));
    }
    let starts_at =
        |steps: &mut dyn Iterator<Item = f64>| steps.map(|above| above.to_string()).collect::<Vec<_>>().join(", ");
    let (listed, known) = (
        starts_at(&mut prices.tiers.iter().map(|step| step.above)),
        starts_at(&mut held.tiers.iter().map(|step| step.above.get())),
    );
    if !listed.is_empty() && !known.is_empty() && listed != known {
        return Some(("disagree", format!("the list's steps begin above {listed} tokens, the row's above {known}")));
    }
    unsure(offer, prices)
        .or_else(|| {
            held.until
                .is_some_and(|until| until >= day)
                .then(|| {
                    let until = held.until.unwrap_or(day);
                    let why = format!("the row in force is a promotion until {until}: should this one follow it, that one ends the day before");
                    ("promotion", why)
                })
        })
        .or_else(|| {
            (terms.seen.is_none() && !dated).then(|| {
                (
                    "undated",
                    format!(
                        "on which day was this list read? Say it with --seen; news is what was read after {}",
                        held.checked
                    ),
                )
            })
        })
}
