//! What a file leaves open or gets wrong is said as it is: hosts, prices, costs, numbers and marks.

use super::loads::only;
use super::{input, read, value, wrong};
use build_or_buy::usage::{How, Usage};

fn said(usage: &Usage, part: &str) -> bool {
    usage.issues.iter().any(|one| one.sentence.contains(part))
}

/// Two weeks of a request an hour under one head; `rest` is what follows the time.
fn table(head: &str, rest: impl Fn(u32) -> String) -> String {
    let row = |hour: u32| format!("2026-10-{:02}T{:02}:05:00Z,{}\n", 5 + hour / 24, hour % 24, rest(hour));
    format!("time,{head}\n") + &(0..336).map(row).collect::<String>()
}

fn of_model(model: &str) -> Usage {
    read(&[("log.csv", &table("model,input_tokens,output_tokens", |_| format!("{model},2000,300")))])
}

#[test]
fn the_host_of_an_open_model_is_assumed_where_none_is_named() {
    // In and out together: DeepInfra 0.42, Nebius 0.53, Bedrock 1.44, Together 1.76, Databricks 2.00; Groq has retired it.
    let usage = of_model("meta-llama/Llama-3.3-70B-Instruct");
    let model = input(&usage.workloads[0], "model");
    assert_eq!((model.text.as_str(), model.how), ("bedrock/llama-3.3-70b", How::Assumed));
    let wanted = "names no known host; 5 hosts sell it, from $0.1 in and $0.32 out to $0.5 in and $1.5 out a million tokens: bedrock is assumed, the middle by price";
    assert!(model.rule.contains(wanted), "{}", model.rule);
    // The maker before the name is no host, and what the answer carries of its host is one.
    let line = |more: &str| {
        format!(
            "{{\"created\":1791158700,\"model\":\"openai/gpt-oss-120b\",\"usage\":{{\"prompt_tokens\":20,\"completion_tokens\":3}}{more}}}\n"
        )
    };
    let groq = read(&[("log.jsonl", &line(",\"x_groq\":{\"id\":\"r\"}"))]);
    let found = input(&groq.workloads[0], "model");
    assert_eq!((found.text.as_str(), found.how), ("groq/gpt-oss-120b", How::Read));
    let plain = read(&[("log.jsonl", &line(""))]);
    assert_eq!(input(&plain.workloads[0], "model").how, How::Assumed);
}

#[test]
fn a_name_keeps_its_host_its_variant_and_what_it_was_tuned_from() {
    for (name, id, part) in [
        ("meta-llama/llama-3.3-70b-instruct:free", "bedrock/llama-3.3-70b", "the free variant has no price"),
        ("ft:llama-3.3-70b:acme::abc", "bedrock/llama-3.3-70b", "fine-tuned"),
        ("acme/Llama-3.3-70B-Instruct-finetune", "bedrock/llama-3.3-70b", "fine-tuned"),
        ("accounts/acme/models/gpt-oss-120b-ft", "fireworks/gpt-oss-120b", "fine-tuned"),
        ("azure/gpt-oss-120b", "databricks/gpt-oss-120b", "no price of azure is in the catalog"),
        ("nebius/meta-llama/Llama-3.3-70B-Instruct", "nebius/llama-3.3-70b", "the model with most tokens"),
        ("vertex_ai/meta/llama-3.3-70b-instruct-maas", "bedrock/llama-3.3-70b", "no price of google"),
        ("openai/gpt-oss-120b", "databricks/gpt-oss-120b", "names no known host"),
        ("claude-sonnet-4-5@20250929", "anthropic/claude-sonnet-4.5", "the model with most tokens"),
        ("claude-sonnet-4@20250514", "anthropic/claude-sonnet-5.5", "“claude-sonnet-4@20250514” is not in"),
        ("gemini-2.5-flash-lite@default", "google/gemini-2.5-flash-lite", "“gemini-2.5-flash-lite@default”"),
    ] {
        let usage = of_model(name);
        let model = input(&usage.workloads[0], "model");
        assert!(model.text == id && model.rule.contains(part), "{name}: {} {}", model.text, model.rule);
    }
}

#[test]
fn prices_that_are_not_the_list_s_are_named() {
    assert!(input(&of_model("gpt-5.6-luna:free").workloads[0], "model").rule.contains("free variant"));
    assert!(input(&of_model("ft:gpt-4o-mini:org::id").workloads[0], "model").rule.contains("fine-tuned"));
    let export = "start_time,end_time,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n1791158400,1791162000,p,100,gpt-5.6-terra,False,flex,200000,30000,0\n";
    assert!(said(&read(&[("completions.csv", export)]), "another tier than the standard one"));
}

