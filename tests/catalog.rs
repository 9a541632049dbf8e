//! The catalog that ships: it reads without a refusal, holds what was promised, and its figures are those of
//! their sources; and what a broken catalog gets to hear.
#![cfg(not(target_arch = "wasm32"))]

#[path = "catalog/aged.rs"]
mod aged;
#[path = "catalog/asked.rs"]
mod asked;
#[path = "catalog/asked_sisters.rs"]
mod asked_sisters;
#[path = "catalog/attention.rs"]
mod attention;
#[path = "catalog/audit.rs"]
mod audit;
#[path = "catalog/audit_models.rs"]
mod audit_models;
#[path = "catalog/audit_rest.rs"]
mod audit_rest;
#[path = "catalog/chart.rs"]
mod chart;
#[path = "catalog/check.rs"]
mod check;
#[path = "catalog/check_apart.rs"]
mod check_apart;
#[path = "catalog/check_beside.rs"]
mod check_beside;
#[path = "catalog/check_kin.rs"]
mod check_kin;
#[path = "catalog/check_rows.rs"]
mod check_rows;
#[path = "catalog/check_shapes.rs"]
mod check_shapes;
#[path = "catalog/check_silent.rs"]
mod check_silent;
#[path = "catalog/check_slips.rs"]
mod check_slips;
#[path = "catalog/check_tens.rs"]
mod check_tens;
#[path = "catalog/check_words.rs"]
mod check_words;
#[path = "catalog/configs.rs"]
mod configs;
#[path = "catalog/encoders.rs"]
mod encoders;
#[path = "catalog/evidence.rs"]
mod evidence;
#[path = "catalog/frozen.rs"]
mod frozen;
#[path = "catalog/import.rs"]
mod import;
#[path = "catalog/import_apart.rs"]
mod import_apart;
#[path = "catalog/import_ends.rs"]
mod import_ends;
#[path = "catalog/import_gone.rs"]
mod import_gone;
#[path = "catalog/import_kin.rs"]
mod import_kin;
#[path = "catalog/import_moved.rs"]
mod import_moved;
#[path = "catalog/import_outside.rs"]
mod import_outside;
#[path = "catalog/import_servers.rs"]
mod import_servers;
#[path = "catalog/licences.rs"]
mod licences;
#[path = "catalog/odd_files.rs"]
mod odd_files;
#[path = "catalog/odd_lists.rs"]
mod odd_lists;
#[path = "catalog/odd_rents.rs"]
mod odd_rents;
#[path = "catalog/offered_then.rs"]
mod offered_then;
#[path = "catalog/overlay.rs"]
mod overlay;
#[path = "catalog/overlay_heard.rs"]
mod overlay_heard;
#[path = "catalog/overlay_told.rs"]
mod overlay_told;
#[path = "catalog/own_quotes.rs"]
mod own_quotes;
#[path = "catalog/own_scores.rs"]
mod own_scores;
#[path = "catalog/past.rs"]
mod past;
#[path = "catalog/retired.rs"]
mod retired;
#[path = "catalog/same.rs"]
mod same;
#[path = "catalog/scheduled.rs"]
mod scheduled;
#[path = "catalog/schema.rs"]
mod schema;
#[path = "catalog/strangers.rs"]
mod strangers;
#[path = "catalog/time.rs"]
mod time;
#[path = "catalog/twice.rs"]
mod twice;
#[path = "catalog/whole_lists.rs"]
mod whole_lists;

use build_or_buy::catalog::{Billing, Catalog, Forces, Kind, Precision, Refusal, Value};
use build_or_buy::date::Date;
use build_or_buy::units::{IndexPoints, Share, Usd, UsdPerMtok};
use std::collections::BTreeSet;

const FILE: &str = include_str!("../www/catalog.json");

fn value() -> Value {
    serde_json::from_str(FILE).expect("the file is JSON")
}

