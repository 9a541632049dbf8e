//! What is known by the hour among days, by the minute among sources, and by its length among requests.

use super::merging::export;
use super::variations::counts;
use super::{CATALOG, edited, input, read, wrong};
use build_or_buy::usage::{Evidence, How, Usage, UsageReader};

fn said<'a>(usage: &'a Usage, part: &str) -> Option<&'a str> {
    usage.issues.iter().map(|one| one.sentence.as_str()).find(|one| one.contains(part))
}

/// OpenAI's export from Monday 2026-08-03 on, 100 requests an hour: days up to one, then hours from some to others.
fn days_then_hours(days: u64, hours: impl Iterator<Item = u64>) -> String {
    let mut text =
        "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,model,batch\n"
            .to_owned();
    let mut row = |start: u64, seconds: u64, requests: u64| {
        let start = 1_785_715_200 + start * 3_600;
        text += &format!(
            "{start},{},{requests},{},{},0,gpt-5.6-luna,False\n",
            start + seconds,
            requests * 1_000,
            requests * 100
        );
    };
    (0..days).for_each(|day| row(day * 24, 86_400, 240_000));
    hours.for_each(|hour| row(hour, 3_600, 10_000));
    text
}

#[test]
fn a_week_of_hours_behind_days_is_even_where_its_hours_are() {
    // Nine days of hours: Monday and Tuesday stand twice in them, and are no busier for it.
    let usage = read(&[("usage.csv", &days_then_hours(14, 14 * 24..23 * 24))]);
    let one = &usage.workloads[0];
    assert_eq!(one.evidence, Evidence::Measured);
    assert!(
        one.week.iter().all(|hour| (hour - 1.0).abs() < 0.02),
        "{:?}",
        one.week.iter().copied().fold(0.0, f64::max)
    );
    // A day among them that is not there was idle, and parts no run; a day known as a sum does.
    let gap = (14 * 24..23 * 24).filter(|hour| hour / 24 != 18);
    let usage = read(&[("usage.csv", &days_then_hours(14, gap))]);
    assert!(
        said(&usage, "9 days of the OpenAI usage export, from 2026-08-17 on, are known by the hour").is_some(),
        "{:?}",
        usage.issues
    );
    // The last day ends with the file.
    let usage = read(&[("usage.csv", &days_then_hours(14, 14 * 24..21 * 24 + 10))]);
    assert!(said(&usage, "7 days of the OpenAI usage export, from 2026-08-17 on").is_some(), "{:?}", usage.issues);
}

#[test]
fn a_workload_without_a_week_leaves_that_of_the_other_as_it_is() {
    // Two weeks of hours, and 30 requests of one hour of another tool.
    let busy = export(|hour| if (9..17).contains(&(hour % 24)) { 40_000 } else { 4_000 });
    let mut few = "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\n".to_owned();
    for at in 0..30 {
        few += &format!("q{at},acompletion,0.01,8000,100,2026-09-08 09:{at:02}:09,gpt-5.6-luna\n");
    }
    let files = [("openai.csv", busy.as_str()), ("spend.csv", few.as_str())];
    let (apart, merged) = (read(&files), edited(&files, &[("w2.into", "w1")]));
    assert_eq!(merged.workloads[0].week, apart.workloads[0].week);
    let shape = |usage: &Usage| input(&usage.workloads[0], "shape").text.clone();
    assert_eq!(shape(&merged), shape(&apart));
}

#[test]
fn the_busiest_minute_is_that_of_the_source_with_most_requests() {
    // A log of 12 a minute, and LiteLLM's of 6 a minute of which every tenth has 24: (54 × 6 + 6 × 24) ÷ 60 = 7.8.
    let (mut log, mut litellm) = (
        "time,model,input_tokens,output_tokens\n".to_owned(),
        "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\n".to_owned(),
    );
    for minute in 0..60 {
        for second in 0..12 {
            log += &format!("2026-11-02T09:{minute:02}:{:02}Z,gpt-5.6-luna,1000,100\n", second * 5);
        }
        for second in 0..if minute % 10 == 0 { 24 } else { 6 } {
            litellm += &format!(
                "q{minute}-{second},acompletion,0.01,8000,100,2026-11-02 09:{minute:02}:{second:02},gpt-5.6-luna\n"
            );
        }
    }
    log += "2026-11-02T10:00:00Z,gpt-5.6-luna,1000,100\n";
    litellm += "last,acompletion,0.01,8000,100,2026-11-02 10:00:00,gpt-5.6-luna\n";
    let burst = |files: &[(&str, &str)]| {
        let usage = read(files);
        usage.globals.iter().find(|one| one.key == "minute_burst").and_then(|one| one.value).expect("over 300 an hour")
    };
    let (a, b) = (("log.csv", log.as_str()), ("spend.csv", litellm.as_str()));
    assert_eq!((burst(&[a]), burst(&[b])), (1.0, 3.08));
    assert_eq!((burst(&[a, b]), burst(&[b, a])), (1.0, 1.0));
}

