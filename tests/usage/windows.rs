//! Which part of a file counts: its last day, weeks and months as single rows, its last hour; and what a report says of what
//! was not in it.

use super::{CATALOG, input, read, value};
use build_or_buy::inputs::link as query;
use build_or_buy::report;
use build_or_buy::usage::{How, Usage, UsageReader};

const HEAD: &str = "date,model,requests,input_tokens,output_tokens\n";

fn row(date: &str, requests: u32) -> String {
    format!("{date},gpt-5.6-luna,{requests},{requests}000,{requests}00\n")
}

#[test]
fn an_unfinished_day_is_left_out_of_a_short_file_too() {
    let text: String =
        (1..=10).map(|day| row(&format!("2026-11-{day:02}"), if day == 10 { 100 } else { 1_000 })).collect();
    let usage = read(&[("days.csv", &format!("{HEAD}{text}"))]);
    // Nine days of 1,000 requests are 1,000 · 30.4375 = 30,437.5 a month; a tenth of a tenth day says nothing.
    let requests = value(&usage.workloads[0], "requests").expect("counted");
    assert!((requests - 30_437.5).abs() <= 0.5, "{requests}");
    assert!(usage.issues.iter().any(|one| one.sentence.contains("taken as unfinished")), "{:?}", usage.issues);
}

#[test]
fn months_that_stand_as_days_are_as_long_as_they_are() {
    let text: String = (5..=10).map(|month| row(&format!("2026-{month:02}-01"), 31_000)).collect();
    let usage = read(&[("months.csv", &format!("{HEAD}{text}"))]);
    // May to October: 31 + 30 + 31 + 31 + 30 + 31 = 184 days, 4,416 hours.
    assert_eq!((usage.sources[0].hours, usage.sources[0].to.as_str()), (4_416.0, "2026-11-01 00:00"));
    // 186,000 · 730.5 ÷ 4,416 = 30,768.3.
    assert_eq!(value(&usage.workloads[0], "requests"), Some(30_768.0));
    assert!(input(&usage.workloads[0], "shape").rule.contains("sums of weeks or months"));
}

#[test]
fn weeks_that_stand_as_days_reach_a_week_further_and_show_growth() {
    let dates = ["09-07", "09-14", "09-21", "09-28", "10-05", "10-12", "10-19", "10-26", "11-02", "11-09"];
    // 1 % a week: 1.01^52.18 − 1 = 68.1 % a year.
    let grown = |week: usize| (100_000.0 * libm::pow(1.01, week as f64)).round() as u32;
    let text: String = dates.iter().enumerate().map(|(week, date)| row(&format!("2026-{date}"), grown(week))).collect();
    let usage = read(&[("weeks.csv", &format!("{HEAD}{text}"))]);
    assert_eq!(usage.sources[0].to, "2026-11-16 00:00");
    let growth = usage.globals.iter().find(|one| one.key == "growth").expect("ten weeks");
    assert!((growth.value.expect("a number") - 68.07).abs() < 0.1 && growth.how == How::Derived, "{growth:?}");
    // It grows, so the newest four weeks count: 106,152 + 107,214 + 108,286 + 109,369 = 431,021, × 730.5 ÷ 672 = 468,543.
    let requests = value(&usage.workloads[0], "requests").expect("counted");
    assert!((requests - 468_543.0).abs() < 2.0, "{requests}");
    // Ten equal weeks show none, and no range of nothing.
    let flat: String = dates.iter().map(|date| row(&format!("2026-{date}"), 7_000)).collect();
    let usage = read(&[("weeks.csv", &format!("{HEAD}{flat}"))]);
    assert_eq!(value(&usage.workloads[0], "requests"), Some(30_438.0), "1,000 a day");
    let growth = usage.globals.iter().find(|one| one.key == "growth").expect("ten weeks");
    assert!(growth.text.is_empty() && !growth.rule.contains("between 0"), "{}", growth.rule);
}

#[test]
fn the_last_hour_of_whole_weeks_counts() {
    // Three weeks of two requests an hour, the last hour with one: 1,007 requests in 504 hours.
    let row = |hour: u32, second: u32| format!("2026-11-{:02}T{:02}:00:0{second}Z,3500,10\n", 2 + hour / 24, hour % 24);
    let rows: String =
        (0..504).map(|hour| row(hour, 0) + &if hour == 503 { String::new() } else { row(hour, 1) }).collect();
    let usage = read(&[("log.csv", &format!("time,input_tokens,output_tokens\n{rows}"))]);
    let one = &usage.workloads[0];
    // 1,007 · 730.5 ÷ 504 = 1,459.6.
    assert_eq!((one.totals.requests, value(one, "requests")), (Some(1_007.0), Some(1_460.0)));
    // Lengths are counted in steps of 1 %; none is beyond the prompts that were read.
    assert_eq!(value(one, "input_p95"), Some(3_500.0));
}

fn question(usage: &Usage) -> String {
    let query = query::read(&usage.pairs, &CATALOG);
    report::answer(&query, &CATALOG, 100).reasons.expect("reasons").memo[0].paragraphs[0].plain()
}

#[test]
fn a_report_does_not_call_a_default_measured() {
    let daily: Vec<String> = (1..=28).map(|day| format!("2026-10-{day:02},gpt-5.6-luna,5000000,400000")).collect();
    let daily = daily.join("\n");
    let usage = read(&[("days.csv", &format!("date,model,input_tokens,output_tokens\n{daily}"))]);
    let default = " Requests that were not measured stand at the default of 100,000 a month.";
    let asked = question(&usage);
    assert!(asked.ends_with(&format!("Neither its requests nor its tokens were measured.{default}")), "{asked}");
    let untimed = r#"{"model":"gpt-5.6-luna","usage":{"prompt_tokens":1000,"completion_tokens":100}}"#;
    let usage = read(&[("log.jsonl", untimed)]);
    let asked = question(&usage);
    assert!(asked.ends_with(&format!("Its tokens were measured, its requests were not.{default}")), "{asked}");
    let known = usage.issues.iter().any(|one| one.sentence.contains("the case takes 100,000 a month: a default"));
    assert!(known, "{:?}", usage.issues);
}

#[test]
fn a_file_that_breaks_off_keeps_what_was_read_and_the_other_files() {
    let mut reader = UsageReader::new();
    reader.broken("gone.csv", "It cannot be read.");
    let line = r#"{"time":"2026-11-02T00:00:00Z","prompt_tokens":10,"completion_tokens":5}"#;
    reader.push("log.jsonl", line.as_bytes());
    reader.broken("log.jsonl", "It breaks off.");
    reader.push("more.jsonl", line.replace("10", "20").as_bytes());
    let usage = reader.finish(&CATALOG, &[], &[]);
    assert_eq!(usage.workloads[0].totals.input, 30.0);
    let said: Vec<(&str, &str)> =
        usage.issues.iter().filter(|one| one.wrong).map(|one| (one.file.as_str(), one.sentence.as_str())).collect();
    assert_eq!(said, [("gone.csv", "It cannot be read."), ("log.jsonl", "It breaks off.")]);
}
