//! What each choice costs in futures that nobody entered, by companies that did enter them.

use super::{answer, near, reasons};
use build_or_buy::judge::scenarios::Scenarios;

/// One model on one kind of GPU, so that every choice is the same in every future; prices and volume stand, and a dollar is
/// worth the same in every month. Who runs it does so for a platform.
const OWN: &str = "workloads=a&a.requests=150M&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&payment=on-demand\
                   &schedule=always&growth=0&discount_rate=0&api_drift=0&gpu_drift=0&moves=stay&gpu_hour=0.1\
                   &ml_ops=platform&upgrade_effort=4";

fn futures(company: &str) -> Scenarios {
    reasons(company).scenarios.expect("two strategies")
}

/// What buying and running cost in a future.
fn costs(found: &Scenarios, id: &str) -> [f64; 2] {
    let scenario = found.scenarios.iter().find(|scenario| scenario.id == id).expect("the future");
    assert_eq!(found.strategies.iter().map(|one| one.label).collect::<Vec<_>>(), ["an API", "own servers"]);
    [0, 1].map(|at| scenario.cost[at].expect("a price"))
}

/// The same of a company that says so itself.
fn present(company: &str) -> [f64; 2] {
    let report = answer(company);
    ["buy", "build"].map(|id| report.options.iter().find(|option| option.id == id).expect("the option").present.get())
}

#[test]
fn a_future_costs_what_a_company_pays_that_enters_it() {
    let found = futures(OWN);
    for (id, more) in [
        ("as-is", ""),
        ("price-war", "&api_price_change=-50"),
        ("gpu-squeeze", "&gpu_price_change=50"),
        ("volume-x10", "&volume_factor=10"),
        ("volume-x03", "&volume_factor=0.3"),
    ] {
        let (told, entered) = (costs(&found, id), present(&format!("{OWN}{more}")));
        for at in 0..2 {
            near(told[at] / entered[at], 1.0);
        }
    }
    // Changes that were entered come first: 1.2 times the rent, and half as much again, are 80 % more.
    let dearer = futures(&format!("{OWN}&gpu_price_change=20&api_price_change=-20"));
    near(
        costs(&dearer, "gpu-squeeze")[1] / present(&format!("{OWN}&gpu_price_change=80&api_price_change=-20"))[1],
        1.0,
    );
    near(costs(&dearer, "price-war")[0] / present(&format!("{OWN}&gpu_price_change=20&api_price_change=-60"))[0], 1.0);
}

#[test]
fn who_leaves_is_replaced_at_a_cost_worked_out_by_hand() {
    let found = futures(OWN);
    let ([bought, run], [as_it_is, runs]) = (costs(&found, "engineer-leaves"), costs(&found, "as-is"));
    // Who buys loses nobody. A platform trains a successor in the work of an upgrade: four person-weeks of 7 / 30.4375
    // months at $17,250.
    near(bought, as_it_is);
    near(run - runs, 4.0 * 7.0 / 30.4375 * 17_250.0);
    // One alone leaves GPUs idle for 114 days and 3.45 months of building, 7.195 months of the API's bill, and the wages of
    // the build again: 3.45 · 2 · 17,250 = 119,025.
    let alone = OWN.replace("ml_ops=platform", "ml_ops=some");
    let found = futures(&alone);
    let extra = costs(&found, "engineer-leaves")[1] - costs(&found, "as-is")[1];
    let report = answer(&alone);
    let buy = report.options.iter().find(|option| option.id == "buy").expect("bought");
    let tokens = ["input", "cached_read", "cache_write", "output", "reasoning", "batch", "adjustments"];
    let bill: f64 = buy.lines.iter().filter(|line| tokens.contains(&line.id)).map(|line| line.monthly.get()).sum();
    near(extra, 119_025.0 + (114.0 / 30.4375 + 3.45) * bill);
    // Within the first year nobody leaves.
    let short = futures(&format!("{alone}&horizon=12"));
    assert_eq!(costs(&short, "engineer-leaves"), costs(&short, "as-is"));
}

#[test]
fn a_mandate_leaves_what_runs_as_it_is_and_costs_more_to_whoever_bought() {
    let found = futures(OWN);
    assert_eq!(costs(&found, "mandate")[1], costs(&found, "as-is")[1]);
    // A year of buying and then two of running, begun a year later.
    let [bought, _] = costs(&found, "mandate");
    let [buy, run] = costs(&found, "as-is");
    assert!(bought > buy / 3.0 + run / 2.0 && bought < buy / 3.0 + run, "{bought} of {buy} and {run}");
    let short = futures(&format!("{OWN}&horizon=12"));
    assert_eq!(costs(&short, "mandate"), costs(&short, "as-is"));
}

#[test]
fn regret_is_what_the_best_of_that_future_would_have_cost_less() {
    for company in [OWN, "", "workloads=a&a.requests=20M&a.quality=basic&a.output_tokens=40&ml_ops=platform"] {
        let found = futures(company);
        for scenario in &found.scenarios {
            let least = scenario.cost.iter().flatten().copied().fold(f64::INFINITY, f64::min);
            for (cost, regret) in scenario.cost.iter().zip(&scenario.regret) {
                let (Some(cost), Some(regret)) = (cost, regret) else { continue };
                // Within half a percent neither is regretted.
                near(*regret, if cost - least <= 0.005 * least { 0.0 } else { cost - least });
            }
            let best = scenario.best.expect("a best");
            assert_eq!(scenario.cost[best], Some(least));
        }
        for (at, strategy) in found.strategies.iter().enumerate() {
            let all = found.scenarios.iter().filter_map(|one| Some((one.regret[at]?, one.label)));
            let worst = all.fold((0.0, ""), |worst, one| if one.0 > worst.0 { one } else { worst });
            assert_eq!((strategy.worst_regret, strategy.worst_in), worst);
        }
        let worst = |at: usize| found.strategies[at].worst_regret;
        assert!((0..found.strategies.len()).all(|at| worst(found.minimax) <= worst(at)));
        assert!(found.strategies.iter().all(|one| found.strategies[found.cheapest].present <= one.present));
        assert_eq!(found.disagreement.is_some(), found.cheapest != found.minimax);
        if let Some(said) = &found.disagreement {
            let told: Vec<f64> = said.0.iter().filter(|part| !part.unit.is_words()).map(|part| part.value).collect();
            assert_eq!(told, [worst(found.cheapest), worst(found.minimax)]);
        }
    }
}

#[test]
fn what_running_cost_more_is_paid_back_in_the_month_in_which_the_sums_meet() {
    let report = answer(OWN);
    let months = report.payback.expect("it is paid back").get();
    let apart = |month: usize| {
        let row = &report.cash[month - 1];
        row.buy_so_far.expect("bought") - row.build_so_far.expect("run")
    };
    let (before, after) = (months.floor() as usize, months.ceil() as usize);
    assert!(before >= 1 && apart(before) < 0.0 && apart(after) >= 0.0, "{months}: {} {}", apart(before), apart(after));
    // Within a month it is taken to flow evenly.
    near(months, before as f64 - apart(before) / (apart(after) - apart(before)));
    // Who loses by running never gets it back.
    assert!(answer(&OWN.replace("150M", "1M")).payback.is_none());
}
