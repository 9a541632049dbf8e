//! What files say was paid: whose currency is known, of all rows or of none, and each model at its own price.

use super::{CATALOG, read};
use build_or_buy::catalog::HostedPrice;
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
        assert!(usage.issues.iter().any(|one| one.sentence.contains("name no currency")), "{:?}", usage.issues);
    }
}

#[test]
fn costs_of_some_rows_are_no_bill() {
    let text = "date,model,requests,input_tokens,output_tokens,cost_usd\n2026-11-02,gpt-5.6-luna,10,1000,100,5\n2026-11-03,gpt-5.6-luna,10,1000,100,\n";
    let usage = read(&[("days.csv", text)]);
    assert_eq!((bill(&usage), usage.workloads[0].cost), (None, None));
    let notes = &usage.workloads[0].notes;
    assert!(
        notes.iter().any(|note| note.starts_with("Only 1 of 2 rows state what they cost in US dollars")),
        "{notes:?}"
    );
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

#[test]
fn a_column_of_zeros_is_no_bill() {
    let usage = read(&[("days.csv", &table("cost_usd", "0"))]);
    assert_eq!((bill(&usage), usage.workloads[0].cost), (None, None));
    let notes = &usage.workloads[0].notes;
    assert!(notes.iter().any(|note| note.starts_with("Every row states a cost of 0")), "{notes:?}");
    // What is free costs nothing.
    let free = table("cost_usd", "0").replace("gpt-5.6-luna", "openai/gpt-oss-120b:free");
    assert_eq!(bill(&read(&[("days.csv", &free)])), Some(0.0));
    // A model of one's own beside others that are paid for: 2 dollars a day, × 730.5 ÷ 24 = 60.88.
    let own = days(
        "app,model,requests,input_tokens,output_tokens,cost_usd",
        "a,gpt-5.6-luna,10,1000,100,2\n2026-11-03,b,acme/own-model,10,1000,100,0",
    );
    assert_eq!(bill(&read(&[("days.csv", &own)])), Some(60.88));
}

#[test]
fn what_is_said_of_another_price_fits_the_way_it_is_off() {
    let price = CATALOG.price("openai/gpt-5.6-luna", CATALOG.asof).expect("a price");
    // 14 days of a million tokens in.
    let list = price.input.get();
    let note = |cost: f64| {
        let text =
            days("model,requests,input_tokens,output_tokens,cost_usd", &format!("gpt-5.6-luna,10,1000000,0,{cost}"));
        read(&[("days.csv", &text)]).workloads[0].notes.concat()
    };
    for (times, said) in [
        (2.0, "another price, or cache writes"),
        (0.5, "a discount or another price"),
        (739.0, "in US dollars"),
        (0.01, "in US dollars"),
    ] {
        let note = note(list * times);
        assert!(note.contains(said) && (times < 1.0 || !note.contains("discount")), "{times}: {note}");
    }
    assert_eq!(note(list), "");
    // An offer without a price of cached tokens is listed at its full price.
    let now = |row: &&HostedPrice| CATALOG.price(&row.id, CATALOG.asof).is_some_and(|one| one.cached_read.is_none());
    let row = CATALOG.hosted.iter().find(|row| row.weights.is_some() && now(row)).expect("such an offer");
    let (model, list) = (&row.id, CATALOG.price(&row.id, CATALOG.asof).expect("a price").input.get());
    let text = days(
        "model,requests,input_tokens,cached_tokens,output_tokens,cost_usd",
        &format!("{model},10,1000000,600000,0,{}", list * 0.5),
    );
    let notes = read(&[("days.csv", &text)]).workloads[0].notes.concat();
    assert!(notes.contains("no price of cached tokens"), "{notes}");
}

#[test]
fn a_bill_and_its_tokens_follow_one_rule() {
    // Monday to Wednesday, and a Sunday alone: a dollar for each 100,000 tokens a day makes a dollar for each 100,000 a month.
    for days in [&["2026-10-05", "2026-10-06", "2026-10-07"][..], &["2026-02-01"]] {
        let row = |day: &&str| format!("{day},claude-haiku-4-5-20251001,prod,Default,standard,800000,0,200000\n");
        let tokens: String = days.iter().map(row).collect();
        let row = |day: &&str| format!("{day},Claude Haiku 4.5,Default,prod,message,output,10\n");
        let costs: String = days.iter().map(row).collect();
        let tokens = format!(
            "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n{tokens}"
        );
        let costs = format!("usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd\n{costs}");
        let usage = read(&[("tokens.csv", &tokens), ("costs.csv", &costs)]);
        let month = usage.workloads[0].tokens.expect("a month");
        assert!((bill(&usage).expect("a bill") / (month / 1e5) - 1.0).abs() < 0.005, "{days:?}");
    }
}
