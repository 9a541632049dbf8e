//! What a visitor hears when a GPU or a model that was asked for cannot work.

use crate::company::{catalog, query};
use build_or_buy::catalog::{Catalog, Kind};
use build_or_buy::report;
use build_or_buy::streams::{Case, PassedOver, Reason};

fn reasons(pairs: &[(&str, &str)], catalog: &Catalog) -> Vec<PassedOver> {
    let mut all = vec![("workloads", "one"), ("one.quality", "any")];
    all.extend_from_slice(pairs);
    let query = query(&all, catalog);
    let case = Case::new(&query.inputs, catalog, catalog.asof);
    assert!(case.streams[0].setups.is_empty(), "{:?} works", case.setups[0].gpu.id);
    let reasons = case.why_not(0);
    assert!(!reasons.is_empty() && reasons.len() <= 12);
    // And the engine still answers.
    let _ = report::answer(&query, catalog, 0);
    reasons
}

#[test]
fn a_model_too_large_for_the_gpu_is_told_with_the_gigabytes() {
    let found = reasons(&[("one.open_model", "deepseek-r1"), ("gpu", "l40s"), ("one.latency", "200")], &catalog());
    println!("{found:?}");
    assert_eq!(found[0].reason, Reason::Memory);
    // 671 B parameters of one byte over 8 GPUs are 84 GB on each, of 48.
    assert!(found[0].why.starts_with("does not fit: needs 8"), "{}", found[0].why);
    assert!(found[0].why.ends_with(" GB on each of 8 GPUs, where 45 GB can be used"), "{}", found[0].why);
    assert_eq!((found[0].gpus, found[0].gpu.as_str()), (8, "l40s"));
}

#[test]
fn a_gpu_without_a_price_in_the_market_is_told_by_the_market() {
    let found = reasons(
        &[("one.open_model", "qwen3-8b"), ("gpu", "a10"), ("payment", "owned"), ("provider", "hyperscaler")],
        &catalog(),
    );
    println!("{found:?}");
    assert_eq!(found[0].reason, Reason::NoPrice);
    assert!(found[0].why.contains("purchase price"), "{}", found[0].why);
}

#[test]
fn a_target_that_one_request_alone_misses_is_told_with_its_pace() {
    let found = reasons(&[("one.open_model", "llama-3.1-405b"), ("gpu", "a100-80"), ("one.latency", "5")], &catalog());
    println!("{found:?}");
    assert!(found.iter().any(|one| one.reason == Reason::Slow && one.why.contains("allowed are 5 ms")));
}

#[test]
fn a_prompt_longer_than_the_models_context_is_told_in_tokens() {
    let found = reasons(&[("one.open_model", "qwen3-8b"), ("gpu", "h100"), ("one.input_tokens", "300000")], &catalog());
    println!("{found:?}");
    assert_eq!(found[0].reason, Reason::Context);
    assert!(found[0].why.contains("300400 tokens exceed the model's context"), "{}", found[0].why);
}

#[test]
fn a_floor_that_no_open_model_reaches_is_told_in_points() {
    let catalog = catalog();
    let query = query(
        &[
            ("workloads", "one"),
            ("one.quality", "same"),
            ("one.model", "openai/gpt-5.6-sol"),
            ("one.reasoning_tokens", "500"),
        ],
        &catalog,
    );
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    let why = case.why_not(0);
    // With reasoning it is scored 58.89, which no open model reaches.
    assert_eq!(
        (why[0].reason, why[0].why.as_str()),
        (Reason::NoModel, "no open model here is scored at 59 points or more")
    );
}

#[test]
fn a_reranker_without_open_weights_is_bought_and_says_why() {
    let mut catalog = catalog();
    let row = catalog.hosted.iter_mut().find(|row| row.id == "voyage/voyage-4-lite").expect("it is in the catalog");
    row.kind = Kind::Reranker;
    catalog.models.retain(|model| model.kind != Kind::Reranker);
    let query =
        query(&[("workloads", "one"), ("one.model", "voyage/voyage-4-lite"), ("one.output_tokens", "0")], &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    assert!(case.streams[0].setups.is_empty());
    let why = case.why_not(0);
    assert_eq!((why[0].reason, why[0].why.as_str()), (Reason::NoModel, "no open reranking model is in the catalog"));
    let report = report::answer(&query, &catalog, 0);
    assert_eq!(report.workloads[0].choice, "bought");
    assert!(report.workloads[0].fleet.is_none());
}

#[test]
fn losers_beside_a_setup_that_works_are_told_too_and_only_a_few() {
    let catalog = catalog();
    let query = query(&[], &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    for stream in 0..case.streams.len() {
        let why = case.why_not(stream);
        println!("{stream}: {why:#?}");
        assert!(!why.is_empty() && why.len() <= 12);
        assert!(why.windows(2).all(|pair| pair[0].reason <= pair[1].reason));
    }
    let setup = &case.setups[0];
    let workload = &query.inputs.workloads[case.streams[1].workload];
    println!(
        "{} on {}: longest context {:?}, at once {:?}",
        setup.model.id,
        setup.gpu.id,
        setup.longest_context(),
        setup.batch_limit(&query.inputs, workload)
    );
    assert!(setup.longest_context().get() > 0.0 && setup.batch_limit(&query.inputs, workload).is_some());
}
