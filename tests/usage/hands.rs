//! More of other people's files: older versions, other tools' downloads, dates in words, pages in any order, zones of half an
//! hour, and logs that hold a sample.

use super::variations::{check, counts};
use super::{edited, input, read, value, wrong};

#[test]
fn dates_in_words_and_bars_between_columns() {
    // Two requests of 100 in and 10 out, an hour apart.
    let wanted = (Some(2.0), 200.0, None, None, 20.0, None);
    for (first, second) in [
        ("\"Mon, 02 Nov 2026 09:00:00 GMT\"", "\"Mon, 02 Nov 2026 10:00:00 GMT\""),
        ("\"Nov 2, 2026, 9:00:00 AM\"", "\"Nov 2, 2026, 10:00:00 AM\""),
        ("02/Nov/2026:10:00:00 +0100", "02/Nov/2026:11:00:00 +0100"),
    ] {
        let text = format!(
            "Time,Model,Prompt Tokens,Completion Tokens\n{first},gpt-5.6-luna,100,10\n{second},gpt-5.6-luna,100,10\n"
        );
        check(first, &text, wanted);
        let source = &read(&[("file", &text)]).sources[0];
        assert_eq!((source.from.as_str(), source.to.as_str()), ("2026-11-02 09:00", "2026-11-02 10:00"), "{first}");
    }
    let bars = "request_id|call_type|spend|prompt_tokens|completion_tokens|startTime|model\n1|acompletion|0.1|100|10|2026-11-02 09:14:07.221|gpt-5.6-luna\n";
    check("psql's own marks", bars, (Some(1.0), 100.0, None, None, 10.0, None));
}

#[test]
fn a_file_of_single_bytes_keeps_its_letters() {
    let head = "time,app,input_tokens,output_tokens\n2026-11-02T09:00:00Z,B";
    let bytes: Vec<u8> = head.bytes().chain([0xfc]).chain("ro,100,10\n".bytes()).collect();
    let mut reader = build_or_buy::usage::UsageReader::new();
    reader.push("latin.csv", &bytes);
    assert_eq!(reader.finish(&super::CATALOG, &[], &[]).workloads[0].name, "Büro");
}

#[test]
fn older_exports_of_openai_and_other_gateways_columns() {
    let old = "timestamp,model,n_requests,n_context_tokens_total,n_generated_tokens_total,n_cached_context_tokens_total\n1793577600,gpt-5.6-luna,10,1000,100,400\n";
    check("openai's dashboard of 2024", old, (Some(10.0), 1_000.0, Some(400.0), None, 100.0, None));
    let helicone = r#"{"request_id":"r1","request_created_at":"2026-11-02T09:00:00Z","request_model":"gpt-5.6-luna","prompt_tokens":100,"completion_tokens":10}"#;
    check("helicone's lines", helicone, (Some(1.0), 100.0, None, None, 10.0, None));
    assert_eq!(read(&[("file", helicone)]).workloads[0].model, "openai/gpt-5.6-luna");
    let table = "Created At,Request Model,Status,Prompt Tokens,Completion Tokens\n2026-11-02T09:00:00Z,gpt-5.6-luna,200,100,10\n";
    assert_eq!(read(&[("file", table)]).workloads[0].model, "openai/gpt-5.6-luna");
}

