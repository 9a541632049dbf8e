//! Exports whose rows come largest first: what is missing at their end is unknown, not idle.

use super::{edited, input, read, value};
use build_or_buy::usage::{Evidence, How};

/// A page of Anthropic's analytics of 21 days of hours from 2026-10-05 on, of which the `busy` largest rows are there: 9 to
/// 17 o'clock with 100 requests of 1,000 tokens in and 50 out, every other hour with 10.
fn page(rows: core::ops::Range<usize>, more: bool) -> String {
    let mut hours: Vec<(u32, u32)> =
        (0..21 * 24).map(|at| (at, if (9..17).contains(&(at % 24)) { 100 } else { 10 })).collect();
    hours.sort_by_key(|(_, requests)| core::cmp::Reverse(*requests));
    let row = |(at, requests): &(u32, u32)| {
        let start = |at: u32| format!("2026-10-{:02}T{:02}:00:00Z", 5 + at / 24, at % 24);
        format!(
            r#"{{"starting_at":"{}","ending_at":"{}","group":{{"model":"claude-sonnet-5-5"}},"usage":{{"uncached_input_tokens":{},"cache_creation":{{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0}},"cache_read_input_tokens":0,"output_tokens":{},"requests":{requests}}}}}"#,
            start(*at),
            start(*at + 1),
            requests * 1_000,
            requests * 50
        )
    };
    let rows: Vec<String> = hours[rows].iter().map(row).collect();
    format!(r#"{{"data":[{}],"has_more":{more},"next_page":{}}}"#, rows.join(","), if more { "\"p\"" } else { "null" })
}

#[test]
fn the_first_of_several_pages_makes_no_week_and_no_month() {
    // 21 days of 8 hours are 168 busy ones: the first 200 rows hold all of them and 32 others.
    let first = page(0..200, true);
    let usage = read(&[("page1.json", &first)]);
    let one = &usage.workloads[0];
    assert_eq!((one.evidence, one.week.len(), one.tokens), (Evidence::None, 0, None));
    assert_eq!((input(one, "requests").how, input(one, "measured").text.as_str()), (How::Needed, ""));
    assert_eq!((value(one, "input_tokens"), value(one, "output_tokens")), (Some(1_000.0), Some(50.0)));
    let holes = |usage: &build_or_buy::usage::Usage| {
        usage.issues.iter().any(|issue| issue.sentence.contains("unknown, not idle"))
    };
    assert!(holes(&usage) && !usage.link.contains("measured") && !usage.link.contains("shape"), "{}", usage.link);
    // The requests of a month can be given.
    let given = edited(&[("page1.json", &first)], &[("w1.requests", "30000")]);
    assert_eq!(given.workloads[0].tokens, Some(30_000.0 * 1_050.0));
    // The last page of the same time closes it, in whatever order they come: 21 days of 8 · 100 + 16 · 10 requests are
    // 20,160 in 504 hours, so 20,160 · 730.5 ÷ 504 = 29,220 a month.
    let last = page(200..504, false);
    for files in [[("a.json", first.as_str()), ("b.json", &last)], [("b.json", &last), ("a.json", &first)]] {
        let usage = read(&files);
        assert_eq!(usage.issues.iter().filter(|issue| issue.wrong).count(), 0, "{:?}", usage.issues);
        assert_eq!(value(&usage.workloads[0], "requests"), Some(29_220.0));
        assert_eq!((usage.workloads[0].evidence, holes(&usage)), (Evidence::Measured, false));
    }
    // The last page of another time does not.
    let other = page(200..504, false).replace("2026-10", "2026-08");
    assert!(holes(&read(&[("other.json", &other), ("page1.json", &first)])));
}

#[test]
fn a_page_that_was_cut_makes_no_week_and_no_month() {
    let whole = page(0..504, false);
    let usage = read(&[("cut.json", &whole[..whole.len() / 2])]);
    let one = &usage.workloads[0];
    assert!(usage.files[0].rows > 200 && one.totals.requests.is_some_and(|requests| requests > 16_800.0));
    assert_eq!((one.evidence, one.tokens, input(one, "requests").how), (Evidence::None, None, How::Needed));
    assert!(!usage.link.contains("measured") && !usage.link.contains("retries"), "{}", usage.link);
    assert_eq!(value(&read(&[("page.json", &whole)]).workloads[0], "requests"), Some(29_220.0));
}
