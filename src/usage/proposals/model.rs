//! The hosted model that a workload calls, and what it cost.

use super::edits::Edits;
use super::text::of_rows;
use crate::catalog::{Catalog, HostedPrice};
use crate::units::Share;
use crate::usage::ends::Ends;
use crate::usage::groups::Group;
use crate::usage::hidden::is_secret;
use crate::usage::names::{self, Known};
use crate::usage::tally::{Source, Sums, Tally};
use crate::usage::volume::{counted, within};
use crate::usage::window::{Window, short};
use core::cell::Cell;

/// List and stated cost further apart than this are remarked on.
const APART: f64 = 0.1;
/// Further apart than any discount takes them: the unit is another.
const BEYOND: f64 = 20.0;

/// What stands for a model's name that holds an address, an account or a key.
pub(super) const NOT_SHOWN: &str = "a name that is not shown";

/// The model with most tokens, by name and in the catalog.
pub(super) fn model(
    tally: &Tally,
    catalog: &Catalog,
    group: &Group,
    window: &Window,
    edits: &Edits<'_>,
    id: &str,
) -> (String, names::Match) {
    let source = &tally.sources[group.source];
    let most = models(source, group, window);
    let named = |of: &Of| (tally.name(of.0.0), tally.name(of.0.1));
    // Of equals the first by name.
    let more = |a: &Of, b: &Of| a.1.tokens().total_cmp(&b.1.tokens()).then_with(|| named(b).cmp(&named(a)));
    let largest = most.iter().max_by(|a, b| more(a, b)).map_or(("", ""), named);
    if let Some(chosen) =
        edits.get(&format!("{id}.model")).filter(|chosen| catalog.hosted.iter().any(|row| row.id == *chosen))
    {
        return (
            largest.0.to_owned(),
            names::Match { id: chosen.to_owned(), known: Known::Assumed, note: "chosen by you".into(), chosen: true },
        );
    }
    let days = called(tally, group, window, largest);
    let mut found = names::find(catalog, largest.0, source.format.host(), largest.1, days);
    if is_secret(largest.0) {
        found.note = found.note.replace(largest.0, NOT_SHOWN);
    }
    (largest.0.to_owned(), found)
}

/// A model and the host that rows name, and what they count.
type Of = ((u32, u32), Sums);

/// The models of a group.
fn models(source: &Source, group: &Group, window: &Window) -> Vec<Of> {
    let mut found: Vec<Of> = Vec::new();
    for one in &group.series {
        let series = &source.series[*one];
        let of = (series.model, series.provider);
        let at = found.iter().position(|known| known.0 == of).unwrap_or_else(|| {
            found.push((of, Sums::default()));
            found.len() - 1
        });
        counted(&mut found[at].1, source, *one, (window.from, window.to));
    }
    found
}

/// The first and the last day on which a group called a model of a name and provider.
fn called(tally: &Tally, group: &Group, window: &Window, of: (&str, &str)) -> names::Days {
    let source = &tally.sources[group.source];
    let mine = group.series.iter().map(|one| &source.series[*one]);
    let mine = mine.filter(|series| (tally.name(series.model), tally.name(series.provider)) == of);
    let cells = mine.flat_map(|series| within(series, window.from, window.to));
    let days = Ends::of(cells.flat_map(|((hour, width), _)| [*hour, *hour + *width as i32 - 1]).map(f64::from));
    let day = |hour: f64| libm::floor(hour / 24.0) as i32;
    (!source.relative && days.first <= days.last).then(|| [day(days.first), day(days.last)])
}

/// A month's cost, bare USD, as the file states it, and at list prices: each model at its own. The sums are those of one
/// `month`th of it.
pub(super) fn cost(
    tally: &Tally,
    catalog: &Catalog,
    (group, window, sums): (&Group, &Window, &Sums),
    month: f64,
    (read, bought): (&str, &names::Match),
    notes: &mut Vec<String>,
) -> (Option<f64>, Option<f64>) {
    if month <= 0.0 {
        return (None, None);
    }
    // Of rows of which some state no cost the sum is no bill.
    let mut stated = (sums.cost_of >= sums.rows && sums.rows > 0.0).then_some(sums.cost * month);
    if sums.cost_of > 0.0 && stated.is_none() {
        let some = of_rows(sums.cost_of, sums);
        notes
            .push(format!("Only {some} rows state what they cost in US dollars, from 0 on: it is not used as a bill."));
    }
    let source = &tally.sources[group.source];
    let uncached = Cell::new(false);
    let models = models(source, group, window);
    let dollars = |&((model, provider), ref sums): &Of| {
        let name = tally.name(model);
        let own = name == read || bought.chosen;
        let provider = tally.name(provider);
        let days = called(tally, group, window, (name, provider));
        let found = if own { None } else { Some(names::find(catalog, name, source.format.host(), provider, days).id) };
        let id = found.as_deref().filter(|id| !id.is_empty()).unwrap_or(&bought.id);
        // What is no longer seen on sale has its last price.
        let row = catalog.on(catalog.asof).row(id)?;
        uncached.set(uncached.get() || sums.cached > 0.0 && row.cached_read.is_none());
        Some(list_price(sums, row))
    };
    let list: Option<f64> = models.iter().map(dollars).sum();
    let list = list.map(|dollars| dollars * month);
    // A tool that knows no prices writes 0. What is free says so, and a model of one's own beside others with a price is.
    let free = || read.ends_with(":free") || list.is_none() && source.cost() > 0.0;
    if stated == Some(0.0) && sums.tokens() > 0.0 && !free() {
        stated = None;
        notes.push("Every row states a cost of 0, which is no price of a model: it is taken as not stated, and no bill is made of it.".into());
    }
    if models.len() > 1 && !bought.chosen && !bought.id.is_empty() {
        notes.push(format!(
            "It calls {} models: the list cost here is each at its own price, and the case takes all of it as “{}”, which has most tokens.",
            models.len(),
            if is_secret(read) { NOT_SHOWN } else { read }
        ));
    }
    if let (Some(stated), Some(list)) = (stated, list)
        && stated > 0.0
        && (list / stated - 1.0).abs() > APART
    {
        let times = if list < stated { stated / list } else { list / stated };
        let why = match () {
            () if times > BEYOND => "check that its costs are in US dollars",
            () if list < stated && sums.written_of >= 0.999 * sums.input => "another price",
            () if list < stated => "another price, or cache writes that are not stated",
            () if uncached.get() => "the catalog has no price of cached tokens for this offer and takes them in full",
            () => "a discount or another price",
        };
        let times = short(times);
        let way = if list < stated { "What the file says was paid is" } else { "At list prices this would be" };
        let of = if list < stated { "the list price" } else { "what the file says was paid" };
        notes.push(format!("{way} {times} times {of}: {why}."));
    }
    (stated, list)
}

/// What tokens cost at a model's list price.
fn list_price(sums: &Sums, row: &HostedPrice) -> f64 {
    let (read, write) = (row.cached_read.unwrap_or(row.input), row.cache_write.unwrap_or(row.input));
    let fresh = (sums.input - sums.cached - sums.written).max(0.0);
    let dollars = fresh * row.input.get()
        + sums.cached * read.get()
        + sums.written * write.get()
        + sums.output * row.output.get();
    // Where no row says, nothing was sent as a batch.
    let batched = sums.waiting().unwrap_or(0.0);
    dollars / 1e6 * (1.0 - batched * row.batch_discount.map_or(0.0, Share::get))
}
