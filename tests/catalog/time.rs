//! Prices in time and by prompt length: steps, ends, searches, and the catalog on a day.

use crate::{catalog, date};
use build_or_buy::catalog::{Catalog, HostedPrice, Value};
use build_or_buy::hosted::bill::{OwnPrices, Terms, Usage, bill};
use build_or_buy::units::{RequestsPerMonth, Share, TokensPerRequest, UsdPerMtok};

/// The shipped catalog with one more line in a table.
pub fn with(table: &str, line: &str) -> (Catalog, Vec<build_or_buy::catalog::Refusal>) {
    let head = format!("\"{table}\":[\n");
    let file = crate::FILE.replacen(&head, &format!("{head}{line},\n"), 1);
    assert_ne!(file, crate::FILE, "no table {table}");
    let value: Value = serde_json::from_str(&file).expect("the line is JSON");
    Catalog::read(&value).expect("the other rows stand")
}

/// A hosted row of a made-up host with more fields.
fn made_up(fields: &str) -> String {
    format!(
        r#"{{"id":"made/up","host":"Made Up","model":"Up","kind":"chat","from":"2026-09-01","input":1,"output":4,"checked":"2026-09-01","source":"made up for this test","grade":"J"{fields}}}"#
    )
}

fn row(fields: &str) -> HostedPrice {
    let (catalog, refused) = with("hosted", &made_up(fields));
    assert_eq!(refused, vec![], "{fields}");
    catalog.price("made/up", date("2026-09-02")).expect("it was just added").clone()
}

fn refusal(fields: &str) -> String {
    let (_, refused) = with("hosted", &made_up(fields));
    assert_eq!(refused.len(), 1, "{fields}: {refused:?}");
    refused[0].field.clone()
}

fn usage(input: f64) -> Usage {
    Usage {
        requests: RequestsPerMonth::new(1_000_000.0),
        input: TokensPerRequest::new(input),
        output: TokensPerRequest::new(1_000.0),
        reasoning: TokensPerRequest::ZERO,
        cached: Share::ZERO,
        cache_writes: Share::ZERO,
        waiting: Share::ZERO,
        lengths: None,
    }
}

const TERMS: Terms = Terms {
    caching: false,
    batching: false,
    in_region: false,
    committed: Share::ZERO,
    gateway: Share::ZERO,
    price_change: 0.0,
    peak_share: Share::ZERO,
};

const STEPS: &str =
    r#","tiers":[{"above":32000,"input":2,"output":8},{"above":256000,"input":3,"output":12,"cached_read":0.5}]"#;

