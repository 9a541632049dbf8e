//! What files say was paid: whose currency is known, of all rows or of none, and each model at its own price.

use super::{CATALOG, read};
use build_or_buy::usage::Usage;

fn bill(usage: &Usage) -> Option<f64> {
    usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value)
}

/// Two weeks of days with a row each.
fn days(head: &str, row: &str) -> String {
    let days: Vec<String> = (2..16).map(|day| format!("2026-11-{day:02},{row}")).collect();
    format!("date,{head}\n{}\n", days.join("\n"))
}

fn table(column: &str, cost: &str) -> String {
    days(&format!("model,requests,input_tokens,output_tokens,{column}"), &format!("gpt-5.6-luna,10,1000,100,{cost}"))
}

#[test]
fn costs_count_where_they_are_known_to_be_dollars() {
    // 1,212.50 dollars a day, × 730.5 ÷ 24 = 36,905 a month.
    for (column, cost) in
        [("cost", "\"$1,212.50\""), ("spend", "$1212.5"), ("cost_usd", "1212.5"), ("Cost (USD)", "1212.5")]
    {
        assert_eq!(bill(&read(&[("days.csv", &table(column, cost))])), Some(36_905.0), "{column}");
    }
    // Cents of a small bill: 0.0565 · 730.5 ÷ 24 = 1.72.
    assert_eq!(bill(&read(&[("days.csv", &table("cost_usd", "0.0565"))])), Some(1.72));
    for column in ["cost", "spend"] {
        let usage = read(&[("days.csv", &table(column, "12.5"))]);
        assert_eq!(bill(&usage), None, "{column}");
        assert!(usage.issues.iter().any(|one| one.sentence.contains("names no currency")), "{:?}", usage.issues);
    }
}

#[test]
fn costs_of_some_rows_are_no_bill() {
    let text = "date,model,requests,input_tokens,output_tokens,cost_usd\n2026-11-02,gpt-5.6-luna,10,1000,100,5\n2026-11-03,gpt-5.6-luna,10,1000,100,\n";
    let usage = read(&[("days.csv", text)]);
    assert_eq!((bill(&usage), usage.workloads[0].cost), (None, None));
    let notes = &usage.workloads[0].notes;
    assert!(notes.iter().any(|note| note.starts_with("Only 1 of 2 rows state what they cost")), "{notes:?}");
}

#[test]
fn a_workload_of_several_models_costs_each_at_its_own_price() {
    let row = |day: u32, model: &str, many: u32| format!("2026-11-{day:02},shop,{model},{many},{many}000000,0\n");
    let rows: String = (2..16).map(|day| row(day, "gpt-5.6-terra", 90) + &row(day, "gpt-5.6-luna", 10)).collect();
    let text = format!("date,app,model,requests,input_tokens,output_tokens\n{rows}");
    let usage = read(&[("days.csv", &text)]);
    assert_eq!(usage.workloads.len(), 1);
    let price = |model: &str| CATALOG.price(model, CATALOG.asof).expect("a price").input.get();
    // 90 and 10 million tokens a day of each, × 30.4375 days.
    let wanted = (90.0 * price("openai/gpt-5.6-terra") + 10.0 * price("openai/gpt-5.6-luna")) * 30.4375;
    let found = usage.workloads[0].list_cost.expect("both have a price");
    assert!((found - wanted).abs() < 1e-6 * wanted, "{found} {wanted}");
    assert!(usage.workloads[0].notes.iter().any(|note| note.starts_with("It calls 2 models")));
}
