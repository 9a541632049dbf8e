//! What in a config is not understood here. A model sized as if it kept keys and values of every layer, where it does
//! something else, would be sized wrongly: it is asked about.

use super::json::text;
use super::shape::Shape;
use serde_json::Value;

/// Kinds of layers that are understood.
const LAYERS: [&str; 11] = [
    "full_attention",
    "attention",
    "linear_attention",
    "kda",
    "mamba",
    "mamba2",
    "sliding_attention",
    "chunked_attention",
    "local_attention",
    "moe",
    "mlp",
];

/// Parts of keys that speak of layers with a state of their own kind.
const STATES: [&str; 9] =
    ["mamba", "ssm_", "lru_", "rwkv", "recurrent", "retention", "conv_l_cache", "lightning", "linear_attn"];

/// Parts of keys that speak of how attention keeps its past.
const ATTENTION: [&str; 16] = [
    "attn",
    "attention",
    "kv",
    "key_value",
    "window",
    "sparse",
    "_cla",
    "cla_",
    "nsa",
    "mfa",
    "yoco",
    "compress",
    "memory",
    "share_q",
    "block_configs",
    "head_dim_list",
];

/// Keys whose value is a list of layers; of any other a list says that layers differ.
const LISTED: [&str; 2] = ["attn_type_list", "compress_ratios"];

/// Keys with such a part that are read, or change nothing of what is kept.
const READ: [&str; 64] = [
    "_attn_implementation",
    "_attn_implementation_autoset",
    "_sliding_window_pattern",
    "add_cross_attention",
    "add_full_attention_sink_bias",
    "add_swa_attention_sink_bias",
    "attention_bias",
    "attention_chunk_size",
    "attention_dropout",
    "attention_in_fp32",
    "attention_logit_softcapping",
    "attention_multiplier",
    "attention_out_bias",
    "attention_output_gate",
    "attention_probs_dropout_prob",
    "attention_qk_norm",
    "attention_softmax_in_fp32",
    "attention_value_scale",
    "attn_bias",
    "attn_dropout",
    "attn_factor",
    "attn_implementation",
    "attn_logit_softcapping",
    "attn_output_gate",
    "attn_pdrop",
    "attn_qkv_bias",
    "attn_res_block_size",
    "attn_scale",
    "attn_temperature_tuning",
    "attn_type_list",
    "clip_qkv",
    "compress_ratios",
    "compress_rope_theta",
    "cross_attention_hidden_size",
    "decoder_sparse_step",
    "full_attention_interval",
    "kv_lora_rank",
    "linear_attn_config",
    "max_window_layers",
    "multi_head_attention",
    "n_head_kv",
    "num_attention_heads",
    "num_key_value_heads",
    "num_kv_heads",
    "output_attentions",
    "qkv_bias",
    "query_pre_attn_scalar",
    "scale_attn_by_inverse_layer_idx",
    "scale_attn_weights",
    "sliding_window",
    "sliding_window_pattern",
    "sliding_window_size",
    "sparse_attention_config",
    "swa_num_attention_heads",
    "swa_num_key_value_heads",
    "use_attention_bias",
    "use_flash_attn",
    "use_flash_attention",
    "use_gated_attention",
    "use_memory_efficient_attention",
    "use_qkv_bias",
    "use_sliding_window",
    "use_window_attention",
    "reorder_and_upcast_attn",
];

/// Words for attention that keeps keys and values of every token.
const PLAIN: [&str; 9] =
    ["full", "full_attention", "mha", "gqa", "mqa", "default", "softmax", "causal", "original_full"];

/// Families whose layers are kept as their config says, with nothing more in their code.
const FAMILIES: [&str; 66] = [
    "arcee",
    "bailing_moe",
    "bert",
    "cohere",
    "cohere2",
    "deepseek_v2",
    "deepseek_v3",
    "deepseek_v32",
    "deepseek_v4",
    "dots1",
    "ernie4_5",
    "ernie4_5_moe",
    "exaone",
    "exaone4",
    "falcon",
    "gemma",
    "gemma2",
    "gemma3",
    "gemma3_text",
    "gemma4",
    "gemma4_text",
    "glm",
    "glm4",
    "glm4_moe",
    "glm4_moe_lite",
    "glm_moe_dsa",
    "gpt2",
    "gpt_neox",
    "gpt_oss",
    "granite",
    "granitemoe",
    "granitemoehybrid",
    "hunyuan_v1_dense",
    "internlm2",
    "kimi_k2",
    "kimi_k25",
    "kimi_linear",
    "llama",
    "llama4",
    "llama4_text",
    "mimo",
    "mimo_v2",
    "mimo_v2_flash",
    "minimax",
    "minimax_m1",
    "minimax_m2",
    "minimax_m3",
    "ministral3",
    "mistral",
    "mistral3",
    "mixtral",
    "nemotron",
    "nemotron_h",
    "olmo2",
    "olmo3",
    "phi",
    "phi3",
    "qwen2",
    "qwen2_moe",
    "qwen3",
    "qwen3_5",
    "qwen3_5_moe",
    "qwen3_moe",
    "qwen3_next",
    "smollm3",
    "starcoder2",
];

