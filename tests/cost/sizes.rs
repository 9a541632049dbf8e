//! How large a fleet is: whole servers, and a base load by the rent of its month.

use crate::{month, near, plan, plan_cost, with_figures};
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Pay, Run};

#[test]
fn a_server_that_is_rented_whole_is_paid_whole() {
    // Hyperscalers let H100s by the eight. A small model on one GPU with one spare takes two of them; eight are paid for:
    // 8 · 730.5 hours at the quoted rent.
    let link = "workloads=a&a.requests=300k&a.quality=any&a.open_model=llama-3.1-8b&gpu=h100&provider=hyperscaler&\
                payment=on-demand&growth=0&gpu_drift=0&build_months=0&spare_replicas=1";
    with_figures(link, &mut |figures| {
        let plan = plan(figures, &[0], Pay::OnDemand, Run::Always);
        let (setup, load) = (plan.groups[0].setup, figures.load(plan.groups[0].setup, &[0]).expect("fast enough"));
        let quotes = figures.case.setups[setup].prices.on_demand.expect("it is let");
        assert_eq!((quotes.gpus_min, load.gpus * load.service.always_on(&load.work, 1.0)), (8, 2.0));
        let cost = figures.cost(&plan, 1.0).expect("it has a price");
        assert_eq!(cost.months[5].gpus, 8.0);
        near(month(&cost, 5, Line::Gpus), 8.0 * 730.5 * quotes.median.get());
        let told = figures.size_at_the_start(&plan.groups[0], &load, &plan.meanwhile).expect("it has a size");
        assert_eq!((told.replicas, told.gpus), (2.0, 8.0));
    });
}

#[test]
fn a_base_load_is_sized_by_the_rent_of_its_month() {
    // Rents that fall by 60 % a year stand at 0.16 after two: the base load of that month is that of a company whose rents
    // stand there from the first month on, and larger than today's.
    let link = "workloads=a&a.requests=600M&a.quality=any&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand&growth=0&\
                api_drift=0&moves=stay&build_months=0&horizon=30";
    let gpus =
        |more: &str, t: usize| plan_cost(&format!("{link}&{more}"), &[0], Pay::OnDemand, Run::Burst).months[t].gpus;
    let (first, later) = (gpus("gpu_drift=-60", 0), gpus("gpu_drift=-60", 24));
    assert_eq!(later, gpus("gpu_drift=0&gpu_price_change=-84", 24));
    assert!(later > first, "{first} and {later}");
}
