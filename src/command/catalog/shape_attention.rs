//! Which layers of a config keep what: latents, windows, states, sparse indexes, compressed entries.

use super::json::text;
use super::shape::{Shape, any};
use serde_json::Value;

/// How often a word stands in a list of layers.
pub(super) fn count(list: Option<&Value>, words: &[&str], most: f64) -> f64 {
    let items = list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    items.iter().take(most as usize).filter(|item| item.as_str().is_some_and(|word| words.contains(&word))).count()
        as f64
}

/// Layers of a chunked model that see everything: those without rotary positions, named one by one (0) or by an interval.
fn by_position(config: &Value) -> Option<f64> {
    any(config, &["attention_chunk_size"])?;
    let listed = config.get("no_rope_layers").and_then(Value::as_array).filter(|list| !list.is_empty());
    let named = listed.map(|list| list.iter().filter(|layer| layer.as_f64() == Some(0.0)).count() as f64);
    let every = any(config, &["no_rope_layer_interval"]).filter(|every| *every > 1.0);
    named.or_else(|| Some((any(config, &["num_hidden_layers"])? / every?).floor()))
}

impl Shape {
    /// Which layers keep what.
    pub(super) fn attend(&mut self, config: &Value) {
        let field = |names: &[&str]| any(config, names);
        let rope = field(&["qk_rope_head_dim"]).unwrap_or(0.0);
        if let Some(ratios) = config.get("compress_ratios").and_then(Value::as_array) {
            return self.compress(config, ratios, rope);
        }
        if let Some(rank) = field(&["kv_lora_rank"]).filter(|rank| *rank > 0.0) {
            self.attention = "mla";
            self.mla_dim = rank + rope;
            self.kv_heads = 1.0;
        }
        self.full = self.layers;
        let types = config.get("layer_types");
        let linear = count(types, &["linear_attention", "kda", "mamba", "mamba2"], self.layers);
        let sliding = count(types, &["sliding_attention", "chunked_attention", "local_attention"], self.layers);
        let window = field(&["sliding_window", "sliding_window_size", "attention_chunk_size"]).unwrap_or(0.0);
        if let Some(kda) = config.get("linear_attn_config").filter(|kda| kda.is_object()) {
            let listed = |name: &str| kda.get(name).and_then(Value::as_array).map(|list| list.len() as f64);
            self.linear_layers = listed("kda_layers").unwrap_or(linear);
            let (heads, dim) = (any(kda, &["num_heads"]).unwrap_or(0.0), any(kda, &["head_dim"]).unwrap_or(0.0));
            let kernel = any(kda, &["short_conv_kernel_size"]).unwrap_or(4.0);
            self.linear = Some([heads, dim, dim, 3.0 * heads * dim * (kernel - 1.0)]);
        } else if let Some(heads) = field(&["linear_num_value_heads"]) {
            let every = field(&["full_attention_interval"]).unwrap_or(4.0);
            self.linear_layers = if linear > 0.0 { linear } else { self.layers - (self.layers / every).floor() };
            let key_heads = field(&["linear_num_key_heads"]).unwrap_or(heads);
            let (key, value) =
                (field(&["linear_key_head_dim"]).unwrap_or(128.0), field(&["linear_value_head_dim"]).unwrap_or(128.0));
            let kernel = field(&["linear_conv_kernel_dim"]).unwrap_or(4.0);
            self.linear = Some([heads, key, value, (2.0 * key_heads * key + heads * value) * (kernel - 1.0)]);
        } else if let Some(heads) = field(&["mamba_num_heads", "mamba_n_heads"]) {
            let pattern = text(config, "hybrid_override_pattern").unwrap_or("");
            let letters = |letter: char| pattern.chars().filter(|c| *c == letter).count() as f64;
            // One family names its layers by letters, another by words, a third by the list that others use for windows.
            let blocks = config.get("layers_block_type").or(types);
            self.linear_layers = count(blocks, &["mamba", "mamba2"], self.layers).max(letters('M'));
            self.full = count(blocks, &["attention", "full_attention"], self.layers).max(letters('*'));
            let (dim, state) = (
                field(&["mamba_head_dim", "mamba_d_head"]).unwrap_or(64.0),
                field(&["ssm_state_size", "mamba_d_state"]).unwrap_or(128.0),
            );
            let groups = field(&["n_groups", "mamba_n_groups"]).unwrap_or(1.0);
            let kernel = field(&["conv_kernel", "mamba_d_conv"]).unwrap_or(4.0);
            self.linear = Some([heads, state, dim, (heads * dim + 2.0 * groups * state) * (kernel - 1.0)]);
        } else if let Some(kinds) = config.get("attn_type_list").and_then(Value::as_array) {
            // Lightning attention: 0 is a layer with a state of heads x width x width, 1 one with keys and values.
            self.linear_layers = kinds.iter().filter(|kind| kind.as_f64() == Some(0.0)).count() as f64;
            self.full = self.layers - self.linear_layers;
            self.linear = Some([self.query_heads, self.head_dim, self.head_dim, 0.0]);
        } else if linear > 0.0 {
            self.attention = "unknown";
        }
        self.stray(config, types);
        if self.linear.is_some() && self.full >= self.layers {
            self.full = self.layers - self.linear_layers;
        }
        self.slide(config, sliding, window);
        self.index(config);
        let kept = self.full + self.sliding + self.linear_layers;
        let heads = self.kv_heads > 0.0 && self.head_dim > 0.0 && self.query_heads > 0.0;
        if self.attention == "gqa" && !heads || kept <= 0.0 || kept > self.layers {
            self.attention = "unknown";
        }
        if self.linear.is_some() && self.linear_layers <= 0.0 {
            self.attention = "unknown";
            self.asks.push("states are described, and not which layers keep one".into());
        }
    }

