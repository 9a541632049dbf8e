//! Times that cannot be, weeks that turn, and ids that are given twice.

use super::{edited, read, value, wrong};
use build_or_buy::usage::{Usage, UsageReader};

/// One request in every hour of two weeks from Monday 2026-10-05, 1,791,158,400 seconds; `time` may replace some.
fn log(time: impl Fn(u32) -> Option<String>) -> String {
    let row = |hour: u32| {
        let time = time(hour).unwrap_or_else(|| (1_791_158_700 + hour * 3_600).to_string());
        format!(
            "{{\"id\":\"c{hour}\",\"created\":{time},\"model\":\"gpt-5.6-terra\",\"usage\":{{\"prompt_tokens\":2000,\"completion_tokens\":300}}}}\n"
        )
    };
    (0..336).map(row).collect()
}

fn said(usage: &Usage, part: &str) -> bool {
    usage.issues.iter().any(|one| one.sentence.contains(part))
}

fn requests(usage: &Usage) -> f64 {
    value(&usage.workloads[0], "requests").unwrap_or(0.0)
}

#[test]
fn a_time_of_zero_is_none_and_its_requests_count() {
    // 336 requests in 336 hours are 730.5 a month, whichever of them name no time: 34 of them, or the first alone.
    for (step, at, sentence) in [(10, 3, "34 rows say 1970-01-01, which is no time"), (336, 7, "1 row says 1970-01-01")]
    {
        let usage = read(&[("log.jsonl", &log(|hour| (hour % step == at).then(|| "0".into())))]);
        assert!((requests(&usage) - 730.5).abs() <= 1.0, "{step}: {}", requests(&usage));
        assert!(said(&usage, sentence), "{:?}", usage.issues);
        assert_eq!((usage.files[0].rows, usage.sources[0].from.as_str()), (336, "2026-10-05 00:05"));
        // No hour is taken for busier than another.
        let busiest = usage.workloads[0].week.iter().copied().fold(0.0, f64::max);
        assert!(busiest < 1.2, "{busiest}");
    }
}

#[test]
fn requests_without_a_time_count_as_large_a_part_as_the_others_do() {
    // One request an hour for twelve weeks from Monday 2026-08-03; one of each day, 84 of 2,016, names no time. The newest
    // eight weeks hold 1,288 of the 1,932 others: 84 · 1,288 ÷ 1,932 = 56 make them 1,344 in 1,344 hours, 730.5 a month.
    let row = |hour: u32, app: &str| {
        let time = if hour % 24 == 7 { 0 } else { 1_785_715_500 + hour * 3_600 };
        format!(
            "{{\"created\":{time},\"app\":\"{app}\",\"model\":\"gpt-5.6-terra\",\"usage\":{{\"prompt_tokens\":2000,\"completion_tokens\":300}}}}\n"
        )
    };
    let text: String = (0..2_016).map(|hour| row(hour, "shop")).collect();
    let usage = read(&[("log.jsonl", &text)]);
    assert!((requests(&usage) - 730.5).abs() <= 1.0, "{}", requests(&usage));
    assert_eq!(usage.workloads[0].totals.requests, Some(1_344.0));
    // All 84 of one application: it has no hours of its own, so the other's stand for them. 84 · 2 ÷ 3 = 56, 30.4 a month.
    let text: String = (0..2_016).map(|hour| row(hour, if hour % 24 == 7 { "mail" } else { "shop" })).collect();
    let usage = read(&[("log.jsonl", &text)]);
    let totals = |at: usize| usage.workloads[at].totals.requests;
    assert_eq!((usage.workloads[1].name.as_str(), totals(0), totals(1)), ("mail", Some(1_288.0), Some(56.0)));
}

#[test]
fn a_case_is_made_again_to_the_bit() {
    // What was taken out for a case is put back: every 37th names no time, one lies far off, one after the catalog's day.
    let text = log(|hour| match hour {
        50 => Some("\"2024-10-05T00:00:00Z\"".into()),
        51 => Some("\"2027-10-05T00:00:00Z\"".into()),
        _ => (hour % 37 == 3).then(|| "0".into()),
    });
    let mut reader = UsageReader::new();
    reader.push("log.jsonl", text.as_bytes());
    let mut made = || serde_json::to_string(&reader.finish(&super::CATALOG, &[], &[])).expect("JSON");
    let first = made();
    assert!(first.contains("which is no time") && first.contains("far from all others"), "{first}");
    assert_eq!(first, made());
}

