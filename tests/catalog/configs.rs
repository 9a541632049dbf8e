//! `config.json` files of every kind of attention, the unusual ones too: what is understood is counted, and what is
//! not is named and left unsized.

use super::import::run;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is proposed or asked for a config: the row, and why.
pub fn read(name: &str, changes: &Value) -> (Value, String) {
    let mut config = json!({
        "architectures": ["SomeForCausalLM"], "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
        "num_key_value_heads": 8, "vocab_size": 128_256, "intermediate_size": 14_336, "max_position_embeddings": 131_072
    });
    for (key, value) in changes.as_object().expect("a map") {
        config[key] = value.clone();
    }
    of(name, &config)
}

pub fn of(name: &str, config: &Value) -> (Value, String) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}_config.json"));
    std::fs::write(&path, config.to_string()).expect("written");
    let (out, error, code) = run(&["catalog", "import", "huggingface", &path.display().to_string(), "--json"]);
    assert_eq!(code, Some(0), "{error}");
    let plan: Value = serde_json::from_str(&out).expect("JSON");
    let one = [&plan["append"][0], &plan["ask"][0], &plan["passed_over"][0]].into_iter().find(|one| !one.is_null());
    let one = one.unwrap_or_else(|| panic!("{plan:#}"));
    (one["row"].clone(), one["why"].as_str().expect("why").to_owned())
}

fn layers(row: &Value) -> (&str, [u64; 3]) {
    let count = |name: &str| row[name].as_u64().unwrap_or(0);
    (row["attention"].as_str().expect("attention"), ["full_layers", "sliding_layers", "linear_layers"].map(count))
}

#[test]
fn understood_ones_are_counted() {
    let (dense, _) = read("dense", &json!({}));
    // 32 · (4,096 · 128 · 2 · 40 + 3 · 4,096 · 14,336) + 2 · 128,256 · 4,096 = 8.03 billion.
    assert_eq!((layers(&dense), &dense["total"]), (("gqa", [32, 0, 0]), &json!(8)));
    let (nested, _) = of(
        "nested",
        &json!({ "text_config": { "hidden_size": 2048, "num_hidden_layers": 28, "num_attention_heads": 16 }, "vision_config": { "num_hidden_layers": 27 } }),
    );
    assert_eq!((layers(&nested), &nested["kv_heads"]), (("gqa", [28, 0, 0]), &json!(16)));
    let (windows, _) =
        read("windows", &json!({ "sliding_window": 1024, "sliding_window_pattern": 6, "num_hidden_layers": 62 }));
    assert_eq!((layers(&windows), &windows["window"]), (("gqa", [10, 52, 0]), &json!(1024)));
    let chunks: Vec<&str> = ["chunked_attention", "chunked_attention", "chunked_attention", "full_attention"].repeat(8);
    let (chunked, _) = read("chunked", &json!({ "attention_chunk_size": 8192, "layer_types": chunks }));
    assert_eq!((layers(&chunked), &chunked["window"]), (("gqa", [8, 24, 0]), &json!(8192)));
    let (latent, _) = read(
        "latent",
        &json!({ "kv_lora_rank": 512, "qk_rope_head_dim": 64, "n_routed_experts": 64, "num_experts_per_tok": 4 }),
    );
    assert_eq!(
        (layers(&latent), &latent["mla_dim"], &latent["experts"]),
        (("mla", [32, 0, 0]), &json!(576), &json!(64))
    );
    // Gated delta: three of four layers; 3 · (2 · 16 · 128 + 32 · 128) of convolution.
    let (delta, _) = read(
        "delta",
        &json!({ "linear_num_value_heads": 32, "linear_num_key_heads": 16, "linear_key_head_dim": 128, "linear_value_head_dim": 128, "full_attention_interval": 4 }),
    );
    assert_eq!(layers(&delta), ("gqa", [8, 0, 24]));
    assert_eq!(delta["linear"], json!({ "heads": 32, "key_dim": 128, "value_dim": 128, "convolution": 24_576 }));
    // Mamba-2 named by the list that others use for windows: 3 · (128 · 64 + 2 · 128) of convolution.
    let kinds: Vec<&str> = [vec!["mamba"; 9], vec!["attention"]].concat().repeat(4);
    let (mamba, _) = read(
        "mamba",
        &json!({ "num_hidden_layers": 40, "layer_types": kinds, "mamba_n_heads": 128, "mamba_d_state": 128, "mamba_n_groups": 1, "mamba_d_conv": 4 }),
    );
    assert_eq!(layers(&mamba), ("gqa", [4, 0, 36]));
    assert_eq!(mamba["linear"], json!({ "heads": 128, "key_dim": 128, "value_dim": 64, "convolution": 25_344 }));
    // Lightning: seven of eight layers keep heads · width · width and no convolution.
    let (lightning, _) = read(
        "lightning",
        &json!({ "num_hidden_layers": 80, "num_attention_heads": 64, "head_dim": 128, "attn_type_list": ([0, 0, 0, 0, 0, 0, 0, 1].repeat(10)) }),
    );
    assert_eq!(layers(&lightning), ("gqa", [10, 0, 70]));
    assert_eq!(lightning["linear"], json!({ "heads": 64, "key_dim": 128, "value_dim": 128, "convolution": 0 }));
    let (v4, _) = read(
        "v4",
        &json!({ "compress_ratios": ([0, 4, 128].repeat(10)), "num_hidden_layers": 30, "qk_rope_head_dim": 64, "head_dim": 512, "index_head_dim": 128, "index_topk": 512 }),
    );
    assert_eq!((layers(&v4).0, v4["compressed"].as_array().map(Vec::len)), ("compressed", Some(2)));
    assert_eq!(v4["compressed"][0]["entry_bytes"], json!(584));
}

