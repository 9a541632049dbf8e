//! From another calculator's number to ours, each way by hand.

use super::{answer, near, reasons};
use build_or_buy::reasons::bridge::{Bridge, single_stream};
use build_or_buy::units::{RequestsPerSecond, Seconds};

/// Two H100 at $2.50 an hour: one for the work, which is small, and one spare.
const TWO: &str = "workloads=a&a.requests=2M&a.output_tokens=400&a.latency=50&a.quality=basic&a.open_model=llama-3.1-8b\
                   &gpu=h100&payment=on-demand&schedule=always&gpu_hour=2.5&growth=0&retries=0&discount_rate=0";

fn bridge(convention: &str) -> Bridge {
    reasons(&format!("{TWO}&convention={convention}")).bridge.expect("their way was named")
}

/// What the step adds whose label has the words.
fn step(bridge: &Bridge, words: &str) -> f64 {
    let found = bridge.steps.iter().find(|step| step.label.plain().contains(words));
    found.unwrap_or_else(|| panic!("no step {words}")).amount
}

#[test]
fn one_request_at_a_time_is_their_number_by_hand() {
    // 2,000,000 a month are 0.7605 a second; at 400 tokens of 50 ms each 15.21 are under way: 16 GPUs of $2.50 for 730 hours
    // are $29,200.
    near(bridge("single-stream").theirs, 29_200.0);
    // Volume that doubles every year has grown by 2^(3/12) to 2^(4/12) when it runs, to 18.1 or 19.2 under way: 19 or 20.
    let grown = reasons(&format!("{TWO}&convention=single-stream").replace("growth=0", "growth=100"));
    let gpus = grown.bridge.expect("their way").theirs / (2.5 * 730.0);
    assert!((19.0..=20.0).contains(&gpus.round()) && (gpus - gpus.round()).abs() < 1e-6, "{gpus}");
    // Two a second of 0.4 s each are under one at a time, and of 20 s each 40.
    let replicas = |rate: f64, each: f64| single_stream(RequestsPerSecond::new(rate), Seconds::new(each));
    assert_eq!((replicas(2.0, 0.4), replicas(2.0, 20.0), replicas(2.0, 20.1)), (1.0, 40.0, 41.0));
}

#[test]
fn the_rent_alone_and_the_rent_of_the_hours_in_use() {
    // Two GPUs of $2.50 for 730 hours are $3,650.
    let rent = bridge("gpu-rent-only");
    let hours = rent.theirs / (2.0 * 2.5);
    // What stands by for those that fail comes on top, at most the stated 5 %.
    assert!((730.0..=730.0 * 1.05).contains(&hours), "{hours}");
    near(step(&rent, "730.5 hours, not 730"), rent.theirs * 0.5 / 730.0);
    let used = bridge("utilization");
    let label = used.steps[0].label.0.iter().find(|part| !part.unit.is_words()).expect("a share").value;
    near(used.theirs, rent.theirs * label / 100.0);
    near(step(&used, "costs the same idle as busy"), rent.theirs - used.theirs);
    // Two million requests of 400 tokens are 304 tokens a second, and an H100 writes thousands.
    assert!((0.5..5.0).contains(&label), "{label}");
}

#[test]
fn people_are_what_the_way_without_them_lacks() {
    let bridge = bridge("no-people");
    // Half an engineer of $17,250 a month is $8,625.
    near(step(&bridge, "People who run it"), 8_625.0);
    // Wages of 119,025 for the build over 36 months, and moving one workload.
    let once = step(&bridge, "spread over the horizon");
    let report = answer(TWO);
    let build = report.options.iter().find(|option| option.id == "build").expect("it runs");
    let of = |ids: &[&str]| {
        build.lines.iter().filter(|line| ids.contains(&line.id)).map(|line| line.monthly.get()).sum::<f64>()
    };
    near(once, of(&["build", "delay", "migration"]));
    assert!(once > 119_025.0 / 36.0);
    assert!(bridge.steps.iter().all(|step| !step.label.plain().contains("Storage")), "it is in theirs");
    let sum: f64 = bridge.steps.iter().map(|step| step.amount).sum();
    near(bridge.theirs + sum, bridge.ours);
}

#[test]
fn what_outages_lag_and_power_add_has_steps_of_its_own() {
    let owned = format!("{TWO}&convention=gpu-rent-only&outage_cost=1000&lag_value=1000");
    let owned = reasons(&owned.replace("on-demand", "owned")).bridge.expect("their way");
    // Seven months behind at $1,000, and 0.5 % of 730.5 hours at $1,000 less what a second vendor would have saved.
    assert!(step(&owned, "behind the latest model") >= 7_000.0);
    assert!(step(&owned, "Space and power") > 0.0);
    // Hardware stands in their number as what it costs a month after resale.
    let report = answer(&TWO.replace("on-demand", "owned"));
    let build = report.options.iter().find(|option| option.id == "build").expect("it runs");
    let hardware = build.lines.iter().find(|line| line.id == "hardware").expect("bought").monthly.get();
    near(owned.theirs, hardware * 730.0 / 730.5);
    let theirs = reasons(&format!("{TWO}&convention=gpu-rent-only&their_number=3000")).bridge.expect("their way");
    near(theirs.theirs, 3_000.0);
    near(theirs.steps[0].amount, bridge("gpu-rent-only").theirs - 3_000.0);
    assert!(reasons(TWO).bridge.is_none());
}