fn catalog() -> Catalog {
    Catalog::read(&value()).expect("the file has its tables").0
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date written in this test")
}

/// What is read after replacing a piece of text in the last line that starts with `start`.
fn refusals(start: &str, old: &str, new: &str) -> (Catalog, Vec<Refusal>) {
    let line = FILE.lines().rfind(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
    assert!(line.contains(old), "{line} no longer holds {old}");
    let value = serde_json::from_str(&FILE.replacen(line, &line.replacen(old, new, 1), 1)).expect("still JSON");
    Catalog::read(&value).expect("the other rows stand")
}

/// Breaks one line and checks that one refusal follows, with this table, row and field.
fn broken(start: &str, old: &str, new: &str, (table, row, field): (&str, &str, &str)) -> Catalog {
    let (rest, refused) = refusals(start, old, new);
    assert_eq!(refused.len(), 1, "{new}: {refused:?}");
    assert_eq!((refused[0].table, refused[0].row.as_str()), (table, row), "{new}");
    assert!(refused[0].field.contains(field) && !refused[0].allowed.is_empty(), "{new}: {refused:?}");
    rest
}

#[test]
fn every_row_of_the_shipped_file_is_accepted() {
    let (_, refused) = Catalog::read(&value()).expect("the file has its tables");
    assert_eq!(refused, vec![]);
}

#[test]
fn it_holds_at_least_what_the_readme_promises() {
    let catalog = catalog();
    let offers = catalog.offers(catalog.asof);
    let hosts: BTreeSet<&str> = offers.iter().map(|row| row.host.as_str()).collect();
    assert!(offers.len() >= 45, "{} hosted offers", offers.len());
    assert!(hosts.len() >= 9, "{hosts:?}");
    assert!(offers.iter().filter(|row| row.weights.is_none()).count() >= 20, "proprietary ones");
    assert!(catalog.models.len() >= 20, "{} open models", catalog.models.len());
    assert!(catalog.gpus.len() >= 14, "{} GPUs", catalog.gpus.len());
    assert!(catalog.rents.len() >= 60, "{} rents", catalog.rents.len());
    assert!(catalog.purchases.len() >= 5, "{} purchases", catalog.purchases.len());
    assert!(catalog.parameters.len() >= 85, "{} parameters", catalog.parameters.len());
    assert_eq!(catalog.regimes.len(), 22);
    assert!(catalog.left_out.len() >= 20, "{} notes on what was left out", catalog.left_out.len());
    for (forces, count) in [(Forces::No, 15), (Forces::Narrow, 3), (Forces::Yes, 3), (Forces::Ask, 1)] {
        assert_eq!(catalog.regimes.iter().filter(|row| row.forces == forces).count(), count, "{forces:?}");
    }
    let same_weights = |id: &str| offers.iter().filter(|row| row.weights.as_deref() == Some(id)).count();
    for (id, at_least) in
        [("gpt-oss-120b", 6), ("gpt-oss-20b", 4), ("llama-3.3-70b", 5), ("glm-5.2", 3), ("qwen3-32b", 3)]
    {
        assert!(same_weights(id) >= at_least, "{id} at {} hosts", same_weights(id));
    }
    for id in [
        "gpt-oss-120b",
        "gpt-oss-20b",
        "llama-3.3-70b",
        "llama-3.1-8b",
        "qwen3-8b",
        "qwen3-14b",
        "qwen3-32b",
        "qwen3-30b-a3b",
        "qwen3-235b-a22b",
        "qwen3.5-35b-a3b",
        "qwen3.5-397b-a17b",
        "qwen3.6-27b",
        "qwen3.6-35b-a3b",
        "gemma-4-31b",
        "gemma-4-26b-a4b",
        "minimax-m2.5",
        "minimax-m3",
        "glm-5.2",
        "kimi-k2.6",
        "deepseek-r1",
        "deepseek-v3.2",
        "llama-4-scout",
        "llama-4-maverick",
        "mistral-small-3.2-24b",
        "qwen3-embedding-8b",
        "qwen3-embedding-0.6b",
        "phi-4",
        "nemotron-3-super",
    ] {
        assert!(catalog.model(id).is_some(), "{id}");
    }
    for id in ["chat", "coding", "flat", "office"] {
        assert!(catalog.shape(id).is_some(), "{id}");
    }
}

#[test]
fn prices_are_those_of_their_sources() {
    let catalog = catalog();
    let price = |id: &str, on: &str| {
        let row = catalog.price(id, date(on)).unwrap_or_else(|| panic!("{id} has no price on {on}"));
        (row.input.get(), row.output.get(), row.cached_read.map(UsdPerMtok::get))
    };
    let now = "2026-11-23";
    // platform.claude.com pricing, 2026-10-24 (claudit v1.9.2).
    assert_eq!(price("anthropic/claude-haiku-5.5", now), (0.1, 0.5, Some(0.01)));
    assert_eq!(price("anthropic/claude-sonnet-5.5", now), (2.0, 10.0, Some(0.1)));
    assert_eq!(price("anthropic/claude-sonnet-5.5", "2026-10-06"), (2.0, 10.0, Some(0.2)));
    // platform.claude.com, line-up table, October 2026.
    assert_eq!(price("anthropic/claude-opus-5.5", now), (4.0, 20.0, Some(0.2)));
    assert_eq!(price("anthropic/claude-fable-5.1", now), (10.0, 50.0, Some(0.25)));
    // Anthropic called off the rise to 3/15 that lists carry for September.
    assert_eq!(price("anthropic/claude-sonnet-5", now), (2.0, 10.0, Some(0.2)));
    // docs.litellm.ai and apidog.com, both quoting the vendor, 2026-10-27.
    assert_eq!(price("openai/gpt-6.1-terra", now), (1.0, 5.0, Some(0.05)));
    // genai-prices and llm-prices, 2026-08-02; five times that before the cut of 2026-07-30.
    assert_eq!(price("openai/gpt-5.6-luna", now), (0.2, 1.2, Some(0.02)));
    assert_eq!(price("openai/gpt-5.6-luna", "2026-07-29"), (1.0, 6.0, Some(0.1)));
    // LiteLLM discussion 46238: introductory until 2026-11-30, then double.
    assert_eq!(price("google/gemini-4-argon", now), (2.0, 10.0, Some(0.1)));
    assert_eq!(price("google/gemini-4-argon", "2026-12-01"), (4.0, 20.0, Some(0.2)));
    // genai-prices, 2026-08-13, with its dated step.
    assert_eq!(price("google/gemini-3.6-flash", "2026-12-31"), (0.75, 3.75, Some(0.075)));
    assert_eq!(price("google/gemini-3.6-flash", "2027-01-01"), (1.5, 7.5, Some(0.15)));
    // api-docs.deepseek.com, 2026-10-27, off-peak; flat 0.435/0.87 before 2026-08-16.
    assert_eq!(price("deepseek/deepseek-v4-pro", "2026-09-13"), (0.66, 1.98, Some(0.022)));
    assert_eq!(price("deepseek/deepseek-v4-pro", "2026-08-15"), (0.435, 0.87, Some(0.003_625)));
    assert_eq!(price("deepseek/deepseek-flash", now), (0.15, 0.6, Some(0.003)));
    // Three lists agree (models.dev, genai-prices, romanshumy), 2026-08-21.
    assert_eq!(price("groq/gpt-oss-120b", now), (0.15, 0.6, Some(0.075)));
    assert_eq!(price("groq/llama-3.3-70b", "2026-10-02"), (0.59, 0.79, None));
    // models.dev, 2026-07-02.
    assert_eq!(price("deepinfra/gpt-oss-120b", now), (0.039, 0.19, None));
    assert_eq!(price("together/llama-3.3-70b", now), (0.88, 0.88, None));
    // romanshumy, 2026-07-28; 0.15/0.60 before.
    assert_eq!(price("deepinfra/llama-4-maverick", now), (0.2, 0.8, None));
    // docs.fireworks.ai/serverless/pricing.
    assert_eq!(price("fireworks/kimi-k2.6", now), (0.95, 4.0, Some(0.16)));
    // An embedding has no output to pay for.
    assert_eq!(price("openai/text-embedding-3-small", now), (0.02, 0.0, None));
}

#[test]
fn tiers_peaks_and_surcharges_are_those_of_their_sources() {
    let catalog = catalog();
    let on = catalog.asof;
    let row = |id: &str| catalog.price(id, on).unwrap_or_else(|| panic!("{id}"));
    // OpenAI: beyond 272,000 tokens the whole request pays 2x for input and cache, 1.5x for output.
    let sol = row("openai/gpt-6.1-sol");
    let plain = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    let [tier] = &sol.tiers[..] else { panic!("one step: {:?}", sol.tiers) };
    assert_eq!((tier.input.get(), tier.output.get(), tier.above.get()), (4.0, 15.0, 272_000.0));
    assert_eq!((plain(tier.cached_read), plain(tier.cache_write)), (Some(0.2), Some(5.0)));
    // Anthropic, Haiku 5.5 beyond 100,000 tokens: 0.50/2.50, cached read 0.05, cache write 0.625.
    let haiku = row("anthropic/claude-haiku-5.5");
    let [tier] = &haiku.tiers[..] else { panic!("one step: {:?}", haiku.tiers) };
    assert_eq!((tier.input.get(), tier.output.get()), (0.5, 2.5));
    assert_eq!((plain(tier.cached_read), plain(tier.cache_write)), (Some(0.05), Some(0.625)));
    assert_eq!((haiku.tokenizer_factor, haiku.region_surcharge.map(Share::get)), (Some(1.3), Some(0.1)));
    // DeepSeek: twice the price from 1 to 4 and 6 to 10 UTC, Monday to Friday.
    let flash = row("deepseek/deepseek-flash");
    assert_eq!((flash.peak_factor, flash.peak_hours.as_slice()), (Some(2.0), [1.0, 4.0, 6.0, 10.0].as_slice()));
    assert_eq!(catalog.later_prices("google/gemini-4-argon", on).len(), 1);
}

#[test]
fn rents_rise_and_purchases_are_those_of_their_sources() {
    let catalog = catalog();
    let rent = |provider: &str, gpu: &str, billing: Billing, on: &str| {
        let mut rows = catalog.rents_of(gpu, date(on));
        rows.retain(|row| row.provider == provider && row.billing == billing);
        rows.iter().map(|row| row.hour.get()).collect::<Vec<_>>()
    };
    // RunPod Secure H100: 3.29 in August, 3.49 in September, 3.99 on 2026-11-09 (datareceipts).
    assert_eq!(rent("RunPod Secure", "h100", Billing::OnDemand, "2026-08-31"), [3.29]);
    assert_eq!(rent("RunPod Secure", "h100", Billing::OnDemand, "2026-09-30"), [3.49]);
    assert_eq!(rent("RunPod Secure", "h100", Billing::OnDemand, "2026-11-23"), [3.99]);
    // AWS p5.48xlarge at 55.04 an hour for eight.
    assert_eq!(rent("AWS", "h100", Billing::OnDemand, "2026-11-23"), [6.88]);
    // Nebius H200 4.50 in September, 5.40 on 2026-10-24.
    assert_eq!(rent("Nebius", "h200", Billing::OnDemand, "2026-11-23"), [5.4]);
    // Hyperstack, reservation and on demand, 2026-08-26.
    assert_eq!(rent("Hyperstack", "h100", Billing::Reserved, "2026-11-23"), [2.72]);
    assert_eq!(rent("Hyperstack", "h100", Billing::OnDemand, "2026-11-23"), [3.2]);
    assert_eq!(rent("Verda", "l40s", Billing::Spot, "2026-11-23"), [0.941]);
    // A server of eight H100 at 300,000 to 350,000: an eighth is 37,500 to 43,750, the middle 40,625.
    let h100 = catalog.purchases.iter().find(|row| row.gpu == "h100").expect("h100");
    assert_eq!(
        (h100.low.map(Usd::get), h100.price.get(), h100.high.map(Usd::get)),
        (Some(37_500.0), 40_625.0, Some(43_750.0))
    );
}

#[test]
fn architectures_give_the_published_cache_sizes() {
    let catalog = catalog();
    // Full-attention layers x 2 x KV heads x head size x 2 bytes; MLA: layers x 576 x 2 bytes.
    let cache = |id: &str| {
        let m = catalog.model(id).unwrap_or_else(|| panic!("{id}"));
        if m.mla_dim > 0 { m.full_layers * m.mla_dim * 2 } else { m.full_layers * 2 * m.kv_heads * m.head_dim * 2 }
    };
    for (id, bytes) in [
        ("llama-3.1-8b", 131_072),
        ("llama-3.3-70b", 327_680),
        ("qwen3-32b", 262_144),
        ("qwen3-235b-a22b", 192_512),
        ("gpt-oss-120b", 36_864),
        ("gpt-oss-20b", 24_576),
        ("deepseek-r1", 70_272),
        ("kimi-k2.6", 70_272),
        ("glm-5.2", 89_856),
        ("qwen3.6-27b", 65_536),
        ("qwen3.5-397b-a17b", 30_720),
        ("gemma-4-31b", 81_920),
        ("gemma-4-26b-a4b", 20_480),
        ("minimax-m3", 122_880),
        ("nemotron-3-super", 8_192),
        ("phi-4", 204_800),
    ] {
        assert_eq!(cache(id), bytes, "{id}");
    }
    // Gemma's sliding layers keep 1,024 tokens of 16 heads of 256 a layer: as many as 2,048 of 4 heads of 512.
    let gemma = catalog.model("gemma-4-31b").expect("gemma");
    assert_eq!(gemma.window * gemma.kv_heads * gemma.head_dim, 1_024 * 16 * 256);
    for model in &catalog.models {
        let native = model.native;
        assert!(model.precisions.iter().any(|word| word == native.word()), "{}", model.id);
        assert!(model.full_layers + model.sliding_layers + model.linear_layers <= model.layers, "{}", model.id);
        assert_eq!(model.sliding_layers > 0, model.window > 0, "{}", model.id);
        let unknown = model.attention == build_or_buy::catalog::Attention::Unknown;
        assert!(unknown || model.experts > 0 || model.active == model.total, "{} is dense", model.id);
        // The open 4-bit format needs no other: whoever publishes in it publishes in nothing else.
        assert!(native != Precision::Mxfp4 || model.precisions.len() == 1, "{}", model.id);
    }
}

#[test]
fn scores_come_from_one_snapshot_and_are_never_invented() {
    let catalog = catalog();
    assert_eq!(catalog.index_date, date("2026-07-10"));
    let score = |model: &str| {
        let row = catalog.score(model).unwrap_or_else(|| panic!("{model}"));
        (row.score.get(), row.plain.map(IndexPoints::get), row.open)
    };
    assert_eq!(score("gpt-5.6-terra"), (54.95, Some(33.97), false));
    assert_eq!(score("claude-sonnet-5"), (53.35, Some(41.73), false));
    assert_eq!(score("glm-5.2"), (51.09, None, true));
    assert_eq!(score("gpt-oss-120b"), (23.83, Some(17.7), true));
    assert_eq!(score("llama-3.3-70b"), (9.4, Some(9.4), true));
    for row in &catalog.hosted {
        let Some(quality) = &row.quality else { continue };
        let released = catalog.score(quality).and_then(|score| score.released);
        assert!(released.is_none_or(|day| day <= catalog.index_date), "{} released after the snapshot", row.id);
        let name = row.id.split('/').nth(1).expect("host/model");
        // Beside the model's own score stands only a floor, or the dated release of the same weights.
        // Some are sold under another name than they are scored under.
        let renamed = [
            ("mistral-medium-2508", "mistral-medium-3.1"),
            ("grok-4-1-fast-reasoning", "grok-4.1-fast"),
            ("grok-4-fast-reasoning", "grok-4-fast"),
        ];
        let own =
            quality.starts_with(name) || quality == "deepseek-v4-flash" || renamed.contains(&(name, quality.as_str()));
        assert!(own || row.quality_is_floor, "{} is scored as {quality}", row.id);
    }
    for model in ["gpt-6-astra", "gemini-4-argon", "gpt-6.1-terra", "claude-opus-5.5"] {
        assert!(catalog.score(model).is_none(), "{model} came after the snapshot");
    }
}

#[test]
fn shapes_are_measured_weeks_that_start_on_monday() {
    let catalog = catalog();
    let shape = |id: &str| &catalog.shape(id).unwrap_or_else(|| panic!("{id}")).hours;
    for row in &catalog.shapes {
        let mean = row.hours.iter().sum::<f64>() / 168.0;
        assert!((mean - 1.0).abs() < 1e-9, "{} has a mean of {mean}", row.id);
    }
    let peak = |id: &str| shape(id).iter().fold(0.0, |most: f64, hour| most.max(*hour));
    // Peak hours over the weekly mean as published with the traces: 1.65 and 3.01.
    assert!((peak("chat") - 1.65).abs() < 0.01 && (peak("coding") - 3.01).abs() < 0.01);
    let day = |id: &str, day: usize| shape(id)[day * 24..day * 24 + 24].iter().sum::<f64>() / 24.0;
    // A weekend day carries 0.64 to 0.66 of the mean in conversation and about 0.4 in coding.
    assert!((5..7).all(|d| (0.62..0.68).contains(&day("chat", d)) && (0.35..0.45).contains(&day("coding", d))));
    assert!((0..5).all(|d| day("chat", d) > 1.0 && day("coding", d) > 1.0));
    assert_eq!(shape("office").iter().filter(|hour| **hour > 0.0).count(), 40);
    assert_eq!((shape("office")[9], shape("office")[17], shape("office")[5 * 24 + 12]), (4.2, 0.0, 0.0));
}

/// Checks that every key is above the one before it.
fn sorted<T: Ord + core::fmt::Debug>(keys: impl Iterator<Item = T>) {
    let keys: Vec<T> = keys.collect();
    for pair in keys.windows(2) {
        assert!(pair[0] < pair[1], "{:?} stands before {:?}", pair[0], pair[1]);
    }
}

#[test]
fn rows_are_sorted_once_each_and_carry_their_evidence() {
    let catalog = catalog();
    sorted(catalog.hosted.iter().map(|row| (row.id.clone(), row.from)));
    sorted(catalog.models.iter().map(|row| row.id.clone()));
    sorted(catalog.gpus.iter().map(|row| row.id.clone()));
    sorted(catalog.rents.iter().map(|row| {
        (row.gpu.clone(), row.provider.clone(), row.billing.word(), row.gpus_min, row.region.clone(), row.from)
    }));
    sorted(catalog.purchases.iter().map(|row| (row.gpu.clone(), row.from)));
    sorted(catalog.quality.iter().map(|row| row.model.clone()));
    sorted(catalog.shapes.iter().map(|row| row.id.clone()));
    sorted(catalog.parameters.iter().map(|row| row.key.clone()));
    sorted(catalog.regimes.iter().map(|row| row.id.clone()));
    // The reader refuses empty text, so every source is there; ids must also survive a link.
    for row in &catalog.hosted {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-/".contains(&byte);
        assert!(row.id.bytes().all(plain) && row.id.matches('/').count() == 1, "{}", row.id);
        assert!(row.announced == (row.from > catalog.asof) && row.checked <= catalog.asof, "{} {}", row.id, row.from);
        assert_eq!(row.input.get() == 0.0, row.per_request.is_some(), "{}", row.id);
        assert_eq!(row.output.get() == 0.0, row.kind != Kind::Chat, "{}", row.id);
        assert!(row.cached_read.is_none_or(|read| read.get() > 0.0 && read <= row.input), "{}", row.id);
        assert_eq!(row.tokenizer_factor.is_some(), row.tokenizer_grade.is_some(), "{}", row.id);
    }
    for row in &catalog.rents {
        assert!(row.from <= catalog.asof && row.gpus_min >= 1, "{} {}", row.provider, row.gpu);
    }
    for row in &catalog.purchases {
        assert!(
            row.low <= Some(row.price) && Some(row.price) <= row.high && row.low.is_some() && row.from <= catalog.asof,
            "{}",
            row.gpu
        );
    }
    for row in &catalog.parameters {
        let known: Vec<f64> = [row.low, row.typical, row.high].into_iter().flatten().collect();
        assert!(known.windows(2).all(|pair| pair[0] <= pair[1]), "{} is not in order", row.key);
    }
    let days = catalog.gpus.iter().map(|row| row.checked).chain(catalog.models.iter().map(|row| row.checked));
    assert!(days.chain(catalog.regimes.iter().map(|row| row.checked)).all(|day| day <= catalog.asof));
}

#[test]
fn a_broken_row_is_refused_by_table_row_and_field_while_the_others_stand() {
    let whole = catalog();
    let groq = r#"{"id":"groq/gpt-oss-120b","#;
    for (old, new, field) in [
        (r#""input":0.15"#, r#""input":"0.15""#, "input"),
        (r#""input":0.15"#, r#""input":-0.15"#, "input"),
        (r#""input":0.15,"#, "", "input"),
        (r#""host":"Groq""#, r#""host":" ""#, "host"),
        (r#""from":"2026-08-21""#, r#""from":"2026-02-30""#, "from"),
        (r#""weights":"gpt-oss-120b""#, r#""weights":"gpt-oss-121b""#, "weights"),
        (r#""quality":"gpt-oss-120b""#, r#""quality":"gpt-oss""#, "quality"),
        (r#""kind":"chat""#, r#""kind":"chat","quality_is_floor":"yes""#, "quality_is_floor"),
        (r#""kind":"chat""#, r#""kind":"chatty""#, "kind"),
        (r#""input":0.15"#, r#""input":0.15,"batch_discount":1.5"#, "batch_discount"),
        (r#""input":0.15"#, r#""input":0.15,"tier_above":1000"#, "tier_above"),
        (r#""input":0.15"#, r#""input":0.15,"peak_factor":2,"peak_hours":[4,1]"#, "peak_hours"),
        (r#""input":0.15"#, r#""input":0.15,"tokenizer_factor":0"#, "tokenizer_factor"),
    ] {
        let rest = broken(groq, old, new, ("hosted", "groq/gpt-oss-120b", field));
        assert_eq!(rest.hosted.len() + 1, whole.hosted.len());
        assert_eq!((rest.models.len(), rest.rents.len()), (whole.models.len(), whole.rents.len()));
    }
    let phi = r#"{"id":"phi-4","#;
    broken(phi, r#""precisions":["bf16","#, r#""precisions":["bf17","#, ("models", "phi-4", "precisions"));
    broken(phi, r#""active":14.7"#, r#""active":15"#, ("models", "phi-4", "active"));
    broken(phi, r#""layers":40"#, r#""layers":40.5"#, ("models", "phi-4", "layers"));
    broken(r#"{"model":"mimo-v2.5","#, r#""score":40.14"#, r#""score":"40""#, ("quality", "mimo-v2.5", "score"));
    let flat = r#"{"id":"flat","#;
    broken(flat, r#""hours":[1,"#, r#""hours":["#, ("shapes", "flat", "hours"));
    broken(flat, r#""hours":[1,"#, r#""hours":[9,"#, ("shapes", "flat", "hours"));
    broken(flat, r#""grade":"A""#, r#""grade":"D""#, ("shapes", "flat", "grade"));
    broken(r#"{"id":"gdpr","#, r#""id":"gdpr""#, r#""id":"fedramp""#, ("regimes", "fedramp", "id"));
    broken(r#"{"gpu":"l4","provider":"RunPod","#, r#""gpu":"l4""#, r#""gpu":"l5""#, ("rents", "l5 RunPod", "gpu"));
    let first_rent = broken(
        r#"{"gpu":"a10","provider":"Lambda","market":"specialist","billing":"on-demand","from":"2023-02-22""#,
        r#""hour":0.6"#,
        r#""hour":0"#,
        ("rents", "1", "hour"),
    );
    assert_eq!(first_rent.rents.len() + 1, whole.rents.len());
    // An unknown field is refused by position: a row that is not understood has no trusted name.
    broken(r#"{"id":"alibaba/qwen3.7-flash","#, r#""input""#, r#""inptu""#, ("hosted", "1", "inptu"));
}

#[test]
fn what_hangs_on_a_refused_row_is_refused_with_it() {
    let source = r#","source":"ai-dynamo/aiconfigurator systems/h100_sxm.yaml @095f58a5""#;
    let (rest, refused) = refusals(r#"{"id":"h100","#, source, "");
    assert_eq!((refused[0].table, refused[0].row.as_str(), refused[0].field.as_str()), ("gpus", "h100", "source"));
    assert!(refused.len() > 10 && refused.iter().skip(1).all(|refusal| refusal.field == "gpu"));
    assert!(rest.rents.iter().all(|row| row.gpu != "h100") && rest.gpu("h200").is_some());
}

#[test]
fn a_missing_price_is_not_zero_and_not_a_number_is_refused() {
    // JSON cannot say NaN, but a JavaScript object can.
    let mut file = value();
    let Value::Map(tables) = &mut file else { panic!("a map") };
    let (_, Value::List(rows)) = tables.iter_mut().find(|(name, _)| name == "hosted").expect("hosted") else {
        panic!("a list")
    };
    for (row, wrong) in rows.iter_mut().zip([f64::NAN, f64::INFINITY, 1e300]) {
        let Value::Map(fields) = row else { panic!("a map") };
        let (_, input) = fields.iter_mut().find(|(name, _)| name == "input").expect("input");
        *input = Value::Number(wrong);
    }
    let (rest, refused) = Catalog::read(&file).expect("the other rows stand");
    assert_eq!(refused.iter().map(|refusal| refusal.field.as_str()).collect::<Vec<_>>(), ["input"; 3]);
    assert_eq!(rest.hosted.len() + 3, catalog().hosted.len());
}

#[test]
fn a_file_that_is_no_catalog_is_an_error_that_says_so() {
    for text in ["null", "[]", "{}", r#"{"asof":"2026-11-23"}"#, "\"catalog\"", "3"] {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let refused = Catalog::read(&value).expect_err(text);
        assert!(refused.iter().all(|refusal| !refusal.allowed.is_empty()) && !refused.is_empty(), "{text}");
    }
    let empty = r#"{"asof":"2026-11-23","index":"i","index_date":"2026-07-10","index_source":"s","hosted":[]}"#;
    let refused = Catalog::read(&serde_json::from_str(empty).expect("JSON")).expect_err("no rows");
    assert_eq!(refused[0].field, "hosted, models, gpus, shapes");
}
