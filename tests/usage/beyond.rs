//! One row of many that cannot be: its tokens or its time.

use super::{read, value};
use build_or_buy::usage::{Usage, UsageReader};

/// One request in every hour of two weeks from Monday 2026-06-01, 1,780,272,000 seconds; some have other tokens in or times.
fn log(id: &str, tokens: impl Fn(u32) -> Option<u64>, time: impl Fn(u32) -> Option<u32>) -> String {
    let row = |hour: u32| {
        let time = time(hour).unwrap_or(1_780_272_300 + hour * 3_600);
        format!(
            "{{\"id\":\"{id}{hour}\",\"created\":{time},\"model\":\"gpt-5.6-terra\",\"usage\":{{\"prompt_tokens\":{},\"completion_tokens\":300}}}}\n",
            tokens(hour).unwrap_or(2_000)
        )
    };
    (0..336).map(row).collect()
}

fn none<T>(_: u32) -> Option<T> {
    None
}

fn at<T>(hour: u32, value: T) -> impl Fn(u32) -> Option<T>
where
    T: Copy,
{
    move |one| (one == hour).then_some(value)
}

fn said<'a>(usage: &'a Usage, part: &str) -> Option<&'a str> {
    usage.issues.iter().find(|one| one.sentence.contains(part)).map(|one| one.file.as_str())
}

#[test]
fn tokens_that_no_model_reads_at_once_are_left_out_and_named() {
    // Milliseconds stand in the tokens' column of one row: 335 requests of 2,000 are left, 335 · 730.5 ÷ 336 = 728.3 a month.
    let odd = log("a", at(48, 1_780_272_300_000), none);
    let plain = log("b", none, none);
    let usage = read(&[("odd.jsonl", &odd)]);
    let one = &usage.workloads[0];
    assert_eq!((value(one, "input_tokens"), one.totals.requests), (Some(2_000.0), Some(335.0)), "{:?}", usage.issues);
    let told = "Row 49 has 1,780,272,300,000 tokens a request, over 100 times as many as any other row: left out";
    assert_eq!(said(&usage, told), Some("odd.jsonl"), "{:?}", usage.issues);
    // Of two files the one that it stands in is named, and lists it.
    let usage = read(&[("plain.jsonl", &plain), ("odd.jsonl", &odd)]);
    assert_eq!(said(&usage, "Row 49 has"), Some("odd.jsonl"), "{:?}", usage.issues);
    let left: Vec<(u64, usize)> = usage.files.iter().map(|file| (file.rows, file.left_out.len())).collect();
    assert_eq!(left, [(336, 0), (335, 1)], "{:?}", usage.files);
    assert_eq!(value(&usage.workloads[0], "input_tokens"), Some(2_000.0));
    // Three of them, one by its tokens out, and the same again after more files.
    let several = log("a", |hour| [7, 9].contains(&hour).then_some(u64::from(hour) * 1_000_000_000), none);
    let several = several.replacen("\"completion_tokens\":300", "\"completion_tokens\":1780272300", 1);
    let mut reader = UsageReader::new();
    reader.push("several.jsonl", several.as_bytes());
    let first = reader.finish(&super::CATALOG, &[], &[]);
    assert_eq!(first.workloads[0].totals.requests, Some(333.0), "{:?}", first.issues);
    let again = reader.finish(&super::CATALOG, &[], &[]);
    assert_eq!(serde_json::to_string(&first).expect("JSON"), serde_json::to_string(&again).expect("JSON"));
}

#[test]
fn a_row_far_beyond_the_others_that_may_be_counts_and_is_named() {
    // 250,000 tokens are 125 times 2,000 and more than a tenth of 335 · 2,000 + 336 · 300 + 250,000.
    let usage = read(&[("log.jsonl", &log("a", at(48, 250_000), none))]);
    assert_eq!(usage.workloads[0].totals.requests, Some(336.0));
    let told = "Row 49 has 250,000 tokens a request, over 100 times as many as any other row: it counts";
    assert_eq!(said(&usage, told), Some("log.jsonl"), "{:?}", usage.issues);
    // A long prompt of 75 times the others is one.
    assert_eq!(said(&read(&[("log.jsonl", &log("a", at(48, 150_000), none))]), "any other row"), None);
}

