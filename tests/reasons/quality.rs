//! What the quality asked for rules out, and what a notch less of it saves.

use super::{amounts, answer, deciding, monthly, near, reasons, status};
use build_or_buy::reasons::rules::Status;

#[test]
fn the_workload_with_the_least_room_decides() {
    // GLM-5.1 has 35.37 points without reasoning: enough for a strong model's 24, not for a frontier one's 38.
    let two = |a: &str, b: &str| format!("workloads=a~b&a.quality={a}&b.quality={b}");
    for (a, b, name, floor, wanted) in [
        ("strong", "good", "\u{201c}a\u{201d}", 24.0, Status::DoesNotApply),
        ("good", "strong", "\u{201c}b\u{201d}", 24.0, Status::DoesNotApply),
        ("frontier", "good", "\u{201c}a\u{201d}", 38.0, Status::Applies),
        ("any", "basic", "\u{201c}b\u{201d}", 6.5, Status::DoesNotApply),
    ] {
        let company = two(a, b);
        let said = deciding(&company, "buy-frontier");
        assert!(said.starts_with(name) && said.contains("GLM-5.1"), "{said}");
        assert_eq!((amounts(&company, "buy-frontier"), status(&company, "buy-frontier")), (vec![floor, 35.37], wanted));
    }
    // With reasoning 33 are asked for, and GLM-5.2 has 51.09.
    let thinking = "workloads=a&a.quality=strong&a.reasoning_tokens=500";
    assert_eq!(amounts(thinking, "buy-frontier"), [33.0, 51.09]);
    assert_eq!(deciding("workloads=a&a.quality=any", "buy-frontier"), "No workload asks for a particular quality.");
}

#[test]
fn a_model_that_nobody_scored_leaves_it_open() {
    let alone = "workloads=a&a.quality=same&a.model=mistral/mistral-small";
    assert_eq!(status(alone, "buy-frontier"), Status::Unknown);
    assert!(deciding(alone, "buy-frontier").contains("nobody has scored today's model of a."));
    // Beside one whose floor is cleared it stays open; beside one that nothing clears it does not matter.
    let beside =
        |quality: &str| format!("workloads=a~b&a.quality=same&a.model=mistral/mistral-small&b.quality={quality}");
    assert_eq!(status(&beside("good"), "buy-frontier"), Status::Unknown);
    assert_eq!(status(&beside("frontier"), "buy-frontier"), Status::Applies);
}

#[test]
fn one_notch_less_saves_what_the_two_answers_differ_by() {
    let best =
        |company: &str| answer(company).options.iter().find(|option| option.best).expect("an answer").monthly.get();
    let company = |quality: &str| format!("workloads=a&a.requests=2M&a.quality={quality}");
    for (asked, below, label) in [
        ("frontier", "strong", "a strong model"),
        ("strong", "good", "a good model"),
        ("good", "basic", "a basic model"),
        ("basic", "any", "any model"),
    ] {
        let notch = reasons(&company(asked)).one_notch_less.into_iter().next().expect("a notch");
        assert_eq!(notch.quality, below);
        near(notch.saves, best(&company(asked)) - best(&company(below)));
        assert!(notch.note.plain().contains(label), "{}", notch.note.plain());
    }
    assert!(reasons(&company("any")).one_notch_less.is_empty());
}

#[test]
fn the_best_of_either_kind_and_how_far_they_are_apart() {
    let found = reasons("workloads=a&a.quality=frontier&a.requests=2M").candidates.remove(0);
    // Claude Sonnet 5.5 stands on its predecessor's 41.73, so at least that; 41.73 - 35.37 = 6.36.
    let (closed, open) = (found.best_closed.clone().expect("one"), found.best_open.clone().expect("one"));
    assert_eq!((closed.points, closed.is_floor, open.points), (41.73, true, 35.37));
    near(found.gap.expect("both"), 6.36);
    let said = found.note.plain();
    for words in [
        "a frontier model, 38 points.",
        "has 41.7 or more (Claude Sonnet 5.5 at Anthropic)",
        "6.36 points behind",
        "No open model clears",
    ] {
        assert!(said.contains(words), "{said}");
    }
    assert!(found.own.is_empty() && found.hosted_open.is_empty());
    // What clears 17 points is listed by price, three at most, and what one could run by points.
    let found = reasons("workloads=a&a.quality=good&a.requests=2M").candidates.remove(0);
    for list in [&found.hosted_closed, &found.hosted_open] {
        assert!(!list.is_empty() && list.len() <= 3 && list.iter().all(|one| one.points >= 17.0));
        assert!(list.windows(2).all(|pair| pair[0].monthly <= pair[1].monthly));
    }
    assert!(found.own.windows(2).all(|pair| pair[0].points >= pair[1].points) && found.own.len() == 3);
    assert!(!found.note.plain().contains("No open model clears"));
    // The cheapest of them is the answer where nothing else is asked.
    let cheapest = found.hosted_open[0].monthly.expect("a price").min(found.hosted_closed[0].monthly.expect("a price"));
    let moved = monthly("workloads=a&a.quality=good&a.requests=2M", "buy");
    assert!(cheapest <= moved, "{cheapest} of {moved}");
}
