//! What is asked for or said of rows that do not tell everything: lengths of what, failures of which, requests of whom.

use super::{edited, input, read, wrong};

#[test]
fn hours_of_one_day_make_the_month_that_the_day_makes() {
    let head = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n";
    let row = |time: &str, times: u32| {
        format!(
            "2026-10-06{time},claude-haiku-4-5-20251001,prod,Default,standard,{},{},{}\n",
            100_000 * times,
            50_000 * times,
            20_000 * times
        )
    };
    // Nine hours from 08:00 on; the Console leaves out those without any use.
    let hours: String = (8..17).map(|hour| row(&format!(" {hour:02}:00"), 1)).collect();
    let of = |rows: &str| read(&[("tokens.csv", &format!("{head}{rows}"))]);
    let (hours, day) = (of(&hours), of(&row("", 9)));
    let month = |usage: &build_or_buy::usage::Usage| usage.workloads[0].tokens.expect("a month");
    assert!((month(&hours) / month(&day) - 1.0).abs() < 1e-9, "{} {}", month(&hours), month(&day));
    assert_eq!(hours.sources[0].hours, 24.0);
    assert!(!hours.issues.iter().any(|one| one.sentence.contains("covers only")), "{:?}", hours.issues);
}

#[test]
fn lengths_beside_words_are_no_tokens() {
    for columns in ["input_length,input_words,output_length,output_words", "Input Length,input_chars,Output Length,x"] {
        let usage = read(&[("log.csv", &format!("timestamp,{columns}\n2025-07-10 09:40:44,39469,5870,4853,682\n"))]);
        assert!(usage.workloads.is_empty() && wrong(&usage)[0].contains("seems to count characters"), "{usage:?}");
    }
}

#[test]
fn failures_are_those_of_what_is_kept() {
    // Of 14 days, 20 requests of chat an hour and 2 that failed, 10 of summaries and 1.
    let row = |day: u32, hour: u32, at: u32, app: &str, status: &str| {
        format!("2026-11-{day:02}T{hour:02}:{at:02}:00Z,{app},gpt-5.6-luna,200,30,{status}\n")
    };
    let mut text = String::from("time,app,model,input_tokens,output_tokens,status\n");
    for (day, hour) in (2..16).flat_map(|day| (9..10).map(move |hour| (day, hour))) {
        for at in 0..22 {
            text += &row(day, hour, at, "chat", if at < 20 { "200" } else { "500" });
        }
        for at in 0..11 {
            text += &row(day, hour, 30 + at, "summaries", if at < 10 { "200" } else { "500" });
        }
    }
    let failed = |edits: &[(&str, &str)]| {
        let usage = edited(&[("log.csv", &text)], edits);
        let retries = usage.globals.iter().find(|one| one.key == "retries").expect("retries");
        retries.rule.split("; ").nth(1).unwrap_or_default().to_owned()
    };
    // 14 days × 3, × 2 and × 1.
    for (edits, said) in [
        (&[][..], "42"),
        (&[("w2.into", "w1")], "42"),
        (&[("w1.into", "w2")], "42"),
        (&[("w2.out", "yes")], "28"),
        (&[("w1.out", "yes")], "14"),
    ] {
        assert_eq!(failed(edits), format!("{said} failed, which cost nothing"), "{edits:?}");
    }
}

#[test]
fn requests_whose_tokens_are_not_stated_were_made_all_the_same() {
    let text = r#"{"ts":"2026-08-10T10:42:53Z","model":"gpt-oss-120b","promptTokens":null,"completionTokens":null}
{"ts":"2026-08-10T10:43:53Z","model":"gpt-oss-120b","promptTokens":100,"completionTokens":10}
"#;
    assert_eq!(
        wrong(&read(&[("log.jsonl", text)])),
        ["Row 1 has no tokens that can be found: 1 left out, so there may have been more requests than are counted."]
    );
}

#[test]
fn numbers_that_are_needed_are_not_said_to_come_from_a_file() {
    let text = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n2026-10-06,claude-haiku-4-5-20251001,prod,Default,standard,100000,50000,20000\n";
    let said = |edits: &[(&str, &str)]| {
        let usage = edited(&[("tokens.csv", text)], edits);
        input(&usage.workloads[0], "measured").rule.contains("are still needed")
    };
    assert!(said(&[]) && !said(&[("w1.requests", "5000")]));
}
