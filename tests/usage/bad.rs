//! Files that are wrong: one plain sentence each, and what could be read stands.

use super::{read, wrong};

#[test]
fn wrong_files_are_named_with_what_to_do() {
    for (text, said) in [
        ("", "This file is empty."),
        ("PK\u{3}\u{4}....[Content_Types].xml", "Excel workbook"),
        ("PK\u{3}\u{4}....usage.csv", "zip archive"),
        ("PK\u{3}\u{4}....amount-2026-10.csv", "give the file amount-….csv"),
        ("%PDF-1.7", "This is a PDF"),
        ("name,phone\nJane,5\n", "of its 2 columns only these are known: name."),
        ("{\"hello\":1}", "no record in it counts tokens"),
        ("time,input_tokens,output_tokens_and_more\n1,2,3\n", "no usage export known here"),
        ("=== Serving Benchmark Result ===\nSuccessful requests: 5\n", "no output tokens a second"),
        ("PAR1\u{15}", "Parquet"),
        ("<!DOCTYPE html><html>", "web page"),
        ("Run Info,Run Info,Timings\n", "ends before its first load"),
        ("Metric,avg,min,max,p99\n", "no output tokens a second"),
        ("benchmarks:\n- metrics:\n", "This is YAML"),
        (
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,images\n1,2,a,b,p,3,4\n",
            "pictures",
        ),
        ("usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n", "no usage in its range"),
        (
            r#"{"object":"page","data":[{"object":"bucket","start_time":1793577600,"end_time":1793581200,"results":[]}]}"#,
            "no usage in its range",
        ),
    ] {
        let usage = read(&[("file", text)]);
        assert!(wrong(&usage).iter().any(|one| one.contains(said)), "{text}: {:?}", usage.issues);
        assert!(usage.workloads.is_empty());
    }
}

#[test]
fn a_cut_file_and_broken_rows_keep_the_rest() {
    let text = "time,input_tokens,output_tokens\n2026-11-02T00:00:00Z,10,5\nyesterday,10,5\n2026-11-02T01:00:00Z,Infinity,5\n2026-11-02T02:00:00Z,20";
    let usage = read(&[("log.csv", text)]);
    assert_eq!(usage.workloads[0].totals.input, 10.0);
    let mut said = wrong(&usage);
    said.sort_unstable();
    assert_eq!(
        said,
        [
            "Row 3 has no time that can be read: 1 left out.",
            "Row 4 has tokens that are no plain number from 0 on, as 12k, -5 and Infinity are not: 1 left out.",
            "The file ends too early: it was cut off, and 1 row before the cut was read."
        ]
    );
    let line = r#"{"time":"2026-11-02T00:00:00Z","prompt_tokens":10,"completion_tokens":5}"#;
    let usage = read(&[("log.jsonl", &format!("{line}\n{}", &line[..40]))]);
    assert_eq!(usage.workloads[0].totals.input, 10.0);
    assert_eq!(wrong(&usage), ["The file ends too early: it was cut off, and 1 row before the cut was read."]);
    let usage = read(&[("log.jsonl", &format!("{line}\n{}\n{line}\n", &line[..60]))]);
    assert_eq!(usage.workloads[0].totals.input, 20.0);
    assert_eq!(wrong(&usage), ["1 record is not closed and was left out."]);
}

#[test]
fn two_formats_in_one_file_are_named_with_the_row_and_the_first_stands() {
    let json = "{\"time\":\"2026-11-02T00:00:00Z\",\"prompt_tokens\":10,\"completion_tokens\":5}\n";
    let table = "time,input_tokens,output_tokens\n2026-11-02T00:00:00Z,20,5\n";
    let usage = read(&[("log", &format!("{json}{json}{table}"))]);
    assert_eq!(usage.workloads[0].totals.input, 20.0);
    let issue = usage.issues.iter().find(|issue| issue.wrong).expect("said");
    assert!(issue.sentence.contains("is a table, so it is two formats") && issue.row == 3, "{issue:?}");
    let usage = read(&[("log", &format!("{table}{json}"))]);
    let issue = usage.issues.iter().find(|issue| issue.wrong).expect("said");
    assert_eq!((usage.workloads[0].totals.input, issue.row), (20.0, 3));
    assert!(issue.sentence.contains("is JSON, so it is two formats"), "{issue:?}");
    // Other text between records is no table.
    let usage = read(&[("log", &format!("{json}{json}some words\n{json}"))]);
    let issue = usage.issues.iter().find(|issue| issue.wrong).expect("said");
    assert!(issue.sentence.contains("text that is not JSON") && issue.row == 3, "{issue:?}");
}

