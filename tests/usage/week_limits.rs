//! Weeks, months and growth exactly at their limits and one beyond, with the rule that is told of them.

use super::week::hours;
use super::{CATALOG, input, read, value};
use build_or_buy::usage::{Evidence, How, Usage};

fn requests(usage: &Usage) -> f64 {
    value(&usage.workloads[0], "requests").expect("known")
}

fn said<'a>(usage: &'a Usage, part: &str) -> Option<&'a str> {
    usage.issues.iter().map(|one| one.sentence.as_str()).find(|one| one.contains(part))
}

fn weekly(weeks: &[u32]) -> Usage {
    read(&[("usage.csv", &hours(weeks.len() as i64 * 168, |hour| f64::from(weeks[(hour / 168) as usize])))])
}

#[test]
fn two_weeks_less_an_hour_are_two_weeks_and_less_two_are_a_mean_of_weekdays() {
    let of = |count: i64| read(&[("usage.csv", &hours(count, |_| 100.0))]);
    for (count, rule, hours) in [
        (336, "sum of the newest 2 whole weeks × 730.5 hours ÷ 336 hours", 336.0),
        (335, "sum of the newest 2 whole weeks × 730.5 hours ÷ 336 hours", 336.0),
        (334, "mean of each weekday × 730.5 hours ÷ 168 hours", 334.0),
        (504, "sum of the newest 3 whole weeks × 730.5 hours ÷ 504 hours", 504.0),
        (500, "sum of the newest 2 whole weeks × 730.5 hours ÷ 336 hours", 336.0),
        (10 * 168, "sum of the newest 8 whole weeks × 730.5 hours ÷ 1344 hours", 1_344.0),
    ] {
        let usage = of(count);
        assert_eq!((usage.sources[0].rule.as_str(), usage.sources[0].hours), (rule, hours), "{count}");
        // 100 an hour, but for the hour that is not there of 336.
        let wanted = if count == 335 { 73_050.0 * 335.0 / 336.0 } else { 73_050.0 };
        assert!((requests(&usage) - wanted).abs() <= 1.0, "{count}: {}", requests(&usage));
    }
}

#[test]
fn how_long_a_file_covers_is_told_in_seconds_minutes_or_hours() {
    // Two requests cover twice the time between them.
    for (seconds, wanted) in [
        ("00:00:00.5", "1 second"),
        ("00:00:05", "10 seconds"),
        ("00:00:29.5", "59 seconds"),
        ("00:00:30", "1 minute"),
        ("00:01:36", "3.2 minutes"),
        ("00:29:57", "59.9 minutes"),
        ("00:30:00", "1 hour"),
        ("01:15:00", "2.5 hours"),
    ] {
        let text = format!(
            "time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,gpt-5.6-luna,1000,100\n2026-11-02T{seconds}Z,gpt-5.6-luna,1000,101\n"
        );
        let usage = read(&[("log.csv", &text)]);
        let rule = format!("sum × 730.5 hours ÷ {wanted} that the file covers");
        assert_eq!(usage.sources[0].rule, rule);
        let told = said(&usage, "covers only").unwrap_or_default();
        assert!(told.starts_with(&format!("The log of requests covers only {wanted}: that a whole month")), "{told}");
        assert_eq!(input(&usage.workloads[0], "requests").how, How::Assumed);
    }
}

#[test]
fn five_times_as_many_is_no_launch_and_one_more_is() {
    // Three weeks of 100 an hour, then three of 500 or 501; and the way back.
    for (weeks, told) in [
        ([100, 100, 100, 500, 500, 500], None),
        (
            [100, 100, 100, 501, 501, 501],
            Some(
                "on volume jumped to more than five times and stayed there: only weeks from then on count, the 3 before are left out.",
            ),
        ),
        ([500, 500, 500, 100, 100, 100], None),
        (
            [501, 501, 501, 100, 100, 100],
            Some(
                "on volume fell to less than a fifth and stayed there: only weeks from then on count, the 3 before are left out.",
            ),
        ),
        (
            [100, 501, 501, 501, 501, 501],
            Some(
                "on volume jumped to more than five times and stayed there: only weeks from then on count, the 1 before is left out.",
            ),
        ),
        // The newest week alone shows none, and it is said.
        (
            [100, 100, 100, 100, 100, 501],
            Some(
                "The newest week, from 2026-10-12 on, has more than five times what any week before it had. One week shows no launch",
            ),
        ),
        ([100, 100, 100, 100, 100, 500], None),
    ] {
        let usage = weekly(&weeks);
        let found = said(&usage, "five times").or(said(&usage, "less than a fifth"));
        assert_eq!(found.is_some(), told.is_some(), "{weeks:?}: {found:?}");
        assert!(found.is_none_or(|found| found.contains(told.unwrap_or_default())), "{weeks:?}: {found:?}");
        // Weeks from the turn on count, else all six, the newest eight at most.
        if let Some(found) = found.filter(|found| found.contains("left out")) {
            assert!((requests(&usage) - f64::from(weeks[5]) * 730.5).abs() < 1.0, "{weeks:?}");
            let day = if weeks[1] == 501 && weeks[0] == 100 { "2026-09-14" } else { "2026-09-28" };
            assert!(found.starts_with(&format!("From the week of {day} on")), "{found}");
        }
    }
}

