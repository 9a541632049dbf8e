//! What the shipped catalog holds is what its sources say.

use crate::{catalog, date};
use build_or_buy::catalog::{Billing, Precision};
use build_or_buy::units::{IndexPoints, Share, Usd, UsdPerMtok};

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
