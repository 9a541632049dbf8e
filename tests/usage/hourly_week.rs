//! Days for the total, and the hours of one week for its shape.

use super::{input, read, value};
use build_or_buy::usage::{Evidence, How};

/// OpenAI's export of days or of hours from Monday 2026-08-03 on, 1,785,715,200 seconds: 1,000 requests an hour from 9 to 17
/// o'clock, 100 in every other.
fn export(days: core::ops::Range<u64>, hourly: bool) -> String {
    let mut text = String::from(
        "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,model,batch\n",
    );
    let mut row = |start: u64, seconds: u64, requests: u64| {
        let end = start + seconds;
        text += &format!("{start},{end},{requests},{},{},0,gpt-5.6-luna,False\n", requests * 1_000, requests * 100);
    };
    for day in days {
        let start = 1_785_715_200 + day * 86_400;
        if hourly {
            (0..24)
                .for_each(|hour| row(start + hour * 3_600, 3_600, if (9..17).contains(&hour) { 1_000 } else { 100 }));
        } else {
            row(start, 86_400, 8 * 1_000 + 16 * 100);
        }
    }
    text
}

#[test]
fn the_hours_of_a_full_week_make_it_and_days_the_total() {
    let (days, last) = (export(0..28, false), export(21..28, true));
    for files in [[("day.csv", days.as_str()), ("last.csv", &last)], [("last.csv", &last), ("day.csv", &days)]] {
        let usage = read(&files);
        let one = &usage.workloads[0];
        // 9,600 a day are 9,600 · 730.5 ÷ 24 = 292,200 a month, of all four weeks.
        assert_eq!(value(one, "requests"), Some(292_200.0));
        assert!(usage.sources[0].rule.contains("newest 4 whole weeks"), "{}", usage.sources[0].rule);
        // The mean hour has 400, the busy ones 2.5 times as many; the lean of 20 requests leaves it within 1 %.
        assert_eq!((one.evidence, input(one, "shape").how), (Evidence::Measured, How::Read));
        assert!((one.peak.expect("measured") / 2.5 - 1.0).abs() < 0.01, "{:?}", one.peak);
        assert!((one.week[3] / 0.25 - 1.0).abs() < 0.01 && (one.week[6 * 24 + 9] / 2.5 - 1.0).abs() < 0.01);
        // The week cites the hours alone: 168 rows behind the header.
        assert_eq!(input(one, "shape").stands, "last.csv, rows 2 to 169");
        assert!(
            usage.issues.iter().any(|one| one
                .sentence
                .starts_with("7 days of the OpenAI usage export, from 2026-08-24 on, are known by the hour")),
            "{:?}",
            usage.issues
        );
    }
    // A week in the middle counts as well; six days are no week.
    let middle = export(7..14, true);
    assert_eq!(read(&[("day.csv", &days), ("m.csv", &middle)]).workloads[0].evidence, Evidence::Measured);
    let six = export(22..28, true);
    assert_eq!(read(&[("day.csv", &days), ("six.csv", &six)]).workloads[0].evidence, Evidence::Days);
}
