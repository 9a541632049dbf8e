//! Which part of a file counts: its last day, weeks and months as single rows, its last hour; and what a report says of what
//! was not in it.

use super::{CATALOG, input, read, value};
use build_or_buy::inputs::link as query;
use build_or_buy::report;
use build_or_buy::usage::{Evidence, How, Usage, UsageReader};

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
    let told = usage.issues.iter().any(|one| one.sentence.contains("2026-11-10, holds less than half"));
    assert!(told, "{:?}", usage.issues);
    // Its row is not one of those used.
    let file = &usage.files[0];
    assert_eq!((file.records, file.rows), (10, 9));
    let left = &file.left_out[0];
    assert!(left.reason.contains("2026-11-10") && left.rows == 1 && left.tokens == Some(110_000.0), "{left:?}");
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
    let told =
        format!("Its tokens were measured, its requests were not.{default} What a cache serves was not measured");
    assert!(asked.contains(&told), "{asked}");
    let known = usage.issues.iter().any(|one| one.sentence.contains("the case takes 100,000 a month: a default"));
    assert!(known, "{:?}", usage.issues);
}

#[test]
fn a_report_says_that_a_model_no_file_names_is_a_default() {
    let log = |model: &str| -> String {
        let row = |at: u32| format!("2026-11-{:02}T{:02}:30:00Z{model},900,100\n", 2 + at / 24, at % 24);
        let head = if model.is_empty() { "time" } else { "time,model" };
        format!("{head},input_tokens,output_tokens\n{}", (0..336).map(row).collect::<String>())
    };
    let usage = read(&[("log.csv", &log(""))]);
    let asked = question(&usage);
    let told = " Its numbers were measured. The model bought today was not measured: it stands at the default, Claude Sonnet 5.5. \
                What a cache serves was not measured: it stands at the default, 50 % of the tokens in.";
    assert!(asked.ends_with(told), "{asked}");
    let known = usage.issues.iter().filter(|one| one.sentence.contains("the case takes Claude Sonnet 5.5: a default"));
    assert_eq!(known.count(), 1, "{:?}", usage.issues);
    let usage = read(&[("log.csv", &log(",gpt-5.6-luna"))]);
    let asked = question(&usage);
    assert!(asked.contains(" Its numbers were measured. What a cache serves was not"), "{asked}");
    assert!(usage.issues.iter().all(|one| !one.sentence.contains("a default")), "{:?}", usage.issues);
}

