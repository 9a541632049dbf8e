//! Lines of a table that are short, long or of another kind, and files as they come in pieces.

use super::variations::counts;
use super::{CATALOG, read, wrong};
use build_or_buy::usage::{Usage, UsageReader};

const HEAD: &str = "time,model,input_tokens,output_tokens,comment\n";

fn requests(usage: &Usage) -> f64 {
    counts(usage).0.expect("counted")
}

#[test]
fn a_first_row_that_is_short_stands_where_it_lacks_nothing_that_is_used() {
    // Before any whole row: the comment may be missing, the tokens out may not.
    for (first, stands) in
        [("2026-11-02T00:00:00Z,gpt-5.6-luna,1000,100", true), ("2026-11-02T00:00:00Z,gpt-5.6-luna,1000", false)]
    {
        let text = format!("{HEAD}{first}\n2026-11-02T01:00:00Z,gpt-5.6-luna,1000,100\n");
        let usage = read(&[("log.csv", &text)]);
        let told = wrong(&usage).iter().any(|one| one.starts_with("Row 2 has fewer cells than the header"));
        assert_eq!((requests(&usage), told), (if stands { 2.0 } else { 1.0 }, !stands), "{first}");
    }
    // Once a whole row has filled the last column, what lacks it may stand in the wrong columns.
    let text =
        format!("{HEAD}2026-11-02T00:00:00Z,gpt-5.6-luna,1000,100,x\n2026-11-02T01:00:00Z,gpt-5.6-luna,1000,100\n");
    let usage = read(&[("log.csv", &text)]);
    assert!(requests(&usage) == 1.0 && wrong(&usage)[0].starts_with("Row 3 has fewer cells"), "{:?}", usage.issues);
    // More cells than the header: empty ones are no matter.
    for (tail, stands) in [(",x,", true), (",x,y", false)] {
        let text = format!(
            "{HEAD}2026-11-02T00:00:00Z,gpt-5.6-luna,1000,100{tail}\n2026-11-02T01:00:00Z,gpt-5.6-luna,1000,100,x\n"
        );
        let usage = read(&[("log.csv", &text)]);
        assert_eq!((requests(&usage), wrong(&usage).is_empty()), (if stands { 2.0 } else { 1.0 }, stands), "{tail}");
    }
}

#[test]
fn the_mark_between_columns_is_the_one_that_parts_most_outside_of_quotes() {
    for (head, row) in [
        ("time,\"model;a;b;c;d\",input_tokens,output_tokens", "2026-11-02T00:00:00Z,m,1000,100"),
        ("time;model,name;input_tokens;output_tokens", "2026-11-02T00:00:00Z;m;1000;100"),
        ("time|input_tokens|output_tokens", "2026-11-02T00:00:00Z|1000|100"),
        ("time\tinput_tokens\toutput_tokens", "2026-11-02T00:00:00Z\t1000\t100"),
    ] {
        assert_eq!(counts(&read(&[("log.csv", &format!("{head}\n{row}\n"))])).1, 1_000.0, "{head}");
    }
}

#[test]
fn rows_after_the_one_that_decides_their_dates_are_read_too() {
    let row = |day: &str| format!("{day} 10:00,gpt-5.6-luna,1000,100,\n");
    let text: String = ["9/10/2026", "13/10/2026", "14/10/2026", "1/11/2026", "2/11/2026"].map(row).concat();
    let usage = read(&[("log.csv", &(HEAD.to_owned() + &text))]);
    let source = &usage.sources[0];
    assert_eq!(
        (usage.files[0].rows, source.from.as_str(), source.to.as_str()),
        (5, "2026-10-09 10:00", "2026-11-02 10:00")
    );
}

#[test]
fn a_table_of_messages_holds_calls_and_one_with_a_model_is_a_log() {
    let call = r#""{""schemaType"":""ModelInvocationLog"",""timestamp"":""2026-11-10T01:11:00Z"",""requestId"":""r"",""modelId"":""m"",""input"":{""inputTokenCount"":100},""output"":{""outputTokenCount"":40}}""#;
    for (head, row) in [
        ("timestamp,message", format!("1793577600000,{call}")),
        ("@timestamp,@message", format!("2026-11-10 01:11:00.000,{call}")),
        ("@message", call.to_owned()),
    ] {
        let usage = read(&[("log.csv", &format!("{head}\n{row}\n"))]);
        assert_eq!((counts(&usage).1, usage.sources[0].format), (100.0, "Amazon Bedrock invocation log"), "{head}");
    }
    let log = "timestamp,message,model,input_tokens,output_tokens\n2026-11-10T01:11:00Z,hello,gpt-5.6-luna,1000,100\n";
    assert_eq!(read(&[("log.csv", log)]).sources[0].format, "log of requests");
    // A message without its time, and a second column beside the one, are neither.
    for head in ["message,level", "@message,level"] {
        let usage = read(&[("log.csv", &format!("{head}\n{call},info\n"))]);
        assert!(
            usage.workloads.is_empty() && wrong(&usage)[0].starts_with("This is no usage export known here"),
            "{head}"
        );
    }
}

