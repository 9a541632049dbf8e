//! Files of totals, whatever they are written in: what they say, what they cannot say, and what they are called.

use super::{input, read, value, wrong};
use build_or_buy::usage::{Evidence, How, Usage};

/// Four weeks of days from 2026-10-05, a Monday: a million tokens in and a tenth of that out, twice as much on Wednesdays.
fn days(line: impl Fn(&str, u32) -> String) -> String {
    let of = |day: u32| {
        let (month, day_of) = if day < 27 { (10, day + 5) } else { (11, day - 26) };
        line(&format!("2026-{month}-{day_of:02}"), if day % 7 == 2 { 2 } else { 1 })
    };
    (0..28).map(of).collect()
}

fn json(day: &str, times: u32, more: &str) -> String {
    let (input, output) = (times * 1_000_000, times * 100_000);
    format!(
        "{{\"date\":\"{day}\",\"model\":\"gpt-5.6-luna\",\"input_tokens\":{input},\"output_tokens\":{output}{more}}}\n"
    )
}

fn said(usage: &Usage, part: &str) -> bool {
    usage.issues.iter().any(|one| one.sentence.contains(part))
}

#[test]
fn sums_in_json_ask_for_their_requests_as_sums_in_a_table_do() {
    let lines = days(|day, times| json(day, times, ""));
    let list = format!("[{}]", lines.trim_end().replace('\n', ","));
    let midnight = days(|day, times| json(&format!("{day}T00:00:00Z"), times, ""));
    let head = "date,model,input_tokens,output_tokens\n".to_owned();
    let table = head + &days(|day, times| format!("{day},gpt-5.6-luna,{},{}\n", times * 1_000_000, times * 100_000));
    let wanted = read(&[("days.csv", &table)]);
    for (name, text) in [("days.jsonl", &lines), ("days.json", &list), ("midnight.jsonl", &midnight)] {
        let usage = read(&[(name, text)]);
        let one = &usage.workloads[0];
        for key in ["requests", "input_tokens", "output_tokens"] {
            assert_eq!((input(one, key).how, input(one, key).text.as_str()), (How::Needed, ""), "{name}: {key}");
        }
        // 4 weeks of 6 + 2 million.
        assert_eq!((one.totals.requests, one.totals.input), (None, 32e6), "{name}");
        assert!(said(&usage, "sums of many requests") && said(&usage, "its requests are not in the file"), "{name}");
        assert_eq!((usage.sources[0].bucket, one.evidence), ("day", Evidence::Days), "{name}");
        assert_eq!((&usage.link, one.tokens), (&wanted.link, wanted.workloads[0].tokens), "{name}");
    }
}

#[test]
fn single_requests_in_json_stay_requests() {
    // A prompt's worth of tokens at whole hours: a quiet log, said, as in a table.
    let hour = |hour: u32, more: &str| {
        format!(
            "{{\"time\":\"2026-11-{:02}T{:02}:00:00Z\",\"usage\":{{\"prompt_tokens\":900,\"completion_tokens\":100}}{more}}}\n",
            2 + hour / 24,
            hour % 24
        )
    };
    let quiet: String = (0..336).map(|at| hour(at, "")).collect();
    let usage = read(&[("log.jsonl", &quiet)]);
    assert_eq!(usage.workloads[0].totals.requests, Some(336.0));
    assert!(said(&usage, "each is taken as one request"), "{:?}", usage.issues);
    // An id, another minute, or two at one moment, and large ones are requests too.
    let large = quiet.replace("900", "20000");
    let named: String = (0..336).map(|at| hour(at, &format!(",\"id\":\"r{at}\""))).collect();
    let minute = large.clone() + &hour(300, "").replace(":00:00Z", ":20:00Z");
    for (text, many) in [(named, 336.0), (minute, 337.0), (large.clone() + &large, 672.0)] {
        let usage = read(&[("log.jsonl", &text)]);
        assert_eq!(usage.workloads[0].totals.requests, Some(many));
        assert!(!said(&usage, "whole hours or days"), "{:?}", usage.issues);
    }
}

