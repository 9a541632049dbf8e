//! OpenAI and Anthropic with the traps they are known for, names of models, and workloads. All sums are worked out in the comments.

use super::{edited, input, read, value, wrong};

const OPENAI: &str = "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,compute_units,input_tokens,output_tokens,input_cached_tokens,input_cache_write_tokens,input_uncached_tokens,input_audio_tokens,input_image_tokens,column_of_next_year\n";

/// An hour of 2026-11-02, Monday, on.
fn openai(hour: i64, requests: f64, input: f64, cached: f64, output: f64, batch: &str) -> String {
    let start = 1_793_577_600 + hour * 3600;
    format!(
        "{start},{},x,x,proj_support,{requests:.1},user-1,key_chat,gpt-5.6-terra-2026-07-09,{batch},default,,{input:.1},{output:.1},{cached:.1},100.0,0.0,0.0,0.0,\n",
        start + 3600
    )
}

#[test]
fn openai_s_csv() {
    let idle = "1793581200,1793584800,x,x,,,,,,,,,,,,,,,,\n";
    let audio = "1793584800,1793588400,x,x,proj_support,9.0,u,k,gpt-audio,False,,,1000.0,10.0,0.0,0.0,0.0,900.0,0.0,\n";
    let text = [
        "\u{feff}",
        OPENAI,
        &openai(0, 118.0, 247_800.0, 136_290.0, 36_580.0, "False"),
        idle,
        audio,
        &openai(3, 82.0, 152_200.0, 63_710.0, 13_420.0, "TRUE"),
    ]
    .concat();
    // The second file repeats the last hour and adds one more.
    let more = [
        OPENAI,
        &openai(3, 82.0, 152_200.0, 63_710.0, 13_420.0, "TRUE"),
        &openai(4, 100.0, 100_000.0, 0.0, 10_000.0, "False"),
    ]
    .concat();
    let usage = read(&[("completions.csv", &text.replace('\n', "\r\n")), ("more.csv", &more)]);
    assert_eq!(wrong(&usage), Vec::<&str>::new());
    let one = &usage.workloads[0];
    // 118 + 82 + 100 requests; 247,800 + 152,200 + 100,000 in, of which 200,000 cached and 300 written; 60,000 out.
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cached), (Some(300.0), 500_000.0, Some(200_000.0)));
    assert_eq!((one.totals.output, one.totals.reasoning, one.totals.written), (60_000.0, None, Some(300.0)));
    assert_eq!((value(one, "cached"), value(one, "cache_writes")), (Some(40.0), Some(0.06)));
    assert_eq!((value(one, "input_tokens"), value(one, "output_tokens")), (Some(1_667.0), Some(200.0)));
    // 82 of 300 requests in a batch are 27.3 %.
    assert_eq!((value(one, "waiting"), input(one, "batching_today").text.as_str()), (Some(27.3), "yes"));
    assert_eq!((one.model.as_str(), one.name.as_str()), ("openai/gpt-5.6-terra", "proj_support"));
    // Five hours, the idle one inside: 300 × 730.5 ÷ 5 = 43,830, to three digits, as under a day it is an assumption.
    assert_eq!(value(one, "requests"), Some(43_800.0));
    assert_eq!(usage.files[0].left_out[0].reason, "sound and pictures");
    assert_eq!(
        (usage.files[1].left_out[0].reason.as_str(), usage.files[1].left_out[0].rows),
        ("in another file already", 1)
    );
    assert_eq!(input(one, "reasoning_tokens").text, "", "not stated");
}

#[test]
fn an_idle_range_is_not_an_unknown_format() {
    let usage = read(&[("idle.csv", "start_time,end_time,start_time_iso,end_time_iso\n1793577600,1793581200,a,b\n")]);
    assert_eq!(wrong(&usage), ["This export has no usage in its range."]);
}

fn page(hour: i64, more: bool, batch: &str) -> String {
    let start = 1_793_577_600 + hour * 3600;
    format!(
        r#"{{"object":"page","data":[{{"object":"bucket","start_time":{start},"end_time":{},"results":[
      {{"object":"organization.usage.completions.result","input_tokens":2000,"input_cached_tokens":0,"output_tokens":300,"num_model_requests":10,"project_id":null,"model":"gpt-5.6-luna","batch":{batch}}},
      {{"object":"organization.usage.completions.result","input_tokens":1000,"input_cached_tokens":0,"output_tokens":100,"num_model_requests":10,"project_id":null,"model":"gpt-5.6-luna","batch":{batch},"service_tier":"flex"}}]}},
      {{"object":"bucket","start_time":{},"end_time":{},"results":[]}}],"has_more":{more},"next_page":"page_A"}}"#,
        start + 3600,
        start + 3600,
        start + 7200
    )
}