#[test]
fn a_record_with_odd_tokens_is_told_once_and_one_with_lists_under_plain_names_is_read() {
    let record = |tokens: &str, more: &str| {
        format!(
            r#"{{"timestamp":"2026-11-02T09:00:00Z","model":"gpt-5.6-luna"{more},"usage":{{"prompt_tokens":{tokens},"completion_tokens":100}}}}"#
        ) + "\n"
    };
    let usage = read(&[("log.jsonl", &(record("1000", "") + &record("\"many\"", "")))]);
    assert_eq!(wrong(&usage).len(), 1, "{:?}", usage.issues);
    assert!(wrong(&usage)[0].starts_with("Row 2 has tokens that are no plain number"));
    // A name that holds a number or a text elsewhere: lists and objects under it are passed over.
    for more in [
        r#","id":["a","b"]"#,
        r#","id":[[1,2],{"usage":{"prompt_tokens":7}}]"#,
        r#","cursor":{"usage":{"prompt_tokens":7},"x":[1]}"#,
    ] {
        assert_eq!(counts(&read(&[("log.jsonl", &record("1000", more))])).1, 1_000.0, "{more}");
    }
    // What somebody wrote is no record, whatever numbers stand in it.
    let usage = read(&[("log.jsonl", &(record("1000", "") + "{\"note\":\"x\"}\n"))]);
    assert_eq!(
        wrong(&usage),
        ["Row 2 has no tokens that can be found: 1 left out, so there may have been more requests than are counted."]
    );
}

#[test]
fn a_file_of_two_bytes_a_letter_is_read_in_either_order_byte_by_byte() {
    let text = "time,app,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,Grün 𝄞,gpt-5.6-luna,1000,100\n2026-11-02T01:00:00Z,b,gpt-5.6-luna,100,10\n";
    for big in [false, true] {
        let mut bytes = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
        // Longer than the head that is looked at first, so that single bytes come after it.
        let long = text.to_owned() + &"2026-11-02T02:00:00Z,b,gpt-5.6-luna,100,10\n".repeat(100);
        let units = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        bytes.extend(long.encode_utf16().flat_map(units));
        let mut reader = UsageReader::new();
        for piece in bytes.chunks(1) {
            reader.push("wide.csv", piece);
        }
        assert_eq!(reader.bytes(), bytes.len() as u64);
        let usage = reader.finish(&CATALOG, &[], &[]);
        let names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((names, counts(&usage).0), (vec!["b", "Grün 𝄞"], Some(102.0)), "{big}");
    }
    // Half a letter that no other half follows is none: it is read as a question mark, and what stands behind it stays.
    for lone in [0xd834_u16, 0xdd1e] {
        let line = |name: &[u16]| -> Vec<u16> {
            let head = "time,app,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,G".encode_utf16();
            let tail = "b,gpt-5.6-luna,1000,100\n2026-11-02T01:00:00Z,c,gpt-5.6-luna,100,10\n".encode_utf16();
            head.chain(name.iter().copied()).chain(tail).collect()
        };
        let bytes: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(line(&[lone]).into_iter().flat_map(u16::to_le_bytes)).collect();
        let mut reader = UsageReader::new();
        reader.push("wide.csv", &bytes);
        let usage = reader.finish(&CATALOG, &[], &[]);
        assert_eq!(usage.workloads[0].name, "G?b", "{lone:x}");
    }
}

#[test]
fn what_is_compressed_or_no_text_at_all_is_named() {
    for (head, part) in [
        (&b"\x1f\x8b\x08aaaa"[..], "This file is compressed."),
        (b"\x28\xb5\x2f\xfdaaaa", "This file is compressed."),
        (b"BZh9aaaa", "This file is compressed."),
        (b"\xfd7zXZaaaa", "This file is compressed."),
        (b"\xd0\xcf\x11\xe0aaaa", "This is an Excel workbook."),
        (b"PK\x03\x04 xl/ aaaa", "This is an Excel workbook."),
        (b"PK\x03\x04 amount-2026.csv", "This is DeepSeek"),
        (b"PK\x03\x04 a.csv", "This is a zip archive."),
        (b"PAR1aaaa", "This is a Parquet file."),
        (b"time\0aaaa", "This is no text."),
        (b"  \n ", "This file is empty."),
        (b"  <html>", "This is a web page or XML."),
    ] {
        let mut reader = UsageReader::new();
        reader.push("file", head);
        let usage = reader.finish(&CATALOG, &[], &[]);
        assert!(wrong(&usage)[0].starts_with(part), "{part} {:?}", usage.issues);
    }
}
