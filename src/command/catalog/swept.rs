//! The measure of the check: every price in force and every rent ten times too high, then ten times too low. At most one in
//! twenty passes without a word.

use super::suspicions::{of_price, of_rent, suspicions};
use super::suspicious_tiers::Tiers;
use super::today::today;
use crate::command::project::{read_text, root};
use build_or_buy::catalog::{Catalog, Ending};

fn shipped() -> Catalog {
    let text = read_text(&root().expect("the project").join("www/catalog.json")).expect("read");
    Catalog::read(&serde_json::from_str(&text).expect("JSON")).expect("a catalog").0
}

/// What the check says of the rows of one offer, and of one rent.
fn of_offer(catalog: &Catalog, id: &str) -> Vec<String> {
    let (mut found, tiers) = (Vec::new(), Tiers::of(catalog));
    for at in (0..catalog.hosted.len()).filter(|at| catalog.hosted[*at].id == id) {
        of_price(&mut found, catalog, &tiers, at);
    }
    found.into_iter().map(|one| one.problem).collect()
}

/// And of all rows: a sister may complain where the row itself is content.
fn of_all(catalog: &Catalog) -> Vec<String> {
    suspicions(catalog, today()).into_iter().map(|one| one.row + &one.problem).collect()
}

fn of_quote(catalog: &Catalog, at: usize) -> Vec<String> {
    let mut found = Vec::new();
    of_rent(&mut found, catalog, at);
    found.into_iter().map(|one| one.problem).collect()
}

#[test]
fn one_slip_of_ten_in_twenty_is_silent_at_most() {
    let mut catalog = shipped();
    let (asof, all_before) = (catalog.asof, of_all(&catalog));
    let sold = |at: usize, catalog: &Catalog| {
        let row = &catalog.hosted[at];
        let last =
            catalog.rows_of(&row.id).iter().rev().find(|one| one.from <= asof).is_some_and(|one| one.from == row.from);
        last && row.until.is_none_or(|until| until >= asof) && row.ends != Some(Ending::Retired)
    };
    let (mut all, mut silent) = (0, Vec::new());
    for at in (0..catalog.hosted.len()).filter(|at| sold(*at, &catalog)).collect::<Vec<_>>() {
        let before = of_offer(&catalog, &catalog.hosted[at].id);
        for factor in [10.0, 0.1] {
            let kept = catalog.hosted[at].clone();
            let row = &mut catalog.hosted[at];
            (row.input, row.output) = (row.input * factor, row.output * factor);
            row.cached_read = row.cached_read.map(|price| price * factor);
            row.cache_write = row.cache_write.map(|price| price * factor);
            row.per_request = row.per_request.map(|price| price * factor);
            for tier in &mut row.tiers {
                (tier.input, tier.output) = (tier.input * factor, tier.output * factor);
            }
            all += 1;
            let quiet = of_offer(&catalog, &kept.id).iter().all(|one| before.contains(one));
            if quiet && of_all(&catalog).iter().all(|one| all_before.contains(one)) {
                silent.push((kept.id.clone(), factor));
            }
            catalog.hosted[at] = kept;
        }
    }
    assert!(all > 200 && 20 * silent.len() <= all, "{} of {all} are silent: {silent:?}", silent.len());
    let last = |at: usize, catalog: &Catalog| {
        catalog
            .rents_of(&catalog.rents[at].gpu, asof)
            .iter()
            .any(|rent| core::ptr::eq(*rent, &raw const catalog.rents[at]))
    };
    let (mut all, mut silent) = (0, Vec::new());
    for at in (0..catalog.rents.len()).filter(|at| last(*at, &catalog)).collect::<Vec<_>>() {
        let before = of_quote(&catalog, at);
        for factor in [10.0, 0.1] {
            let hour = catalog.rents[at].hour;
            catalog.rents[at].hour = hour * factor;
            all += 1;
            if of_quote(&catalog, at).iter().all(|one| before.contains(one)) {
                silent.push((catalog.rents[at].name(), factor));
            }
            catalog.rents[at].hour = hour;
        }
    }
    assert!(all > 200 && 20 * silent.len() <= all, "{} of {all} are silent: {silent:?}", silent.len());
}
