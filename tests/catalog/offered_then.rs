//! What could be chosen on an earlier day: the models that could be self-hosted then, with the bytes of their shapes
//! worked out by hand, and a form that offers what was known and sold.

use super::past::{asked, back, said};
use crate::{catalog, date};
use build_or_buy::capacity::KvPrecision;
use build_or_buy::capacity::kv::bytes_per_token;
use build_or_buy::inputs::form::form;

#[test]
fn what_could_be_self_hosted_then_has_its_shape() {
    let whole = back(|_, _| {});
    // Keys and values of 128 in 16 bits, by layers and key-value heads: 2 · 2 · 128 · layers · heads.
    for (id, bytes, released) in [
        ("llama-2-7b", 512.0 * 32.0 * 32.0, "2023-07-18"),
        ("llama-2-13b", 512.0 * 40.0 * 40.0, "2023-07-18"),
        // Meta's paper gives the 70B grouped queries: an eighth of its 64 heads.
        ("llama-2-70b", 512.0 * 80.0 * 8.0, "2023-07-18"),
        ("llama-3-8b", 512.0 * 32.0 * 8.0, "2024-04-18"),
        ("llama-3-70b", 512.0 * 80.0 * 8.0, "2024-04-18"),
        ("llama-3.1-70b", 327_680.0, "2024-07-23"),
        ("qwen2.5-7b", 512.0 * 28.0 * 4.0, "2024-09-19"),
        ("qwen2.5-32b", 512.0 * 64.0 * 8.0, "2024-09-19"),
        ("qwen2.5-72b", 327_680.0, "2024-09-19"),
        // 61 layers of one latent of 512 and 64 rotary, in 16 bits: 70,272, as DeepSeek's paper has it.
        ("deepseek-v3", 70_272.0, "2024-12-26"),
    ] {
        let model = whole.model(id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(bytes_per_token(model, KvPrecision::Sixteen), bytes, "{id}");
        assert_eq!(model.released, Some(date(released)), "{id}");
        assert!(catalog().model(id).is_none(), "{id} stands in both files");
        let before = asked(&whole, &[("asof", "2023-07-01"), ("workloads", "a"), ("a.open_model", id)]);
        assert!(said(&before, "a.open_model").is_some(), "{id} is known before its day");
        let after = asked(&whole, &[("asof", "2025-01-15"), ("workloads", "a"), ("a.open_model", id)]);
        assert_eq!(said(&after, "a.open_model"), None, "{id}");
    }
    // Llama 2 70B in 16 bits weighs 138 GB: two A100 of 80 GB, and its weights were sold by hosts in 2024.
    let sold: Vec<String> = whole.offers(date("2024-03-01")).iter().filter_map(|row| row.weights.clone()).collect();
    assert!(sold.iter().any(|id| id == "llama-2-70b") && sold.iter().any(|id| id == "mixtral-8x7b"));
}

#[test]
fn the_form_offers_what_was_known_on_its_day() {
    let whole = back(|_, _| {});
    let words = |day: &str| {
        let form = form(&whole, date(day));
        [form.hosted, form.models, form.gpus].map(|list| list.into_iter().map(|one| one.word).collect::<Vec<_>>())
    };
    let has = |list: &[String], word: &str| list.iter().any(|one| one == word);
    let [hosted, models, gpus] = words("2024-06-01");
    assert!(has(&hosted, "openai/gpt-4o") && !has(&hosted, "openai/gpt-5") && !has(&hosted, "openai/gpt-6.1-sol"));
    assert!(has(&models, "llama-3-70b") && !has(&models, "llama-3.1-8b") && !has(&models, "gpt-oss-120b"));
    assert!(has(&gpus, "h100") && !has(&gpus, "b300"), "{gpus:?}");
    // Retired: Groq's Llama 3.1 8B after 2026-10-02. Whoever buys it today finds it, marked; on a later day of the past nobody.
    let [hosted, models, gpus] = words("2026-11-24");
    assert!(has(&hosted, "groq/llama-3.1-8b") && has(&words("2026-10-02")[0], "groq/llama-3.1-8b"));
    assert!(!has(&words("2026-10-03")[0], "groq/llama-3.1-8b"));
    assert!(has(&models, "kimi-k3") && has(&gpus, "b300"));
    let ended = |id: &str, day: &str| {
        form(&whole, date(day)).hosted.into_iter().find(|one| one.word == id).expect("listed").ended
    };
    for (id, told) in [
        ("groq/llama-3.1-8b", Some("no longer sold")),
        // OpenAI's page of deprecations ends it on 2027-01-14; the lists of 2026-08-21 are the last with Sonnet 4.6.
        ("openai/gpt-4o", Some("sold until 2027-01-13")),
        ("anthropic/claude-sonnet-4.6", Some("last seen 2026-08-21")),
        ("openai/gpt-6.1-sol", None),
    ] {
        assert_eq!(ended(id, "2026-11-24").as_deref(), told, "{id}");
        assert!(id.starts_with("groq/") || id.ends_with("4.6") || ended(id, "2026-11-01").is_none(), "{id}");
    }
}
