//! The same formats as other people's files have them: columns moved, missing or new, numbers as text, spreadsheets in
//! between. Every sum is in the lines themselves.

use super::{edited, input, read, value, wrong};
use build_or_buy::usage::{How, Usage};

/// Requests, input, cached, written, output and reasoning of all workloads together; unknown where any part is.
pub type Counts = (Option<f64>, f64, Option<f64>, Option<f64>, f64, Option<f64>);

pub fn counts(usage: &Usage) -> Counts {
    let none = || (Some(0.0), 0.0, Some(0.0), Some(0.0), 0.0, Some(0.0));
    let add = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
    usage.workloads.iter().map(|one| one.totals).fold(none(), |sum, one| {
        (
            add(sum.0, one.requests),
            sum.1 + one.input,
            add(sum.2, one.cached),
            add(sum.3, one.written),
            sum.4 + one.output,
            add(sum.5, one.reasoning),
        )
    })
}

pub fn check(name: &str, text: &str, wanted: Counts) {
    let usage = read(&[("file", text)]);
    assert_eq!(wrong(&usage), Vec::<&str>::new(), "{name}");
    assert_eq!(counts(&usage), wanted, "{name}");
}

#[test]
fn openai_s_csv_in_other_hands() {
    // 10 requests, 1,000 in of which 400 cached, 200 out; columns of October 2025, in another order, as whole numbers.
    let old = "model,start_time,output_tokens,end_time,batch,num_model_requests,input_cached_tokens,input_tokens\ngpt-5.6-luna,1793577600,200,1793581200,False,10,400,1000\n";
    check("another order", old, (Some(10.0), 1_000.0, Some(400.0), None, 200.0, None));
    // Tabs, a line of sums under the table, and a column without a name.
    let tabs = "start_time\tend_time\tnum_model_requests\tinput_tokens\toutput_tokens\tinput_cached_tokens\tmodel\t\n1793577600\t1793581200\t10.0\t1000.0\t200.0\t400.0\tgpt-5.6-luna\tx\nTotal\t\t10.0\t1000.0\t200.0\t400.0\t\t\n";
    check("a line of sums", tabs, (Some(10.0), 1_000.0, Some(400.0), None, 200.0, None));
    // Cached tokens are not in the file at all: unknown, not zero.
    let short = "start_time,end_time,num_model_requests,input_tokens,output_tokens,model\n1793577600,1793581200,10,1000,200,gpt-5.6-luna\n";
    let usage = read(&[("file", short)]);
    assert_eq!(counts(&usage), (Some(10.0), 1_000.0, None, None, 200.0, None));
    assert_eq!(
        (input(&usage.workloads[0], "cached").text.as_str(), input(&usage.workloads[0], "cached").how),
        ("", How::Assumed)
    );
    // Embeddings have no output.
    let embeddings = "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,input_tokens\n1793577600,1793581200,x,x,p,10.0,u,k,text-embedding-3-small,5000.0\n";
    check("embeddings", embeddings, (Some(10.0), 5_000.0, None, None, 0.0, None));
    // UTF-16 with its mark, as a spreadsheet saves “Unicode text”.
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(tabs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut reader = build_or_buy::usage::UsageReader::new();
    for piece in wide.chunks(7) {
        reader.push("wide.txt", piece);
    }
    let usage = reader.finish(&super::CATALOG, &[], &[]);
    assert_eq!((wrong(&usage).len(), counts(&usage).1), (0, 1_000.0));
}

#[test]
fn openai_s_json_in_other_hands() {
    // Numbers as text, nulls, the newer grouping, and a bucket outside its page.
    let bucket = r#"{"object":"bucket","start_time":1793577600,"end_time":1793581200,"start_time_iso":"x","results":[{"object":"organization.usage.completions.result","input_tokens":"1000","input_cached_tokens":null,"output_tokens":200,"num_model_requests":10,"api_source":"responses","model":null}]}"#;
    check("one bucket", bucket, (Some(10.0), 1_000.0, None, None, 200.0, None));
    let page = format!(r#"{{"object":"page","has_more":false,"next_page":null,"data":[{bucket}]}}"#);
    check("a page", &page, (Some(10.0), 1_000.0, None, None, 200.0, None));
    check("a list of pages", &format!("[\n  {page}\n]"), (Some(10.0), 1_000.0, None, None, 200.0, None));
    // A result alone has no time: ten requests are not one.
    let lone = r#"[{"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":200,"num_model_requests":10}]"#;
    let usage = read(&[("file", lone)]);
    assert!(usage.workloads.is_empty() && wrong(&usage)[0].contains("without its bucket"), "{:?}", usage.issues);
}

#[test]
fn anthropic_s_csv_of_every_year() {
    // Early 2025: one column of writes, no context window. 100 + 20 + 300 = 420 in.
    let early = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write,usage_input_tokens_cache_read,usage_output_tokens,web_search_count\n2025-03-05,claude-3-5-haiku-20241022,k,Default,standard,100,20,300,50,0\n";
    check("early 2025", early, (None, 420.0, Some(300.0), Some(20.0), 50.0, None));
    // A key's id as the cost file has it since August 2026, thousands marks, a mark at the front and carriage returns.
    let late = "\u{feff}usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed,api_key_id\r\n2026-10-05 14:00,claude-sonnet-5-5,k,Default,standard,≤ 200k,\"1,000\",20,30,\"2,950\",50,0,global,,apikey_1\r\n";
    check("late 2026", late, (None, 4_000.0, Some(2_950.0), Some(50.0), 50.0, None));
    // Semicolons and British dates after a spreadsheet: rows that follow each other are the 1st to the 13th of September.
    let mut sheet = String::from(
        "usage_date_utc;model_version;api_key;workspace;usage_type;usage_input_tokens_no_cache;usage_input_tokens_cache_read;usage_output_tokens\n",
    );
    for day in 1..=13 {
        sheet.push_str(&format!("{day:02}/09/2026;claude-sonnet-5-5;k;Default;standard;100;0;10\n"));
    }
    let usage = read(&[("file", &sheet)]);
    assert_eq!((wrong(&usage).len(), counts(&usage).1), (0, 1_300.0));
    assert_eq!(
        (usage.sources[0].from.as_str(), usage.sources[0].to.as_str()),
        ("2026-09-01 00:00", "2026-09-14 00:00")
    );
    // The same without the 13th: nothing but the order tells, and it is said.
    let usage = read(&[("file", &sheet.replace("13/09/2026;claude-sonnet-5-5;k;Default;standard;100;0;10\n", ""))]);
    assert_eq!(usage.sources[0].to, "2026-09-13 00:00");
    assert!(usage.issues.iter().any(|one| one.sentence.contains("day first")), "{:?}", usage.issues);
}

#[test]
fn anthropic_s_json_in_other_hands() {
    // A whole month in one row: 30 days of 21,000 requests are 21,000 × 730.5 ÷ 720 a month.
    let month = r#"{"data":[{"starting_at":"2026-10-01T00:00:00Z","ending_at":"2026-10-31T00:00:00Z","group":{"model":"claude-sonnet-5-5"},"usage":{"uncached_input_tokens":1000,"cache_creation":{"ephemeral_5m_input_tokens":"20","ephemeral_1h_input_tokens":30},"cache_read_input_tokens":2950,"output_tokens":50,"requests":21000}}],"has_more":false}"#;
    check("a month", month, (Some(21_000.0), 4_000.0, Some(2_950.0), Some(50.0), 50.0, None));
    let usage = read(&[("file", month)]);
    assert_eq!((value(&usage.workloads[0], "requests"), usage.sources[0].bucket), (Some(21_306.0), "longer"));
    assert_eq!(input(&usage.workloads[0], "shape").text, "");
    // Requests that are null are asked for.
    let unknown = read(&[("file", &month.replace("21000", "null"))]);
    assert_eq!(input(&unknown.workloads[0], "requests").how, How::Needed);
    // What engineers did in Claude Code is a workload where that is said: 2,025 cents for 286 tokens.
    let people = r#"{"data":[{"date":"2026-10-05T00:00:00Z","actor":{"type":"user_actor","email_address":"jane@example.com"},"core_metrics":{"num_sessions":3},"model_breakdown":[{"model":"claude-sonnet-5-5","tokens":{"input":5,"output":6,"cache_read":7,"cache_creation":8},"estimated_cost":{"currency":"USD","amount":1025}}]},{"date":"2026-10-06T00:00:00Z","actor":{"type":"user_actor","email_address":"jane@example.com"},"model_breakdown":[{"model":"claude-sonnet-5-5","tokens":{"input":50,"output":60,"cache_read":70,"cache_creation":80},"estimated_cost":{"currency":"USD","amount":1000}}]}],"has_more":false}"#;
    let usage = read(&[("file", people)]);
    assert!(usage.workloads[0].left_out && usage.globals.is_empty(), "{:?}", usage.globals);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("coding assistant used (Claude Code)")));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("jane"));
    assert!(usage.pairs.iter().all(|(key, _)| key != "workloads"), "{:?}", usage.pairs);
    let kept = edited(&[("file", people)], &[("w1.out", "no")]);
    let one = &kept.workloads[0];
    assert!(!one.left_out && input(one, "requests").how == How::Needed);
    assert_eq!((one.totals.input, one.totals.cached, one.totals.output), (220.0, Some(77.0), 66.0));
    let each = one.cost.zip(one.tokens).map_or(0.0, |(cost, tokens)| cost / tokens);
    assert!((each - 20.25 / 286.0).abs() < 1e-12, "{each}");
}