#[test]
fn a_record_that_is_replaced_takes_its_length_and_its_minute_with_it() {
    // 15 requests, each first with a part of its answer and then with all of it: 15 lengths, no 30.
    let record = |at: u32, output: u32| {
        format!(
            r#"{{"id":"q{at}","timestamp":"2026-11-02T09:{at:02}:00Z","model":"claude-sonnet-5-5","usage":{{"input_tokens":1000,"output_tokens":{output}}}}}"#
        ) + "\n"
    };
    let text: String = (0..15).map(|at| record(at, 1) + &record(at, 80)).collect();
    let usage = read(&[("log.jsonl", &text)]);
    assert_eq!((counts(&usage).0, counts(&usage).4), (Some(15.0), 1_200.0));
    let long = input(&usage.workloads[0], "input_p95");
    assert_eq!(long.rule, "under 20 requests (15) say nothing of long prompts: none are set");
    let left = &usage.files[0].left_out[0];
    assert_eq!(
        (left.reason.as_str(), left.rows, left.tokens),
        ("replaced by a later record of the same id", 15, Some(15_015.0))
    );
}

#[test]
fn what_is_needed_says_why() {
    // Without a date; without requests; with neither.
    let untimed = "model,input_tokens,output_tokens\ngpt-5.6-luna,1000,100\n";
    let anthropic = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n2026-10-05,claude-sonnet-5-5,k,Default,standard,x,1000,0,100\n";
    for (text, needed, shape) in [
        (untimed, "the file has no dates: give the requests of a month", "the clock has no weekday"),
        (
            anthropic,
            "this export does not count requests: give the requests of a month",
            "too little time is covered to know a week",
        ),
    ] {
        let one = read(&[("file.csv", text)]).workloads[0].clone();
        let requests = input(&one, "requests");
        assert_eq!((requests.how, requests.rule.as_str()), (How::Needed, needed));
        assert_eq!(input(&one, "shape").rule, shape);
    }
    // Sums of months: how long they are is told, to the end of the last one.
    let months = "month,model,requests,input_tokens,output_tokens\n2026-08,gpt-5.6-luna,1000,1000,100\n2026-09,gpt-5.6-luna,1000,1000,100\n";
    let usage = read(&[("months.csv", months)]);
    assert_eq!(usage.sources[0].rule, "sum × 730.5 hours ÷ 1,464 hours that the file covers");
    assert_eq!(
        input(&usage.workloads[0], "shape").rule,
        "its rows are sums of weeks or months, which do not tell the days of a week"
    );
    // As days that are a week apart: three weeks of 168 hours.
    let row = |day: u32| format!("2026-09-{day:02},gpt-5.6-luna,1000,1000,100\n");
    let weeks = "date,model,requests,input_tokens,output_tokens\n".to_owned() + &[7, 14, 21].map(row).concat();
    let usage = read(&[("weeks.csv", &weeks)]);
    assert_eq!(usage.sources[0].rule, "sum × 730.5 hours ÷ 504 hours that the file covers");
}

#[test]
fn a_name_of_a_key_is_to_be_checked_and_is_no_fault() {
    let text = "start_time,end_time,api_key_id,num_model_requests,input_tokens,output_tokens,model\n1793577600,1793581200,night-run,10,1000,200,gpt-5.6-luna\n1793577600,1793581200,day-run,10,1000,200,gpt-5.6-luna\n";
    let usage = read(&[("usage.csv", text)]);
    let told = usage
        .issues
        .iter()
        .find(|one| one.sentence.starts_with("Workloads are named by API key or role here"))
        .expect("it is said");
    assert!(!told.wrong && told.row == 0 && usage.workloads[0].named_by == "key");
    let out = edited(&[("usage.csv", text)], &[("w1.out", "1"), ("w2.out", "1")]);
    assert!(said(&out, "Workloads are named by API key").is_none());
}

