//! One model at several hosts: a price far from what the others ask for the same.

use super::names::{self, host, tail};
use super::suspicions::At;
use super::suspicious_sisters::family;
use super::suspicious_tiers::{SLIPPED, explains};
use super::times::Times;
use build_or_buy::catalog::{Catalog, HostedPrice};

/// What a price is held by: input and output together, so that neither alone decides. Long answers and long questions
/// weigh alike.
pub(super) fn asked(row: &HostedPrice) -> f64 {
    let (input, output) = (row.input.get(), row.output.get());
    if output > 0.0 { (input * output).sqrt() } else { input }
}

/// Offers in force of the same model elsewhere: of the same weights, of the same name, or of the same score of its own.
pub(super) fn elsewhere<'c>(catalog: &'c Catalog, row: &HostedPrice) -> Vec<&'c HostedPrice> {
    let name = |row: &HostedPrice| names::key(tail(&row.id));
    let score = |row: &HostedPrice| row.quality.clone().filter(|_| !row.quality_is_floor);
    let same = |other: &HostedPrice| {
        row.weights.is_some() && other.weights == row.weights
            || name(other) == name(row)
            || score(row).is_some() && score(other) == score(row) && family(&other.id) == family(&row.id)
    };
    let apart = |other: &HostedPrice| other.id != row.id && other.kind == row.kind && host(&other.id) != host(&row.id);
    let offers = catalog.offers(catalog.asof).into_iter();
    offers.filter(|other| other.input.get() > 0.0 && apart(other) && same(other)).collect()
}

/// How far beyond all others a price may lie, by how many there are: two alone differ more.
const fn limit(others: usize) -> f64 {
    match others {
        1 => 4.5,
        2 | 3 => 3.0,
        _ => 2.4,
    }
}

/// A price ten times what the middle host asks is wrong; one far beyond all of them is worth a look.
pub(super) fn peers(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let others = elsewhere(catalog, row);
    let figures = |of: fn(&HostedPrice) -> f64| {
        let mut figures: Vec<f64> = others.iter().map(|other| of(other)).collect();
        figures.sort_by(f64::total_cmp);
        figures
    };
    let inputs = figures(|other| other.input.get());
    let Some(middle) = inputs.get(inputs.len() / 2).copied() else { return };
    let input = row.input.get();
    // Of two alone nobody knows which one slipped, and a note may tell.
    if others.len() == 1 && explains(row, middle) {
        return;
    }
    let hosts = if others.len() == 1 { "another host asks" } else { "other hosts ask" };
    let what = if row.weights.is_some() { "weights" } else { "model" };
    if let Some(away) = Times::of(middle, input).filter(|away| away.times >= SLIPPED) {
        let words = away.words("more", "less");
        return at.say("input", format!("{input} where {hosts} {middle} for the same {what}: {words}"));
    }
    // What was asked on another day tells nothing of today.
    if !catalog.offers(catalog.asof).iter().any(|offer| offer.id == row.id && offer.from == row.from) {
        return;
    }
    let (mine, all) = (asked(row), figures(asked));
    let (least, most) = (all[0], all[all.len() - 1]);
    let edge = if mine > most { most } else { least };
    let outside = mine > most || mine < least;
    if let Some(away) = Times::of(edge, mine).filter(|away| outside && away.times >= limit(all.len())) {
        let (low, high) = (inputs[0], inputs[inputs.len() - 1]);
        let span = if (high - low).abs() < f64::EPSILON { low.to_string() } else { format!("{low} to {high}") };
        let words = away.words("more", "less");
        let than = if all.len() == 1 { "" } else { " than any of them" };
        let output = row.output.get();
        let (and, both) =
            if output > 0.0 { (format!(" and {output} for output,"), "together ") } else { (String::new(), "") };
        at.hint("input", format!("{input}{and} where {hosts} {span} for the same {what}: {both}{words}{than}"));
    }
}
