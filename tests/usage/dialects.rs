//! Names that stand beside others than usual: of two vendors in one record, of spans, of models as hosts call them.

use super::{input, read, wrong};

#[test]
fn names_of_two_vendors_in_one_record() {
    for names in [["prompt_tokens", "output_tokens"], ["input_tokens", "completion_tokens"]] {
        let text = format!(
            "{{\"timestamp_utc\":\"2026-06-01T00:00:00Z\",\"model\":\"gpt-5.4-mini\",\"{}\":32,\"{}\":8}}\n",
            names[0], names[1]
        );
        let usage = read(&[("log.jsonl", &text)]);
        let totals = usage.workloads[0].totals;
        assert_eq!((totals.input, totals.output, &*usage.sources[0].from), (32.0, 8.0, "2026-06-01 00:00"));
        assert_eq!(wrong(&usage), [""; 0]);
    }
}

#[test]
fn spans_with_plain_attributes_are_read_and_prompts_are_not_kept() {
    let span = |id: &str, operation: &str| {
        format!(
            r#"{{"span_id":"{id}","parent_span_id":null,"start_time":"2026-02-26T10:00:0{id}.000000+00:00","attributes":{{"gen_ai.operation.name":"{operation}","gen_ai.provider.name":"openai","gen_ai.response.model":"gpt-5.6-luna","gen_ai.usage.prompt_tokens":50,"gen_ai.usage.completion_tokens":20,"gen_ai.input.messages":"secret"}},"resource_attributes":{{"service.name":"shop"}}}}"#
        )
    };
    let list = format!(
        r#"{{"trace_id":"t","spans":[{},{},{}]}}"#,
        span("1", "chat"),
        span("2", "chat"),
        span("3", "invoke_agent")
    );
    let lines = [span("1", "chat"), span("2", "chat"), span("3", "invoke_agent")].join("\n");
    for text in [list, lines] {
        let usage = read(&[("spans.json", &text)]);
        let one = &usage.workloads[0];
        assert_eq!((one.name.as_str(), one.totals.requests, one.totals.input), ("shop", Some(2.0), 100.0));
        assert_eq!(one.model_read, "gpt-5.6-luna");
        assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
    }
}

#[test]
fn hosts_names_of_models_are_the_catalog_s() {
    for (raw, field, id, shown) in [
        ("openai.gpt-oss-120b-1:0", "model", "bedrock/gpt-oss-120b", ""),
        ("us.meta.llama3-3-70b-instruct-v1:0", "model", "bedrock/llama-3.3-70b", ""),
        ("groq/llama-3.3-70b-versatile", "model", "groq/llama-3.3-70b", ""),
        ("claude-haiku-4-5-20251001", "model_id", "anthropic/claude-haiku-4.5", ""),
        ("claude-haiku-4-5-20251001", "model_version", "anthropic/claude-haiku-4.5", ""),
        ("claude-haiku-4-5@20251001", "model", "anthropic/claude-haiku-4.5", ""),
        (
            "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "model",
            "anthropic/claude-haiku-4.5",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        ),
        (
            "bedrock/arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-oss-120b-1:0",
            "model",
            "bedrock/gpt-oss-120b",
            "openai.gpt-oss-120b-1:0",
        ),
    ] {
        let text = format!(
            "{{\"ts\":\"2026-10-20T10:42:53Z\",\"{field}\":\"{raw}\",\"usage\":{{\"input_tokens\":32,\"output_tokens\":8}}}}\n"
        );
        let usage = read(&[("log.jsonl", &text)]);
        assert_eq!(input(&usage.workloads[0], "model").text, id, "{raw}");
        let shown = if shown.is_empty() { raw } else { shown };
        assert_eq!((&*usage.workloads[0].model_read, &*usage.workloads[0].name), (shown, shown));
        assert!(!serde_json::to_string(&usage).expect("JSON").contains("111122223333"));
    }
    // A profile of one's own hides its model, and names the account.
    let own = "{\"ts\":\"2026-10-20T10:42:53Z\",\"model\":\"arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123def456\",\"usage\":{\"input_tokens\":32,\"output_tokens\":8}}\n";
    let usage = read(&[("log.jsonl", own)]);
    assert!(input(&usage.workloads[0], "model").rule.contains("hides the model"));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("111122223333"));
}

#[test]
fn a_table_without_times_is_read_as_its_records_are() {
    let table = read(&[("t.csv", "prompt_tokens,completion_tokens,total_tokens\n4431,16,4447\n3491,16,3507\n")]);
    let lines =
        "{\"prompt_tokens\":4431,\"completion_tokens\":16}\n{\"prompt_tokens\":3491,\"completion_tokens\":16}\n";
    let lines = read(&[("t.jsonl", lines)]);
    let of = |usage: &build_or_buy::usage::Usage| {
        let one = &usage.workloads[0];
        (one.totals, one.tokens, usage.sources[0].format, usage.issues[0].sentence.clone())
    };
    assert_eq!(of(&table), of(&lines));
    assert_eq!((table.workloads[0].totals.input, table.workloads[0].tokens), (7922.0, None));
    assert!(table.issues[0].sentence.contains("no time"));
}

#[test]
fn a_coding_assistant_s_own_log_is_left_out_at_first() {
    let record = |at: u32| {
        format!(
            r#"{{"type":"assistant","timestamp":"2026-10-05T{at:02}:00:05.000Z","requestId":"r{at}","cwd":"/home/jane/acme","gitBranch":"main","sessionId":"s","message":{{"id":"m{at}","model":"claude-opus-5-5","usage":{{"input_tokens":4,"cache_read_input_tokens":20000,"output_tokens":300}}}}}}
{{"type":"user","timestamp":"2026-10-05T{at:02}:00:00.000Z","cwd":"/home/jane/acme","gitBranch":"main","sessionId":"s","message":{{"role":"user"}}}}
"#
        )
    };
    let usage = read(&[("session.jsonl", &(0..20).map(record).collect::<String>())]);
    assert_eq!((usage.sources[0].format, usage.workloads[0].left_out), ("usage of a coding assistant", true));
    assert_eq!((usage.workloads[0].totals.requests, wrong(&usage)), (Some(20.0), vec![]));
    let all = serde_json::to_string(&usage).expect("JSON");
    assert!(all.contains("what your developers’ coding assistant used") && !all.contains("jane"), "{all}");
}
