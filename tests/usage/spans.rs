//! Spans are told apart by their trace and their own id together.

use super::read;
use build_or_buy::usage::Usage;

/// A span of a trace and its parent, 1,000 tokens in and 100 out.
fn span(trace: u32, id: &str, parent: &str, minute: u32) -> String {
    let start = 1_793_577_600 + minute * 60;
    let parent = if parent.is_empty() { String::new() } else { format!(r#""parentSpanId":"{parent}","#) };
    format!(
        r#"{{"traceId":"{trace:032x}","spanId":"{id}",{parent}"startTimeUnixNano":"{start}000000000","attributes":[{{"key":"gen_ai.request.model","value":{{"stringValue":"claude-sonnet-5-5"}}}},{{"key":"gen_ai.usage.input_tokens","value":{{"intValue":"1000"}}}},{{"key":"gen_ai.usage.output_tokens","value":{{"intValue":"100"}}}}]}}"#
    )
}

fn export(spans: &[String]) -> String {
    format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","))
}

fn requests(usage: &Usage) -> (Option<f64>, u64) {
    let left = usage.files.iter().flat_map(|file| &file.left_out).map(|one| one.rows).sum();
    (usage.workloads[0].totals.requests, left)
}

#[test]
fn one_id_in_two_traces_is_two_spans() {
    // A hundred traces whose spans are all called 1 and 2.
    let all: Vec<String> = (0..100).flat_map(|at| [span(at, "1", "", at), span(at, "2", "", at)]).collect();
    assert_eq!(requests(&read(&[("spans.json", &export(&all))])), (Some(200.0), 0));
    // The same file twice counts once.
    let text = export(&all);
    assert_eq!(requests(&read(&[("a.json", &text), ("b.json", &text)])), (Some(200.0), 200));
    // A parent repeats its children of its own trace only: of 50 traces with a child, the parent goes, of the others none.
    let all: Vec<String> =
        (0..100).flat_map(|at| [span(at, "1", "", at), span(at, "2", if at < 50 { "1" } else { "" }, at)]).collect();
    assert_eq!(requests(&read(&[("spans.json", &export(&all))])), (Some(150.0), 50));
    // Jaeger calls it traceID.
    let jaeger: Vec<String> = (0..30)
        .map(|at| {
            format!(
                r#"{{"traceID":"{at:x}","spanID":"1","startTime":{}000000,"processID":"p1","tags":[{{"key":"gen_ai.request.model","value":"claude-sonnet-5-5"}},{{"key":"gen_ai.usage.input_tokens","value":1000}},{{"key":"gen_ai.usage.output_tokens","value":100}}]}}"#,
                1_793_577_600 + at * 60
            )
        })
        .collect();
    let text = format!(
        r#"{{"data":[{{"traceID":"0","spans":[{}],"processes":{{"p1":{{"serviceName":"shop"}}}}}}]}}"#,
        jaeger.join(",")
    );
    assert_eq!(requests(&read(&[("jaeger.json", &text)])), (Some(30.0), 0));
}
