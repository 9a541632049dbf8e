//! What one has to do to get the answer, and what of today's quality it gives up.

use super::{answer, note, option};

#[test]
fn each_move_is_named_with_where_from_and_where_to() {
    let report = answer("workloads=a&a.quality=good&a.requests=2M");
    // The index has gpt-oss-120b at 17.7 points without reasoning, Sonnet 5.5's floor is 41.73: 42 % of it, above 17.
    let said = note(&report);
    let wanted = "To get it, move a from Claude Sonnet 5.5 to gpt-oss-120b at DeepInfra. gpt-oss-120b clears the quality you asked for \
                  (17.7 against 17 needed) but scores 42 % of today's 41.7. Test it first.";
    assert!(said.starts_with(wanted), "{said}");
    // What is run is named with its GPU.
    let own = answer(
        "workloads=a&a.requests=1B&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand&schedule=always&gpu_hour=0.1&ml_ops=platform",
    );
    assert!(note(&own).starts_with("To get it, run a with Llama 3.1 8B on H100 80GB SXM GPUs."), "{}", note(&own));
    // Two that go the same way are one step, and the quality of both is one sentence.
    let two = note(&answer("workloads=a~b&a.quality=good&b.quality=good&a.requests=2M&b.requests=2M"));
    assert!(two.starts_with("To get it, move a and b from Claude Sonnet 5.5 to "), "{two}");
    assert!(two.contains(" For 2 workloads that means a model that scores lower than today's"), "{two}");
}

#[test]
fn more_than_three_steps_are_counted() {
    // Four that go four ways: from four models of different hosts.
    let models =
        ["anthropic/claude-sonnet-5.5", "openai/gpt-6.1-sol", "google/gemini-3.8-flash", "openai/gpt-5.6-terra"];
    let each = ["a", "b", "c", "d"]
        .iter()
        .zip(models)
        .map(|(slug, model)| format!("&{slug}.model={model}&{slug}.quality=basic&{slug}.requests=2M"));
    let said = note(&answer(&("workloads=a~b~c~d".to_owned() + &each.collect::<String>())));
    assert_eq!(said.matches("; move ").count(), 2, "{said}");
    assert!(said.contains("; and so on for 1 more."), "{said}");
}

#[test]
fn a_model_that_stays_is_told_to_use_what_its_vendor_offers() {
    // As good as today's, nothing else is known to be, and neither caching nor batching is used: the bill can fall by them.
    let stays = answer("workloads=a&a.quality=same&a.model=openai/gpt-6-astra&a.caching_today=no&a.requests=2M");
    assert!(option(&stays, "buy").monthly.get() < option(&stays, "today").monthly.get() * 0.95);
    let said = note(&stays);
    assert!(said.starts_with("To get it, use the cache and batch discounts your vendor already offers."), "{said}");
    // Used already, there is nothing to do.
    let used = answer("workloads=a&a.quality=same&a.model=openai/gpt-6-astra&a.requests=2M");
    assert!(!note(&used).contains("To get it"), "{}", note(&used));
}

#[test]
fn a_model_that_was_chosen_below_the_floor_is_said_to_be() {
    // Llama 3.1 8B has 7.61 points, frontier work asks for 38.
    let said = note(&answer("workloads=a&a.quality=frontier&a.open_model=llama-3.1-8b"));
    let wanted = "Running your own is counted with Llama 3.1 8B, which was chosen for a and is below the quality asked for (7.61 against 38 needed).";
    assert!(said.contains(wanted), "{said}");
    assert!(!note(&answer("workloads=a&a.quality=basic&a.open_model=llama-3.1-8b")).contains("was chosen for"));
}
