//! What is left out, with its reason, its rows and its tokens, in every format that leaves something out.

use super::read;
use build_or_buy::usage::Usage;

fn left(usage: &Usage, file: usize) -> Vec<(&str, u64, Option<f64>)> {
    usage.files[file].left_out.iter().map(|one| (one.reason.as_str(), one.rows, one.tokens)).collect()
}

const CLAUDE: &str = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens\n";

#[test]
fn what_developers_and_people_used_themselves() {
    // 100 + 20 + 3 + 4,000 in and 50 out, by the key or by the workspace.
    for (key, workspace) in [("claude_code_key_x", "Default"), ("k", "Claude Code"), ("k", "CLAUDE CODE")] {
        let text = format!("{CLAUDE}2026-10-05,claude-sonnet-5-5,{key},{workspace},standard,x,100,20,3,4000,50\n");
        assert_eq!(
            left(&read(&[("tokens.csv", &text)]), 0),
            [("developers’ own coding assistant", 1, Some(4_173.0))],
            "{key}"
        );
    }
    let row = |product: &str| {
        format!(
            r#"{{"data":[{{"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-02T01:00:00Z","group":{{"model":"claude-sonnet-5-5","product":{product}}},"usage":{{"uncached_input_tokens":100,"cache_creation":{{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":3}},"cache_read_input_tokens":4000,"output_tokens":50,"requests":2}}}}],"has_more":false}}"#
        )
    };
    for (product, out) in
        [("\"claude_code\"", true), ("\"chat\"", true), ("\"api\"", false), ("\"\"", false), ("null", false)]
    {
        let usage = read(&[("analytics.json", &row(product))]);
        let wanted: &[_] = if out { &[("people’s use of Claude’s own apps", 1, Some(4_173.0))] } else { &[] };
        assert_eq!(left(&usage, 0), wanted, "{product}");
        if !out {
            let sums = usage.workloads[0].totals;
            assert_eq!(
                (sums.requests, sums.input, sums.cached, sums.written, sums.output),
                (Some(2.0), 4_123.0, Some(4_000.0), Some(23.0), 50.0)
            );
        }
    }
    // Where the parts of what was written are not named, their sum is.
    let sum = row("null").replace(
        r#""cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":3}"#,
        r#""cache_creation_input_tokens":23"#,
    );
    assert_eq!(read(&[("analytics.json", &sum)]).workloads[0].totals.written, Some(23.0));
    // Both named are one.
    let both = row("null")
        .replace(r#""cache_read_input_tokens""#, r#""cache_creation_input_tokens":23,"cache_read_input_tokens""#);
    assert_eq!(read(&[("analytics.json", &both)]).workloads[0].totals.written, Some(23.0));
}

#[test]
fn rows_that_hold_nothing_or_something_else() {
    let fireworks = |rows: &str| {
        let head = "email,start_time,end_time,usage_type,accelerator_type,accelerator_seconds,base_model_name,model_bucket,parameter_count,prompt_tokens,completion_tokens\n";
        read(&[("billing.csv", &[head, rows].concat())])
    };
    let usage = fireworks(
        "x,2026-11-02T00:00:00Z,2026-11-02T01:00:00Z,GPU,H100,3600,,,,,\nx,2026-11-02T00:00:00Z,2026-11-02T01:00:00Z,TEXT,,,m,,,0,0\nx,2026-11-02T00:00:00Z,2026-11-02T02:00:00Z,TEXT,,,m,,,5,\n",
    );
    assert_eq!((left(&usage, 0), usage.sources[0].hours), (vec![("rows without tokens", 2, Some(0.0))], 2.0));
    let deepseek = "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\nu,2026-11-02T08:00:00+08:00,2026-11-02T09:00:00+08:00,deepseek-v4-pro,prod,sk,balance,0.1,7\nu,2026-11-02T08:00:00+08:00,2026-11-02T09:00:00+08:00,deepseek-v4-pro,prod,sk,output_tokens,0.1,50\n";
    assert_eq!(left(&read(&[("amount.csv", deepseek)]), 0), [("other kinds of rows", 1, Some(0.0))]);
    // The trace of BurstGPT has no tokens where a request failed.
    let burst = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n45,ChatGPT,0,0,0,Conversation log\n50,ChatGPT,0,5,5,API log\n";
    let usage = read(&[("burst.csv", burst)]);
    assert_eq!((left(&usage, 0), usage.files[0].rows), (vec![("failed requests", 1, Some(0.0))], 2));
    // A call that holds nothing is no call of a model; one that cost something is.
    let litellm = "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\na,acompletion,0,0,0,2026-11-02 09:14:07,m\nb,acompletion,0.5,0,0,2026-11-02 09:15:07,m\nc,acompletion,0,7,0,2026-11-02 09:16:07,m\n";
    let usage = read(&[("spend.csv", litellm)]);
    assert_eq!((left(&usage, 0), usage.files[0].rows), (vec![("calls without tokens", 1, Some(0.0))], 2));
    // Reports of Vercel without days say how to ask for them.
    let vercel = r#"{"results":[{"model":"openai/gpt-5.6-luna","market_cost":1.6,"input_tokens":1000,"output_tokens":50,"request_count":4}]}"#;
    let usage = read(&[("report.json", vercel)]);
    assert_eq!(left(&usage, 0), [("rows without a day", 1, Some(1_000.0))]);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("group_by=day")), "{:?}", usage.issues);
}