#[test]
fn openai_s_pages_one_after_another_as_a_list_or_as_lines() {
    let (a, b) = (page(0, true, "null"), page(2, false, "null"));
    for text in
        [format!("{a}\n{b}"), format!("[{a},{b}]"), format!("{}\n{}\n", a.replace('\n', ""), b.replace('\n', ""))]
    {
        let usage = read(&[("usage.json", &text)]);
        let one = &usage.workloads[0];
        assert_eq!((one.totals.requests, one.totals.input), (Some(40.0), 6_000.0));
        // 40 requests in 4 hours, idle ones inside: 7,305, to three digits.
        assert_eq!(value(one, "requests"), Some(7_310.0));
        assert_eq!(input(one, "waiting").text, "", "not asked for, so not known");
        // Cached tokens are stated and 0: no cache is used, and what could be is not in the file.
        assert_eq!((input(one, "caching_today").text.as_str(), input(one, "cached").text.as_str()), ("no", ""));
        assert_eq!(wrong(&usage), Vec::<&str>::new());
    }
    let cut = read(&[("usage.json", &a)]);
    assert!(wrong(&cut)[0].contains("more follow"), "{:?}", cut.issues);
    let known = read(&[("usage.json", &page(0, false, "false"))]);
    assert_eq!(
        (value(&known.workloads[0], "waiting"), input(&known.workloads[0], "batching_today").text.as_str()),
        (Some(0.0), "no")
    );
}

#[test]
fn what_was_paid() {
    let text = "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id\n\
        1793577600,1793664000,x,x,12.500000000000000000000000000000000000,usd,gpt input,p\n\
        1793577600,1793664000,x,x,2.5,usd,gpt output,p\n1793664000,1793750400,x,x,,,,\n";
    // 15 dollars in two days, one of them idle: 15 × 730.5 ÷ 48 = 228.
    let usage = read(&[("cost.csv", text)]);
    assert_eq!(usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value), Some(228.0));
    assert!(usage.workloads.is_empty() && usage.link.contains("bill_today=228"));
    let euro = read(&[("cost.csv", &text.replace("2.5,usd", "2.5,eur"))]);
    assert!(euro.issues.iter().any(|one| one.sentence.contains("not in US dollars")));
    assert!(euro.globals.is_empty(), "dollars and euros are no sum: {:?}", euro.globals);
    let cents = r#"{"data":[{"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-03T00:00:00Z","results":[{"currency":"USD","amount":"12345.5","model":"claude"}]}],"has_more":false}"#;
    // 123.455 dollars a day × 30.4375 = 3,758.
    assert_eq!(read(&[("cost.json", cents)]).globals[0].value, Some(3_758.0));
}

const ANTHROPIC: &str = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed\n";

#[test]
fn anthropic_s_csv_counts_no_requests_and_none_are_invented() {
    let text = [ANTHROPIC, "2026-10-05,claude-sonnet-5-5,prod-agent,Default,standard,≤ 200k,\"2,914,022\",871003,0,21480332,1080447,0,global,\n\
        2026-10-05,claude-haiku-5-5,nightly,Default,batch,≤ 200k,6120444,0,0,0,402118,0,global,\n\
        2026-10-05,claude-sonnet-5-5,claude_code_key_jane.doe_abcd,Claude Code,standard,≤ 200k,10,0,0,0,5,0,global,\n"].concat();
    let usage = read(&[("tokens.csv", &text)]);
    // 2,914,022 + 871,003 + 21,480,332 = 25,265,357 in; 21,480,332 of it cached = 85.0 %, 871,003 written = 3.4 %.
    let one = &usage.workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.output), (None, 25_265_357.0, 1_080_447.0));
    assert_eq!((value(one, "cached"), value(one, "cache_writes")), (Some(85.0), Some(3.4)));
    assert_eq!(
        (one.model.as_str(), value(one, "requests"), value(one, "input_tokens")),
        ("anthropic/claude-sonnet-5.5", None, None)
    );
    assert_eq!(input(one, "requests").how, build_or_buy::usage::How::Needed);
    assert_eq!(usage.workloads[1].model, "anthropic/claude-haiku-5.5");
    assert_eq!(value(&usage.workloads[1], "waiting"), Some(100.0));
    assert!(!usage.link.contains(".requests="), "{}", usage.link);
    assert_eq!(usage.files[0].left_out[0].rows, 1);
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("jane"), "a person's name is not shown");
    // One number completes the row. That day was a Monday, which the conversation week gives its own part of a mean day:
    // 100,000 requests a month are 100,000 × part ÷ 30.4375 on it, and 25,265,357 divided by them the tokens in each.
    let monday = super::CATALOG.shape("chat").expect("a shape").hours[..24].iter().sum::<f64>() / 24.0;
    let each = (25_265_357.0 * 30.4375 / monday / 100_000.0).round();
    let whole = edited(&[("tokens.csv", &text)], &[("w1.requests", "100k")]);
    assert_eq!(
        (value(&whole.workloads[0], "requests"), value(&whole.workloads[0], "input_tokens")),
        (Some(100_000.0), Some(each))
    );
}