#[test]
fn what_is_not_understood_is_named_and_not_sized() {
    for (name, changes, named) in [
        ("jamba", json!({ "attn_layer_period": 8, "mamba_d_state": 16, "mamba_expand": 2 }), "`mamba_d_state`"),
        ("conv", json!({ "layer_types": (["conv", "full_attention"].repeat(16)) }), "`conv`"),
        ("griffin", json!({ "block_types": ["recurrent", "recurrent", "attention"] }), "`recurrent`"),
        ("parallel", json!({ "mamba_n_heads": 24, "mamba_d_state": 256 }), "not which layers"),
        ("heads", json!({ "num_attention_heads": -4 }), "not understood"),
        ("strange", json!({ "attention_type": "holographic" }), "`attention_type`"),
        ("crossed", json!({ "use_cla": true, "cla_share_factor": 2 }), "`cla_share_factor`"),
        ("shared", json!({ "num_kv_shared_layers": 10 }), "`num_kv_shared_layers`"),
        ("blocks", json!({ "dense_attention_every_n_layers": 2, "blocksparse_num_local_blocks": 16 }), "`blocksparse"),
        ("native", json!({ "nsa_block_size": 64, "nsa_topk": 16 }), "`nsa_block_size`"),
        ("picked", json!({ "sparse_config": { "topk": 64 } }), "`sparse_config`"),
        ("factored", json!({ "use_mfa": true }), "`use_mfa`"),
        // Heads that differ from layer to layer, in a list under the usual name or under one of its own.
        ("heads-listed", json!({ "num_key_value_heads": ([8, 4].repeat(16)) }), "`num_key_value_heads`"),
        ("queries-listed", json!({ "num_attention_heads": ([32, 64].repeat(16)) }), "`num_attention_heads`"),
        (
            "heads-named",
            json!({ "num_key_value_heads_per_layer": ([8, 4].repeat(16)) }),
            "`num_key_value_heads_per_layer`",
        ),
        ("puzzle", json!({ "block_configs": [{ "attention": { "n_heads_in_group": 8 } }] }), "`block_configs`"),
        // 32 layers, and 8 flags; 32 numbers that are no flags.
        (
            "rope-short",
            json!({ "attention_chunk_size": 8192, "no_rope_layers": ([1, 1, 1, 0].repeat(2)) }),
            "`no_rope_layers` has 8 entries for 32 layers",
        ),
        (
            "rope-numbers",
            json!({ "attention_chunk_size": 8192, "no_rope_layers": [3, 7, 11, 15] }),
            "`no_rope_layers` has 4 entries for 32 layers",
        ),
        ("encoder", json!({ "is_encoder_decoder": true }), "`is_encoder_decoder`"),
    ] {
        let (row, why) = read(name, &changes);
        assert_eq!(row["attention"], "unknown", "{name}");
        assert!(why.contains(named) && why.contains("named and not sized"), "{name}: {why}");
    }
}

#[test]
fn a_family_nobody_looked_at_and_weights_in_another_format_are_asked_about() {
    for (name, changes, named) in [
        ("family", json!({ "model_type": "holo" }), "`model_type` holo is of no family"),
        ("integers", json!({ "quantization_config": { "quant_method": "gptq", "bits": 8 } }), "quantized by `gptq`"),
    ] {
        let (row, why) = read(name, &changes);
        assert!(row["attention"] == "gqa" && why.contains(named), "{name}: {why}");
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}_config.json"));
        let (out, ..) = run(&["catalog", "import", "huggingface", &path.display().to_string()]);
        assert!(out.contains("APPEND 0") && out.contains("ASK 1"), "{out}");
    }
    // Known families, plain words and keys that switch something off are none of this.
    let (_, why) = read(
        "plain",
        &json!({ "model_type": "qwen3", "attention_type": "gqa", "use_cla": false, "num_kv_shared_layers": 0 }),
    );
    assert!(!why.contains("family") && !why.contains("understood"), "{why}");
}