    /// Layers with a window as a family's own code has them, where its configs do not say (Hugging Face transformers).
    fn of_family(&self, config: &Value) -> Option<f64> {
        let family = text(config, "model_type").unwrap_or("");
        match family.trim_end_matches("_text") {
            // Every second layer, beginning with the first.
            "gemma2" => Some((self.layers / 2.0).ceil()),
            // Every sixth sees everything.
            "gemma3" => Some(self.layers - (self.layers / 6.0).floor()),
            // The layers below `max_window_layers` see everything, and all do unless the window is switched on.
            "qwen2" | "qwen2_moe" | "qwen3" | "qwen3_moe" => {
                let on = config.get("use_sliding_window").and_then(Value::as_bool) == Some(true);
                let below = any(config, &["max_window_layers"]);
                if on { below.map(|below| (self.layers - below).max(0.0)) } else { Some(0.0) }
            }
            "mistral" | "mixtral" | "phi3" | "starcoder2" => Some(self.layers),
            _ => None,
        }
    }

    pub(super) fn slide(&mut self, config: &Value, sliding: f64, window: f64) {
        let field = |names: &[&str]| any(config, names);
        let pattern = field(&["sliding_window_pattern", "_sliding_window_pattern"]);
        let hybrid = config.get("hybrid_layer_pattern").and_then(Value::as_array);
        let (mut windows, mut window) = (sliding, window);
        if let Some(hybrid) = hybrid {
            windows = hybrid.iter().filter(|layer| layer.as_f64() == Some(1.0)).count() as f64;
        } else if windows == 0.0 && window > 0.0 {
            windows = match pattern {
                _ if by_position(config).is_some() => by_position(config).map_or(0.0, |full| self.layers - full),
                Some(every) if every > 1.0 => self.layers - (self.layers / every).floor(),
                // Many configs name a window that `use_sliding_window` switches off.
                _ if config.get("use_sliding_window").and_then(Value::as_bool) == Some(false) => 0.0,
                _ if config.get("layer_types").is_some() || self.linear.is_some() || self.attention == "mla" => 0.0,
                _ => self.of_family(config).unwrap_or_else(|| {
                    self.unsure = true;
                    self.asks.push(
                        "a window is named and not which layers have it: taken for all of them, are they?".into(),
                    );
                    self.layers
                }),
            };
        }
        // A window as wide as the context lets every layer see everything.
        if windows <= 0.0 || window <= 0.0 || self.context > 0.0 && window >= self.context {
            return;
        }
        let values = field(&["v_head_dim"]).filter(|_| self.attention == "gqa");
        let (kv_heads, head_dim) = (field(&["swa_num_key_value_heads"]).unwrap_or(self.kv_heads), self.head_dim);
        if let Some(values) = values.filter(|values| *values != head_dim) {
            self.head_dim = f64::midpoint(head_dim, values);
        }
        // Windows whose heads differ are written as longer or shorter ones of the full layers' heads: the same bytes.
        window *= kv_heads / self.kv_heads.max(1.0);
        (self.sliding, self.window) = (windows, window.round());
        self.full = (self.layers - windows - self.linear_layers).max(0.0);
    }

