//! The audit of 2026-11-24 against seven independent lists, row by row: what was wrong, and what stands now.

use crate::{catalog, date};
use build_or_buy::catalog::{Billing, Kind};

/// Input, output, cached read, cache write; a price that is not sold is -1.
type Prices = [f64; 4];

const NONE: f64 = -1.0;

fn base(id: &str, on: &str) -> Prices {
    let catalog = catalog();
    let row = catalog.price(id, date(on)).unwrap_or_else(|| panic!("{id} on {on}"));
    let or_none =
        |price: Option<build_or_buy::units::UsdPerMtok>| price.map_or(NONE, build_or_buy::units::UsdPerMtok::get);
    [row.input.get(), row.output.get(), or_none(row.cached_read), or_none(row.cache_write)]
}

fn steps(id: &str, on: &str) -> Vec<(f64, Prices)> {
    let catalog = catalog();
    let row = catalog.price(id, date(on)).unwrap_or_else(|| panic!("{id} on {on}"));
    let or_none =
        |price: Option<build_or_buy::units::UsdPerMtok>| price.map_or(NONE, build_or_buy::units::UsdPerMtok::get);
    row.tiers
        .iter()
        .map(|tier| {
            let prices = [tier.input.get(), tier.output.get(), or_none(tier.cached_read), or_none(tier.cache_write)];
            (tier.above.get(), prices)
        })
        .collect()
}

#[test]
fn long_context_steps_and_cached_prices_that_were_missing() {
    let now = "2026-11-23";
    // 1: 4/20 since 2026-08-21 with its cached price, write and step; the launch row too.
    assert_eq!(base("openai/gpt-5.6-sol", "2026-08-21"), [4.0, 20.0, 0.4, 5.0]);
    assert_eq!(steps("openai/gpt-5.6-sol", "2026-11-20"), [(272_000.0, [8.0, 30.0, 0.8, 10.0])]);
    assert_eq!(base("openai/gpt-5.6-sol", "2026-08-20"), [5.0, 30.0, 0.5, 6.25]);
    assert_eq!(steps("openai/gpt-5.6-sol", "2026-08-20"), [(272_000.0, [10.0, 45.0, 1.0, NONE])]);
    // 2: Terra, Luna and 5.5.
    assert_eq!(steps("openai/gpt-5.6-terra", now), [(272_000.0, [4.0, 18.0, 0.4, 5.0])]);
    assert_eq!(steps("openai/gpt-5.6-terra", "2026-07-29"), [(272_000.0, [5.0, 22.5, 0.5, NONE])]);
    assert_eq!(steps("openai/gpt-5.6-luna", now), [(272_000.0, [0.4, 1.8, 0.04, 0.5])]);
    assert_eq!(steps("openai/gpt-5.6-luna", "2026-07-29"), [(272_000.0, [2.0, 9.0, 0.2, NONE])]);
    assert_eq!(steps("openai/gpt-5.5", now), [(272_000.0, [10.0, 45.0, 1.0, NONE])]);
    // 3 and 4.
    assert_eq!(steps("xai/grok-4.6", now), [(200_000.0, [4.0, 12.0, 1.0, NONE])]);
    assert_eq!(base("alibaba/qwen3.7-flash", now), [0.03, 0.13, 0.006, 0.038]);
    let two = [(32_000.0, [0.1, 0.4, 0.02, 0.125]), (256_000.0, [0.2, 0.8, 0.04, 0.25])];
    assert_eq!(steps("alibaba/qwen3.7-flash", now), two);
    // 12: the step's cached price.
    assert_eq!(steps("google/gemini-3.1-pro-preview", now)[0].1[2], 0.4);
    assert_eq!(steps("xai/grok-4.3", now)[0].1[2], 0.4);
}

#[test]
fn prices_begin_when_they_began_and_end_when_they_ended() {
    let catalog = catalog();
    // 5: the day of the launch, and the day it was first seen beside it.
    for (id, began, seen) in [
        ("anthropic/claude-opus-5.5", "2026-09-22", "2026-10-10"),
        ("anthropic/claude-fable-5.1", "2026-09-01", "2026-10-10"),
        ("anthropic/claude-haiku-5.5", "2026-10-07", "2026-10-24"),
        ("anthropic/claude-sonnet-5.5", "2026-09-28", "2026-09-29"),
        ("anthropic/claude-opus-5", "2026-07-24", "2026-10-01"),
        ("openai/gpt-6.1-terra", "2026-10-26", "2026-10-27"),
        ("deepseek/deepseek-flash", "2026-09-10", "2026-10-27"),
    ] {
        let row = catalog.price(id, date(began)).unwrap_or_else(|| panic!("{id} on {began}"));
        assert_eq!((row.from, row.first_seen), (date(began), Some(date(seen))), "{id}");
        assert!(!row.may_have_begun_before(), "{id}");
    }
    // 6: retired ones have a price until then and none after.
    for (id, last) in [
        ("groq/llama-3.1-8b", "2026-10-02"),
        ("groq/llama-3.3-70b", "2026-10-02"),
        ("groq/qwen3.6-27b", "2026-10-02"),
        ("google/gemini-2.5-flash-lite", "2026-10-31"),
    ] {
        assert!(catalog.price(id, date(last)).is_some() && catalog.price(id, date("2026-11-24")).is_none(), "{id}");
    }
    // Promotions carry their end.
    for (id, on, end) in [
        ("openai/gpt-5.6-sol", "2026-11-20", "2026-11-21"),
        ("google/gemini-4-argon", "2026-11-20", "2026-11-30"),
        ("google/gemini-3.6-flash", "2026-11-20", "2026-12-31"),
        ("google/gemini-3.7-flash", "2026-11-20", "2026-12-31"),
        ("google/gemini-3.8-flash", "2026-11-20", "2026-12-31"),
    ] {
        assert_eq!(catalog.price(id, date(on)).and_then(|row| row.until), Some(date(end)), "{id}");
    }
    assert!(catalog.price("openai/gpt-5.6-sol", date("2026-11-24")).is_some_and(|row| row.ran_out(date("2026-11-24"))));
}