#[test]
fn the_width_of_a_head_is_read_or_asked() {
    // DeepSeek V3: 128 without and 64 with rotary positions, 192; the share of its width, 7,168 / 128, is 56.
    let latent = |more: Value| {
        let mut config =
            json!({ "kv_lora_rank": 512, "qk_rope_head_dim": 64, "hidden_size": 7168, "num_attention_heads": 128 });
        config.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        config
    };
    let (row, why) = read("latent-whole", &latent(json!({ "qk_nope_head_dim": 128 })));
    assert_eq!((&row["head_dim"], why.contains("how wide is a head")), (&json!(192), false), "{why}");
    let (row, why) = read("latent-half", &latent(json!({})));
    assert!(row["head_dim"].is_null() && why.contains("how wide is a head"), "{row} {why}");
    // 4,096 / 40 is 102.4: no head is that wide.
    let (row, why) = read("fraction", &json!({ "num_attention_heads": 40 }));
    assert!(
        row["head_dim"].is_null() && why.contains("how wide is a head") || row["attention"] == "unknown",
        "{row} {why}"
    );
}

#[test]
fn the_format_of_weights_is_read_or_left_to_be_filled_in() {
    let native =
        |name: &str, quantized: Value| read(name, &json!({ "quantization_config": quantized })).0["native"].clone();
    assert_eq!(native("gptq-8", json!({ "quant_method": "gptq", "bits": 8 })), "?");
    assert_eq!(native("bits-8", json!({ "quant_method": "bitsandbytes", "load_in_8bit": true })), "?");
    assert_eq!(native("gptq-4", json!({ "quant_method": "gptq", "bits": 4 })), "int4");
    let group = |kind: &str| json!({ "quant_method": "compressed-tensors", "config_groups": { "group_0": { "weights": { "num_bits": 8, "type": kind } } } });
    assert_eq!((native("w8-float", group("float")), native("w8-int", group("int"))), (json!("fp8"), json!("?")));
}

#[test]
fn windows_are_where_the_familys_own_code_has_them() {
    // transformers: Gemma 2 slides on even layers of 0 to 41; Gemma 3 but on every sixth of 62; Qwen2 from
    // `max_window_layers` on, once it is switched on; Mistral 7B everywhere.
    let window = |family: &str, layers: u64, more: Value| {
        let mut config = json!({ "model_type": family, "num_hidden_layers": layers, "sliding_window": 4096 });
        config.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        let (row, why) = read(&format!("window-{family}"), &config);
        let [full, sliding, _] = layers_of(&row);
        (full, sliding, why.contains("not which layers"))
    };
    assert_eq!(window("gemma2", 42, json!({})), (21, 21, false));
    assert_eq!(window("gemma3_text", 62, json!({})), (10, 52, false));
    assert_eq!(window("qwen2", 80, json!({ "use_sliding_window": true, "max_window_layers": 70 })), (70, 10, false));
    assert_eq!(window("qwen2", 80, json!({ "max_window_layers": 70 })), (80, 0, false));
    assert_eq!(window("mistral", 32, json!({})), (0, 32, false));
    assert!(window("llama", 32, json!({})).2);
}

fn layers_of(row: &Value) -> [u64; 3] {
    layers(row).1
}

#[test]
fn chunked_layers_are_those_with_rotary_positions() {
    // Llama 4: three of four layers see chunks of 8,192, the fourth has no rotary positions and sees all.
    let chunks =
        json!({ "model_type": "llama4", "attention_chunk_size": 8192, "no_rope_layers": ([1, 1, 1, 0].repeat(8)) });
    let (row, _) = read("llama4", &chunks);
    assert_eq!((layers(&row), &row["window"]), (("gqa", [8, 24, 0]), &json!(8192)));
    let (row, _) = read("llama4-interval", &json!({ "attention_chunk_size": 8192, "no_rope_layer_interval": 4 }));
    assert_eq!(layers(&row), ("gqa", [8, 24, 0]));
}

#[test]
fn parameters_are_counted_only_where_every_part_is_understood() {
    for (name, changes) in [
        ("ungated", json!({ "hidden_act": "gelu_new" })),
        ("hybrid", json!({ "linear_num_value_heads": 32 })),
        ("huge", json!({ "vocab_size": 1e300 })),
    ] {
        let (row, why) = read(name, &changes);
        assert!(row["total"].is_null() && why.contains("--total"), "{name}: {row} {why}");
    }
}

#[test]
fn files_that_are_no_config_are_passed_over() {
    for (name, config) in
        [("empty", json!({})), ("list", json!([1])), ("odd", json!({ "text_config": 7, "num_hidden_layers": "many" }))]
    {
        let (row, why) = of(name, &config);
        assert!(row.is_null() && why.contains("no config of a language model"), "{name}: {why}");
    }
}
