//! Totals, parts of them and counts that are no numbers.

use super::{read, value, wrong};

/// Two weeks of a record an hour.
fn hourly(record: impl Fn(u32, &str) -> String) -> String {
    (0..336).map(|at| record(at, &format!("2026-11-{:02}T{:02}:10:00Z", 1 + at / 24, at % 24)) + "\n").collect()
}

#[test]
fn of_a_total_and_one_part_the_other_follows_and_a_total_alone_is_told() {
    let observed = |details: &str| {
        hourly(|at, time| {
            format!(
                r#"{{"id":"o{at}","traceId":"t{at}","type":"GENERATION","name":"answer","startTime":"{time}","model":"gpt-5.6-terra","usageDetails":{details}}}"#
            )
        })
    };
    for details in [r#"{"input":2000,"total":2300}"#, r#"{"output":300,"total":2300}"#] {
        let usage = read(&[("log.jsonl", &observed(details))]);
        let of = |key: &str| value(&usage.workloads[0], key);
        assert_eq!((of("input_tokens"), of("output_tokens")), (Some(2_000.0), Some(300.0)), "{:?}", usage.issues);
    }
    let usage = read(&[("log.jsonl", &observed(r#"{"total":2300}"#))]);
    let told =
        "Rows 1, 2, 3 and others have a total of tokens, and not how many of them went in and out: 336 left out.";
    assert_eq!(wrong(&usage), [told]);
}

#[test]
fn spans_of_openinference_are_calls_of_models() {
    let span = |at: u64, kind: &str, id: u64, parent: &str| {
        let attribute = |key: &str, value: &str| format!(r#"{{"key":"{key}","value":{value}}}"#);
        let count = |key: &str, value: u32| attribute(key, &format!(r#"{{"intValue":"{value}"}}"#));
        let text = |key: &str, value: &str| attribute(key, &format!(r#"{{"stringValue":"{value}"}}"#));
        let attributes = [
            text("openinference.span.kind", kind),
            text("llm.model_name", "gpt-5.6-terra"),
            count("llm.token_count.prompt", 2_000),
            count("llm.token_count.completion", 300),
            count("llm.token_count.prompt_details.cache_read", 500),
            count("llm.token_count.completion_details.reasoning", 100),
        ];
        format!(
            r#"{{"traceId":"t{at}","spanId":"{id}","parentSpanId":"{parent}","startTimeUnixNano":"{}000000000","attributes":[{}]}}"#,
            1_793_577_600 + at * 3_600,
            attributes.join(",")
        )
    };
    // A chain around each call repeats its tokens: 336 calls, and a quarter of their input was cached.
    let spans: Vec<String> =
        (0..336).flat_map(|at| [span(at, "CHAIN", 2 * at, ""), span(at, "LLM", 2 * at + 1, "x")]).collect();
    let text = format!(
        r#"{{"resourceSpans":[{{"resource":{{"attributes":[]}},"scopeSpans":[{{"spans":[{}]}}]}}]}}"#,
        spans.join(",")
    );
    let usage = read(&[("spans.json", &text)]);
    let one = &usage.workloads[0];
    let of = |key: &str| value(one, key);
    assert_eq!((one.totals.requests, one.model.as_str()), (Some(336.0), "openai/gpt-5.6-terra"), "{:?}", usage.issues);
    assert_eq!(
        (of("input_tokens"), of("output_tokens"), of("reasoning_tokens")),
        (Some(2_000.0), Some(200.0), Some(100.0))
    );
    assert_eq!(of("cached"), Some(25.0));
}

#[test]
fn a_total_that_does_not_add_up_and_an_amount_in_euros_are_told_with_their_rows() {
    // Hour 7 of 2,000 in and 300 out states 9,000 in all.
    let told = "has a total that its tokens in and out do not add up to: they count, and the total does not.";
    let said = |usage: &build_or_buy::usage::Usage| -> Vec<(u64, String)> {
        usage.issues.iter().filter(|one| one.row > 0).map(|one| (one.row, one.sentence.clone())).collect()
    };
    let total = |at: u32| if at == 7 { 9_000 } else { 2_300 };
    let table = hourly(|at, time| format!("{time},gpt-5.6-terra,2000,300,{}", total(at)));
    let usage = read(&[("log.csv", &format!("time,model,input_tokens,output_tokens,total_tokens\n{table}"))]);
    assert_eq!(said(&usage), [(9, format!("Row 9 {told}"))]);
    assert_eq!((usage.workloads[0].totals.requests, wrong(&usage).len()), (Some(336.0), 0));
    let log = hourly(|at, time| {
        format!(
            r#"{{"id":"a{at}","time":"{time}","model":"gpt-5.6-terra","usage":{{"prompt_tokens":2000,"completion_tokens":300,"total_tokens":{}}}}}"#,
            total(at)
        )
    });
    assert_eq!(said(&read(&[("log.jsonl", &log)])), [(8, format!("Row 8 {told}"))]);
    // Rows 6 and 11 are in euros.
    let table = hourly(|at, time| {
        format!("{time},gpt-5.6-terra,2000,300,0.01,{}", if [4, 9].contains(&at) { "EUR" } else { "USD" })
    });
    let usage = read(&[("log.csv", &format!("time,model,input_tokens,output_tokens,cost,currency\n{table}"))]);
    let told = "Rows 6, 11 have an amount that is not in US dollars and cannot be added to dollars, so no bill is made, of other files neither: give today’s bill.";
    assert_eq!(said(&usage), [(6, told.to_owned())]);
}

#[test]
fn counts_that_are_no_numbers_are_told_in_one_sentence_with_their_rows() {
    let odd = |at: u32| match at {
        5 => "Infinity",
        6 => "-20",
        7 => "NaN",
        _ => "2000",
    };
    let told = "have tokens that are no plain number from 0 on, as 12k, -5 and Infinity are not: 3 left out.";
    let table = hourly(|at, time| format!("{time},gpt-5.6-terra,{},300", odd(at)));
    let usage = read(&[("log.csv", &format!("time,model,input_tokens,output_tokens\n{table}"))]);
    assert_eq!(wrong(&usage), [format!("Rows 7, 8, 9 {told}")]);
    assert_eq!(usage.workloads[0].totals.requests, Some(333.0));
    let log = hourly(|at, time| {
        format!(
            r#"{{"id":"a{at}","time":"{time}","model":"gpt-5.6-terra","usage":{{"prompt_tokens":{},"completion_tokens":300}}}}"#,
            odd(at)
        )
    });
    let usage = read(&[("log.jsonl", &log)]);
    assert_eq!(wrong(&usage), [format!("Rows 6, 7, 8 {told}")]);
}

#[test]
fn rows_that_are_left_out_make_no_long_prompts() {
    // Of ten hours two failed and one was answered from the gateway's cache, all with prompts of 150,000 tokens.
    let log = hourly(|at, time| {
        let (tokens, status, hit) = match at % 10 {
            0 | 1 => (150_000, "failure", "False"),
            2 => (150_000, "success", "True"),
            _ => (2_000, "success", "False"),
        };
        format!(
            r#"{{"request_id":"a{at}","call_type":"acompletion","spend":0.01,"prompt_tokens":{tokens},"completion_tokens":300,"startTime":"{time}","model":"gpt-5.6-terra","status":"{status}","cache_hit":"{hit}"}}"#
        )
    });
    let usage = read(&[("log.jsonl", &log)]);
    let of = |key: &str| value(&usage.workloads[0], key);
    assert_eq!((of("input_p95"), of("above_tier")), (Some(2_000.0), Some(0.0)));
}

#[test]
fn totals_of_two_files_that_differ_a_little_count_once_and_the_larger_of_them() {
    // Two weeks of 1,000 requests a day, 2,100,000 tokens; by model the same days, 3 % more or less of them, or a fifth.
    let days = |part: f64| {
        let row = |day: u32| {
            format!("2026-11-{:02},{},{},{}\n", 1 + day, 1_000.0 * part, 2_000_000.0 * part, 100_000.0 * part)
        };
        "date,requests,input_tokens,output_tokens\n".to_owned() + &(0..14).map(row).collect::<String>()
    };
    let models = |part: f64| {
        let row = |day: u32, model: &str| {
            format!("2026-11-{:02},{model},{},{},{}\n", 1 + day, 500.0 * part, 1_000_000.0 * part, 50_000.0 * part)
        };
        let rows = |day: u32| row(day, "gpt-5.6-luna") + &row(day, "gpt-5.6-terra");
        "date,model,requests,input_tokens,output_tokens\n".to_owned() + &(0..14).map(rows).collect::<String>()
    };
    for (a, b, all, percent, files) in [
        (days(1.0), models(1.03), 14_420.0, "3 %", [0, 28]),
        (days(1.0), models(0.97), 14_000.0, "3 %", [14, 0]),
        (models(1.03), days(1.0), 14_420.0, "3 %", [28, 0]),
        (models(0.97), days(1.0), 14_000.0, "3 %", [0, 14]),
        (days(1.0), models(1.2), 30_800.0, "17 %", [14, 28]),
        (days(1.0), models(0.8), 25_200.0, "25 %", [14, 28]),
    ] {
        let usage = read(&[("a.csv", &a), ("b.csv", &b)]);
        let requests: f64 = usage.workloads.iter().filter_map(|one| one.totals.requests).sum();
        let told = usage.issues.iter().find(|one| one.sentence.contains("too, grouped another way"));
        let told = &told.expect("it is said").sentence;
        assert!((requests - all).abs() < 1e-6 && told.contains(percent), "{requests}, {all}: {told}");
        let counts = if files.contains(&0) {
            "so the file with more counts, once"
        } else {
            "so both count; if it is the same usage"
        };
        assert!(told.contains(counts), "{told}");
        assert_eq!([usage.files[0].rows, usage.files[1].rows], files, "{told}");
    }
}
