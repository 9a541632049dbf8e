//! Gateways and smaller hosts, each with the traps it is known for. All sums are worked out in the comments.

use super::{input, read, value, wrong};

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
    // Nor where they write more than it: 70 + 30 of 60.
    let too_much = [&own[..], &[("search", "", 4.5, 12, 1000, 60)]].concat();
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
    let one = &usage.workloads[0];
    assert!(one.left_out && usage.link == read(&[("none.csv", "")]).link, "{}", usage.link);
    assert_eq!((one.totals.input, one.totals.cached, one.totals.output), (20.0, Some(8.0), 6.0));
}
