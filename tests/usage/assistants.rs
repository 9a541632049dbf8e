//! What developers' coding assistants used: proposed, and left out unless it is kept.

use super::{edited, input, read, value};

/// Four weeks from Monday 2026-10-05: 1,000 in, 20,000 written, 400,000 read and 5,000 out a day, 1.23 dollars.
fn daily(time: &str, parts: bool) -> String {
    let figures = r#""inputTokens":1000,"outputTokens":5000,"cacheCreationTokens":20000,"cacheReadTokens":400000"#;
    let models = if parts {
        format!(r#","modelBreakdowns":[{{"modelName":"claude-opus-5-5",{figures},"cost":1.23}}]"#)
    } else {
        String::new()
    };
    let day = |at: u32| {
        let date = if at < 27 { format!("2026-10-{:02}", 5 + at) } else { "2026-11-01".to_owned() };
        format!(r#"{{"{time}":"{date}",{figures},"totalTokens":426000,"totalCost":1.23{models}}}"#)
    };
    format!(r#"{{"daily":[{}],"totals":{{}}}}"#, (0..28).map(day).collect::<Vec<_>>().join(","))
}

#[test]
fn ccusage_is_proposed_and_left_out_until_it_is_kept() {
    for (time, parts) in [("date", true), ("period", true), ("date", false)] {
        let text = daily(time, parts);
        let usage = read(&[("ccusage.json", &text)]);
        let one = &usage.workloads[0];
        // 28 · 421,000 in; a month is 28 days · 30.4375 ÷ 28.
        assert_eq!((one.left_out, one.totals.input, one.totals.cached), (true, 11_788_000.0, Some(11_200_000.0)));
        assert_eq!((one.totals.requests, usage.files[0].rows), (None, 28));
        let cost = one.cost.expect("every row states it");
        assert!((cost - 1.23 * 30.4375).abs() < 1e-9, "{cost}");
        assert!(usage.issues.iter().any(|one| one.sentence.contains("your developers’ coding assistant")));
        assert!(!usage.link.contains("workloads") && !usage.globals.iter().any(|one| one.key == "bill_today"));
        // Kept and given its requests, 1,000 a month: 421,000 · 30.4375 ÷ 1,000 = 12,814 tokens in.
        let usage = edited(&[("ccusage.json", &text)], &[("w1.out", "no"), ("w1.requests", "1000")]);
        let one = &usage.workloads[0];
        assert_eq!((one.left_out, value(one, "input_tokens")), (false, Some(12_814.0)));
        if parts {
            assert_eq!(input(one, "model").text, "anthropic/claude-opus-5.5");
        }
    }
}

#[test]
fn ccusage_by_month_is_as_long_as_its_months() {
    // September and October: 61 days, 600,000 tokens in are 600,000 · 30.4375 ÷ 61 = 299,385 a month, 299 for 1,000 requests.
    let month = |month: &str| {
        format!(
            r#"{{"month":"{month}","inputTokens":300000,"outputTokens":5000,"cacheCreationTokens":0,"cacheReadTokens":0}}"#
        )
    };
    let text = format!(r#"{{"monthly":[{},{}],"totals":{{}}}}"#, month("2026-09"), month("2026-10"));
    let usage = edited(&[("ccusage.json", &text)], &[("w1.out", "no"), ("w1.requests", "1000")]);
    assert_eq!(value(&usage.workloads[0], "input_tokens"), Some(299.0), "{:?}", usage.issues);
}
