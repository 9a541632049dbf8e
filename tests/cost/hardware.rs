//! The upkeep of what runs on one's own: hardware that fails, and models that fall behind.

use crate::{month, near, plan_cost, report};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Pay, Run};

const COMPANY: &str = "workloads=a&a.requests=500k&a.quality=any&growth=0&build_months=0&upgrade_effort=0&\
                       payment=on-demand&schedule=always";

#[test]
fn hardware_that_fails_takes_hours_of_an_engineer() {
    // One server of 8 GPUs at most: 0.115 interruptions a month, 10 hours each, at 208,000 / 2,080 = 100 an hour: 115.
    let link = format!("{COMPANY}&oncall_stipend=0&incidents=0&incident_hours=10&engineer_cost=208000");
    near(month(&plan_cost(&link, &[0], Pay::OnDemand, Run::Always), 20, Line::OnCall), 115.0);
}

#[test]
fn a_model_of_ones_own_is_behind_by_its_lag_and_half_the_time_between_upgrades() {
    // Three months behind when it comes out, and half of the six months between two upgrades a year: 6 at 1,000 each.
    let link = format!("{COMPANY}&lag_value=1000&model_lag=3&upgrades=2");
    near(month(&plan_cost(&link, &[0], Pay::OnDemand, Run::Always), 20, Line::Lag), 6_000.0);
}

/// One fleet of owned GPUs whose size stands still, from the first month on.
const STILL: &str = "v=2&workloads=tickets&tickets.requests=20M&growth=0&gpu_drift=0&build_months=0&gpu=h100&payment=owned&gpu_life=3&ml_ops=platform";

/// What servers cost in a month, over what the first month's cost.
fn over_first(link: &str, t: usize) -> f64 {
    let cost = plan_cost(link, &[0], Pay::Owned, Run::Always);
    month(&cost, t, Line::Hardware) / month(&cost, 0, Line::Hardware)
}

#[test]
fn a_server_is_sold_when_it_retires_and_cables_never() {
    // Bought at P with 12 % of cables: 1.12 P. After three years it sells for 0.72³ = 0.373248 P and another is bought; at
    // the end of that month, the horizon, that one sells for 0.72^(1/12) = 0.972996 P. (1.12 − 0.373248 − 0.972996) / 1.12.
    near_to(over_first(&format!("{STILL}&horizon=37"), 36), -0.202_003);
    // No purchase in between, and at a horizon of 36 months the first is sold at the end of its last one.
    near_to(over_first(&format!("{STILL}&horizon=36"), 35), -0.373_248 / 1.12);
    near_to(over_first(&format!("{STILL}&horizon=36"), 20), 0.0);
}

#[test]
fn what_a_visitor_has_is_a_year_old_needs_no_cables_and_retires_earlier() {
    // Worth 0.72 P when the months begin, not 1.12 P. Two years on it is three years old and sells for 0.373248 P, and what
    // was not needed until then is as old: a new one comes for 1.12 P. (1.12 − 0.373248) / 0.72 = 1.037156.
    let link = format!("{STILL}&horizon=36&owned_gpus=1000");
    near_to(over_first(&link, 24), 1.037_156);
    let first = |link: &str| month(&plan_cost(link, &[0], Pay::Owned, Run::Always), 0, Line::Hardware);
    near_to(first(&link) / first(&format!("{STILL}&horizon=36")), 0.72 / 1.12);
}

#[test]
fn a_later_server_is_resold_at_a_part_of_its_own_price() {
    // Rents and prices fall by half a year. The server of month 36 costs 1.12·P/8, and sells a month later for
    // 0.972996·P/8; the one of month 0 went for 0.373248 P. (0.14 − 0.1216245 − 0.373248) / 1.12 = −0.316851.
    near_to(over_first(&format!("{STILL}&horizon=37").replace("gpu_drift=0", "gpu_drift=-50"), 36), -0.316_851);
}

#[track_caller]
fn near_to(found: f64, expected: f64) {
    assert!((found - expected).abs() < 2e-6, "{found}, not {expected}");
}

#[test]
fn gpus_that_a_visitor_has_are_there_once_however_many_fleets_there_are() {
    // Two models on H100s of their own, more than 40 of them together. One that is there counts 0.72 P in place of 1.12 P in month 1, and
    // sells for 0.72² P in place of 0.72 P after twelve: P · (0.4 · 1.1^(−1/12) − 0.2016 / 1.1) = 40,625 · 0.213 563.
    const TWO: &str = "workloads=a,b&a.requests=80M&b.requests=80M&a.open_model=llama-3.3-70b&b.open_model=qwen3-32b\
                       &a.quality=any&b.quality=any&gpu=h100&payment=owned&schedule=always&build_months=0&growth=0&horizon=12";
    let hardware = |have: u32| {
        let report = report(&format!("{TWO}&owned_gpus={have}"));
        let build = report.options.iter().find(|option| option.id == "build").expect("it can be run");
        assert!(build.gpus > 40.0, "{}", build.gpus);
        build.lines.iter().find(|line| line.id == "hardware").expect("it is bought").present.get()
    };
    let none = hardware(0);
    for have in [4, 16, 40] {
        near_to((none - hardware(have)) / f64::from(have) / 40_625.0, 0.213_563);
    }
}

#[test]
fn gpus_of_a_kind_that_is_not_named_are_put_to_no_use() {
    // `gpu=auto` may choose any kind: 64 GPUs of whatever kind would be 64 of the best.
    let unnamed = STILL.replace("&gpu=h100", "");
    let first = |link: &str| month(&plan_cost(link, &[0], Pay::Owned, Run::Always), 0, Line::Hardware);
    near_to(first(&format!("{unnamed}&horizon=36&owned_gpus=64")) / first(&format!("{unnamed}&horizon=36")), 1.0);
}
