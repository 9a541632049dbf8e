//! Files that were once read to a wrong number: rows that are shifted, days that were not over, and what stands elsewhere.

use super::{read, value, wrong};
use build_or_buy::usage::Usage;

fn close(got: Option<f64>, wanted: f64) -> bool {
    got.is_some_and(|got| (got / wanted - 1.0).abs() < 0.002)
}

fn bill(usage: &Usage) -> Option<f64> {
    usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value)
}

fn said(usage: &Usage, part: &str) -> bool {
    usage.issues.iter().any(|one| one.sentence.contains(part))
}

/// One request an hour for two weeks from Monday 2026-11-02, as lines that name the day, the hour and the number.
fn hourly(row: impl Fn(u32, u32, u32) -> String) -> String {
    (0..336).map(|hour| row(hour / 24 + 2, hour % 24, hour) + "\n").collect()
}

#[test]
fn a_row_with_too_few_or_too_many_cells_is_left_out() {
    let table = |odd: &str| {
        let rows = hourly(|day, hour, at| {
            if at == 4 { odd.to_owned() } else { format!("2026-11-{day:02}T{hour:02}:30:00Z,gpt-5.5,1000,300,4500") }
        });
        format!("timestamp,model,input_tokens,output_tokens,duration_ms\n{rows}")
    };
    // All that stands have 1,000 in and 300 out; a shifted row has 300 or 1 in.
    for (odd, part) in [
        ("2026-11-02T04:30:00Z,1000,300,4500", "Row 6 has fewer cells than the header"),
        ("2026-11-02T04:30:00Z,gpt-5.5,1,000,300,4500", "Row 6 has more cells than the header"),
    ] {
        let usage = read(&[("file.csv", &table(odd))]);
        assert!(wrong(&usage).iter().any(|one| one.starts_with(part)), "{:?}", usage.issues);
        assert_eq!((usage.files[0].rows, value(&usage.workloads[0], "input_tokens")), (335, Some(1_000.0)));
    }
}

#[test]
fn empty_cells_at_the_end_may_be_missing_or_too_many() {
    for row in ["2026-11-02T09:00:00Z,gpt-5.5,1000,300", "2026-11-02T09:00:00Z,gpt-5.5,1000,300,,"] {
        let text = format!(
            "timestamp,model,input_tokens,output_tokens,note\n2026-11-02T08:00:00Z,gpt-5.5,1000,300,\n{row}\n2026-11-02T10:00:00Z,gpt-5.5,1000,300,\n"
        );
        let usage = read(&[("file.csv", &text)]);
        assert!(wrong(&usage).is_empty() && usage.files[0].rows == 3, "{:?}", usage.issues);
    }
}

#[test]
fn the_fuller_record_of_a_day_counts_in_either_order() {
    // 1,000 requests a day; the first file was exported when a tenth of Sunday the 15th was over.
    let file = |days: std::ops::Range<u32>, last: u32| {
        let rows = days.clone().map(|day| {
            let many = if day + 1 == days.end { last } else { 1_000 };
            format!("2026-11-{day:02},2026-11-{:02},p,gpt-5.5,{many}000,{many}00,{many},0\n", day + 1)
        });
        "start_time,end_time,project_id,model,input_tokens,output_tokens,num_model_requests,input_cached_tokens\n"
            .to_owned()
            + &rows.collect::<String>()
    };
    let (early, late) = (file(2..16, 100), file(9..23, 1_000));
    for files in [[("a.csv", &*early), ("b.csv", &*late)], [("b.csv", &*late), ("a.csv", &*early)]] {
        // 14 whole days of 1,000: 14,000 · 730.5 ÷ 336 = 30,437.5 a month.
        let usage = read(&files);
        assert!(
            close(value(&usage.workloads[0], "requests"), 30_437.5),
            "{:?}",
            value(&usage.workloads[0], "requests")
        );
        assert_eq!(usage.files.iter().map(|file| file.rows).sum::<u64>(), 21);
    }
}

