//! Files that count a part: rows without a number of requests, sums without requests, answers without their tokens, rows that
//! stand twice.

use super::{input, read, value, wrong};
use build_or_buy::usage::{How, Usage};

/// Days from 2026-10-05, a Monday, with what stands under `requests`: 1,000 requests of 1,000 tokens in and 100 out.
fn days(many: u32, requests: impl Fn(u32) -> &'static str) -> String {
    let row = |day: u32| {
        let (month, day_of) = if day < 27 { (10, day + 5) } else { (11, day - 26) };
        format!("2026-{month}-{day_of:02},gpt-5.6-luna,{},1000000,100000\n", requests(day))
    };
    "date,model,requests,input_tokens,output_tokens\n".to_owned() + &(0..many).map(row).collect::<String>()
}

/// Four weeks of hours, one row each.
fn hours(requests: impl Fn(u32) -> &'static str, tokens: &str) -> String {
    let row = |hour: u32| format!("2026-11-{:02}T{:02}:00:00Z,{},{tokens}\n", 2 + hour / 24, hour % 24, requests(hour));
    "time,requests,input_tokens,output_tokens\n".to_owned() + &(0..336).map(row).collect::<String>()
}

fn said(usage: &Usage, part: &str) -> bool {
    usage.issues.iter().any(|one| one.sentence.contains(part))
}

#[test]
fn a_row_without_its_requests_takes_them_from_its_tokens() {
    let whole = read(&[("days.csv", &days(28, |_| "1000"))]);
    let some = read(&[("days.csv", &days(28, |day| if day == 3 || day == 17 { "" } else { "1000" }))]);
    // 26 rows state 26,000 requests for 26 · 1.1 million tokens; 28 rows have 28 · 1.1 million: 28,000 requests in 672 hours,
    // × 730.5 ÷ 672 = 30,437.5 a month of 28,000,000 ÷ 28,000 = 1,000 tokens in and 100 out.
    let one = &some.workloads[0];
    assert_eq!(input(one, "requests").text, "30438");
    assert_eq!((value(one, "input_tokens"), value(one, "output_tokens")), (Some(1_000.0), Some(100.0)));
    assert_eq!(input(one, "shape").text, input(&whole.workloads[0], "shape").text);
    assert!(!said(&some, "jumped"), "{:?}", some.issues);
    assert!(
        one.notes.iter().any(|note| note.starts_with("2 of 28 rows do not state their requests")),
        "{:?}",
        one.notes
    );
    // One of 336 equal hours: the week stays flat.
    let hourly = read(&[("hours.csv", &hours(|hour| if hour == 100 { "" } else { "100" }, "100000,10000"))]);
    let week = &hourly.workloads[0].week;
    assert!(week.iter().all(|hour| (hour - 1.0).abs() < 1e-9), "{:?}", week.iter().fold(0.0, |a: f64, b| a.max(*b)));
}

#[test]
fn what_may_wait_is_a_part_of_requests_wherever_they_are_counted() {
    let text = "time,requests,batch,input_tokens,output_tokens\n2026-11-02T00:00:00Z,100,true,1000,100\n2026-11-02T01:00:00Z,300,false,9000,900\n2026-11-02T02:00:00Z,,false,50000,5000\n";
    // 100 of the 400 requests that are counted, whatever the tokens of the row that counts none.
    assert_eq!(value(&read(&[("hours.csv", text)]).workloads[0], "waiting"), Some(25.0));
}

#[test]
fn sums_of_hours_and_days_without_requests_ask_for_them() {
    let daily = days(28, |_| "").replace("requests,", "").replace(",,", ",");
    for text in [daily, hours(|_| "", "2345678,321000").replace("requests,", "").replace(",,", ",")] {
        let usage = read(&[("sums.csv", &text)]);
        let one = &usage.workloads[0];
        for key in ["requests", "input_tokens", "output_tokens"] {
            assert_eq!((input(one, key).how, input(one, key).text.as_str()), (How::Needed, ""), "{key}");
        }
        assert!(said(&usage, "sums of many requests") && said(&usage, "its requests are not in the file"));
        assert_ne!(usage.sources[0].bucket, "request");
    }
    // A prompt's worth of tokens at whole hours may be a quiet log: said, and one request each.
    let quiet = hours(|_| "", "900,100").replace("requests,", "").replace(",,", ",");
    let usage = read(&[("log.csv", &quiet)]);
    assert_eq!(usage.workloads[0].totals.requests, Some(336.0));
    assert!(said(&usage, "each is taken as one request"), "{:?}", usage.issues);
    // A single row at another minute, or two at one moment, and all are requests.
    let large = hours(|_| "", "20000,100").replace("requests,", "").replace(",,", ",");
    for more in ["2026-11-03T10:20:00Z,20000,100\n", "2026-11-02T00:00:00Z,20000,100\n"] {
        assert_eq!(read(&[("log.csv", &(large.clone() + more))]).workloads[0].totals.requests, Some(337.0), "{more}");
    }
}

