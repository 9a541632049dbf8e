//! What the other two files leave of the audit's lists: every remaining row worth adding, what late files confirm, what
//! stayed as it was, and what it found in one weak source only, which is named and not priced.

use crate::{catalog, date};
use build_or_buy::catalog::{Billing, Grade};
use build_or_buy::units::{Usd, UsdPerMtok};

/// Input, output and cached read of a row of grade B or better, a price that the audit does not state as -1.
type Prices = [f64; 3];

#[track_caller]
fn costs(id: &str, on: &str, [input, output, cached]: Prices) {
    let catalog = catalog();
    let row = catalog.price(id, date(on)).unwrap_or_else(|| panic!("{id} on {on}"));
    assert_eq!((row.input.get(), row.output.get()), (input, output), "{id} on {on}");
    if cached >= 0.0 {
        assert_eq!(row.cached_read.map(UsdPerMtok::get), Some(cached), "{id} on {on}");
    }
    assert!(matches!(row.grade, Grade::A | Grade::B), "{id}: {:?}", row.grade);
    assert!(!row.source.is_empty() && row.checked <= catalog.asof, "{id}");
}

/// Databricks' list as genai-prices had it on 2026-09-29; embeddings of litellm's list of 2026-08-01.
#[test]
fn rows_worth_adding_of_databricks_and_of_embeddings() {
    for (id, prices) in [
        ("databricks/gpt-oss-120b", [0.15, 0.6, -1.0]),
        ("databricks/gpt-oss-20b", [0.07, 0.3, -1.0]),
        ("databricks/llama-3.3-70b", [0.5, 1.5, -1.0]),
        ("databricks/llama-3.1-8b", [0.15, 0.45, -1.0]),
        ("databricks/llama-4-maverick", [0.5, 1.5, -1.0]),
        ("databricks/qwen3.5-122b-a10b", [0.22, 2.2, -1.0]),
        ("databricks/kimi-k3", [3.0, 15.0, 0.3]),
        ("databricks/glm-5.2", [1.4, 4.4, 0.26]),
        ("databricks/qwen3-embedding-0.6b", [0.02, 0.0, -1.0]),
        ("databricks/bge-large", [0.1, 0.0, -1.0]),
        ("databricks/gte-large", [0.13, 0.0, -1.0]),
        ("mistral/mistral-embed", [0.1, 0.0, -1.0]),
        ("bedrock/titan-embed-v2", [0.02, 0.0, -1.0]),
        ("voyage/voyage-4-large", [0.12, 0.0, -1.0]),
        ("voyage/rerank-2.5-lite", [0.02, 0.0, -1.0]),
        ("novita/bge-reranker-v2-m3", [0.01, 0.0, -1.0]),
        ("novita/qwen3-reranker-8b", [0.05, 0.0, -1.0]),
    ] {
        costs(id, "2026-11-23", prices);
    }
    // 2 USD for 1,000 searches.
    let catalog = catalog();
    let fast = catalog.price("cohere/rerank-v4.0-fast", date("2026-11-23")).expect("sold");
    assert_eq!(fast.per_request.map(Usd::get), Some(0.002));
}