#[test]
fn work_that_may_wait_keeps_out_of_the_peak_only_where_it_is_batched() {
    let price = row(r#","batch_discount":0.5,"peak_factor":2,"peak_hours":[1,4]"#);
    let of = Usage { waiting: Share::new(0.4), ..usage(1_000.0) };
    let total = |batching: bool| {
        let terms = Terms { batching, peak_share: Share::new(0.3), ..TERMS };
        bill(&price, &OwnPrices::default(), &of, &terms).total.get()
    };
    // A million requests of 1,000 tokens in at $1 and out at $4 a million: $5,000. Three tenths of it at twice the price:
    // 5,000 × 1.3 = 6,500. Batched, four tenths cost half, 5,000 × (1 − 0.2) = 4,000, and three tenths of the six tenths
    // that are left fall into the peak: 4,000 × (1 + 0.3 × 0.6) = 4,720.
    assert!((total(false) - 6_500.0).abs() < 1e-9 && (total(true) - 4_720.0).abs() < 1e-9, "{}", total(true));
}

#[test]
fn a_cliff_bills_the_whole_request_at_the_highest_step_it_reaches() {
    let price = row(&format!(r#"{STEPS},"tier_style":"cliff""#));
    let monthly = |input: f64| {
        let bill = bill(&price, &OwnPrices::default(), &usage(input), &TERMS);
        (bill.input.get(), bill.output.get())
    };
    // A million requests of 1,000 tokens out: 1e9 tokens, so the price per million times 1,000.
    assert_eq!(monthly(32_000.0), (32_000.0, 4_000.0));
    assert_eq!(monthly(32_001.0), (64_002.0, 8_000.0));
    assert_eq!(monthly(256_000.0), (512_000.0, 8_000.0));
    assert_eq!(monthly(300_000.0), (900_000.0, 12_000.0));
}

#[test]
fn marginal_steps_bill_only_what_lies_beyond_each() {
    let price = row(&format!(r#"{STEPS},"tier_style":"marginal""#));
    // 320,000 tokens: 32,000 at 1, 224,000 at 2, 64,000 at 3: 32 + 448 + 192 = 672 thousand dollars a million requests.
    let bill = bill(&price, &OwnPrices::default(), &usage(320_000.0), &TERMS);
    assert!((bill.input.get() - 672_000.0).abs() < 1e-6, "{}", bill.input.get());
    // Output is shared out alike: a tenth at 4, seven tenths at 8, a fifth at 12: 0.4 + 5.6 + 2.4 = 8.4.
    assert!((bill.output.get() - 8_400.0).abs() < 1e-6, "{}", bill.output.get());
}

#[test]
fn one_step_of_older_files_is_a_list_of_one() {
    let old = row(r#","tier_above":32000,"tier_style":"cliff","tier_input":2,"tier_output":8,"tier_cached_read":0.2"#);
    let new = row(r#","tier_style":"cliff","tiers":[{"above":32000,"input":2,"output":8,"cached_read":0.2}]"#);
    assert_eq!(old, new);
}

#[test]
fn searches_are_billed_by_the_piece_and_count_into_the_total() {
    let line = made_up(r#","per_request":0.002"#)
        .replace(r#""kind":"chat""#, r#""kind":"reranker""#)
        .replace(r#""input":1,"output":4"#, r#""input":0,"output":0"#);
    let (catalog, refused) = with("hosted", &line);
    assert_eq!(refused, vec![]);
    let price = catalog.on(date("2026-09-02")).price("made/up").expect("it was just added");
    // Two dollars for a thousand searches: a million cost 2,000.
    let bill = bill(price, &OwnPrices::default(), &usage(5_000.0), &TERMS);
    assert_eq!((bill.searches.get(), bill.input.get(), bill.total.get()), (2_000.0, 0.0, 2_000.0));
}

#[test]
fn free_offers_bad_steps_and_ends_without_a_reason_are_refused() {
    assert_eq!(refusal(r#","tiers":[{"above":10,"input":2,"output":8}]"#), "tiers");
    assert_eq!(
        refusal(
            r#","tier_style":"cliff","tiers":[{"above":20,"input":2,"output":8},{"above":10,"input":2,"output":8}]"#
        ),
        "tiers"
    );
    assert_eq!(refusal(r#","tier_style":"cliff","tiers":[{"above":20,"input":0,"output":8}]"#), "tiers");
    assert_eq!(refusal(r#","tier_style":"cliff","tiers":[{"above":20,"input":2}]"#), "tiers");
    assert_eq!(refusal(r#","until":"2026-10-01""#), "until, ends");
    assert_eq!(refusal(r#","ends":"retired""#), "until, ends");
    assert_eq!(refusal(r#","until":"2026-08-01","ends":"retired""#), "until, ends");
    assert_eq!(refusal(r#","channel":"friend""#), "channel");
}

#[test]
fn a_retired_offer_has_no_price_after_its_last_day_and_an_older_link_still_finds_it() {
    let (catalog, _) = with("hosted", &made_up(r#","until":"2026-10-02","ends":"retired""#));
    let on = |day: &str| catalog.on(date(day));
    let offered = |day: &str| on(day).offers().iter().any(|row| row.id == "made/up");
    assert!(on("2026-10-02").price("made/up").is_some() && offered("2026-10-02"));
    assert!(on("2026-10-03").price("made/up").is_none() && !offered("2026-10-03"));
    assert!(!on("2026-10-03").hosts().contains(&"Made Up") && on("2026-10-02").hosts().contains(&"Made Up"));
    // Who says that they buy it is taken at their word, before and after.
    assert!(on("2026-11-23").row("made/up").is_some() && on("2026-01-01").row("made/up").is_some());
}

#[test]
fn a_promotion_that_ran_out_is_used_for_want_of_a_later_price_and_known_to_be() {
    let (catalog, _) = with("hosted", &made_up(r#","until":"2026-10-02","ends":"promotion""#));
    let after = catalog.on(date("2026-10-03")).price("made/up").expect("the model is still sold");
    assert!(after.ran_out(date("2026-10-03")) && !after.ran_out(date("2026-10-02")));
}

#[test]
fn a_day_knows_only_the_models_and_scores_that_were_out() {
    let catalog = catalog();
    let (before, after) = (catalog.on(date("2026-06-15")), catalog.on(date("2026-06-16")));
    // GLM-5.2 was released on 2026-06-16.
    assert!(before.model("glm-5.2").is_none() && after.model("glm-5.2").is_some());
    assert!(before.score("glm-5.2").is_none() && after.score("glm-5.2").is_some());
    assert!(before.model("mixtral-8x7b").is_some(), "released in 2023");
    let today = catalog.on(date("2026-11-24"));
    assert_eq!(today.purchase("h100").map(|row| row.gpu.as_str()), Some("h100"));
    assert!(catalog.on(date("2020-01-01")).purchase("h100").is_none());
    let first = date("2026-08-31");
    assert_eq!(catalog.on(first).rents_of("h100").len(), catalog.rents_of("h100", first).len());
    assert_eq!(
        after.later_prices("google/gemini-4-argon").len(),
        catalog.later_prices("google/gemini-4-argon", after.day).len()
    );
    assert!(UsdPerMtok::ZERO < catalog.on(date("2026-11-24")).price("openai/gpt-6.1-terra").expect("sold").input);
}

#[test]
fn a_price_that_nobody_had_announced_is_not_known_before_its_day() {
    let catalog = catalog();
    // Terra came on 2026-07-09 at 2.50 and was cut to 2 on 2026-07-30, unannounced.
    let launch = catalog.on(date("2026-07-15"));
    assert_eq!(launch.price("openai/gpt-5.6-terra").map(|row| row.input.get()), Some(2.5));
    assert!(launch.later_prices("openai/gpt-5.6-terra").is_empty());
    // Google announced the end of its promotion together with it.
    let promotion = catalog.on(date("2026-11-01"));
    let steps = promotion.later_prices("google/gemini-4-argon");
    assert_eq!(steps.iter().map(|row| row.input.get()).collect::<Vec<_>>(), [4.0]);
}

#[test]
fn a_host_that_states_no_surcharge_for_one_region_is_counted_with_the_usual_one() {
    let catalog = catalog();
    let on = |id: &str| catalog.price(id, date("2026-11-24")).unwrap_or_else(|| panic!("{id}"));
    let listed = on("anthropic/claude-haiku-5.5");
    assert_eq!((listed.region_surcharge.map(Share::get), listed.surcharge_in_region()), (Some(0.1), Share::new(0.1)));
    let unlisted = on("deepinfra/gpt-oss-120b");
    assert_eq!((unlisted.region_surcharge, unlisted.surcharge_in_region()), (None, Share::new(0.1)));
    // The usual one is the parameter's.
    assert_eq!(catalog.parameter("residency_premium").and_then(|row| row.typical), Some(10.0));
    // 1,000 million tokens in at 0.039 and as many out at 0.19 are 229 dollars; a tenth more is 251.90.
    let terms = Terms { in_region: true, ..TERMS };
    let bill = bill(unlisted, &OwnPrices::default(), &usage(1_000.0), &terms);
    assert!((bill.total.get() - 251.9).abs() < 1e-9, "{}", bill.total.get());
}