#[test]
fn what_a_link_cannot_carry_is_said() {
    let text =
        "date,requests,input_tokens,output_tokens\n2026-11-02,1,52345678,4321000\n2026-11-03,1,52345678,4321000\n";
    let usage = read(&[("days.csv", text)]);
    let said = wrong(&usage);
    // A mean of 52 million tokens for a request: 2 million is the most that the case takes.
    assert!(
        said.iter().any(|one| one.contains("input_tokens") && one.contains("2M") || one.contains("2000000")),
        "{said:?}"
    );
}

#[test]
fn numbers_beyond_all_sense_cost_their_row_alone() {
    for number in ["1e400", "1e308", "1e20", "-5", "Infinity"] {
        let text = format!(
            "time,input_tokens,output_tokens\n2026-11-02T00:10:00Z,10,5\n2026-11-02T00:20:00Z,{number},5\n2026-11-02T00:30:00Z,30,5\n"
        );
        let usage = read(&[("log.csv", &text)]);
        assert_eq!(usage.workloads[0].totals.input, 40.0, "{number}");
        assert!(wrong(&usage).iter().any(|one| one.starts_with("Row 3 ")), "{number}: {:?}", usage.issues);
    }
    let line = r#"{"time":"2026-11-02T00:00:00Z","prompt_tokens":1e308,"completion_tokens":5}"#;
    let usage = read(&[("log.jsonl", &[line, &line.replace("1e308", "7")].join("\n"))]);
    assert_eq!((usage.workloads[0].totals.input, wrong(&usage).len()), (7.0, 1), "{:?}", usage.issues);
}