/// Each stands in a single file of August to October that the audit names.
#[test]
fn what_late_files_confirm_stands() {
    for (id, prices) in [
        ("anthropic/claude-opus-5.5", [4.0, 20.0, 0.2]),
        ("anthropic/claude-sonnet-5.5", [2.0, 10.0, 0.1]),
        ("anthropic/claude-fable-5.1", [10.0, 50.0, -1.0]),
        ("openai/gpt-6-astra", [10.0, 50.0, 1.0]),
        ("openai/gpt-6.1-sol", [2.0, 10.0, -1.0]),
        ("openai/gpt-6.1-terra", [1.0, 5.0, -1.0]),
        ("openai/gpt-6-luna", [0.1, 0.5, -1.0]),
        ("deepseek/deepseek-flash", [0.15, 0.6, 0.003]),
        ("cerebras/qwen3.8-27b", [0.99, 1.49, -1.0]),
        ("deepinfra/deepseek-v4-pro", [1.3, 2.6, 0.1]),
    ] {
        costs(id, "2026-11-23", prices);
    }
    let catalog = catalog();
    let row = |id: &str| catalog.price(id, date("2026-11-23")).unwrap_or_else(|| panic!("{id}"));
    // Astra's step above 272,000; Haiku's above 100,000; Argon has none, and batches at half.
    let [step] = &row("openai/gpt-6-astra").tiers[..] else { panic!("one step") };
    let of_step = [step.above.get(), step.input.get(), step.output.get()];
    assert_eq!((of_step, step.cached_read.map(UsdPerMtok::get)), ([272_000.0, 20.0, 75.0], Some(2.0)));
    assert_eq!(step.cache_write.map(UsdPerMtok::get), Some(25.0));
    assert_eq!(row("anthropic/claude-haiku-5.5").tiers[0].above.get(), 100_000.0);
    let argon = row("google/gemini-4-argon");
    assert!(argon.tiers.is_empty() && argon.batch_discount.map(build_or_buy::units::Share::get) == Some(0.5));
    for (id, write) in [("anthropic/claude-opus-5.5", 5.0), ("anthropic/claude-sonnet-5.5", 2.5)] {
        assert_eq!(row(id).cache_write.map(UsdPerMtok::get), Some(write), "{id}");
    }
    // The cancelled rise of Sonnet 5, and the frozen file's cached price at Fireworks.
    costs("anthropic/claude-sonnet-5", "2026-09-30", [2.0, 10.0, -1.0]);
    assert!(row("fireworks/gpt-oss-120b").cached_read.map(UsdPerMtok::get).is_some_and(|price| price < 0.02));
}

/// Single figures of its two tables that no other test asks for.
#[test]
fn what_else_its_tables_say_of_a_row() {
    // Error 1: batch and flex at half of 4/20. Error 15: the frozen file is named as that.
    let catalog = catalog();
    let row = |id: &str| catalog.price(id, date("2026-11-20")).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(row("openai/gpt-5.6-sol").batch_discount.map(build_or_buy::units::Share::get), Some(0.5));
    let note = row("fireworks/gpt-oss-120b").note.as_deref().unwrap_or_default();
    assert!(note.contains("genai-prices has 0.014") && note.contains("frozen"), "{note}");
    // Rows worth adding: Gemini 3.8 Flash until its promotion ends, Grok 4.7 above 200,000, Mistral's list price and the
    // half that the preview cost.
    costs("google/gemini-3.8-flash", "2026-12-31", [0.75, 3.75, 0.075]);
    costs("google/gemini-3.8-flash", "2027-01-01", [1.5, 7.5, 0.15]);
    let [step] = &row("xai/grok-4.7").tiers[..] else { panic!("one step") };
    let of_step = [step.above.get(), step.input.get(), step.output.get()];
    assert_eq!((of_step, step.cached_read.map(UsdPerMtok::get)), ([200_000.0, 4.0, 12.0], Some(1.0)));
    assert!(row("mistral/mistral-large-4").note.as_deref().is_some_and(|note| note.contains("half")));
    // Open models that are much used and whose config nobody has: named as left out.
    for name in ["Mistral Large 4", "Hy4", "Kimi K3.1 Pro", "GLM-5.3", "Nemotron 3.5 Lightning"] {
        let told = |row: &build_or_buy::catalog::LeftOut| row.what.starts_with("models: ") && row.what.contains(name);
        assert!(catalog.left_out.iter().any(told), "{name}");
    }
    assert!(catalog.model("mimo-v2.6-flash").is_some());
}

#[test]
fn the_other_rents_of_its_table() {
    let catalog = catalog();
    for (gpu, provider, billing, gpus, hour) in [
        ("rtx-pro-6000", "Oracle Cloud", Billing::OnDemand, 8, 4.5),
        ("h100", "CoreWeave", Billing::Spot, 8, 2.46),
        ("h200", "CoreWeave", Billing::OnDemand, 8, 6.305),
        ("b200", "CoreWeave", Billing::OnDemand, 8, 8.6),
        ("gb200", "CoreWeave", Billing::OnDemand, 4, 10.5),
        ("h100", "Together AI", Billing::OnDemand, 8, 3.99),
        ("h100", "Lambda", Billing::OnDemand, 4, 4.09),
        ("h100", "Lambda", Billing::OnDemand, 8, 3.99),
        ("b200", "Lambda", Billing::OnDemand, 1, 6.99),
        ("b200", "Lambda", Billing::OnDemand, 2, 6.89),
        ("b200", "Lambda", Billing::OnDemand, 8, 6.69),
        ("l40s", "Nebius", Billing::OnDemand, 1, 1.55),
    ] {
        let rents = catalog.rents_of(gpu, date("2026-11-24"));
        let mut of_it = rents.iter().filter(|row| row.provider == provider && row.billing == billing);
        let found = of_it.find(|row| row.gpus_min == gpus).unwrap_or_else(|| panic!("{gpu} at {provider}"));
        assert_eq!((found.hour.get(), found.grade), (hour, Grade::B), "{gpu} at {provider}");
    }
}