#[test]
fn superseded_discounted_and_disputed_rows() {
    let now = "2026-11-23";
    // 7
    assert_eq!(base("together/deepseek-v4-pro", now), [1.32, 3.96, 0.13, NONE]);
    assert_eq!(base("fireworks/deepseek-v4-pro", now), [1.32, 3.96, 0.13, NONE]);
    assert_eq!(base("together/deepseek-v4-pro", "2026-08-31"), [1.74, 3.48, 0.2, NONE]);
    // 8 to 10: a list price is one, a router's is marked.
    assert_eq!(base("alibaba/qwen3.8-27b", now), [0.5, 3.0, NONE, NONE]);
    assert_eq!(base("together/qwen3.5-9b", now), [0.1, 0.15, NONE, NONE]);
    assert_eq!(base("deepinfra/qwen3.8-27b", "2026-09-01"), [0.4, 3.0, 0.04, NONE]);
    let catalog = catalog();
    let list = |id: &str| catalog.price(id, date(now)).expect("sold").is_list();
    assert!(list("alibaba/qwen3.8-27b") && list("cerebras/qwen3.8-27b"));
    assert!(!list("deepinfra/qwen3.8-27b") && !list("novita/qwen3.8-27b") && !list("together/qwen3.5-9b"));
    // 11 and 13
    assert_eq!(base("fireworks/glm-5.2", now)[2], 0.26);
    for id in ["openai/text-embedding-3-large", "openai/text-embedding-3-small"] {
        let batch = catalog.price(id, date(now)).and_then(|row| row.batch_discount);
        assert_eq!(batch.map(build_or_buy::units::Share::get), Some(0.5), "{id}");
    }
    // 14 and 15
    let left_out =
        |what: &str| catalog.left_out.iter().any(|row| row.what.contains(what) && row.why.contains("not exist"));
    assert!(left_out("GPT-6.1 Luna"));
}

#[test]
fn hosts_models_and_rents_that_were_absent() {
    let catalog = catalog();
    let now = catalog.on(date("2026-11-24"));
    for host in ["Azure", "Databricks", "Groq", "Fireworks"] {
        assert!(now.hosts().contains(&host), "{host}");
    }
    for (id, prices) in [
        ("xai/grok-4.7", [2.0, 6.0, 0.5, NONE]),
        ("mistral/mistral-large-4", [1.36, 4.18, 0.14, NONE]),
        ("fireworks/glm-5.3-flash", [0.15, 0.5, 0.03, NONE]),
        ("databricks/glm-5.3-flash", [0.15, 0.5, 0.03, NONE]),
        ("fireworks/glm-5.3", [1.4, 4.4, 0.26, NONE]),
        ("groq/qwen3.8-27b", [0.8, 4.0, 0.4, NONE]),
        ("databricks/deepseek-v4.1-flash", [0.3, 1.2, 0.03, NONE]),
        ("databricks/gpt-oss-120b", [0.15, 0.6, NONE, NONE]),
        ("azure/gpt-5.6-terra", [2.0, 12.0, NONE, NONE]),
        ("google/gemini-embedding-2", [0.2, 0.0, NONE, NONE]),
        ("cohere/embed-v4", [0.12, 0.0, NONE, NONE]),
        ("voyage/rerank-2.5", [0.05, 0.0, NONE, NONE]),
    ] {
        assert_eq!(base(id, "2026-11-23"), prices, "{id}");
    }
    assert_eq!(base("google/gemini-3.8-flash", "2027-01-01"), [1.5, 7.5, 0.15, NONE]);
    // Two dollars for a thousand searches, and so on.
    for (id, each) in
        [("cohere/rerank-v3.5", 0.002), ("cohere/rerank-v4.0-pro", 0.0025), ("bedrock/amazon-rerank-v1", 0.001)]
    {
        let row = now.price(id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(
            (row.kind, row.per_request.map(build_or_buy::units::Usd::get)),
            (Kind::Reranker, Some(each)),
            "{id}"
        );
    }
    for (gpu, provider, billing, hour) in [
        ("h100", "Oracle Cloud", Billing::OnDemand, 10.0),
        ("mi355x", "Oracle Cloud", Billing::OnDemand, 8.6),
        ("h100", "CoreWeave", Billing::OnDemand, 6.155),
        ("gh200", "Lambda", Billing::OnDemand, 2.29),
        ("b200", "CoreWeave", Billing::Spot, 4.26),
        ("h200", "AWS", Billing::OnDemand, 7.912),
        ("h200", "AWS", Billing::Spot, 3.4),
        ("h200", "Together AI", Billing::OnDemand, 5.99),
        ("h100", "GCP", Billing::OnDemand, 10.98),
    ] {
        let rents = now.rents_of(gpu);
        let found = rents.iter().find(|row| row.provider == provider && row.billing == billing);
        assert_eq!(found.map(|row| row.hour.get()), Some(hour), "{gpu} at {provider}");
    }
}
