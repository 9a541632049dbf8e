//! What ways to pay and to run one workload's servers cost beside each other.

use crate::company::{catalog, query};
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::{Choice, Group, Pay, Plan, Run};
use build_or_buy::decide::portfolio;
use build_or_buy::inputs::Provider;
use build_or_buy::streams::Case;

#[test]
fn spot_costs_a_little_more_than_its_quote_and_is_never_chosen_unasked() {
    let catalog = catalog();
    let asked = query(&[("gpu", "h100"), ("payment", "spot"), ("schedule", "always")], &catalog);
    let case = Case::new(&asked.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &asked.inputs);
    let groups = |portfolio: &portfolio::Portfolio| {
        [&portfolio.buy, &portfolio.hybrid, &portfolio.build, &portfolio.best]
            .into_iter()
            .flatten()
            .flat_map(|priced| priced.plan.groups.clone())
            .collect::<Vec<Group>>()
    };
    let spot = groups(&portfolio::optimize(&figures));
    assert!(!spot.is_empty() && spot.iter().all(|group| group.pay == Pay::Spot));
    let open = query(&[("gpu", "h100")], &catalog);
    let case = Case::new(&open.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &open.inputs);
    assert!(groups(&portfolio::optimize(&figures)).iter().all(|group| group.pay != Pay::Spot));
}

/// GPUs in the second year and present value of the first stream alone on its first setup.
fn alone(pairs: &[(&str, &str)], pay: Pay, run: Run) -> (f64, f64) {
    let catalog = catalog();
    let mut all = vec![("workloads", "one"), ("one.quality", "any"), ("one.open_model", "qwen3-8b")];
    all.extend_from_slice(pairs);
    let query = query(&all, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &query.inputs);
    let setup = case.streams[0].setups[0];
    let plan = Plan {
        choices: vec![Choice::Own(0)],
        groups: vec![Group { setup, streams: vec![0], pay, run }],
        meanwhile: vec![figures.best_offer(0)],
        interim: vec![None],
    };
    let cost = figures.cost(&plan, 1.0).expect("it has a price");
    (cost.months[20].gpus, cost.present.total().get())
}

#[test]
fn gpus_come_in_the_nodes_that_the_price_is_for() {
    let catalog = catalog();
    let mut seen = 0;
    for provider in ["specialist", "hyperscaler"] {
        for gpu in ["h100", "h200", "b200", "a100-80", "l40s"] {
            let row = catalog.gpus.iter().find(|row| row.id == gpu).expect("it is in the catalog");
            let market = Provider::from_word(provider).expect("it is a choice");
            let prices = build_or_buy::fleet::rents::prices(&catalog, row, market, catalog.asof);
            for (pay, word, quotes) in
                [(Pay::OnDemand, "on-demand", prices.on_demand), (Pay::Reserved, "reserved", prices.reserved)]
            {
                let Some(node) = quotes.map(|quotes| quotes.gpus_min).filter(|node| *node > 1) else { continue };
                let pairs = [("gpu", gpu), ("provider", provider), ("payment", word), ("one.requests", "300k")];
                let (gpus, _) = alone(&pairs, pay, Run::Always);
                println!("{gpu} {word} at a {provider}: {gpus} GPUs in nodes of {node}");
                assert_eq!(gpus % f64::from(node), 0.0);
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no price is for a node");
}

#[test]
fn each_region_has_a_spare_of_its_own() {
    let at = |regions| alone(&[("gpu", "l40s"), ("regions", regions), ("growth", "0")], Pay::OnDemand, Run::Always);
    let (one, two, three) = (at("1"), at("2"), at("3"));
    assert_eq!((one.0, two.0, three.0), (2.0, 4.0, 6.0));
    assert!(one.1 < two.1 && two.1 < three.1);
}

#[test]
fn sleeping_when_idle_costs_no_more_than_following_the_load() {
    let pairs = [("gpu", "l40s"), ("one.shape", "office"), ("one.requests", "20k")];
    let [always, hourly, zero] = [Run::Always, Run::Hourly, Run::Zero].map(|run| alone(&pairs, Pay::OnDemand, run).1);
    println!("always {always:.0}, hourly {hourly:.0}, to zero {zero:.0}");
    assert!(zero < hourly && hourly <= always);
}
