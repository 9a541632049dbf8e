//! Until when an answer holds, and how old the prices are on which it rests.

use super::{amounts, answer};

#[test]
fn the_time_looked_at_is_told_in_years_where_it_is_whole_ones() {
    for (horizon, words) in [
        ("36", "This holds for the 3 years looked at."),
        ("24", "This holds for the 2 years looked at."),
        ("18", "This holds for the 18 months looked at."),
        ("12", "This holds for the 12 months looked at."),
        ("3", ""),
        ("2", ""),
    ] {
        let said = answer(&format!("workloads=a&a.quality=frontier&horizon={horizon}")).verdict.holds.plain();
        if words.is_empty() {
            assert!(!said.contains("years"), "{horizon}: {said}");
        } else {
            assert_eq!(said, words, "{horizon}");
        }
    }
}

#[test]
fn an_answer_that_growth_turns_is_asked_again_by_then() {
    // Tenfold every year at prices that stand: the company of that month, asked today, would run its own, and that of the
    // month looked at before it would still buy.
    let company = |requests: f64| {
        format!(
            "workloads=a&a.quality=good&a.requests={requests}&growth=900&ml_ops=platform&horizon=36&moves=stay\
             &api_drift=0&gpu_drift=0"
        )
    };
    let report = answer(&company(20e3));
    let months = report.verdict.holds_months.expect("it grows a thousandfold").get();
    assert!(report.verdict.holds.plain().starts_with("Ask again within "), "{}", report.verdict.holds.plain());
    assert_eq!(amounts(&report.verdict.holds), [months]);
    let buys = |months: f64| {
        let there = answer(&company(20e3 * libm::pow(10.0, months / 12.0)));
        there.options.iter().any(|option| option.best && option.id == "buy")
    };
    let looked = [0.0, 3.0, 6.0, 9.0, 12.0, 18.0, 24.0, 30.0, 36.0];
    let before = looked.iter().rev().find(|one| **one < months).expect("a month before");
    assert!(buys(*before) && !buys(months), "{before} and {months} months");
    // Whoever grows by a tenth a year has no such month.
    let steady = answer(&company(20e3).replace("growth=900", "growth=10"));
    assert_eq!(steady.verdict.holds_months, None);
}

#[test]
fn a_price_that_nobody_looked_at_for_more_than_60_days_is_told() {
    // Anthropic's list of 2026-07-29 is the last with Haiku 4.5: 61 days before 2026-09-28, 118 before 2026-11-24.
    let aged = |day: &str| {
        answer(&format!("workloads=a&a.quality=any&a.model=anthropic/claude-haiku-4.5&asof={day}")).verdict.aged.plain()
    };
    assert!(!aged("2026-09-27").contains("Haiku"), "{}", aged("2026-09-27"));
    let told = "The price of Claude Haiku 4.5 at Anthropic was last checked on 2026-07-29, ";
    assert!(aged("2026-09-28").contains(&format!("{told}61 days before.")), "{}", aged("2026-09-28"));
    assert!(aged("2026-11-24").contains(&format!("{told}118 days ago.")), "{}", aged("2026-11-24"));
    // Of all that is old the two oldest are told, the older one first.
    let said = answer("").verdict.aged.plain();
    let days: Vec<f64> = amounts(&answer("").verdict.aged);
    assert!(days.len() == 2 && days[0] >= days[1] && days[1] > 60.0, "{said}");
}