#[test]
fn half_as_many_again_is_no_step_and_one_more_is_told_with_both_levels() {
    for (weeks, told) in [
        ([100, 100, 150, 150], None),
        // 151 × 730.5 = 110,306 and 100 × 730.5 = 73,050 a month, to three digits.
        (
            [100, 100, 151, 151],
            Some(
                "From the week of 2026-09-21 on volume is at another level: 110,000 requests a month since, 73,100 before.",
            ),
        ),
        ([150, 150, 100, 100], None),
        (
            [151, 151, 100, 100],
            Some(
                "From the week of 2026-09-21 on volume is at another level: 73,100 requests a month since, 110,000 before.",
            ),
        ),
        // One week of either level is no level.
        ([100, 151, 151, 151], None),
        ([100, 100, 100, 151], None),
    ] {
        let usage = weekly(&weeks);
        let found = said(&usage, "at another level");
        assert_eq!(found.is_some(), told.is_some(), "{weeks:?} {found:?}");
        assert!(found.unwrap_or_default().starts_with(told.unwrap_or_default()), "{weeks:?} {found:?}");
    }
}

#[test]
fn growth_is_the_median_of_all_slopes_between_two_of_them_by_rank() {
    // Eight weeks make 28 slopes of the logarithm. Kendall: 1.2816 × √(8 × 7 × 21 ÷ 18) = 10.36, so the 9th and the 20th of
    // them are the ends, and the mean of the 14th and the 15th is the middle (worked out apart from this code).
    let usage = weekly(&[1_000, 1_030, 1_010, 1_060, 1_020, 1_080, 1_050, 1_110]);
    let (middle, low, high) = usage.sources[0].growth.expect("eight weeks");
    for (found, wanted) in [(low, 29.6417), (middle, 88.5969), (high, 123.2597)] {
        assert!((found - wanted).abs() < 0.01, "{found} for {wanted}");
    }
    // Six are enough, five are not; an idle week tells nothing of growth.
    let (middle, low, high) = weekly(&[1_000, 1_040, 1_010, 1_050, 1_030, 1_070]).sources[0].growth.expect("six weeks");
    for (found, wanted) in [(low, 28.3598), (middle, 63.604), (high, 172.8467)] {
        assert!((found - wanted).abs() < 0.01, "{found} for {wanted}");
    }
    assert_eq!(weekly(&[1_000, 1_040, 1_010, 1_050, 1_030]).sources[0].growth, None);
    assert_eq!(weekly(&[1_000, 1_040, 0, 1_050, 1_030, 1_070]).sources[0].growth, None);
    // A tenth more each week is 14,000 % a year, and less −99 %: held at what a year may be, and the newest four weeks count.
    for (weeks, text, held) in [
        (
            [1_000, 1_100, 1_210, 1_331, 1_464, 1_611],
            "999.9~1000~1000",
            "; held at 1,000 %, beyond which nobody’s year goes on like its weeks",
        ),
        (
            [1_611, 1_464, 1_331, 1_210, 1_100, 1_000],
            "-95~-95~-94.9",
            "; held at −95 %, beyond which nobody’s year goes on like its weeks",
        ),
    ] {
        let usage = weekly(&weeks);
        let growth = usage.globals.iter().find(|one| one.key == "growth").expect("six weeks");
        assert_eq!(growth.text, text);
        assert!(growth.rule.ends_with(held), "{}", growth.rule);
        assert!(usage.sources[0].rule.contains("newest 4 whole weeks"), "{}", usage.sources[0].rule);
    }
}

#[test]
fn the_newest_day_is_unfinished_below_half_of_what_its_weekday_has() {
    let days = |last: u32| {
        let row = |day: u32| format!("2026-11-{day:02},gpt-5.6-luna,{},1000,100\n", if day == 16 { last } else { 100 });
        let text =
            "date,model,requests,input_tokens,output_tokens\n".to_owned() + &(2..17).map(row).collect::<String>();
        read(&[("days.csv", &text)])
    };
    let told = "The newest day, 2026-11-16, holds less than half of what that weekday usually does: it is taken as unfinished and left out.";
    assert_eq!((said(&days(49), "unfinished"), said(&days(50), "unfinished")), (Some(told), None));
    let left = &days(49).files[0].left_out;
    assert_eq!(
        (left[0].reason.as_str(), left[0].rows, left[0].tokens),
        ("the newest day, 2026-11-16, which is unfinished", 1, Some(1_100.0))
    );
    // 14 days of 100, in two whole weeks.
    assert_eq!((requests(&days(49)), days(49).files[0].rows), (3_044.0, 14));
}

#[test]
fn few_requests_lean_on_the_hours_of_the_conversation_week() {
    // One request an hour for a day and a half from Monday on: twenty requests' worth of the usual hour is added to each
    // hour's own. At 5 o'clock two days were seen, at 15 one: (2 + 20 u₅) ÷ (m₀ + m₁ + 20) to (1 + 20 u₁₅) ÷ (m₀ + 20), where
    // u is that hour's mean over the days of the usual week, and m a day's mean over its hours.
    let chat = &CATALOG.shape("chat").expect("a shape").hours;
    let usual = |hour: usize| (0..7).map(|day| chat[day * 24 + hour]).sum::<f64>() / 7.0;
    let mean = |day: usize| chat[day * 24..day * 24 + 24].iter().sum::<f64>() / 24.0;
    let usage = read(&[("usage.csv", &hours(36, |_| 1.0))]);
    let one = &usage.workloads[0];
    assert_eq!(one.evidence, Evidence::Hours);
    let five = (2.0 + 20.0 * usual(5)) / (mean(0) + mean(1) + 20.0);
    let fifteen = (1.0 + 20.0 * usual(15)) / (mean(0) + 20.0);
    assert!((one.week[15] / one.week[5] / (fifteen / five) - 1.0).abs() < 1e-9, "{}", one.week[15] / one.week[5]);
    // Days differ as the usual ones do, and the mean of the week is 1.
    assert!((one.week[24 * 6 + 5] / one.week[5] / (mean(6) / mean(0)) - 1.0).abs() < 1e-9);
    assert!((one.week.iter().sum::<f64>() / 168.0 - 1.0).abs() < 1e-9);
}
