//! Numbers told by another unit than their field's: another time, a multiple for percent, percent for a multiple.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::inputs::number::read;

/// A time other than the field's: text, unit of the field, and what it comes to by hand. A month is 730.5 hours.
const TIMES: &[(&str, &str, &str)] = &[
    ("3 years", "months", "36"),
    ("6 weeks", "months", "1.37988"), // 6 × 168 h ÷ 730.5 h = 1.379877
    ("4 months", "days", "121.75"),   // 4 × 730.5 ÷ 24
    ("3 months", "weeks", "13.0446"), // 3 × 730.5 ÷ 168 = 13.04464
    ("1 to 2 years", "months", "12~24"),
    ("18 months to 3 years", "months", "18~36"),
    ("1 week to 3 months", "weeks", "1~13.0446"),
    ("300 ms", "s", "0.3"),
    ("0.04 s", "ms", "40"),
    ("90 minutes", "hours", "1.5"),
    ("12500 a month", "USD/year", "150k"),
    ("$12.5k/month", "USD/year", "150k"),
    ("50k requests a day", "requests/month", "1521.88k"), // 50,000 × 730.5 ÷ 24 = 1,521,875, in six digits
    ("10 requests per second", "requests/month", "26298k"), // 10 × 3,600 × 730.5
    ("48 per day", "USD/GPU-hour", "2"),
    ("1 a week", "a month", "4.34821"), // 730.5 ÷ 168 = 4.348214
];

#[test]
fn a_number_told_by_another_time_is_brought_to_the_fields() {
    for (text, unit, expected) in TIMES {
        let reading = read(text, unit).expect(text);
        assert_eq!((reading.text().as_str(), reading.converted), (*expected, true), "`{text}` in {unit}");
    }
    for (text, unit) in
        [("3 months", "months"), ("2.1 $/h", "USD/GPU-hour"), ("40 ms", "ms"), ("28 %/year", "%/year"), ("5 %", "%")]
    {
        assert!(!read(text, unit).expect(text).converted, "`{text}` is in {unit} already");
    }
}

#[test]
fn a_time_that_no_factor_brings_over_is_refused() {
    for (text, unit) in [
        ("3 %/month", "%/year"),
        ("10 days", "person-weeks"),
        ("5 % a year", "%"),
        ("3 per hour", "USD/M tokens"),
        ("100 USD/hour", "USD/year"),
        ("$800/day", "USD/year"),
    ] {
        assert!(read(text, unit).is_err(), "`{text}` in {unit}");
    }
}

#[test]
fn percent_and_multiples_are_not_taken_for_each_other() {
    // 130 % of what is there is 1.3 times it.
    for (text, expected) in [("130%", "1.3"), ("50 % to 200 %", "0.5~2"), ("2x", "2"), ("1.5 times", "1.5")] {
        assert_eq!(read(text, "x").expect(text).text(), expected, "`{text}`");
    }
    // Twice as much is 100 % more; as 2 % it would be a fiftieth of what was meant.
    for (text, unit) in [("2x", "%/year"), ("2 times", "%"), ("0.7×", "%"), ("+30%", "x"), ("-30 %", "x")] {
        let told = read(text, unit).expect_err(text);
        assert!(told.contains("a multiple"), "`{text}`: {told}");
    }
}
