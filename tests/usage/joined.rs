//! Files that were cut, or joined with others: the row is named.

use super::read;
use build_or_buy::usage::Usage;

const HEAD: &str = "timestamp,model,prompt_tokens,completion_tokens\n";

/// A row of a day of November.
fn row(day: u32, hour: u32) -> String {
    format!("2026-11-{day:02}T{hour:02}:00:07Z,gpt-5.6-luna,1000,100\n")
}

/// The same as a record.
fn record(day: u32, hour: u32) -> String {
    format!(
        r#"{{"timestamp":"2026-11-{day:02}T{hour:02}:00:07Z","model":"gpt-5.6-luna","usage":{{"prompt_tokens":1000,"completion_tokens":100}}}}"#
    ) + "\n"
}

/// The rows that wrong sentences are about, and the sentences.
fn told(usage: &Usage) -> Vec<(u64, &str)> {
    usage.issues.iter().filter(|issue| issue.wrong).map(|issue| (issue.row, issue.sentence.as_str())).collect()
}

#[test]
fn a_file_that_was_cut_names_its_last_row() {
    let rows: String = (0..5).map(|hour| row(2, hour)).collect();
    // The header, four whole rows, and half of the sixth line.
    let text = format!("{HEAD}{rows}");
    let cut = "The file ends too early: it was cut off, and 4 rows before the cut were read.";
    assert_eq!(told(&read(&[("log.csv", &text[..text.len() - 20])])), [(6, cut)]);
    let records: String = (0..5).map(|hour| record(2, hour)).collect();
    assert_eq!(told(&read(&[("log.jsonl", &records[..records.len() - 20])])), [(5, cut)]);
    // A list over several lines: the bracket stands on the first, so the fifth record on the sixth.
    let list = format!("[\n{}", records.trim_end().replace('\n', ",\n"));
    assert_eq!(told(&read(&[("log.json", &list[..list.len() - 20])])), [(6, cut)]);
}

#[test]
fn two_formats_in_one_file_are_told_with_the_row_where_the_second_begins() {
    let rows: String = (0..5).map(|hour| row(2, hour)).collect();
    let records: String = (0..3).map(|hour| record(3, hour)).collect();
    // A header and five rows, so JSON begins in the seventh.
    let usage = read(&[("both.csv", &format!("{HEAD}{rows}{records}"))]);
    let sentence = "From this row on the file is JSON, so it is two formats in one: only the table before it was read. Give each as a file of its own.";
    assert_eq!(told(&usage), [(7, sentence)]);
    let left = &usage.files[0].left_out[0];
    assert_eq!((usage.files[0].rows, left.rows, left.tokens), (5, 3, None), "tokens that were not counted are not 0");
    let usage = read(&[("both.jsonl", &format!("{records}{HEAD}{rows}"))]);
    let sentence = "From this row on the file is a table, so it is two formats in one: only the JSON before it was read. Give each as a file of its own.";
    assert_eq!((told(&usage), usage.files[0].rows), (vec![(4, sentence)], 3));
    // A cell may hold JSON, and begin with a bracket.
    let usage = read(&[("log.csv", &format!("note,{HEAD}{}", rows.replace("2026", "\"{\"\"a\"\":1}\",2026")))]);
    assert_eq!((told(&usage), usage.files[0].rows), (vec![], 5));
    let text = rows.replace("2026", "[2026").replace('Z', "Z]");
    assert!(told(&read(&[("log.csv", &format!("{HEAD}{text}"))])).iter().all(|one| !one.1.contains("two formats")));
}

#[test]
fn the_mark_before_the_second_of_two_joined_exports_is_no_other_table() {
    let [first, second]: [String; 2] = [2, 3].map(|day| (0..5).map(|hour| row(day, hour)).collect());
    let quoted = HEAD.replacen("timestamp", "\"timestamp\"", 1);
    for head in [HEAD, quoted.as_str()] {
        let usage = read(&[("log.csv", &format!("\u{feff}{HEAD}{first}\u{feff}{head}{second}"))]);
        assert_eq!((told(&usage), usage.files[0].rows), (vec![], 10));
        assert_eq!(usage.workloads[0].totals.input, 10_000.0);
    }
    let lines = |day| (0..5).map(|hour| record(day, hour)).collect::<String>();
    let usage = read(&[("log.jsonl", &format!("\u{feff}{}\u{feff}{}", lines(2), lines(3)))]);
    assert_eq!((told(&usage), usage.files[0].rows), (vec![], 10));
    // Another table's rows are left out, and their tokens are not said to be 0.
    let other = "start_time,model,input_tokens,output_tokens,num_model_requests\n1,2,3,4,5\n";
    let usage = read(&[("log.csv", &format!("{HEAD}{first}{other}"))]);
    assert_eq!(usage.files[0].left_out[0].tokens, None);
}
