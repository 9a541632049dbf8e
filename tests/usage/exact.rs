//! Intervals that round to one number keep a range that holds it: a number alone would be drawn over the usual range.

use super::{CATALOG, read};
use build_or_buy::inputs::link as query;
use build_or_buy::usage::Usage;

fn text(usage: &Usage, key: &str) -> String {
    usage.globals.iter().find(|one| one.key == key).map_or_else(String::new, |one| one.text.clone())
}

/// What a link makes of it: low, value and high.
fn ledger(usage: &Usage, key: &str) -> (Option<f64>, Option<f64>, Option<f64>) {
    let query = query::read(&usage.pairs, &CATALOG);
    let ledger = build_or_buy::report::answer(&query, &CATALOG, 50).ledger;
    let row = ledger.iter().find(|row| row.key == key).expect("a row");
    (row.low, row.value, row.high)
}

#[test]
fn steady_growth_is_a_narrow_range() {
    // Eight weeks that each grow by the 52.18th root of 1.5 are 50 % a year, without any scatter.
    let mut rows = String::from("date,model,requests,input_tokens,output_tokens\n");
    for day in 0..56_u32 {
        let requests = (1e9 * libm::exp(libm::log(1.5) / 52.18 * f64::from(day / 7))).round();
        let (month, of) = if day < 31 { (8, day + 1) } else { (9, day - 30) };
        rows += &format!("2026-{month:02}-{of:02},gpt-5.6-luna,{requests},{},{}\n", requests * 100.0, requests * 10.0);
    }
    let usage = read(&[("days.csv", &rows)]);
    assert_eq!(text(&usage, "growth"), "49.9~50~50.1", "{:?}", usage.globals);
    assert_eq!(ledger(&usage, "growth"), (Some(49.9), Some(50.0), Some(50.1)));
}

#[test]
fn even_minutes_are_no_burst_and_below_the_usual_range() {
    // Ten requests in every minute of two days: the busiest minute is the mean, which is the least that there is.
    let mut rows = String::from("timestamp,model,prompt_tokens,completion_tokens\n");
    for at in 0..2 * 1_440 * 10_u64 {
        rows += &format!("{},gpt-5.6-luna,1000,100\n", 1_793_577_600 + at * 6);
    }
    let usage = read(&[("log.csv", &rows)]);
    assert_eq!(text(&usage, "minute_burst"), "1~1~1.0010", "{:?}", usage.globals);
    assert_eq!(ledger(&usage, "minute_burst"), (Some(1.0), Some(1.0), Some(1.001)));
}
