//! What a visitor's own file brought to a report: numbers that count, rows that do nothing here and why, and what was
//! refused.

use super::catalog::{Complaint, meant};
use super::own_instead::{ended, instead};
use super::own_without_effect::{Idle, paid};
use super::words::many;
use build_or_buy::catalog::{Catalog, Overlaid, Refusal, Rent};
use build_or_buy::inputs::link::Query;
use build_or_buy::report::Report;
use build_or_buy::report::ledger::LedgerRow;
use std::fmt::Write as _;

/// The whole section.
pub fn told(
    laid: &Overlaid,
    query: &Query,
    catalog: &Catalog,
    report: &Report,
    complaints: &[Complaint],
    idle: &[Idle],
) -> String {
    let mut out = String::new();
    let whose = if laid.name.is_empty() { "YOUR FILE" } else { laid.name.as_str() };
    let _ = writeln!(out, "\nFROM {whose}");
    // A quote that counts is told as the rent of its GPU, and one that does not as read.
    let quote = |row: &LedgerRow| {
        let is = |rent: &&Rent| row.key == [&rent.gpu, " ", &rent.provider].concat() && catalog.is_own_rent(rent);
        catalog.rents.iter().any(|rent| is(&rent))
    };
    let unpaid = |row: &LedgerRow| {
        let way = ["on demand", "reserved", "spot", "purchase"].into_iter().find(|way| row.key.ends_with(way));
        row.unit.starts_with("USD") && way.is_some_and(|way| !paid(query.inputs.payment, &way.replace(' ', "-")))
    };
    let of = report.ledger.iter().filter(|row| row.set_by == "overlay" && !quote(row) && !unpaid(row));
    let mut said = 0;
    for row in of {
        let _ = writeln!(out, "- {}: {} ({})", row.label, amount(row, report), source(row));
        said += 1;
    }
    let _ = writeln!(
        out,
        "{} and {} were read; {} of this report {} from them.",
        many(laid.taken.len(), "row"),
        many(laid.inputs.len(), "input"),
        many(said, "number"),
        if said == 1 { "comes" } else { "come" }
    );
    let words = |rows: &[Refusal]| rows.iter().map(|one| one.said.clone() + &meant(&one.row, &one.allowed)).collect();
    let refused =
        laid.refused.iter().map(|one| one.said.clone() + &meant(&one.row, &one.allowed) + &instead(one, catalog));
    let refused: Vec<String> = refused.collect();
    let aside: Vec<String> = idle.iter().map(|one| one.said.clone()).collect();
    let complaints: Vec<String> = complaints.iter().map(Complaint::said).collect();
    // A score that nothing shows is not asked how it counts.
    let unused = |one: &Refusal| {
        one.table == "quality"
            && catalog.score(&one.row).is_some_and(|row| row.plain.is_some())
            && idle.iter().any(|row| row.table == "quality" && row.row == one.row)
    };
    let asked: Vec<Refusal> = laid.asked.iter().filter(|one| !unused(one)).cloned().collect();
    let mut asked: Vec<String> = words(&asked);
    asked.extend(ended(catalog));
    for (title, rows) in [
        ("USED, AND LOOKS WRONG", &complaints),
        ("USED, AND WORTH A QUESTION", &asked),
        ("READ, AND NOT USED", &aside),
        ("REFUSED", &refused),
    ] {
        if !rows.is_empty() {
            let _ = writeln!(out, "\n{title} IN {whose}");
        }
        for one in rows {
            let _ = writeln!(out, "- {one}");
        }
    }
    out
}

fn amount(row: &LedgerRow, report: &Report) -> String {
    let ends = report.given.iter().find(|given| given.key == row.key).and_then(|given| given.low.zip(given.high));
    match (row.value, ends) {
        // The middle of a range is a root, and nobody reads more of it than four digits.
        (Some(value), Some((low, high))) => {
            let middle: f64 = format!("{value:.3e}").parse().unwrap_or(value);
            format!("{middle} {}, from {low} to {high}", row.unit)
        }
        (Some(value), None) => format!("{value} {}", row.unit).trim().to_owned(),
        (None, _) => row.word.clone(),
    }
}

fn source(row: &LedgerRow) -> &str {
    if row.source.is_empty() { "input" } else { &row.source }
}