#[test]
fn older_exports_of_langfuse() {
    let wanted = (Some(1.0), 412.0, None, None, 80.0, None);
    let front =
        r#""id":"a","traceId":"t","startTime":"2026-11-03T09:00:00.000Z","type":"GENERATION","model":"gpt-5.6-luna""#;
    check(
        "usage",
        &format!(r#"[{{{front},"usage":{{"input":412,"output":80,"total":492,"unit":"TOKENS"}}}}]"#),
        wanted,
    );
    check("sums", &format!(r#"{{{front},"usageDetails":{{}},"promptTokens":412,"completionTokens":80}}"#), wanted);
    let table = "\"id\",\"traceId\",\"startTime\",\"type\",\"model\",\"inputUsage\",\"outputUsage\",\"usageDetails\"\n\"a\",\"t\",\"2026-11-03T09:00:00Z\",\"GENERATION\",\"gpt-5.6-luna\",\"412\",\"80\",\"{}\"\n";
    check("columns", table, wanted);
}

#[test]
fn a_trace_saved_from_jaeger() {
    let tag = |key: &str, value: &str| format!(r#"{{"key":"{key}","type":"x","value":{value}}}"#);
    let span = |id: &str, parent: &str, operation: &str| {
        let tags = [
            tag("gen_ai.operation.name", &format!("\"{operation}\"")),
            tag("gen_ai.usage.input_tokens", "1000"),
            tag("gen_ai.usage.cache_read.input_tokens", "400"),
            tag("gen_ai.usage.output_tokens", "50"),
            tag("gen_ai.request.model", "\"gpt-5.6-luna\""),
            tag("gen_ai.input.messages", "\"secret\""),
        ];
        let reference = if parent.is_empty() {
            String::new()
        } else {
            format!(r#"{{"refType":"CHILD_OF","traceID":"t","spanID":"{parent}"}}"#)
        };
        format!(
            r#"{{"traceID":"t","spanID":"{id}","operationName":"secret","references":[{reference}],"startTime":1793577600000000,"duration":9,"tags":[{}],"processID":"p1"}}"#,
            tags.join(",")
        )
    };
    let text = format!(
        r#"{{"data":[{{"traceID":"t","spans":[{},{}],"processes":{{"p1":{{"serviceName":"answers","tags":[]}}}}}}],"total":0}}"#,
        span("a", "", "invoke_agent"),
        span("b", "a", "chat")
    );
    check("jaeger", &text, (Some(1.0), 1_000.0, Some(400.0), None, 50.0, None));
    let usage = read(&[("trace.json", &text)]);
    assert_eq!((usage.workloads[0].name.as_str(), usage.sources[0].from.as_str()), ("answers", "2026-11-02 00:00"));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
}

#[test]
fn pages_in_any_order_and_under_one_roof() {
    let page = |hour: i64, more: bool| {
        let start = 1_793_577_600 + hour * 3600;
        format!(
            r#"{{"object":"page","data":[{{"object":"bucket","start_time":{start},"end_time":{},"results":[{{"object":"organization.usage.completions.result","input_tokens":2000,"output_tokens":300,"num_model_requests":10,"model":"gpt-5.6-luna"}}]}}],"has_more":{more}}}"#,
            start + 3600
        )
    };
    let (first, last) = (page(0, true), page(1, false));
    let wanted = (Some(20.0), 4_000.0, None, None, 600.0, None);
    check("the newest first", &format!("[{last},{first}]"), wanted);
    check("under one roof", &format!(r#"{{"pages":[{first},{last}]}}"#), wanted);
    // The newest page says that more follow, wherever it stands.
    for text in [format!("[{first},{}]", page(1, true)), format!("[{},{first}]", page(1, true))] {
        assert!(wrong(&read(&[("file", &text)]))[0].contains("more follow"), "{text}");
    }
    let cloudflare = r#"{"result":[{"created_at":"2026-11-02T09:00:00Z","model":"gpt-5.6-luna","tokens_in":100,"tokens_out":10}],"result_info":{"count":1,"page":1,"per_page":1,"total_count":200}}"#;
    let usage = read(&[("file", cloudflare)]);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("more follow")), "{:?}", usage.issues);
}

#[test]
fn tokens_in_that_are_no_number_are_not_none() {
    let line = |tokens: &str| {
        format!(
            r#"{{"time":"2026-11-02T00:00:00Z","model":"m","usage":{{"prompt_tokens":{tokens},"completion_tokens":10}}}}"#
        )
    };
    let usage = read(&[("log.jsonl", &[line("Infinity"), line("NaN"), line("5")].join("\n"))]);
    assert_eq!((counts(&usage).0, counts(&usage).1), (Some(1.0), 5.0));
    assert_eq!(
        wrong(&usage),
        ["Rows 1, 2 have tokens that are no plain number from 0 on, as 12k, -5 and Infinity are not: 2 left out."]
    );
    for text in ["[]", "[ ]\n"] {
        assert_eq!(wrong(&read(&[("file", text)])), ["This file holds no records: there is no usage in its range."]);
    }
}

/// Two weeks of a log whose clock names no zone, ten times as much in one hour of every day.
fn clocked(busy: usize) -> String {
    let mut text = String::from("time,input_tokens,output_tokens,requests\n");
    for day in 7..21 {
        for hour in 0..24 {
            let many = if hour == busy { 10_000 } else { 1_000 };
            text.push_str(&format!("2026-09-{day:02} {hour:02}:00:00,1000,100,{many}\n"));
        }
    }
    text
}

#[test]
fn a_zone_of_half_an_hour_parts_an_hour_between_two() {
    // 9:00 to 10:00 in Kolkata (+05:30) is 3:30 to 4:30 UTC: of 10,000 and 1,000 requests half each falls into 3 and 4 UTC.
    let text = clocked(9);
    for zone in ["+05:30", "5.5"] {
        let usage = edited(&[("log.csv", &text)], &[("zone", zone)]);
        let week = &usage.workloads[0].week;
        // (10,000 + 1,000) ÷ 2 = 5,500 against 1,000.
        for hour in [3, 4, 27, 28] {
            assert!((week[hour] / week[12] - 5.5).abs() < 0.05, "{zone}, hour {hour}: {}", week[hour] / week[12]);
        }
        for hour in [2, 5] {
            assert!((week[hour] / week[12] - 1.0).abs() < 0.01, "{zone}, hour {hour}");
        }
        // Not a request is lost: 14 days of 33,000 are 33,000 × 30.4375 a month.
        assert!((value(&usage.workloads[0], "requests").expect("known") / (33_000.0 * 30.4375) - 1.0).abs() < 1e-3);
    }
    // Kathmandu (+05:45): 9:00 is 3:15 UTC, so three quarters of it fall into 3 and a quarter into 4.
    let usage = edited(&[("log.csv", &text)], &[("zone", "+05:45")]);
    let week = &usage.workloads[0].week;
    assert!((week[3] / week[12] - 7.75).abs() < 0.1 && (week[4] / week[12] - 3.25).abs() < 0.1, "{:?}", &week[..6]);
    let unknown = edited(&[("log.csv", &text)], &[("zone", "Kolkata")]);
    assert!(wrong(&unknown)[0].starts_with("“Kolkata” is no distance from UTC"), "{:?}", unknown.issues);
    assert_eq!(unknown.workloads[0].busiest, Some(9));
}

#[test]
fn a_sample_stands_for_all_only_where_it_is_said() {
    // Two requests a day for two weeks, a tenth of all.
    let mut text = String::new();
    for day in 7..21 {
        for hour in [8, 20] {
            text.push_str(&format!(
                r#"{{"id":"{day}-{hour}","traceId":"t","startTime":"2026-09-{day:02}T{hour:02}:00:00Z","type":"GENERATION","model":"gpt-5.6-luna","usageDetails":{{"input":412,"output":80}},"totalCost":1.0}}"#
            ));
            text.push('\n');
        }
    }
    let all = read(&[("observations.jsonl", &text)]);
    assert!(all.issues.iter().any(|one| !one.wrong && one.sentence.contains("may be a sample")), "{:?}", all.issues);
    let part = edited(&[("observations.jsonl", &text)], &[("sampled", "10")]);
    let of = |usage: &build_or_buy::usage::Usage, key: &str| value(&usage.workloads[0], key).expect("known");
    assert!((of(&part, "requests") / of(&all, "requests") - 10.0).abs() < 0.02, "{}", of(&part, "requests"));
    assert_eq!(of(&part, "input_tokens"), of(&all, "input_tokens"));
    assert!(input(&part.workloads[0], "requests").rule.ends_with("÷ the 10 % that were recorded"));
    let bill = |usage: &build_or_buy::usage::Usage| {
        usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value)
    };
    assert!((bill(&part).expect("stated") / bill(&all).expect("stated") - 10.0).abs() < 0.02);
    assert!(part.issues.iter().all(|one| !one.sentence.contains("may be a sample")));
    // What is no sample is not scaled.
    let log = "time,input_tokens,output_tokens\n2026-11-02T00:00:00Z,10,5\n2026-11-03T00:00:00Z,10,5\n";
    let (plain, scaled) = (read(&[("log.csv", log)]), edited(&[("log.csv", log)], &[("sampled", "10")]));
    assert_eq!(of(&plain, "requests"), of(&scaled, "requests"));
}

#[test]
fn what_is_merged_with_something_merged_counts_once() {
    // Three projects of 100, 20 and 3 requests an hour over two weeks.
    let mut text = String::from("time,project,model,input_tokens,output_tokens,requests\n");
    for day in 7..21 {
        for hour in 0..24 {
            for (project, many) in [("a", 100), ("b", 20), ("c", 3)] {
                text.push_str(&format!(
                    "2026-09-{day:02}T{hour:02}:00:00Z,{project},gpt-5.6-luna,{},{many},{many}\n",
                    many * 10
                ));
            }
        }
    }
    let requests = |edits: &[(&str, &str)]| -> Vec<(String, f64)> {
        let usage = edited(&[("log.csv", &text)], edits);
        let kept = usage.workloads.iter().filter(|one| one.into.is_empty() && !one.left_out);
        kept.map(|one| (one.name.clone(), one.totals.requests.expect("counted") / 336.0)).collect()
    };
    let named = |all: &[(&str, f64)]| -> Vec<(String, f64)> {
        all.iter().map(|(name, many)| ((*name).to_owned(), *many)).collect()
    };
    assert_eq!(requests(&[("w3.into", "w2")]), named(&[("a", 100.0), ("b", 23.0)]));
    // Merged on, in either order: all of it once.
    assert_eq!(requests(&[("w3.into", "w2"), ("w2.into", "w1")]), named(&[("a", 123.0)]));
    assert_eq!(requests(&[("w1.into", "w2"), ("w2.into", "w3")]), named(&[("c", 123.0)]));
    // A circle merges nothing, and what it was to be merged with is left out alone.
    assert_eq!(requests(&[("w1.into", "w2"), ("w2.into", "w1")]), named(&[("a", 100.0), ("b", 20.0), ("c", 3.0)]));
    assert_eq!(requests(&[("w3.into", "w2"), ("w2.out", "1")]), named(&[("a", 100.0), ("c", 3.0)]));
}
