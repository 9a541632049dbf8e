//! Where a fine-tune can live, what was spent already, and what both together save.

use super::{amounts, deciding, monthly, near, reasons, status};
use build_or_buy::reasons::rules::Status;

/// 2,000,000 requests of 1,500 and 400 tokens, 2 % of them again: 3.876 billion tokens.
const WORK: &str = "workloads=a&a.requests=2M&a.quality=good";

#[test]
fn weights_that_may_not_leave_and_weights_that_may() {
    let private = format!("{WORK}&a.tuning=private");
    assert_eq!(status(&private, "build-finetune"), Status::Applies);
    near(amounts(&private, "build-finetune")[0], 3.876e9);
    assert!(deciding(&private, "build-finetune").contains("a may not leave, so no API can hold them"));
    let adapter = format!("{WORK}&a.tuning=adapter");
    assert_eq!(status(&adapter, "build-finetune"), Status::DoesNotApply);
    near(amounts(&adapter, "build-finetune")[0], 3.876e9);
    assert!(deciding(&adapter, "build-finetune").contains("Hosts serve a fine-tune of open weights for a"));
    assert_eq!(deciding(WORK, "build-finetune"), "No workload needs a fine-tuned model.");
    // Of two, only what one of them carries: 100,000 requests are 193.8 million.
    let two = "workloads=a~b&a.tuning=private&a.quality=good&b.quality=good&b.requests=5M";
    near(amounts(two, "build-finetune")[0], 1.938e8);
    // No host of open weights clears a frontier model's floor.
    let frontier = "workloads=a&a.tuning=adapter&a.quality=frontier";
    assert_eq!(status(frontier, "build-finetune"), Status::Unknown);
    assert!(deciding(frontier, "build-finetune").starts_with("We don't know a host for a fine-tune"));
}

#[test]
fn the_three_places_of_a_fine_tune() {
    let of = |tuning: &str| reasons(&format!("{WORK}&a.tuning={tuning}")).fine_tuning;
    assert!(reasons(WORK).fine_tuning.is_empty());
    let private = of("private").remove(0);
    assert_eq!(private.hosted_adapter.plain(), "Ruled out: the weights may not leave.");
    near(private.tokens, 3.876e9);
    let adapter = of("adapter").remove(0);
    let said = adapter.hosted_adapter.plain();
    assert!(
        said.starts_with("Possible: gpt-oss-120b at DeepInfra costs $") && said.contains("asks for an adapter"),
        "{said}"
    );
    assert!(adapter.own.plain().ends_with(" for each copy.") && adapter.own.plain().contains(" fits 1 of "));
    assert!(adapter.hosted_closed.plain().starts_with("Ending: "));
    // Nothing runs at a token in 5 ms for a frontier model, and nobody hosts one with open weights.
    let frontier = reasons("workloads=a&a.tuning=adapter&a.quality=frontier").fine_tuning.remove(0);
    assert!(frontier.hosted_adapter.plain().contains("We don't know a host"));
    assert!(frontier.own.plain().starts_with("No open model is good enough"));
    // The part in scope of a rule is a part of one workload, whose whole need is told once.
    let split = format!("{WORK}&a.tuning=adapter&a.in_scope=40&regime=written-order&clause=par.+3&premises=rented");
    let found = reasons(&split).fine_tuning;
    assert_eq!(found.len(), 1);
    near(found[0].tokens, 3.876e9);
}

#[test]
fn money_that_is_gone_and_who_we_are_move_nothing() {
    let given = format!("{WORK}&sunk=250k&identity=yes");
    let cost = monthly(WORK, "buy");
    for (id, count) in [("non-sunk", 2), ("non-identity", 1)] {
        assert_eq!((status(&given, id), status(WORK, id)), (Status::Applies, Status::DoesNotApply), "{id}");
        let told = amounts(&given, id);
        assert_eq!(told.len(), count, "{id}");
        near(told[count - 1], cost);
        assert!(deciding(&given, id).ends_with("with it or without."));
        assert_eq!(deciding(WORK, id), "Not given; it would change no cost.");
    }
    near(amounts(&given, "non-sunk")[0], 250_000.0);
}

#[test]
fn both_save_what_the_options_differ_by() {
    // The narrow billion is run, the three thousand at the frontier bought.
    let both = "workloads=a~b&a.quality=good&b.quality=frontier&b.requests=3k&a.requests=1B&a.input_tokens=800\
                &a.output_tokens=40&ml_ops=platform";
    let said = deciding(both, "hybrid-split");
    assert!(said.starts_with("Cheapest is both: a on your own servers, an API for the rest. It saves $"), "{said}");
    assert!(said.ends_with("Your own servers alone cannot do it."), "{said}");
    near(amounts(both, "hybrid-split")[0], monthly(both, "buy") - monthly(both, "hybrid"));
    assert_eq!(status(both, "hybrid-split"), Status::Applies);
    let bought = format!("{WORK}&a.tuning=adapter");
    assert_eq!(status(&bought, "hybrid-split"), Status::DoesNotApply);
    near(amounts(&bought, "hybrid-split")[0], monthly(&bought, "hybrid") - monthly(&bought, "buy"));
    let one = "workloads=a&a.quality=frontier";
    assert_eq!(deciding(one, "hybrid-split"), "There is nothing to do both with.");
}
