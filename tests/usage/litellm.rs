//! LiteLLM's log, its days and its export at their edges: what a call is, whose it is, and what makes an export one that
//! repeats its totals.

use super::variations::counts;
use super::{read, wrong};
use build_or_buy::usage::Usage;

fn call(id: u32, fields: &str) -> String {
    format!(
        r#"{{"request_id":"q{id}","spend":0.5,"prompt_tokens":1000,"completion_tokens":100,"startTime":"2026-11-02T0{id}:00:00Z","model":"gpt-5.6-luna",{fields}}}"#
    )
}

fn of(calls: &[String]) -> Usage {
    read(&[("spend.json", &format!("[{}]", calls.join(",")))])
}

fn left(usage: &Usage) -> Vec<(&str, u64, Option<f64>)> {
    usage.files[0].left_out.iter().map(|one| (one.reason.as_str(), one.rows, one.tokens)).collect()
}

#[test]
fn a_call_is_of_a_model_of_text_or_it_is_left_out() {
    for kind in [
        "completion",
        "acompletion",
        "text_completion",
        "aresponses",
        "anthropic_messages",
        "agenerate_content_stream",
        "",
        "aembedding",
        "acreate_batch",
        "aretrieve_batch",
    ] {
        let usage = of(&[call(1, &format!(r#""call_type":"{kind}""#))]);
        assert_eq!((counts(&usage).0, left(&usage).len()), (Some(1.0), 0), "{kind}");
        let waits = usage.workloads[0].inputs.iter().find(|one| one.key == "waiting").and_then(|one| one.value);
        assert_eq!(waits, kind.contains("batch").then_some(100.0), "{kind}");
    }
    for kind in ["image_generation", "aspeech", "moderation", "atranscription", "aacompletion", "rerank"] {
        let usage = of(&[call(1, &format!(r#""call_type":"{kind}""#))]);
        assert_eq!(left(&usage), [("sound, pictures, moderation and files", 1, Some(1_100.0))], "{kind}");
    }
    // What the gateway answered from its own cache no model answered, however it writes that.
    for (hit, own) in [("\"True\"", true), ("true", true), ("\"False\"", false), ("\"\"", false), ("\"None\"", false)] {
        let usage = of(&[call(1, &format!(r#""call_type":"acompletion","cache_hit":{hit}"#))]);
        let wanted: &[_] = if own { &[("answered from the gateway’s own cache", 1, Some(1_100.0))] } else { &[] };
        assert_eq!(left(&usage), wanted, "{hit}");
    }
    // It failed by its own status or by the one in its notes.
    for status in [r#""status":"failure""#, r#""metadata":{"status":"failure"}"#] {
        let usage = of(&[call(1, &format!(r#""call_type":"acompletion",{status}"#))]);
        assert_eq!(left(&usage), [("failed requests", 1, Some(1_100.0))], "{status}");
    }
    let usage = of(&[call(1, r#""call_type":"acompletion","status":"success","metadata":{"status":"success"}"#)]);
    assert_eq!(counts(&usage).0, Some(1.0));
    // A call without a time, and one without tokens, is told with its place.
    for (from, to, said) in [
        ("2026-11-02T02:00:00Z", "later", "Row 2 has no time that can be read: 1 left out"),
        (
            r#""completion_tokens":100"#,
            r#""completion_tokens":"many""#,
            "Row 2 has no input or output tokens: 1 left out",
        ),
    ] {
        let calls = [1, 2].map(|id| call(id, r#""call_type":"acompletion""#)).join("\n").replace("q2", "q2x");
        let (first, second) = calls.split_once('\n').expect("two lines");
        let usage = read(&[("spend.jsonl", &[first, "\n", &second.replace(from, to)].concat())]);
        assert!(wrong(&usage)[0].starts_with(said), "{:?}", usage.issues);
    }
}

#[test]
fn a_call_is_named_after_its_tag_and_never_after_who_called() {
    let named = |fields: &str| {
        let one = of(&[call(1, &[r#""call_type":"acompletion","#, fields].concat())]).workloads[0].clone();
        (one.name, one.named_by)
    };
    for (fields, name, by) in [
        (r#""request_tags":["User-Agent: openai","user: jane","mail"],"model_group":"small""#, "mail", "application"),
        (r#""request_tags":["customer=acme","env=prod"]"#, "env=prod", "application"),
        (r#""request_tags":["user: jane"],"model_group":"small","team_id":"t""#, "small", "model group"),
        (r#""request_tags":[],"team_id":"search""#, "search", "project"),
        (r#""request_tags":["user: jane"]"#, "gpt-5.6-luna", "model"),
    ] {
        assert_eq!(named(fields), (name.to_owned(), by), "{fields}");
    }
}

#[test]
fn tokens_of_a_call_stand_in_either_of_its_notes() {
    let details = r#"{"prompt_tokens_details":{"cached_tokens":300,"cache_write_tokens":200},"completion_tokens_details":{"reasoning_tokens":40}}"#;
    let anthropic = r#"{"cache_read_input_tokens":300,"cache_creation_input_tokens":200,"completion_tokens_details":{"reasoning_tokens":40}}"#;
    for (place, values) in [
        ("usage_object", details),
        ("additional_usage_values", details),
        ("usage_object", anthropic),
        ("additional_usage_values", anthropic),
    ] {
        let usage = of(&[call(1, &format!(r#""call_type":"acompletion","metadata":{{"{place}":{values}}}"#))]);
        assert_eq!(counts(&usage), (Some(1.0), 1_000.0, Some(300.0), Some(200.0), 100.0, Some(40.0)), "{place}");
        assert_eq!(usage.workloads[0].totals.cost, Some(0.5));
    }
    // As many as tokens in stand inside; one more shows that they stand beside.
    for (cached, input) in [(1_000, 1_000.0), (1_001, 2_001.0)] {
        let metadata =
            format!(r#""call_type":"","metadata":{{"usage_object":{{"cache_read_input_tokens":{cached}}}}}"#);
        assert_eq!(counts(&of(&[call(1, &metadata)])).1, input);
    }
}

#[test]
fn days_of_the_api_by_group_by_model_or_whole() {
    let figures = |input: u32, requests: &str| {
        format!(r#"{{"spend":1.0,"prompt_tokens":{input},"completion_tokens":10{requests}}}"#)
    };
    let day = |date: &str, metrics: &str, breakdown: &str| {
        format!(r#"{{"results":[{{"date":"{date}","metrics":{metrics},"breakdown":{breakdown}}}],"metadata":{{}}}}"#)
    };
    let both = r#","api_requests":11,"successful_requests":10"#;
    let only = r#","api_requests":11"#;
    for (breakdown, requests, name, by) in [
        (
            format!(r#"{{"models":{{"gpt-5.6-luna":{{"metrics":{}}}}}}}"#, figures(1_000, both)),
            10.0,
            "gpt-5.6-luna",
            "model",
        ),
        // Older proxies put the figures there themselves, and count no successes.
        (format!(r#"{{"models":{{"gpt-5.6-luna":{}}}}}"#, figures(1_000, only)), 11.0, "gpt-5.6-luna", "model"),
        (
            format!(
                r#"{{"model_groups":{{"chat":{{"metrics":{}}}}},"models":{{"x":{{"metrics":{}}}}}}}"#,
                figures(1_000, both),
                figures(7, both)
            ),
            10.0,
            "chat",
            "model group",
        ),
        ("{}".to_owned(), 10.0, "all requests", "model"),
    ] {
        let usage = read(&[("daily.json", &day("2026-11-02", &figures(1_000, both), &breakdown))]);
        let one = &usage.workloads[0];
        assert_eq!(
            (one.totals.requests, one.totals.input, one.totals.output),
            (Some(requests), 1_000.0, 10.0),
            "{breakdown}"
        );
        assert_eq!((one.name.as_str(), one.named_by, one.totals.cost), (name, by, Some(1.0)), "{breakdown}");
    }
    assert!(wrong(&read(&[("daily.json", &day("soon", "{}", "{}"))]))[0].contains("no day that can be read"));
    // An idle day is covered time: 10 requests in two days.
    let idle = r#"{"prompt_tokens":0,"completion_tokens":0,"api_requests":0}"#;
    let two = format!(
        r#"{{"results":[{{"date":"2026-11-02","metrics":{}}},{{"date":"2026-11-03","metrics":{idle}}}]}}"#,
        figures(1_000, both)
    );
    let usage = read(&[("daily.json", &two)]);
    assert_eq!((usage.sources[0].hours, usage.files[0].rows), (48.0, 1));
    // Calls without tokens were made all the same.
    let failed = two.replace(r#""completion_tokens":0,"api_requests":0"#, r#""completion_tokens":0,"api_requests":3"#);
    assert_eq!(read(&[("daily.json", &failed)]).files[0].rows, 2);
    // Whether more follow: by the page, by the flag, by neither.
    for (metadata, more) in [
        (r#"{"page":1,"total_pages":2}"#, true),
        (r#"{"page":2,"total_pages":2}"#, false),
        (r#"{"has_more":true}"#, true),
        (r#"{"has_more":false}"#, false),
    ] {
        let text = day("2026-11-02", &figures(1_000, both), "{}")
            .replace(r#""metadata":{}"#, &[r#""metadata":"#, metadata].concat());
        let said = wrong(&read(&[("daily.json", &text)])).iter().any(|one| one.contains("more follow"));
        assert_eq!(said, more, "{metadata}");
    }
}

/// An export of one day under some head: who, model, spend, requests, tokens in and out.
fn export(head: &str, rows: &[(&str, &str, f64, u32, u32, u32)]) -> Usage {
    let row = |(who, model, spend, requests, input, output): &(&str, &str, f64, u32, u32, u32)| {
        format!("2026-11-02,{who},{model},{spend},{requests},{requests},{},{input},{output}\n", input + output)
    };
    let head = format!(
        "Date,{head},Model,Spend ($),Requests,Successful Requests,Total Tokens,Prompt Tokens,Completion Tokens\n"
    );
    read(&[("export.csv", &(head + &rows.iter().map(row).collect::<String>()))])
}

#[test]
fn an_export_repeats_itself_where_two_models_agree_in_every_figure() {
    let first = ("search", "gpt-5.6-luna", 4.5, 12, 1_000, 100);
    for (second, refused) in [
        (("search", "gpt-5.6-terra", 4.5, 12, 1_000, 100), true),
        // One figure apart, another team, or the same model: figures of their own.
        (("search", "gpt-5.6-terra", 4.6, 12, 1_000, 100), false),
        (("search", "gpt-5.6-terra", 4.5, 13, 1_000, 100), false),
        (("search", "gpt-5.6-terra", 4.5, 12, 1_001, 100), false),
        (("search", "gpt-5.6-terra", 4.5, 12, 1_000, 101), false),
        (("mail", "gpt-5.6-terra", 4.5, 12, 1_000, 100), false),
    ] {
        let usage = export("Team", &[first, second]);
        assert_eq!(wrong(&usage).iter().any(|one| one.contains("repeats a team’s total")), refused, "{second:?}");
        assert_eq!(usage.workloads.is_empty(), refused, "{second:?}");
    }
    // A single request may cost as much with two models by chance, and one without tokens as little.
    for (requests, tokens) in [(1, 1_000), (12, 0)] {
        let row = |model| ("search", model, 4.5, requests, tokens, 0);
        assert_eq!(wrong(&export("Team", &[row("a"), row("b"), first])), Vec::<&str>::new(), "{requests} {tokens}");
    }
    // Models that add up to the team's total, as nearly as rounding takes them, one part in a million, and to more.
    for (input, total, refused) in [
        (4_000_000, 10_000_000, false),
        (4_000_009, 10_000_000, false),
        (4_000_011, 10_000_000, true),
        (4_000_000, 12_000_000, false),
    ] {
        let rows = [
            ("search", "a", 2.0, 6, 6_000_000, 0),
            ("search", "b", 2.5, 6, input, 0),
            ("search", "", 4.5, 12, total, 0),
        ];
        assert_eq!(export("Team", &rows).workloads.is_empty(), refused, "{input} of {total}");
    }
}

#[test]
fn an_export_by_team_tag_organization_or_customer() {
    let rows = [("search", "gpt-5.6-luna", 4.5, 12, 1_000, 100), ("mail", "gpt-5.6-luna", 1.0, 2, 50, 5)];
    for (head, names, by) in [
        ("Team", &["search", "mail"][..], "project"),
        ("Organization", &["search", "mail"], "project"),
        ("Tag", &["search", "mail"], "project"),
        // A customer is whoever called: told apart, and not named.
        ("Customer", &["gpt-5.6-luna"], "model"),
    ] {
        let usage = export(head, &rows);
        let found: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((&found[..], usage.workloads[0].named_by), (names, by), "{head}");
        assert_eq!((counts(&usage).0, counts(&usage).1), (Some(14.0), 1_050.0), "{head}");
        let several =
            usage.issues.iter().any(|one| !one.wrong && one.row == 0 && one.sentence.contains("several tags"));
        assert_eq!(several, head == "Tag");
    }
    let untagged = export("Tag", &[("", "gpt-5.6-luna", 1.0, 2, 50, 5)]);
    assert!(!untagged.issues.iter().any(|one| one.sentence.contains("several tags")), "{:?}", untagged.issues);
    let odd = export("Team", &[("search", "gpt-5.6-luna", 4.5, 12, 1_000, 100)]);
    assert_eq!(odd.sources[0].hours, 24.0);
}
