//! Rents of a CSV file held against the catalog's: rows to append, or questions.

use super::gpu_csv::Quote;
use super::propose::{Plan, Proposal, Question, Terms};
use super::row::Row;
use crate::command::words::many;
use build_or_buy::catalog::{Catalog, Rent};
use build_or_buy::date::Date;
use core::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) fn compare(catalog: &Catalog, provider: &str, quotes: &[Quote], terms: &Terms, plan: &mut Plan) {
    let day = terms.seen.unwrap_or(terms.today);
    let known = catalog.rents.iter().find(|row| row.provider.eq_ignore_ascii_case(provider));
    let named = known.map_or(provider, |row| row.provider.as_str());
    let mut groups: BTreeMap<(String, &'static str, u32), Vec<&Quote>> = BTreeMap::new();
    for quote in quotes {
        groups.entry((quote.gpu.clone(), quote.billing.word(), quote.count)).or_default().push(quote);
    }
    let mut told: Vec<(String, &'static str, f64)> = Vec::new();
    for ((gpu, billing, count), group) in groups {
        let dearest = group.iter().map(|quote| quote.hour).fold(0.0, f64::max);
        let cheapest = group.iter().map(|quote| quote.hour).fold(f64::INFINITY, f64::min);
        // One price everywhere is one row; else a row a region.
        let everywhere = dearest - cheapest <= 0.005 * dearest;
        let mut seen_regions: Vec<&str> = Vec::new();
        for quote in &group {
            let region = if everywhere { "" } else { quote.region.as_str() };
            if seen_regions.contains(&region) {
                continue;
            }
            seen_regions.push(region);
            // The same price per GPU for a larger form is the same offer.
            let near = |hour: f64| (hour - quote.hour).abs() <= 0.01 * quote.hour;
            if region.is_empty()
                && told
                    .iter()
                    .any(|(told_gpu, told_billing, hour)| *told_gpu == gpu && *told_billing == billing && near(*hour))
            {
                continue;
            }
            told.push((gpu.clone(), billing, quote.hour));
            let beside = among(quotes, &gpu, billing);
            one(catalog, named, known, &gpu, billing, count, region, quote.hour, beside, terms, day, plan);
        }
    }
}

/// The middle of what the file itself asks for one of these GPUs.
fn among(quotes: &[Quote], gpu: &str, billing: &str) -> Option<f64> {
    let same = quotes.iter().filter(|quote| quote.gpu == gpu && quote.billing.word() == billing);
    let mut hours: Vec<f64> = same.map(|quote| quote.hour).collect();
    hours.sort_by(f64::total_cmp);
    hours.get(hours.len().saturating_sub(1) / 2).copied()
}

/// The day of an earlier row of the same form that had the list's price, and the row in force that has another.
fn earlier<'r>(rows: &[&'r Rent], held: Option<&&'r Rent>, hour: f64) -> Option<(Date, &'r Rent)> {
    let held = *held?;
    let form = |row: &Rent| (row.gpus_min, row.region.clone());
    let before = rows
        .iter()
        .find(|row| row.from < held.from && form(row) == form(held) && (row.hour.get() - hour).abs() <= 0.005 * hour)?;
    Some((before.from, held))
}

