//! What the reasons say of a case in numbers.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report;

fn answer(company: &str) -> report::Report {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("JSON");
    let catalog = Catalog::read(&value).expect("tables").0;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(company.as_bytes()).into_owned().collect();
    report::answer(&link::read(&pairs, &catalog), &catalog, 20)
}

fn reasons(company: &str) -> report::reasons::Reasons {
    answer(company).reasons.expect("reasons")
}

/// What a reason says is decided by, in plain English.
fn deciding(company: &str, id: &str) -> String {
    reasons(company).rules.iter().find(|rule| rule.id == id).map(|rule| rule.deciding.plain()).expect("the reason")
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
fn one_request_at_a_time_is_their_number_by_hand() {
    // 2,000,000 a month are 0.7605 a second; at 400 tokens of 50 ms each 15.21 are under way: 16 GPUs of $2.50 for 730 hours
    // are $29,200.
    let company = "workloads=a&a.requests=2M&a.output_tokens=400&a.latency=50&a.quality=basic&a.open_model=llama-3.1-8b\
                   &gpu=h100&payment=on-demand&gpu_hour=2.5&growth=0&retries=0&convention=single-stream";
    let bridge = reasons(company).bridge.expect("their way was named");
    assert!((bridge.theirs - 29_200.0).abs() < 0.01, "{}", bridge.theirs);
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
