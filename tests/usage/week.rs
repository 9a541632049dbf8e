//! The week, the month and growth, from hours, days and less.

use super::{CATALOG, edited, input, read, value};
use build_or_buy::cost::figures::Figures;
use build_or_buy::inputs::link as query;
use build_or_buy::streams::Case;
use build_or_buy::usage::{Evidence, How};
use build_or_buy::week::Week;

/// 2026-09-07, a Monday, in seconds since 1970.
const MONDAY: i64 = 1_788_739_200;
const HEAD: &str =
    "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,model,batch\n";

/// Hours of OpenAI's export: so many requests in each, by hour since Monday.
pub fn hours(count: i64, requests: impl Fn(i64) -> f64) -> String {
    let mut text = String::from(HEAD);
    for hour in 0..count {
        let (start, many) = (MONDAY + hour * 3600, requests(hour).round());
        text.push_str(&format!(
            "{start},{},{many:.1},{:.1},{:.1},0.0,gpt-5.6-luna,False\n",
            start + 3600,
            many * 1000.0,
            many * 100.0
        ));
    }
    text
}

#[test]
fn four_measured_weeks_give_the_catalog_s_own_shape_back() {
    let shape = &CATALOG.shape("coding").expect("a shape").hours;
    let usage = read(&[("usage.csv", &hours(4 * 168, |hour| shape[(hour % 168) as usize] * 10_000.0))]);
    let one = &usage.workloads[0];
    assert_eq!((one.evidence, input(one, "shape").how), (Evidence::Measured, How::Read));
    let code = &input(one, "shape").text;
    assert!(code.len() <= 130 && usage.link.contains(code));
    let read_back = Week::from_code(code).expect("a code");
    for (hour, was) in shape.iter().enumerate() {
        assert!(
            (read_back.hours()[hour] - was).abs() < 3.0078 / 42.0 + 0.02,
            "hour {hour}: {} for {was}",
            read_back.hours()[hour]
        );
    }
    assert_eq!(one.busiest, shape.iter().position(|hour| *hour == 3.0078));
    // 168 hours × 10,000 a mean hour: a month has 730.5 of them.
    assert!((value(one, "requests").expect("known") / 7_305_000.0 - 1.0).abs() < 1e-4);
    // The engine takes the week as it takes the catalog's.
    let query = query::read(&usage.pairs, &CATALOG);
    assert_eq!(query.issues, []);
    let case = Case::new(&query.inputs, &CATALOG, CATALOG.asof);
    assert_eq!(case.streams[0].week, read_back);
    assert_eq!(Figures::new(&case, &query.inputs).flows[0].hours, *read_back.hours());
    // The link says the same again.
    assert_eq!(query.pairs(), usage.pairs);
}

#[test]
fn an_uneven_cut_weighs_weekdays_alike() {
    // Ten days from Monday on: weekdays 100 an hour, weekends none. Mon, Tue and Wed were seen twice; a week is still
    // 5 × 24 × 100 = 12,000 requests and a month 12,000 × 730.5 ÷ 168 = 52,179.
    let usage = read(&[("usage.csv", &hours(240, |hour| if hour % 168 < 120 { 100.0 } else { 0.0 }))]);
    let one = &usage.workloads[0];
    assert!((value(one, "requests").expect("known") - 52_179.0).abs() < 1.0, "{:?}", value(one, "requests"));
    assert_eq!(one.evidence, Evidence::Measured);
    // Three weeks and three days: the newest three whole weeks count.
    let usage = read(&[("usage.csv", &hours(24 * 24, |hour| if hour < 72 { 100_000.0 } else { 10.0 }))]);
    assert!((value(&usage.workloads[0], "requests").expect("known") - 7_305.0).abs() < 1.0);
    assert!(usage.sources[0].rule.contains("newest 3 whole weeks"));
}

#[test]
fn a_few_days_say_hours_and_not_weekdays() {
    let usage =
        read(&[("usage.csv", &hours(48, |hour| if (9..17).contains(&(hour % 24)) { 30_000.0 } else { 3_000.0 }))]);
    let one = &usage.workloads[0];
    assert_eq!((one.evidence, input(one, "shape").how), (Evidence::Hours, How::Derived));
    // Within a day ten times as much from 9 to 17; Sunday is as the conversation week has it.
    assert!((one.week[10] / one.week[3] - 10.0).abs() < 0.2, "{}", one.week[10] / one.week[3]);
    let chat = &CATALOG.shape("chat").expect("a shape").hours;
    let day = |hours: &[f64], day: usize| hours[day * 24..day * 24 + 24].iter().sum::<f64>();
    assert!((day(&one.week, 6) / day(&one.week, 0) - day(chat, 6) / day(chat, 0)).abs() < 1e-6);
}

#[test]
fn days_alone_bound_the_week_and_months_say_nothing() {
    let mut text = String::from("date,input_tokens,output_tokens,requests\n");
    let dates = |from: i32, count: i32| (from..from + count).map(|day| format!("2026-09-{day:02}"));
    for (at, date) in dates(7, 21).enumerate() {
        let many = if at % 7 < 5 { 1_000 } else { 200 };
        text.push_str(&format!("{date},{},{},{many}\n", many * 500, many * 50));
    }
    let usage = read(&[("days.csv", &text)]);
    let one = &usage.workloads[0];
    assert_eq!((one.evidence, input(one, "shape").how), (Evidence::Days, How::Derived));
    assert!(input(one, "shape").rule.contains("may be higher"));
    let day = |day: usize| one.week[day * 24..day * 24 + 24].iter().sum::<f64>();
    assert!((day(0) / day(6) - 5.0).abs() < 1e-6);
    // 5 × 1,000 + 2 × 200 a week: 5,400 × 730.5 ÷ 168 = 23,480.
    assert_eq!(value(one, "requests"), Some(23_480.0));
    let total = read(&[("total.csv", "date,input_tokens,output_tokens,requests\n2026-09-07,1000,100,10\n")]);
    assert_eq!(input(&total.workloads[0], "shape").text, "");
}

