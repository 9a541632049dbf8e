//! What a load test says of the first word, and what the sizing makes of it.

use super::CATALOG;
use build_or_buy::inputs::link;
use build_or_buy::streams::Case;

/// Requests a second of one replica for each workload, of the first setup that all of them may take.
fn rates(pairs: &[(&str, &str)]) -> Vec<Option<f64>> {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    let inputs = link::read(&pairs, &CATALOG).inputs;
    let case = Case::new(&inputs, &CATALOG, CATALOG.asof);
    let at = (0..case.setups.len()).find(|at| case.tables[0].replicas.get(*at).is_some_and(Option::is_some));
    let rate = |stream: &build_or_buy::streams::Stream<'_>| {
        let profile = build_or_buy::streams::Profile::of(&inputs, &inputs.workloads[stream.workload], stream.kind);
        let table = case.tables.iter().find(|table| table.profile == profile)?;
        Some((*table.replicas.get(at?)?)?.rate)
    };
    case.streams.iter().map(rate).collect()
}

const CASE: &[(&str, &str)] = &[
    ("workloads", "mail"),
    ("mail.open_model", "gpt-oss-20b"),
    ("gpu", "h100"),
    ("mail.input_tokens", "2000"),
    ("mail.output_tokens", "100"),
    ("mail.throughput", "1000"),
];

fn with(more: &[(&str, &str)]) -> Option<f64> {
    rates(&[CASE, more].concat()).first().copied().flatten()
}

#[test]
fn the_measured_time_to_the_first_word_bounds_what_a_replica_carries() {
    // 1,000 tokens a second of 100 a request are 10 requests a second.
    assert_eq!(with(&[]), Some(10.0));
    assert_eq!(with(&[("mail.first_token_measured", "2")]), Some(10.0), "nobody asked for a first word");
    assert_eq!(with(&[("mail.first_token_measured", "2"), ("mail.first_token", "3")]), Some(10.0));
    // 10 − ln 20 · (1 ÷ 1 s − 1 ÷ 2 s) = 8.502.
    let kept = with(&[("mail.first_token_measured", "2"), ("mail.first_token", "1")]).expect("some");
    assert!((kept - 8.502_133_863).abs() < 1e-6, "{kept}");
    // 10 − ln 20 · (1 ÷ 0.2 s − 1 ÷ 2 s) is less than none.
    assert_eq!(with(&[("mail.first_token_measured", "2"), ("mail.first_token", "0.2")]), None);
}

#[test]
fn a_measured_throughput_alone_does_not_settle_the_first_word() {
    // Without a measured time the model says how many of the 10 start in time: all of them in 10 s, fewer in 0.3 s.
    let (slow, quick) = (with(&[("mail.first_token", "10")]), with(&[("mail.first_token", "0.15")]));
    assert_eq!(slow, Some(10.0));
    assert!(quick.is_none_or(|rate| rate < 10.0), "{quick:?}");
}

#[test]
fn workloads_that_differ_in_their_first_word_alone_are_sized_apart() {
    let both = |mail: &str, chat: &str| {
        let mut all = vec![("workloads", "mail~chat"), ("gpu", "h100")];
        for (key, text) in [
            ("mail.open_model", "gpt-oss-20b"),
            ("chat.open_model", "gpt-oss-20b"),
            ("mail.input_tokens", "8000"),
            ("chat.input_tokens", "8000"),
            ("mail.first_token", mail),
            ("chat.first_token", chat),
        ] {
            all.push((key, text));
        }
        rates(&all)
    };
    let (loose, mixed) = (both("30", "30"), both("30", "1"));
    assert_eq!(loose[0], loose[1]);
    assert!(mixed[1].is_none_or(|rate| Some(rate) < mixed[0]), "{mixed:?}");
    assert_eq!(mixed[0], loose[0]);
}
