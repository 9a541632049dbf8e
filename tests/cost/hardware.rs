//! The upkeep of what runs on one's own: hardware that fails, and models that fall behind.

use crate::{month, near, plan_cost};
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
