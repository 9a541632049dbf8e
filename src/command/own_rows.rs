//! What a visitor's own file brought to a report: numbers that count, rows that do nothing here and why, and what was
//! refused.

use super::catalog::{Complaint, meant, rent_name};
use super::own_idle;
use super::own_instead::{ended, instead};
use super::words::many;
use build_or_buy::catalog::{Billing, Catalog, Overlaid, Refusal, Rent, place};
use build_or_buy::date::Date;
use build_or_buy::fleet::rents::market;
use build_or_buy::inputs::link::Query;
use build_or_buy::inputs::{GLOBAL, Payment, WORKLOAD};
use build_or_buy::report::Report;
use build_or_buy::report::ledger::LedgerRow;
use std::fmt::Write as _;

/// A row that was read and that no number of the report comes from.
pub struct Idle {
    table: &'static str,
    /// As the check names it.
    row: String,
    from: String,
    /// Why, with what the check has against it, if anything.
    pub said: String,
    /// What the check has against it, with its name.
    pub wrong: Vec<String>,
}

/// Rows that no number of the report comes from, each told once: what the check has against them is told with them, and
/// taken from the complaints.
pub fn idle(
    laid: &Overlaid,
    query: &Query,
    catalog: &Catalog,
    report: &Report,
    complaints: &mut Vec<Complaint>,
) -> Vec<Idle> {
    let aside = laid.aside.iter().map(|one| Idle {
        table: one.table,
        row: one.row.clone(),
        from: one.from.clone(),
        said: one.said.clone() + &meant(&one.row, &one.allowed),
        wrong: Vec::new(),
    });
    let mut found: Vec<Idle> = aside.collect();
    found.extend(without_effect(laid, query, catalog, report));
    for row in &mut found {
        let about = |one: &Complaint| one.is_about(row.table, &row.row, &row.from);
        let said: Vec<&str> = complaints.iter().filter(|one| about(one)).map(|one| one.problem.as_str()).collect();
        if !said.is_empty() {
            let said = said.join("; ");
            let end = if said.ends_with('?') { "" } else { "." };
            row.said = format!("{} It looks wrong, too: {said}{end}", row.said);
            row.wrong = complaints.iter().filter(|one| about(one)).map(Complaint::said).collect();
            complaints.retain(|one| !one.is_about(row.table, &row.row, &row.from));
        }
    }
    found
}

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

