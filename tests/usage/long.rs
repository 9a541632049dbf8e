//! Long prompts: where their 95th percentile is no input, it is said why.

use super::{input, read};
use build_or_buy::usage::How;

/// A log of requests, one every ten minutes, by the length of their prompts.
fn log(lengths: impl Iterator<Item = u32>) -> String {
    let mut text = String::from("timestamp,model,prompt_tokens,completion_tokens\n");
    for (at, length) in lengths.enumerate() {
        let (day, minute) = (1 + at / 144, at % 144 * 10);
        let (hour, minute) = (minute / 60, minute % 60);
        text += &format!("2026-11-{day:02}T{hour:02}:{minute:02}:00Z,gpt-5.6-luna,{length},100\n");
    }
    text
}

#[test]
fn where_few_long_prompts_hold_most_tokens_the_mean_lies_above_the_percentile() {
    // 63 of 2,016 have 301,000 tokens, the others 1,000: the 1,916th of them all is 1,000, and the mean is
    // (1,953 · 1,000 + 63 · 301,000) ÷ 2,016 = 10,375.
    let usage = read(&[("log.csv", &log((0..2_016).map(|at| if at % 32 == 0 { 301_000 } else { 1_000 })))]);
    let long = input(&usage.workloads[0], "input_p95");
    assert_eq!((long.how, long.text.as_str()), (How::Assumed, ""));
    assert_eq!(
        long.rule,
        "95 of 100 prompts are at most 1,000 tokens, shorter than the 10,375 on average, since few long ones hold most of the tokens: it is not set"
    );
    assert!(!usage.link.contains("input_p95"), "{}", usage.link);
    // 126 of them are 6.25 %: the percentile is one of the long ones, 301,000 to 1 %.
    let usage = read(&[("log.csv", &log((0..2_016).map(|at| if at % 16 == 0 { 301_000 } else { 1_000 })))]);
    let long = input(&usage.workloads[0], "input_p95");
    assert!(long.how == How::Read && (long.value.expect("set") / 301_000.0 - 1.0).abs() < 0.011, "{long:?}");
}

#[test]
fn under_twenty_requests_say_nothing_of_long_prompts() {
    let of = |many: u32| {
        let usage = read(&[("log.csv", &log((0..many).map(|at| 1_000 + at)))]);
        let long = input(&usage.workloads[0], "input_p95");
        (long.text.clone(), long.rule.clone())
    };
    let few = "under 20 requests (19) say nothing of long prompts: none are set".to_owned();
    assert_eq!(of(19), (String::new(), few));
    assert!(!of(20).0.is_empty());
}