#[test]
fn days_are_called_daily_totals_have_no_busiest_hour_and_say_nothing_of_retries() {
    let counted = days(|day, times| json(day, times, &format!(",\"requests\":{}", times * 1_000)));
    let usage = read(&[("days.jsonl", &counted)]);
    let one = &usage.workloads[0];
    assert_eq!(
        (usage.files[0].formats.clone(), usage.sources[0].format, one.format),
        (vec!["daily totals"], "daily totals", "daily totals")
    );
    assert_eq!((one.evidence, one.busiest), (Evidence::Days, None));
    assert!(usage.globals.iter().all(|one| one.key != "retries") && !usage.link.contains("retries"), "{}", usage.link);
    // 4 · 8,000 requests in 672 hours × 730.5 ÷ 672 = 34,786.
    assert_eq!(value(one, "requests"), Some(34_786.0));
    // A vendor's own days hold what was billed, second tries among them.
    let vendor = days(|day, times| format!("{day},acme/gpt,gpt-5.6-luna,{times},{times}\n"));
    let vendor = format!(
        "start_time,end_time,project_id,num_model_requests,model,input_tokens,output_tokens\n{}",
        vendor_rows(&vendor)
    );
    let usage = read(&[("openai.csv", &vendor)]);
    assert_eq!(usage.sources[0].format, "OpenAI usage export");
    assert!(usage.globals.iter().any(|one| one.key == "retries" && one.text == "0"), "{:?}", usage.globals);
    // Hours that were added up are no log either, and their busiest hour is known; single requests are one.
    let hour = |at: u32| {
        let output = if at == 14 { 9000 } else { 100 };
        let time = format!("2026-11-{:02}T{:02}:00:00Z", 2 + at / 24, at % 24);
        format!("{{\"time\":\"{time}\",\"requests\":50,\"input_tokens\":90000,\"output_tokens\":{output}}}\n")
    };
    let hourly: String = (0..336).map(hour).collect();
    let usage = read(&[("hours.jsonl", &hourly)]);
    assert_eq!((usage.sources[0].format, usage.workloads[0].evidence), ("hourly totals", Evidence::Measured));
    assert!(usage.workloads[0].busiest.is_some());
    let log = "{\"time\":\"2026-11-02T00:00:07Z\",\"input_tokens\":10,\"output_tokens\":5}\n";
    assert_eq!(read(&[("log.jsonl", log)]).sources[0].format, "log of requests");
}

/// Days of OpenAI's usage page: 86,400 seconds each from 2026-10-05, which is 1,791,158,400.
fn vendor_rows(days: &str) -> String {
    let row = |(at, line): (usize, &str)| {
        let start = 1_791_158_400 + 86_400 * at;
        let times = if line.ends_with(",2") { 2 } else { 1 };
        format!(
            "{start},{},p,{},gpt-5.6-luna,{},{}\n",
            start + 86_400,
            times * 1_000,
            times * 1_000_000,
            times * 100_000
        )
    };
    days.lines().enumerate().map(row).collect()
}

#[test]
fn an_alias_is_the_newest_of_its_family_on_its_day() {
    // Mistral Large 3 came out on 2025-12-02 and Large 4 was first seen on 2026-10-06, as the catalog has it.
    let log = |model: &str, day: &str| {
        let text = format!("time,model,input_tokens,output_tokens\n{day}T00:00:07Z,{model},10,5\n");
        let usage = read(&[("log.csv", &text)]);
        let one = &usage.workloads[0];
        let model = input(one, "model");
        (one.model.clone(), model.how, model.rule.clone())
    };
    for (alias, day, id) in [
        ("mistral-large-latest", "2026-03-01", "mistral/mistral-large-3"),
        ("mistral/mistral-large-latest", "2026-11-02", "mistral/mistral-large-4"),
        ("mistral-small-latest", "2026-01-15", "mistral/mistral-small-3.2-24b"),
        ("mistral-small-latest", "2026-04-01", "mistral/mistral-small-4"),
    ] {
        let (model, how, rule) = log(alias, day);
        assert_eq!((model.as_str(), how), (id, How::Assumed), "{alias} {day}: {rule}");
        assert!(rule.contains(alias) && rule.contains("the newest mistral-") && rule.contains(day), "{rule}");
    }
    for (day, why) in [
        // Before the oldest that the catalog holds, Large 2 of November 2024, and a month before Large 4 was first seen in a list.
        ("2024-10-01", "the catalog holds no mistral-large that was out on 2024-10-01: choose it"),
        (
            "2026-09-01",
            "already mistral/mistral-large-4 on 2026-09-01 is not known: the latter was first seen on 2026-10-06",
        ),
    ] {
        let (model, how, rule) = log("mistral-large-latest", day);
        assert_eq!((model.as_str(), how), ("", How::Needed), "{day}: {rule}");
        assert!(rule.contains(why), "{rule}");
    }
    let untimed = r#"{"model":"mistral-large-latest","usage":{"prompt_tokens":1000,"completion_tokens":100}}"#;
    let usage = read(&[("log.jsonl", untimed)]);
    assert_eq!(usage.workloads[0].model, "");
    assert!(input(&usage.workloads[0], "model").rule.contains("the file has no dates"));
    // Rows on both sides of a release: the newest, and what it was before.
    let both = "time,model,input_tokens,output_tokens\n2026-03-14T00:00:07Z,mistral-small-latest,10,5\n2026-03-18T00:00:07Z,mistral-small-latest,10,5\n";
    let usage = read(&[("log.csv", both)]);
    let rule = &input(&usage.workloads[0], "model").rule;
    assert!(rule.ends_with("before 2026-03-16 it was mistral/mistral-small-3.2-24b"), "{rule}");
}

