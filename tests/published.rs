//! Published calculators and worked examples, each rebuilt from its own inputs: the right ones must come out, and
//! for the wrong ones the slip is named and both numbers are shown.
#![cfg(not(target_arch = "wasm32"))]

#[path = "published/break_even.rs"]
mod break_even;

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::decide::break_even::staircase_crossings;
use build_or_buy::finance;
use build_or_buy::fleet::{Service, Work};
use build_or_buy::inputs;
use build_or_buy::reasons::bridge::{self, break_even};
use build_or_buy::streams::Case;
use build_or_buy::units::{Hours, Share, TokensPerRequest, TokensPerSecond, UsdPerHour, UsdPerMtok};

// Published figures come as plain numbers: dollars, hours, tokens a second, dollars for a million tokens.

fn rent(gpus: f64, hour: f64, hours: f64) -> f64 {
    bridge::rent(gpus, UsdPerHour::new(hour), Hours::new(hours)).get()
}

fn rent_by_utilization(gpus: f64, hour: f64, hours: f64, used: f64) -> f64 {
    bridge::rent_by_utilization(gpus, UsdPerHour::new(hour), Hours::new(hours), Share::new(used)).get()
}

fn per_million(hour: f64, rate: f64, in_use: f64) -> f64 {
    bridge::per_million(UsdPerHour::new(hour), TokensPerSecond::new(rate), Share::new(in_use)).get()
}

/// In millions of tokens.
fn capacity(rate: f64, hours: f64) -> f64 {
    bridge::capacity(TokensPerSecond::new(rate), Hours::new(hours)).get() / 1e6
}

fn per_request(input: f64, output: f64, price_in: f64, price_out: f64) -> f64 {
    let [input, output] = [input, output].map(TokensPerRequest::new);
    bridge::per_request(input, output, UsdPerMtok::new(price_in), UsdPerMtok::new(price_out)).get()
}

fn catalog() -> Catalog {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
}

/// A month's hosted bill by the tool's own inputs: one workload, its prices typed in, nothing cached or retried.
fn hosted(requests: f64, input: f64, output: f64, price_in: f64, price_out: f64, more: &[(&str, &str)]) -> f64 {
    let number = |value: f64| value.to_string();
    let mut pairs = vec![
        ("workloads".to_owned(), "w".to_owned()),
        ("w.model".to_owned(), "openai/gpt-5.6-luna".to_owned()),
        ("w.quality".to_owned(), "any".to_owned()),
        ("w.cached".to_owned(), "0".to_owned()),
        ("w.cache_writes".to_owned(), "0".to_owned()),
        ("retries".to_owned(), "0".to_owned()),
        ("w.requests".to_owned(), number(requests)),
        ("w.input_tokens".to_owned(), number(input)),
        ("w.output_tokens".to_owned(), number(output)),
        ("w.price_input".to_owned(), number(price_in)),
        ("w.price_output".to_owned(), number(price_out)),
    ];
    pairs.retain(|(key, _)| more.iter().all(|(own, _)| own != key));
    pairs.extend(more.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())));
    let catalog = catalog();
    let query = inputs::link::read(&pairs, &catalog);
    assert!(query.issues.is_empty(), "{:?}", query.issues);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    Figures::new(&case, &query.inputs).bill(0, 0, 0).total.get()
}

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

/// A fleet without bursts, spares or queues, in which a replica is filled to the brim.
const BARE: Service = Service { slots: 1e18, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };

#[test]
fn induwara_default_is_right_for_an_always_on_gpu() {
    // https://induwara.lk/tools/ai-self-hosting-cost-calculator: 120 M in, 40 M out at $0.25 and $2.
    // One request of 120 tokens in and 40 out, a million times: 110.
    near(hosted(1e6, 120.0, 40.0, 0.25, 2.0, &[]), 110.0, 1e-6);
    let own = rent(1.0, 1.19, 729.6) * 1.15;
    near(own, 998.46, 0.005);
    near(own - 110.0, 888.46, 0.005);
    // 998.4576 / ($110 / 160 M) = 1,452.3 M tokens; printed as 1.45 billion.
    near(break_even(own, 110.0 / 160.0, 0.0).expect("a price above nothing"), 1_452.301_964, 1e-5);
    // 2,500 tokens a second for 729.6 hours: 6.57 billion.
    near(capacity(2_500.0, 729.6), 6_566.4, 1e-6);
    near(110.0 * 305.0, 33_550.0, 1e-6);
    near((own * 100.0).round() / 100.0 * 305.0, 304_530.0, 0.5);
    // Its utilization field scales the bill, which no always-on GPU does: at 10 % it would print a tenth.
    near(rent_by_utilization(1.0, 1.19, 729.6, 0.1) * 1.15, 99.85, 0.005);
}

