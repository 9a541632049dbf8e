//! Storage, network and logs beside a fleet: a larger share of its first 8 GPUs than of the rest.

use crate::{month, near, plan, with_figures};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Pay, Run};

/// One model on single GPUs at 2 dollars an hour, always on, of a size that stands still.
const COMPANY: &str = "workloads=a&a.requests=1M&a.quality=any&a.open_model=llama-3.1-8b&gpu=h100&gpu_hour=2&gpu_drift=0&growth=0\
                       &build_months=0&payment=on-demand&schedule=always&moves=stay&spare_replicas=0&spare_capacity=0";

/// GPUs and overhead in a month, USD, at rising volumes.
fn paid(link: &str, run: Run) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    with_figures(link, &mut |figures| {
        let plan = plan(figures, &[0], Pay::OnDemand, run);
        assert_eq!(figures.case.setups[plan.groups[0].setup].layout.gpus(), 1);
        for step in 0..2_000 {
            let cost = figures.cost(&plan, libm::pow(1.004, f64::from(step))).expect("it has a price");
            found.push((cost.months[20].gpus, month(&cost, 20, Line::Overhead)));
        }
    });
    found
}

fn at(found: &[(f64, f64)], gpus: f64) -> f64 {
    found.iter().find(|one| one.0 == gpus).unwrap_or_else(|| panic!("no fleet of {gpus}")).1
}

#[test]
fn the_first_eight_gpus_take_20_percent_and_each_further_one_12() {
    // A GPU is 2 × 730.5 = 1,461 a month. 8: 11,688 × 0.20 = 2,337.60; each further one 1,461 × 0.12 = 175.32. So 9 take
    // 2,512.92, 16 take 2,337.60 + 8 × 175.32 = 3,740.16, and 64 take 2,337.60 + 56 × 175.32 = 12,155.52.
    let found = paid(COMPANY, Run::Always);
    for (gpus, expected) in [(4.0, 1_168.8), (8.0, 2_337.6), (9.0, 2_512.92), (16.0, 3_740.16), (64.0, 12_155.52)] {
        near(at(&found, gpus), expected);
    }
}

#[test]
fn a_share_of_ones_own_holds_for_every_gpu() {
    // 64 × 1,461 = 93,504; 20 % of it 18,700.80, as every fleet paid in 1.0.0, and 30 % 28,051.20.
    for (given, expected) in [("overhead=20", 18_700.8), ("overhead=30&overhead_large=5", 28_051.2), ("v=1", 18_700.8)]
    {
        near(at(&paid(&format!("{COMPANY}&{given}"), Run::Always), 64.0), expected);
    }
    // Each share by itself: 8 × 1,461 × 0.1 + 56 × 1,461 × 0.05 = 1,168.80 + 4,090.80.
    let both = format!("{COMPANY}&overhead_small=10&overhead_large=5");
    near(at(&paid(&both, Run::Always), 64.0), 5_259.6);
}

#[test]
fn it_never_falls_as_the_fleet_grows() {
    for run in [Run::Always, Run::Hourly] {
        let found = paid(COMPANY, run);
        assert!(found.last().is_some_and(|last| last.0 > 64.0));
        assert!(found.windows(2).all(|pair| pair[1].1 >= pair[0].1 * (1.0 - 1e-9)), "{run:?}");
    }
}