#[test]
fn a_log_that_turns_from_one_vendors_counting_to_anothers_says_so() {
    let inside = "{\"time\":\"2026-11-02T00:00:07Z\",\"model\":\"gpt-5.6-luna\",\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":10,\"prompt_tokens_details\":{\"cached_tokens\":600}}}\n";
    let beside = "{\"time\":\"2026-11-02T00:00:08Z\",\"model\":\"claude-haiku-4.5\",\"usage\":{\"input_tokens\":400,\"output_tokens\":10,\"cache_read_input_tokens\":600}}\n";
    let usage = read(&[("log.jsonl", &format!("{inside}{inside}{beside}"))]);
    let turned = usage.issues.iter().find(|one| one.sentence.contains("it turns from one vendor’s way")).expect("said");
    assert_eq!((turned.row, turned.wrong), (3, false));
    // Each is a prompt of 1,000 of which 600 were cached.
    let sums = usage
        .workloads
        .iter()
        .fold((0.0, 0.0), |sum, one| (sum.0 + one.totals.input, sum.1 + one.totals.cached.unwrap_or(0.0)));
    assert_eq!(sums, (3_000.0, 1_800.0));
    for text in [inside.repeat(3), beside.repeat(3), format!("{inside}{}", beside.replace(":600}", ":0}"))] {
        assert!(!said(&read(&[("log.jsonl", &text)]), "it turns"), "{text}");
    }
}

#[test]
fn a_file_of_amounts_names_no_source_of_tokens() {
    let amount = r#"{"object":"organization.costs.result","amount":{"value":12.5,"currency":"usd"},"line_item":"x"}"#;
    let bucket = |day: i64, results: &str| {
        let start = 1_793_577_600 + 86_400 * day;
        format!(
            "{{\"object\":\"bucket\",\"start_time\":{start},\"end_time\":{},\"results\":[{results}]}}",
            start + 86_400
        )
    };
    let costs = format!(
        "{{\"object\":\"page\",\"has_more\":false,\"data\":[{},{},{}]}}",
        bucket(0, ""),
        bucket(1, amount),
        bucket(2, amount)
    );
    let usage = read(&[("costs.json", &costs)]);
    let named: Vec<&str> = usage.sources.iter().map(|one| one.format).collect();
    assert_eq!((named, usage.files[0].formats.clone()), (vec!["OpenAI cost export"], vec!["OpenAI cost export"]));
    // 25 dollars in three days, the idle one among them: × 730.5 ÷ 72 = 253.65.
    assert_eq!(usage.globals.iter().find(|one| one.key == "bill_today").map(|one| one.text.as_str()), Some("254"));
    let anthropic = r#"{"has_more":false,"data":[{"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-03T00:00:00Z","results":[]},{"starting_at":"2026-11-03T00:00:00Z","ending_at":"2026-11-04T00:00:00Z","results":[{"currency":"USD","amount":"1250"}]}]}"#;
    let usage = read(&[("cost.json", anthropic)]);
    let named: Vec<&str> = usage.sources.iter().map(|one| one.format).collect();
    assert_eq!((named, usage.files[0].formats.clone()), (vec!["Anthropic cost export"], vec!["Anthropic cost export"]));
    assert!(wrong(&usage).is_empty(), "{:?}", usage.issues);
}

#[test]
fn a_count_of_none_beside_tokens_is_no_count() {
    // Four weeks of 1,000 requests of 1,000 tokens in and 100 out a day; one day a week counts none, with the same tokens.
    let row = |day: u32, format: &dyn Fn(&str, u32) -> String| {
        let date = if day < 27 { format!("2026-10-{:02}", day + 5) } else { format!("2026-11-{:02}", day - 26) };
        format(&date, if day % 7 == 3 { 0 } else { 1_000 })
    };
    let cells = |date: &str, many: u32| format!("{date},gpt-5.6-luna,{many},1000000,100000\n");
    let record = |date: &str, many: u32| {
        format!(
            "{{\"date\":\"{date}\",\"model\":\"gpt-5.6-luna\",\"requests\":{many},\"input_tokens\":1000000,\"output_tokens\":100000}}\n"
        )
    };
    let table: String = (0..28).map(|day| row(day, &cells)).collect();
    let lines: String = (0..28).map(|day| row(day, &record)).collect();
    let table = format!("date,model,requests,input_tokens,output_tokens\n{table}");
    for (name, text) in [("days.csv", &table), ("days.jsonl", &lines)] {
        let usage = read(&[(name, text)]);
        let one = &usage.workloads[0];
        // 1,000 · 730.5 ÷ 24 = 30,437.5 a month.
        let found = ["requests", "input_tokens", "output_tokens"].map(|key| value(one, key));
        assert_eq!(found, [Some(30_438.0), Some(1_000.0), Some(100.0)], "{name}");
        assert!(said(&usage, "count no requests but tokens"), "{name}: {:?}", usage.issues);
    }
    // An idle day counts none, and is one.
    let idle = table.replace(",0,1000000,100000", ",0,0,0");
    let usage = read(&[("idle.csv", &idle)]);
    // 24 · 1,000 · 730.5 ÷ 672 = 26,089.3.
    assert_eq!(value(&usage.workloads[0], "requests"), Some(26_089.0));
    assert!(!said(&usage, "count no requests but tokens"), "{:?}", usage.issues);
}
