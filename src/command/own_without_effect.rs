//! Rows of a visitor's own file that no number of a report comes from, each with the reason.

use super::catalog::{Complaint, meant, rent_name};
use super::own_idle;
use build_or_buy::catalog::{Billing, Catalog, Overlaid, Rent, place};
use build_or_buy::date::Date;
use build_or_buy::fleet::rents::market;
use build_or_buy::inputs::link::Query;
use build_or_buy::inputs::{GLOBAL, Payment, WORKLOAD};
use build_or_buy::report::Report;
use build_or_buy::report::ledger::LedgerRow;

/// A row that was read and that no number of the report comes from.
pub struct Idle {
    pub(super) table: &'static str,
    /// As the check names it.
    pub(super) row: String,
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

/// Whether two quotes are for the same market, where markets are told apart: on demand only.
fn paid_alike(one: &Rent, other: &Rent) -> bool {
    one.billing != Billing::OnDemand || one.market == other.market
}

/// Whether GPUs may be paid in a way; spot is never chosen for anyone.
pub(super) fn paid(payment: Payment, way: &str) -> bool {
    match payment {
        Payment::Auto => way != "spot",
        Payment::Owned => way == "purchase",
        asked => asked.word() == way,
    }
}
