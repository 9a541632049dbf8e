//! Where rows begin to be strays: exactly at each limit and one beyond it.

use super::{CATALOG, read, wrong};
use build_or_buy::usage::Usage;

/// 2026-10-05 00:00 UTC, a Monday, in seconds since 1970.
const MONDAY: f64 = 1_791_158_400.0;
const DAY: f64 = 86_400.0;

/// A request at each of some moments, in seconds since 1970, with tokens of its own.
fn at(times: &[f64]) -> Usage {
    let row = |(number, time): (usize, &f64)| format!("{time},gpt-5.6-terra,{},100\n", 2_000 + number);
    read(&[(
        "log.csv",
        &("time,model,input_tokens,output_tokens\n".to_owned()
            + &times.iter().enumerate().map(row).collect::<String>()),
    )])
}

/// So many requests, one in each hour from some moment on.
fn hourly(from: f64, many: u32) -> Vec<f64> {
    (0..many).map(|hour| from + f64::from(hour) * 3_600.0).collect()
}

fn with(mut all: Vec<f64>, more: &[f64]) -> Usage {
    all.extend(more);
    at(&all)
}

fn said<'a>(usage: &'a Usage, part: &str) -> Option<&'a str> {
    usage.issues.iter().map(|one| one.sentence.as_str()).find(|one| one.contains(part))
}

fn used(usage: &Usage) -> u64 {
    usage.files[0].rows
}

#[test]
fn the_first_of_2022_is_a_time_and_the_second_before_it_is_none() {
    // 1,640,995,200 s is 2022-01-01 00:00 UTC. Both rows are far from the others; only the earlier cannot be.
    let began = 1_640_995_200.0;
    let others = || hourly(MONDAY, 200);
    let usage = with(others(), &[began - 1.0]);
    assert_eq!(used(&usage), 200);
    assert!(
        said(&usage, "1 row says 2021-12-31 23:59, before such services were sold").is_some(),
        "{:?}",
        usage.issues
    );
    let usage = with(others(), &[began]);
    assert_eq!(used(&usage), 200);
    assert!(said(&usage, "1 row says 2022-01-01 00:00, far from all others (2026-10-05 to 2026-10-13)").is_some());
    // A file of which half is that old is an old file; with one row fewer it is not.
    let old = || hourly(began - 20.0 * DAY, 10);
    assert_eq!(used(&with(old(), &hourly(MONDAY, 10))), 20);
    assert_eq!(used(&with(old(), &hourly(MONDAY, 11))), 11);
    // All of it so old: nothing else is there to count.
    assert_eq!(used(&at(&old())), 10);
}

#[test]
fn a_number_of_seconds_is_a_date_from_1979_on() {
    let usage = with(hourly(MONDAY, 200), &[299_999_999.0]);
    assert!(
        said(&usage, "1 row says 1970-01-01, which is no time: counted without a time").is_some(),
        "{:?}",
        usage.issues
    );
    assert_eq!(used(&usage), 201);
    let usage = with(hourly(MONDAY, 200), &[300_000_000.0]);
    assert!(said(&usage, "1 row says 1979-07-05 05:20, before such services were sold: left out").is_some());
    assert_eq!(
        (used(&usage), usage.files[0].left_out[0].reason.as_str()),
        (200, "at 1979-07-05 05:20, before such services were sold")
    );
    // Two of a kind are told together, by the first of them.
    let usage = with(hourly(MONDAY, 200), &[300_000_000.0, 400_000_000.0]);
    assert!(
        said(&usage, "2 rows say 1979-07-05 05:20 and others, before such services").is_some(),
        "{:?}",
        usage.issues
    );
    let usage = with(hourly(MONDAY, 200), &[0.0, 5.0]);
    assert!(said(&usage, "2 rows say 1970-01-01, which is no time").is_some(), "{:?}", usage.issues);
}

