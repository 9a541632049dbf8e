//! What the reasons say of a case in numbers.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report;

fn reasons(company: &str) -> report::reasons::Reasons {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("JSON");
    let catalog = Catalog::read(&value).expect("tables").0;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(company.as_bytes()).into_owned().collect();
    let report = report::answer(&link::read(&pairs, &catalog), &catalog, 20);
    report.reasons.expect("reasons")
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