#[test]
fn a_gateways_tokens_in_may_leave_out_what_the_cache_holds() {
    let log = hourly(|day, hour, at| {
        format!(
            r#"{{"request_id":"c{at}","call_type":"acompletion","spend":0.01,"prompt_tokens":31,"completion_tokens":467,"startTime":"2026-11-{day:02}T{hour:02}:30:00Z","model":"claude-opus-5","metadata":{{"usage_object":{{"cache_creation_input_tokens":1253,"cache_read_input_tokens":0}}}}}}"#
        )
    });
    let days: Vec<String> = (1..15)
        .map(|day| {
            let metrics = r#"{"prompt_tokens":31000,"completion_tokens":46700,"cache_read_input_tokens":0,"cache_creation_input_tokens":1253000,"successful_requests":1000,"api_requests":1000}"#;
            format!(r#"{{"date":"2026-11-{day:02}","metrics":{metrics},"breakdown":{{"models":{{"claude-opus-5":{{"metrics":{metrics}}}}}}}}}"#)
        })
        .collect();
    // 31 + 1,253 = 1,284 in, 1,253 ÷ 1,284 = 97.6 % written.
    for text in [log, format!(r#"{{"results":[{}]}}"#, days.join(","))] {
        let usage = read(&[("file.json", &text)]);
        let workload = &usage.workloads[0];
        assert_eq!(value(workload, "input_tokens"), Some(1_284.0));
        assert!(close(value(workload, "cache_writes"), 97.586), "{:?}", value(workload, "cache_writes"));
    }
}

#[test]
fn dates_without_marks_are_dates() {
    let requests = |time: &dyn Fn(u32, u32) -> String| {
        hourly(|day, hour, at| {
            format!(
                r#"{{"id":"c{at}","timestamp":{},"model":"gpt-5.5","usage":{{"prompt_tokens":1000,"completion_tokens":300}}}}"#,
                time(day, hour)
            )
        })
    };
    for text in [
        requests(&|day, hour| format!("\"202611{day:02}{hour:02}3000\"")),
        requests(&|day, hour| format!("202611{day:02}{hour:02}3000")),
        requests(&|day, hour| format!("\"202611{day:02}T{hour:02}3000Z\"")),
    ] {
        let usage = read(&[("log.jsonl", &text)]);
        let source = &usage.sources[0];
        assert_eq!((&*source.from, &*source.to), ("2026-11-02 00:30", "2026-11-15 23:30"), "{}", &text[..60]);
    }
    let rows: Vec<String> = (2..16).map(|day| format!("202611{day:02},gpt-5.5,100,100000,20000\n")).collect();
    let rows = rows.concat();
    let usage = read(&[("days.csv", &format!("Date,Model,Requests,Input Tokens,Output Tokens\n{rows}"))]);
    // 1,400 in two weeks: 1,400 · 730.5 ÷ 336 = 3,043.75 a month.
    assert_eq!(usage.sources[0].from, "2026-11-02 00:00");
    assert!(close(value(&usage.workloads[0], "requests"), 3_043.75));
}

#[test]
fn events_of_a_stream_in_a_log_count_their_last_usage() {
    let text = hourly(|day, hour, at| {
        let time = format!("2026-11-{day:02}T{hour:02}:30:00Z");
        [
            format!(r#"{{"ts":"{time}","type":"message_start","message":{{"id":"m{at}","model":"claude-opus-5","usage":{{"input_tokens":100,"cache_creation_input_tokens":0,"cache_read_input_tokens":900,"output_tokens":1}}}}}}"#),
            format!(r#"{{"ts":"{time}","type":"content_block_delta","delta":{{"text":"hello"}}}}"#),
            format!(r#"{{"ts":"{time}","type":"message_delta","delta":{{"stop_reason":"end_turn"}},"usage":{{"output_tokens":80}}}}"#),
            format!(r#"{{"ts":"{time}","type":"message_stop"}}"#),
        ]
        .join("\n")
    });
    let usage = read(&[("events.jsonl", &text)]);
    let workload = &usage.workloads[0];
    // 100 + 900 in, 90 % of it cached, 80 out.
    assert_eq!(
        ["input_tokens", "output_tokens", "cached"].map(|key| value(workload, key)),
        [1_000.0, 80.0, 90.0].map(Some)
    );
    assert!(wrong(&usage).is_empty() && usage.files[0].rows == 336, "{:?}", usage.issues);
}

#[test]
fn a_cut_line_costs_no_other_and_a_line_of_garbage_is_told() {
    let line = |day: u32, hour: u32, at: u32| {
        format!(
            r#"{{"id":"c{at}","timestamp":"2026-11-{day:02}T{hour:02}:30:00Z","model":"gpt-5.5","usage":{{"prompt_tokens":1000,"completion_tokens":300}}}}"#
        )
    };
    // A line may be cut behind a bracket, a comma, or inside a text.
    for length in [line(6, 4, 100).find("{\"prompt").unwrap_or(0) + 1, 13, 20] {
        let text = hourly(|day, hour, at| match at {
            100 => line(day, hour, at)[..length].to_owned(),
            200 => "garbage".to_owned(),
            _ => line(day, hour, at),
        });
        let usage = read(&[("log.jsonl", &text)]);
        assert_eq!(usage.files[0].rows, 334, "{length}: {:?}", usage.issues);
        assert!(said(&usage, "1 record is not closed") && said(&usage, "text that is not JSON"), "{:?}", usage.issues);
    }
}

#[test]
fn dollars_of_a_log_are_used_and_other_costs_are_told() {
    let log = |usage: &str, more: &str| {
        hourly(|day, hour, at| {
            format!(
                r#"{{"id":"c{at}","timestamp":"2026-11-{day:02}T{hour:02}:30:00Z","model":"gpt-5.5","usage":{{"prompt_tokens":1000,"completion_tokens":300{usage}}}{more}}}"#
            )
        })
    };
    // 336 requests at a cent in two weeks: 3.36 · 730.5 ÷ 336 = 7.305 dollars a month.
    for (usage, more) in [
        ("", r#","cost_usd":"0.01""#),
        ("", r#","total_cost_usd":0.01"#),
        ("", r#","response_cost":0.01"#),
        (r#","cost":0.01"#, ""),
    ] {
        let read = read(&[("log.jsonl", &log(usage, more))]);
        assert!(close(bill(&read), 7.305), "{usage}{more}: {:?}", bill(&read));
    }
    let read = read(&[("log.jsonl", &log("", r#","cost":0.01"#))]);
    assert!(bill(&read).is_none() && said(&read, "name no currency"), "{:?}", read.issues);
}

#[test]
fn observations_state_their_cost_under_either_name() {
    for cost in [r#""calculatedTotalCost":0.003"#, r#""costDetails":{"input":0.001,"output":0.002,"total":0.003}"#] {
        let text = hourly(|day, hour, at| {
            format!(
                r#"{{"id":"g{at}","traceId":"t{at}","type":"GENERATION","name":"answer","startTime":"2026-11-{day:02}T{hour:02}:30:00Z","model":"claude-sonnet-5","usageDetails":{{"input":100,"output":50,"total":150}},{cost}}}"#
            )
        });
        // 336 at 0.003 in two weeks: 1.008 · 730.5 ÷ 336 = 2.1915 a month.
        let usage = read(&[("log.jsonl", &text)]);
        assert!(close(bill(&usage), 2.1915), "{cost}: {:?}", bill(&usage));
    }
}

#[test]
fn a_step_that_stays_is_told_with_both_levels() {
    // Four weeks of 700 requests a day from Monday 2026-09-07, then four of three times that, 2,100, or of none but growth.
    let log = |many: &dyn Fn(u32) -> u32| {
        let rows = (0..56).map(|day| {
            let date = if day < 24 { format!("2026-09-{:02}", day + 7) } else { String::new() };
            let date = if (24..55).contains(&day) { format!("2026-10-{:02}", day - 23) } else { date };
            let date = if day == 55 { "2026-11-01".to_owned() } else { date };
            format!("{date},gpt-5.5,{0},{0}000,{0}00\n", many(day))
        });
        "Date,Model,Requests,Input Tokens,Output Tokens\n".to_owned() + &rows.collect::<String>()
    };
    // 700 · 730.5 ÷ 24 = 21,306 a month, 63,919 after it.
    let usage = read(&[("days.csv", &log(&|day| if day < 28 { 700 } else { 2_100 }))]);
    assert!(
        said(&usage, "the week of 2026-10-05 on volume is at another level: 63,900 requests a month since, 21,300"),
        "{:?}",
        usage.issues
    );
    // A tenth more each week is growth, and no step.
    let usage = read(&[("days.csv", &log(&|day| 700 + 70 * (day / 7)))]);
    assert!(!said(&usage, "another level"), "{:?}", usage.issues);
}
