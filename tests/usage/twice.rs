//! Rows that two files share, and totals of two files that part one usage in their own ways: exactly at the limits.

use super::{read, wrong};
use build_or_buy::usage::Usage;

fn requests(usage: &Usage) -> f64 {
    usage.workloads.iter().filter_map(|one| one.totals.requests).sum()
}

/// 600 requests of one hour, ten a minute and forty in the last one; tokens tell servers apart where they are not equal.
fn server(equal: u32, own: u32) -> String {
    let mut text = "time,model,input_tokens,output_tokens\n".to_owned();
    for minute in 0..60 {
        for at in 0..if minute == 59 { 40 } else { 10 } {
            let number = minute * 10 + at;
            let input = if number < equal { 1_000 + number } else { 5_000 + own * 10_000 + number };
            text += &format!("2026-11-02T09:{minute:02}:{at:02}Z,gpt-5.6-luna,{input},100\n");
        }
    }
    text
}

fn burst(usage: &Usage) -> f64 {
    usage.globals.iter().find(|one| one.key == "minute_burst").and_then(|one| one.value).expect("enough requests")
}

#[test]
fn minutes_of_requests_that_two_servers_share_count_once_or_twice_as_they_do() {
    // 630 requests: 10 in each of 59 minutes, 40 in the last, a mean of 10.5; the 99th percentile of 60 is the busiest
    // minute, but for the last, which is no whole one: of 59 minutes of 10 the burst is 1. With a second file the hour goes on.
    let (a, same) = (server(10_000, 0), server(10_000, 0));
    // The same file again: each request once.
    let once = read(&[("a.csv", &a), ("b.csv", &same)]);
    assert_eq!((requests(&once), once.files[1].left_out[0].rows), (630.0, 630));
    // A twentieth of equal rows is chance: both servers count, all of them.
    let other = server(30, 1);
    let both = read(&[("a.csv", &server(10_000, 0)), ("b.csv", &other)]);
    assert_eq!(requests(&both), 1_260.0);
    let said = "30 of its rows are equal to rows of another file to the second and the token; most others of that time are not, so they count as requests of their own.";
    assert!(both.issues.iter().any(|one| one.sentence == said && !one.wrong), "{:?}", both.issues);
    assert_eq!((both.files[1].rows, both.files[1].left_out.len()), (630, 0));
}

#[test]
fn the_busiest_minute_is_of_all_that_two_servers_took() {
    // An hour of 30 requests in each minute and 120 in the twentieth one, in each of two files, of which the first 100 rows
    // are equal: 60 a minute and 240 are a mean of 63, and the 99th percentile of 60 minutes is the busiest, 240.
    let server = |own: u32| {
        let mut text = "time,model,input_tokens,output_tokens\n".to_owned();
        let mut number = 0;
        for minute in 0..60 {
            for at in 0..if minute == 20 { 120 } else { 30 } {
                let input = if number < 100 { 1_000 + number } else { 5_000 + own * 10_000 + number };
                number += 1;
                text += &format!("2026-11-02T09:{minute:02}:{:02}.{at:03}Z,gpt-5.6-luna,{input},100\n", at % 60);
            }
        }
        text + "2026-11-02T10:00:00Z,gpt-5.6-luna,9,1\n"
    };
    let usage = read(&[("a.csv", &server(0)), ("b.csv", &server(1))]);
    assert!((burst(&usage) - 240.0 / 63.0).abs() < 0.02, "{} {:?}", burst(&usage), usage.issues);
    // The same server twice: 120 over a mean of 31.5, the same; two of which one minute was elsewhere are not.
    let alone = read(&[("a.csv", &server(0)), ("b.csv", &server(0))]);
    assert!((burst(&alone) - 120.0 / 31.5).abs() < 0.02, "{}", burst(&alone));
}

/// Two weeks of totals by day, each of so many tokens in, under some label.
fn days(column: &str, label: &str, input: u32) -> String {
    let row = |day: u32| format!("2026-11-{day:02},{label},240,{input},0\n");
    format!("time,{column},requests,input_tokens,output_tokens\n") + &(2..16).map(row).collect::<String>()
}

