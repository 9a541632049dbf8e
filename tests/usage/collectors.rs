//! Spans as collectors and Jaeger's page save them: in lists under several names, or by trace with the services apart.

use super::read;
use super::variations::counts;
use build_or_buy::usage::Usage;

fn left(usage: &Usage) -> Vec<(&str, u64)> {
    usage.files[0].left_out.iter().map(|one| (one.reason.as_str(), one.rows)).collect()
}

#[test]
fn spans_of_a_collector_and_of_jaeger_say_the_same() {
    let number = |key: &str, value: u32| format!(r#"{{"key":"gen_ai.usage.{key}","value":{{"intValue":"{value}"}}}}"#);
    let attributes = [number("input_tokens", 1_000), number("output_tokens", 120)].join(",");
    let inner = format!(r#"{{"spanId":"a","startTimeUnixNano":"1793577600000000000","attributes":[{attributes}]}}"#);
    let service = r#"{"key":"service.name","value":{"stringValue":"bot"}}"#;
    let stage = |name: &str| format!(r#"{{"key":"{name}","value":{{"stringValue":"production"}}}}"#);
    for (lists, scopes, environment) in [
        ("\"resourceSpans\"", "scopeSpans", "deployment.environment.name"),
        ("\"batches\"", "scopeSpans", "deployment.environment"),
        ("\"resourceSpans\"", "instrumentationLibrarySpans", "deployment.environment"),
        ("\"trace\":{\"resourceSpans\"", "scopeSpans", "deployment.environment"),
        ("\"trace\":{\"batches\"", "scopeSpans", "deployment.environment"),
    ] {
        let about = [service.to_owned(), stage(environment)].join(",");
        let close = if lists.contains("trace") { "}" } else { "" };
        let two = [
            r#"{"key":"service.name","value":{"stringValue":"bot"}}"#.to_owned(),
            stage(environment).replace("production", "staging"),
        ]
        .join(",");
        let resource = |about: &str, span: &str| {
            format!(r#"{{"resource":{{"attributes":[{about}]}},"{scopes}":[{{"spans":[{span}]}}]}}"#)
        };
        let text = format!(
            "{{{lists}:[{},{}]{close}}}",
            resource(&about, &inner),
            resource(&two, &inner.replace(r#""spanId":"a""#, r#""spanId":"b""#))
        );
        let usage = read(&[("spans.json", &text)]);
        assert_eq!((counts(&usage).0, usage.workloads[0].name.as_str()), (Some(1.0), "bot"), "{lists} {scopes}");
        assert_eq!((left(&usage), usage.sources[0].from.as_str()), (vec![("not production", 1)], "2026-11-02 00:00"));
    }
    // Jaeger's tags, in microseconds, with the services apart; a call below another is its part.
    let tag = |key: &str, value: u32| format!(r#"{{"key":"gen_ai.usage.{key}","type":"int64","value":{value}}}"#);
    let tags = [tag("input_tokens", 1_000), tag("output_tokens", 120)].join(",");
    let call = |id: &str, kind: &str| {
        format!(
            r#"{{"traceID":"t","spanID":"{id}","processID":"p1","startTime":1793577600000000,"references":[{{"refType":"{kind}","traceID":"t","spanID":"a"}}],"tags":[{tags}]}}"#
        )
    };
    for (kind, many) in [("CHILD_OF", 1.0), ("FOLLOWS_FROM", 2.0)] {
        let text = format!(
            r#"{{"data":[{{"traceID":"t","spans":[{},{}],"processes":{{"p1":{{"serviceName":"bot"}}}}}}]}}"#,
            call("a", "NONE"),
            call("b", kind)
        );
        let usage = read(&[("jaeger.json", &text)]);
        assert_eq!((counts(&usage).0, usage.workloads[0].name.as_str()), (Some(many), "bot"), "{kind}");
        assert_eq!(usage.sources[0].from, "2026-11-02 00:00");
    }
}
