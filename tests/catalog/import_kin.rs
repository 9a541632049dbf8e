//! `catalog import` of offers and weights that a list names longer or shorter than the catalog, of promotions that only
//! a name or a history tells, and of rents of another form.

use super::import::{asked, chat_of, entry, plan, planned, prices, row, same};
use serde_json::{Value, json};
use std::path::PathBuf;

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("kin-{name}"));
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn an_offer_under_a_longer_name_is_known_or_asked_and_weights_are_named() {
    // Prices are those of the catalog's rows in force.
    let list = json!({
        "openai.gpt-oss-120b-1:0": chat_of("bedrock_converse", 1.5e-7, 6e-7),
        "deepinfra/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8": chat_of("deepinfra", 2e-7, 8e-7),
        "nebius/Qwen/Qwen3-235B-A22B-Instruct-2507": chat_of("nebius", 2e-7, 6e-7),
        "amazon.nova-micro-v1:0": chat_of("bedrock", 3.5e-8, 1.4e-7),
        "embed-v4.0": {"litellm_provider": "cohere", "mode": "embedding", "input_cost_per_token": 1.2e-7},
        "command-a-03-2025": chat_of("cohere", 2.5e-6, 1e-5),
        "deepinfra/google/gemma-4-26b-it": chat_of("deepinfra", 9e-8, 3e-7),
        // Offers that the catalog does not have, of weights that it has.
        "cerebras/qwen-3-32b": chat_of("cerebras", 4e-7, 8e-7),
        "mistral.mixtral-8x7b-instruct-v0:1": chat_of("bedrock", 4.5e-7, 7e-7),
        "moonshot/kimi-k2-0711-preview": chat_of("moonshot", 6e-7, 2.5e-6),
        "meta.llama4-scout-17b-instruct-v1:0": chat_of("bedrock_converse", 1.7e-7, 6.6e-7),
        "azure_ai/mistral-large-3-675b": chat_of("azure_ai", 5e-7, 1.5e-6),
        "moonshot/kimi-k2-thinking": chat_of("moonshot", 6e-7, 2.5e-6),
    });
    let plan = planned("litellm", &file("offers.json", &list.to_string()));
    for id in [
        "bedrock/gpt-oss-120b",
        "deepinfra/llama-4-maverick",
        "nebius/qwen3-235b-a22b",
        "bedrock/nova-micro",
        "cohere/embed-v4",
    ] {
        assert!(same(&plan, id), "{id}: {plan:#}");
    }
    for (id, of) in [
        ("cohere/command-a-03-2025", "cohere/command-a,"),
        ("deepinfra/gemma-4-26b", "deepinfra/gemma-4-26b-a4b"),
        ("moonshot/kimi-k2-0711-preview", "kimi-k2,"),
    ] {
        let why = entry(&plan, "ask", id).unwrap_or_else(|| panic!("{id}: {plan:#}"))["why"].to_string();
        assert!(why.contains(of) && entry(&plan, "append", id).is_none(), "{id}: {why}");
    }
    for (id, weights) in [
        ("cerebras/qwen-3-32b", "qwen3-32b"),
        ("mistral.mixtral-8x7b-instruct-v0:1", "mixtral-8x7b"),
        ("bedrock/llama-4-scout-17b", "llama-4-scout"),
        ("azure/mistral-large-3-675b", "mistral-large-3"),
    ] {
        assert_eq!(row(&plan, id)["weights"], weights, "{id}");
    }
    // Another model, whose name begins alike.
    assert_eq!(row(&plan, "moonshot/kimi-k2-thinking")["weights"], Value::Null);
}

