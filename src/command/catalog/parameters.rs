//! A model's parameters, counted from its config.

use super::json::text;
use super::shape::{Shape, any};
use serde_json::Value;

/// Families whose head is their embedding unless the config says otherwise (Hugging Face transformers).
const TIED: [&str; 9] =
    ["cohere", "cohere2", "falcon", "gemma", "gemma2", "gemma3", "gpt2", "gpt_bigcode", "starcoder2"];
/// Families whose feed-forward layers have no gate: two matrices in place of three.
const UNGATED: [&str; 8] = ["bloom", "falcon", "gpt_neox", "mpt", "nemotron", "opt", "phi", "starcoder2"];

/// Families of encoders, as the first were: two matrices too, and no head of their own.
const ENCODERS: [&str; 6] = ["bert", "camembert", "electra", "mpnet", "roberta", "xlm-roberta"];

/// Parameters in billions, in all and per token, where every part of the model is understood: plain and MLA
/// attention with gated feed-forward layers or experts.
pub(super) fn count_parameters(shape: &Shape, config: &Value) -> Option<(f64, f64)> {
    let field = |names: &[&str]| any(config, names);
    let family = text(config, "model_type").unwrap_or("").trim_end_matches("_text");
    let encodes = ENCODERS.contains(&family);
    let acts: &[&str] = if encodes { &["gelu"] } else { &["silu", "swiglu", "gelu_pytorch_tanh"] };
    if shape.linear.is_some()
        || !shape.compressed.is_empty()
        || shape.attention == "unknown"
        || config.get("routed_expert_hidden_size").is_some()
        || any(config, &["n_embd"]).is_some()
        || text(config, "hidden_act").is_some_and(|act| !acts.contains(&act))
    {
        return None;
    }
    let (hidden, layers) = (shape.hidden, shape.layers);
    let vocabulary = field(&["vocab_size"])?;
    let said = config.get("tie_word_embeddings").and_then(Value::as_bool);
    let tied = said.unwrap_or_else(|| TIED.contains(&family)) || encodes;
    let matrices = if encodes || UNGATED.contains(&family) { 2.0 } else { 3.0 };
    let attention = if shape.attention == "mla" {
        let (rank, rope) = (field(&["kv_lora_rank"])?, field(&["qk_rope_head_dim"]).unwrap_or(0.0));
        let (nope, value) = (field(&["qk_nope_head_dim"])?, field(&["v_head_dim"])?);
        let queries = field(&["q_lora_rank"]).map_or(hidden * shape.query_heads * (nope + rope), |low| {
            low * (hidden + shape.query_heads * (nope + rope))
        });
        queries
            + hidden * (rank + rope)
            + rank * shape.query_heads * (nope + value)
            + shape.query_heads * value * hidden
    } else {
        hidden * shape.head_dim * 2.0 * (shape.query_heads + shape.kv_heads)
    };
    // Llama 4 has an expert that every token uses, and its dense layers have a width of their own.
    let llama = family.starts_with("llama4");
    let dense_width = field(&["intermediate_size", "dense_intermediate_size", "ffn_hidden_size"])?;
    let of_dense = field(&["dense_intermediate_size", "intermediate_size_mlp"]);
    let dense = matrices * hidden * of_dense.unwrap_or(dense_width);
    let expert = matrices * hidden * field(&["moe_intermediate_size"]).unwrap_or(dense_width);
    let step = field(&["interleave_moe_layer_step"]).filter(|step| *step >= 1.0).unwrap_or(1.0);
    let plain = field(&["first_k_dense_replace"]).unwrap_or_else(|| layers - (layers / step).floor());
    let dense_layers = if shape.experts > 0.0 { plain } else { layers };
    // One family gives the width of all that every token uses in place of its count.
    let shared = match field(&["shared_expert_intermediate_size"]) {
        Some(width) => matrices * hidden * width,
        None => field(&["n_shared_experts", "num_shared_experts"]).unwrap_or(if llama { 1.0 } else { 0.0 }) * expert,
    };
    let around = layers * attention + dense_layers * dense + vocabulary * hidden * if tied { 1.0 } else { 2.0 };
    let mixture = layers - dense_layers;
    let total = around + mixture * (shape.experts * expert + shared);
    let active = around + mixture * (shape.experts_active * expert + shared);
    // Of a small model a tenth of a billion is a third.
    let billions = |count: f64| if count < 1e9 { (count / 1e7).round() / 100.0 } else { (count / 1e8).round() / 10.0 };
    Some((billions(total), billions(active)))
}
