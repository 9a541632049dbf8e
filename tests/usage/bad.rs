//! Files that are wrong: one plain sentence each, and what could be read stands.

use super::{read, wrong};

#[test]
fn wrong_files_are_named_with_what_to_do() {
    for (text, said) in [
        ("", "This file is empty."),
        ("PK\u{3}\u{4}....[Content_Types].xml", "Excel workbook"),
        ("PK\u{3}\u{4}....amount.csv", "zip archive"),
        ("%PDF-1.7", "This is a PDF"),
        ("name,phone\nJane,5\n", "its columns are name, phone"),
        ("{\"hello\":1}", "no record in it counts tokens"),
        ("time,input_tokens,output_tokens_and_more\n1,2,3\n", "no usage export known here"),
        ("input_tokens,output_tokens\n2,3\n", "no time"),
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
        ["Row 3 has no time that can be read: 1 left out.", "Rows 4, 5 have no input or output tokens: 2 left out."]
    );
    let line = r#"{"time":"2026-11-02T00:00:00Z","prompt_tokens":10,"completion_tokens":5}"#;
    let usage = read(&[("log.jsonl", &format!("{line}\n{}", &line[..40]))]);
    assert_eq!(usage.workloads[0].totals.input, 10.0);
    assert!(wrong(&usage)[0].contains("cut off"), "{:?}", usage.issues);
    let usage = read(&[("log.jsonl", &format!("{line}\n{}\n{line}\n", &line[..60]))]);
    assert_eq!((usage.workloads[0].totals.input, wrong(&usage).len()), (20.0, 1));
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
