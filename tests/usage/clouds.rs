//! Amazon's and Azure's own logs: what a call is, how long a point of a metric lasts, and whose name a workload gets.

use super::variations::{check, counts};
use super::{read, wrong};

/// One invocation, an hour of 2026-11-10 for each.
fn call(hour: u32, model: &str, more: &str, input: &str, output: &str) -> String {
    format!(
        r#"{{"schemaType":"ModelInvocationLog","timestamp":"2026-11-10T{hour:02}:11:00Z","requestId":"r{hour}","modelId":"{model}"{more},"input":{input},"output":{output}}}"#
    ) + "\n"
}

#[test]
fn a_call_of_bedrock_is_an_answer_vectors_or_a_failure() {
    let model = "anthropic.claude-sonnet-5-5-v1:0";
    let whole = r#"{"inputTokenCount":200,"cacheReadInputTokenCount":700,"cacheWriteInputTokenCount":50}"#;
    let plain = r#"{"inputTokenCount":100}"#;
    let log = [
        // 200 + 700 + 50 in; the second was sent as a batch and leaves out what is zero.
        call(1, model, r#","operation":"InvokeModel""#, whole, r#"{"outputTokenCount":40}"#),
        call(2, model, r#","operation":"BatchInvokeModel""#, plain, r#"{"outputTokenCount":60}"#),
        // An answer that broke off with an error cost nothing, with its tokens or without.
        call(3, model, r#","errorCode":"ThrottlingException""#, plain, r#"{"outputTokenCount":7}"#),
        call(4, model, r#","errorCode":"ThrottlingException""#, plain, "null"),
    ]
    .concat();
    let usage = read(&[("bedrock.json", &log)]);
    assert_eq!(counts(&usage), (Some(2.0), 1_050.0, Some(700.0), Some(50.0), 100.0, None));
    assert_eq!(usage.workloads[0].inputs.iter().find(|one| one.key == "waiting").and_then(|one| one.value), Some(50.0));
    let [failed] = &usage.files[0].left_out[..] else { panic!("{:?}", usage.files[0].left_out) };
    // 100 + 7 and 100 tokens.
    assert_eq!((failed.reason.as_str(), failed.rows, failed.tokens), ("failed requests", 2, Some(207.0)));
    // Without an answer at all a call has failed too.
    let usage = read(&[(
        "bedrock.json",
        &(call(1, model, "", plain, r#"{"outputTokenCount":40}"#) + &call(2, model, "", plain, "null")),
    )]);
    assert_eq!((counts(&usage).0, usage.files[0].left_out[0].reason.as_str()), (Some(1.0), "failed requests"));
    // Vectors have no tokens out, and are no failure; a picture has none either, and is no call of words.
    let vectors = call(1, "amazon.titan-embed-text-v2:0", "", plain, r#"{"outputContentType":"application/json"}"#);
    check("vectors", &vectors, (Some(1.0), 100.0, Some(0.0), Some(0.0), 0.0, None));
    let picture = call(1, "amazon.nova-canvas-v1:0", "", plain, r#"{"outputContentType":"application/json"}"#);
    let left = read(&[("bedrock.json", &picture)]).files[0].left_out[0].clone();
    assert_eq!((left.reason.as_str(), left.tokens), ("calls without tokens", Some(100.0)));
    let untimed = call(1, model, "", plain, r#"{"outputTokenCount":40}"#).replace("2026-11-10T01:11:00Z", "soon");
    assert_eq!(wrong(&read(&[("bedrock.json", &untimed)])), ["Row 1 has no time that can be read: 1 left out."]);
}

#[test]
fn a_call_of_bedrock_is_named_by_its_work_then_by_its_role_and_never_by_a_person() {
    let name = |more: &str| {
        let log = call(
            1,
            "anthropic.claude-sonnet-5-5-v1:0",
            more,
            r#"{"inputTokenCount":100}"#,
            r#"{"outputTokenCount":40}"#,
        );
        let one = read(&[("bedrock.json", &log)]).workloads[0].clone();
        (one.name, one.named_by)
    };
    let role = r#","identity":{"arn":"arn:aws:sts::111122223333:assumed-role/mail-sorter/session-9"}"#;
    let tags = |tags: &str| [role, r#","requestMetadata":{"#, tags, "}"].concat();
    for (more, wanted) in [
        (tags(r#""env":"prod","team":"search""#), ("search", "application")),
        (tags(r#""user":"jane","stage":"night run""#), ("night run", "application")),
        // The role's name: neither the account before it nor the session after it.
        (tags(r#""user":"jane""#), ("mail-sorter", "key")),
        (role.to_owned(), ("mail-sorter", "key")),
        (
            r#","identity":{"arn":"arn:aws:iam::111122223333:user/jane"}"#.to_owned(),
            ("anthropic.claude-sonnet-5-5-v1:0", "model"),
        ),
    ] {
        assert_eq!(name(&more), (wanted.0.to_owned(), wanted.1), "{more}");
    }
}

#[test]
fn a_table_of_cloudwatch_holds_calls_in_a_cell() {
    let cell = |json: &str| ["\"", &json.trim().replace('"', "\"\""), "\""].concat();
    let one =
        call(1, "anthropic.claude-sonnet-5-5-v1:0", "", r#"{"inputTokenCount":100}"#, r#"{"outputTokenCount":40}"#);
    for name in ["@message", "message"] {
        let table = format!(
            "@timestamp,{name}\n2026-11-10 01:11:00.000,{}\n2026-11-10 02:11:00.000,\"{{\"\"a\"\":1}}\"\n",
            cell(&one)
        );
        let usage = read(&[("logs-insights.csv", &table)]);
        assert_eq!(counts(&usage), (Some(1.0), 100.0, Some(0.0), Some(0.0), 40.0, None), "{name}");
        let said = "Row 3 has no invocation of a model that can be read: 1 left out.";
        assert!(
            wrong(&usage).iter().any(|one| one.starts_with("Row 3 has no invocation")),
            "{said} {:?}",
            usage.issues
        );
    }
    // As lines of JSON the call stands under either name, too.
    for name in ["@message", "message"] {
        check(name, &format!("{{\"{name}\":{}}}\n", one.trim()), (Some(1.0), 100.0, Some(0.0), Some(0.0), 40.0, None));
    }
}

/// Three metrics of a deployment with the same points, from 2026-11-09 on: requests, tokens in, tokens out.
fn metrics(interval: &str, names: [&str; 3], deployment: &str, points: &[(&str, u32)]) -> String {
    let metric = |at: usize| {
        let point = |(time, many): &(&str, u32)| {
            format!(r#"{{"timeStamp":"2026-11-09T{time}:00Z","total":{}}}"#, many * [1, 200, 30][at])
        };
        let points: Vec<String> = points.iter().map(point).collect();
        format!(
            r#"{{"name":{{"value":"{}"}},"timeseries":[{{"metadatavalues":[{deployment}],"data":[{}]}}]}}"#,
            names[at],
            points.join(",")
        )
    };
    format!(r#"{{"interval":"{interval}","value":[{},{},{}]}}"#, metric(0), metric(1), metric(2))
}

const NAMES: [&str; 3] = ["AzureOpenAIRequests", "ProcessedPromptTokens", "GeneratedTokens"];
const NEWER: [&str; 3] = ["ModelRequests", "InputTokens", "OutputTokens"];
const NAMED: &str =
    r#"{"name":{"value":"apiname"},"value":"chat"},{"name":{"value":"ModelDeploymentName"},"value":"chat-prod"}"#;

#[test]
fn a_point_of_azure_lasts_as_long_as_its_interval_says() {
    // Two points that follow each other; 30 requests of 200 tokens in and 30 out whatever the step.
    for (interval, second, hours, bucket) in [
        ("PT1H", "01:00", 2.0, "hour"),
        ("PT5M", "00:05", 10.0 / 60.0, "hour"),
        ("PT30M", "00:30", 1.0, "hour"),
        ("PT6H", "06:00", 12.0, "day"),
        ("P1D", "00:00", 24.0, "day"),
        // What says no step that is known is an hour: days are not written with a clock, and months have no one length.
        ("PT1D", "01:00", 2.0, "hour"),
        ("P1M", "01:00", 2.0, "hour"),
        ("hourly", "01:00", 2.0, "hour"),
        ("PT", "01:00", 2.0, "hour"),
    ] {
        let points = [("00:00", 10), (second, 20)];
        let points = if second == "00:00" { &points[..1] } else { &points[..] };
        for names in [NAMES, NEWER] {
            let usage = read(&[("usage.json", &metrics(interval, names, NAMED, points))]);
            let many = if points.len() == 2 { 30.0 } else { 10.0 };
            assert_eq!(counts(&usage), (Some(many), 200.0 * many, None, None, 30.0 * many, None), "{interval}");
            let one = &usage.sources[0];
            assert!((one.hours - hours).abs() < 1e-9, "{interval}: {}", one.hours);
            assert_eq!((one.format, one.bucket), ("Azure Monitor metrics", bucket), "{interval}");
        }
    }
}

#[test]
fn a_deployment_of_azure_is_named_in_either_form_and_other_metrics_are_left_out() {
    let flat = r#"{"name":"apiname","value":"chat"},{"name":"modeldeploymentname","value":"chat-prod"}"#;
    for names in [NAMED, flat] {
        let usage = read(&[("usage.json", &metrics("PT1H", NAMES, names, &[("00:00", 10)]))]);
        let one = &usage.workloads[0];
        assert_eq!((one.name.as_str(), one.named_by), ("chat-prod", "application"));
    }
    let other = metrics("PT1H", ["AzureOpenAITimeToResponse", NAMES[1], NAMES[2]], NAMED, &[("00:00", 10)]);
    let usage = read(&[("usage.json", &other)]);
    assert_eq!((counts(&usage).1, counts(&usage).4), (2_000.0, 300.0));
    let left = &usage.files[0].left_out[0];
    assert_eq!((left.reason.as_str(), left.rows), ("other metrics", 1));
    // A point that names no time is told, and the others stand.
    let odd = metrics("PT1H", NAMES, NAMED, &[("00:00", 10), ("25:00", 7)]);
    let usage = read(&[("usage.json", &odd)]);
    assert_eq!((counts(&usage).0, counts(&usage).1), (Some(10.0), 2_000.0));
    assert!(wrong(&usage)[0].contains("no time that can be read: 3 left out"), "{:?}", usage.issues);
}