#[test]
fn more_cached_than_tokens_in_stand_beside_them_in_an_export_too() {
    let export = "start_time,end_time,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n1791158400,1791162000,p,100,gpt-5.6-terra,False,default,200000,30000,900000\n";
    let usage = read(&[("completions.csv", export)]);
    // (200,000 + 900,000) ÷ 100 = 11,000 in, of which 900 ÷ 1,100 = 81.8 % were cached.
    let one = &usage.workloads[0];
    assert_eq!((value(one, "input_tokens"), value(one, "cached")), (Some(11_000.0), Some(81.8)));
    assert!(said(&usage, "more cached tokens than input"), "{:?}", usage.issues);
}

/// Two weeks of requests of 100 tokens in, each with a compaction of 5,000 beside it; `more` is what else that says.
fn compacted(more: &str) -> Usage {
    let line = |hour: u32| {
        format!(
            "{{\"created\":{},\"model\":\"claude-sonnet-5-5\",\"usage\":{{\"input_tokens\":100,\"cache_read_input_tokens\":0,\"cache_creation_input_tokens\":0,\"output_tokens\":80,\"iterations\":[{{\"type\":\"compaction\",\"input_tokens\":5000,{more}\"output_tokens\":500}}]}}}}\n",
            1_791_158_700 + hour * 3_600
        )
    };
    read(&[("log.jsonl", &(0..336).map(line).collect::<String>())])
}

#[test]
fn a_mean_above_every_prompt_leaves_long_prompts_open() {
    let usage = compacted("");
    // 100 and 5,000 of each request are 5,100; the longest prompt of one call has 5,000.
    let one = &usage.workloads[0];
    assert_eq!((value(one, "input_tokens"), value(one, "input_p95")), (Some(5_100.0), None));
}

#[test]
fn costs_that_are_no_dollars_are_said() {
    let head = |column: &str| format!("model,input_tokens,output_tokens,{column}");
    let of = |column: &str, cost: &str| {
        read(&[("log.csv", &table(&head(column), |_| format!("gpt-5.6-terra,2000,300,{cost}")))])
    };
    for (column, cost, part) in [
        ("cost_eur", "0.01", "in another currency or in cents"),
        ("cost_cents", "1", "in another currency or in cents"),
        ("cost_usd", "0.01 €", "not in US dollars"),
    ] {
        let usage = of(column, cost);
        assert!(said(&usage, part), "{column}: {:?}", usage.issues);
        assert!(usage.globals.iter().all(|one| one.key != "bill_today"), "{column}");
    }
    let some =
        table(&head("cost_usd"), |hour| format!("gpt-5.6-terra,2000,300,{}", if hour == 9 { "-0.01" } else { "0.01" }));
    let usage = read(&[("log.csv", &some)]);
    assert!(said(&usage, "Some rows state a cost below 0"), "{:?}", usage.issues);
}

#[test]
fn what_a_spreadsheet_made_of_a_file_is_said_in_every_format() {
    let serial = |hour: u32| format!("{:.6},2000,300\n", 46_300.0 + f64::from(hour) / 24.0);
    let rows: String = (0..48).map(serial).collect();
    let usage = read(&[("log.csv", &format!("time,input_tokens,output_tokens\n{rows}"))]);
    assert!(
        wrong(&usage).iter().any(|one| one.contains("as a spreadsheet writes days since 1900")),
        "{:?}",
        usage.issues
    );
    assert_eq!(value(&usage.workloads[0], "requests"), None);
    let openai = "start_time,end_time,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n1791158400,1791162000,p,600,gpt-5.6-terra,False,default,1.2E+06,308500,0\n";
    let anthropic = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens\n2026-10-05,claude-sonnet-5-5,prod,Default,standard,x,3190000,880000,77000,2.35E+07,1188000\n";
    for text in [openai, anthropic] {
        assert!(said(&read(&[("export.csv", text)]), "A spreadsheet has rounded"), "{text}");
    }
}

#[test]
fn rows_are_refused_for_what_they_lack() {
    let head = "start_time,end_time,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n";
    let row =
        |many: &str, input: &str| format!("1791158400,1791162000,p,{many},gpt-5.6-terra,False,default,{input},300,0\n");
    for (many, tokens, part) in [
        ("-5", "2000", "Row 2 has num_model_requests below 0"),
        ("5", "-2000", "Row 2 has input_tokens below 0"),
        ("5", "", "Row 2 has no input_tokens that is a number"),
    ] {
        let usage = read(&[("completions.csv", &format!("{head}{}{}", row(many, tokens), row("5", "2000")))]);
        assert!(wrong(&usage).iter().any(|one| one.starts_with(part)), "{part}: {:?}", usage.issues);
    }
    let usage = read(&[("log.csv", "time,input_tokens,output_tokens\n2026-10-05T00:05:00Z,12k,1.3K\n")]);
    assert!(wrong(&usage)[0].starts_with("Row 2 has tokens that are no plain number from 0 on"), "{:?}", usage.issues);
}

