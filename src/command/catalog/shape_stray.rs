//! What in a config is not understood here. A model sized as if it kept keys and values of every layer, where it does
//! something else, would be sized wrongly: it is asked about.

use super::json::text;
use super::shape::Shape;
use super::shape_keys::{ATTENTION, FAMILIES, LAYERS, LISTED, PLAIN, READ, STATES};
use serde_json::Value;

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
        if self.context <= 0.0 {
            self.asks
                .push("how long may a request be? The config has no `max_position_embeddings`: fill in context".into());
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