#[test]
fn many_such_rows_of_a_log_are_one_sentence() {
    // Seconds since 1970 stand in the tokens of six of 336 requests, first, last and between.
    let odd = [0, 48, 49, 200, 300, 335];
    let usage = read(&[("log.jsonl", &log("a", |hour| odd.contains(&hour).then_some(1_780_272_300), none))]);
    let one = &usage.workloads[0];
    assert_eq!((value(one, "input_tokens"), one.totals.requests), (Some(2_000.0), Some(330.0)), "{:?}", usage.issues);
    let told = "Rows 1, 49, 50 and others have up to 1,780,272,300 tokens a request, over 100 times as many as any other row: left out, since no model reads or writes as much.";
    assert_eq!(said(&usage, told), Some("log.jsonl"), "{:?}", usage.issues);
    assert_eq!((usage.files[0].rows, usage.files[0].left_out[0].rows), (330, 6));
}

#[test]
fn rows_that_state_no_requests_are_looked_at_too() {
    // 28 days of an export that counts no requests, one of them a hundred thousand times the others: nobody can say that it
    // cannot be, so it counts and is named.
    let head = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n";
    let rows = |odd: u64| {
        let tokens = |day: u32| if day == 14 { odd } else { 2_900_000 };
        let row =
            |day: u32| format!("2026-10-{day:02},claude-sonnet-5-5,prod,Default,standard,{},0,100000\n", tokens(day));
        head.to_owned() + &(1..=28).map(row).collect::<String>()
    };
    let usage = read(&[("tokens.csv", &rows(290_000_000_000))]);
    let told = "Row 15 has 290,000,100,000 tokens, over 100 times as many as any other row: it counts; if it is a mistake, take it out.";
    assert_eq!(said(&usage, told), Some("tokens.csv"), "{:?}", usage.issues);
    assert_eq!(usage.files[0].rows, 28);
    assert_eq!(said(&read(&[("tokens.csv", &rows(29_000_000))]), "any other row"), None);
}

#[test]
fn strays_in_time_on_both_sides_and_one_of_a_few_are_left_out() {
    // A row of 2026-01-01 and one of 2026-10-15: the 334 others cover two weeks.
    let time = |hour| match hour {
        3 => Some(1_767_225_600),
        5 => Some(1_792_022_400),
        _ => None,
    };
    let usage = read(&[("log.jsonl", &log("a", none, time))]);
    assert_eq!(usage.workloads[0].totals.requests, Some(334.0), "{:?}", usage.issues);
    assert!(said(&usage, "1 row says 2026-01-01").is_some() && said(&usage, "1 row says 2026-10-15").is_some());
    // One of 48 requests of two days is of the year before; of two files the one with it is named.
    let lines = |text: &str| text.lines().take(48).flat_map(|line| [line, "\n"]).collect::<String>();
    let odd = lines(&log("a", none, at(3, 1_748_736_000)));
    let usage = read(&[("plain.jsonl", &lines(&log("b", none, none))), ("odd.jsonl", &odd)]);
    assert_eq!(usage.workloads[0].totals.requests, Some(95.0), "{:?}", usage.issues);
    assert_eq!(said(&usage, "1 row says 2025-06-01"), Some("odd.jsonl"), "{:?}", usage.issues);
    let left: Vec<usize> = usage.files.iter().map(|file| file.left_out.len()).collect();
    assert_eq!(left, [0, 1], "{:?}", usage.files);
}

#[test]
fn a_large_row_before_the_weeks_that_count_is_not_said_to_count() {
    // Seventeen days of hours: the newest two whole weeks count, from the 73rd hour on. A row of a million tokens, more than
    // the 800,000 of all others together, stands once before them and once in them.
    let text = |odd: u32| {
        let row = |hour: u32| {
            let tokens = if hour == odd { 1_000_000 } else { 2_000 };
            format!("{},gpt-5.6-terra,{tokens},100\n", 1_780_272_300 + hour * 3_600)
        };
        "time,model,input_tokens,output_tokens\n".to_owned() + &(0..408).map(row).collect::<String>()
    };
    let before = read(&[("log.csv", &text(10))]);
    assert!(said(&before, "over 100 times").is_none(), "{:?}", before.issues);
    assert_eq!(value(&before.workloads[0], "input_tokens"), Some(2_000.0));
    let inside = read(&[("log.csv", &text(100))]);
    assert!(said(&inside, "Row 102 has 1,000,000 tokens a request, over 100 times").is_some(), "{:?}", inside.issues);
}
