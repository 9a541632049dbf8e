//! Numbers as people type them, and what each is read as.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::inputs::number::read;

/// Text, unit of its field, and the form that a link carries.
const PLAIN: &[(&str, &str, &str)] = &[
    ("0", "", "0"),
    ("0.0", "", "0"),
    ("00012", "", "12"),
    ("1500", "", "1500"),
    ("1.5M", "", "1.5M"),
    ("1.5 M", "requests/month", "1.5M"),
    ("1.5m", "requests/month", "1.5M"),
    ("20 million", "", "20M"),
    ("20 Millionen", "", "20M"),
    ("1 Mio.", "", "1M"),
    ("900k", "", "900k"),
    ("900 K", "", "900k"),
    ("1.5k", "", "1500"),
    ("5 tsd", "", "5000"),
    ("2bn", "", "2B"),
    ("2 billion", "", "2B"),
    ("1,2 Mrd", "", "1.2B"),
    ("0.5 trillion", "", "500B"),
    ("1,5", "", "1.5"),
    ("12,5 %", "%", "12.5"),
    (".5", "", "0.5"),
    ("5.", "", "5"),
    ("0,500", "", "0.5"),
    ("0.125", "", "0.125"),
    ("1'000", "", "1000"),
    ("1’000’000", "", "1M"),
    ("1_000", "", "1000"),
    ("1 000 000", "", "1M"),
    ("1\u{202f}500,5", "", "1500.5"),
    ("1.234.567,5", "", "1234567.5"),
    ("1,234,567.5", "", "1234567.5"),
    ("1,500,000", "", "1.5M"),
    ("1.500.000", "", "1.5M"),
    ("1.500,00", "", "1500"),
    ("1,500.00", "", "1500"),
    ("1,23,45,678", "", "12345678"),
    ("12,34,567", "", "1234567"),
    ("1e9", "", "1B"),
    ("1E6", "", "1M"),
    ("2.5e-1", "", "0.25"),
    ("1e-3", "", "0.001"),
    ("-15", "%", "-15"),
    ("−15", "%", "-15"),
    ("- 15 %", "%", "-15"),
    ("+7", "", "7"),
    ("$3", "USD", "3"),
    ("$ 1,234.50", "USD", "1234.5"),
    ("US$5", "USD", "5"),
    ("USD 20", "USD", "20"),
    ("20 USD", "USD", "20"),
    ("20$", "USD", "20"),
    ("-$20", "USD", "-20"),
    ("2.50/M", "USD/M tokens", "2.5"),
    ("$2.50 per million tokens", "USD/M tokens", "2.5"),
    ("3.5/h", "USD/GPU-hour", "3.5"),
    ("70 %", "%", "70"),
    ("70%", "%", "70"),
    ("70 percent", "%", "70"),
    ("12 months", "months", "12"),
    ("12m", "months", "12"),
    ("40 ms", "ms", "40"),
    ("40m", "ms", "40"),
    ("2 weeks", "weeks", "2"),
    ("10 a year", "a year", "10"),
    ("1.3x", "x", "1.3"),
    ("3 × ", "x", "3"),
    ("3 million tokens/month", "", "3M"),
    ("１２３", "", "123"),
    ("3~9", "", "3~9"),
    ("3 ~ 9", "", "3~9"),
    ("3 to 9", "", "3~9"),
    ("3-9", "", "3~9"),
    ("3 - 9", "", "3~9"),
    ("3–9", "", "3~9"),
    ("3 … 9", "", "3~9"),
    ("3..9", "", "3~9"),
    ("3~5~9", "", "3~5~9"),
    ("3 to 9 million", "", "3M~9M"),
    ("1 to 2k", "", "1000~2000"),
    ("900k to 1.5M", "", "900k~1.5M"),
    ("10-20%", "%", "10~20"),
    ("$3-$9", "USD", "3~9"),
    ("-3 to -1", "", "-3~-1"),
    ("−20~35", "%", "-20~35"),
    ("1,5 to 2,5", "", "1.5~2.5"),
    ("9 to 3", "", "9~3"),
];