    pub(super) fn index(&mut self, config: &Value) {
        let field = |names: &[&str]| any(config, names);
        if let (Some(selected), Some(dim)) = (field(&["index_topk"]), field(&["index_head_dim"])) {
            let own = count(config.get("indexer_types"), &["full"], self.layers);
            let indexing = if own > 0.0 { own } else { self.full };
            // One key of that width in 8 bits and a 4-byte scale; pools of tokens share one.
            let pool = field(&["index_pool_size", "index_kpool_size", "index_kpool"]).unwrap_or(1.0).max(1.0);
            self.sparse = Some([self.full, selected, indexing.min(self.full), (dim + 4.0) / pool]);
        } else if let Some(sparse) = config.get("sparse_attention_config").filter(|sparse| sparse.is_object()) {
            let layers = sparse.get("sparse_attention_freq").and_then(Value::as_array);
            let layers =
                layers.map_or(self.full, |list| list.iter().filter(|layer| layer.as_f64() == Some(1.0)).count() as f64);
            let block = any(sparse, &["sparse_block_size"]).unwrap_or(128.0);
            let blocks = any(sparse, &["sparse_topk_blocks"]).unwrap_or(16.0)
                + any(sparse, &["sparse_local_block"]).unwrap_or(0.0)
                + any(sparse, &["sparse_init_block"]).unwrap_or(0.0);
            let dim = any(sparse, &["sparse_index_dim"]).unwrap_or(128.0);
            self.sparse = Some([layers, block * blocks, layers, 2.0 * dim]);
        }
    }

    /// DeepSeek V4: entries of 8-bit values with a 16-bit rotated part and 8 bytes of scales, index keys in 4 bits.
    pub(super) fn compress(&mut self, config: &Value, ratios: &[Value], rope: f64) {
        let field = |names: &[&str]| any(config, names);
        self.attention = "compressed";
        self.kv_heads = 1.0;
        self.window = field(&["sliding_window"]).unwrap_or(128.0);
        self.sliding = self.layers;
        let entry = (self.head_dim - rope) + 2.0 * rope + 8.0;
        let mut seen: Vec<f64> = Vec::new();
        for ratio in ratios.iter().take(self.layers as usize).filter_map(Value::as_f64).filter(|ratio| *ratio > 0.0) {
            if seen.contains(&ratio) {
                continue;
            }
            seen.push(ratio);
            let layers =
                ratios.iter().take(self.layers as usize).filter(|one| one.as_f64() == Some(ratio)).count() as f64;
            // Only the finer layers select among their entries, by an index; their compressor overlaps its blocks.
            let fine = ratio <= 16.0;
            let index = if fine { field(&["index_head_dim"]).unwrap_or(128.0) / 2.0 + 4.0 } else { 0.0 };
            let state = 2.0 * ratio * if fine { 2.0 } else { 1.0 } * self.head_dim * 4.0;
            let selected = if fine { field(&["index_topk"]).unwrap_or(0.0) } else { 0.0 };
            self.compressed.push([layers, ratio, entry, index, state, selected]);
        }
    }
}