#[test]
fn records_without_a_time_before_one_with_a_time_are_counted() {
    let line = |time: &str| {
        format!(
            "{{\"timestamp\":{time},\"model\":\"gpt-5.6-terra\",\"usage\":{{\"prompt_tokens\":20,\"completion_tokens\":3}}}}\n"
        )
    };
    let text = line("null").repeat(2) + &line("\"2026-10-05T01:05:00Z\"") + &line("\"2026-10-06T01:05:00Z\"");
    let usage = read(&[("log.jsonl", &text)]);
    assert!(!said(&usage, "These records have no time"), "{:?}", usage.issues);
    assert!(
        wrong(&usage).contains(&"2 records have no time and are left out; the others stand."),
        "{:?}",
        usage.issues
    );
    assert!(said(&read(&[("log.jsonl", &line("null"))]), "These records have no time"));
}

#[test]
fn a_stray_quotation_mark_is_not_called_a_cut() {
    let text =
        table("input_tokens,output_tokens", |hour| if hour == 48 { "\"20 00,300".into() } else { "2000,300".into() });
    let usage = read(&[("log.csv", &text)]);
    // Row 50 is the 49th of the rows; of 336 hours 287 follow it.
    let issue = usage.issues.iter().find(|one| one.wrong).expect("it is said");
    assert_eq!(issue.row, 50, "{issue:?}");
    assert!(
        issue.sentence.starts_with("A quotation mark opens in this row and is not closed in it: the 287 lines"),
        "{issue:?}"
    );
    assert_eq!(usage.workloads[0].totals.requests, Some(48.0));
}

#[test]
fn a_quotation_mark_in_the_last_column_swallows_no_row_without_a_word() {
    // Closed nowhere: the 287 rows after it are swallowed.
    let last = |odd: &[u32]| {
        table("input_tokens,output_tokens,app", |hour| {
            ["2000,300,", if odd.contains(&hour) { "\"" } else { "" }, "shop"].concat()
        })
    };
    let told = |usage: &Usage| usage.issues.iter().find(|one| one.wrong).map(|one| (one.row, one.sentence.clone()));
    let usage = read(&[("log.csv", &last(&[48]))]);
    let (row, sentence) = told(&usage).expect("it is said");
    assert!(row == 50 && sentence.contains("the 287 lines after it"), "{row} {sentence}");
    assert_eq!(usage.workloads[0].totals.requests, Some(48.0));
    // Closed by the next one: the rows of hours 48 to 100 are one, and the others stand.
    let usage = read(&[("log.csv", &last(&[48, 100]))]);
    let (row, sentence) = told(&usage).expect("it is said");
    assert!(row == 50 && sentence.contains("the 52 lines after it"), "{row} {sentence}");
    assert_eq!(usage.workloads[0].totals.requests, Some(48.0 + 235.0));
    // What people write in lines is none: with other numbers of commas, or with blanks behind them.
    for words in ["\"Dear all,\nplease sum up, in one line, this text,\nas before\"", "\"a\nb, c, d, e, f\""] {
        let text = table("input_tokens,output_tokens,comment", |_| ["2000,300,", words].concat());
        let usage = read(&[("log.csv", &text)]);
        assert_eq!((told(&usage), usage.workloads[0].totals.requests), (None, Some(336.0)));
    }
}

#[test]
fn a_load_test_that_contradicts_itself_does_not_count() {
    // 224,000 tokens out in 186.48 seconds are 1,201.2 a second.
    let test = |stated: &str| {
        format!(
            r#"{{"backend":"vllm","model_id":"openai/gpt-oss-120b","num_prompts":640,"gpu":"1xH100","request_rate":"inf","max_concurrency":32,"duration":186.48,"completed":640,"failed":0,"total_input_tokens":1280000,"total_output_tokens":224000,"request_throughput":3.43,"output_throughput":{stated},"mean_ttft_ms":250,"median_ttft_ms":200,"median_tpot_ms":26,"mean_tpot_ms":26}}"#
        )
    };
    assert_eq!(
        only(&test("999999.0")).not_used,
        "it states 1,000,000 tokens a second, and its answers ÷ its duration are 1,201"
    );
    assert_eq!(only(&test("1201.2")).not_used, "");
}

#[test]
fn a_name_of_a_person_or_an_account_is_in_no_answer() {
    for model in
        ["jane@corp.example/my-model", "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/x"]
    {
        let all = serde_json::to_string(&of_model(model)).expect("JSON");
        assert!(!all.contains("jane") && !all.contains("111122223333"), "{all}");
    }
}

#[test]
fn what_compaction_writes_to_a_cache_is_written() {
    // 100 tokens in; beside them a compaction of 5,000 and 900 written to the cache: 900 of 6,000 are 15 %.
    let usage = compacted("\"cache_creation_input_tokens\":900,");
    let one = &usage.workloads[0];
    assert_eq!((value(one, "input_tokens"), value(one, "cache_writes")), (Some(6_000.0), Some(15.0)));
}
