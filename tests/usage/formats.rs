//! Every format with the traps it is known for, in files made here. All sums are worked out in the comments.

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
fn litellm_s_log_counts_cached_inside_and_leaves_out_what_no_model_answered() {
    let head = "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,model_group,custom_llm_provider,metadata,cache_hit,request_tags,messages,status\n";
    let row = |id: &str, call: &str, hit: &str, status: &str| {
        format!(
            "{id},{call},88dc28,0.0134,5210,4890,320,2026-11-02 09:14:07.221,2026-11-02 09:14:11.902,anthropic/claude-sonnet-5-5,chat,anthropic,\"{{\"\"additional_usage_values\"\": {{\"\"cache_read_input_tokens\"\": 3900, \"\"cache_creation_input_tokens\"\": 210}}}}\",{hit},\"[\"\"support\"\"]\",\"a secret,\nprompt\",{status}\n"
        )
    };
    let text = [
        head,
        &row("1", "acompletion", "False", "success"),
        &row("2", "acompletion", "True", "success"),
        &row("3", "aimage_generation", "", "success"),
        &row("4", "acompletion", "", "failure"),
        &row("1", "acompletion", "False", "success"),
    ]
    .concat();
    let usage = read(&[("spend.csv", &text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.name.as_str(), one.totals.requests, one.totals.input), ("support", Some(1.0), 4_890.0));
    assert_eq!((one.totals.cached, one.totals.written, one.totals.cost), (Some(3_900.0), Some(210.0), Some(0.0134)));
    assert_eq!(usage.files[0].left_out.iter().map(|one| one.rows).sum::<u64>(), 4, "{:?}", usage.files[0].left_out);
    let failed = usage.files[0].left_out.iter().find(|one| one.reason == "failed requests").map(|one| one.rows);
    assert_eq!(failed, Some(1), "it cost nothing, and its second try is counted where it was answered");
    let shown = serde_json::to_string(&usage).expect("JSON");
    assert!(!shown.contains("secret") && !shown.contains("88dc28"));
    let json = r#"{"data":[{"request_id":"a","call_type":"responses","spend":0.5,"prompt_tokens":100,"completion_tokens":10,"startTime":"2026-11-02T09:00:00Z","model":"azure/gpt-5.4-nano","model_group":"small","metadata":{"additional_usage_values":{"prompt_tokens_details":{"cached_tokens":40},"completion_tokens_details":{"reasoning_tokens":4}}},"messages":[{"content":"secret"}],"status":"success"}]}"#;
    let one = &read(&[("spend.json", json)]).workloads[0];
    assert_eq!((one.totals.cached, one.totals.reasoning, one.name.as_str()), (Some(40.0), Some(4.0), "small"));
}

#[test]
fn litellm_s_days_use_one_branch() {
    let metrics = r#"{"metrics":{"spend":1.0,"prompt_tokens":1000,"completion_tokens":100,"cache_read_input_tokens":400,"cache_creation_input_tokens":50,"api_requests":11,"successful_requests":10,"failed_requests":1}}"#;
    let text = format!(
        r#"{{"results":[{{"date":"2026-11-02","metrics":{{"prompt_tokens":9999}},"breakdown":{{"models":{{"gpt-5.6-luna":{metrics}}},"model_groups":{{"chat":{metrics}}},"api_keys":{{"x":{metrics}}}}}}}],"metadata":{{"page":1,"total_pages":2,"has_more":true}}}}"#
    );
    let usage = read(&[("activity.json", &text)]);
    let one = &usage.workloads[0];
    assert_eq!(
        (one.totals.input, one.totals.requests, one.totals.cached, one.name.as_str()),
        (1_000.0, Some(10.0), Some(400.0), "chat")
    );
    assert!(wrong(&usage)[0].contains("more follow"));
    let page = "Date,Team,Team ID,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,Completion Tokens\n2026-11-02,search,t1,\"1,204.50\",12,10,2,1100,1000,100\n";
    let one = &read(&[("export.csv", page)]).workloads[0];
    assert_eq!((one.totals.cost, one.totals.requests, one.name.as_str()), (Some(1_204.5), Some(10.0), "search"));
    let totals = read(&[(
        "export.csv",
        "Date,Team,Model,Spend ($),Requests,Successful,Failed,Total Tokens\n2026-11-02,a,m,1,1,1,0,5\n",
    )]);
    assert!(wrong(&totals)[0].contains("/user/daily/activity"));
}

/// An export by team and model; every line is a team, a model, spend, requests, tokens in and out.
fn litellm_export(rows: &[(&str, &str, f64, u32, u32, u32)]) -> String {
    let mut text = String::from(
        "Date,Team,Team ID,Model,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,Completion Tokens\n",
    );
    for (team, model, spend, requests, input, output) in rows {
        text += &format!(
            "2026-11-02,{team},t,{model},{spend},{requests},{requests},0,{},{input},{output}\n",
            input + output
        );
    }
    text
}

#[test]
fn a_litellm_export_that_repeats_a_team_s_total_is_refused_and_told_from_one_that_does_not() {
    // The trap: a team of 12 requests and 1,100 tokens, once for each of its three models. Nothing of it counts.
    let trap = litellm_export(&[
        ("search", "gpt-5.6-luna", 4.5, 12, 1000, 100),
        ("mail", "gpt-5.6-luna", 1.0, 2, 50, 5),
        ("search", "gpt-5.6-terra", 4.5, 12, 1000, 100),
        ("search", "claude-sonnet-5-5", 4.5, 12, 1000, 100),
    ]);
    let usage = read(&[("team.csv", &trap)]);
    assert!(usage.workloads.is_empty());
    let [said] = wrong(&usage)[..] else { panic!("{:?}", wrong(&usage)) };
    assert!(said.contains("repeats a team’s total") && said.contains("/user/daily/activity"), "{said}");
    assert_eq!(usage.issues.iter().find(|issue| issue.wrong).map(|issue| issue.row), Some(2));
    // Models with figures of their own: 8 + 4 + 2 requests, 700 + 300 + 50 tokens in.
    let own = [
        ("search", "gpt-5.6-luna", 3.0, 8, 700, 70),
        ("mail", "gpt-5.6-luna", 1.0, 2, 50, 5),
        ("search", "gpt-5.6-terra", 1.5, 4, 300, 30),
    ];
    let sums = |usage: &build_or_buy::usage::Usage| {
        usage
            .workloads
            .iter()
            .fold((0.0, 0.0), |sum, one| (sum.0 + one.totals.requests.unwrap(), sum.1 + one.totals.input))
    };
    let usage = read(&[("team.csv", &litellm_export(&own))]);
    assert_eq!((sums(&usage), wrong(&usage).len()), ((14.0, 1_050.0), 0));
    // A line of the team's total beside its models: it is their sum and counts once.
    let total = [&own[..], &[("search", "", 4.5, 12, 1000, 100)]].concat();
    let usage = read(&[("team.csv", &litellm_export(&total))]);
    assert_eq!((sums(&usage), usage.files[0].left_out[0].rows), ((14.0, 1_050.0), 1));
    // 700 + 300 of 900: a model's figures cannot all be its own.
    let too_much = [&own[..], &[("search", "", 4.5, 12, 900, 100)]].concat();
    assert!(read(&[("team.csv", &litellm_export(&too_much))]).workloads.is_empty());
}

#[test]
fn the_same_days_of_litellm_count_once_however_they_are_parted() {
    let team = litellm_export(&[("search", "gpt-5.6-luna", 3.0, 8, 700, 70)]);
    let tag = team.replace("Team", "Tag").replace("search", "beta");
    let api = r#"{"results":[{"date":"2026-11-02","metrics":{},"breakdown":{"models":{"gpt-5.6-luna":{"metrics":{"prompt_tokens":700,"completion_tokens":70,"api_requests":8}}}}}],"metadata":{}}"#;
    for other in [("tag.csv", tag.as_str()), ("daily.json", api)] {
        let usage = read(&[("team.csv", &team), other]);
        assert_eq!(usage.workloads.iter().map(|one| one.totals.input).sum::<f64>(), 700.0, "{}", other.0);
        assert_eq!(usage.files[1].left_out[0].reason, "the same days in another file, parted another way");
    }
    let usage = read(&[("tag.csv", &tag)]);
    assert!(usage.issues.iter().any(|issue| !issue.wrong && issue.sentence.contains("several tags")));
}

#[test]
fn openrouter_s_days_in_either_case() {
    for text in [
        r#"{"data":[{"date":"2026-11-05","model":"openai/gpt-5.6-luna","model_permaslug":"openai/gpt-5.6-luna-20260709","endpoint_id":"e","provider_name":"Azure","usage":1.42,"requests":812,"prompt_tokens":5200000,"completion_tokens":310000,"reasoning_tokens":90000}]}"#,
        r#"{"data":[{"date":"2026-11-05","model":"openai/gpt-5.6-luna","modelPermaslug":"openai/gpt-5.6-luna-20260709","endpointId":"e","providerName":"Azure","usage":1.42,"requests":812,"promptTokens":5200000,"completionTokens":310000,"reasoningTokens":90000}]}"#,
    ] {
        let usage = read(&[("activity.json", text)]);
        let one = &usage.workloads[0];
        assert_eq!(
            (one.totals.requests, one.totals.input, one.totals.reasoning, one.totals.cached),
            (Some(812.0), 5_200_000.0, Some(90_000.0), None)
        );
        assert_eq!(one.model, "azure/gpt-5.6-luna");
    }
}

#[test]
fn langfuse_s_keys_do_not_overlap_and_parents_repeat_their_children() {
    let head = "\"id\",\"traceId\",\"startTime\",\"parentObservationId\",\"type\",\"environment\",\"name\",\"input\",\"output\",\"model\",\"usageDetails\",\"totalCost\",\"traceName\"\n";
    let row = |id: &str, parent: &str, environment: &str| {
        format!(
            "\"{id}\",\"t\",\"\"\"2026-11-03T09:00:00.123Z\"\"\",\"{parent}\",\"GENERATION\",\"{environment}\",\"step\",\"a secret\nprompt, with \"\"quotes\"\"\",\"an answer\",\"gpt-5.6-luna\",\"{{\"\"input\"\":412,\"\"input_cached_tokens\"\":3000,\"\"output\"\":80,\"\"output_reasoning_tokens\"\":20,\"\"total\"\":3512}}\",\"0.01\",\"support\"\n"
        )
    };
    // The agent's span comes before one of its two steps and after the other.
    let text = [
        head,
        &row("child-1", "agent", "production"),
        &row("agent", "", "production"),
        &row("child-2", "agent", "production"),
        &row("test", "", "staging"),
    ]
    .concat();
    let usage = read(&[("observations.csv", &text)]);
    let one = &usage.workloads[0];
    // Two steps of 412 + 3,000 in, 80 + 20 out.
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cached), (Some(2.0), 6_824.0, Some(6_000.0)));
    assert_eq!((one.totals.output, one.totals.reasoning, one.name.as_str()), (200.0, Some(40.0), "support"));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
    let line = r#"{"id":"a","trace_id":"t","start_time":"2026-11-03T09:00:00Z","type":"GENERATION","provided_model_name":"gpt-5.6-luna","usage_details":{"input":10,"output":5,"cache_creation_input_tokens":7},"trace_name":"x","input":[{"content":"secret"}]}"#;
    let one = &read(&[("export.jsonl", line)]).workloads[0];
    assert_eq!((one.totals.input, one.totals.written, one.totals.output), (17.0, Some(7.0), 5.0));
}

