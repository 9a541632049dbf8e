//! Heads twice as wide as they are, in a model's config.

use super::import::run;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Qwen3 30B A3B as its config has it, with another width of a head.
fn mixture(head_dim: u32) -> Value {
    json!({
        "architectures": ["Qwen3MoeForCausalLM"], "model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48,
        "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": head_dim, "vocab_size": 151_936,
        "intermediate_size": 6144, "moe_intermediate_size": 768, "num_experts": 128, "num_experts_per_tok": 8,
        "max_position_embeddings": 262_144, "hidden_act": "silu", "tie_word_embeddings": false
    })
}

#[test]
fn a_mixture_whose_heads_are_twice_as_wide_is_asked_about() {
    // 32 heads of 256 are 4 times 2,048. Attention 48 · 2,048 · 256 · 2 · 36 = 1.81 billion in place of 0.91, experts in use
    // 48 · 8 · 3 · 2,048 · 768 = 1.81 and words 2 · 151,936 · 2,048 = 0.62 make 4.2 active ones in place of 3.3.
    let import = |name: &str, dim: u32, stated: &[&str]| {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}_config.json"));
        std::fs::write(&path, mixture(dim).to_string()).expect("written");
        let path = path.display().to_string();
        let (out, error, code) = run(&[&["catalog", "import", "huggingface", &path, "--json"], stated].concat());
        assert_eq!(code, Some(0), "{error}");
        let plan: Value = serde_json::from_str(&out).expect("JSON");
        plan["ask"][0]["why"].as_str().expect("a question").to_owned()
    };
    let wide = import("Some-Mixture", 256, &[]);
    assert!(wide.contains("32 heads of 256 are 4.0 times as wide together as the model, 2048"), "{wide}");
    let named = import("Some-30B-A3B", 256, &[]);
    assert!(named.contains("come to 4.2 billion parameters (active), and its name says 3:"), "{named}");
    let stated = import("Some-Mixture", 256, &["--total", "30.5", "--active", "3.3"]);
    assert!(stated.contains("come to 4.2 billion parameters (active), and stated are 3.3:"), "{stated}");
    // Of a model that the catalog has, the row differs.
    let known = import("Qwen3-30B-A3B", 256, &[]);
    assert!(known.contains("head_dim 128, config 256"), "{known}");
    for (name, stated) in [("Some-30B-A3B", &[][..]), ("Some-Mixture", &["--total", "30.5", "--active", "3.3"])] {
        let right = import(name, 128, stated);
        assert!(!right.contains("head_dim"), "{right}");
    }
}

#[test]
fn of_every_mixture_in_the_catalog_that_shows_it_a_doubled_head_is_seen_by_the_check() {
    // Of Nemotron's and Llama 4's the rest of the model hides it: few layers attend, or each has a dense part beside it.
    let hidden = ["nemotron-3-nano", "nemotron-3-super", "nemotron-3-ultra", "llama-4-maverick", "llama-4-scout"];
    let mut file: Vec<String> = crate::FILE.lines().map(str::to_owned).collect();
    let catalog = crate::catalog();
    let mixtures =
        catalog.models.iter().filter(|row| row.experts > 0 && row.attention == build_or_buy::catalog::Attention::Gqa);
    let mut doubled = Vec::new();
    for row in mixtures {
        let start = format!("{{\"id\":\"{}\"", row.id);
        let at =
            file.iter().position(|line| line.starts_with(&start) && line.contains("\"head_dim\"")).expect("its line");
        let (old, new) = (format!("\"head_dim\":{},", row.head_dim), format!("\"head_dim\":{},", row.head_dim * 2));
        assert!(file[at].contains(&old), "{}", row.id);
        file[at] = file[at].replacen(&old, &new, 1);
        doubled.push((row.id.clone(), at + 1));
    }
    assert!(doubled.len() > 20, "{}", doubled.len());
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("doubled-heads.json");
    std::fs::write(&path, file.join("\n")).expect("written");
    let (out, _, _) = run(&["catalog", "check", &path.display().to_string()]);
    for (id, line) in &doubled {
        let seen = out.lines().any(|said| said.contains(&format!(":{line}: ")) && said.contains(", head_dim: "));
        assert_eq!(seen, !hidden.contains(&id.as_str()), "{id}: {out}");
    }
    // And no row of the shipped file is suspected of it.
    let (out, _, _) = run(&["catalog", "check"]);
    assert!(!out.contains(", head_dim: "), "{out}");
}
