//! A compressed file that was cut off: what could be unpacked is read, and how many rows that are is said.

use super::{CATALOG, wrong};
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
