//! Where what is typed begins to be wrong: names, counts, ends of ranges, and inputs that speak of one another.

use super::link;
use build_or_buy::inputs::link::Query;

fn slugs(query: &Query) -> Vec<&str> {
    query.inputs.workloads.iter().map(|one| one.slug.as_str()).collect()
}

/// Problem, allowed and used of the issues of a field.
fn said(query: &Query, field: &str) -> Vec<(String, String, String)> {
    let issues = query.issues.iter().filter(|issue| issue.field == field);
    issues.map(|one| (one.problem.clone(), one.allowed.clone(), one.used.clone())).collect()
}

#[test]
fn a_short_name_has_32_letters_digits_and_hyphens() {
    let (fits, long) = ("a".repeat(32), "a".repeat(33));
    for good in [fits.as_str(), "a-1", "9"] {
        let query = link(&[("workloads", good)]);
        assert_eq!((slugs(&query), query.issues.len()), (vec![good], 0));
    }
    for wrong in [long.as_str(), "A", "a_b", "ä"] {
        let query = link(&[("workloads", &format!("ok~{wrong}"))]);
        assert_eq!(slugs(&query), ["ok"]);
        assert_eq!(said(&query, "workloads")[0].0, "is not a workload's short name", "{wrong}");
    }
    // Named by one of its inputs alone it is one more than the default company's three, or nothing.
    assert_eq!(slugs(&link(&[("mine.requests", "5k")])).len(), 4);
    let query = link(&[("Mine.requests", "5k"), (".requests", "5k")]);
    assert_eq!(slugs(&query).len(), 3);
    // No list is that of the default company, and so is an empty one.
    assert_eq!(slugs(&link(&[("workloads", "")])), ["assistant", "extraction", "tickets"]);
    // Comma and space part names as well.
    assert_eq!(slugs(&link(&[("workloads", "a,b c~d")])), ["a", "b", "c", "d"]);
}

#[test]
fn there_are_64_workloads_at_most() {
    let list = |count: usize| (1..=count).map(|one| format!("w{one}")).collect::<Vec<_>>().join("~");
    let query = link(&[("workloads", &list(64))]);
    assert_eq!((slugs(&query).len(), query.issues.len()), (64, 0));
    let query = link(&[("workloads", &list(66))]);
    assert_eq!((slugs(&query).len(), said(&query, "workloads").len()), (64, 2));
    assert_eq!(said(&query, "workloads")[0].0, "is one workload too many");
}

#[test]
fn an_end_of_the_range_may_be_typed_and_what_is_beyond_it_is_brought_there() {
    // README: 1 to 120 months; 0 to 100 %; -95 to 1000 %.
    for (key, within, beyond, used) in [
        ("horizon", ["1", "120"], ["0", "121"], ["1", "120"]),
        ("assistant.cached", ["0", "100"], ["-1", "101"], ["0", "100"]),
        ("growth", ["-95", "1000"], ["-96", "1001"], ["-95", "1000"]),
    ] {
        for end in 0..2 {
            assert_eq!(said(&link(&[(key, within[end])]), key), [], "{key} {}", within[end]);
            let query = link(&[(key, beyond[end])]);
            let told = said(&query, key);
            assert_eq!((told[0].0.as_str(), told[0].2.as_str()), ("is out of range", used[end]), "{key}");
            assert_eq!(query.given(key).map(|given| given.text.as_str()), Some(used[end]));
        }
    }
    // Either end of a range counts.
    for wrong in ["0~50~60", "1~50~121"] {
        assert_eq!(said(&link(&[("horizon", wrong)]), "horizon")[0].0, "is out of range", "{wrong}");
    }
}

#[test]
fn a_range_rises_and_its_middle_lies_in_it() {
    for (typed, fine) in [
        ("3~5~9", true),
        ("3~3~9", true),
        ("3~9~9", true),
        ("3~2~9", false),
        ("3~10~9", false),
        ("9~3", false),
        ("5~5", false),
    ] {
        let query = link(&[("build_months", typed)]);
        assert_eq!(said(&query, "build_months").is_empty(), fine, "{typed}");
        if !fine {
            assert_eq!(said(&query, "build_months")[0].0, "is not a range from low to high");
            assert_eq!(query.inputs.build_months.get(), 3.0, "the default of README");
        }
    }
    // Of a whole number a range is no whole number, and nothing is said of it.
    assert_eq!(said(&link(&[("horizon", "12.5~20.5~30.5")]), "horizon"), []);
    assert_eq!(said(&link(&[("horizon", "12.5")]), "horizon")[0].2, "13");
}

#[test]
fn what_speaks_of_another_input_is_held_against_it_at_its_edge() {
    let issues = |pairs: &[(&str, &str)]| {
        let all: Vec<_> = [("workloads", "a")].into_iter().chain(pairs.iter().copied()).collect();
        link(&all).issues.len()
    };
    // Four fifths from the cache leave a fifth to be written to it.
    assert_eq!(issues(&[("a.cached", "80"), ("a.cache_writes", "20")]), 0);
    assert_eq!(issues(&[("a.cached", "80"), ("a.cache_writes", "20.1")]), 1);
    // A long prompt may be as long as the mean.
    assert_eq!(issues(&[("a.input_tokens", "1000"), ("a.input_p95", "1000")]), 0);
    assert_eq!(issues(&[("a.input_tokens", "1000"), ("a.input_p95", "999")]), 1);
    // Terra's tier begins at 272,000: a mean of that many may have none above it, and one more may not.
    let tier = |mean: &str, part: &str| {
        issues(&[("a.model", "openai/gpt-5.6-terra"), ("a.input_tokens", mean), ("a.above_tier", part)])
    };
    assert_eq!((tier("272000", "0"), tier("272001", "0")), (0, 1));
    assert_eq!((tier("27200", "10"), tier("27200", "10.1")), (0, 1));
    // GPUs that one has are of a kind, and none at all need none.
    assert_eq!(issues(&[("owned_gpus", "8")]), 1);
    assert_eq!((issues(&[("owned_gpus", "8"), ("gpu", "h100")]), issues(&[("owned_gpus", "0")])), (0, 0));
}

#[test]
fn what_is_no_choice_and_stands_in_no_table_says_what_may() {
    let query = link(&[("payment", "leased"), ("gpu", "h1000"), ("assistant.model", "openai/gpt-99")]);
    let payment = &said(&query, "payment")[0];
    assert_eq!(
        (payment.0.as_str(), payment.1.as_str()),
        ("is not one of the choices", "auto, on-demand, reserved, spot, owned")
    );
    assert_eq!(said(&query, "gpu")[0].2, "the default");
    assert_eq!(said(&query, "assistant.model")[0].2, "Claude Sonnet 5.5 at Anthropic, the default");
    assert!(link(&[("gpu", "auto"), ("payment", "owned")]).issues.is_empty());
    let query = link(&[("asof", "2026-02-30")]);
    assert_eq!(said(&query, "asof")[0].0, "is not a date");
    // The words of a host have forty letters at most.
    let word = |letters: usize| link(&[("word-api", "x".repeat(letters).as_str())]).issues.len();
    assert_eq!((word(40), word(41)), (0, 1));
}
