//! Inputs that say something of each other: what cannot both be so is named.

use super::link;

#[test]
fn what_is_given_twice_is_an_issue_and_the_last_counts() {
    let query = link(&[
        ("horizon", "24"),
        ("horizon", "48"),
        ("horizon", "12"),
        ("utm_x", "1"),
        ("utm_x", "2"),
        ("assistant.colour", "1"),
        ("assistant.colour", "2"),
    ]);
    assert_eq!(query.inputs.horizon.get(), 12.0);
    let twice: Vec<_> = query.issues.iter().filter(|issue| issue.problem == "is given twice").collect();
    assert_eq!(twice.len(), 2);
    assert!(twice.iter().all(|issue| issue.field == "horizon" && issue.used == "12" && !issue.notice));
    assert_eq!((twice[0].text.as_str(), twice[1].text.as_str()), ("24", "48"));
    assert_eq!(query.unknown.len(), 4, "what nobody knows is kept as it came, of a workload too");
}

#[test]
fn a_text_may_have_400_characters_and_no_more() {
    let long = |letters: usize| link(&[("horizon", format!("{:<letters$}", 24).as_str())]);
    assert!(long(400).issues.is_empty() && long(400).inputs.horizon.get() == 24.0);
    let issues = long(401).issues;
    assert_eq!(issues.len(), 1);
    assert_eq!((issues[0].problem.as_str(), issues[0].allowed.as_str()), ("is too long", "at most 400 characters"));
}

#[test]
fn a_workload_listed_thrice_is_said_twice() {
    let query = link(&[("workloads", "a~a~b~a")]);
    assert_eq!(query.inputs.workloads.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(query.issues.iter().filter(|issue| issue.problem == "is listed twice").count(), 2);
}

#[test]
fn a_part_of_a_month_of_horizon_is_said_to_be_rounded() {
    let query = link(&[("horizon", "1.4"), ("spare_replicas", "1.6")]);
    assert_eq!((query.inputs.horizon.get(), query.inputs.spare_replicas), (1.0, 2.0));
    assert_eq!(query.issues.iter().filter(|issue| issue.problem == "is not a whole number").count(), 2);
}

/// Of a mean of 40,000 tokens at most 40,000 ÷ 256,000 = 15.6 % lie above a second tier there, and no more than above the first.
#[test]
fn what_is_above_the_second_tier_is_above_the_first() {
    let issues = |first: &'static str, second: &'static str| {
        let pairs = [
            ("workloads", "a"),
            ("a.model", "alibaba/qwen3.7-flash"),
            ("a.input_tokens", "40000"),
            ("a.above_tier", first),
            ("a.above_second_tier", second),
        ];
        link(&pairs).issues.into_iter().map(|issue| (issue.field, issue.allowed)).collect::<Vec<_>>()
    };
    assert_eq!(issues("30", "10"), []);
    assert_eq!(issues("30", "16"), [("a.above_second_tier".to_owned(), "at most 15.6 %".to_owned())]);
    assert_eq!(issues("5", "10"), [("a.above_second_tier".to_owned(), "at most 5 %".to_owned())]);
}

#[test]
fn inputs_that_cannot_both_be_so_are_named() {
    // Terra's tier begins above 272,000 tokens: of a mean of 3,000 at most 3,000 ÷ 272,000 = 1.1 % can lie above it.
    for (pairs, field, said, used) in [
        (&[("a.cached", "80"), ("a.cache_writes", "60")][..], "a.cache_writes", "at most 20 %", "20"),
        (
            &[("a.input_tokens", "1000"), ("a.input_p95", "500")],
            "a.input_p95",
            "at least the mean, 1000 tokens",
            "every",
        ),
        (&[("a.input_tokens", "3000"), ("a.above_tier", "50")], "a.above_tier", "at most 1.1 %", "what you gave"),
        (&[("a.input_tokens", "300k"), ("a.above_tier", "0")], "a.above_tier", "more than 0 %", "what you gave"),
    ] {
        let all: Vec<_> = [("workloads", "a"), ("a.model", "openai/gpt-5.6-terra")]
            .into_iter()
            .chain(pairs.iter().copied())
            .collect();
        let issues = link(&all).issues;
        assert_eq!(issues.len(), 1, "{pairs:?}: {issues:?}");
        assert_eq!((issues[0].field.as_str(), issues[0].allowed.as_str()), (field, said));
        assert!(issues[0].used.starts_with(used) && issues[0].notice, "{issues:?}");
    }
    // The default of 5 % written gives way without a word, and what can be so is no issue.
    for pairs in [&[("a.cached", "98")][..], &[("a.input_tokens", "30k"), ("a.above_tier", "5")]] {
        let all: Vec<_> = [("workloads", "a"), ("a.model", "openai/gpt-5.6-terra")]
            .into_iter()
            .chain(pairs.iter().copied())
            .collect();
        assert!(link(&all).issues.is_empty(), "{pairs:?}");
    }
}

#[test]
fn a_tier_begins_where_the_models_own_tokens_reach_it() {
    // Haiku 5.5 counts 1.3 tokens where the visitor counts one: its 100,000 are 76,923 of the visitor's, and of a mean of
    // 3,000 at most 3,000 ÷ 76,923 = 3.9 % of the prompts can lie above them.
    let pairs = [
        ("workloads", "a"),
        ("a.model", "anthropic/claude-haiku-5.5"),
        ("a.input_tokens", "3000"),
        ("a.above_tier", "10"),
    ];
    let issues = link(&pairs).issues;
    assert_eq!(issues.len(), 1, "{issues:?}");
    assert_eq!(issues[0].allowed, "at most 3.9 %");
}
