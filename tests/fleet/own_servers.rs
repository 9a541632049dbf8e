//! What own servers can do too: share GPUs, embed, and how busy they get.

use crate::company::{catalog, query};
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::{Choice, Group, Pay, Plan, Run, Side};
use build_or_buy::decide::portfolio;
use build_or_buy::report;
use build_or_buy::streams::Case;

/// A chat model and an embedding model, both small, on one kind of GPU.
pub(crate) const SMALL: [(&str, &str); 12] = [
    ("workloads", "chat,search"),
    ("chat.requests", "200k"),
    ("chat.quality", "any"),
    ("chat.open_model", "qwen3-4b"),
    ("search.requests", "500k"),
    ("search.input_tokens", "300"),
    ("search.output_tokens", "0"),
    ("search.model", "openai/text-embedding-3-small"),
    ("search.open_model", "qwen3-embedding-0.6b"),
    ("gpu", "l40s"),
    ("payment", "on-demand"),
    ("schedule", "always"),
];

fn plan(figures: &Figures<'_, '_>) -> Plan {
    let setup = |stream: usize| {
        let setups = &figures.case.streams[stream].setups;
        *setups.iter().find(|&&setup| figures.case.setups[setup].layout.gpus() == 1).expect("it fits one GPU")
    };
    let group =
        |stream: usize| Group { setup: setup(stream), streams: vec![stream], pay: Pay::OnDemand, run: Run::Always };
    Plan {
        choices: vec![Choice::Own(0), Choice::Own(1)],
        groups: vec![group(0), group(1)],
        meanwhile: vec![figures.best_offer(0), figures.best_offer(1)],
        interim: vec![None],
    }
}

#[test]
fn two_small_models_share_their_gpus_and_one_spare() {
    let catalog = catalog();
    let query = query(&SMALL, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &query.inputs);
    let plan = plan(&figures);
    let loads: Vec<_> =
        plan.groups.iter().map(|group| figures.load(group.setup, &group.streams).expect("fast enough")).collect();
    let pools = figures.pools(&plan, &loads, 1.0);
    assert_eq!(pools.len(), 1);
    assert_eq!(pools[0].members, [0, 1], "the chat model is larger and hosts");
    let apart: f64 = loads.iter().map(|load| load.service.always_on(&load.work, 1.0)).sum();
    let together = pools[0].load.service.always_on(&pools[0].load.work, 1.0);
    println!("{apart} GPUs apart, {together} together");
    assert!(together < apart);
    // At half the target a chat request takes at least as much of a GPU's time as at the whole.
    let work = |load: &build_or_buy::cost::plan::Load| load.work.mean();
    assert!(work(&pools[0].load) >= loads.iter().map(work).sum::<f64>());
    let month = |plan: &Plan| figures.cost(plan, 1.0).expect("it has a price").months[20].gpus;
    assert_eq!(month(&plan), together);
    // Each group alone costs what it did; the plan costs less than the two.
    let alone: f64 = (0..2)
        .map(|at| figures.alone(&plan.groups[at], &loads[at], &plan.meanwhile, 1.0).expect("it has a price"))
        .map(|alone| alone.gpus.iter().copied().fold(0.0, f64::max))
        .sum();
    assert!(month(&plan) < alone);
}

#[test]
fn sharing_never_costs_more_at_any_volume() {
    let catalog = catalog();
    let query = query(&SMALL, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &query.inputs);
    let plan = plan(&figures);
    let loads: Vec<_> =
        plan.groups.iter().map(|group| figures.load(group.setup, &group.streams).expect("fast enough")).collect();
    let mut last = 0.0;
    for scale in [0.01, 0.1, 1.0, 3.0, 10.0, 30.0, 100.0, 1_000.0] {
        let volume = |load: &build_or_buy::cost::plan::Load| load.service.always_on(&load.work, scale) * load.gpus;
        let apart: f64 = loads.iter().map(volume).sum();
        let shared = figures.shared_loads(&plan, &loads, scale);
        let together: f64 = shared.as_ref().map_or(&loads, |(loads, _)| loads).iter().map(volume).sum();
        println!("{scale} x: {apart} GPUs apart, {together} together");
        let cost = figures.present(&plan, scale).expect("it has a price").total().get();
        assert!(cost >= last, "{scale} x is cheaper than less");
        last = cost;
    }
}

#[test]
fn a_small_model_rides_along_on_the_gpus_of_a_larger_one() {
    let catalog = catalog();
    let mut pairs = SMALL.to_vec();
    pairs[9].1 = "auto";
    // Half of it must do for a small card too.
    pairs.push(("chat.latency", "120"));
    let query = query(&pairs, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &query.inputs);
    let on = |stream: usize, other: Option<&str>| {
        let fitting = |setup: &&usize| {
            let setup = &case.setups[**setup];
            setup.layout.gpus() == 1 && other.is_none_or(|other| setup.gpu.id != other)
        };
        *case.streams[stream].setups.iter().find(fitting).expect("it fits another GPU")
    };
    let host = on(0, None);
    let guest = on(1, Some(&case.setups[host].gpu.id));
    println!("{} hosts what ran on {}", case.setups[host].gpu.id, case.setups[guest].gpu.id);
    let group =
        |setup: usize, stream: usize| Group { setup, streams: vec![stream], pay: Pay::OnDemand, run: Run::Always };
    let plan = Plan {
        choices: vec![Choice::Own(0), Choice::Own(1)],
        groups: vec![group(host, 0), group(guest, 1)],
        meanwhile: vec![figures.best_offer(0), figures.best_offer(1)],
        interim: vec![None],
    };
    let load = |group: &Group| figures.load(group.setup, &group.streams).expect("fast enough");
    let loads: Vec<_> = plan.groups.iter().map(load).collect();
    let pools = figures.pools(&plan, &loads, 1.0);
    assert_eq!(pools.iter().map(|pool| pool.members.as_slice()).collect::<Vec<_>>(), [[0, 1]]);
    let gpus = |load: &build_or_buy::cost::plan::Load| load.service.always_on(&load.work, 1.0);
    // The host needs no more GPUs than alone, and the guest's own fall away.
    assert_eq!(gpus(&pools[0].load), gpus(&loads[0]));
    assert_eq!(figures.cost(&plan, 1.0).expect("it has a price").months[20].gpus, gpus(&loads[0]));
}