#[test]
fn totals_that_differ_by_a_hundredth_or_a_tenth_count_once_and_by_more_twice() {
    let models = days("model", "gpt-5.6-luna", 1_000_000);
    for (other, sum, told) in [
        (1_000_000, 3_360.0, Some("they count once")),
        (1_009_900, 3_360.0, Some("they count once")),
        (1_011_000, 3_360.0, Some("their tokens differ by 1 %, so the file with more counts, once")),
        (1_099_000, 3_360.0, Some("their tokens differ by 9 %, so the file with more counts, once")),
        (1_150_000, 6_720.0, Some("so both count; if it is the same usage, give one of the two files")),
    ] {
        let projects = days("project", "shop", other);
        for files in [[("a.csv", &models), ("b.csv", &projects)], [("a.csv", &projects), ("b.csv", &models)]] {
            let usage = read(&files.map(|(name, text)| (name, text.as_str())));
            assert_eq!(requests(&usage), sum, "{other}: {:?}", usage.issues);
            let found = usage.issues.iter().find(|one| one.sentence.starts_with("Some of its days stand in a.csv too"));
            assert_eq!(found.map(|one| one.wrong), told.map(|told| !told.contains("both count")), "{other}");
            // Of files within a hundredth the first stays, of others that with more.
            let kept: f64 = usage.workloads.iter().map(|one| one.totals.input).sum();
            let rows =
                [0, 1].map(|at| (usage.files[at].rows, usage.files[at].left_out.first().map_or(0, |one| one.rows)));
            let smaller = (files[0].1 == &projects) == (other < 1_000_000);
            let wanted = match told {
                Some("they count once") => [(14, 0), (0, 14)],
                Some(told) if told.contains("both count") => [(14, 0), (14, 0)],
                _ if smaller => [(0, 14), (14, 0)],
                _ => [(14, 0), (0, 14)],
            };
            assert_eq!(rows, wanted, "{other} {}", usage.issues.len());
            if sum < 6_000.0 && told != Some("they count once") {
                assert_eq!(kept, 14.0 * f64::from(other), "{other}");
            }
        }
    }
}

#[test]
fn short_and_long_prompts_of_one_day_in_two_files_are_two_rows() {
    let claude = |window: &str| {
        format!(
            "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n2026-10-05 09:00,claude-sonnet-5-5,k,Default,standard,{window},1000,0,100\n"
        )
    };
    for (one, other, sum) in
        [("≤ 200k", "> 200k", 2_000.0), ("> 200k", "200k-1M", 1_000.0), ("≤ 200k", "0-200k", 1_000.0)]
    {
        let usage = read(&[("a.csv", &claude(one)), ("b.csv", &claude(other))]);
        assert_eq!(usage.workloads.iter().map(|one| one.totals.input).sum::<f64>(), sum, "{one} {other}");
        // Its hours are UTC's, named or not.
        assert!(!usage.sources[0].naive && wrong(&usage).is_empty(), "{:?}", usage.issues);
    }
}

#[test]
fn clocks_of_vendors_that_name_no_zone_are_utc_s() {
    let deepseek = "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\nu,2026-11-02T08:00:00,2026-11-02T09:00:00,deepseek-v4-pro,prod,sk,request_count,0.1,5\nu,2026-11-02T08:00:00,2026-11-02T09:00:00,deepseek-v4-pro,prod,sk,output_tokens,0.1,50\n";
    let fireworks = "email,start_time,end_time,usage_type,accelerator_type,accelerator_seconds,base_model_name,model_bucket,parameter_count,prompt_tokens,completion_tokens\nx,2026-11-02 00:00:00,2026-11-02 01:00:00,TEXT,,,gpt-oss-120b,,,1000,50\n";
    let litellm = "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\nq,acompletion,0.1,1000,100,2026-11-02 09:14:07,gpt-5.6-luna\n";
    let openrouter = "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,app_name,api_key_name\ng,2026-11-02 09:14:07,0.1,1000,100,0,0,openai/gpt-5.6-luna,OpenAI,standard,Bot,k\n";
    let langfuse = r#"{"id":"o","traceId":"t","type":"GENERATION","startTime":"2026-11-02 09:14:07","model":"m","usageDetails":{"input":9,"output":4}}"#;
    let trace = "TIMESTAMP,ContextTokens,GeneratedTokens\n2026-11-02 09:14:07,1000,100\n";
    for (name, text) in [
        ("d.csv", deepseek),
        ("f.csv", fireworks),
        ("l.csv", litellm),
        ("o.csv", openrouter),
        ("l.jsonl", langfuse),
        ("t.csv", trace),
    ] {
        let usage = read(&[(name, text)]);
        assert!(!usage.sources[0].naive, "{name}");
        assert!(usage.sources[0].from.starts_with("2026-11-02 0"), "{name} {}", usage.sources[0].from);
    }
}