#[test]
fn an_answer_without_its_tokens_is_not_an_answer_of_none() {
    let line = |second: u32, out: &str| {
        format!(
            r#"{{"time":"2026-11-02T00:00:0{second}Z","model":"gpt-5.6-luna","usage":{{"prompt_tokens":1000{out}}}}}"#
        )
    };
    let stated = line(1, r#","completion_tokens":100"#);
    for out in [r#","completion_tokens":null"#, ""] {
        let usage = read(&[("log.jsonl", &[stated.clone(), line(2, out)].join("\n"))]);
        assert_eq!(value(&usage.workloads[0], "output_tokens"), Some(100.0), "{out}");
        assert!(wrong(&usage)[0].starts_with("Row 2 has no tokens"), "{:?}", usage.issues);
    }
    // The total says it: 1,040 − 1,000 = 40, with the other's 100 a mean of 70. Vectors have none.
    let total = read(&[("log.jsonl", &[stated, line(2, r#","total_tokens":1040"#)].join("\n"))]);
    assert_eq!(value(&total.workloads[0], "output_tokens"), Some(70.0));
    let vectors = line(3, "").replace("gpt-5.6-luna", "text-embedding-3-large");
    assert_eq!(read(&[("log.jsonl", &vectors)]).workloads[0].totals.output, 0.0);
    let table = "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens\n1793577600,1793664000,10,1000,100,0\n1793664000,1793750400,10,1000,,0\n";
    let usage = read(&[("usage.csv", table)]);
    assert_eq!((usage.workloads[0].totals.requests, wrong(&usage).len()), (Some(10.0), 1), "{:?}", usage.issues);
}

#[test]
fn a_page_or_a_table_that_stands_twice_in_a_file_counts_once() {
    let page = |start: u32| {
        format!(
            r#"{{"object":"page","data":[{{"object":"bucket","start_time":{start},"end_time":{},"results":[{{"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":100,"num_model_requests":10}}]}}]}}"#,
            start + 86_400
        )
    };
    let (first, second) = (page(1_793_577_600), page(1_793_664_000));
    let usage = read(&[("pages.json", &[first.clone(), first, second].join("\n"))]);
    assert_eq!(usage.workloads[0].totals.requests, Some(20.0));
    assert_eq!(
        (usage.files[0].left_out[0].reason.as_str(), usage.files[0].left_out[0].rows),
        ("in this file already", 1)
    );
    let table = days(14, |_| "1000");
    let usage = read(&[("days.csv", &(table.clone() + &table))]);
    assert_eq!((usage.workloads[0].totals.requests, usage.files[0].left_out[0].rows), (Some(14_000.0), 14));
    // Equal rows under one header are of other people: their columns are not kept.
    let text = "date,user,requests,input_tokens,output_tokens\n2026-11-02,a,5,100,10\n2026-11-02,b,5,100,10\n";
    assert_eq!(read(&[("days.csv", text)]).workloads[0].totals.requests, Some(10.0));
}

#[test]
fn equal_requests_of_two_servers_count_unless_almost_all_are_equal() {
    let log = |from: u32, to: u32, tokens: &dyn Fn(u32) -> u32| {
        let row = |minute: u32| format!("2026-11-02T{:02}:{:02}:07Z,{},10\n", minute / 60, minute % 60, tokens(minute));
        "time,input_tokens,output_tokens\n".to_owned() + &(from..to).map(row).collect::<String>()
    };
    let first = log(0, 120, &|_| 100);
    // Every second row of the other server is equal to the second and the token: 240 requests all the same, of
    // 120 · 100 + 60 · 100 + 60 · 200 = 30,000 tokens.
    let other = log(0, 120, &|minute| 100 + minute % 2 * 100);
    let usage = read(&[("a.csv", &first), ("b.csv", &other)]);
    assert_eq!((usage.workloads[0].totals.requests, usage.workloads[0].totals.input), (Some(240.0), 30_000.0));
    assert!(said(&usage, "60 of its rows are equal"), "{:?}", usage.issues);
    assert_eq!(usage.files[1].rows, 120);
    // An export that begins an hour before the last one ended: the hour counts once.
    let next = log(60, 180, &|_| 100);
    let usage = read(&[("a.csv", &first), ("b.csv", &next)]);
    assert_eq!((usage.workloads[0].totals.requests, usage.files[1].left_out[0].rows), (Some(180.0), 60));
    assert!(usage.files[1].left_out[0].reason.contains("taken for the same"), "{:?}", usage.files[1].left_out);
}

#[test]
fn records_of_one_id_are_told_and_rows_add_up() {
    let line = |id: &str, out: u32| {
        format!(
            r#"{{"id":"{id}","time":"2026-11-02T00:00:00Z","model":"m","usage":{{"prompt_tokens":10,"completion_tokens":{out}}}}}"#
        )
    };
    let usage = read(&[("log.jsonl", &[line("a", 1), line("a", 50), line("b", 7)].join("\n"))]);
    let file = &usage.files[0];
    // Three records: one replaced, two used, 50 + 7 tokens out.
    assert_eq!((file.records, file.rows, file.left_out[0].rows, usage.workloads[0].totals.output), (3, 2, 1, 57.0));
}

#[test]
fn more_reasoning_than_output_stands_beside_it_and_is_said() {
    let rows = |total: &str| -> String {
        let row = |at: u32| {
            format!(
                "{{\"time\":\"2026-11-{:02}T{:02}:30:00Z\",\"usage\":{{\"prompt_tokens\":1000,\"completion_tokens\":100{total},\"completion_tokens_details\":{{\"reasoning_tokens\":300}}}}}}\n",
                2 + at / 24,
                at % 24
            )
        };
        (0..48).map(row).collect()
    };
    for (total, told) in [("", true), (",\"total_tokens\":1100", true), (",\"total_tokens\":1400", false)] {
        let usage = read(&[("log.jsonl", &rows(total))]);
        let found = ["output_tokens", "reasoning_tokens"].map(|key| value(&usage.workloads[0], key));
        assert_eq!(found, [Some(100.0), Some(300.0)], "{total}");
        assert_eq!(said(&usage, "more reasoning than output"), told, "{total}: {:?}", usage.issues);
    }
    // Reasoning inside the output is nothing to say.
    let usage = read(&[("log.jsonl", &rows("").replace("300", "60"))]);
    assert_eq!(value(&usage.workloads[0], "output_tokens"), Some(40.0));
    assert!(!said(&usage, "more reasoning"), "{:?}", usage.issues);
}