#[test]
fn what_stands_twice_says_where() {
    let row = |id: &str, minute: u32, output: u32| {
        format!("{id},acompletion,0.1,1000,{output},2026-11-02 09:{minute:02}:07,gpt-5.6-luna\n")
    };
    let head = "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\n";
    let file = |rows: &[String]| head.to_owned() + &rows.concat();
    // The same id within one file, and in another.
    let one = file(&[row("a", 1, 100), row("a", 1, 100), row("b", 2, 100)]);
    let usage = read(&[("a.csv", &one)]);
    assert_eq!((left(&usage, 0), usage.files[0].rows), (vec![("the same id again", 1, Some(1_100.0))], 2));
    let usage = read(&[
        ("a.csv", &file(&[row("a", 1, 100), row("b", 2, 100)])),
        ("b.csv", &file(&[row("b", 2, 100), row("c", 3, 100)])),
    ]);
    assert_eq!((left(&usage, 1), usage.files[1].rows), (vec![("in another file already", 1, Some(1_100.0))], 1));
    // One id at another time and with other tokens is another request; within ten minutes or with the same tokens it is not.
    for (minute, output, many) in [(30, 101, 2), (9, 101, 1), (30, 100, 1)] {
        let usage = read(&[("a.csv", &file(&[row("a", 1, 100), row("a", minute, output)]))]);
        assert_eq!(usage.files[0].rows, many, "{minute} {output}");
        let told = usage
            .issues
            .iter()
            .any(|one| one.sentence.starts_with("Some rows have an id that another row had at another time"));
        assert_eq!(told, many == 2);
    }
    // Embeddings of less than a fiftieth of the tokens, and of exactly that.
    let vectors = |tokens: u32| {
        let text = format!(
            "time,model,input_tokens,output_tokens\n2026-11-02T09:00:01Z,gpt-5.6-luna,{},0\n2026-11-02T09:00:02Z,text-embedding-3-small,{tokens},0\n",
            10_000 - tokens
        );
        read(&[("log.csv", &text)])
    };
    assert_eq!(left(&vectors(199), 0), [("embeddings, less than 2 % of the tokens", 1, Some(199.0))]);
    assert_eq!((left(&vectors(200), 0).len(), vectors(200).workloads.len()), (0, 2));
    // A line of sums under a table, and what other tables say.
    for label in ["Total", "TOTALS", "Grand total", "Sum", "Summe", "Gesamt", "Gesamtergebnis"] {
        let text = format!(
            "time,model,input_tokens,output_tokens\n2026-11-02T09:00:01Z,gpt-5.6-luna,100,10\n{label},,100,10\n"
        );
        assert_eq!(
            left(&read(&[("log.csv", &text)]), 0),
            [("the line of sums under the table", 1, Some(0.0))],
            "{label}"
        );
    }
}