#[test]
fn a_cache_that_was_written_is_told_of_where_it_cost_something_and_read_nothing() {
    let row = |cost: &str, cached: &str| {
        let text = format!(
            "generation_id,created_at,cost_total,cost_cache,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,app_name,api_key_name\ng,2026-11-02 09:14:07,0.1,{cost},1000,100,0,{cached},openai/gpt-5.6-luna,OpenAI,standard,Bot,k\n"
        );
        read(&[("activity.csv", &text)]).issues.iter().any(|one| one.sentence.contains("wrote to the cache"))
    };
    assert!(row("0.01", "0") && row("0.01", ""));
    assert!(!row("0.01", "400") && !row("-0.01", "0") && !row("0", "0") && !row("", "0"));
}

#[test]
fn a_row_of_totals_among_its_parts_is_one_within_a_tenth() {
    // Parts of 1,000 tokens; a total of 1,100 may be theirs, one of 1,101 may not.
    for (total, sum) in [(1_100, 1_000.0), (900, 1_000.0), (1_101, 2_101.0), (899, 1_899.0)] {
        let text = format!(
            "time,model,requests,input_tokens,output_tokens\n2026-11-02,gpt-5.6-luna,4,600,0\n2026-11-02,gpt-5.6-terra,4,400,0\n2026-11-02,All models,8,{total},0\n"
        );
        let usage = read(&[("sums.csv", &text)]);
        assert_eq!(usage.workloads.iter().map(|one| one.totals.input).sum::<f64>(), sum, "{total}");
    }
    // A third model of an application, too small for a workload of its own, is part of the largest.
    let mut text = "time,app,model,input_tokens,output_tokens\n".to_owned();
    for (app, model, tokens) in [
        ("a", "gpt-5.6-luna", 1_000),
        ("a", "gpt-5.6-terra", 900),
        ("a", "gpt-4o-mini", 100),
        ("b", "gpt-5.6-luna", 800),
    ] {
        text += &format!("2026-11-02T00:00:00Z,{app},{model},{tokens},0\n");
    }
    let usage = read(&[("log.csv", &text)]);
    let found: Vec<(&str, f64)> = usage.workloads.iter().map(|one| (one.name.as_str(), one.totals.input)).collect();
    assert_eq!(found, [("a, gpt-5.6-luna", 1_100.0), ("a, gpt-5.6-terra", 900.0), ("b", 800.0)]);
}

#[test]
fn lengths_of_requests_that_two_servers_share_count_too() {
    // Twelve requests of each of two servers, of which five are equal: 24 prompts are enough to know long ones, 19 are not.
    let server = |own: u32| {
        let row =
            |at: u32| format!("2026-11-02T09:{at:02}:07Z,gpt-5.6-luna,{},100\n", if at < 5 { 1_000 } else { own });
        "time,model,input_tokens,output_tokens\n".to_owned() + &(0..12).map(row).collect::<String>()
    };
    let usage = read(&[("a.csv", &server(1_000)), ("b.csv", &server(1_001))]);
    assert_eq!(requests(&usage), 24.0);
    let long = super::input(&usage.workloads[0], "input_p95");
    assert_eq!((long.rule.as_str(), long.value.is_some()), ("95th percentile of the prompts, to 1 %", true));
}