pub(super) fn one(
    catalog: &Catalog,
    provider: &str,
    known: Option<&Rent>,
    gpu: &str,
    billing: &str,
    count: u32,
    region: &str,
    hour: f64,
    beside: Option<f64>,
    terms: &Terms,
    day: Date,
    plan: &mut Plan,
) {
    let id = format!(
        "{gpu} at {provider}, {billing}, from {}{}",
        many(count as usize, "GPU"),
        if region.is_empty() { String::new() } else { format!(", {region}") }
    );
    let mine = |row: &&Rent| row.gpu == gpu && row.provider == provider && row.billing.word() == billing;
    let mut rows: Vec<&Rent> = catalog.rents.iter().filter(mine).collect();
    rows.sort_by_key(|row| (row.gpus_min != count, row.region.as_deref().unwrap_or("") != region, Reverse(row.from)));
    let nearest = rows.first().copied();
    let fits = |row: &Rent| (row.hour.get() - hour).abs() <= 0.005 * hour;
    if nearest.is_some_and(fits) {
        return plan.same.push(id);
    }
    // A row follows another only where both are one quote: what is from another count of GPUs, or in another region,
    // stands beside it and would count as one more.
    let form = |row: &&Rent| row.gpus_min == count && row.region.as_deref().unwrap_or("") == region;
    let held = nearest.filter(form);
    let held = held.as_ref();
    let mut row = Row::default();
    row.text("gpu", gpu);
    row.text("provider", provider);
    if let Some(known) = known {
        row.text("market", known.market.word());
    }
    row.text("billing", billing);
    row.text("from", &day.to_string());
    row.number("hour", Some(hour));
    row.number("gpus_min", Some(f64::from(count)));
    if !region.is_empty() {
        row.text("region", region);
    }
    row.text("source", &terms.source);
    row.text("grade", "B");
    let row = row.done("rents");
    let before = nearest.map(|row| format!("{} USD per GPU-hour from {}", row.hour.get(), row.from));
    let after = format!("{hour} USD per GPU-hour");
    let others: Vec<f64> = catalog
        .rents_of(gpu, day)
        .iter()
        .filter(|row| row.billing.word() == billing)
        .map(|row| row.hour.get())
        .collect();
    let market = {
        let mut sorted = others.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied()
    };
    let ratio = |of: f64| if hour > of { hour / of } else { of / hour };
    let question = if let Some(fresher) = nearest.filter(|row| row.from > day) {
        Some(("older", format!("the list of {day} is older than the row of {}: keep the row?", fresher.from)))
    } else if let Some((before, row)) = earlier(&rows, held, hour) {
        let why = format!(
            "the list of {day} has what it cost from {before} until {}: has the list not followed, or is the price back?",
            row.from
        );
        Some(("older", why))
    } else if let Some(row) = held.filter(|row| ratio(row.hour.get()) >= 2.0) {
        Some(("jump", format!("{:.1} times the row in force: is it the price of one GPU?", ratio(row.hour.get()))))
    } else if held.is_none() && market.is_some_and(|middle| ratio(middle) >= 3.0) {
        Some(("jump", "three times away from what others ask: is it the price of one GPU?".to_owned()))
    } else if let Some(beside) = beside.filter(|beside| ratio(*beside) >= 3.0) {
        let why = format!("this list asks {beside} for it in other rows: is it the price of one GPU?");
        Some(("jump", why))
    } else if known.is_none() {
        Some((
            "provider",
            "the catalog does not know this provider: hyperscaler, specialist or marketplace?".to_owned(),
        ))
    } else if let Some(row) = nearest.filter(|_| held.is_none()) {
        let place = row.region.as_deref().map_or_else(String::new, |region| format!(", {region}"));
        let why = format!(
            "the catalog has it from {}{place}: has that quote moved, or is this one beside it?",
            many(row.gpus_min as usize, "GPU")
        );
        Some(("disagree", why))
    } else if terms.seen.is_none() && held.is_some() {
        Some(("undated", "on which day was this list read? Say it with --seen".to_owned()))
    } else {
        None
    };
    match question {
        Some((about, why)) => {
            let shared = nearest.filter(|row| row.from > day).map(|_| terms.older(day));
            plan.ask.push(Question { id, entry: gpu.to_owned(), about, why, before, after, row: Some(row), shared });
        }
        None => plan.append.push(Proposal {
            id,
            entry: gpu.to_owned(),
            why: if held.is_some() { "the rent moved".into() } else { "not in the catalog".into() },
            before,
            after,
            row,
        }),
    }
}
