//! Logs, tables and spans as other people's files have them. Every sum is in the lines themselves.

use super::variations::{check, counts};
use super::{edited, input, read, value, wrong};
use build_or_buy::usage::How;

#[test]
fn usage_objects_of_other_libraries() {
    let wrap = |model: &str, usage: &str| format!(r#"{{"time":"2026-11-02T00:00:00Z","model":"{model}",{usage}}}"#);
    let one = Some(1.0);
    for (name, model, usage, wanted) in [
        // Gemini's Python library: thoughts stand beside the answer, cached tokens inside the prompt.
        (
            "gemini, snake",
            "gemini-3.7-flash",
            r#""usage_metadata":{"prompt_token_count":1000,"candidates_token_count":50,"thoughts_token_count":30,"cached_content_token_count":400,"total_token_count":1080}"#,
            (one, 1_000.0, Some(400.0), None, 80.0, Some(30.0)),
        ),
        // xAI: reasoning stands beside the completion, and only the total tells: 32 + 9 + 94 = 135.
        (
            "reasoning beside the completion",
            "grok-4.5",
            r#""usage":{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"completion_tokens_details":{"reasoning_tokens":94}}"#,
            (one, 32.0, None, None, 103.0, Some(94.0)),
        ),
        (
            "less reasoning beside the completion: 32 + 100 + 50 = 182",
            "grok-4.5",
            r#""usage":{"prompt_tokens":32,"completion_tokens":100,"total_tokens":182,"completion_tokens_details":{"reasoning_tokens":50}}"#,
            (one, 32.0, None, None, 150.0, Some(50.0)),
        ),
        (
            "reasoning inside the completion",
            "gpt-5.6-luna",
            r#""usage":{"prompt_tokens":32,"completion_tokens":103,"total_tokens":135,"completion_tokens_details":{"reasoning_tokens":94}}"#,
            (one, 32.0, None, None, 103.0, Some(94.0)),
        ),
        // LangChain: its input holds what was cached, also of Claude.
        (
            "langchain",
            "claude-sonnet-5-5",
            r#""usage_metadata":{"input_tokens":1000,"output_tokens":50,"total_tokens":1050,"input_token_details":{"cache_read":400,"cache_creation":100},"output_token_details":{"reasoning":20}}"#,
            (one, 1_000.0, Some(400.0), Some(100.0), 50.0, Some(20.0)),
        ),
        // The AI SDK of versions 4 and 6.
        (
            "older sdk",
            "gpt-5.6-luna",
            r#""usage":{"promptTokens":1000,"completionTokens":50,"totalTokens":1050}"#,
            (one, 1_000.0, None, None, 50.0, None),
        ),
        (
            "newer sdk",
            "gpt-5.6-luna",
            r#""usage":{"inputTokens":1000,"inputTokenDetails":{"noCacheTokens":600,"cacheReadTokens":400,"cacheWriteTokens":0},"outputTokens":50,"outputTokenDetails":{"reasoningTokens":20}}"#,
            (one, 1_000.0, Some(400.0), Some(0.0), 50.0, Some(20.0)),
        ),
        // More cached than input: the input leaves it out, whatever the names are.
        (
            "cached beside the input",
            "claude-sonnet-5-5",
            r#""usage":{"inputTokens":100,"cachedInputTokens":900,"outputTokens":50}"#,
            (one, 1_000.0, Some(900.0), None, 50.0, None),
        ),
        // A usage object that is text.
        (
            "as text",
            "gpt-5.6-luna",
            r#""usage":"{\"prompt_tokens\": \"1000\", \"completion_tokens\": 50}""#,
            (one, 1_000.0, None, None, 50.0, None),
        ),
    ] {
        check(name, &wrap(model, usage), wanted);
        check(name, &format!("[{}]", wrap(model, usage)), wanted);
    }
    // Results of Anthropic's batches: answers and failures, no time.
    let batch = r#"{"custom_id":"a","result":{"type":"succeeded","message":{"id":"m1","model":"claude-sonnet-5-5","usage":{"input_tokens":100,"cache_read_input_tokens":900,"cache_creation_input_tokens":0,"output_tokens":50}}}}
{"custom_id":"b","result":{"type":"errored","error":{"type":"x"}}}"#;
    let usage = read(&[("results.jsonl", batch)]);
    assert_eq!(counts(&usage), (Some(1.0), 1_000.0, Some(900.0), Some(0.0), 50.0, None));
    assert_eq!((wrong(&usage).len(), usage.files[0].left_out[0].reason.as_str()), (0, "failed requests"));
    assert_eq!(value(&usage.workloads[0], "waiting"), Some(100.0));
}

#[test]
fn logs_with_sums_failures_and_missing_times() {
    // A record that counts requests is a sum, not one request.
    let sums = r#"{"date":"2026-11-02","model":"gpt-5.6-luna","requests":10,"prompt_tokens":1000,"completion_tokens":50}
{"date":"2026-11-03","model":"gpt-5.6-luna","requests":30,"prompt_tokens":3000,"completion_tokens":150}"#;
    check("sums of days", sums, (Some(40.0), 4_000.0, None, None, 200.0, None));
    assert_eq!(read(&[("file", sums)]).sources[0].hours, 48.0);
    // Requests that failed have no usage; they are left out, and retries are 0: what was billed is counted.
    let line = |second: u32| {
        format!(
            r#"{{"time":"2026-11-02T00:00:0{second}Z","model":"gpt-5.6-luna","usage":{{"prompt_tokens":10,"completion_tokens":5}}}}"#
        )
    };
    let failed =
        r#"{"time":"2026-11-02T00:00:05Z","model":"gpt-5.6-luna","status":"error","error":{"message":"secret"}}"#;
    let usage = read(&[("log", &[&line(1), failed, &line(9)].join("\n"))]);
    assert_eq!((counts(&usage).0, wrong(&usage).len()), (Some(2.0), 0));
    assert_eq!(usage.globals.iter().find(|one| one.key == "retries").and_then(|one| one.value), Some(0.0));
    // One record without a time costs neither the clock of the others nor a workload of its own.
    let timeless = r#"{"model":"gpt-5.6-luna","usage":{"prompt_tokens":10,"completion_tokens":5}}"#;
    for text in [[&line(1), timeless, &line(9)].join("\n"), [timeless, &line(1), &line(9)].join("\n")] {
        let usage = read(&[("log", &text)]);
        assert_eq!((usage.workloads.len(), counts(&usage).0), (1, Some(2.0)));
        assert!(value(&usage.workloads[0], "requests").is_some());
    }
    // Another currency than dollars is no bill.
    let yen = r#"{"created_at":"2026-11-02T10:00:00Z","ai_model":"m","req_units":100,"res_units":20,"cost":250,"cost_currency":"JPY"}"#;
    let usage = read(&[("log", yen)]);
    assert_eq!(usage.workloads[0].totals.cost, None);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("not in US dollars")));
}

