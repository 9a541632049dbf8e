//! Numbers as people type them, and what each is read as.
#![cfg(not(target_arch = "wasm32"))]

#[path = "numbers/beside_others.rs"]
mod beside_others;
#[path = "numbers/edges.rs"]
mod edges;
#[path = "numbers/ranges.rs"]
mod ranges;

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
    // As German and French write it.
    ("1 bis 3 Millionen", "", "1M~3M"),
    ("1,5 à 2 milliards", "", "1.5B~2B"),
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