#[test]
fn parameters_that_it_keeps_or_moves() {
    let catalog = catalog();
    for (key, low, typical, high) in [
        ("fte_run_small", 0.2, 0.5, 1.5),
        ("fte_run_medium", 1.0, 2.0, 4.0),
        ("build_team", 1.0, 2.0, 4.0),
        ("upgrades_per_year", 1.0, 2.0, 4.0),
    ] {
        let row = catalog.parameter(key).unwrap_or_else(|| panic!("{key}"));
        assert_eq!((row.low, row.typical, row.high), (Some(low), Some(typical), Some(high)), "{key}");
    }
    // The number that it calls the least known says so.
    let rota = catalog.parameter("rota_absorbed").expect("there");
    assert!(rota.note.as_deref().is_some_and(|note| note.contains("least known")));
}

/// Seen once, in a weak source: no price, and a line that says so. What has a price for want of a better one is graded C.
#[test]
fn what_one_weak_source_says_is_named_and_not_priced() {
    let catalog = catalog();
    for (id, name) in [
        ("google/gemini-4-carbon", "Gemini 4 Carbon"),
        ("moonshot/kimi-k3.1-pro", "Kimi K3.1 Pro"),
        ("bedrock/glm-5.3", "GLM-5.3, Kimi K3 and GPT-6 Astra at Bedrock"),
        ("bedrock/kimi-k3", "GLM-5.3, Kimi K3 and GPT-6 Astra at Bedrock"),
        ("bedrock/gpt-6-astra", "GLM-5.3, Kimi K3 and GPT-6 Astra at Bedrock"),
        ("together/deepseek-v4.1-flash", "DeepSeek V4.1 Flash at Together and DeepInfra"),
        ("deepinfra/deepseek-v4.1-flash", "DeepSeek V4.1 Flash at Together and DeepInfra"),
        ("deepinfra/mimo-v2.6-flash", "MiMo-V2.6-Flash at DeepInfra"),
        ("alibaba/qwen3.8-flash", "Qwen3.8 Flash"),
        ("minimax/minimax-m2.7", "MiniMax M2.7"),
        ("anthropic/claude-mythos-5.1", "Mythos 5.1"),
        ("meta/muse-spark-1.3", "Muse Spark 1.3"),
        ("tencent/hy4", "Hy4"),
        ("stepfun/step-5-preview", "Step 5"),
        ("rents: AWS p6-b200", "AWS p6-b200"),
        ("rents: Lambda of 2026-11-16", "Lambda's rates from 2026-11-16"),
    ] {
        let told = catalog.left_out.iter().any(|row| row.what.contains(name) && !row.why.is_empty());
        assert!(catalog.rows_of(id).is_empty() && told, "{id}");
    }
    for id in ["azure/gpt-5.6-sol", "azure/gpt-5.6-terra", "azure/gpt-5.6-luna"] {
        assert_eq!(catalog.price(id, date("2026-11-23")).map(|row| row.grade), Some(Grade::C), "{id}");
    }
}

/// A sentence of its own for each, and none that only repeats what the row says of itself.
#[test]
fn every_weak_parameter_says_what_would_replace_it() {
    let catalog = catalog();
    let weak: Vec<_> = catalog.parameters.iter().filter(|row| matches!(row.grade, Grade::C | Grade::J)).collect();
    assert!(weak.len() >= 30, "{}", weak.len());
    for row in &weak {
        let better = row.better.as_deref().unwrap_or_default();
        let sentence = better.ends_with('.') && better.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        assert!(sentence && better.split_whitespace().count() >= 4, "{}: `{better}`", row.key);
        assert!(row.note.as_deref() != Some(better) && row.source != better, "{}", row.key);
        let alike = weak.iter().filter(|other| other.better == row.better).count();
        assert_eq!(alike, 1, "{}: `{better}`", row.key);
    }
}
