//! A model's layers as its config has them: sizes, the number format of its weights, and what a row says of them.

use super::json::{number, text};
use super::parameters::count_parameters;
use super::row::Row;
use build_or_buy::catalog::Value as Field;
use serde_json::Value;

/// A model's layers as its config has them.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) embeds: bool,
    /// Its last layer gives a mark in place of a word: it ranks, or sorts texts into classes.
    pub(super) marks: bool,
    pub(super) layers: f64,
    pub(super) hidden: f64,
    pub(super) query_heads: f64,
    pub(super) kv_heads: f64,
    pub(super) head_dim: f64,
    pub(super) attention: &'static str,
    pub(super) full: f64,
    pub(super) sliding: f64,
    pub(super) window: f64,
    pub(super) linear_layers: f64,
    pub(super) mla_dim: f64,
    pub(super) linear: Option<[f64; 4]>,
    pub(super) sparse: Option<[f64; 4]>,
    pub(super) compressed: Vec<[f64; 6]>,
    pub(super) experts: f64,
    pub(super) experts_active: f64,
    pub(super) context: f64,
    pub(super) native: &'static str,
    pub(super) parameters: Option<(f64, f64)>,
    pub(super) asks: Vec<String>,
    /// Something is read that may mean another thing: a person decides.
    pub(super) unsure: bool,
}

/// A number under the first of several names.
pub(super) fn any(config: &Value, names: &[&str]) -> Option<f64> {
    names.iter().find_map(|name| number(config.get(name)).filter(|number| (-1e9..=1e9).contains(number)))
}

/// How wide a head is, else 0. Queries and keys of latent attention have two parts; the share of the model's width that
/// elsewhere is a head's says nothing of them.
fn head_dim(config: &Value, hidden: f64, query_heads: f64) -> f64 {
    let field = |name: &str| any(config, &[name]).filter(|width| *width > 0.0);
    if field("kv_lora_rank").is_some() {
        let parts = field("qk_nope_head_dim").zip(field("qk_rope_head_dim")).map(|(plain, rope)| plain + rope);
        return field("qk_head_dim").or(parts).unwrap_or(0.0);
    }
    let share = if query_heads > 0.0 { hidden / query_heads } else { 0.0 };
    field("head_dim").unwrap_or(if share.fract() == 0.0 { share } else { 0.0 })
}

impl Shape {
    pub(super) fn of(whole: &Value) -> Self {
        // Models that also see keep the language part under a name of its own.
        let config = ["text_config", "language_config", "llm_config"]
            .iter()
            .find_map(|name| whole.get(name))
            .filter(|inner| inner.is_object())
            .unwrap_or(whole);
        let field = |names: &[&str]| any(config, names);
        let layers = field(&["num_hidden_layers", "n_layer", "num_layers"]);
        let blocks = config.get("layers_block_type");
        let layers = layers.or_else(|| blocks.and_then(Value::as_array).map(|list| list.len() as f64)).unwrap_or(0.0);
        let query_heads = field(&["num_attention_heads", "n_head"]).unwrap_or(0.0);
        let hidden = field(&["hidden_size", "n_embd", "d_model"]).unwrap_or(0.0);
        // All query heads share one of keys and values.
        let shared = config.get("multi_query").and_then(Value::as_bool) == Some(true);
        let architecture = config
            .get("architectures")
            .or_else(|| whole.get("architectures"))
            .and_then(|list| list.get(0))
            .and_then(Value::as_str)
            .unwrap_or("");
        let mut shape = Self {
            embeds: architecture.ends_with("Model")
                && !architecture.contains("CausalLM")
                && !architecture.contains("Conditional"),
            marks: architecture.ends_with("ForSequenceClassification"),
            layers,
            hidden,
            query_heads,
            kv_heads: field(&["num_key_value_heads", "num_kv_heads", "n_head_kv"]).unwrap_or(if shared {
                1.0
            } else {
                query_heads
            }),
            head_dim: head_dim(config, hidden, query_heads),
            attention: "gqa",
            experts: field(&["num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts"]).unwrap_or(0.0),
            experts_active: field(&["num_experts_per_tok", "num_experts_per_token", "moe_k", "moe_top_k"])
                .unwrap_or(0.0),
            // Where both stand, engines take what the maker serves and not what the positions were made for.
            context: field(&[
                "model_max_length",
                "max_position_embeddings",
                "n_positions",
                "max_seq_len",
                "seq_length",
            ])
            .unwrap_or(0.0),
            native: native(whole, config),
            ..Self::default()
        };
        // Some configs write one expert for a dense model.
        if shape.experts <= 1.0 {
            (shape.experts, shape.experts_active) = (0.0, 0.0);
        }
        shape.attend(config);
        shape.unstated(config);
        shape.strangers(whole, config);
        shape.parameters = count_parameters(&shape, config);
        shape
    }

