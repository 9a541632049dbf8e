//! Documents that have some names of a vendor's format and not the others: they are what they are, and no export of it.

use super::variations::counts;
use super::{CATALOG, read, wrong};
use build_or_buy::usage::UsageReader;

const TOKENS: &str = r#""model":"gpt-5.6-luna","usage":{"prompt_tokens":1000,"completion_tokens":100}"#;

#[test]
fn a_record_with_half_of_a_vendor_s_names_is_a_record_of_a_log() {
    let time = r#""timestamp":"2026-11-02T09:00:00Z""#;
    for (text, what) in [
        (format!(r#"{{"data":[{{"start_time":"2026-11-02T09:00:00Z",{TOKENS}}}]}}"#), "a start and no results"),
        (format!(r#"{{"data":[{{"starting_at":"x",{time},{TOKENS}}}]}}"#), "a beginning and no results"),
        (format!(r#"{{"data":[{{"group":{{"model":"x"}},{time},{TOKENS}}}]}}"#), "a group and no beginning"),
        (format!(r#"{{"results":[{{"date":"x",{time},{TOKENS}}}]}}"#), "a date and no metrics"),
        (format!(r#"{{"results":[{{"metrics":{{"x":1}},{time},{TOKENS}}}]}}"#), "metrics and no date"),
        (format!(r#"{{"data":[{{"date":"x",{time},{TOKENS}}}]}}"#), "a date and no slug"),
        (format!(r#"{{"data":[{{"model_permaslug":"x",{time},{TOKENS}}}]}}"#), "a slug and no date"),
        (format!(r#"{{"interval":"PT1H","data":[{{{time},{TOKENS}}}]}}"#), "an interval and no series"),
        (format!(r#"{{"results":[{{"market_cost":1,{time},{TOKENS}}}]}}"#), "a price of the market and no count"),
        (format!(r#"{{"data":[{{"spans":[],{time},{TOKENS}}}]}}"#), "spans and no processes"),
        (format!(r#"{{"data":[{{"processes":{{"p":1}},{time},{TOKENS}}}]}}"#), "processes and no spans"),
        (format!(r#"{{"hash_ids":[1],{time},{TOKENS}}}"#), "blocks and no length"),
        (format!(r#"{{"request_id":"a","call_type":"x",{time},{TOKENS}}}"#), "a kind of call and no spend"),
        (format!(r#"{{"request_id":"a","spend":1,{time},{TOKENS}}}"#), "a spend and no kind of call"),
        (format!(r#"{{"starting_at":"x",{time},{TOKENS}}}"#), "a beginning alone"),
        (format!(r#"{{"model_permaslug":"x",{time},{TOKENS}}}"#), "a slug alone"),
        (format!(r#"{{"traceId":"t",{time},{TOKENS}}}"#), "a trace alone"),
        (format!(r#"{{"usageDetails":{{"x":1}},{time},{TOKENS}}}"#), "details and no trace"),
        (format!(r#"{{"span_id":"s",{time},{TOKENS}}}"#), "a span without attributes"),
        (format!(r#"{{"attributes":{{"x":1}},{time},{TOKENS}}}"#), "attributes without a span"),
        (format!(r#"{{"schemaType":"Other",{time},{TOKENS}}}"#), "another schema"),
        (format!(r#"{{"output_throughput":5,{time},{TOKENS}}}"#), "a throughput and no times"),
        (format!(r#"{{"model_id":"gpt-5.6-luna",{time},{TOKENS}}}"#), "a model's id and no throughput"),
        (format!(r#"{{"median_ttft_ms":5,{time},{TOKENS}}}"#), "a time and no throughput"),
        (format!(r#"{{"hw":"h100","tput_per_gpu":4,{time},{TOKENS}}}"#), "a machine and no load"),
        (format!(r#"{{"load_summary":{{"count":4}},{time},{TOKENS}}}"#), "a load and no answers"),
        (format!(r#"{{"hw":"h100","conc":4,{time},{TOKENS}}}"#), "a machine and no throughput"),
    ] {
        let usage = read(&[("file.json", &text)]);
        assert_eq!(
            (counts(&usage).0, counts(&usage).1, counts(&usage).4),
            (Some(1.0), 1_000.0, 100.0),
            "{what}: {:?}",
            usage.issues
        );
        assert_eq!(usage.sources[0].format, "log of requests", "{what}");
        assert!(usage.loads.is_empty(), "{what}");
    }
}

#[test]
fn lists_of_records_stand_under_many_names() {
    for name in ["data", "results", "result", "records", "items", "logs", "observations", "requests", "events"] {
        let text = format!(
            r#"{{"{name}":[{{"timestamp":"2026-11-02T09:00:00Z",{TOKENS}}},{{"timestamp":"2026-11-02T09:00:01Z",{TOKENS}}}]}}"#
        );
        assert_eq!(counts(&read(&[("file.json", &text)])).0, Some(2.0), "{name}");
    }
    for text in [r#"{"pages":[{"x":1}]}"#, r#"{"data":[{"x":1}]}"#, r#"{"x":1}"#] {
        let usage = read(&[("file.json", text)]);
        assert_eq!(
            wrong(&usage),
            ["This JSON is no usage export or load test known here: no record in it counts tokens."],
            "{text}"
        );
    }
    for name in ["data", "results", "result", "daily", "monthly", "resourceSpans", "records", "items", "observations"] {
        let usage = read(&[("file.json", &format!(r#"{{"{name}":[]}}"#))]);
        assert_eq!(wrong(&usage), ["This file holds no records: there is no usage in its range."], "{name}");
    }
    // A text between two records is none of them.
    let text = format!(
        "{{\"timestamp\":\"2026-11-02T09:00:00Z\",{TOKENS}}}\n\"hello\"\n{{\"timestamp\":\"2026-11-02T09:00:01Z\",{TOKENS}}}\n"
    );
    let usage = read(&[("file.jsonl", &text)]);
    assert_eq!(counts(&usage).0, Some(2.0));
    let told = usage.issues.iter().find(|one| one.wrong).expect("it is said");
    assert!(
        told.row == 2 && told.sentence.starts_with("Between its records the file holds text that is not JSON"),
        "{told:?}"
    );
}

#[test]
fn lengths_are_tokens_unless_words_stand_beside_them() {
    for (head, refused) in [
        ("time,input_length,output_length", false),
        ("time,input_length,output_length,input_words", true),
        ("time,input_length,output_length,input_chars", true),
        ("time,input_tokens,output_tokens,input_words", false),
    ] {
        let usage = read(&[(
            "log.csv",
            &format!(
                "{head}\n2026-11-02T09:00:07Z,1000,100{}\n",
                if head.matches(',').count() > 2 { ",700" } else { "" }
            ),
        )]);
        assert_eq!(
            (usage.workloads.is_empty(), wrong(&usage).iter().any(|one| one.contains("seems to count characters"))),
            (refused, refused),
            "{head}"
        );
    }
    for (head, refused) in [
        ("time,input_tokens,prompt_tokens,output_tokens", true),
        ("time,input_tokens,output_tokens,tokens_out", true),
        ("time,date,input_tokens,output_tokens", false),
    ] {
        let usage = read(&[("log.csv", &format!("{head}\n2026-11-02T09:00:07Z,2026,1000,100\n"))]);
        assert_eq!(
            wrong(&usage).iter().any(|one| one.starts_with("Two columns could be the tokens")),
            refused,
            "{head}"
        );
    }
}

#[test]
fn two_rows_of_much_at_whole_hours_are_two_requests_and_one_beyond_every_prompt_is_a_sum() {
    let of = |tokens: &[u32]| {
        let row = |(hour, tokens): (usize, &u32)| format!("2026-11-02T{hour:02}:00:00Z,gpt-5.6-luna,{tokens},100\n");
        let text = "time,model,input_tokens,output_tokens\n".to_owned()
            + &tokens.iter().enumerate().map(row).collect::<String>();
        counts(&read(&[("log.csv", &text)])).0
    };
    assert_eq!((of(&[10_000, 10_000]), of(&[10_000, 10_000, 10_000])), (Some(2.0), None));
    assert_eq!((of(&[8_000, 8_000, 8_000]), of(&[8_000, 8_000, 8_001])), (Some(3.0), None));
    assert_eq!((of(&[2_000_000]), of(&[2_000_001])), (Some(1.0), None));
}

#[test]
fn a_batch_is_cheaper_by_the_discount_of_its_offer() {
    let export = |batch: &str| {
        let row = |hour: u32| {
            let start = 1_788_739_200 + hour * 3_600;
            format!(
                "{start},{},100,100000,10000,gpt-5.6-luna,{}\n",
                start + 3_600,
                if hour % 4 < 2 { batch } else { "False" }
            )
        };
        let text = "start_time,end_time,num_model_requests,input_tokens,output_tokens,model,batch\n".to_owned()
            + &(0..336).map(row).collect::<String>();
        read(&[("usage.csv", &text)]).workloads[0].list_cost.expect("a price")
    };
    let row = CATALOG.price("openai/gpt-5.6-luna", CATALOG.asof).expect("an offer");
    let discount = row.batch_discount.expect("it has one").get();
    // Half of the requests were sent as a batch.
    assert!((export("True") / export("False") - (1.0 - discount / 2.0)).abs() < 1e-9);
    // 73,050 requests of 1,000 in and 100 out at its prices.
    let whole = 73_050.0 / 1e6 * (1_000.0 * row.input.get() + 100.0 * row.output.get());
    assert!((export("False") / whole - 1.0).abs() < 1e-9, "{}", export("False"));
}

#[test]
fn the_busiest_minute_is_of_the_weeks_that_count() {
    // Fifteen days of a request an hour; an hour of 400 even requests on the second day, or on the first, which does not count.
    let log = |busy: u32| {
        let mut text = "time,model,input_tokens,output_tokens\n".to_owned();
        for hour in 0..360 {
            for at in 0..if hour == busy { 400 } else { 1 } {
                text += &format!(
                    "2026-11-{:02}T{:02}:{:02}:{:02}Z,gpt-5.6-luna,1000,100\n",
                    2 + hour / 24,
                    hour % 24,
                    at % 60,
                    at / 60
                );
            }
        }
        text
    };
    let burst =
        |busy: u32| read(&[("log.csv", &log(busy))]).globals.iter().find(|one| one.key == "minute_burst").cloned();
    assert!(burst(10).is_none());
    let found = burst(40).expect("400 in an hour");
    assert!(
        found.rule.starts_with("99th percentile of the 2,040 minutes of the busiest tenth of hours (34)")
            || found.rule.contains("(34)"),
        "{}",
        found.rule
    );
}

#[test]
fn loads_of_two_files_are_named_by_file_and_row() {
    let case: Vec<(String, String)> =
        [("workloads", "chat"), ("chat.input_tokens", "1000"), ("chat.output_tokens", "100"), ("chat.latency", "30")]
            .map(|(key, text)| (key.into(), text.into()))
            .into();
    let run = |load: u32, pace: u32| {
        format!(
            r#"{{"model_id":"m","max_concurrency":{load},"completed":1000,"failed":0,"duration":1000,"total_input_tokens":1000000,"total_output_tokens":100000,"request_throughput":1.0,"output_throughput":100.0,"median_ttft_ms":500,"median_tpot_ms":{pace}}}"#
        ) + "\n"
    };
    let stands = |files: &[(&str, String)]| {
        let mut reader = UsageReader::new();
        for (name, text) in files {
            reader.push(name, text.as_bytes());
        }
        reader.finish(&CATALOG, &case, &[]).throughputs[0].stands.clone()
    };
    let two = [("a.json", run(4, 20)), ("b.json", run(16, 40))];
    assert_eq!(stands(&two), "a.json and b.json");
    let lines = [("a.jsonl", run(2, 10) + &run(4, 20)), ("b.jsonl", run(16, 40) + &run(32, 80))];
    assert_eq!(stands(&lines), "a.jsonl, row 2 and b.jsonl, row 1");
    assert_eq!(stands(&[("a.json", run(4, 20))]), "a.json");
}