#[test]
fn growth_is_set_only_where_it_is_clear() {
    // 2 % a week over nine weeks: e^(52.18 · ln 1.02) − 1 = 181 % a year; the newest four weeks are the volume.
    let weekly = |hour: i64| 1_000.0 * libm::pow(1.02, (hour / 168) as f64);
    let usage = read(&[("usage.csv", &hours(9 * 168, weekly))]);
    let growth = usage.globals.iter().find(|one| one.key == "growth").expect("nine weeks");
    assert!((growth.value.expect("a number") - 181.0).abs() < 1.5, "{growth:?}");
    assert!(usage.link.contains("growth=18") && usage.sources[0].rule.contains("newest 4 whole weeks"));
    let noise = read(&[(
        "usage.csv",
        &hours(8 * 168, |hour| {
            [1_000.0, 1_300.0, 900.0, 1_200.0, 950.0, 1_250.0, 980.0, 1_150.0][(hour / 168) as usize]
        }),
    )]);
    assert!(!noise.link.contains("growth="), "{}", noise.link);
    let few = read(&[("usage.csv", &hours(5 * 168, weekly))]);
    assert!(few.globals.iter().all(|one| one.key != "growth"));
    let launch = read(&[("usage.csv", &hours(6 * 168, |hour| if hour < 3 * 168 { 10.0 } else { 1_000.0 }))]);
    assert!((value(&launch.workloads[0], "requests").expect("known") - 730_500.0).abs() < 1.0);
    assert!(launch.issues.iter().any(|one| one.sentence.contains("five times")));
}

#[test]
fn a_gap_between_files_is_no_idle_time() {
    let second = hours(168, |_| 100.0).replace(HEAD, "");
    let moved: String = second
        .lines()
        .map(|line| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            for cell in &mut cells[..2] {
                *cell = (cell.parse::<i64>().expect("a time") + 40 * 86_400).to_string();
            }
            cells.join(",") + "\n"
        })
        .collect();
    let usage = read(&[("a.csv", &hours(168, |_| 5.0)), ("b.csv", &[HEAD, &moved].concat())]);
    assert!(
        (value(&usage.workloads[0], "requests").expect("known") - 73_050.0).abs() < 1.0,
        "{:?}",
        value(&usage.workloads[0], "requests")
    );
    assert!(usage.issues.iter().any(|one| one.sentence.contains("gap")));
}

#[test]
fn a_log_s_own_clock_moves_the_week() {
    let mut text = String::from("time,input_tokens,output_tokens,requests\n");
    for day in 7..21 {
        for hour in 0..24 {
            text.push_str(&format!(
                "2026-09-{day:02} {hour:02}:00:00,1000,100,{}\n",
                if hour == 9 { 5000 } else { 1000 }
            ));
        }
    }
    let (utc, ahead) = (read(&[("log.csv", &text)]), edited(&[("log.csv", &text)], &[("zone", "+02:00")]));
    assert_eq!((utc.workloads[0].busiest, ahead.workloads[0].busiest), (Some(9), Some(7)));
}

#[test]
fn the_busiest_minute_is_measured_from_single_requests() {
    // Two hours of 12 requests a minute, but every tenth minute of the second hour has 48: 6 × 48 + 54 × 12 = 936 requests
    // in it, 15.6 a minute. Of its 60 minutes the 60th in rank is the 99th percentile: 48 ÷ 15.6 = 3.08.
    let mut text = String::from("time,input_tokens,output_tokens\n");
    for minute in 0..120 {
        let many = if minute >= 60 && minute % 10 == 0 { 48 } else { 12 };
        for one in 0..many {
            let second = f64::from(one) * 60.0 / f64::from(many);
            text.push_str(&format!("2026-09-07T{:02}:{:02}:{second:05.2}Z,100,10\n", 9 + minute / 60, minute % 60));
        }
    }
    text.push_str("2026-09-07T11:00:00Z,100,10\n");
    let usage = read(&[("log.csv", &text)]);
    let burst = usage.globals.iter().find(|one| one.key == "minute_burst").expect("936 requests in an hour");
    assert_eq!((burst.value, burst.how), (Some(3.08), How::Derived));
    assert!(usage.link.contains("minute_burst=3.0790~3.08~3.0810&"), "{}", usage.link);
    // Hours say nothing of minutes.
    let hourly = read(&[("usage.csv", &hours(336, |_| 10_000.0))]);
    assert!(hourly.globals.iter().all(|one| one.key != "minute_burst"));
}

#[test]
fn growth_is_given_with_its_interval_so_that_the_odds_draw_what_was_seen() {
    // 2 % a week with some noise: the interval is the file's own, in the form that a visitor types.
    let noise = [1.0, 1.02, 0.99, 1.03, 0.98, 1.01, 0.97, 1.02, 1.0];
    let weekly = |hour: i64| 10_000.0 * libm::pow(1.02, (hour / 168) as f64) * noise[(hour / 168) as usize];
    let usage = read(&[("usage.csv", &hours(9 * 168, weekly))]);
    let growth = usage.globals.iter().find(|one| one.key == "growth").expect("nine weeks");
    let (middle, low, high) = usage.sources[0].growth.expect("nine weeks");
    assert_eq!(growth.text, format!("{}~{}~{}", low.round(), middle.round(), high.round()));
    assert!(low < middle && middle < high && low > 0.0);
}
