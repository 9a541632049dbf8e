//! Answers as they were streamed: of every stream the last usage counts, once.

use super::{read, value, wrong};

#[test]
fn a_stream_of_openai_states_its_usage_last() {
    let chunk = |id: u32, usage: &str| {
        format!(
            r#"data: {{"id":"c{id}","object":"chat.completion.chunk","created":{},"model":"gpt-5.6-luna","choices":[{{"delta":{{"content":"secret"}}}}],"usage":{usage}}}"#,
            1_793_577_600 + id
        )
    };
    let usage = r#"{"prompt_tokens":1000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":250}}"#;
    let stream = |id: u32| [chunk(id, "null"), chunk(id, "null"), chunk(id, usage), "data: [DONE]".into()].join("\n\n");
    let found = read(&[("answers.txt", &[stream(1), stream(2)].join("\n\n"))]);
    let totals = found.workloads[0].totals;
    // Two answers of 1,000 tokens in, 250 of them cached, and 100 out.
    assert_eq!((totals.requests, totals.input, totals.cached, totals.output), (Some(2.0), 2_000.0, Some(500.0), 200.0));
    assert!(wrong(&found).is_empty(), "{:?}", found.issues);
    assert!(!serde_json::to_string(&found).expect("JSON").contains("secret"));
}

#[test]
fn claude_states_what_went_in_first_and_what_came_out_last() {
    let stream = |id: u32, delta: &str| {
        format!(
            "event: message_start\ndata: {{\"type\":\"message_start\",\"message\":{{\"id\":\"m{id}\",\"model\":\"claude-sonnet-5-5\",\"usage\":{{\"input_tokens\":100,\"cache_creation_input_tokens\":200,\"cache_read_input_tokens\":700,\"output_tokens\":1}}}}}}\n\nevent: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"delta\":{{\"text\":\"secret\"}}}}\n\nevent: message_delta\ndata: {{\"type\":\"message_delta\",\"usage\":{{{delta}}}}}\n\nevent: message_stop\ndata: {{\"type\":\"message_stop\"}}\n\n"
        )
    };
    let again =
        r#""input_tokens":100,"cache_creation_input_tokens":200,"cache_read_input_tokens":700,"output_tokens":300"#;
    for delta in [r#""output_tokens":300"#, again] {
        let found = read(&[("answers.txt", &(stream(1, delta) + &stream(2, delta)))]);
        let one = &found.workloads[0];
        // 100 + 200 + 700 = 1,000 in, 300 out, of two answers.
        assert_eq!((value(one, "input_tokens"), value(one, "output_tokens")), (Some(1_000.0), Some(300.0)), "{delta}");
        assert_eq!((one.totals.requests, found.files[0].rows), (Some(2.0), 2));
        assert_eq!(value(one, "cached"), Some(70.0));
    }
}

#[test]
fn responses_and_lines_that_only_begin_with_data() {
    let event = |kind: &str, usage: &str| {
        format!(
            "event: {kind}\ndata: {{\"type\":\"{kind}\",\"response\":{{\"id\":\"r\",\"created_at\":1793577600,\"model\":\"gpt-6.1-sol\",\"usage\":{usage}}}}}\n\n"
        )
    };
    let text = event("response.created", "null")
        + &event(
            "response.completed",
            r#"{"input_tokens":328,"output_tokens":52,"output_tokens_details":{"reasoning_tokens":12}}"#,
        );
    let one = &read(&[("answers.txt", &text)]).workloads[0];
    // 52 out, 12 of them reasoning.
    assert_eq!(
        (value(one, "input_tokens"), value(one, "output_tokens"), value(one, "reasoning_tokens")),
        (Some(328.0), Some(40.0), Some(12.0))
    );
    let line = |id: u32| {
        format!(
            "data: {{\"id\":\"c{id}\",\"created\":179357760{id},\"model\":\"m\",\"usage\":{{\"prompt_tokens\":10,\"completion_tokens\":1}}}}"
        )
    };
    let lines: Vec<String> = (0..5).map(line).collect();
    assert_eq!(read(&[("log.jsonl", &lines.join("\n"))]).workloads[0].totals.requests, Some(5.0));
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let usage = read(&[("junk.bin", "\u{1}\u{0}\u{7}abc\u{0}\n")]);
    assert!(wrong(&usage)[0].starts_with("This is no text"), "{:?}", usage.issues);
    for (text, said) in [
        (r#"{"data":[]}"#, "holds no records"),
        (r#"{"results":[],"metadata":{}}"#, "holds no records"),
        (r#"{"resourceSpans":[]}"#, "holds no records"),
        ("null", "This is no usage export known here. A table needs"),
    ] {
        let usage = read(&[("file", text)]);
        assert!(wrong(&usage)[0].contains(said), "{text}: {:?}", usage.issues);
    }
}
