//! Records of plain logs at their edges: what failed, what a gateway answered itself, whose session it was, and the steps
//! beside an answer.

use super::variations::{check, counts};
use super::{input, read, value, wrong};
use build_or_buy::usage::Usage;

fn record(id: u32, fields: &str) -> String {
    format!(
        r#"{{"id":"q{id}","timestamp":"2026-11-02T0{id}:00:00Z","model":"gpt-5.6-luna","usage":{{"prompt_tokens":1000,"completion_tokens":100}}{fields}}}"#
    ) + "\n"
}

fn left(usage: &Usage) -> Vec<(&str, u64)> {
    usage.files[0].left_out.iter().map(|one| (one.reason.as_str(), one.rows)).collect()
}

fn said(usage: &Usage, part: &str) -> bool {
    usage.issues.iter().any(|one| one.sentence.contains(part))
}

#[test]
fn a_record_failed_by_its_code_its_word_or_its_outcome() {
    for (fields, failed) in [
        (r#","status_code":400"#, true),
        (r#","status_code":399"#, false),
        (r#","response_status_code":503"#, true),
        (r#","status":"503""#, true),
        (r#","status":200"#, false),
        (r#","status":"Error""#, true),
        (r#","status":"failed""#, true),
        (r#","status":"failure""#, true),
        (r#","status":"completed""#, false),
        (r#","success":false"#, true),
        (r#","success":"false""#, true),
        (r#","success":true"#, false),
        // Outcomes are those of batches: beside no batch's id the words mean something else.
        (r#","custom_id":"c","result":{"type":"errored"}"#, true),
        (r#","custom_id":"c","result":{"type":"expired"}"#, true),
        (r#","custom_id":"c","result":{"type":"canceled"}"#, true),
        (r#","custom_id":"c","result":{"type":"succeeded"}"#, false),
        (r#","result":{"type":"errored"}"#, false),
    ] {
        let usage = read(&[("log.jsonl", &(record(1, fields) + &record(2, "")))]);
        let wanted: &[_] = if failed { &[("failed requests", 1)] } else { &[] };
        assert_eq!(
            (left(&usage), counts(&usage).0),
            (wanted.to_vec(), Some(if failed { 1.0 } else { 2.0 })),
            "{fields}"
        );
    }
    // A failure without tokens, with its time and without.
    let bare = r#"{"timestamp":"2026-11-02T05:00:00Z","status_code":500}"#;
    let usage = read(&[("log.jsonl", &[record(1, "").as_str(), bare, "\n", r#"{"status_code":500}"#, "\n"].concat())]);
    assert_eq!((left(&usage), counts(&usage).0, wrong(&usage).len()), (vec![("failed requests", 2)], Some(1.0), 0));
}

#[test]
fn what_a_gateway_answered_itself_costs_no_tokens() {
    for (flag, own) in [("true", true), ("\"yes\"", true), ("false", false), ("\"no\"", false)] {
        let usage = read(&[("log.jsonl", &(record(1, &format!(r#","cached":{flag}"#)) + &record(2, "")))]);
        let wanted: &[_] = if own { &[("answered from the gateway’s own cache", 1)] } else { &[] };
        assert_eq!((left(&usage), wrong(&usage).len()), (wanted.to_vec(), 0), "{flag}");
        let tokens = usage.files[0].left_out.first().and_then(|one| one.tokens);
        assert_eq!(tokens, own.then_some(1_100.0));
    }
}

#[test]
fn a_session_of_claude_code_is_told_by_its_session_and_its_branch() {
    let line = |fields: &str| {
        format!(
            r#"{{"timestamp":"2026-11-02T09:00:00Z","type":"assistant",{fields}"message":{{"id":"m","model":"claude-sonnet-5-5","usage":{{"input_tokens":100,"cache_read_input_tokens":300,"cache_creation_input_tokens":20,"output_tokens":50}}}}}}"#
        ) + "\n"
    };
    for (fields, own) in [
        (r#""sessionId":"s","gitBranch":"main","#, true),
        (r#""sessionId":"s","#, false),
        (r#""gitBranch":"main","#, false),
    ] {
        let usage = read(&[("session.jsonl", &line(fields))]);
        let one = &usage.workloads[0];
        assert_eq!((one.left_out, said(&usage, "your developers’ coding assistant")), (own, own), "{fields}");
        assert_eq!(one.format, if own { "usage of a coding assistant" } else { "log of requests" });
        assert_eq!(counts(&usage), (Some(1.0), 420.0, Some(300.0), Some(20.0), 50.0, None));
    }
    // What was typed counts no tokens, and is no unknown record.
    let typed = r#"{"timestamp":"2026-11-02T08:59:00Z","type":"user","sessionId":"s","gitBranch":"main","message":{"role":"user"}}"#;
    let usage = read(&[("session.jsonl", &[typed, "\n", &line(r#""sessionId":"s","gitBranch":"main","#)].concat())]);
    assert_eq!((left(&usage), wrong(&usage).len()), (vec![("steps without tokens", 1)], 0));
    let other = r#"{"timestamp":"2026-11-02T08:59:00Z","type":"user","sessionId":"s"}"#;
    let usage = read(&[("session.jsonl", &[other, "\n", &line(r#""sessionId":"s","#)].concat())]);
    assert!(wrong(&usage)[0].contains("has no tokens that can be found"), "{:?}", usage.issues);
}

#[test]
fn steps_beside_an_answer_are_compaction_and_advice() {
    let record = |steps: &str| {
        format!(
            r#"{{"id":"q","timestamp":"2026-11-02T09:00:00Z","model":"claude-sonnet-5-5","usage":{{"input_tokens":100,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,"output_tokens":80,"iterations":[{steps}]}}}}"#
        )
    };
    let step = |kind: &str| {
        format!(
            r#"{{"type":"{kind}","model":"claude-opus-5-5","input_tokens":5000,"cache_read_input_tokens":1000,"output_tokens":500}}"#
        )
    };
    // The request's own message is in its total already.
    check("message", &record(&step("message")), (Some(1.0), 100.0, Some(0.0), Some(0.0), 80.0, None));
    // Compaction is part of the request; the written part of the step is not stated.
    let usage = read(&[("log.jsonl", &record(&[step("message"), step("compaction")].join(",")))]);
    assert_eq!(
        (counts(&usage).0, counts(&usage).1, counts(&usage).2, counts(&usage).4),
        (Some(1.0), 6_100.0, Some(1_000.0), 580.0)
    );
    assert_eq!(usage.workloads.len(), 1);
    // Advice is a request of its own, of another model; two of them are two.
    let usage = read(&[("log.jsonl", &record(&[step("advisor_message"), step("advisor_message")].join(",")))]);
    assert_eq!((counts(&usage).0, counts(&usage).1, counts(&usage).4), (Some(3.0), 12_100.0, 1_080.0));
    let models: Vec<&str> = usage.workloads.iter().map(|one| one.model.as_str()).collect();
    assert_eq!(models, ["anthropic/claude-opus-5.5", "anthropic/claude-sonnet-5.5"]);
    // The same record in a second file counts once, with its steps.
    let text = record(&step("advisor_message"));
    let twice = read(&[("a.jsonl", &text), ("b.jsonl", &text)]);
    assert_eq!((counts(&twice).0, counts(&twice).1), (Some(2.0), 6_100.0));
}

#[test]
fn a_record_of_many_is_a_sum_and_one_of_one_is_a_request() {
    let sum = |requests: &str, more: &str| {
        format!(
            r#"{{"timestamp":"2026-11-02T09:00:00Z","model":"gpt-5.6-luna","prompt_tokens":1000,"completion_tokens":100,"requests":{requests}{more}}}"#
        )
    };
    let of = |text: &str| {
        let usage = read(&[("log.jsonl", text)]);
        (counts(&usage).0, usage.sources[0].hours, usage.sources[0].bucket)
    };
    // A sum of an hour where nothing says how long it is, else to its end; a single request has no length.
    assert_eq!(of(&sum("10", "")), (Some(10.0), 1.0, "hour"));
    assert_eq!(of(&sum("10", r#","end_time":"2026-11-02T11:00:00Z""#)), (Some(10.0), 2.0, "day"));
    assert_eq!(of(&sum("1", "")), (Some(1.0), 0.0, "request"));
    // None beside tokens is no count, and is told.
    let usage = read(&[("log.jsonl", &sum("0", ""))]);
    assert_eq!((counts(&usage).0, said(&usage, "count no requests but tokens")), (None, true));
    // A day whose hour is not known: equal requests of it are two.
    let day =
        r#"{"date":"2026-11-02","model":"gpt-5.6-luna","status":"ok","prompt_tokens":1000,"completion_tokens":100}"#;
    assert_eq!(of(&[day, "\n", day].concat()), (Some(2.0), 24.0, "day"));
    // A total that the tokens do not add up to is told; what may stand inside or beside is not.
    for (more, off) in [
        (r#","total_tokens":1100"#, false),
        (r#","total_tokens":1111"#, false),
        (r#","total_tokens":1112"#, true),
        (r#","total_tokens":1089"#, true),
        (r#","total_tokens":800,"prompt_tokens_details":{"cached_tokens":300}"#, false),
        (r#","total_tokens":1060,"reasoning_tokens":40"#, false),
        (r#","total_tokens":760,"reasoning_tokens":40,"prompt_tokens_details":{"cached_tokens":300}"#, false),
    ] {
        let usage = read(&[("log.jsonl", &sum("10", more))]);
        assert_eq!(said(&usage, "has a total that its tokens in and out do not add up to"), off, "{more}");
        assert_eq!(counts(&usage).0, Some(10.0), "{more}");
    }
}

#[test]
fn a_batch_a_provider_and_labels_of_a_record() {
    let of = |fields: &str| read(&[("log.jsonl", &record(1, fields))]);
    for (fields, waits) in [
        (r#","custom_id":"c""#, Some(100.0)),
        (r#","service_tier":"batch""#, Some(100.0)),
        (r#","service_tier":"default""#, Some(0.0)),
        ("", None),
    ] {
        assert_eq!(value(&of(fields).workloads[0], "waiting"), waits, "{fields}");
    }
    assert!(said(&of(r#","service_tier":"flex""#), "another tier than the standard one"));
    assert!(!said(&of(r#","service_tier":"default""#), "another tier"));
    for fields in [
        r#","app":"mail""#,
        r#","app_name":"mail""#,
        r#","tag":"mail""#,
        r#","name":"mail""#,
        r#","prompt_slug":"mail""#,
    ] {
        let one = of(fields).workloads[0].clone();
        assert_eq!((one.name.as_str(), one.named_by), ("mail", "application"), "{fields}");
    }
    for fields in [r#","project":"mail""#, r#","project_id":"mail""#, r#","workspace":"mail""#, r#","team":"mail""#] {
        let one = of(fields).workloads[0].clone();
        assert_eq!((one.name.as_str(), one.named_by), ("mail", "project"), "{fields}");
    }
    for (fields, wanted) in [
        (r#","provider":"groq""#, "groq/gpt-oss-120b"),
        (r#","ai_provider":"groq""#, "groq/gpt-oss-120b"),
        (r#","x_groq":{"id":"r"}"#, "groq/gpt-oss-120b"),
        (r#","x_groq":{"id":"r"},"provider":"cerebras""#, "cerebras/gpt-oss-120b"),
    ] {
        let usage = read(&[("log.jsonl", &record(1, fields).replace("gpt-5.6-luna", "gpt-oss-120b"))]);
        assert_eq!(input(&usage.workloads[0], "model").text, wanted, "{fields}");
    }
}