/// Texts with two readings, and the one taken.
const AMBIGUOUS: &[(&str, &str)] = &[
    ("1,500", "1500"),
    ("1.500", "1.5"),
    ("12,345", "12345"),
    ("123.456", "123.4560"),
    ("1,500 to 2,500", "1500~2500"),
];

/// Texts that say no number.
const REFUSED: &[&str] = &[
    "",
    "   ",
    "lots",
    "€3",
    "3 €",
    "£5",
    "5 EUR",
    "1,2,3",
    "1.2.3",
    "1.500.00,5,5",
    "5 bananas",
    "1/2",
    "½",
    "NaN",
    "inf",
    "-inf",
    "1e99",
    "1e400",
    "0.00000000000000000000000001",
    "10^6",
    "1~2~3~4",
    "~",
    "3~",
    "to 9",
    "-",
    "$",
    "%",
    "k",
    "0x10",
    "<script>",
    "1;drop",
];

#[test]
fn numbers_are_read_as_they_are_meant() {
    let mut wrong = Vec::new();
    for (text, unit, expected) in PLAIN {
        match read(text, unit) {
            // What a link carries reads back to itself.
            Ok(reading) => {
                let again = read(&reading.text(), "").map(|again| again.text());
                if reading.text() != *expected || reading.ambiguous || again != Ok((*expected).to_owned()) {
                    wrong.push(format!("`{text}` was read as {} and again as {again:?}", reading.text()));
                }
            }
            Err(problem) => wrong.push(format!("`{text}` {problem}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_lone_mark_before_three_digits_is_read_one_way_and_said_to_be() {
    for (text, expected) in AMBIGUOUS {
        let reading = read(text, "").expect("one of two readings");
        assert_eq!((reading.text().as_str(), reading.ambiguous), (*expected, true), "`{text}`");
    }
}

#[test]
fn what_a_link_carries_is_never_said_to_be_ambiguous() {
    // Each with three digits after the point: as typed it could be thousands, as written it cannot, and is the same number.
    for thousandths in (1_001..3_000).step_by(7).chain([10_505, 999_999]) {
        let typed = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
        let written = read(&typed, "").expect("a number").text();
        let again = read(&written, "").expect("a number");
        assert!(!again.ambiguous, "`{typed}` is written as `{written}`");
        assert_eq!(again.typical.expect("one").value(), typed.parse::<f64>().expect("a number"), "`{written}`");
        assert_eq!(again.text(), written);
    }
    let typed = link(&[("minute_burst", "1.235"), ("growth", "1.255~1.355~2")]);
    assert_eq!(typed.issues.len(), 2, "{:?}", typed.issues);
    let pairs = typed.pairs();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    assert!(pairs.contains(&("minute_burst", "1.2350")) && pairs.contains(&("growth", "1.2550~1.3550~2")), "{pairs:?}");
    let again = link(&pairs);
    assert!(again.issues.is_empty(), "{:?}", again.issues);
    assert_eq!((again.inputs.minute_burst, again.inputs.growth.get()), (1.235, typed.inputs.growth.get()));
}

#[test]
fn what_is_no_number_is_refused_with_words_that_follow_the_text() {
    let mut wrong = Vec::new();
    for text in REFUSED {
        match read(text, "") {
            Ok(reading) => wrong.push(format!("`{text}` was read as {}", reading.text())),
            Err(problem) => assert!(["is ", "has "].iter().any(|verb| problem.starts_with(verb)), "`{text}` {problem}"),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn link(pairs: &[(&str, &str)]) -> build_or_buy::inputs::link::Query {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    let catalog = build_or_buy::Catalog::read(&value).expect("the file has its tables").0;
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    build_or_buy::inputs::link::read(&pairs, &catalog)
}

#[test]
fn the_middle_of_a_range_of_shares_is_half_way_and_of_amounts_half_way_in_digits() {
    let query = link(&[
        ("assistant.cached", "20~80"),
        ("assistant.waiting", "10~40"),
        ("growth", "-20~60"),
        ("assistant.requests", "100k~900k"),
        ("engineer_cost", "100k~400k"),
    ]);
    assert!(query.issues.is_empty(), "{:?}", query.issues);
    let workload = &query.inputs.workloads[0];
    assert_eq!(workload.cached.get(), 0.5);
    assert_eq!(workload.waiting.get(), 0.25);
    assert_eq!(query.inputs.growth.get(), 0.2);
    // √(100,000 · 900,000) = 300,000; √(100,000 · 400,000) = 200,000.
    assert!((workload.requests.get() - 300_000.0).abs() < 1e-6);
    assert!((query.inputs.engineer_cost.get() - 200_000.0).abs() < 1e-6);
}

#[test]
fn what_is_given_twice_is_an_issue_and_the_last_counts() {
    let query = link(&[("horizon", "24"), ("horizon", "48"), ("horizon", "12"), ("utm_x", "1"), ("utm_x", "2")]);
    assert_eq!(query.inputs.horizon.get(), 12.0);
    let twice: Vec<_> = query.issues.iter().filter(|issue| issue.problem == "is given twice").collect();
    assert_eq!(twice.len(), 2);
    assert!(twice.iter().all(|issue| issue.field == "horizon" && issue.used == "12" && !issue.notice));
    assert_eq!((twice[0].text.as_str(), twice[1].text.as_str()), ("24", "48"));
    assert_eq!(query.unknown.len(), 2, "what nobody knows is kept as it came");
}

#[test]
fn a_workload_listed_thrice_is_said_twice() {
    let query = link(&[("workloads", "a~a~b~a")]);
    assert_eq!(query.inputs.workloads.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(query.issues.iter().filter(|issue| issue.problem == "is listed twice").count(), 2);
}

#[test]
fn a_double_printed_with_all_its_digits_is_read() {
    // 0.1 + 0.2 as Python prints it, and 2⁶³.
    for (text, value) in [("0.30000000000000004", 0.3), ("1.2345678901234567", 1.234_567_890_123_46)] {
        let query = link(&[("minute_burst", "1"), ("assistant.peak_to_average", "2"), ("volume_factor", text)]);
        assert_eq!(query.inputs.volume_factor, value, "{text}");
        assert_eq!(query.issues.len(), 1);
        assert!(query.issues[0].notice && query.issues[0].problem == "has more digits than are kept");
    }
    let query = link(&[("assistant.requests", "123456789.99999999999")]);
    assert_eq!(query.inputs.workloads[0].requests.get(), 123_456_790.0);
    let exact = link(&[("volume_factor", "1.50000000000000000000")]);
    assert!(exact.issues.is_empty(), "zeros say nothing");
}

#[test]
fn a_part_of_a_month_of_horizon_is_said_to_be_rounded() {
    let query = link(&[("horizon", "1.4"), ("spare_replicas", "1.6")]);
    assert_eq!((query.inputs.horizon.get(), query.inputs.spare_replicas), (1.0, 2.0));
    assert_eq!(query.issues.iter().filter(|issue| issue.problem == "is not a whole number").count(), 2);
}

#[test]
fn a_range_in_a_link_is_the_range_that_was_typed() {
    // A number without a suffix takes the one of those after it, so a link writes all with a suffix or none.
    for (typed, link) in [
        ("5000~20000", "5000~20000"),
        ("8839~14610~30823", "8839~14610~30823"),
        ("20k~50k", "20k~50k"),
        ("0~2M", "0~2M"),
        ("500k~2M", "500k~2M"),
        ("0.5~20000", "0.5~20000"),
    ] {
        let once = read(typed, "").expect("a range");
        assert_eq!(once.text(), link);
        let again = read(link, "").expect("a range");
        assert_eq!((again.low, again.typical, again.high), (once.low, once.typical, once.high), "{typed}");
    }
}

#[test]
fn numbers_beyond_what_digits_can_say_are_said_to_be_that() {
    use build_or_buy::sentence::{rounded, rounded_outward};
    for value in [1e19, 1e308, f64::INFINITY] {
        assert_eq!(rounded(value, 3), "more than 10^18");
        assert_eq!(rounded(-value, 3), "−more than 10^18");
        assert!(rounded_outward(value, 2, true) >= value);
    }
    // The greatest number that is still told in digits.
    assert_eq!(rounded(9.99e17, 3), "999,000,000,000,000,000");
}

/// Of a mean of 40,000 tokens at most 40,000 ÷ 256,000 = 15.6 % lie above a second tier there, and no more than above the first.
#[test]
fn what_is_above_the_second_tier_is_above_the_first() {
    let issues = |first: &'static str, second: &'static str| {
        let pairs = [
            ("workloads", "a"),
            ("a.model", "alibaba/qwen3.7-flash"),
            ("a.input_tokens", "40000"),
            ("a.above_tier", first),
            ("a.above_second_tier", second),
        ];
        link(&pairs).issues.into_iter().map(|issue| (issue.field, issue.allowed)).collect::<Vec<_>>()
    };
    assert_eq!(issues("30", "10"), []);
    assert_eq!(issues("30", "16"), [("a.above_second_tier".to_owned(), "at most 15.6 %".to_owned())]);
    assert_eq!(issues("5", "10"), [("a.above_second_tier".to_owned(), "at most 5 %".to_owned())]);
}

#[test]
fn inputs_that_cannot_both_be_so_are_named() {
    // Terra's tier begins above 272,000 tokens: of a mean of 3,000 at most 3,000 ÷ 272,000 = 1.1 % can lie above it.
    for (pairs, field, said, used) in [
        (&[("a.cached", "80"), ("a.cache_writes", "60")][..], "a.cache_writes", "at most 20 %", "20"),
        (
            &[("a.input_tokens", "1000"), ("a.input_p95", "500")],
            "a.input_p95",
            "at least the mean, 1000 tokens",
            "every",
        ),
        (&[("a.input_tokens", "3000"), ("a.above_tier", "50")], "a.above_tier", "at most 1.1 %", "what you gave"),
        (&[("a.input_tokens", "300k"), ("a.above_tier", "0")], "a.above_tier", "more than 0 %", "what you gave"),
    ] {
        let all: Vec<_> = [("workloads", "a"), ("a.model", "openai/gpt-5.6-terra")]
            .into_iter()
            .chain(pairs.iter().copied())
            .collect();
        let issues = link(&all).issues;
        assert_eq!(issues.len(), 1, "{pairs:?}: {issues:?}");
        assert_eq!((issues[0].field.as_str(), issues[0].allowed.as_str()), (field, said));
        assert!(issues[0].used.starts_with(used) && issues[0].notice, "{issues:?}");
    }
    // The default of 5 % written gives way without a word, and what can be so is no issue.
    for pairs in [&[("a.cached", "98")][..], &[("a.input_tokens", "30k"), ("a.above_tier", "5")]] {
        let all: Vec<_> = [("workloads", "a"), ("a.model", "openai/gpt-5.6-terra")]
            .into_iter()
            .chain(pairs.iter().copied())
            .collect();
        assert!(link(&all).issues.is_empty(), "{pairs:?}");
    }
}

#[test]
fn a_tier_begins_where_the_models_own_tokens_reach_it() {
    // Haiku 5.5 counts 1.3 tokens where the visitor counts one: its 100,000 are 76,923 of the visitor's, and of a mean of
    // 3,000 at most 3,000 ÷ 76,923 = 3.9 % of the prompts can lie above them.
    let pairs = [
        ("workloads", "a"),
        ("a.model", "anthropic/claude-haiku-5.5"),
        ("a.input_tokens", "3000"),
        ("a.above_tier", "10"),
    ];
    let issues = link(&pairs).issues;
    assert_eq!(issues.len(), 1, "{issues:?}");
    assert_eq!(issues[0].allowed, "at most 3.9 %");
}
