//! What changes only the looks of a link changes no bit of the answer, draws included; nor do names and order.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report::{Report, answer};
use serde_json::Value;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

/// A company near the edge, where odds would show the least change.
const COMPANY: [(&str, &str); 6] = [
    ("workloads", "assistant~night-jobs"),
    ("assistant.requests", "2M"),
    ("night-jobs.requests", "90M"),
    ("night-jobs.quality", "basic"),
    ("night-jobs.cached", "10~60"),
    ("engineer_cost", "90k~300k"),
];

fn report(pairs: &[(&str, &str)]) -> Report {
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    answer(&link::read(&pairs, &CATALOG), &CATALOG, 400)
}

/// Everything but what repeats the link itself.
fn numbers(report: &Report) -> Value {
    let mut all = serde_json::to_value(report).expect("plain data");
    let parts = all.as_object_mut().expect("an object");
    for echo in ["pairs", "given", "issues"] {
        parts.remove(echo);
    }
    all
}

#[test]
fn looks_and_strangers_change_no_bit() {
    let plain = numbers(&report(&COMPANY));
    let asof = CATALOG.asof.to_string();
    for more in [
        vec![("theme", "dark")],
        vec![("lang", "de")],
        vec![("currency", "EUR"), ("rate", "0.9")],
        vec![("view", "memo")],
        vec![("preset", "bank"), ("compact", "yes"), ("lock", "all"), ("accent", "ff0000"), ("radius", "4")],
        vec![("word-api", "Managed API"), ("word-own", "Our cluster"), ("word-both", "Hybrid")],
        vec![("asof", asof.as_str()), ("engine", build_or_buy::report::ENGINE)],
        vec![("utm_source", "x"), ("fbclid", "y")],
        vec![("v", "2")],
    ] {
        let link: Vec<(&str, &str)> = COMPANY.iter().copied().chain(more.iter().copied()).collect();
        assert_eq!(numbers(&report(&link)), plain, "{more:?}");
    }
}

#[test]
fn the_order_of_pairs_changes_no_bit() {
    let plain = numbers(&report(&COMPANY));
    let mut turned = COMPANY;
    turned.reverse();
    assert_eq!(numbers(&report(&turned)), plain);
    // Without a list, workloads that are only mentioned stand by their names.
    let mentioned = [("b.requests", "3M"), ("a.requests", "5M"), ("a.quality", "basic")];
    let mut other = mentioned;
    other.reverse();
    assert_eq!(numbers(&report(&mentioned)), numbers(&report(&other)));
}

#[test]
fn an_input_typed_at_its_default_changes_no_bit_of_the_odds() {
    let plain = report(&COMPANY);
    for more in [("overrun", "1.15"), ("growth", "30"), ("night-jobs.cache_writes", "5")] {
        let link: Vec<(&str, &str)> = COMPANY.iter().copied().chain([more]).collect();
        assert_eq!(report(&link).uncertainty, plain.uncertainty, "{more:?}");
    }
}

#[test]
fn names_of_workloads_change_no_bit_of_the_odds() {
    let plain = report(&COMPANY).uncertainty.expect("odds");
    let renamed: Vec<(String, String)> = COMPANY
        .iter()
        .map(|(key, text)| (key.replace("night-jobs", "zebra"), text.replace("night-jobs", "zebra")))
        .chain([("assistant.name".to_owned(), "Kundendienst".to_owned())])
        .collect();
    let renamed: Vec<(&str, &str)> = renamed.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let other = report(&renamed).uncertainty.expect("odds");
    assert_eq!(
        (plain.own, &plain.difference, plain.evpi, plain.regret, &plain.strategies),
        (other.own, &other.difference, other.evpi, other.regret, &other.strategies)
    );
    let worth = |odds: &build_or_buy::judge::uncertainty::Uncertainty| -> Vec<(u64, bool)> {
        odds.learn.iter().map(|lesson| (lesson.evppi.get().to_bits(), lesson.suppressed)).collect()
    };
    assert_eq!(worth(&plain), worth(&other));
    // In another order only the last digits of sums may differ: every workload keeps its own draws.
    let mut turned = COMPANY;
    turned[0].1 = "night-jobs~assistant";
    let other = report(&turned).uncertainty.expect("odds");
    assert_eq!(plain.own, other.own);
    assert!((plain.evpi - other.evpi).abs() <= 1e-9 * plain.evpi.abs());
    assert!(plain.learn.iter().any(|lesson| lesson.evppi.get() > 0.0), "something is worth knowing");
    for lesson in &plain.learn {
        let same = other.learn.iter().find(|one| one.key == lesson.key).expect("the same inputs are drawn");
        let (one, two) = (lesson.evppi.get(), same.evppi.get());
        assert!((one - two).abs() <= 1e-6 * plain.evpi.abs(), "{}: {one} and {two}", lesson.key);
    }
}

/// 40 letters are a name, whatever they take in bytes; one more is told, and the usual name stays.
#[test]
fn a_hosts_word_for_an_option_is_kept_up_to_forty_letters() {
    for (letters, kept) in [(40, true), (41, false)] {
        for key in ["word-api", "word-own", "word-both"] {
            let word = "é".repeat(letters);
            let report = report(&[(key, &word)]);
            assert_eq!(report.given.iter().any(|given| given.key == key && given.text == word), kept, "{key}");
            assert_eq!(report.pairs.contains(&(key.to_owned(), word.clone())), kept, "{key}");
            let told: Vec<_> = report.issues.iter().map(|issue| (issue.field.as_str(), issue.text.as_str())).collect();
            assert_eq!(told, if kept { vec![] } else { vec![(key, word.as_str())] });
        }
    }
}
