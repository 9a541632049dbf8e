//! The hosted model that a workload calls, how long its prompts are, and what it cost.

use super::edits::Edits;
use super::shares::Put;
use super::text::{of_rows, percent, round_text};
use crate::catalog::{Catalog, HostedPrice};
use crate::sentence::rounded;
use crate::units::Share;
use crate::usage::How;
use crate::usage::ends::Ends;
use crate::usage::groups::Group;
use crate::usage::hidden::is_secret;
use crate::usage::names::{self, Known};
use crate::usage::tally::{STEPS, Series, Source, Sums, Tally};
use crate::usage::volume::{counted, within};
use crate::usage::window::{Window, short};
use core::cell::Cell;

/// List and stated cost further apart than this are remarked on.
const APART: f64 = 0.1;
/// Further apart than any discount takes them: the unit is another.
const BEYOND: f64 = 20.0;

/// Requests below which long prompts are not known.
const LEAST_PROMPTS: f64 = 20.0;

const LONG_PROMPTS: &str = "Long prompts";

/// How far a mean of all tokens in must be above that of single lengths to be of several of them.
const STEPS_APART: f64 = 1.1;

/// Steps of prompt length: the last is beyond all that a row may state, 2^50 tokens.
const LONGEST: usize = 51 * STEPS as usize;

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

/// The 95th percentile of prompts and the part above the model's price tier, where single requests were read.
pub(super) fn lengths(
    tally: &Tally,
    catalog: &Catalog,
    (group, window): (&Group, &Window),
    (model, mean): (&str, f64),
    put: Put<'_>,
) {
    let source = &tally.sources[group.source];
    let mut all = vec![0.0; LONGEST];
    let mut ends = Ends::NONE;
    for one in &group.series {
        let series = &source.series[*one];
        let days = days(series, window);
        let mut at = 0;
        for (length, count) in &series.lengths {
            let (day, step) = (length >> 16, length & 0xffff);
            // Both go day by day.
            while at < days.len() && days[at].0 < i64::from(day) {
                at += 1;
            }
            let part = match days.get(at) {
                _ if day == 0 => 1.0,
                Some((known, all, inside)) if *known == i64::from(day) => inside / all,
                _ => 0.0,
            };
            all[(step as usize).min(LONGEST - 1)] += f64::from(*count) * part;
        }
        ends = ends.with(series.input);
    }
    let count: f64 = all.iter().sum();
    if count < LEAST_PROMPTS {
        if count > 0.0 {
            let rule = ["under 20 requests (", &short(count), ") say nothing of long prompts: none are set"].concat();
            put("input_p95", LONG_PROMPTS, String::new(), How::Assumed, &rule);
        }
        return;
    }
    let wanted = libm::floor(0.95 * count);
    let mut sum = 0.0;
    let p95 = all.iter().position(|many| {
        sum += many;
        sum > wanted
    });
    let length = |step: usize| libm::exp(step as f64 / STEPS * core::f64::consts::LN_2);
    // A step stands for lengths around it, and for none beyond those that were read.
    if let Some(long) = p95.map(|step| length(step).max(ends.first).min(ends.last)) {
        // Steps of an answer that were added to its request take the mean above that of the lengths, too.
        let own = all.iter().enumerate().map(|(step, many)| length(step) * many).sum::<f64>() / count;
        let (number, middle) = (rounded(long, 3), rounded(mean, 12));
        let (text, how, rule) = match () {
            () if long >= mean => {
                let all = if tally.is_dayless() { " of all days that were read" } else { "" };
                let rule = ["95th percentile of the prompts", all, ", to 1 %"].concat();
                (round_text(long, 0), How::Read, rule)
            }
            () if own * STEPS_APART < mean => {
                let rule = ["steps of an answer were added to its request, so the length of no whole prompt is known"];
                (String::new(), How::Assumed, rule.concat())
            }
            () => {
                let why = " on average, since few long ones hold most of the tokens: it is not set";
                let rule = ["95 of 100 prompts are at most ", &number, " tokens, shorter than the ", &middle, why];
                (String::new(), How::Assumed, rule.concat())
            }
        };
        put("input_p95", LONG_PROMPTS, text, how, &rule);
    }
    let tiers = catalog.price(model, catalog.asof).map_or(&[][..], |row| &row.tiers);
    let names =
        [("above_tier", "Prompts above the price tier"), ("above_second_tier", "Prompts above the second tier")];
    for (tier, (key, name)) in tiers.iter().zip(names) {
        let limit = tier.above.get();
        let above: f64 = all.iter().enumerate().filter(|(step, _)| length(*step) > limit).map(|(_, many)| many).sum();
        let rule = format!("prompts longer than {} tokens ÷ all prompts", round_text(limit, 0));
        put(key, name, percent(above / count), How::Read, &rule);
    }
}

/// The days of a series, how many rows each has and how many of them lie in the window, which may begin within a day.
fn days(series: &Series, window: &Window) -> Vec<(i64, f64, f64)> {
    let mut days: Vec<(i64, f64, f64)> = Vec::new();
    for ((hour, _), sums) in series.cells.iter().filter(|(_, sums)| sums.rows > 0.0) {
        let (hour, rows) = (i64::from(*hour), sums.rows);
        let inside = if (window.from..window.to).contains(&hour) { rows } else { 0.0 };
        match days.last_mut() {
            Some(last) if last.0 == hour.div_euclid(24) => (last.1, last.2) = (last.1 + rows, last.2 + inside),
            _ => days.push((hour.div_euclid(24), rows, inside)),
        }
    }
    days
}

/// A month's cost as the file states it, and at list prices: each model at its own.
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
        let row = catalog.price(id, catalog.asof)?;
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