#[test]
fn a_time_before_after_or_far_from_all_others_is_left_out() {
    // 335 requests in two whole weeks are 335 · 730.5 ÷ 336 = 728.3 a month, whatever the last one says.
    for (time, sentence) in [
        ("\"2016-10-05T00:00:00Z\"", "1 row says 2016-10-05 00:00, before such services were sold"),
        ("\"2024-10-05T00:00:00Z\"", "1 row says 2024-10-05 00:00, far from all others (2026-10-05 to 2026-10-18)"),
        ("\"2027-03-01T00:00:00Z\"", "1 row says 2027-03-01 00:00, after 2026-11-24, the day of the catalog"),
        ("\"2126-01-01T00:00:00Z\"", "1 row says 2126-01-01 00:00, after"),
    ] {
        let usage = read(&[("log.jsonl", &log(|hour| (hour == 335).then(|| time.into())))]);
        assert_eq!(requests(&usage), 728.0, "{time}");
        assert!(said(&usage, sentence), "{:?}", usage.issues);
        let file = &usage.files[0];
        assert_eq!((file.rows, file.left_out[0].rows, file.left_out[0].tokens), (335, 1, Some(2_300.0)), "{time}");
    }
    // A row three weeks before two weeks may be the beginning: nothing is left out of the file.
    let usage = read(&[("log.jsonl", &log(|hour| (hour == 0).then(|| "\"2026-09-14T02:00:00Z\"".into())))]);
    assert!(usage.files[0].left_out.is_empty(), "{:?}", usage.files[0].left_out);
    // A trace that counts from its own start has no date, and keeps its zero.
    let trace = log(|hour| Some((hour * 3_600).to_string()));
    let usage = read(&[("log.jsonl", &trace)]);
    assert!(!said(&usage, "no time") && usage.sources[0].from.is_empty(), "{:?}", usage.issues);
}

#[test]
fn another_file_may_show_that_a_row_is_no_stray() {
    let mut reader = UsageReader::new();
    let lone = log(|hour| (hour == 0).then(|| "\"2026-07-13T02:00:00Z\"".into()));
    reader.push("a.jsonl", lone.as_bytes());
    let usage = reader.finish(&super::CATALOG, &[], &[]);
    assert_eq!((usage.workloads[0].totals.requests, said(&usage, "far from all others")), (Some(335.0), true));
    // The weeks between follow in a second file, 12 · 168 hours: then it is a row like the others.
    let row = |hour: u32| {
        format!("{{\"created\":{},\"prompt_tokens\":2000,\"completion_tokens\":300}}\n", 1_783_900_800 + hour * 3_600)
    };
    let between: String = (0..12 * 168).map(row).collect();
    reader.push("b.jsonl", between.as_bytes());
    let usage = reader.finish(&super::CATALOG, &[], &[]);
    assert!(!said(&usage, "far from all others"), "{:?}", usage.issues);
    assert_eq!((usage.files[0].rows, usage.files[1].rows), (336, 2_016));
}

#[test]
fn a_time_of_zero_in_an_export_of_hours_is_left_to_the_others() {
    let head = "start_time,end_time,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens\n";
    let row = |hour: u32| {
        let start = if hour == 100 { 0 } else { 1_791_158_400 + hour * 3_600 };
        format!("{start},{},p,80,gpt-5.6-terra,False,default,160000,8000,0\n", 1_791_162_000 + hour * 3_600)
    };
    let rows: String = (0..672).map(row).collect();
    // 80 an hour are 58,440 a month.
    let usage = read(&[("completions.csv", &format!("{head}{rows}"))]);
    assert!((requests(&usage) - 58_440.0).abs() <= 1.0, "{}", requests(&usage));
}

/// Days from Monday 2026-08-03 on.
fn days(many: u32, requests: impl Fn(u32) -> u32) -> String {
    let row = |day: u32| {
        // Months by the days from August 1 on.
        let (month, first) = [(10, 61), (9, 31), (8, 0)].into_iter().find(|(_, first)| *first <= day + 2).expect("one");
        let many = requests(day);
        format!("2026-{month:02}-{:02},gpt-5.6-luna,{many},{many}000,{many}00\n", day + 3 - first)
    };
    format!("date,model,requests,input_tokens,output_tokens\n{}", (0..many).map(row).collect::<String>())
}

#[test]
fn a_jump_counts_only_where_it_stays() {
    // Every other week 1,000 a day: the newest eight weeks hold four of them, 28,000 · 730.5 ÷ 1,344 = 15,218.75, wherever
    // the file ends.
    for odd in [0, 1] {
        let usage = read(&[("days.csv", &days(84, |day| if day / 7 % 2 == odd { 1_000 } else { 0 }))]);
        assert!((requests(&usage) - 15_218.75).abs() <= 1.0, "{odd}: {} {:?}", requests(&usage), usage.issues);
        assert!(!said(&usage, "five times"), "{:?}", usage.issues);
    }
    // Four weeks of 1,000 and three of 100: 100 · 30.4375 = 3,043.75.
    let usage = read(&[("days.csv", &days(49, |day| if day < 28 { 1_000 } else { 100 }))]);
    assert!((requests(&usage) - 3_043.75).abs() <= 1.0, "{}", requests(&usage));
    let told = "From the week of 2026-08-31 on volume fell to less than a fifth and stayed there: only weeks from then on count, the 4 before are left out.";
    assert!(said(&usage, told), "{:?}", usage.issues);
    // Four weeks of 100 and one of 1,000 show no launch: (4 · 700 + 7,000) · 730.5 ÷ 840 = 8,522.5.
    let usage = read(&[("days.csv", &days(35, |day| if day < 28 { 100 } else { 1_000 }))]);
    assert!((requests(&usage) - 8_522.5).abs() <= 1.0, "{}", requests(&usage));
    assert!(said(&usage, "The newest week, from 2026-08-31 on, has more than five times"), "{:?}", usage.issues);
}