#[test]
fn the_ledger_calls_no_name_no_model_and_no_week_measured() {
    // Days counted, so the hours of the week are the catalog's; the model is the newest of its name.
    let row = |day: u32| format!("2026-10-{day:02},mistral-large-latest,1000,1000000,100000\n");
    let days: String = (1..=28).map(row).collect();
    let usage = read(&[("days.csv", &format!("{HEAD}{days}"))]);
    let query = query::read(&usage.pairs, &CATALOG);
    let report = report::answer(&query, &CATALOG, 100);
    let source = |name: &str| {
        let key = format!("{}.{name}", usage.workloads[0].slug);
        report.ledger.iter().find(|row| row.key == key).expect("a row").source.as_str()
    };
    assert_eq!(["name", "model", "shape"].map(source), ["from your file"; 3]);
    assert_eq!(["requests", "input_tokens"].map(source), ["measured by you"; 2]);
    // Not a number of the workload.
    assert_eq!(source("measured"), "");
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

#[test]
fn requests_that_all_stand_at_midnight_are_known_by_day() {
    // Two weeks from Monday 2026-11-02: ten requests a weekday, four on Saturdays and Sundays: 2 · (50 + 8) = 116.
    let log = |clock: &str| -> String {
        let row = |day: u32, at: u32| format!("2026-11-{:02}{clock},gpt-5.6-luna,{},100\n", day + 2, 900 + at);
        let of = |day: u32| (0..if day % 7 < 5 { 10 } else { 4 }).map(move |at| row(day, at)).collect::<String>();
        let rows: String = (0..14).map(of).collect();
        format!("time,model,prompt_tokens,completion_tokens\n{rows}")
    };
    let days = read(&[("days.csv", &log(""))]);
    let shape = |usage: &Usage| input(&usage.workloads[0], "shape").text.clone();
    for clock in [" 00:00:00", "T00:00:00.000Z", "T00:00+02:00", "T00:00:00-05:00", "T00:00:00+05:30"] {
        let usage = read(&[("log.csv", &log(clock))]);
        let (one, source) = (&usage.workloads[0], &usage.sources[0]);
        // 116 · 730.5 ÷ 336 = 252.2.
        assert_eq!((one.totals.requests, value(one, "requests")), (Some(116.0), Some(252.0)), "{clock}");
        assert_eq!((source.bucket, source.hours, one.evidence), ("day", 336.0, Evidence::Days), "{clock}");
        assert_eq!((source.from.as_str(), source.to.as_str()), ("2026-11-02 00:00", "2026-11-16 00:00"), "{clock}");
        assert_eq!(shape(&usage), shape(&days), "{clock}");
        assert!(!source.naive && usage.globals.iter().all(|input| input.key != "minute_burst"), "{clock}");
        assert!(usage.issues.iter().any(|one| one.sentence.contains("stand at midnight")), "{:?}", usage.issues);
    }
    // Records of JSON with ids, and the same file again.
    let line = |at: u32| {
        let day = at / 10 + 2;
        format!(
            "{{\"id\":\"r{at}\",\"time\":\"2026-11-{day:02}T00:00:00Z\",\"usage\":{{\"prompt_tokens\":900,\"completion_tokens\":100}}}}\n"
        )
    };
    let lines: String = (0..140).map(line).collect();
    let usage = read(&[("a.jsonl", &lines), ("b.jsonl", &lines)]);
    let (one, source) = (&usage.workloads[0], &usage.sources[0]);
    assert_eq!((one.totals.requests, source.bucket, source.hours), (Some(140.0), "day", 336.0));
}

#[test]
fn one_request_at_another_time_or_a_handful_at_midnight_are_moments() {
    let head = "time,prompt_tokens,completion_tokens\n";
    let row = |day: u32, clock: &str| format!("2026-11-{:02}T{clock}Z,900,100\n", day + 2);
    let two = |day: u32| row(day, "00:00:00").repeat(2);
    let midnights: String = (0..14).map(two).collect();
    let usage = read(&[("log.csv", &format!("{head}{midnights}{}", row(13, "00:00:01")))]);
    let (one, source) = (&usage.workloads[0], &usage.sources[0]);
    // 29 requests from the first moment to the last, 13 days and a second apart: 29/28 of that is covered.
    let covered = (312.0 + 1.0 / 3_600.0) * 29.0 / 28.0;
    assert_eq!((one.totals.requests, source.bucket), (Some(29.0), "request"));
    assert!((source.hours - covered).abs() < 1e-6, "{}", source.hours);
    let few = read(&[("few.csv", &format!("{head}{}{}{}", two(0), two(1), row(2, "00:00:00")))]);
    assert_eq!((few.sources[0].bucket, few.workloads[0].totals.requests), ("request", Some(5.0)));
    let once = read(&[("once.csv", &format!("{head}{}", row(0, "00:00:00").repeat(40)))]);
    assert_eq!((once.sources[0].bucket, once.workloads[0].totals.requests), ("request", Some(40.0)));
    // Each file by itself: days in one, moments in the other.
    let day = |clock: &'static str| (0..14).map(|at| row(at, clock).repeat(2)).collect::<String>();
    let (a, b) = (format!("{head}{midnights}"), format!("{head}{}", day("09:30:00")));
    let usage = read(&[("a.csv", &a), ("b.csv", &b)]);
    assert_eq!(usage.workloads[0].totals.requests, Some(56.0));
    assert_eq!((usage.sources[0].bucket, usage.sources[0].to.as_str()), ("day", "2026-11-16 00:00"));
}

#[test]
fn a_month_made_of_part_of_a_week_says_so_and_names_no_hour_of_a_day_it_never_saw() {
    // Monday to Wednesday, 100 requests an hour, 300 at 14:00 UTC.
    let mut text = String::from("time,model,input_tokens,output_tokens,requests\n");
    for day in 2..5 {
        for hour in 0..24 {
            let many = if hour == 14 { 300 } else { 100 };
            text.push_str(&format!("2026-11-{day:02}T{hour:02}:00:00Z,gpt-5.6-luna,{},{},{many}\n", many * 10, many));
        }
    }
    let usage = read(&[("three.csv", &text)]);
    let one = &usage.workloads[0];
    assert!(
        input(one, "requests").rule.starts_with("3 of 7 weekdays seen, the rest assumed as in the measured"),
        "{}",
        input(one, "requests").rule
    );
    assert_eq!((one.evidence, one.busiest), (Evidence::Hours, None));
    // Every day has the same hours, so 14:00 is the busiest of each; which day is, nobody knows.
    for day in one.week.chunks(24) {
        let most = day.iter().copied().fold(0.0, f64::max);
        assert_eq!(day.iter().position(|hour| *hour == most), Some(14));
    }
}
