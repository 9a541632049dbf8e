//! The cash by year: its parts, its sums, and what is bought to keep.

use super::report;
use build_or_buy::report::budget::{Budget, BudgetYear};

/// Two workloads large enough that servers of one's own are looked at, over two and a half years.
const COMPANY: &str = "assistant.requests=60M&horizon=30&ml_ops=some";

fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0), "{a} is not {b}");
}

fn of(year: &BudgetYear) -> [Option<Budget>; 3] {
    [year.buy, year.hybrid, year.build]
}

#[test]
fn a_year_is_its_months_and_its_three_parts() {
    let found = report(&format!("{COMPANY}&payment=owned"));
    let months: Vec<usize> = found.years.iter().map(|year| year.months).collect();
    assert_eq!(months, [12, 12, 6]);
    for side in 0..3 {
        let mut sum = 0.0;
        for (at, year) in found.years.iter().enumerate() {
            let Some(year) = of(year)[side] else { continue };
            let month = |at: usize| [found.cash[at].buy, found.cash[at].hybrid, found.cash[at].build][side].unwrap();
            let by_hand: f64 = (at * 12..(at * 12 + 12).min(30)).map(month).sum();
            sum += by_hand;
            near(year.total.get(), by_hand);
            near(year.so_far.get(), sum);
            near(year.capital.get() + year.building.get() + year.running.get(), by_hand);
        }
        let last = &found.cash[29];
        near([last.buy_so_far, last.hybrid_so_far, last.build_so_far][side].unwrap(), sum);
    }
}

#[test]
fn running_is_the_bill_where_nothing_else_is_paid() {
    // At one price, volume and model for two years a year's running is twelve invoices.
    let link = "workloads=a&a.requests=1M&a.model=openai/gpt-5.6-terra&a.quality=same&growth=0&api_drift=0&moves=stay\
                &hosted_changes=0&horizon=24";
    let found = report(link);
    let invoice = found.options.iter().find(|option| option.id == "buy").unwrap().invoice.get();
    for year in &found.years {
        let buy = year.buy.unwrap();
        near(buy.running.get(), 12.0 * invoice);
        near(buy.total.get(), 12.0 * invoice + buy.building.get());
    }
}

#[test]
fn building_falls_into_the_year_in_which_it_is_done() {
    // Two months of three people at 120,000 a year, nothing overrun and nothing moved or tested: 2 × 3 × 10,000.
    let link = "build_months=2&build_team=3&overrun=1&engineer_cost=120000&migration_effort=0&eval_cycle=0";
    let found = report(&format!("{COMPANY}&{link}"));
    let built: Vec<f64> = found.years.iter().map(|year| year.build.unwrap().building.get()).collect();
    near(built[0], 60_000.0);
    assert_eq!(built[1..], [0.0, 0.0]);
    assert!(found.years.iter().all(|year| year.buy.unwrap().building.get() == 0.0));
}

#[test]
fn only_what_is_bought_is_capital_and_what_is_sold_again_comes_off_it() {
    let capital =
        |link: &str| -> Vec<f64> { report(link).years.iter().map(|year| year.build.unwrap().capital.get()).collect() };
    assert_eq!(capital(&format!("{COMPANY}&payment=on-demand")), [0.0, 0.0, 0.0]);
    let bought = capital(&format!("{COMPANY}&payment=owned&growth=0&gpu_life=5"));
    // Everything is bought in the first year and sold at the end of the horizon, in the third.
    assert!(bought[0] > 0.0 && bought[2] < 0.0, "{bought:?}");
    assert!(
        report(&format!("{COMPANY}&payment=owned")).years.iter().all(|year| year.buy.unwrap().capital.get() == 0.0)
    );
}