#[test]
fn tables_with_anthropic_s_names_clocks_apart_and_months() {
    // Anthropic's names: 100 fresh + 850 read + 50 written = 1,000 in.
    let text = "time,model,input_tokens,output_tokens,cache_read_input_tokens,cache_creation_input_tokens\n2026-11-02T00:00:00Z,claude-sonnet-5-5,100,50,850,50\n";
    check("anthropic's names", text, (Some(1.0), 1_000.0, Some(850.0), Some(50.0), 50.0, None));
    // A gateway's: the prompt holds what was cached.
    let text = "time,model,prompt_tokens,completion_tokens,cached_tokens\n2026-11-02T00:00:00Z,m,1000,50,850\n";
    check("a gateway's names", text, (Some(1.0), 1_000.0, Some(850.0), None, 50.0, None));
    // Day and clock in two columns: 9:00 to 10:00, not two whole days.
    for (head, first, second) in
        [("date,time", "2026-11-02,09:00:00", "2026-11-02,10:00:00"), ("date,hour", "2026-11-02,9", "2026-11-02,10")]
    {
        let text = format!("{head},input_tokens,output_tokens\n{first},10,5\n{second},30,5\n");
        let usage = read(&[("log", &text)]);
        assert_eq!(
            (usage.sources[0].from.as_str(), usage.sources[0].to.as_str()),
            ("2026-11-02 09:00", "2026-11-02 10:00")
        );
    }
    // Months: 31 + 30 days of 61,000 requests. The same as first days of months: the last is as long as the one before.
    for (first, second) in [("2026-10", "2026-11"), ("2026-10-01", "2026-11-01")] {
        let text =
            format!("month,requests,input_tokens,output_tokens\n{first},31000,31000,3100\n{second},30000,30000,3000\n");
        let usage = read(&[("months.csv", &text)]);
        let month = value(&usage.workloads[0], "requests").expect("known");
        assert!((month / (61_000.0 * 730.5 / (61.0 * 24.0)) - 1.0).abs() < 0.02, "{month}");
        assert_eq!((usage.sources[0].bucket, input(&usage.workloads[0], "shape").text.as_str()), ("longer", ""));
    }
}

