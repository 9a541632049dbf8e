//! Outages: each stream its part, on whichever side serves it; more of a bad thing never costs less.

use crate::{line, month, near, plan_cost, report, with_figures};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Pay, Run};

const THREE: &str = "workloads=a,b,c&a.requests=10k&b.requests=10k&c.requests=10k&a.quality=any&b.quality=any\
                     &c.quality=any&a.shape=flat&outage_cost=1000&own_uptime=98&spare_replicas=0&spare_capacity=0\
                     &incidents=0&build_months=0&growth=0&payment=on-demand&schedule=always";

#[test]
fn a_host_is_down_in_the_hours_it_does_not_answer_and_a_second_vendor_takes_most_of_them() {
    // 0.3 % of 730.5 hours at 1,000 dollars: 2,191.50. A failover works in 90 % of cases and finds its vendor up in
    // 99.7 %: 2,191.50 · (1 − 0.9 · 0.997) = 225.07.
    near(line(&report("outage_cost=1000&failover=no"), "buy", "outage"), 2_191.5);
    near(line(&report("outage_cost=1000"), "buy", "outage"), 2_191.5 * (1.0 - 0.9 * 0.997));
}

#[test]
fn a_mix_pays_for_each_stream_where_it_runs() {
    // One of three on one replica that is up 98 %: (0.02 / 3 + 0.003 · 2 / 3) · 730.5 · 1,000 = 4,870 + 1,461.
    let cost = plan_cost(&format!("{THREE}&failover=no"), &[0], Pay::OnDemand, Run::Always);
    near(month(&cost, 10, Line::Outage), 4_870.0 + 1_461.0);
    // All three, each on its own replica: 0.02 of everything.
    let cost = plan_cost(&format!("{THREE}&failover=no"), &[0, 1, 2], Pay::OnDemand, Run::Always);
    near(month(&cost, 10, Line::Outage), 14_610.0);
}

#[test]
fn software_incidents_take_the_service_down() {
    // 3 incidents of 6 engineer hours: 3 hours down; with replicas that never fail 3 / 730.5 of the month.
    let link = THREE.replace("incidents=0", "incidents=3&incident_hours=6").replace("uptime=98", "uptime=100");
    let cost = plan_cost(&format!("{link}&failover=no"), &[0, 1, 2], Pay::OnDemand, Run::Always);
    near(month(&cost, 10, Line::Outage), 3_000.0);
    // A host stands in for nine of ten of them, while it is up.
    let cost = plan_cost(&link, &[0, 1, 2], Pay::OnDemand, Run::Always);
    near(month(&cost, 10, Line::Outage), 3_000.0 * (1.0 - 0.9 * 0.997));
}

#[test]
fn outages_do_not_end_at_sixty_replicas() {
    let link = |factor: f64| {
        format!(
            "workloads=a&a.requests=20M&a.quality=any&a.shape=flat&payment=on-demand&outage_cost=1000&spare_replicas=1&spare_capacity=0\
             &incidents=0&build_months=0&growth=0&minute_burst=1&own_uptime=90&volume_factor={factor}&failover=no"
        )
    };
    let at = |factor: f64| {
        let replicas = with_figures(&link(factor), &mut |figures| {
            let load = figures.load(figures.case.streams[0].setups[0], &[0]).expect("fast enough");
            load.service.always_on(&load.work, 1.0)
        });
        let cost = plan_cost(&link(factor), &[0], Pay::OnDemand, Run::Always);
        (replicas, month(&cost, 5, Line::Outage))
    };
    let (one, _) = at(1.0);
    // Whatever the size, what an always-on fleet with one spare loses is more than nothing and less than all that is
    // down on average, a tenth of 730.5 hours.
    for times in [40.0, 58.0, 60.0, 62.0, 64.0, 200.0] {
        let (replicas, outage) = at(times / one * 6.0);
        assert!(replicas > 20.0, "{replicas}");
        assert!(outage > 0.0 && outage < 73_050.0, "{replicas} replicas: {outage}");
    }
}

#[test]
fn more_of_a_bad_thing_never_costs_less() {
    for (field, values) in [
        ("own_uptime", ["99.9", "99", "95"]),
        ("outage_cost", ["500", "1000", "2000"]),
        ("incidents", ["0", "2", "5"]),
        ("spare_replicas", ["3", "1", "0"]),
    ] {
        let outage = |value: &str| {
            let link = format!("{THREE}&{field}={value}");
            let cost = plan_cost(&link, &[0, 1, 2], Pay::OnDemand, Run::Always);
            month(&cost, 20, Line::Outage)
        };
        assert!(values.windows(2).all(|pair| outage(pair[0]) < outage(pair[1])), "{field}");
    }
}
