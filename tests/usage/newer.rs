//! Newer fields, other names and pages of the same formats, as their vendors' libraries and dumps write them. Every sum is in
//! the lines themselves.

use super::variations::{check, counts};
use super::{read, wrong};
use build_or_buy::usage::Usage;

/// What is said of files beside their numbers.
pub fn said(usage: &Usage) -> String {
    usage.issues.iter().map(|issue| issue.sentence.as_str()).collect::<Vec<_>>().join(" / ")
}

#[test]
fn openai_s_buckets_without_the_names_of_their_kinds() {
    // A library's dump leaves `object` out: 10 requests, 1,000 in of which 400 cached, 200 out, an hour of 2026-11-02.
    let bucket = r#"{"start_time":1793577600,"end_time":1793581200,"results":[{"input_tokens":1000,"input_cached_tokens":400,"output_tokens":200,"num_model_requests":10,"model":"gpt-5.6-luna","project_id":"p"}]}"#;
    let wanted = (Some(10.0), 1_000.0, Some(400.0), None, 200.0, None);
    check("a page", &format!(r#"{{"data":[{bucket}],"has_more":false,"next_page":null}}"#), wanted);
    check("a bucket", bucket, wanted);
}

#[test]
fn anthropic_s_rows_with_their_times_inside() {
    // 100 fresh, 20 + 10 written and 270 read: 400 in. Requests are not counted and stay unknown.
    let row = r#"[{"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-02T01:00:00Z","model":"claude-sonnet-5-5","uncached_input_tokens":100,"cache_creation":{"ephemeral_1h_input_tokens":20,"ephemeral_5m_input_tokens":10},"cache_read_input_tokens":270,"output_tokens":50}]"#;
    check("flat rows", row, (None, 400.0, Some(270.0), Some(30.0), 50.0, None));
}

#[test]
fn a_first_page_of_many_is_said_to_be_incomplete_and_the_last_page_settles_it() {
    let row = |id: u32| {
        format!(
            r#"{{"request_id":"c{id}","call_type":"allm_passthrough_route","spend":0.01,"prompt_tokens":1000,"completion_tokens":100,"startTime":"2026-11-02T0{id}:00:00Z","model":"gpt-5.6-luna"}}"#
        )
    };
    let page = |at: u32| format!(r#"{{"data":[{}],"total":2,"page":{at},"page_size":1,"total_pages":2}}"#, row(at));
    let (first, last) = (page(1), page(2));
    let one = read(&[("1.json", &first)]);
    assert!(wrong(&one)[0].contains("more follow"), "{:?}", one.issues);
    // Routes that are passed through call models too: none of them is sound or pictures.
    assert_eq!(counts(&one), (Some(1.0), 1_000.0, None, None, 100.0, None));
    // Both pages, in either order: nothing follows.
    for files in [[("1.json", first.as_str()), ("2.json", &last)], [("2.json", &last), ("1.json", &first)]] {
        let both = read(&files);
        assert_eq!((wrong(&both), counts(&both).0), (Vec::<&str>::new(), Some(2.0)));
    }
    let observation = r#"{"id":"o","traceId":"t","type":"GENERATION","startTime":"2026-11-02T09:00:00Z","model":"gpt-5.6-terra","usageDetails":{"input":900,"output":90}}"#;
    for (meta, more) in [
        (r#"{"page":1,"limit":1,"totalItems":40,"totalPages":40}"#, true),
        (r#"{"page":40,"limit":1,"totalItems":40,"totalPages":40}"#, false),
        (r#"{"cursor":"eyJ"}"#, true),
    ] {
        let usage = read(&[("langfuse.json", &format!(r#"{{"data":[{observation}],"meta":{meta}}}"#))]);
        assert_eq!(said(&usage).contains("more follow"), more, "{meta}");
    }
}

#[test]
fn what_one_s_own_keys_cost_at_openrouter_is_part_of_the_bill() {
    // 30 generations of $0.0001 to OpenRouter and $0.002 to the host behind it: $0.063.
    let mut csv = "generation_id,created_at,cost_total,cost_cache,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,app_name,api_key_name\n".to_owned();
    for at in 0..30 {
        csv += &format!(
            "gen-{at},2026-11-02 {:02}:00:00.412,0.0001,,0.002,1000,100,20,400,openai/gpt-5.6-luna-20260709,OpenAI,standard,Bot,k\n",
            at % 24
        );
    }
    let usage = read(&[("activity.csv", &csv)]);
    let paid = usage.workloads[0].totals.cost.expect("costs are stated");
    assert!((paid - 0.063).abs() < 1e-9, "{paid}");
    // A day: $0.05 and $1.
    let day = r#"{"data":[{"date":"2026-11-05","model_permaslug":"openai/gpt-5.6-luna-20260709","provider_name":"OpenAI","usage":0.05,"byok_usage_inference":1.0,"requests":100,"prompt_tokens":10000,"completion_tokens":2000}]}"#;
    let paid = read(&[("days.json", day)]).workloads[0].totals.cost.expect("a cost");
    assert!((paid - 1.05).abs() < 1e-9, "{paid}");
}

#[test]
fn observations_and_spans_that_do_not_count_their_answers_are_no_answers_of_none() {
    let observation = |at: u32, details: &str| {
        format!(
            r#"{{"id":"o{at}","traceId":"t{at}","type":"GENERATION","startTime":"2026-11-02T0{at}:00:00Z","model":"gpt-5.6-terra","usageDetails":{details}}}"#
        )
    };
    let both = format!("{}\n{}\n", observation(1, r#"{"input":900,"output":90}"#), observation(2, r#"{"input":900}"#));
    let usage = read(&[("langfuse.jsonl", &both)]);
    assert_eq!(counts(&usage), (Some(1.0), 900.0, None, None, 90.0, None));
    assert!(wrong(&usage)[0].contains("Row 2 has no input or output tokens"), "{:?}", usage.issues);
    // Vectors have no output.
    let vectors = r#"{"id":"o","traceId":"t","type":"EMBEDDING","startTime":"2026-11-02T09:00:00Z","model":"text-embedding-3-small","usageDetails":{"input":900}}"#;
    check("vectors", vectors, (Some(1.0), 900.0, None, None, 0.0, None));
    let span = |id: &str, more: &str| {
        format!(
            r#"{{"spanId":"{id}","startTimeUnixNano":"1793577600000000000","attributes":[{{"key":"gen_ai.operation.name","value":{{"stringValue":"chat"}}}},{{"key":"gen_ai.usage.input_tokens","value":{{"intValue":"1000"}}}}{more}]}}"#
        )
    };
    let number = |key: &str, value: u32| format!(r#",{{"key":"{key}","value":{{"intValue":"{value}"}}}}"#);
    // The older flat names of what was read and written: 600 and 200 of the 1,000.
    let caches = number("gen_ai.usage.output_tokens", 50)
        + &number("gen_ai.usage.cache_read_input_tokens", 600)
        + &number("gen_ai.usage.cache_creation_input_tokens", 200);
    let spans = format!(
        r#"{{"resourceSpans":[{{"resource":{{"attributes":[]}},"scopeSpans":[{{"spans":[{},{}]}}]}}]}}"#,
        span("a", &caches),
        span("b", "")
    );
    let usage = read(&[("spans.json", &spans)]);
    assert_eq!(counts(&usage), (Some(1.0), 1_000.0, Some(600.0), Some(200.0), 50.0, None));
    assert!(wrong(&usage)[0].contains("no input or output tokens"), "{:?}", usage.issues);
}

#[test]
fn bedrock_s_metadata_names_the_work_in_any_order_and_pictures_have_no_words() {
    let call = |id: u32, metadata: &str, output: &str| {
        format!(
            r#"{{"schemaType":"ModelInvocationLog","timestamp":"2026-11-10T0{id}:11:00Z","requestId":"r{id}","modelId":"us.anthropic.claude-sonnet-5-5-v1:0","requestMetadata":{metadata},"input":{{"inputTokenCount":200,"cacheReadInputTokenCount":700}},"output":{output}}}"#
        )
    };
    let log = [
        call(1, r#"{"env":"prod","team":"search"}"#, r#"{"outputTokenCount":40}"#),
        call(2, r#"{"team":"search","env":"prod"}"#, r#"{"outputTokenCount":60}"#),
        // No tokens out are counted: a picture, and no answer of none.
        call(3, r#"{"team":"search"}"#, r#"{"outputContentType":"application/json"}"#),
    ]
    .join("\n");
    let usage = read(&[("bedrock.json", &log)]);
    let names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["search"]);
    assert_eq!(counts(&usage), (Some(2.0), 1_800.0, Some(1_400.0), Some(0.0), 100.0, None));
    assert_eq!(usage.files[0].left_out[0].reason, "calls without tokens");
}

#[test]
fn gemini_s_interactions_and_answers_kept_as_text() {
    // 1,000 and 10 of tools in, 300 of them cached; 50 out and 70 of thoughts beside it.
    let interaction = r#"{"id":"v1_x","created":"2026-11-02T09:00:00Z","model":"gemini-3.8-flash","usage":{"total_input_tokens":1000,"total_tool_use_tokens":10,"total_cached_tokens":300,"total_output_tokens":50,"total_thought_tokens":70,"total_tokens":1130}}"#;
    check("an interaction", interaction, (Some(1.0), 1_010.0, Some(300.0), None, 120.0, Some(70.0)));
    // The answer stands as text in its record, as gateways keep it: 100 + 20 + 300 in.
    let text = r#"{"request_id":"m","timestamp":"2026-11-02T09:00:00Z","response":"{\"id\":\"msg\",\"model\":\"claude-sonnet-5-5\",\"content\":[{\"text\":\"secret\"}],\"usage\":{\"input_tokens\":100,\"cache_creation_input_tokens\":20,\"cache_read_input_tokens\":300,\"output_tokens\":50}}"}"#;
    check("text", text, (Some(1.0), 420.0, Some(300.0), Some(20.0), 50.0, None));
    // Vertex says when an answer was made, and so these have a time: a day apart, they are 2 requests in 48 hours.
    let vertex = |day: u32| {
        format!(
            r#"{{"usageMetadata":{{"promptTokenCount":1000,"candidatesTokenCount":50}},"modelVersion":"gemini-3.8-flash","createTime":"2026-11-0{day}T09:00:00.123456Z","responseId":"x{day}"}}"#
        )
    };
    let usage = read(&[("vertex.jsonl", &format!("{}\n{}\n", vertex(2), vertex(3)))]);
    assert_eq!((usage.sources[0].from.as_str(), usage.sources[0].hours), ("2026-11-02 09:00", 48.0));
}

#[test]
fn cached_tokens_beside_a_smaller_input_are_told() {
    // 100 in and 900 cached cannot be part of it: 1,000 in.
    let line = r#"{"timestamp":"2026-11-02T09:00:00Z","id":"a","model":"claude-sonnet-5-5","usage":{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":900}}}"#;
    check("beside", line, (Some(1.0), 1_000.0, Some(900.0), None, 50.0, None));
    assert!(said(&read(&[("log.jsonl", line)])).contains("leave the cached tokens out"));
    // Inside, nothing is said.
    let inside = line.replace("\"prompt_tokens\":100", "\"prompt_tokens\":1000");
    assert!(!said(&read(&[("log.jsonl", &inside)])).contains("leave the cached tokens out"));
}

#[test]
fn a_model_whose_cached_tokens_stand_beside_its_input_has_them_there_in_every_record() {
    // Turn about: 100 in beside 900 read and 50 written, which cannot be part of it, and 1,000 in beside 400 and 100, which
    // could. 20 × 1,050 + 20 × 1,500 = 51,000 in, of them 26,000 read and 3,000 written; 40 × 70 out.
    let parts = |at: u32| if at.is_multiple_of(2) { (100, 900, 50) } else { (1_000, 400, 100) };
    let wanted = (Some(40.0), 51_000.0, Some(26_000.0), Some(3_000.0), 2_800.0, None);
    let mut table =
        "timestamp,model,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,request_id\n".to_owned();
    let (mut log, mut spans) = (String::new(), Vec::new());
    for at in 0..40 {
        let (input, read, written) = parts(at);
        let time = format!("2026-11-0{}T{:02}:07:00Z", 2 + at / 20, at % 20);
        table += &format!("{time},claude-sonnet-5-5,{input},{read},{written},70,q{at}\n");
        log += &format!(
            r#"{{"id":"q{at}","timestamp":"{time}","model":"claude-sonnet-5-5","usage":{{"prompt_tokens":{input},"completion_tokens":70,"cached_tokens":{read},"cache_creation_input_tokens":{written}}}}}"#
        );
        log.push('\n');
        let number =
            |key: &str, value: u32| format!(r#"{{"key":"gen_ai.usage.{key}","value":{{"intValue":"{value}"}}}}"#);
        let counts = [
            number("input_tokens", input),
            number("output_tokens", 70),
            number("cache_read.input_tokens", read),
            number("cache_creation.input_tokens", written),
        ]
        .join(",");
        spans.push(format!(r#"{{"spanId":"s{at}","startTimeUnixNano":"{}000000000","attributes":[{{"key":"gen_ai.request.model","value":{{"stringValue":"claude-sonnet-5-5"}}}},{counts}]}}"#, 1_793_577_600 + at * 3_000));
    }
    check("a table", &table, wanted);
    check("a log", &log, wanted);
    let spans = format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","));
    check("spans", &spans, wanted);
    // Another model of the same log keeps its own way: 1,000 in hold their 400.
    let other = r#"{"id":"z","timestamp":"2026-11-03T22:00:00Z","model":"gpt-5.6-luna","usage":{"prompt_tokens":1000,"completion_tokens":70,"cached_tokens":400,"cache_creation_input_tokens":0}}"#;
    let both = (Some(41.0), 52_000.0, Some(26_400.0), Some(3_000.0), 2_870.0, None);
    check("two models", &format!("{log}{other}\n"), both);
}