/// Whether two quotes are for the same market, where markets are told apart: on demand only.
fn paid_alike(one: &Rent, other: &Rent) -> bool {
    one.billing != Billing::OnDemand || one.market == other.market
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

/// Whether GPUs may be paid in a way; spot is never chosen for anyone.
fn paid(payment: Payment, way: &str) -> bool {
    match payment {
        Payment::Auto => way != "spot",
        Payment::Owned => way == "purchase",
        asked => asked.word() == way,
    }
}

fn source(row: &LedgerRow) -> &str {
    if row.source.is_empty() { "input" } else { &row.source }
}

/// Rows that no number of this report comes from, each with the reason.
fn without_effect(laid: &Overlaid, query: &Query, catalog: &Catalog, report: &Report) -> Vec<Idle> {
    let counted = |key: &str| report.ledger.iter().find(|row| row.set_by == "overlay" && row.key == key);
    let payment = query.inputs.payment;
    let day = query.asof.unwrap_or(catalog.asof);
    let mut found = Vec::new();
    let mut say = |table, (row, place): (&str, String), from: &str, why: &str| {
        let aside = laid.aside.iter().any(|one| one.table == table && one.from == from && row.starts_with(&one.row));
        // What begins after the day that is asked about has no effect whatever the question weighs.
        let later = Date::parse(from).filter(|from| *from > day);
        let later = later.map(|_| format!("begins later than the day that is asked about, {day}."));
        if !aside {
            let said = format!("{place} {}", later.as_deref().unwrap_or(why));
            found.push(Idle { table, row: row.to_owned(), from: from.to_owned(), said, wrong: Vec::new() });
        }
    };
    for rent in catalog.rents.iter().filter(|rent| catalog.is_own_rent(rent)) {
        let (kind, billing) = (market(query.inputs.provider), rent.billing.word());
        let quote = counted(&[&rent.gpu, " ", &billing.replace('-', " ")].concat());
        let paid = paid(payment, billing);
        let why = if !paid {
            format!("counts where GPUs are paid so: payment={billing}, and here it is {}.", payment.word())
        } else if rent.billing == Billing::OnDemand && rent.market != kind {
            let theirs = rent.market.word();
            format!("is a {theirs}'s, and this question rents from a {}: ask with provider={theirs}.", kind.word())
        } else if rent.billing == Billing::OnDemand && query.inputs.gpu_hour.is_some() {
            "does not count beside gpu_hour, which sets the rent.".to_owned()
        } else if rent.billing != Billing::OnDemand && rent.market.word() == "marketplace" {
            "is a marketplace's: reserved and spot rents of those are not counted.".to_owned()
        } else if let Some(middle) = quote.and_then(|quote| quote.value) {
            if middle == rent.hour.get() {
                continue;
            }
            let alike =
                |other: &&Rent| other.gpu == rent.gpu && other.billing == rent.billing && paid_alike(other, rent);
            let quotes = catalog.rents.iter().filter(|other| catalog.is_own_rent(other)).filter(alike).count();
            let which = match (quotes, middle < rent.hour.get()) {
                (2, true) => "two quotes for this GPU the lower one does",
                (2, false) => "two quotes for this GPU the higher one does",
                _ => "quotes for this GPU the middle one does",
            };
            format!("does not count: of your {which}, {middle} USD/GPU-hour.")
        } else {
            "has no effect here: no plan that this report shows runs on this GPU.".to_owned()
        };
        let from = rent.from.to_string();
        let named = place("rents", &[&rent.gpu, " ", &rent.provider].concat(), &from);
        say("rents", (&rent_name(rent), named), &from, &why);
    }
    for row in catalog.purchases.iter().filter(|row| catalog.is_own("purchases", &row.name())) {
        let counts = counted(&[&row.gpu, " purchase"].concat()).and_then(|one| one.value);
        let why = if !paid(payment, "purchase") {
            format!("counts where GPUs are bought: payment=owned, and here it is {}.", payment.word())
        } else if let Some(price) = counts {
            if price == row.price.get() {
                continue;
            }
            format!("does not count: your later one does, {price} USD.")
        } else {
            "has no effect here: no plan that this report shows runs on this GPU.".to_owned()
        };
        let from = row.from.to_string();
        say("purchases", (&row.gpu, place("purchases", &row.gpu, &from)), &from, &why);
    }
    for row in catalog.own_prices() {
        let from = row.from.to_string();
        let is = |one: &LedgerRow| {
            one.set_by == "overlay" && one.date.split(',').next() == Some(&*from) && one.key.starts_with(&row.id)
        };
        if !report.ledger.iter().any(is) {
            let why = "has no effect here: nothing that this question weighs is bought at it.";
            say("hosted", (&row.id, place("hosted", &row.id, &from)), &from, why);
        }
    }
    let scores = |key: &Option<String>, name: &str| key.as_deref() == Some(name);
    for (_, name) in laid.taken.iter().filter(|(table, _)| table == "quality") {
        let head = [name.as_str(), " quality"].concat();
        let shown = report.ledger.iter().any(|row| row.set_by == "overlay" && row.key.starts_with(&head));
        // Of a score that nothing has, the check says so.
        let scored = catalog.hosted.iter().any(|row| scores(&row.quality, name))
            || catalog.models.iter().any(|row| scores(&row.quality, name));
        let kept = catalog.score(name).and_then(|row| row.plain).filter(|_| !catalog.is_own("plain", name));
        if scored && !shown {
            let why = kept.map_or_else(
                || "has no effect here: nothing that this report shows is scored by it.".to_owned(),
                |plain| {
                    let plain = plain.get();
                    format!("counts for work that reasons; without reasoning the catalog's {plain} does: to change that, add plain.")
                },
            );
            say("quality", (name, place("quality", name, "")), "", &why);
        }
    }
    for (table, name, why) in own_idle::without_effect(query, catalog, report) {
        say(table, (&name, place(table, &name, "")), "", &why);
    }
    for (_, key) in laid.taken.iter().filter(|(table, _)| table == "parameters") {
        let shown = GLOBAL.iter().find(|input| input.parameter == key).map(|input| input.name);
        let shown = shown.or_else(|| WORKLOAD.iter().find(|input| input.parameter == key).map(|input| input.name));
        let instead = shown.map_or_else(String::new, |name| format!(": set `{name}` under `inputs`"));
        let why = format!("is evidence that is shown beside the inputs; no amount comes from it{instead}.");
        say("parameters", (key, ["The parameter ", key].concat()), "", &why);
    }
    found
}
