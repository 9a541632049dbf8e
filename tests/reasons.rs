//! What the reasons say of a case in numbers.
#![cfg(not(target_arch = "wasm32"))]

#[path = "reasons/ahead.rs"]
mod ahead;
#[path = "reasons/bridges.rs"]
mod bridges;
#[path = "reasons/exits.rs"]
mod exits;
#[path = "reasons/futures.rs"]
mod futures;
#[path = "reasons/mandates.rs"]
mod mandates;
#[path = "reasons/quality.rs"]
mod quality;
#[path = "reasons/time.rs"]
mod time;
#[path = "reasons/tuning.rs"]
mod tuning;
#[path = "reasons/volume.rs"]
mod volume;

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::reasons::rules::Status;
use build_or_buy::report;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("JSON");
    Catalog::read(&value).expect("tables").0
});

fn answer(company: &str) -> report::Report {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(company.as_bytes()).into_owned().collect();
    report::answer(&link::read(&pairs, &CATALOG), &CATALOG, 20)
}

fn reasons(company: &str) -> report::reasons::Reasons {
    answer(company).reasons.expect("reasons")
}

/// What a reason says is decided by, in plain English.
fn deciding(company: &str, id: &str) -> String {
    reasons(company).rules.iter().find(|rule| rule.id == id).map(|rule| rule.deciding.plain()).expect("the reason")
}

/// The amounts in it, as they come.
fn amounts(company: &str, id: &str) -> Vec<f64> {
    let rules = reasons(company).rules;
    let rule = rules.iter().find(|rule| rule.id == id).expect("the reason");
    rule.deciding.0.iter().filter(|part| !part.unit.is_words()).map(|part| part.value).collect()
}

fn status(company: &str, id: &str) -> Status {
    reasons(company).rules.iter().find(|rule| rule.id == id).expect("the reason").status
}

/// What an option costs a month.
fn monthly(company: &str, id: &str) -> f64 {
    answer(company).options.iter().find(|option| option.id == id).expect("the option").monthly.get()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found} is not {expected}");
}

#[test]
fn the_part_of_all_requests_that_a_rule_binds_is_told() {
    // 100,000 and 300,000 requests; of the first 40 % are in scope: 40,000 of 400,000 are 10 %.
    let two = "workloads=a~b&a.requests=100k&b.requests=300k&a.quality=good&b.quality=good&regime=written-order\
               &clause=Order+17&premises=rented&a.in_scope=40&b.in_scope=0";
    assert!(deciding(two, "build-mandate").contains("10 % of all requests"), "{}", deciding(two, "build-mandate"));
}

#[test]
fn what_building_costs_is_called_by_its_larger_part() {
    // Three months of build are a delay of weeks: at half a million a month that is more than the wages, at none less.
    let said = |cost: &str| deciding(&format!("cost_of_delay={cost}"), "velocity");
    assert!(said("500000").contains(" in delay"), "{}", said("500000"));
    assert!(said("0").contains(" in wages"), "{}", said("0"));
}

#[test]
fn where_nothing_may_serve_a_workload_no_option_and_no_reason_is_told_as_if_something_did() {
    // No link, so no host; and no open model has the 38 points of the assistant's frontier quality.
    let company = "regime=air-gap&clause=section+3.2";
    assert!(answer(company).options.is_empty());
    assert_eq!(deciding(company, "hybrid-split"), "No plan serves every workload.");
    assert!(!answer("").options.is_empty());
    // The two others could run on own servers; the assistant is served by nothing, and by no host that the rule forbids.
    let report = answer(company);
    let served = |name: &str| {
        report.workloads.iter().find(|one| one.slug == name).map(|one| (one.choice, one.served_by.as_str()))
    };
    assert_eq!(served("assistant"), Some(("none", "")));
    assert!(report.workloads.iter().filter(|one| one.slug != "assistant").all(|one| one.choice == "own"));
}

#[test]
fn what_a_number_may_be_is_said_as_people_say_it() {
    let allowed = |company: &str| answer(company).issues.into_iter().next().expect("refused").allowed;
    assert_eq!(allowed("workloads=a&a.requests=-5"), "a number from 0 to 1 trillion");
    assert_eq!(allowed("sunk=-5"), "a number from 0 to 10 billion");
    assert_eq!(allowed("workloads=a&a.output_tokens=-5"), "a number from 0 to 200k");
}

#[test]
fn what_cannot_do_it_alone_is_said_and_one_week_is_one() {
    // Weights that may not leave are hosted by nobody, and no open model clears the frontier.
    let both = "workloads=a~b&a.tuning=private&a.quality=good&b.quality=frontier";
    let said = deciding(both, "hybrid-split");
    assert!(said.contains("An API alone cannot do it. Your own servers alone cannot do it."), "{said}");
    let said = deciding("ml_ops=platform", "velocity");
    assert!(said.contains("by 1 week and") && deciding("", "velocity").contains(" weeks and"), "{said}");
}

#[test]
fn what_leaving_costs_names_each_workload_as_its_own_line_does() {
    let report = answer("workloads=a~b-two&a.name=Support chat");
    let lock_in = report.reasons.expect("reasons").lock_in;
    let labels: Vec<_> = lock_in.leave_api.items.iter().map(|item| item.label.as_str()).collect();
    assert_eq!(labels[..2], ["Prompts and checks: Support chat", "Prompts and checks: b two"]);
}

#[test]
fn a_reason_names_where_its_rule_or_figures_are_from() {
    let rules = reasons("workloads=a&a.quality=good").rules;
    for (id, source) in [
        // Flyvbjerg's paper on overruns, Epoch on the lag of open models, Google's book on rotas, hosts' pages on adapters.
        ("buy-no-mlops", "arxiv.org/abs/2210.01573"),
        ("buy-latest", "epoch.ai/"),
        ("build-strength", "sre.google/sre-book/being-on-call"),
        ("build-finetune", "fireworks"),
        ("buy-frontier", "Artificial Analysis Intelligence Index"),
        ("velocity", "Reinertsen"),
    ] {
        let rule = rules.iter().find(|rule| rule.id == id).expect("the reason");
        assert!(rule.source.contains(source), "{id}: {}", rule.source);
    }
    // A rule that was named has its own, and without one there is nothing to cite.
    let mandate = |company: &str| {
        let rules = reasons(company).rules;
        rules.into_iter().find(|rule| rule.id == "build-mandate").expect("the reason").source
    };
    assert!(mandate("workloads=a&a.quality=good").is_empty());
    assert!(!mandate("workloads=a&a.quality=good&regime=hipaa").is_empty());
}