#[test]
fn a_day_of_a_decline_is_not_unfinished() {
    // 4 % less every day: 1 − 0.96^28 = 68 % less than four weeks before, so each day is below half of its weekday's median.
    let falling = |day: u32| (1e6 * libm::pow(0.96, f64::from(day))) as u32;
    let usage = read(&[("days.csv", &days(84, falling))]);
    assert!(!said(&usage, "unfinished"), "{:?}", usage.issues);
    // A tenth of what the day before leads to expect is.
    let usage = read(&[("days.csv", &days(84, |day| if day == 83 { falling(day) / 10 } else { falling(day) }))]);
    assert!(said(&usage, "2026-10-25, holds less than half"), "{:?}", usage.issues);
}

#[test]
fn an_id_is_one_request_only_at_its_time_or_with_its_tokens() {
    let row = |id: &str, second: u32, tokens: u32| {
        format!(
            "{{\"id\":\"{id}\",\"created\":{},\"usage\":{{\"prompt_tokens\":{tokens},\"completion_tokens\":300}}}}\n",
            1_791_158_700 + second
        )
    };
    let week = |start: u32, tokens: u32| -> String {
        (0..168).map(|hour| row(&format!("req-{hour}"), start + hour * 3_600, tokens + hour)).collect()
    };
    // Ids begin anew a week later with other tokens: 336 requests in 336 hours, 730.5 a month.
    let (first, second) = (week(0, 2_000), week(604_800, 9_000));
    for files in
        [vec![("a.jsonl", first.clone()), ("b.jsonl", second.clone())], vec![("a.jsonl", first.clone() + &second)]]
    {
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let usage = read(&files);
        assert_eq!(usage.workloads[0].totals.requests, Some(336.0), "{:?}", usage.files);
        assert!(said(&usage, "each counts as a request of its own"), "{:?}", usage.issues);
    }
    // One id for a whole session is no request's.
    let session: String = (0..336).map(|hour| row("sess", hour * 3_600, 2_000 + hour)).collect();
    assert_eq!(read(&[("a.jsonl", &session)]).workloads[0].totals.requests, Some(336.0));
    // The same records again, later with the same tokens or at once with others, are the same.
    let again = row("req-0", 900, 2_000) + &row("req-1", 3_660, 2_500);
    let usage = read(&[("a.jsonl", &first), ("b.jsonl", &first), ("c.jsonl", &again)]);
    assert_eq!((usage.workloads[0].totals.requests, usage.files[2].rows), (Some(168.0), 0), "{:?}", usage.files);
}

#[test]
fn what_is_set_and_cannot_be_used_is_said() {
    let text = log(|_| None);
    let usage = edited(
        &[("log.jsonl", &text)],
        &[
            ("w1.requests", "abc"),
            ("w9.model", "openai/gpt-5.6-luna"),
            ("nonsense", "1"),
            ("w1.requests", "-5"),
            ("w1.requests", "1e20"),
            ("w1.model", "foo"),
            ("w1.into", "w7"),
        ],
    );
    let said = wrong(&usage);
    for part in [
        "“w1.requests=abc” is not used: a number above 0 and up to",
        "“w9.model=openai/gpt-5.6-luna” is not used: the only proposal is w1.",
        "“nonsense=1” is not used",
        "“w1.requests=-5” is not used",
        "“w1.requests=1e20” is not used",
        "“w1.model=foo” is not used: an offer of the catalog",
        "“w1.into=w7” is not used",
    ] {
        assert!(said.iter().any(|one| one.starts_with(part)), "{part}: {said:?}");
    }
    // The file's own number stands.
    assert!((requests(&usage) - 730.5).abs() <= 1.0);
    let usage = edited(&[("log.jsonl", &text)], &[("w1.requests", "5000"), ("w1.model", "openai/gpt-5.6-luna")]);
    assert_eq!((requests(&usage), wrong(&usage).len()), (5_000.0, 0));
    let model = super::input(&usage.workloads[0], "model");
    assert_eq!(
        (model.text.as_str(), model.how, model.rule.as_str()),
        ("openai/gpt-5.6-luna", build_or_buy::usage::How::Given, "chosen by you")
    );
}
