//! What makes a workload of its own, by how much of the tokens it is, and which rows its numbers are from.

use super::{input, read};

/// A log of a request a minute: the application, the model and the tokens in of each, 10 tokens out.
fn log(rows: &[(&str, &str, u32)]) -> String {
    let row = |(at, (app, model, tokens)): (usize, &(&str, &str, u32))| {
        format!("2026-11-02T{:02}:{:02}:00Z,{app},{model},{tokens},10\n", 8 + at / 60, at % 60)
    };
    "time,app,model,input_tokens,output_tokens\n".to_owned() + &rows.iter().enumerate().map(row).collect::<String>()
}

fn names(rows: &[(&str, &str, u32)]) -> Vec<String> {
    read(&[("log.csv", &log(rows))]).workloads.into_iter().map(|one| one.name).collect()
}

const LUNA: &str = "gpt-5.6-luna";
const TERRA: &str = "gpt-5.6-terra";

#[test]
fn a_second_model_of_a_fifth_of_the_tokens_is_a_workload_of_its_own() {
    // Of 10,000 tokens with those written: 7,990 and 1,990 in, 10 out each: 8,000 and 2,000, a fifth.
    assert_eq!(names(&[("a", LUNA, 7_990), ("a", TERRA, 1_990)]).len(), 2);
    assert_eq!(names(&[("a", LUNA, 8_090), ("a", TERRA, 1_890)]).len(), 1);
}

#[test]
fn a_label_parts_where_four_fifths_of_the_tokens_carry_one() {
    // 8,000 of 10,000 carry an application; of 7,900 on, models part what applications do not.
    let labelled = names(&[("a", LUNA, 3_990), ("b", LUNA, 3_990), ("", LUNA, 1_990)]);
    assert!(labelled.iter().any(|name| name == "a") && labelled.iter().any(|name| name == "b"), "{labelled:?}");
    let unlabelled = names(&[("a", LUNA, 3_890), ("b", LUNA, 3_990), ("", LUNA, 2_090)]);
    assert_eq!(unlabelled.len(), 1, "{unlabelled:?}");
}

#[test]
fn a_row_of_totals_is_none_where_it_adds_up_to_its_parts() {
    // Parts of 10,000 tokens: a total of 11,000 is within a tenth of them, one of 11,100 is not.
    let left = |total: u32| {
        let rows = [("a", LUNA, 4_990), ("b", LUNA, 4_990), ("Total", LUNA, total - 10)];
        let usage = read(&[("log.csv", &log(&rows))]);
        usage.workloads.iter().filter(|one| one.name == "Total").count()
    };
    assert_eq!((left(10_000), left(11_000), left(11_100)), (0, 0, 1));
}

#[test]
fn a_number_names_its_rows() {
    let stands = |rows: &[(&str, &str, u32)], at: usize| {
        let usage = read(&[("log.csv", &log(rows))]);
        input(&usage.workloads[at], "requests").stands.clone()
    };
    // The first line of a table names its columns: its rows are the lines after it.
    let first = stands(&[("a", LUNA, 100)], 0);
    assert_eq!(first, "log.csv, row 2");
    assert_eq!(stands(&[("a", LUNA, 100), ("a", LUNA, 100), ("a", LUNA, 100)], 0), "log.csv, rows 2 to 4");
    // Others stand between: two of three.
    let between = [("a", LUNA, 900), ("b", LUNA, 800), ("a", LUNA, 900)];
    assert_eq!(stands(&between, 0), "log.csv, 2 of the rows 2 to 4");
    assert_eq!(stands(&between, 1), "log.csv, row 3");
    // Of two files from the one into the other.
    let (one, two) =
        (log(&[("a", LUNA, 100), ("a", LUNA, 101)]), log(&[("a", LUNA, 102), ("a", LUNA, 103), ("a", LUNA, 104)]));
    let usage = read(&[("one.csv", &one), ("two.csv", &two)]);
    let stands = &input(&usage.workloads[0], "requests").stands;
    assert_eq!(stands, "5 rows from one.csv, row 2, to two.csv, row 4");
}
