//! Lists that write one model in their own way: a folder within a host, a name with a hyphen more, steps that begin
//! apart; and configs of families that leave out what their code adds. One start of the program for each list.

use super::import::{asked, planned, same};
use super::odd_lists::place;
use serde_json::{Value, json};

#[test]
fn a_host_s_own_folders_and_names_are_found() {
    let root = place("models.dev-apart").join("providers");
    let cost = |input: f64, output: f64| format!("[cost]\ninput={input}\noutput={output}\n");
    // The prices of the catalog's rows, but for the one that is twice its base's.
    for (file, text) in [
        ("fireworks-ai/models/accounts/fireworks/models/kimi-k2p6.toml", cost(0.95, 4.0) + "cache_read=0.16\n"),
        ("cerebras/models/gpt-oss120b.toml", cost(0.35, 0.75)),
        ("groq/models/fast-one.toml", "base_model=\"openai/gpt-oss-120b\"\n".to_owned() + &cost(0.3, 1.2)),
    ] {
        let path = root.join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let plan = planned("models.dev", root.parent().expect("the folder of all"));
    assert!(same(&plan, "fireworks/kimi-k2.6"), "{plan:#}");
    assert!(!plan.to_string().contains("cerebras/gpt-oss120b"), "{plan:#}");
    assert_eq!(asked(&plan, "groq/fast-one"), "disagree");
    assert!(
        plan.to_string().contains("it is openai/gpt-oss-120b, which the catalog has as groq/gpt-oss-120b"),
        "{plan:#}"
    );
}

#[test]
fn steps_of_input_and_output_that_begin_apart_are_asked_about() {
    let steps =
        |base: f64, start: u64, price: f64| json!({ "base": base, "tiers": [{ "start": start, "price": price }] });
    let prices = json!({ "input_mtok": steps(2.0, 272_000, 4.0), "output_mtok": steps(10.0, 200_000, 15.0) });
    let models: Vec<Value> =
        ["gpt-6.1-sol", "gpt-6.1-nova"].iter().map(|id| json!({ "id": id, "name": id, "prices": prices })).collect();
    let path = place("apart.json");
    std::fs::write(&path, json!([{ "id": "openai", "models": models }]).to_string()).expect("written");
    let plan = planned("genai-prices", &path);
    assert_eq!(plan["append"], json!([]), "{plan:#}");
    for id in ["openai/gpt-6.1-sol", "openai/gpt-6.1-nova"] {
        assert_eq!(asked(&plan, id), "steps", "{plan:#}");
    }
    assert!(plan.to_string().contains("input rises above 272000 and output above 200000"), "{plan:#}");
}

/// Published sizes: Starcoder2 7B 7.17 billion, Gemma 7B 8.54, Gemma 2 9B 9.24, Command R 35.0, Qwen1.5 MoE 14.3 with 2.7
/// in use (their cards on Hugging Face).
#[test]
fn families_are_counted_as_their_own_code_has_them() {
    let folder = place("families");
    let config = |name: &str, of: Value| {
        let path = folder.join(name);
        std::fs::create_dir_all(&path).expect("made");
        std::fs::write(path.join("config.json"), of.to_string()).expect("written");
    };
    let sizes = |family: &str, [hidden, wide, heads, keys, layers, words]: [u64; 6]| {
        json!({ "model_type": family, "architectures": ["XForCausalLM"], "hidden_size": hidden, "intermediate_size": wide,
            "num_attention_heads": heads, "num_key_value_heads": keys, "num_hidden_layers": layers, "vocab_size": words,
            "max_position_embeddings": 8192, "torch_dtype": "bfloat16" })
    };
    let with = |mut of: Value, more: Value| {
        of.as_object_mut().expect("a map").extend(more.as_object().expect("a map").clone());
        of
    };
    config("starcoder2-7b", sizes("starcoder2", [4608, 18_432, 36, 4, 32, 49_152]));
    config("gemma-7b", with(sizes("gemma", [3072, 24_576, 16, 16, 28, 256_000]), json!({ "head_dim": 256 })));
    config(
        "gemma-2-9b",
        with(sizes("gemma2", [3584, 14_336, 16, 8, 42, 256_000]), json!({ "head_dim": 256, "sliding_window": 4096 })),
    );
    config(
        "command-r",
        with(sizes("cohere", [8192, 22_528, 64, 64, 40, 256_000]), json!({ "model_max_length": 131_072 })),
    );
    let mixture = json!({ "moe_intermediate_size": 1408, "shared_expert_intermediate_size": 5632, "num_experts": 60, "num_experts_per_tok": 4, "tie_word_embeddings": false });
    config("qwen1.5-moe", with(sizes("qwen2_moe", [2048, 5632, 16, 16, 24, 151_936]), mixture));
    config(
        "starcoder",
        json!({ "model_type": "gpt_bigcode", "n_embd": 6144, "n_head": 48, "n_layer": 40, "multi_query": true, "vocab_size": 49_152 }),
    );
    let kinds: Vec<&str> = [vec!["mamba"; 9], vec!["attention"]].concat().repeat(4);
    config(
        "granite",
        with(
            sizes("granitemoehybrid", [4096, 768, 32, 8, 40, 49_152]),
            json!({ "layer_types": kinds, "mamba_n_heads": 64, "mamba_d_head": 128, "mamba_d_state": 128 }),
        ),
    );
    let plan = planned("huggingface", &folder);
    let question = |id: &str| {
        plan["ask"]
            .as_array()
            .expect("asked")
            .iter()
            .find(|one| one["id"] == id)
            .unwrap_or_else(|| panic!("{id}: {plan:#}"))
    };
    let row = |id: &str| &question(id)["row"];
    for (id, total, active) in [
        ("starcoder2-7b", 7.2, 7.2),
        ("gemma-7b", 8.5, 8.5),
        ("gemma-2-9b", 9.2, 9.2),
        ("command-r", 35.0, 35.0),
        ("qwen1.5-moe", 14.3, 2.7),
    ] {
        assert_eq!((row(id)["total"].as_f64(), row(id)["active"].as_f64()), (Some(total), Some(active)), "{id}");
    }
    assert_eq!(row("command-r")["context"], 131_072);
    assert_eq!(row("starcoder")["kv_heads"], 1);
    let why = question("starcoder")["why"].as_str().expect("why");
    assert!(why.contains("how long may a request be"), "{why}");
    assert_eq!(row("granite")["linear"]["value_dim"], 128);
}
