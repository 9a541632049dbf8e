//! Langfuse's observations and OpenTelemetry's spans at their edges: which names count, which steps repeat what their parts
//! say, and what is not stated.

use super::variations::{check, counts};
use super::{input, read, wrong};
use build_or_buy::usage::Usage;

fn observation(id: u32, fields: &str) -> String {
    format!(
        r#"{{"id":"o{id}","traceId":"t{id}","startTime":"2026-11-02T0{id}:00:00Z","model":"gpt-5.6-terra",{fields}}}"#
    ) + "\n"
}

fn left(usage: &Usage) -> Vec<(&str, u64)> {
    usage.files[0].left_out.iter().map(|one| (one.reason.as_str(), one.rows)).collect()
}

#[test]
fn usage_of_an_observation_is_summed_by_what_its_keys_say() {
    let wanted = (Some(1.0), 1_000.0, Some(300.0), Some(50.0), 120.0, Some(20.0));
    for (name, details) in [
        (
            "keys",
            r#""usageDetails":{"input":650,"input_cached_tokens":300,"input_cache_creation":50,"output":100,"output_reasoning_tokens":20,"total":1120}"#,
        ),
        (
            "other keys",
            r#""usage_details":{"prompt":650,"prompt_cache_read":300,"prompt_cache_write":50,"completion":100,"completion_reasoning":20}"#,
        ),
        // A key of reasoning that does not say what it is part of is output all the same.
        (
            "reasoning apart",
            r#""usageDetails":{"input":650,"cached_input":300,"input_cache_creation":50,"output":100,"reasoning":20}"#,
        ),
    ] {
        check(name, &observation(1, &[r#""type":"GENERATION","#, details].concat()), wanted);
    }
    // Of a total and one part the other follows; older exports have them beside it.
    let plain = (Some(1.0), 1_000.0, None, None, 120.0, None);
    for (name, details) in [
        ("no output", r#""usageDetails":{"input":1000,"total":1120}"#),
        ("no input", r#""usageDetails":{"output":120,"total":1120}"#),
        ("beside", r#""usageDetails":{},"inputUsage":1000,"outputUsage":120"#),
        ("older", r#""type":"GENERATION","promptTokens":1000,"completionTokens":120"#),
        ("oldest", r#""type":"GENERATION","usage":{"input":1000,"output":120}"#),
        ("total beside", r#""type":"GENERATION","promptTokens":1000,"totalTokens":1120"#),
    ] {
        check(name, &observation(1, details), plain);
    }
    // A total below its part leaves nothing, and a total alone says nothing.
    check(
        "less",
        &observation(1, r#""usageDetails":{"input":1000,"total":900}"#),
        (Some(1.0), 1_000.0, None, None, 0.0, None),
    );
    let usage = read(&[("o.jsonl", &observation(1, r#""usageDetails":{"total":900}"#))]);
    assert!(wrong(&usage)[0].starts_with("Row 1 has a total of tokens, and not how many of them went in and out"));
    for details in
        [r#""usageDetails":{"total":0}"#, r#""type":"SPAN""#, r#""type":"EVENT""#, r#""usageDetails":{"cost":3}"#]
    {
        assert_eq!(left(&read(&[("o.jsonl", &observation(1, details))])), [("steps without tokens", 1)], "{details}");
    }
}

#[test]
fn an_observation_of_vectors_or_of_a_failure_may_lack_its_output() {
    let alone = r#""usageDetails":{"input":900}"#;
    for (name, fields) in [
        ("by its kind", r#""type":"EMBEDDING","#.to_owned()),
        ("by its model", r#""type":"GENERATION","providedModelName":"text-embedding-3-small","#.to_owned()),
    ] {
        let text = observation(1, &[fields.as_str(), alone].concat());
        let text = if name == "by its model" { text.replace(r#""model":"gpt-5.6-terra","#, "") } else { text };
        check(name, &text, (Some(1.0), 900.0, None, None, 0.0, None));
    }
    // Failed with nothing written: left out as failed. What was written before the failure was billed.
    let failed = observation(1, r#""type":"GENERATION","level":"ERROR","usageDetails":{"input":900}"#);
    assert_eq!(left(&read(&[("o.jsonl", &failed)])), [("failed requests", 1)]);
    let late = observation(1, r#""type":"GENERATION","level":"ERROR","usageDetails":{"output":40}"#);
    check("written", &late, (Some(1.0), 0.0, None, None, 40.0, None));
    let text = observation(1, r#""type":"GENERATION","level":"DEFAULT","usageDetails":{"output":40}"#);
    assert!(wrong(&read(&[("o.jsonl", &text)]))[0].starts_with("Row 1 has no input or output tokens"));
    let untimed =
        observation(1, r#""type":"GENERATION","usageDetails":{"input":9,"output":4}"#).replace("2026-11-02T01", "soon");
    assert!(wrong(&read(&[("o.jsonl", &untimed)])).iter().any(|one| one.contains("no time that can be read")));
}

#[test]
fn an_observation_s_cost_pace_and_name_stand_under_several_names() {
    let base = r#""type":"GENERATION","usageDetails":{"input":900,"output":100},"#;
    for cost in [
        r#""totalCost":0.25"#,
        r#""total_cost":0.25"#,
        r#""calculatedTotalCost":0.25"#,
        r#""calculated_total_cost":0.25"#,
        r#""costDetails":{"total":0.25}"#,
        r#""cost_details":{"total":0.25}"#,
    ] {
        let usage = read(&[("o.jsonl", &observation(1, &[base, cost].concat()))]);
        assert_eq!(usage.workloads[0].totals.cost, Some(0.25), "{cost}");
    }
    // 0.5 s until the first of 101 tokens, 2.5 s to the last: 2 s for the 100 after it are 20 ms a token.
    for first in ["timeToFirstToken", "time_to_first_token"] {
        let text = observation(
            1,
            &format!(r#""type":"GENERATION","usageDetails":{{"input":900,"output":101}},"{first}":0.5,"latency":2.5"#),
        );
        let notes = read(&[("o.jsonl", &text)]).workloads[0].notes.join(" ");
        assert!(notes.contains("Seen here: 20 ms a token, the first after 0.5 s on average."), "{first}: {notes}");
    }
    for (names, wanted) in [
        (r#""traceName":"mail","name":"step""#, "mail"),
        (r#""trace_name":"mail""#, "mail"),
        (r#""name":"step","promptName":"p""#, "step"),
        (r#""prompt_name":"p""#, "p"),
    ] {
        assert_eq!(read(&[("o.jsonl", &observation(1, &[base, names].concat()))]).workloads[0].name, wanted);
    }
    // What is not production goes where something is; without such a mark everything stays.
    let of = |environment: &str, id| observation(id, &format!(r#"{base}"environment":"{environment}""#));
    let usage = read(&[("o.jsonl", &[of("production", 1), of("staging", 2), of("", 3)].concat())]);
    assert_eq!((counts(&usage).0, left(&usage)), (Some(2.0), vec![("not production", 1)]));
    let usage = read(&[("o.jsonl", &[of("default", 1), of("staging", 2)].concat())]);
    assert_eq!((counts(&usage).0, left(&usage).len()), (Some(2.0), 0));
}

/// A span line by line: its id, its parent's and its attributes.
fn span(id: &str, parent: &str, attributes: &str) -> String {
    format!(
        r#"{{"span_id":"{id}","parent_span_id":"{parent}","trace_id":"t","start_time":"2026-11-02T09:00:00Z","resource_attributes":{{"service.name":"bot"}},"attributes":{{{attributes}}}}}"#
    ) + "\n"
}

#[test]
fn a_span_counts_under_each_convention_s_names() {
    let wanted = (Some(1.0), 1_000.0, Some(300.0), Some(50.0), 120.0, Some(20.0));
    for (name, attributes) in [
        (
            "now",
            r#""gen_ai.usage.input_tokens":1000,"gen_ai.usage.output_tokens":120,"gen_ai.usage.cache_read.input_tokens":300,"gen_ai.usage.cache_creation.input_tokens":50,"gen_ai.usage.reasoning.output_tokens":20"#,
        ),
        (
            "before",
            r#""gen_ai.usage.prompt_tokens":1000,"gen_ai.usage.completion_tokens":120,"gen_ai.usage.cache_read_input_tokens":300,"gen_ai.usage.cache_creation_input_tokens":50,"gen_ai.usage.reasoning_tokens":20"#,
        ),
        (
            "details",
            r#""gen_ai.usage.input_tokens":1000,"gen_ai.usage.output_tokens":120,"gen_ai.usage.details.cache_read_tokens":300,"gen_ai.usage.details.cache_write_tokens":50,"gen_ai.usage.details.reasoning_tokens":20"#,
        ),
    ] {
        check(name, &span("a", "", attributes), wanted);
    }
    let tokens = r#""gen_ai.usage.input_tokens":1000,"gen_ai.usage.output_tokens":120"#;
    for model in ["gen_ai.response.model", "gen_ai.request.model"] {
        let usage = read(&[("s.jsonl", &span("a", "", &format!(r#"{tokens},"{model}":"gpt-5.6-luna""#)))]);
        let one = &usage.workloads[0];
        assert_eq!(
            (one.model.as_str(), one.name.as_str(), one.named_by),
            ("openai/gpt-5.6-luna", "bot", "application")
        );
    }
    let at = |provider: &str| {
        let text = span("a", "", &format!(r#"{tokens},"gen_ai.request.model":"gpt-oss-120b","{provider}":"groq""#));
        input(&read(&[("s.jsonl", &text)]).workloads[0], "model").text.clone()
    };
    assert_eq!(["gen_ai.provider.name", "gen_ai.system"].map(at), ["groq/gpt-oss-120b"; 2]);
}

#[test]
fn a_span_that_sums_up_others_or_counts_nothing_is_left_out() {
    let tokens = r#""gen_ai.usage.input_tokens":1000,"gen_ai.usage.output_tokens":120"#;
    let of = |operation: &str| format!(r#"{tokens},"gen_ai.operation.name":"{operation}""#);
    let chat = span("b", "a", &of("chat"));
    for operation in ["invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "AGENT", "CHAIN", "TOOL"] {
        let usage = read(&[("s.jsonl", &(span("a", "", &of(operation)) + &chat))]);
        assert_eq!(
            (counts(&usage).0, left(&usage)),
            (Some(1.0), vec![("repeats what its parts say", 1)]),
            "{operation}"
        );
        assert_eq!(usage.files[0].left_out[0].tokens, Some(1_120.0));
    }
    // A call within another call is its part, whichever comes first; two calls beside each other are two.
    let (outer, inner) = (span("a", "", &of("chat")), span("b", "a", &of("chat")));
    for text in [[outer.as_str(), &inner].concat(), [inner.as_str(), &outer].concat()] {
        let usage = read(&[("s.jsonl", &text)]);
        assert_eq!((counts(&usage).0, left(&usage)), (Some(1.0), vec![("repeats what its parts say", 1)]));
    }
    assert_eq!(counts(&read(&[("s.jsonl", &(span("a", "", &of("chat")) + &span("b", "", &of("chat"))))])).0, Some(2.0));
    // One id is unique in its trace only.
    let elsewhere = outer.replace(r#""trace_id":"t""#, r#""trace_id":"u""#);
    assert_eq!(counts(&read(&[("s.jsonl", &(outer.clone() + &elsewhere))])).0, Some(2.0));
    assert_eq!(left(&read(&[("s.jsonl", &span("a", "", r#""http.method":"GET""#))])), [("steps without tokens", 1)]);
    // Vectors have no tokens out; a failure may have neither; any other span that lacks one is told.
    let vectors = r#""gen_ai.usage.input_tokens":1000,"gen_ai.operation.name":"embeddings""#;
    check("vectors", &span("a", "", vectors), (Some(1.0), 1_000.0, None, None, 0.0, None));
    let alone = span("a", "", r#""gen_ai.usage.input_tokens":1000"#);
    assert!(wrong(&read(&[("s.jsonl", &alone)]))[0].starts_with("Row 1 has no input or output tokens"));
    for status in [r#""status":{"code":2},"#, r#""status":{"code":"STATUS_CODE_ERROR"},"#] {
        let failed = alone.replacen('{', &["{", status].concat(), 1);
        assert_eq!(left(&read(&[("s.jsonl", &failed)])), [("failed requests", 1)], "{status}");
        // What was written before it failed was billed.
        let written = span("a", "", r#""gen_ai.usage.output_tokens":120"#).replacen('{', &["{", status].concat(), 1);
        check(status, &written, (Some(1.0), 0.0, None, None, 120.0, None));
    }
    let fine = alone.replacen('{', r#"{"status":{"code":1},"#, 1);
    assert!(!wrong(&read(&[("s.jsonl", &fine)])).is_empty());
    let negative = span("a", "", r#""gen_ai.usage.input_tokens":-5,"gen_ai.usage.output_tokens":120"#);
    assert!(wrong(&read(&[("s.jsonl", &negative)]))[0].starts_with("Row 1 has no input or output tokens"));
}
