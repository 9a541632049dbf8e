//! A link of an earlier version goes on meaning what it meant, whatever the defaults of today are.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link::{self, Query};
use build_or_buy::inputs::{GLOBAL, Input, LINK_VERSION, Slot, WORKLOAD};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

/// Read from the sources of the release, not from today's.
const OF_1_0_0: &str = include_str!("link_versions/defaults_1.0.0.txt");

fn read(pairs: &[(&str, &str)]) -> Query {
    let pairs: Vec<_> = pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    link::read(&pairs, &CATALOG)
}

/// Low, middle and high of a number in use, as far as it is drawn; else its word.
fn stands<T>(query: &Query, key: &str, input: &Input<T>, all: &T) -> String {
    match &input.slot {
        Slot::Number { get, low, high, .. } => get(all).map_or("empty".to_owned(), |value| {
            let given = query.given(key);
            let low = given.and_then(|given| given.low).unwrap_or(*low);
            let high = given.and_then(|given| given.high).unwrap_or(*high);
            format!("{value} {low} {high}")
        }),
        Slot::Choice { get, .. } => format!("word {}", get(all)).trim().to_owned(),
        Slot::Reference { get, .. } | Slot::Text { get, .. } => format!("word {}", get(all)).trim().to_owned(),
    }
}

#[test]
fn a_link_of_version_1_has_every_default_and_range_of_the_release_1_0_0() {
    let query = read(&[("v", "1"), ("workloads", "plain~assistant")]);
    assert!(query.issues.is_empty(), "{:?}", query.issues);
    let rows = OF_1_0_0.lines().filter(|line| !line.starts_with('#'));
    let mut seen = 0;
    for row in rows {
        let (table, rest) = row.split_once(' ').expect("a table");
        let (name, was) = rest.split_once(' ').expect("an input");
        let is = if table == "global" {
            let input = GLOBAL.iter().find(|input| input.name == name).expect("inputs are never taken away");
            stands(&query, name, input, &query.inputs)
        } else {
            let input = WORKLOAD.iter().find(|input| input.name == name).expect("inputs are never taken away");
            stands(&query, &format!("plain.{name}"), input, &query.inputs.workloads[0])
        };
        assert_eq!(is, was, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 94);
    // The default company's own figures, as 1.0.0 had them; its cached share was the general one.
    let assistant = &query.inputs.workloads[1];
    assert_eq!((assistant.requests.get(), assistant.input_tokens.get(), assistant.cached.get()), (4e5, 2e3, 0.4));
}

#[test]
fn a_link_without_version_has_the_defaults_of_today() {
    for query in [read(&[]), read(&[("v", "2")])] {
        assert!(query.issues.is_empty() && query.given.is_empty(), "{:?}", query.issues);
        assert_eq!(query.inputs, build_or_buy::inputs::Inputs::default());
    }
}

#[test]
fn what_an_old_link_says_itself_comes_first() {
    let query = read(&[("v", "1"), ("incidents", "5"), ("assistant.cached", "50"), ("build_months", "soon")]);
    assert_eq!(query.inputs.incidents.get(), 5.0);
    assert_eq!(query.inputs.workloads[0].cached.get(), 0.5);
    assert_eq!(query.inputs.workloads[1].cached.get(), 0.4);
    // What cannot be read falls back to the default of its version.
    assert_eq!(query.inputs.build_months.get(), 2.5);
    assert_eq!(query.issues.len(), 1);
}

#[test]
fn an_overlay_comes_before_the_defaults_of_an_old_link() {
    let mut catalog = CATALOG.clone();
    catalog.inputs.push(("incidents".into(), "7".into()));
    let query = link::read(&[("v".into(), "1".into())], &catalog);
    assert_eq!(query.inputs.incidents.get(), 7.0);
    assert_eq!(query.inputs.api_drift.get(), -0.15);
}

#[test]
fn an_old_link_written_again_is_of_today_and_means_the_same() {
    for old in [vec![("v", "1")], vec![("v", "1"), ("assistant.requests", "2M"), ("workloads", "assistant~mail")]] {
        let before = read(&old);
        let pairs = before.pairs();
        assert_eq!(pairs[0], ("v".to_owned(), LINK_VERSION.to_string()));
        let after = link::read(&pairs, &CATALOG);
        assert_eq!(after.inputs, before.inputs);
        let ranges = |query: &Query| {
            let mut all: Vec<_> = query.given.iter().map(|one| (one.key.clone(), one.low, one.high)).collect();
            all.sort_by(|a, b| a.0.cmp(&b.0));
            all.retain(|one| one.1.is_some());
            all
        };
        assert_eq!(ranges(&after), ranges(&before));
    }
}

#[test]
fn an_unknown_version_is_said_aloud() {
    for text in ["3", "0", "", "1.0", "new"] {
        let query = read(&[("v", text)]);
        assert_eq!(query.issues.len(), 1, "{text}");
        let issue = &query.issues[0];
        assert_eq!(
            (issue.field.as_str(), issue.text.as_str(), issue.allowed.as_str(), issue.used.as_str()),
            ("v", text, "1 or 2", "2")
        );
        assert_eq!(query.inputs, build_or_buy::inputs::Inputs::default());
    }
}

#[test]
fn three_digits_after_a_point_are_plain_in_a_link_that_an_earlier_engine_wrote() {
    let notices = |pairs: &[(&str, &str)]| read(pairs).issues.iter().filter(|issue| issue.notice).count();
    // The engine 1.0.0 wrote 1.235 for 1.235 %, and links that were shared name it.
    let shared = [("v", "2"), ("engine", "1.0.0"), ("electricity", "0.125"), ("growth", "1.235")];
    assert!((read(&shared).inputs.growth.get() - 0.012_35).abs() < 1e-12);
    assert_eq!(notices(&shared), 0);
    // Typed by hand, or beside the engine of today, it may be either; so may a comma at any time.
    for pairs in [
        vec![("v", "2"), ("growth", "1.235")],
        vec![("v", "2"), ("engine", env!("CARGO_PKG_VERSION")), ("growth", "1.235")],
        vec![("v", "2"), ("engine", "1.0.0"), ("assistant.requests", "1,235")],
    ] {
        assert_eq!(notices(&pairs), 1, "{pairs:?}");
    }
}