#[test]
fn llmtco_price_per_million_is_right_at_full_use() {
    // https://llmtco.com/methodology/: $1.50 an hour at 2,000 tokens a second; 1.5 / 7.2 = 0.2083, printed 0.21.
    near(per_million(1.5, 2_000.0, 1.0), 0.208_333, 1e-6);
}

#[test]
fn llmtco_rented_bill_was_multiplied_by_utilization() {
    // https://llmtco.com/methodology/: $1.50 · 730 · 30 % = 328.50 printed; the GPU bills all 730 hours: 1,095.
    near(rent_by_utilization(1.0, 1.5, 730.0, 0.3), 328.5, 1e-9);
    near(rent(1.0, 1.5, 730.0), 1_095.0, 1e-9);
}

#[test]
fn claudecodeguides_high_volume_saves_144_000_a_year() {
    // https://claudecodeguides.com/claude-cost-open-source-llm-cost-floor/: 10 M calls of 1,000 and 200 tokens at $1 and $5.
    let api = hosted(1e7, 1_000.0, 200.0, 1.0, 5.0, &[]);
    near(api, 20_000.0, 1e-6);
    near((api - (6_000.0 + 2_000.0)) * 12.0, 144_000.0, 1e-6);
}

#[test]
fn dreaming_press_cost_per_million_is_ten_times_as_much_at_a_tenth_of_use() {
    // https://dreaming.press/posts/self-hosting-llm-inference-vs-api-cost.html: $2.50 an hour, 700 tokens a second.
    near(per_million(2.5, 700.0, 1.0), 0.992_063, 1e-6);
    near(per_million(2.5, 700.0, 0.1), 9.920_635, 1e-6);
}

#[test]
fn kimi_nodes_cost_what_is_printed_for_each_of_200_seats() {
    // https://kimi-capacity-report.pages.dev/: 8 GPUs, 730 hours, $3 to $5 an hour, 200 subscribers.
    for (hour, node, seat) in [(3.0, 17_520.0, 87.6), (4.0, 23_360.0, 116.8), (5.0, 29_200.0, 146.0)] {
        near(rent(8.0, hour, 730.0), node, 1e-9);
        near(rent(8.0, hour, 730.0) / 200.0, seat, 1e-9);
    }
}

#[test]
fn aiproductivity_home_machine_costs_about_130_a_month() {
    // https://aiproductivity.ai/news/self-hosting-llms-cost-analysis-not-cheaper/: $0.21 an hour of power for 8 hours
    // of 30 days, and $2,800 over 36 months: 50.40 + 77.78 = 128.18, printed as 130.
    near(rent(1.0, 0.21, 8.0 * 30.0) + 2_800.0 / 36.0, 128.177_778, 1e-6);
}

#[test]
fn forge_on_an_a5000_is_85_to_181_times_below_its_rival() {
    // https://github.com/feRpicoral/forge: $0.27 an hour at 2,169 or 1,017 tokens a second against $6.25 a million,
    // a busy machine without people, spares or idle time.
    for (rate, cost, ratio) in [(2_169.0, 0.034_578, 180.75), (1_017.0, 0.073_746, 84.75)] {
        near(per_million(0.27, rate, 1.0), cost, 1e-6);
        near(6.25 / per_million(0.27, rate, 1.0), ratio, 1e-6);
    }
}

#[test]
fn aibizhub_lock_in_costs_104_hours() {
    // https://aibizhub.io/methodology/llm-vendor-lock-in-cost/: complexity 6 at 4 hours, 80 evaluations at half an
    // hour, 40 hours of retraining at $150; two days of the $8,000 bill lost; 30 % saved afterwards.
    let hours = 6.0 * 4.0 + 80.0 * 0.5 + 40.0;
    near(hours, 104.0, 1e-9);
    let cost = hours * 150.0 + 2.0 * 8_000.0 / 30.0;
    near(cost, 16_133.0, 0.5);
    near(finance::payback(&[&[-cost][..], &[8_000.0 * 0.3; 12]].concat()).expect("within the year"), 6.72, 0.005);
}