#[test]
fn bedrock_s_input_leaves_cached_tokens_out() {
    let call = |id: &str, extra: &str| {
        format!(
            r#"{{"schemaType":"ModelInvocationLog","timestamp":"2026-11-10T08:11:00Z","accountId":"111122223333","identity":{{"arn":"arn:aws:sts::111122223333:assumed-role/app/x"}},"requestId":"{id}","operation":"ConverseStream","modelId":"us.anthropic.claude-haiku-4-5-20251001-v1:0","requestMetadata":{{"team":"search"}},"input":{{"inputBodyJson":{{"messages":["secret"]}},"inputTokenCount":212,"cacheReadInputTokenCount":14020,"cacheWriteInputTokenCount":310}}{extra}}}"#
        )
    };
    let output = r#","output":{"outputTokenCount":402}"#;
    let text = format!(
        "{}\n{}\n{{\"@timestamp\":\"x\",\"@message\":{}}}\n",
        call("1", output),
        call("2", r#","errorCode":"ThrottlingException""#),
        call("3", output)
    );
    let usage = read(&[("log.jsonl", &text)]);
    let one = &usage.workloads[0];
    // 212 + 14,020 + 310 = 14,542, twice.
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cached), (Some(2.0), 29_084.0, Some(28_040.0)));
    assert_eq!((one.name.as_str(), one.model.as_str()), ("search", "anthropic/claude-haiku-4.5"));
    let shown = serde_json::to_string(&usage).expect("JSON");
    assert!(!shown.contains("secret") && !shown.contains("111122223333"));
}