#[test]
fn a_promotion_between_two_dated_prices_ends_and_one_in_a_name_is_asked_about() {
    let list = json!({"vendor": "openai", "models": [
        {"id": "gpt-5.4-nano", "name": "GPT-5.4 nano", "price_history": [
            {"input": 0.2, "output": 1.25, "input_cached": 0.02, "from_date": "2027-01-01", "to_date": null},
            {"input": 0.16, "output": 1.0, "input_cached": 0.016, "from_date": "2026-11-01", "to_date": "2027-01-01"},
            {"input": 0.2, "output": 1.25, "input_cached": 0.02, "from_date": "2026-03-17", "to_date": "2026-11-01"}]},
        {"id": "gpt-5.4-mini", "name": "GPT-5.4 mini (launch promotion)", "price_history": [
            {"input": 0.6, "output": 3.6, "input_cached": 0.06, "from_date": "2026-11-01", "to_date": "2026-12-31"}]}
    ]});
    let plan = planned("llm-prices", &file("history.json", &list.to_string()));
    let nano: Vec<&Value> =
        plan["append"].as_array().expect("append").iter().filter(|one| one["id"] == "openai/gpt-5.4-nano").collect();
    let [promotion, after] = nano[..] else { panic!("{plan:#}") };
    assert_eq!(
        (prices(&promotion["row"]), &promotion["row"]["until"], &promotion["row"]["ends"]),
        ([0.16, 1.0], &Value::from("2026-12-31"), &Value::from("promotion"))
    );
    assert_eq!(
        (prices(&after["row"]), &after["row"]["from"], &after["row"]["announced"]),
        ([0.2, 1.25], &Value::from("2027-01-01"), &Value::from(true))
    );
    assert!(after["why"].as_str().is_some_and(|why| why.contains("input 0.16 → 0.2")), "{after}");
    assert_eq!(asked(&plan, "openai/gpt-5.4-mini"), "promotion");
    let named = json!({
        "claude-opus-5-5-promo": chat_of("anthropic", 2e-6, 1e-5),
        "gpt-5.4-nano": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1.6e-7, "output_cost_per_token": 1e-6,
            "cache_read_input_token_cost": 1.6e-8, "metadata": {"notes": "promotional price until 2026-12-31"}},
    });
    let plan = planned("litellm", &file("promo.json", &named.to_string()));
    assert_eq!(plan["append"], json!([]));
    assert_eq!(asked(&plan, "anthropic/claude-opus-5.5-promo"), "promotion");
    let nano = entry(&plan, "ask", "openai/gpt-5.4-nano").expect("asked");
    assert_eq!((&nano["about"], &nano["row"]["until"]), (&Value::from("promotion"), &Value::from("2026-12-31")));
    // An embedding has no price of output; its list names it by a version alone.
    let voyage = json!([{"id": "voyageai", "models": [{"id": "voyage-4", "prices": {"input_mtok": 0.06}}]}]);
    assert!(same(&planned("genai-prices", &file("voyage.json", &voyage.to_string())), "voyage/voyage-4"));
}

#[test]
fn a_step_that_moved_leaves_its_cache_to_be_asked() {
    // The catalog has 2/9 above 272,000 with a cached read of 0.2 at Sol of this version.
    let sol = json!({"gpt-6.1-sol": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1.6e-6,
        "output_cost_per_token": 8e-6, "cache_read_input_token_cost": 8e-8, "input_cost_per_token_above_272k_tokens": 3.2e-6,
        "output_cost_per_token_above_272k_tokens": 1.2e-5}});
    let plan = planned("litellm", &file("step.json", &sol.to_string()));
    let one = entry(&plan, "ask", "openai/gpt-6.1-sol").unwrap_or_else(|| panic!("{plan:#}"));
    assert!(one["why"].as_str().is_some_and(|why| why.contains("cached read above 272000")), "{one}");
    assert_eq!(one["row"]["tiers"][0]["cached_read"], Value::Null);
}

#[test]
fn a_rent_of_another_form_is_asked_and_a_server_s_memory_is_no_card_s() {
    let info = |size: u32| {
        format!("\"{{'Gpus': [{{'MemoryInfo': {{'SizeInMiB': {size}}}}}], 'TotalGpuMemoryInMiB': {size}}}\"")
    };
    let csv = format!(
        "InstanceType,AcceleratorName,AcceleratorCount,MemoryGiB,Price,Region,GpuInfo\na,H200,1,200,6.1,eu-north1,{}\n\
         b,L40S,1,32,1.5484,eu-north1,{}\nc,H100,16,3200,80,eu-north1,{}\n",
        info(204_800),
        info(32_768),
        info(81_920)
    );
    let plan = plan("gpu-csv", &file("nebius.csv", &csv), &["--provider", "Nebius", "--seen", "2026-11-24"]);
    assert!(!plan["passed_over"].to_string().contains("memory"), "{plan:#}");
    assert_eq!(asked(&plan, "h100 at Nebius, on-demand, from 16 GPUs"), "disagree");
}

/// Maverick: 24 of 48 layers have 128 experts of 3 × 5120 × 8192 and one that all tokens use, 24 are 16384 wide:
/// 24 × 129 × 0.1258 + 24 × 0.2517 + 48 × 0.0629 + 2 × 202048 × 5120 = 400.7 billion without its eyes, which its maker
/// calls 400; of them 24 × 2 × 0.1258 + 11.1 = 17.2 a token, called 17.
#[test]
fn every_second_layer_and_the_shared_expert_of_llama_4_are_counted() {
    let config = json!({"model_type": "llama4", "architectures": ["Llama4ForConditionalGeneration"], "text_config": {
        "model_type": "llama4_text", "attention_chunk_size": 8192, "head_dim": 128, "hidden_size": 5120,
        "interleave_moe_layer_step": 2, "intermediate_size": 8192, "intermediate_size_mlp": 16384,
        "max_position_embeddings": 1_048_576, "num_attention_heads": 40, "num_experts_per_tok": 1, "num_hidden_layers": 48,
        "num_key_value_heads": 8, "num_local_experts": 128, "vocab_size": 202_048}});
    let plan = planned("huggingface", &file("maverick.json", &config.to_string()));
    let row = &plan["ask"][0]["row"];
    assert_eq!((&row["total"], &row["active"]), (&Value::from(400.7), &Value::from(17.2)), "{plan:#}");
}
