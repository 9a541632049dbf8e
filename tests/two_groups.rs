//! Models side by side, every pair of ways tried: people are paid once for the GPUs of both, so the cheapest pair need
//! not be the cheapest way of each.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::{Choice, Group, Pay, Plan, Run};
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs::link;
use build_or_buy::streams::Case;

fn catalog() -> Catalog {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
}

/// Both workloads run, each on its own model, at the least over all pairs of ways; and the same of the cheapest of each.
fn least(figures: &Figures<'_, '_>) -> (f64, f64) {
    let case = figures.case;
    let ways = |stream: usize| {
        let mut all: Vec<(f64, Group)> = Vec::new();
        for &setup in &case.streams[stream].setups {
            let streams = vec![stream];
            let Some(load) = figures.load(setup, &streams) else { continue };
            let group = Group { setup, streams: streams.clone(), pay: Pay::OnDemand, run: Run::Always };
            if let Some(alone) = figures.alone(&group, &load, &[None, None], 1.0) {
                all.push((alone.present.get(), group));
            }
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    };
    let (first, second) = (ways(0), ways(1));
    let price = |a: &Group, b: &Group| {
        let plan = Plan {
            choices: vec![Choice::Own(0), Choice::Own(1)],
            groups: vec![a.clone(), b.clone()],
            meanwhile: vec![None, None],
            interim: vec![None, None],
        };
        figures.present(&plan, 1.0).map_or(f64::INFINITY, |cost| cost.total().get())
    };
    let pairs = first.iter().flat_map(|a| second.iter().map(move |b| price(&a.1, &b.1)));
    (pairs.fold(f64::INFINITY, f64::min), price(&first[0].1, &second[0].1))
}

#[test]
fn the_cheapest_pair_is_found_where_people_decide_it() {
    let catalog = catalog();
    let mut thrifty = 0;
    for step in 0..150 {
        // Nothing may be bought: fine-tuned weights that may not leave. Two models, on any GPU.
        let (a, b) = (20.0 * libm::pow(1.03, f64::from(step)), 30.0 * libm::pow(1.021, f64::from(step)));
        let text = format!(
            "workloads=a~b&a.requests={a:.3}M&b.requests={b:.3}M&a.open_model=llama-3.3-70b&b.open_model=qwen3-32b&\
             a.tuning=private&b.tuning=private&a.quality=any&b.quality=any&a.input_tokens=500&b.input_tokens=500&\
             a.output_tokens=60&b.output_tokens=60&payment=on-demand&schedule=always&build_months=0&growth=0&horizon=12&\
             run_people_small=0.5&run_people_medium=1&run_people_large=1.5&rota_absorbed=100&outage_cost=0"
        );
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let query = link::read(&pairs, &catalog);
        let case = Case::new(&query.inputs, &catalog, catalog.asof);
        let figures = Figures::new(&case, &query.inputs);
        let (least, of_each) = least(&figures);
        let found = optimize(&figures).build.expect("both run").present;
        assert!(found <= least * (1.0 + 1e-9), "step {step}: {found}, {least} is possible");
        thrifty += i32::from(least < of_each * (1.0 - 1e-6));
    }
    // Else it would have tried nothing.
    assert!(thrifty > 2, "{thrifty} where the cheapest of each is not the cheapest pair");
}

/// Three models, each measured by a load test that says the same of every format it may have.
const MEASURED: &str = "workloads=a~b~c&engineer_cost=328059&product_team=28.47&follow_fall=-45.76&bill_today=596&\
    switch_weeks=6.559&maturity=first&speculative=yes&a.requests=516241&\
    a.model=databricks/llama-3.1-8b&a.shape=chat&a.quality=basic&a.cache_writes=38.1&\
    a.above_tier=30.5&a.latency=100&a.batching_today=yes&a.open_model=qwen3-8b&a.input_tokens=154&\
    a.output_tokens=913.6&a.throughput=6531&a.first_token=2.288&a.first_token_measured=2.773&\
    b.requests=58842&b.model=bedrock/nova-micro&b.shape=chat&b.quality=frontier&b.cached=9.478&\
    b.above_tier=10.91&b.caching_today=no&b.batching_today=yes&b.open_model=llama-3.1-8b&\
    b.input_tokens=50&b.output_tokens=20&b.throughput=8206&b.latency=100&c.requests=85373&\
    c.model=google/gemini-2.5-flash&c.shape=chat&c.quality=frontier&c.waiting=37.62&\
    c.batching_today=yes&c.open_model=qwen3-14b&c.input_tokens=83.38&c.output_tokens=181.5&\
    c.throughput=2961&c.latency=100&payment=on-demand&gpu=a100-80&schedule=auto&moves=follow";

#[test]
fn of_formats_that_carry_the_same_the_one_that_leaves_room_for_others_is_shared() {
    // By brute force over every format in tests/independent: all three fit on one A100 in 4 bits, 1,547,694.89 USD of
    // present value. In 16 bits two of them do, and the three cost 1,641,821.68.
    let catalog = catalog();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(MEASURED.as_bytes()).into_owned().collect();
    let query = link::read(&pairs, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let build = optimize(&Figures::new(&case, &query.inputs)).build.expect("all may be run").present;
    assert!((build - 1_547_694.89).abs() < 0.01, "{build}");
}