#[test]
fn what_is_dearer_than_the_list_price_says_what_may_be_missing() {
    // 1,000 in and 100 out a request at a dollar each: far above the list price; cache writes stated by all, some or none.
    let of = |written: &dyn Fn(u32) -> &'static str| {
        let row = |hour: u32| {
            format!(
                "2026-11-{:02}T{:02}:00:00Z,gpt-5.6-terra,1000,100,{},0.02\n",
                2 + hour / 24,
                hour % 24,
                written(hour)
            )
        };
        let text = "time,model,input_tokens,output_tokens,cache_write_tokens,cost_usd\n".to_owned()
            + &(0..48).map(row).collect::<String>();
        read(&[("log.csv", &text)]).workloads[0].notes.join(" ")
    };
    let (all, some, none) = (of(&|_| "0"), of(&|hour| if hour < 24 { "0" } else { "" }), of(&|_| ""));
    assert!(all.contains("times the list price: another price."), "{all}");
    assert!(some.contains("another price, or cache writes that are not stated."), "{some}");
    assert!(none.contains("another price, or cache writes that are not stated."), "{none}");
}

#[test]
fn sums_of_hours_without_requests_last_an_hour_each() {
    // 48 rows of 3 million tokens at whole hours: nobody sends as many at once.
    let row = |hour: u32| format!("2026-11-{:02}T{:02}:00:00Z,gpt-5.6-luna,3000000,100\n", 2 + hour / 24, hour % 24);
    let usage = read(&[(
        "sums.csv",
        &("time,model,input_tokens,output_tokens\n".to_owned() + &(0..48).map(row).collect::<String>()),
    )]);
    assert_eq!((usage.sources[0].bucket, usage.sources[0].hours, counts(&usage).0), ("hour", 48.0, None));
    assert_eq!(input(&usage.workloads[0], "requests").how, How::Needed);
    // A record of 10^15 tokens is one, and one token more is beyond all sense.
    for (tokens, fine) in [("1000000000000000", true), ("1000000000000001", false)] {
        let text =
            format!("time,model,requests,input_tokens,output_tokens\n2026-11-02T09:00:00Z,gpt-5.6-luna,5,{tokens},0\n");
        let usage = read(&[("sums.csv", &text)]);
        assert_eq!(wrong(&usage).iter().all(|one| !one.contains("beyond all sense")), fine, "{:?}", usage.issues);
        assert_eq!(usage.workloads.len(), usize::from(fine));
    }
}

#[test]
fn two_loads_of_a_test_that_a_pace_lies_between_are_named() {
    let case: Vec<(String, String)> =
        [("workloads", "chat"), ("chat.input_tokens", "1000"), ("chat.output_tokens", "100"), ("chat.latency", "30")]
            .map(|(key, text)| (key.into(), text.into()))
            .into();
    let run = |load: u32, pace: u32, input: u32| {
        format!(
            r#"{{"model_id":"m","max_concurrency":{load},"completed":1000,"failed":0,"duration":1000,"total_input_tokens":{},"total_output_tokens":100000,"request_throughput":1.0,"output_throughput":100.0,"median_ttft_ms":500,"median_tpot_ms":{pace}}}"#,
            input * 1_000
        ) + "\n"
    };
    let rule = |runs: &[String]| {
        let mut reader = UsageReader::new();
        reader.push("sweep.jsonl", runs.concat().as_bytes());
        let usage = reader.finish(&CATALOG, &case, &[]);
        (usage.throughputs[0].rule.clone(), usage.throughputs[0].stands.clone())
    };
    let (told, stands) = rule(&[run(4, 20, 1_000), run(16, 40, 1_000)]);
    assert!(
        told.contains("between two of 2 loads, by the logarithm of the requests under way, where a token takes 30 ms"),
        "{told}"
    );
    assert_eq!(stands, "sweep.jsonl, rows 1 and 2");
    // Lengths fit within a factor of one and a half, either way.
    for (input, fits) in [(1_500, true), (1_501, false), (667, true), (666, false)] {
        let (told, _) = rule(&[run(4, 20, input)]);
        assert_eq!(
            told.contains("no load test has about 1,000 tokens in and 100 out, within a factor of 1.5"),
            !fits,
            "{input} {told}"
        );
    }
}
