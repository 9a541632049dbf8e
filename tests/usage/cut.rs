//! A compressed file that was cut off: what could be unpacked is read, and how many rows that are is said.

use super::{CATALOG, read, wrong};
use build_or_buy::usage::{Usage, UsageReader};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::process::Command;

/// 40 bytes a row, all of one day, each at a second of its own.
fn rows() -> String {
    let row = |at: u32| {
        format!("2026-11-02T{:02}:{:02}:{:02}Z,luna,{:06},{:03}\n", at / 3600, at / 60 % 60, at % 60, 1_000 + at, 100)
    };
    "time,model,input_tokens,output_tokens\n".to_owned() + &(0..1_000).map(row).collect::<String>()
}

/// What is unpacked so far, and then the end that comes too early.
fn cut(name: &str, text: &str) -> Usage {
    let mut reader = UsageReader::new();
    for piece in text.as_bytes().chunks(997) {
        reader.push(name, piece);
    }
    reader.cut(name);
    reader.finish(&CATALOG, &[], &[])
}

#[test]
fn a_halved_last_row_is_no_row_and_the_others_are_counted() {
    let text = rows();
    let line = text.lines().nth(1).expect("a row").len() + 1;
    let head = text.find('\n').expect("a header") + 1;
    // In the middle of the last number of the 500th row: 499 whole rows of 1,000 to 1,498 tokens in.
    let usage = cut("log.csv", &text[..head + 500 * line - 2]);
    assert_eq!(usage.workloads[0].totals.input, (1_000..1_499).sum::<u32>() as f64);
    assert_eq!(
        wrong(&usage),
        ["The compressed file ends too early: it was cut off, and 499 rows before the cut were read."]
    );
    let record =
        |at: u32| format!("{{\"time\":\"2026-11-02T00:00:{at:02}Z\",\"prompt_tokens\":10,\"completion_tokens\":5}}\n");
    let usage = cut("log.jsonl", &(record(1) + &record(2)[..40]));
    assert_eq!(
        wrong(&usage),
        ["The compressed file ends too early: it was cut off, and 1 row before the cut was read."]
    );
    let usage = cut("log.csv", "");
    assert_eq!(
        wrong(&usage),
        ["The compressed file ends too early: it was cut off, and nothing before the cut could be read."]
    );
}

#[test]
fn the_terminal_reads_what_stands_before_the_cut() {
    // Stored and not packed, so that bytes can be counted: ten of the file's head and five of the block's, then the text.
    let text = rows();
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    packed.write_all(text.as_bytes()).expect("packed");
    let packed = packed.finish().expect("packed");
    let bytes = 20_000;
    let whole = text[..bytes - 15].matches('\n').count() - 1;
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("cut.csv.gz");
    std::fs::write(&path, &packed[..bytes]).expect("written");
    let out = Command::new(env!("CARGO_BIN_EXE_build-or-buy")).args(["usage", &path.display().to_string()]).output();
    let out = out.expect("the command starts");
    let said = String::from_utf8(out.stderr).expect("text");
    assert_eq!(out.status.code(), Some(2));
    assert!(said.contains(&format!("it was cut off, and {whole} rows before the cut were read.")), "{whole}: {said}");
}

/// A page on one line: an hour each in which `1,000 + hour` tokens went in, of two projects in two results.
fn page(hours: u32) -> String {
    let result = |project: &str, tokens: u32| {
        format!(
            r#"{{"object":"organization.usage.completions.result","input_tokens":{tokens},"output_tokens":10,"num_model_requests":1,"project_id":"{project}","model":"gpt-5.6-luna"}}"#
        )
    };
    let bucket = |hour: u32| {
        let start = 1_793_577_600 + hour * 3_600;
        format!(
            r#"{{"object":"bucket","start_time":{start},"end_time":{},"results":[{},{}]}}"#,
            start + 3_600,
            result("a", 1_000 + hour),
            result("b", 500)
        )
    };
    let buckets: Vec<String> = (0..hours).map(bucket).collect();
    format!(r#"{{"object":"page","data":[{}],"has_more":false,"next_page":null}}"#, buckets.join(","))
}

#[test]
fn a_page_on_one_line_is_read_to_the_last_whole_hour_before_the_cut() {
    let text = page(48);
    // In the second result of the hour that begins 30 hours after the first: 30 whole hours of two results each.
    let hour = text.find(&format!(r#""start_time":{}"#, 1_793_577_600 + 30 * 3_600)).expect("the hour");
    let cut_at = hour + text[hour..].find(r#""project_id":"b""#).expect("its second result");
    let usage = read(&[("page.json", &text[..cut_at])]);
    assert_eq!(wrong(&usage), ["The file ends too early: it was cut off, and 60 rows before the cut were read."]);
    let input: f64 = usage.workloads.iter().map(|one| one.totals.input).sum();
    assert_eq!(input, (0..30).map(|hour| 1_000 + hour + 500).sum::<u32>() as f64);
    // Half an hour's rows would be half an hour's use: the hour is not covered.
    assert_eq!((usage.sources[0].to.as_str(), usage.sources[0].hours), ("2026-11-03 06:00", 30.0));
    // Before the first hour ends there is nothing, and that is said once.
    let usage = read(&[("page.json", &text[..300])]);
    assert_eq!(wrong(&usage), ["The file ends too early: it was cut off, and nothing before the cut could be read."]);
    // A whole page is not cut.
    assert_eq!(wrong(&read(&[("page.json", &text)])), [""; 0]);
}

#[test]
fn lists_of_records_cut_in_the_middle_keep_their_whole_records() {
    let record = |at: u32| {
        format!(r#"{{"time":"2026-11-02T00:00:{at:02}Z","usage":{{"prompt_tokens":{at},"completion_tokens":5}}}}"#)
    };
    let records: Vec<String> = (1..=9).map(record).collect();
    let list = records.join(",");
    for text in [
        format!(r#"{{"data":[{list}"#),
        format!(r#"{{"meta":{{"by":["x"]}},"logs":[{list}"#),
        format!("[{list}"),
        format!(r#"{{"pages":[{{"data":[{list}"#),
    ] {
        // In the middle of the last record, and right behind the eighth: 1 + 2 + … + 8 = 36.
        for end in [text.len() - 30, text.len() - records[8].len() - 1, text.len() - records[8].len()] {
            let usage = read(&[("log.json", &text[..end])]);
            assert_eq!(usage.workloads[0].totals.input, 36.0, "{}", &text[..end]);
            assert_eq!(
                wrong(&usage),
                ["The file ends too early: it was cut off, and 8 rows before the cut were read."],
                "{}",
                &text[..end]
            );
        }
    }
}