#[test]
fn semicolons_decimal_commas_and_a_bom_are_what_a_spreadsheet_makes_of_a_file() {
    // 247,800 in and 36,580 out of 118 requests: 2,100 and 310 each; 136,290 ÷ 247,800 = 55 % cached.
    let text = "\u{feff}start_time;end_time;project_id;num_model_requests;model;batch;input_tokens;output_tokens;input_cached_tokens\r\n1793577600;1793581200;p;118,0;gpt-5.6-luna;FALSE;247800,0;36580,0;136290,0\r\n";
    let usage = read(&[("completions.csv", text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.totals.requests, one.totals.input), (Some(118.0), 247_800.0));
    assert_eq!(
        ["input_tokens", "output_tokens", "cached"].map(|key| super::value(one, key)),
        [2100.0, 310.0, 55.0].map(Some)
    );
}

#[test]
fn money_in_another_currency_is_left_out_of_the_bill_and_told() {
    let cost = |value: f64, currency: &str| {
        format!(
            r#"{{"object":"organization.costs.result","amount":{{"value":{value},"currency":"{currency}"}},"line_item":"x"}}"#
        )
    };
    let text = format!(
        r#"{{"object":"page","data":[{{"object":"bucket","start_time":1793577600,"end_time":1793664000,"results":[{},{}]}}]}}"#,
        cost(12.5, "usd"),
        cost(9.0, "eur")
    );
    let usage = read(&[("costs.json", &text)]);
    // 12.50 dollars and 9 euros are no sum, and the dollars alone are no bill.
    assert!(usage.globals.iter().all(|one| one.key != "bill_today"), "{:?}", usage.globals);
    assert!(
        usage.issues.iter().any(|one| one.sentence.contains("no bill is made, of other files neither")),
        "{:?}",
        usage.issues
    );
    assert_eq!((usage.files[0].left_out[0].reason.as_str(), usage.files[0].left_out[0].rows), ("not in US dollars", 1));
}

#[test]
fn a_table_of_two_currencies_has_no_bill() {
    let text = "time,model,input_tokens,output_tokens,total_cost,currency\n2026-11-02T00:00:00Z,gpt-5.6-luna,10,5,2,USD\n2026-11-03T00:00:00Z,gpt-5.6-luna,10,5,3,EUR\n";
    let usage = read(&[("log.csv", text)]);
    assert_eq!(usage.workloads[0].totals.cost, Some(2.0));
    assert!(usage.globals.iter().all(|one| one.key != "bill_today"), "{:?}", usage.globals);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("not in US dollars")), "{:?}", usage.issues);
    let dollars = read(&[("log.csv", &text.replace("EUR", "usd"))]);
    assert_eq!(dollars.workloads[0].totals.cost, Some(5.0));
}

#[test]
fn a_spreadsheet_s_rounding_and_dates_are_named() {
    let text = "date,input_tokens,output_tokens,requests\n9/1/2026,1.2E+06,5000,10\n9/2/2026,1.3E+06,5000,10\n";
    let usage = read(&[("log.csv", text)]);
    assert_eq!(usage.workloads[0].totals.input, 2_500_000.0);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("digits are lost")));
    assert!(usage.issues.iter().any(|one| one.sentence.contains("month first")));
}

#[test]
fn two_formats_of_the_same_days_are_remarked_on() {
    let log = r#"{"time":"2026-11-02T00:00:00Z","model":"gpt-5.6-luna","prompt_tokens":10,"completion_tokens":5}
{"time":"2026-11-03T00:00:00Z","model":"gpt-5.6-luna","prompt_tokens":10,"completion_tokens":5}"#;
    let day = r#"{"data":[{"date":"2026-11-02","model_permaslug":"openai/gpt-5.6-luna","usage":1,"requests":8,"prompt_tokens":52,"completion_tokens":3}]}"#;
    let usage = read(&[("log.jsonl", log), ("days.json", day)]);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("counts twice")), "{:?}", usage.issues);
    assert_eq!(usage.workloads.len(), 2);
}