#[test]
fn models_that_do_not_fit_beside_each_other_keep_their_own_gpus() {
    let catalog = catalog();
    let mut pairs = SMALL.to_vec();
    // In 8 bits 14.8 GB of weights beside 7.57, and two workspaces, are more than an engine may use of 24 GB.
    pairs[3].1 = "qwen3-14b";
    pairs[8].1 = "qwen3-embedding-8b";
    pairs[9].1 = "l4";
    pairs.push(("chat.latency", "200"));
    let query = query(&pairs, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &query.inputs);
    let plan = plan(&figures);
    let loads: Vec<_> = plan.groups.iter().filter_map(|group| figures.load(group.setup, &group.streams)).collect();
    assert_eq!(loads.len(), 2);
    assert!(figures.pools(&plan, &loads, 1.0).is_empty());
}

#[test]
fn an_embedding_workload_has_no_output_on_either_side() {
    let catalog = catalog();
    let pairs = [
        ("workloads", "search"),
        ("search.requests", "500M"),
        ("search.input_tokens", "500"),
        ("search.output_tokens", "0"),
        ("search.cached", "0"),
        ("search.cache_writes", "0"),
        ("search.model", "openai/text-embedding-3-small"),
        ("retries", "0"),
    ];
    let query = query(&pairs, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let figures = Figures::new(&case, &query.inputs);
    // 500 M · 500 tokens at 0.02 USD a million = 5,000 USD a month, all of it input.
    let bill = figures.bill(0, 0, 0);
    assert!((bill.input.get() - 5_000.0).abs() < 1e-6 && bill.output.get() == 0.0, "{bill:?}");
    let stream = &case.streams[0];
    assert!(!stream.setups.is_empty());
    for &at in &stream.setups {
        let setup = &case.setups[at];
        assert!(setup.model.id.starts_with("qwen3-embedding"), "{}", setup.model.id);
        let replica = figures.replica(at, 0, figures.flows[0].target).expect("it embeds");
        // Reading 500 tokens takes 2 · parameters · 500 operations: no GPU does more than its peak.
        let rate = setup.gpu.fp8.unwrap_or(setup.gpu.bf16).get().max(setup.gpu.bf16.get()) * 1e12;
        let most = rate / (2.0 * setup.model.active.get() * 1e9 * 500.0) * f64::from(setup.layout.gpus());
        println!(
            "{} on {} {}: {:.0} requests/s, roofline {most:.0}",
            setup.model.id,
            setup.layout.gpus(),
            setup.gpu.id,
            replica.rate
        );
        // A model of 0.6 billion parameters that is split over eight GPUs spends its time on their talking.
        let least = if setup.layout.gpus() <= 2 { 0.05 } else { 0.005 };
        assert!(replica.rate > least * most && replica.rate < most, "{} of {most}", replica.rate);
    }
    let portfolio = portfolio::optimize(&figures);
    assert!(portfolio.buy.is_some() && portfolio.build.is_some());
    let report = report::answer(&query, &catalog, 0);
    assert_eq!(report.workloads.len(), 1);
    let build = portfolio.build.expect("it can be run");
    assert_eq!(build.plan.side(), Side::Build);
}

#[test]
fn predictions_for_well_known_pairs_lie_where_people_measure_them() {
    // Not asserted to be exact: the calibration tables hold the capacity model; this prints what a fleet makes of it.
    let catalog = catalog();
    println!("model           GPU      GPUs  tokens/s  slots  replicas  utilization");
    for (model, gpu, quality, target) in [
        ("llama-3.1-8b", "h100", "any", "40"),
        ("llama-3.1-8b", "l40s", "any", "60"),
        ("llama-3.3-70b", "h100", "any", "60"),
        ("gpt-oss-120b", "h100", "any", "40"),
        ("qwen3-30b-a3b", "a100-80", "any", "40"),
        ("deepseek-r1", "h200", "any", "60"),
    ] {
        for volume in ["100k", "1M", "10M"] {
            let pairs = [
                ("workloads", "one"),
                ("one.requests", volume),
                ("one.quality", quality),
                ("one.open_model", model),
                ("one.latency", target),
                ("gpu", gpu),
                ("maturity", "tuned"),
                ("provider", "specialist"),
            ];
            let query = query(&pairs, &catalog);
            let case = Case::new(&query.inputs, &catalog, catalog.asof);
            let figures = Figures::new(&case, &query.inputs);
            let Some(&setup) = case.streams[0].setups.first() else {
                println!("{model} on {gpu}: {:?}", case.why_not(0));
                continue;
            };
            let load = figures.load(setup, &[0]).expect("fast enough");
            let replicas = load.service.always_on(&load.work, 1.0);
            let utilization = load.work.mean() / replicas;
            println!(
                "{model:15} {gpu:8} {:4} {:9.0} {:6.1} {replicas:9} {:11.1}%",
                load.gpus,
                load.tokens,
                load.service.slots,
                100.0 * utilization
            );
            // Measured fleets run at 5 to 60 %; a spare for a trickle runs at less.
            assert!(utilization < 0.7, "{model} on {gpu} at {volume}: {utilization}");
        }
    }
}