#[test]
fn litemaas_gpus_were_a_fifth_of_its_real_bill() {
    // https://rhpds.github.io/rhpds.litemaas/day2/cost-analysis.html: 116,984 in all, 21,665 of it GPUs.
    near(116_984.0 / 21_665.0, 5.4, 0.005);
    near(1.0 - 21_665.0 / 116_984.0, 0.815, 0.0005);
}

#[test]
fn sukru_70b_costs_4_to_10_dollars_a_million_for_few_streams() {
    // https://sukruyusufkaya.com/en/learn/token-ekonomisi/self-hosted-llm-maliyet-gpu-saat-million-token: $2.79 an hour
    // at 80 and at 192 tokens a second: 9.69 and 4.04.
    near(per_million(2.79, 80.0, 1.0), 9.69, 0.005);
    near(per_million(2.79, 192.0, 1.0), 4.04, 0.005);
}

#[test]
fn artvandelay_price_per_question_does_not_follow_from_its_prices() {
    // https://github.com/artvandelay/api-vs-selfhost-skill: 1,000 and 500 tokens at $2.50 and $15 are $0.0100; it
    // prints $0.01125, so $3,937.50 a week and a break-even of 13,000 questions. Right: $3,500 and 14,450.
    let question = per_request(1_000.0, 500.0, 2.5, 15.0);
    near(question, 0.01, 1e-12);
    near(0.011_25 * 350_000.0, 3_937.5, 1e-9);
    near(hosted(350_000.0, 1_000.0, 500.0, 2.5, 15.0, &[]), 3_500.0, 1e-6);
    let week = rent(1.0, 2.89, 50.0);
    near(week, 144.5, 1e-9);
    near(break_even(week, 0.011_25, 0.0).expect("it crosses"), 13_000.0, 200.0);
    near(break_even(week, question, 0.0).expect("it crosses"), 14_450.0, 1e-6);
    // 50 billed hours a week also assume a GPU that makes 972 output tokens a second while it is on.
    near(350_000.0 * 500.0 / (50.0 * 3_600.0), 972.222_2, 1e-4);
}

#[test]
fn mattipuy_test_vector_does_not_follow_from_its_formula() {
    // https://github.com/mattipuy/llm-cost-engine/blob/main/docs/OPEN_SOURCE_TCO_SPEC.md: 1,000 messages a day of 500
    // and 200 tokens, 30 % cached, at $2.50, $10 and $1.25, 30 days: (875 + 187.5 + 2,000) · 30,000 / 10⁶ = 91.875.
    // It prints 79.12.
    let month = hosted(30_000.0, 500.0, 200.0, 2.5, 10.0, &[("w.price_cached", "1.25"), ("w.cached", "30")]);
    near(month, 91.875, 1e-6);
    assert!((month - 79.12).abs() > 12.0);
}

#[test]
fn pengupress_bills_are_over_a_hundred_times_what_its_prices_allow() {
    // https://pengupress.duckdns.org/articles/economics-self-hosted-llm-vs-api/: 3 M tokens cost at most 1.80 at $0.60
    // a million and 45 at $15, all of them output; it prints 480 and 5,700.
    near(hosted(1_000.0, 0.0, 3_000.0, 0.15, 0.6, &[]), 1.8, 1e-9);
    near(hosted(1_000.0, 0.0, 3_000.0, 3.0, 15.0, &[]), 45.0, 1e-9);
}

#[test]
fn manning_self_hosting_with_escalation_is_three_quarters_below_the_api() {
    // Case T9, Manning, Rearchitecting LLMs, section 12.9: $2.50 an hour, $0.004 a request, 2,950 requests an hour,
    // 4.2 % sent on to the API and paid twice.
    near(break_even(2.5, 0.004, 0.0).expect("it crosses"), 625.0, 1e-9);
    let request = 2.5 / 2_950.0 + 0.042 * 0.004;
    near(request, 0.001_015_5, 1e-7);
    near(1.0 - request / 0.004, 0.746, 5e-4);
}

#[test]
fn deepseek_fleet_costs_87_072_a_day() {
    // Case T11, github.com/deepseek-ai/open-infra-index, day 6: 226.75 nodes of 8 GPUs at $2.
    near(rent(226.75 * 8.0, 2.0, 24.0), 87_072.0, 1e-6);
}