/// Whether a value says anything: neither nothing, nor no, nor zero.
fn spoken(value: &Value) -> bool {
    !(value.is_null() || value == &Value::Bool(false) || value.as_f64() == Some(0.0) || value == &Value::Array(vec![]))
}

impl Shape {
    /// Layers of a kind that nothing here understands, and keys that speak of such layers.
    pub(super) fn stray(&mut self, config: &Value, types: Option<&Value>) {
        let both = [types, config.get("layers_block_type"), config.get("block_types")];
        let words = both.into_iter().flatten().filter_map(Value::as_array).flatten().filter_map(Value::as_str);
        let word = words.map(str::to_owned).find(|word| !LAYERS.contains(&word.as_str()));
        let keys = || config.as_object().into_iter().flatten().filter(|(_, value)| spoken(value));
        let has = |key: &str, marks: &[&str]| marks.iter().any(|mark| key.to_lowercase().contains(mark));
        let state = keys().find(|(key, _)| self.linear.is_none() && has(key, &STATES));
        let strange = |(key, value): &(&String, &Value)| {
            let lower = key.to_lowercase();
            let plain = lower.ends_with("_type") && value.as_str().is_some_and(|word| PLAIN.contains(&word));
            let known = READ.contains(&lower.as_str()) && (!value.is_array() || LISTED.contains(&lower.as_str()));
            let unread = has(key, &ATTENTION) && !has(key, &STATES) && !known;
            unread && !plain || lower == "is_encoder_decoder"
        };
        let key = state.or_else(|| keys().find(strange));
        if let Some(strange) = word.or(key.map(|(key, _)| key.clone())) {
            self.attention = "unknown";
            self.asks.push(format!("`{strange}` in the config is of no kind of layer that is understood here"));
        }
    }

    /// What a config leaves out that a model of its kind has.
    pub(super) fn unstated(&mut self, config: &Value) {
        if self.query_heads > 0.0 && self.head_dim <= 0.0 {
            self.unsure = true;
            let widths = "`head_dim`, or `qk_nope_head_dim` and `qk_rope_head_dim`";
            self.asks.push(format!("how wide is a head? The config has no {widths}: fill in head_dim"));
        }
        let layers = |name: &str| config.get(name).and_then(Value::as_array).filter(|list| !list.is_empty());
        let chunked = config.get("attention_chunk_size").is_some_and(spoken);
        if let Some(list) = layers("no_rope_layers").filter(|_| chunked) {
            let flags = list.iter().all(|layer| layer.as_f64() == Some(0.0) || layer.as_f64() == Some(1.0));
            if !flags || list.len() as f64 != self.layers {
                self.attention = "unknown";
                self.asks.push(format!(
                    "`no_rope_layers` has {} entries for {} layers, each to be 0 or 1: which layers see everything?",
                    list.len(),
                    self.layers
                ));
            }
        }
    }

    /// Families that nobody has looked at, and weights in a format that is none of the catalog's.
    pub(super) fn strangers(&mut self, whole: &Value, config: &Value) {
        let family = text(config, "model_type").or_else(|| text(whole, "model_type")).unwrap_or("");
        let known = family.trim_end_matches("_text");
        if !family.is_empty() && !FAMILIES.contains(&family) && !FAMILIES.contains(&known) {
            self.unsure = true;
            self.asks.push(format!(
                "`model_type` {family} is of no family known here: does each of its layers keep keys and values as the config says?"
            ));
        }
        let quantized = whole.get("quantization_config").or_else(|| config.get("quantization_config"));
        let method = quantized.and_then(|found| text(found, "quant_method")).unwrap_or("");
        if self.native == "?" {
            self.unsure = true;
            self.asks.push(format!(
                "its weights are quantized by `{method}` to a format that the catalog does not have: which `native` weighs as much?"
            ));
        }
    }
}