#[test]
fn spans_count_calls_of_models_and_not_the_agents_around_them() {
    let attribute = |key: &str, value: &str| format!(r#"{{"key":"{key}","value":{{{value}}}}}"#);
    let span = |id: &str, parent: &str, operation: &str, input: u32, read: u32| {
        let all = [
            attribute("gen_ai.operation.name", &format!("\"stringValue\":\"{operation}\"")),
            attribute("gen_ai.usage.input_tokens", &format!("\"intValue\":\"{input}\"")),
            attribute("gen_ai.usage.cache_read.input_tokens", &format!("\"intValue\":{read}")),
            attribute("gen_ai.usage.output_tokens", "\"intValue\":\"100\""),
            attribute("gen_ai.usage.reasoning.output_tokens", "\"intValue\":\"30\""),
            attribute("gen_ai.request.model", "\"stringValue\":\"gpt-5.6-luna\""),
            attribute("gen_ai.input.messages", "\"stringValue\":\"secret\""),
        ];
        format!(
            r#"{{"name":"chat secret","spanId":"{id}","parentSpanId":"{parent}","startTimeUnixNano":"1793577600000000000","attributes":[{}]}}"#,
            all.join(",")
        )
    };
    let export = |key: &str, spans: &[String]| {
        format!(
            r#"{{"{key}":[{{"resource":{{"attributes":[{}]}},"scopeSpans":[{{"spans":[{}]}}]}}]}}"#,
            attribute("service.name", "\"stringValue\":\"answers\""),
            spans.join(",")
        )
    };
    let text = format!(
        "{}\n{}\n",
        export("resourceSpans", &[span("b", "a", "chat", 1000, 400), span("a", "", "invoke_agent", 1000, 400)]),
        // Cached tokens beyond the input: this instrumentation leaves them out of it.
        export("batches", &[span("c", "", "chat", 50, 900)])
    );
    let usage = read(&[("spans.jsonl", &text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.name.as_str(), one.totals.requests, one.totals.input), ("answers", Some(2.0), 1_950.0));
    assert_eq!((one.totals.cached, one.totals.output, one.totals.reasoning), (Some(1_300.0), 200.0, Some(60.0)));
    assert!(usage.issues.iter().any(|one| one.sentence.contains("more cached tokens than input")));
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("secret"));
}

#[test]
fn logs_of_requests_keep_the_last_record_of_a_stream() {
    let line = |id: &str, output: u32, second: u32| {
        format!(
            r#"{{"timestamp":"2026-11-02T10:00:0{second}Z","message":{{"id":"{id}","model":"claude-sonnet-5-5","content":[{{"text":"secret"}}],"usage":{{"input_tokens":10,"cache_read_input_tokens":90,"cache_creation_input_tokens":0,"output_tokens":{output}}}}}}}"#
        )
    };
    let text = [line("m1", 1, 0), line("m1", 5, 1), line("m2", 3, 2), line("m1", 40, 3)].join("\n");
    let usage = read(&[("log.jsonl", &text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.output), (Some(2.0), 200.0, 43.0));
    let batch = r#"{"id":"b1","custom_id":"x","response":{"status_code":200,"body":{"id":"r1","created":1793577600,"model":"gpt-5.6-luna","usage":{"prompt_tokens":10,"completion_tokens":5}}}}"#;
    let one = &read(&[("output.jsonl", batch)]).workloads[0];
    assert_eq!((value(one, "waiting"), one.totals.input), (Some(100.0), 10.0));
    // A failed request is left out.
    let portkey = r#"{"created_at":"2026-11-02T10:00:00Z","ai_model":"gpt-5.6-luna","ai_provider":"openai","req_units":100,"res_units":20,"cost":250,"cost_currency":"USD","response_status_code":200}
{"created_at":"2026-11-02T10:00:05Z","ai_model":"gpt-5.6-luna","req_units":1,"res_units":0,"response_status_code":500}"#;
    let one = &read(&[("portkey.jsonl", portkey)]).workloads[0];
    assert_eq!((one.totals.requests, one.totals.input, one.totals.cost), (Some(1.0), 100.0, Some(2.5)), "cents");
}

#[test]
fn tables_with_columns_of_many_names() {
    // Semicolons, decimal commas and thousands points after a spreadsheet.
    let text = "Time;Model;Tokens in;Tokens out;App\n2026-11-02 10:00:00;gpt-5.6-luna;1.234;56,0;mail\n2026-11-02 10:30:00;gpt-5.6-luna;766;44,0;mail\n";
    let usage = read(&[("log.csv", text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.input, one.totals.output, one.name.as_str()), (2_000.0, 100.0, "mail"));
    assert!(usage.issues.iter().any(|one| one.sentence.contains("name no zone")));
    let burst = "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,1,2,GPT-4,472,18,490,API log\n9,1,2,GPT-4,0,0,0,API log\n";
    let usage = read(&[("burst.csv", burst)]);
    assert_eq!((usage.workloads[0].totals.input, usage.files[0].left_out[0].rows), (472.0, 1));
    let twice = read(&[("log.csv", "time,prompt_tokens,input_tokens,output_tokens\n2026-11-02,1,2,3\n")]);
    assert!(wrong(&twice)[0].starts_with("Two columns"));
}

#[test]
fn deepseek_s_lines_count_one_thing_each() {
    let row = |kind: &str, amount: u32| {
        format!(
            "u,2026-11-02T08:00:00+08:00,2026-11-02T09:00:00+08:00,deepseek-v4-pro,prod,sk-***,{kind},0.1,{amount}\r\n"
        )
    };
    let text = [
        "\u{feff}user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\r\n",
        &row("request_count", 10),
        &row("input_cache_hit_tokens", 700),
        &row("input_cache_miss_tokens", 300),
        &row("output_tokens", 50),
    ]
    .concat();
    let usage = read(&[("amount.csv", &text)]);
    let one = &usage.workloads[0];
    assert_eq!(
        (one.totals.requests, one.totals.input, one.totals.cached, one.totals.output),
        (Some(10.0), 1_000.0, Some(700.0), 50.0)
    );
    assert_eq!((usage.sources[0].from.as_str(), one.model.as_str()), ("2026-11-02 00:00", "deepseek/deepseek-v4-pro"));
}

#[test]
fn azure_s_metrics_are_three_series() {
    let metric = |name: &str, total: u32| {
        format!(
            r#"{{"name":{{"value":"{name}"}},"timeseries":[{{"metadatavalues":[{{"name":{{"value":"modeldeploymentname"}},"value":"chat-prod"}}],"data":[{{"timeStamp":"2026-11-09T00:00:00Z","total":{total}.0}},{{"timeStamp":"2026-11-09T01:00:00Z"}}]}}]}}"#
        )
    };
    let text = format!(
        r#"{{"interval":"PT1H","value":[{},{},{}]}}"#,
        metric("AzureOpenAIRequests", 20),
        metric("ProcessedPromptTokens", 4000),
        metric("GeneratedTokens", 600)
    );
    let usage = read(&[("usage.json", &text)]);
    let one = &usage.workloads[0];
    assert_eq!(
        (one.name.as_str(), one.totals.requests, value(one, "input_tokens"), value(one, "output_tokens")),
        ("chat-prod", Some(20.0), Some(200.0), Some(30.0))
    );
    assert_eq!((one.model.as_str(), usage.sources[0].hours), ("", 2.0));
    assert_eq!(input(one, "model").how, build_or_buy::usage::How::Needed, "a deployment's name is no model");
}

#[test]
fn small_exports() {
    let fireworks = "email,start_time,end_time,usage_type,accelerator_type,accelerator_seconds,base_model_name,model_bucket,parameter_count,prompt_tokens,completion_tokens\na@b.c,2026-11-02T00:00:00Z,2026-11-02T01:00:00Z,TEXT,,,accounts/fireworks/models/gpt-oss-120b,,,1000,50\n";
    let usage = read(&[("billing_metrics.csv", fireworks)]);
    assert_eq!(
        (usage.workloads[0].model.as_str(), usage.workloads[0].totals.requests),
        ("fireworks/gpt-oss-120b", None)
    );
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("a@b.c"));
    let vercel = r#"{"results":[{"day":"2026-11-02","model":"openai/gpt-5.6-luna","total_cost":1.5,"market_cost":1.6,"input_tokens":1000,"output_tokens":50,"cached_input_tokens":200,"cache_creation_input_tokens":10,"reasoning_tokens":5,"request_count":4}]}"#;
    let one = &read(&[("report.json", vercel)]).workloads[0];
    assert_eq!((one.totals.requests, one.totals.cached, one.totals.reasoning), (Some(4.0), Some(200.0), Some(5.0)));
    let ccusage = r#"{"daily":[{"date":"2026-11-02","inputTokens":5,"outputTokens":6,"cacheCreationTokens":7,"cacheReadTokens":8,"totalTokens":26,"totalCost":0.1}],"totals":{}}"#;
    let usage = read(&[("ccusage.json", ccusage)]);
    assert!(usage.workloads.is_empty() && usage.files[0].left_out[0].tokens == 26.0);
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
        assert_eq!((one.model.as_str(), one.model_read.as_str()), (id, raw));
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