#[test]
fn litellm_s_log_in_other_hands() {
    let row = |extra: &str| {
        format!(
            r#"{{"request_id":"a","call_type":"acompletion","spend":"0.5","prompt_tokens":"1000","completion_tokens":50,"startTime":"2026-11-02T09:00:00.5+00:00","model":"gpt-5.6-luna","model_group":"small"{extra}}}"#
        )
    };
    // Nothing about caches: unknown. Numbers as text are numbers.
    check("bare", &format!("[{}]", row("")), (Some(1.0), 1_000.0, None, None, 50.0, None));
    // Metadata as text, tags of the proxy's own before the team's.
    let tagged = row(
        r#","metadata":"{\"additional_usage_values\":{\"prompt_tokens_details\":{\"cached_tokens\":400}}}","request_tags":["User-Agent: x","User-Agent: x/1","mail"]"#,
    );
    check("tags", &tagged, (Some(1.0), 1_000.0, Some(400.0), None, 50.0, None));
    assert_eq!(read(&[("file", &tagged)]).workloads[0].name, "mail");
    // A failure that only the metadata tells.
    let failed = read(&[("file", &row(r#","metadata":{"status":"failure"}"#))]);
    assert_eq!((failed.workloads.len(), failed.files[0].left_out[0].reason.as_str()), (0, "failed requests"));
    // Days of an older proxy, without `metrics` around the figures, and of a model that is called like another field.
    let days = r#"{"results":[{"date":"2026-11-02","metrics":{"spend":1},"breakdown":{"models":{"team":{"prompt_tokens":1000,"completion_tokens":50,"api_requests":10}}}}],"metadata":{"page":1,"total_pages":1}}"#;
    check("older days", days, (Some(10.0), 1_000.0, None, None, 50.0, None));
}

#[test]
fn openrouter_s_days_without_their_wrapper() {
    let day = r#"[{"date":"2026-11-05 00:00:00","model":"openai/gpt-5.6-luna","model_permaslug":"openai/gpt-5.6-luna-20260709","provider_name":"OpenAI","usage":1.4,"requests":812,"prompt_tokens":52000,"completion_tokens":3100,"reasoning_tokens":900}]"#;
    check("a list", day, (Some(812.0), 52_000.0, None, None, 3_100.0, Some(900.0)));
    // Columns of other years missing: no cache, no reasoning.
    let csv = "created_at,generation_id,model_permaslug,tokens_prompt,tokens_completion\n2026-11-06 09:20:00.412,gen-1,openai/gpt-5.6-luna,1000,50\n2026-11-06 09:21:00.412,gen-2,openai/gpt-5.6-luna,1000,50\n";
    check("few columns", csv, (Some(2.0), 2_000.0, None, None, 100.0, None));
}

#[test]
fn langfuse_says_nothing_of_caches_that_it_does_not_name() {
    let line = r#"{"id":"a","traceId":"t","startTime":"2026-11-03T09:00:00Z","type":"GENERATION","model":"gpt-5.6-luna","usageDetails":{"input":412,"output":80,"total":492},"totalCost":null}"#;
    check("plain", line, (Some(1.0), 412.0, None, None, 80.0, None));
    check("a list", &format!("[{line}]"), (Some(1.0), 412.0, None, None, 80.0, None));
    // Steps without tokens are told apart from rows that cannot be read.
    let step = r#"{"id":"b","traceId":"t","startTime":"2026-11-03T09:00:00Z","type":"SPAN","usageDetails":{}}"#;
    let usage = read(&[("file", &format!("{line}\n{step}\n"))]);
    assert_eq!((wrong(&usage).len(), usage.files[0].left_out[0].reason.as_str()), (0, "steps without tokens"));
}

#[test]
fn bedrock_s_log_as_cloudwatch_gives_it() {
    let call = r#"{"schemaType":"ModelInvocationLog","timestamp":"2026-11-10T08:11:00Z","requestId":"r1","operation":"Converse","modelId":"us.anthropic.claude-haiku-4-5-20251001-v1:0","input":{"inputBodyJson":{"messages":["secret"]},"inputTokenCount":200,"cacheReadInputTokenCount":800},"output":{"outputTokenCount":50}}"#;
    let wanted = (Some(1.0), 1_000.0, Some(800.0), Some(0.0), 50.0, None);
    check("lines", call, wanted);
    let quoted = call.replace('"', "\"\"");
    check("a table of the console", &format!("@timestamp,@message\n2026-11-10 08:11:00.000,\"{quoted}\"\n"), wanted);
    let text = call.replace('"', "\\\"");
    check(
        "events",
        &format!(r#"{{"events":[{{"timestamp":1794298260000,"message":"{text}"}}],"nextToken":"x"}}"#),
        wanted,
    );
    let usage = read(&[("file", &format!("@timestamp,@message\n2026-11-10 08:11:00.000,\"{quoted}\"\n"))]);
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
}
