//! A flat load is the same month however many days of it were read, and what stands at the edge of a rule.

use super::{input, read, value};

/// A vendor's page by the hour: `rows` hours from Monday, 2 November 2026, with what each counts.
fn page(rows: u32, of_hour: impl Fn(u32) -> u32) -> String {
    let row = |hour: u32| {
        let (from, requests) = (1_793_577_600 + hour * 3_600, of_hour(hour));
        let (read, written) = (u64::from(requests) * 1_000, u64::from(requests) * 100);
        format!("{from},{},search,{requests},gpt-5.6-terra,{read},{written}\n", from + 3_600)
    };
    "start_time,end_time,project_id,num_model_requests,model,input_tokens,output_tokens\n".to_owned()
        + &(0..rows).map(row).collect::<String>()
}

/// A log of single requests, an hour apart.
fn log(rows: u32, of_row: impl Fn(u32) -> (u32, &'static str)) -> String {
    let row = |at: u32| {
        let (read, model) = of_row(at);
        format!("2026-11-{:02}T{:02}:10:00Z,chat,{model},{read},100\n", 2 + at / 24, at % 24)
    };
    "time,app,model,input_tokens,output_tokens\n".to_owned() + &(0..rows).map(row).collect::<String>()
}

#[test]
fn a_hundred_an_hour_are_73_050_a_month_however_long_one_looks() {
    // 730.5 hours. Under a week the days that were not seen are taken from the shape of an office week or a chat's, so that
    // days count unlike; from a week on every day was seen.
    for days in [7, 8, 10, 13, 14, 15, 20, 21, 27, 28, 34, 35, 42, 55, 56, 57, 63, 70] {
        let usage = read(&[("page.csv", &page(days * 24, |_| 100))]);
        assert_eq!(usage.workloads.len(), 1);
        let requests = value(&usage.workloads[0], "requests").expect("requests");
        assert!((requests / 73_050.0 - 1.0).abs() < 0.006, "{days} days: {requests}");
        assert_eq!(value(&usage.workloads[0], "input_tokens"), Some(1_000.0));
        let growth = usage.globals.iter().find(|one| one.key == "growth").map(|one| one.text.clone());
        assert!(growth.is_none_or(|text| text.is_empty() || text == "0"), "{days} days of a flat load grow");
    }
}

#[test]
fn of_ten_weeks_the_newest_eight_count_and_of_growing_ones_the_newest_four() {
    // 100 an hour in the first two weeks of ten, 200 after: the newest eight are all 200, unless the step is told first.
    let steady = |week: u32| if week < 2 { 190 } else { 200 };
    let usage = read(&[("page.csv", &page(1_680, |hour| steady(hour / 168)))]);
    let requests = value(&usage.workloads[0], "requests").expect("requests");
    assert!((requests / (200.0 * 730.5) - 1.0).abs() < 0.006, "{requests}");
    // A tenth more every week from 1,000 on: the newest four of ten are 1,000 · 1.1^6 to 1.1^9, with a mean of 2,055.
    let grows = |week: u32| libm::round(1_000.0 * libm::pow(1.1, f64::from(week))) as u32;
    let usage = read(&[("page.csv", &page(1_680, |hour| grows(hour / 168)))]);
    let mean = (6..10).map(|week| f64::from(grows(week))).sum::<f64>() / 4.0;
    let requests = value(&usage.workloads[0], "requests").expect("requests");
    assert!((requests / (mean * 730.5) - 1.0).abs() < 0.006, "{requests} of {mean}");
    // e^(52.18 ln 1.1) - 1 is 143 times as much: more than is believed.
    let growth = usage.globals.iter().find(|one| one.key == "growth").expect("growth");
    assert!(growth.text.contains("1000"), "{}", growth.text);
    // Of five weeks nothing is said of growth, of six it is.
    let grown = |weeks: u32| {
        let slow = |week: u32| libm::round(100_000.0 * libm::pow(1.01, f64::from(week))) as u32;
        let usage = read(&[("page.csv", &page(weeks * 168, |hour| slow(hour / 168)))]);
        usage.globals.iter().find(|one| one.key == "growth").and_then(|one| one.value)
    };
    assert_eq!(grown(5), None);
    // 1.01^52.18 = 1.681: 68 % a year.
    assert!((grown(6).expect("six weeks") - 68.0).abs() < 0.6, "{:?}", grown(6));
}

#[test]
fn under_twenty_prompts_say_nothing_of_long_ones() {
    let of = |rows: u32| {
        let usage = read(&[("log.csv", &log(rows, |at| (1_000 + 100 * at, "gpt-5.6-luna")))]);
        let long = input(&usage.workloads[0], "input_p95");
        (long.value, long.rule.clone())
    };
    let (value, rule) = of(19);
    assert_eq!(value, None);
    assert!(rule.starts_with("under 20 requests (19)"), "{rule}");
    // Of twenty, 1,000 to 2,900 tokens long, 19 are at most 2,800: the twentieth is beyond 95 in 100.
    let value = of(20).0.expect("twenty");
    assert!((2_750.0..=2_950.0).contains(&value), "{value}");
    // Of a hundred that rise by 100 the 96th has 10,500, to a hundredth.
    let value = of(100).0.expect("a hundred");
    assert!((value / 10_500.0 - 1.0).abs() < 0.015, "{value}");
}

#[test]
fn the_part_above_a_models_tier_is_counted() {
    // Terra's tier begins above 272,000 tokens: of a hundred prompts seven are longer.
    let usage = read(&[("log.csv", &log(100, |at| (if at % 14 == 5 { 300_000 } else { 10_000 }, "gpt-5.6-terra")))]);
    assert_eq!(value(&usage.workloads[0], "above_tier"), Some(7.0));
    let usage = read(&[("log.csv", &log(100, |_| (10_000, "gpt-5.6-terra")))]);
    assert_eq!(value(&usage.workloads[0], "above_tier"), Some(0.0));
}

#[test]
fn a_part_of_cached_input_is_a_lower_bound_where_a_thousandth_does_not_state_it() {
    let text = |stated: u32| {
        let row = |at: u32| {
            let cached = if at < stated { "400" } else { "" };
            format!("2026-11-02T{:02}:{:02}:00Z,gpt-5.6-luna,1000,{cached},100\n", at / 50, at % 50)
        };
        "time,model,input_tokens,cached_tokens,output_tokens\n".to_owned() + &(0..1_000).map(row).collect::<String>()
    };
    let of = |stated: u32| {
        let usage = read(&[("log.csv", &text(stated))]);
        let one = &usage.workloads[0];
        let bound = one.notes.iter().any(|note| note.starts_with("Some rows do not state what was cached"));
        (value(one, "cached"), bound)
    };
    assert_eq!(of(1_000), (Some(40.0), false));
    assert!(!of(999).1);
    assert!(of(998).1);
    // Half of the rows state that four tenths of theirs were: of all input, two tenths.
    assert_eq!(of(500), (Some(20.0), true));
}
