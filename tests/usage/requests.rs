//! Records of single requests: observations, invocations, spans, logs and tables. All sums are worked out in the comments.

use super::{read, value, wrong};

#[test]
fn langfuse_s_keys_do_not_overlap_and_parents_repeat_their_children() {
    let head = "\"id\",\"traceId\",\"startTime\",\"parentObservationId\",\"type\",\"environment\",\"name\",\"input\",\"output\",\"model\",\"usageDetails\",\"totalCost\",\"traceName\"\n";
    let row = |id: &str, parent: &str, environment: &str| {
        format!(
            "\"{id}\",\"t\",\"\"\"2026-11-03T09:00:00.123Z\"\"\",\"{parent}\",\"GENERATION\",\"{environment}\",\"step\",\"a secret\nprompt, with \"\"quotes\"\"\",\"an answer\",\"gpt-5.6-luna\",\"{{\"\"input\"\":412,\"\"input_cached_tokens\"\":3000,\"\"output\"\":80,\"\"output_reasoning_tokens\"\":20,\"\"total\"\":3512}}\",\"0.01\",\"support\"\n"
        )
    };
    // The agent's span comes before one of its two steps and after the other.
    let text = [
        head,
        &row("child-1", "agent", "production"),
        &row("agent", "", "production"),
        &row("child-2", "agent", "production"),
        &row("test", "", "staging"),
    ]
    .concat();
    let usage = read(&[("observations.csv", &text)]);
    let one = &usage.workloads[0];
    // Two steps of 412 + 3,000 in, 80 + 20 out.
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cached), (Some(2.0), 6_824.0, Some(6_000.0)));
    assert_eq!((one.totals.output, one.totals.reasoning, one.name.as_str()), (200.0, Some(40.0), "support"));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
    let line = r#"{"id":"a","trace_id":"t","start_time":"2026-11-03T09:00:00Z","type":"GENERATION","provided_model_name":"gpt-5.6-luna","usage_details":{"input":10,"output":5,"cache_creation_input_tokens":7},"trace_name":"x","input":[{"content":"secret"}]}"#;
    let one = &read(&[("export.jsonl", line)]).workloads[0];
    assert_eq!((one.totals.input, one.totals.written, one.totals.output), (17.0, Some(7.0), 5.0));
}

#[test]
fn bedrock_s_input_leaves_cached_tokens_out() {
    let call = |id: &str, extra: &str| {
        format!(
            r#"{{"schemaType":"ModelInvocationLog","timestamp":"2026-11-10T08:11:00Z","accountId":"111122223333","identity":{{"arn":"arn:aws:sts::111122223333:assumed-role/app/x"}},"requestId":"{id}","operation":"ConverseStream","modelId":"us.anthropic.claude-haiku-4-5-20251001-v1:0","requestMetadata":{{"team":"search"}},"input":{{"inputBodyJson":{{"messages":["secret"]}},"inputTokenCount":212,"cacheReadInputTokenCount":14020,"cacheWriteInputTokenCount":310}}{extra}}}"#
        )
    };
    let output = r#","output":{"outputTokenCount":402}"#;
    let text = format!(
        "{}\n{}\n{{\"@timestamp\":\"x\",\"@message\":{}}}\n",
        call("1", output),
        call("2", r#","errorCode":"ThrottlingException""#),
        call("3", output)
    );
    let usage = read(&[("log.jsonl", &text)]);
    let one = &usage.workloads[0];
    // 212 + 14,020 + 310 = 14,542, twice.
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cached), (Some(2.0), 29_084.0, Some(28_040.0)));
    assert_eq!((one.name.as_str(), one.model.as_str()), ("search", "anthropic/claude-haiku-4.5"));
    let shown = serde_json::to_string(&usage).expect("JSON");
    assert!(!shown.contains("secret") && !shown.contains("111122223333"));
}