#[test]
fn anthropic_s_json_of_both_kinds() {
    let row = |product: &str, requests: &str| {
        format!(
            r#"{{"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-02T01:00:00Z","group":{{"model":"claude-sonnet-5-5","api_key_id":"apikey_01A","service_tier":"standard","product":{product},"workspace_id":null}},"usage":{{"uncached_input_tokens":18900,"cache_creation":{{"ephemeral_5m_input_tokens":6300,"ephemeral_1h_input_tokens":0}},"cache_read_input_tokens":147000,"output_tokens":8820,"total_tokens":181020,"requests":{requests}}}}}"#
        )
    };
    let usage = read(&[(
        "analytics.json",
        &format!(r#"{{"data":[{},{}],"has_more":false}}"#, row("null", "21"), row("\"claude_code\"", "99")),
    )]);
    let one = &usage.workloads[0];
    // 18,900 + 6,300 + 147,000 = 172,200 in for 21 requests: 8,200 each.
    assert_eq!(
        (one.totals.input, one.totals.requests, value(one, "input_tokens")),
        (172_200.0, Some(21.0), Some(8_200.0))
    );
    assert_eq!(usage.files[0].left_out[0].rows, 1);
    let legacy = r#"{"data":[{"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-02T01:00:00Z","results":[{"uncached_input_tokens":100,"cache_creation":{"ephemeral_1h_input_tokens":20,"ephemeral_5m_input_tokens":10},"cache_read_input_tokens":70,"output_tokens":50,"api_key_id":null,"model":"claude-opus-5-5","service_tier":"batch"}]},{"starting_at":"2026-11-02T01:00:00Z","ending_at":"2026-11-02T02:00:00Z","results":[]}],"has_more":true}"#;
    let usage = read(&[("report.json", legacy)]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.input, one.totals.written, one.totals.requests), (200.0, Some(30.0), None));
    assert_eq!((value(one, "waiting"), one.model.as_str()), (Some(100.0), "anthropic/claude-opus-5.5"));
    assert_eq!((wrong(&usage).len(), usage.sources[0].hours), (1, 2.0));
}

#[test]
fn names_of_models_as_hosts_write_them() {
    for (raw, id) in [
        ("us.anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic/claude-haiku-4.5"),
        ("openai/gpt-5.6-luna-20260709", "openai/gpt-5.6-luna"),
        ("openrouter/openai/gpt-5.6-luna", "openai/gpt-5.6-luna"),
        ("gpt-4o-mini-2024-07-18", "openai/gpt-4o-mini"),
        ("accounts/fireworks/models/gpt-oss-120b", "fireworks/gpt-oss-120b"),
        ("groq/openai/gpt-oss-20b", "groq/gpt-oss-20b"),
        ("claude-opus-5-5", "anthropic/claude-opus-5.5"),
        ("Claude Sonnet 5.5", "anthropic/claude-sonnet-5.5"),
        (
            "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-5-5-v1:0",
            "anthropic/claude-sonnet-5.5",
        ),
        ("gpt-5.6-terra:batch", "openai/gpt-5.6-terra"),
        ("models/gemini-3.7-flash", "google/gemini-3.7-flash"),
        ("chat-prod", ""),
        ("arn:aws:bedrock:us-east-1:1:application-inference-profile/abc", ""),
    ] {
        let text = format!("time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,{raw},10,5\n");
        let usage = read(&[("log.csv", &text)]);
        let one = &usage.workloads[0];
        // The account before a public profile's name is not shown.
        let shown = raw.split_once(":inference-profile/").map_or(raw, |(_, model)| model);
        assert_eq!((one.model.as_str(), one.model_read.as_str()), (id, shown));
    }
}

#[test]
fn workloads_are_the_largest_and_the_rest_is_gathered() {
    let mut text = String::from("time,app,model,input_tokens,output_tokens\n");
    for (app, tokens) in
        [("a", 1000), ("b", 900), ("c", 800), ("d", 700), ("e", 600), ("f", 500), ("g", 400), ("h", 300)]
    {
        text.push_str(&format!("2026-11-02T00:00:00Z,{app},gpt-5.6-luna,{tokens},0\n"));
    }
    text.push_str("2026-11-02T00:00:00Z,a,gpt-5.6-terra,900,0\n");
    let usage = read(&[("log.csv", &text)]);
    let names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
    // The first application's second model has 900 of its 1,900 tokens, so it is a workload of its own.
    assert_eq!(names, ["a, gpt-5.6-luna", "a, gpt-5.6-terra", "b", "c", "d", "e", "everything else"]);
    assert_eq!(usage.workloads.iter().map(|one| one.totals.input).sum::<f64>(), 6_100.0);
    let merged = edited(&[("log.csv", &text)], &[("w2.into", "w1"), ("w3.out", "1"), ("w1.name", "A")]);
    assert_eq!(merged.workloads[0].totals.input, 1_900.0);
    assert_eq!(value(&merged.workloads[0], "input_tokens"), Some(950.0));
    assert!(merged.link.contains("workloads=a~c~d~e~everything-else"), "{}", merged.link);
}