    pub(super) fn parameters(&self) -> (Option<f64>, Option<f64>) {
        self.parameters.map_or((None, None), |(total, active)| (Some(total), Some(active)))
    }

    pub(super) fn write(&self, row: &mut Row) {
        let put = |row: &mut Row, name: &str, value: f64| {
            if value > 0.0 {
                row.number(name, Some(value));
            }
        };
        let group = |names: &[&str], values: &[f64]| {
            let fields = names.iter().zip(values).filter(|(name, value)| **value > 0.0 || **name != "selected");
            Field::Map(fields.map(|(name, value)| ((*name).to_owned(), Field::Number(*value))).collect())
        };
        for (name, value) in [
            ("layers", self.layers),
            ("hidden", self.hidden),
            ("query_heads", self.query_heads),
            ("kv_heads", self.kv_heads),
            ("head_dim", self.head_dim),
            ("full_layers", self.full),
            ("sliding_layers", self.sliding),
            ("window", self.window),
            ("linear_layers", self.linear_layers),
            ("mla_dim", self.mla_dim),
            ("experts", self.experts),
            ("experts_active", self.experts_active),
            ("context", self.context),
        ] {
            put(row, name, value);
        }
        row.text("attention", self.attention);
        if let Some(linear) = &self.linear {
            row.set("linear", group(&["heads", "key_dim", "value_dim", "convolution"], linear));
        }
        if let Some(sparse) = &self.sparse {
            row.set("sparse", group(&["layers", "selected", "index_layers", "index_bytes"], sparse));
        }
        if !self.compressed.is_empty() {
            let names = ["layers", "ratio", "entry_bytes", "index_bytes", "state_bytes", "selected"];
            row.set("compressed", Field::List(self.compressed.iter().map(|values| group(&names, values)).collect()));
        }
        row.set("precisions", Field::List(vec![Field::Text(self.native.to_owned())]));
        row.text("native", self.native);
    }

    pub(super) fn said(&self) -> String {
        let mut parts = vec![format!("{} layers of {}", self.layers, self.hidden), self.attention.to_owned()];
        for (what, count) in
            [("full", self.full), ("sliding", self.sliding), ("linear", self.linear_layers), ("experts", self.experts)]
        {
            if count > 0.0 {
                parts.push(format!("{count} {what}"));
            }
        }
        parts.join(", ")
    }
}

/// The number format of the weights.
pub(super) fn native(whole: &Value, config: &Value) -> &'static str {
    let quantized = whole.get("quantization_config").or_else(|| config.get("quantization_config"));
    let method = quantized.and_then(|found| text(found, "quant_method")).unwrap_or("");
    let all = quantized.map(ToString::to_string).unwrap_or_default().to_lowercase();
    let experts = text(config, "expert_dtype").unwrap_or("");
    if experts == "fp4" || all.contains("nvfp4") {
        "fp4"
    } else if method == "mxfp4" || all.contains("mxfp4") {
        "mxfp4"
    } else if method == "fp8" || all.contains("\"fp8\"") {
        "fp8"
    } else if ["awq", "gptq", "compressed-tensors"].contains(&method) && all.contains(":4") {
        "int4"
    } else if method == "compressed-tensors" && all.contains("\"num_bits\":8") && all.contains("\"type\":\"float\"") {
        "fp8"
    } else if method.is_empty() {
        "bf16"
    } else {
        "?"
    }
}