#[test]
fn spans_count_calls_of_models_and_not_the_agents_around_them() {
    let attribute = |key: &str, value: &str| format!(r#"{{"key":"{key}","value":{{{value}}}}}"#);
    let span = |id: &str, parent: &str, operation: &str, input: u32, read: u32| {
        let all = [
            attribute("gen_ai.operation.name", &format!("\"stringValue\":\"{operation}\"")),
            attribute("gen_ai.usage.input_tokens", &format!("\"intValue\":\"{input}\"")),
            attribute("gen_ai.usage.cache_read.input_tokens", &format!("\"intValue\":{read}")),
            attribute("gen_ai.usage.output_tokens", "\"intValue\":\"100\""),
            attribute("gen_ai.usage.reasoning.output_tokens", "\"intValue\":\"30\""),
            attribute("gen_ai.request.model", "\"stringValue\":\"gpt-5.6-luna\""),
            attribute("gen_ai.input.messages", "\"stringValue\":\"secret\""),
        ];
        format!(
            r#"{{"name":"chat secret","spanId":"{id}","parentSpanId":"{parent}","startTimeUnixNano":"1793577600000000000","attributes":[{}]}}"#,
            all.join(",")
        )
    };
    let export = |key: &str, spans: &[String]| {
        format!(
            r#"{{"{key}":[{{"resource":{{"attributes":[{}]}},"scopeSpans":[{{"spans":[{}]}}]}}]}}"#,
            attribute("service.name", "\"stringValue\":\"answers\""),
            spans.join(",")
        )
    };
    let text = format!(
        "{}\n{}\n",
        export("resourceSpans", &[span("b", "a", "chat", 1000, 400), span("a", "", "invoke_agent", 1000, 400)]),
        // Cached tokens beyond the input: this instrumentation leaves them out of it.
        export("batches", &[span("c", "", "chat", 50, 900)])
    );
    let usage = read(&[("spans.jsonl", &text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.name.as_str(), one.totals.requests, one.totals.input), ("answers", Some(2.0), 1_950.0));
    assert_eq!((one.totals.cached, one.totals.output, one.totals.reasoning), (Some(1_300.0), 200.0, Some(60.0)));
    assert!(usage.issues.iter().any(|one| one.sentence.contains("more cached tokens than input")));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
}

#[test]
fn logs_of_requests_keep_the_last_record_of_a_stream() {
    let line = |id: &str, output: u32, second: u32| {
        format!(
            r#"{{"timestamp":"2026-11-02T10:00:0{second}Z","message":{{"id":"{id}","model":"claude-sonnet-5-5","content":[{{"text":"secret"}}],"usage":{{"input_tokens":10,"cache_read_input_tokens":90,"cache_creation_input_tokens":0,"output_tokens":{output}}}}}}}"#
        )
    };
    let text = [line("m1", 1, 0), line("m1", 5, 1), line("m2", 3, 2), line("m1", 40, 3)].join("\n");
    let usage = read(&[("log.jsonl", &text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.output), (Some(2.0), 200.0, 43.0));
    let batch = r#"{"id":"b1","custom_id":"x","response":{"status_code":200,"body":{"id":"r1","created":1793577600,"model":"gpt-5.6-luna","usage":{"prompt_tokens":10,"completion_tokens":5}}}}"#;
    let one = &read(&[("output.jsonl", batch)]).workloads[0];
    assert_eq!((value(one, "waiting"), one.totals.input), (Some(100.0), 10.0));
    // A failed request is left out.
    let portkey = r#"{"created_at":"2026-11-02T10:00:00Z","ai_model":"gpt-5.6-luna","ai_provider":"openai","req_units":100,"res_units":20,"cost":250,"cost_currency":"USD","response_status_code":200}
{"created_at":"2026-11-02T10:00:05Z","ai_model":"gpt-5.6-luna","req_units":1,"res_units":0,"response_status_code":500}"#;
    let one = &read(&[("portkey.jsonl", portkey)]).workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cost), (Some(1.0), 100.0, Some(2.5)), "cents");
}

#[test]
fn tables_with_columns_of_many_names() {
    // Semicolons, decimal commas and thousands points after a spreadsheet.
    let text = "Time;Model;Tokens in;Tokens out;App\n2026-11-02 10:00:00;gpt-5.6-luna;1.234;56,0;mail\n2026-11-02 10:30:00;gpt-5.6-luna;766;44,0;mail\n";
    let usage = read(&[("log.csv", text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.input, one.totals.output, one.name.as_str()), (2_000.0, 100.0, "mail"));
    assert!(usage.issues.iter().any(|one| one.sentence.contains("name no zone")));
    let burst = "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,1,2,GPT-4,472,18,490,API log\n9,1,2,GPT-4,0,0,0,API log\n";
    let usage = read(&[("burst.csv", burst)]);
    assert_eq!((usage.workloads[0].totals.input, usage.files[0].left_out[0].rows), (472.0, 1));
    let twice = read(&[("log.csv", "time,prompt_tokens,input_tokens,output_tokens\n2026-11-02,1,2,3\n")]);
    assert!(wrong(&twice)[0].starts_with("Two columns"));
}