#[test]
fn anything_at_all_is_read_without_a_panic() {
    // A small generator of its own (xorshift), over pieces of every format.
    let words = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\n",
        "start_time",
        "usage",
        "prompt_tokens",
        "1e400",
        "-5",
        "null",
        "data",
        "results",
        "é",
        "\u{0}",
        "2026-11-02",
        "NaN",
        "input_tokens",
        ";",
        "\"data\":[{\"starting_at\":\"2026-11-02T00:00:00Z\",\"results\":[{}]}]",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(words[(state % words.len() as u64) as usize]);
        }
        let usage = read(&[("any", &text)]);
        assert!(usage.workloads.iter().all(|one| one.totals.input.is_finite()));
    }
}

#[test]
fn more_labels_than_are_kept_apart_are_gathered_and_nothing_is_lost() {
    // 300 applications in each of 400 hours: 120,000 hours of labels; the largest has a tenth of the tokens, and 60,000
    // names that come once.
    let mut text = String::from("time,app,input_tokens,output_tokens\n");
    let (mut input, mut large) = (0.0, 0.0);
    for hour in 0..400 {
        for app in 0..300 {
            let tokens = if app == 0 { 3_000.0 } else { 100.0 };
            text.push_str(&format!("{},app {app},{tokens},10\n", 1_793_577_600 + hour * 3_600));
            input += tokens;
            large += if app == 0 { tokens } else { 0.0 };
        }
    }
    for once in 0..60_000 {
        text.push_str(&format!("{},once {once},1,1\n", 1_793_577_600 + once % 1_440_000));
        input += 1.0;
    }
    let mut reader = build_or_buy::usage::UsageReader::new();
    reader.push("log.csv", text.as_bytes());
    let usage = reader.finish(&super::CATALOG, &[], &[]);
    assert_eq!((usage.files[0].rows, wrong(&usage).len()), (180_000, 0), "{:?}", usage.issues);
    assert!(usage.issues.iter().any(|one| one.sentence.contains("gathered")));
    assert_eq!(
        (usage.workloads[0].name.as_str(), usage.workloads.last().map(|one| one.name.as_str())),
        ("app 0", Some("everything else"))
    );
    // The newest two whole weeks of the 16 days count: 336 of 400 hours.
    assert_eq!(usage.workloads[0].totals.input, large * 336.0 / 400.0);
    let all: f64 = usage.workloads.iter().map(|one| one.totals.input).sum();
    assert!(all > 0.8 * input && all < 0.9 * input, "{all} of {input}");
}

#[test]
fn a_number_beyond_all_years_is_no_time() {
    // 1e21 nanoseconds are the year 33658; 4,102,444,800 seconds are 2100-01-01.
    for time in ["1e30", "1e308", "1e21", "4102444800", "-1e30"] {
        let text = format!(
            "{{\"timestamp\":{time},\"model\":\"gpt-5.4-mini\",\"usage\":{{\"prompt_tokens\":100,\"completion_tokens\":1}}}}\n"
        );
        let usage = read(&[("log.jsonl", &text)]);
        assert_eq!(usage.workloads[0].tokens, None, "{time}");
        assert_eq!(usage.sources[0].from, "", "{time}");
        let trace = format!("{{\"timestamp\":{time},\"input_length\":9,\"output_length\":1,\"hash_ids\":[1]}}\n");
        let usage = read(&[("trace.jsonl", &trace)]);
        assert!(wrong(&usage).iter().any(|one| one.contains("has no time")) || time == "4102444800", "{time}");
    }
    let time =
        super::read(&[("log.jsonl", "{\"timestamp\":4102444799,\"prompt_tokens\":100,\"completion_tokens\":1}\n")]);
    assert_eq!(time.sources[0].from, "2099-12-31 23:59");
}