#[test]
fn spans_of_other_collectors() {
    let span = r#"{"traceId":"t","spanId":"s","name":"chat","startTimeUnixNano":"1793577600000000000","status":{"code":"STATUS_CODE_OK"},"attributes":[{"key":"gen_ai.usage.prompt_tokens","value":{"intValue":"1000"}},{"key":"gen_ai.usage.completion_tokens","value":{"doubleValue":50}},{"key":"gen_ai.response.model","value":{"stringValue":"gpt-5.6-luna"}}]}"#;
    let spans = format!(r#""resourceSpans":[{{"scopeSpans":[{{"spans":[{span}]}}]}}]"#);
    let wanted = (Some(1.0), 1_000.0, None, None, 50.0, None);
    check("older names, no resource", &format!("{{{spans}}}"), wanted);
    check("inside a trace", &format!(r#"{{"trace":{{{spans}}}}}"#), wanted);
    check(
        "older libraries' lists",
        &format!("{{{}}}", spans.replace("scopeSpans", "instrumentationLibrarySpans")),
        wanted,
    );
}

#[test]
fn minutes_of_traffic_are_no_month() {
    // Three requests in six minutes.
    let text = "time,input_tokens,output_tokens\n2026-11-02T10:00:00Z,10,5\n2026-11-02T10:03:00Z,10,5\n2026-11-02T10:06:00Z,10,5\n";
    let usage = read(&[("log", text)]);
    let requests = input(&usage.workloads[0], "requests");
    // 3 in 6 × 3 ÷ 2 = 9 minutes: 3 × 730.5 × 60 ÷ 9 = 14,610 a month, if the month is like them.
    // An assumption has three digits: 14,600.
    assert_eq!((requests.value, requests.how), (Some(14_600.0), How::Assumed));
    assert!(requests.rule.contains("9 minutes"), "{}", requests.rule);
    // A range, so that the odds draw it: from the busiest to the quietest hour of the conversation week.
    let hours = &super::CATALOG.shape("chat").expect("a shape").hours;
    let (least, most) = hours.iter().fold((9.0_f64, 0.0_f64), |ends, hour| (ends.0.min(*hour), ends.1.max(*hour)));
    let range = build_or_buy::inputs::number::read(&requests.text, "").expect("a range");
    let ends = [range.low, range.typical, range.high].map(|end| end.expect("an end").value());
    let wanted = [14_610.0 / most, 14_610.0, 14_610.0 / least];
    assert!(ends.iter().zip(wanted).all(|(end, wanted)| (end / wanted - 1.0).abs() < 0.006), "{ends:?} {wanted:?}");
    assert!(usage.issues.iter().any(|one| one.sentence.contains("Give the requests of a month")));
    // What the visitor says stands, and tokens follow it.
    let given = edited(&[("log", text)], &[("w1.requests", "2M")]);
    assert_eq!((value(&given.workloads[0], "requests"), given.workloads[0].tokens), (Some(2e6), Some(3e7)));
}

#[test]
fn what_stands_in_two_files_counts_once() {
    // Two exports of costs that share a day: 10 + 4 dollars on the first, 6 on the second, 20 in 48 hours.
    let head = "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id\n";
    let first = "1793577600,1793664000,x,x,10,usd,input,p\n1793577600,1793664000,x,x,4,usd,output,p\n";
    let second = "1793664000,1793750400,x,x,6,usd,input,p\n";
    let usage = read(&[("a.csv", &[head, first].concat()), ("b.csv", &[head, first, second].concat())]);
    assert_eq!(usage.globals[0].value, Some((20.0_f64 * 730.5 / 48.0).round()));
    // The same day from OpenAI's page and from its API, which part it by other things.
    let page = "start_time,end_time,num_model_requests,input_tokens,output_tokens,model,batch\n1793577600,1793581200,10,1000,200,gpt-5.6-luna,False\n";
    let api = r#"{"object":"page","data":[{"object":"bucket","start_time":1793577600,"end_time":1793581200,"results":[{"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":200,"num_model_requests":10,"model":"gpt-5.6-luna"}]}],"has_more":false}"#;
    let usage = read(&[("page.csv", page), ("api.json", api)]);
    assert_eq!(counts(&usage).0, Some(10.0));
    assert_eq!(usage.files[1].left_out[0].reason, "the same days in another file, parted another way");
    // Three months of one log in three files, each with the day before its own.
    let day = |day: i64| {
        format!(
            "{{\"time\":{},\"model\":\"m\",\"id\":\"r{day}\",\"usage\":{{\"prompt_tokens\":10,\"completion_tokens\":5}}}}\n",
            1_793_577_600 + day * 86_400
        )
    };
    let month = |from: i64| (from..from + 31).map(day).collect::<String>();
    let usage = read(&[("1.jsonl", &month(0)), ("2.jsonl", &month(30)), ("3.jsonl", &month(60))]);
    assert_eq!(usage.files.iter().map(|file| file.rows).sum::<u64>(), 91);
}