#[test]
fn days_since_1900_of_2022_to_2099_are_a_spreadsheet_s() {
    let serial = |first: f64, last: f64| {
        wrong(&at(&[first, last])).iter().any(|one| one.contains("as a spreadsheet writes days since 1900"))
    };
    assert!(serial(44_562.0, 44_563.0) && serial(46_300.0, 73_049.9));
    assert!(!serial(44_561.9, 44_563.0) && !serial(46_300.0, 73_050.0));
}

#[test]
fn one_of_a_hundred_behind_a_long_gap_is_a_stray_and_one_of_fewer_is_none() {
    // Over 60 days before or after, one alone is a stray of ten; nearer, only of a hundred.
    for (many, days, stray) in
        [(99, 20.0, true), (98, 20.0, false), (98, 61.0, true), (9, 61.0, true), (8, 61.0, false)]
    {
        let last = MONDAY + f64::from(many - 1) * 3_600.0;
        for time in [MONDAY - days * DAY, last + days * DAY] {
            // What lies after the catalog's day is another rule's.
            let shift = 120.0 * DAY;
            let all: Vec<f64> = hourly(MONDAY - shift, many).into_iter().chain([time - shift]).collect();
            let usage = at(&all);
            assert_eq!(used(&usage), u64::from(many) + u64::from(!stray), "{many} {days} {}", time < MONDAY);
            assert_eq!(said(&usage, "far from all others").is_some(), stray);
        }
    }
    // Two of two hundred, and two of 199.
    let early = MONDAY - 60.0 * DAY;
    let two = [early, early + 3_600.0];
    assert_eq!((used(&with(hourly(MONDAY, 198), &two)), used(&with(hourly(MONDAY, 197), &two))), (198, 199));
}

#[test]
fn a_gap_is_long_from_a_week_on_and_beyond_three_times_what_the_others_cover() {
    // 200 requests within an hour, their day alone: others cover a day and a little, so that a week is the limit.
    let dense: Vec<f64> = (0..200).map(|at| MONDAY + f64::from(at) * 18.0).collect();
    for (seconds, stray) in [(7.0 * DAY, true), (7.0 * DAY - 1.0, false)] {
        assert_eq!(used(&with(dense.clone(), &[MONDAY - seconds])), 200 + u64::from(!stray), "{seconds}");
    }
    // 240 hours are ten days from their first to their last request, less an hour, and one day more for their ends:
    // 239 ÷ 24 + 1 = 10.958 days, three times that are 32.875.
    let long = hourly(MONDAY, 240);
    for (days, stray) in [(32.88, true), (32.87, false)] {
        let early = MONDAY - days * DAY;
        assert_eq!(used(&with(long.clone(), &[early])), 240 + u64::from(!stray), "{days}");
    }
}

#[test]
fn a_tenth_of_the_rows_may_lie_after_the_day_of_the_catalog() {
    let day = f64::from(CATALOG.asof.days_since_1970());
    // The last second of that day is no later one; rows that follow the others within a week are the newest.
    let before = |many: u32| hourly((day - 9.0) * DAY, many);
    let told = "the day of the catalog";
    for (many, later, stray) in [
        (18, &[(day + 1.0) * DAY, (day + 1.0) * DAY + 60.0][..], true),
        (17, &[(day + 1.0) * DAY, (day + 1.0) * DAY + 60.0], false),
        (18, &[(day + 1.0) * DAY - 60.0, (day + 1.0) * DAY - 1.0], false),
    ] {
        let usage = with(before(many), later);
        assert_eq!(
            (used(&usage), said(&usage, told).is_some()),
            (u64::from(many) + if stray { 0 } else { 2 }, stray),
            "{many}"
        );
    }
    let near = hourly((day - 5.0) * DAY, 60);
    let usage = with(near, &[(day + 1.0) * DAY, (day + 1.0) * DAY + 60.0]);
    assert_eq!((used(&usage), said(&usage, told)), (62, None));
}
