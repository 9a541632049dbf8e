//! A model's row from the `config.json` that its maker publishes on Hugging Face: dense and mixture models, MLA,
//! windows, linear attention and state-space layers, sparse indexes, DeepSeek V4's compressed attention.
//!
//! What stands in no config is asked: parameters where they cannot be counted, release, licence.

use super::json::{files, number, text};
use super::propose::{Passed, Plan, Proposal, Question, Terms};
use super::row::Row;
use build_or_buy::catalog::{Catalog, Value as Field};
use serde_json::Value;
use std::path::Path;

/// What the person at the keyboard says.
pub struct Wish<'a> {
    /// The id of the row.
    pub id: Option<&'a str>,
    /// All parameters, billions.
    pub total: Option<f64>,
    /// Active parameters, billions.
    pub active: Option<f64>,
}

/// Proposes the rows of one config, or of every config below a folder.
///
/// Errors: no such file, or not JSON.
pub fn plan(catalog: &Catalog, path: &Path, wish: &Wish<'_>, terms: &Terms) -> Result<Plan, String> {
    let mut plan = Plan::default();
    for (file, config) in files(path)? {
        let stem = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or("model")
            .trim_end_matches("_config")
            .trim_end_matches("-config");
        let named = if stem == "config" {
            file.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or("model")
        } else {
            stem
        };
        one(&mut plan, catalog, named.rsplit("--").next().unwrap_or(named), &config, wish, terms);
    }
    Ok(plan)
}

fn one(plan: &mut Plan, catalog: &Catalog, named: &str, config: &Value, wish: &Wish<'_>, terms: &Terms) {
    let shape = Shape::of(config);
    if !config.is_object() || shape.layers <= 0.0 && shape.hidden <= 0.0 {
        let why = "it states neither layers nor a width: no config of a language model".to_owned();
        return plan.passed_over.push(Passed { entry: named.to_owned(), why });
    }
    let id = wish.id.map_or_else(|| named.to_lowercase().replace('_', "-"), ToOwned::to_owned);
    let (counted, used) = shape.parameters();
    let total = wish.total.or(counted);
    let active = wish.active.or(used).or(if shape.experts == 0.0 { total } else { None });
    let mut row = Row::default();
    row.text("id", &id);
    row.text("name", named);
    row.text("maker", text(config, "maker").unwrap_or("?"));
    row.text("kind", if shape.embeds { "embedding" } else { "chat" });
    row.number("total", total);
    row.number("active", active);
    shape.write(&mut row);
    row.text("licence", "?");
    row.text("commercial", "conditions");
    row.text("checked", &terms.seen.unwrap_or(terms.today).to_string());
    row.text("source", &terms.source.replace("huggingface list", "config.json"));
    row.text("grade", "A");
    let row = row.done("models");
    let known = catalog.model(&id);
    let mut asks = vec!["maker, licence, commercial and released are in no config: fill them in".to_owned()];
    if total.is_none() || active.is_none() {
        asks.push("how many parameters has it, in all and per token? Give --total and --active, in billions".into());
    }
    if shape.attention == "unknown" {
        asks.push(
            "how its attention keeps its past is not understood from this config: the model is named and not sized"
                .into(),
        );
    }
    asks.extend(shape.asks.iter().cloned());
    if known.is_none()
        && let Some(twin) = catalog.models.iter().find(|model| shape.differences(model).is_empty())
    {
        asks.push(format!("it has the shape of {}: is it the same model under another name?", twin.id));
    }
    let after = shape.said();
    if let Some(known) = known {
        let differs = shape.differences(known);
        if differs.is_empty() {
            plan.same.push(id);
        } else {
            plan.ask.push(Question {
                id,
                entry: named.to_owned(),
                about: "disagree",
                why: format!("the catalog's row differs: {}", differs.join(", ")),
                before: None,
                after,
                row: Some(row),
            });
        }
    } else if total.is_some() && active.is_some() && shape.attention != "unknown" {
        plan.append.push(Proposal { id, entry: named.to_owned(), why: asks.join("; "), before: None, after, row });
    } else {
        plan.ask.push(Question {
            id,
            entry: named.to_owned(),
            about: "missing",
            why: asks.join("; "),
            before: None,
            after,
            row: Some(row),
        });
    }
}

/// A model's layers as its config has them.
#[derive(Debug, Default)]
struct Shape {
    embeds: bool,
    layers: f64,
    hidden: f64,
    query_heads: f64,
    kv_heads: f64,
    head_dim: f64,
    attention: &'static str,
    full: f64,
    sliding: f64,
    window: f64,
    linear_layers: f64,
    mla_dim: f64,
    linear: Option<[f64; 4]>,
    sparse: Option<[f64; 4]>,
    compressed: Vec<[f64; 6]>,
    experts: f64,
    experts_active: f64,
    context: f64,
    native: &'static str,
    parameters: Option<(f64, f64)>,
    asks: Vec<String>,
}

/// A number under the first of several names.
fn any(config: &Value, names: &[&str]) -> Option<f64> {
    names.iter().find_map(|name| number(config.get(name)).filter(|number| (-1e9..=1e9).contains(number)))
}

/// How often a word stands in a list of layers.
fn count(list: Option<&Value>, words: &[&str], most: f64) -> f64 {
    let items = list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    items.iter().take(most as usize).filter(|item| item.as_str().is_some_and(|word| words.contains(&word))).count()
        as f64
}

impl Shape {
    fn of(whole: &Value) -> Self {
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
            layers,
            hidden,
            query_heads,
            kv_heads: field(&["num_key_value_heads", "num_kv_heads", "n_head_kv"]).unwrap_or(query_heads),
            head_dim: field(&["head_dim"]).unwrap_or(if query_heads > 0.0 { hidden / query_heads } else { 0.0 }),
            attention: "gqa",
            experts: field(&["num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts"]).unwrap_or(0.0),
            experts_active: field(&["num_experts_per_tok", "num_experts_per_token", "moe_k", "moe_top_k"])
                .unwrap_or(0.0),
            context: field(&["max_position_embeddings", "n_positions", "max_seq_len"]).unwrap_or(0.0),
            native: native(whole, config),
            ..Self::default()
        };
        // Some configs write one expert for a dense model.
        if shape.experts <= 1.0 {
            (shape.experts, shape.experts_active) = (0.0, 0.0);
        }
        shape.attend(config);
        shape.parameters = count_parameters(&shape, config);
        shape
    }

    /// Which layers keep what.
    fn attend(&mut self, config: &Value) {
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
                field(&["mamba_head_dim"]).unwrap_or(64.0),
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

    /// Layers of a kind that nothing here understands, and keys that speak of such layers: sized as if they kept keys
    /// and values, the model would be sized wrongly.
    fn stray(&mut self, config: &Value, types: Option<&Value>) {
        const KNOWN: [&str; 11] = [
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
        const MARKS: [&str; 9] =
            ["mamba", "ssm_", "lru_", "rwkv", "recurrent", "retention", "conv_l_cache", "lightning", "linear_attn"];
        let both = [types, config.get("layers_block_type"), config.get("block_types")];
        let words = both.into_iter().flatten().filter_map(Value::as_array).flatten().filter_map(Value::as_str);
        let word = words.map(str::to_owned).find(|word| !KNOWN.contains(&word.as_str()));
        let spoken = |value: &Value| !(value.is_null() || value == &Value::Bool(false) || value.as_f64() == Some(0.0));
        let key = config.as_object().into_iter().flatten().find(|(key, value)| {
            let lower = key.to_lowercase();
            self.linear.is_none() && spoken(value) && MARKS.iter().any(|mark| lower.contains(mark))
        });
        if let Some(strange) = word.or(key.map(|(key, _)| key.clone())) {
            self.attention = "unknown";
            self.asks.push(format!("`{strange}` in the config is of no kind of layer that is understood here"));
        }
    }

    fn slide(&mut self, config: &Value, sliding: f64, window: f64) {
        let field = |names: &[&str]| any(config, names);
        let pattern = field(&["sliding_window_pattern", "_sliding_window_pattern"]);
        let hybrid = config.get("hybrid_layer_pattern").and_then(Value::as_array);
        let (mut windows, mut window) = (sliding, window);
        if let Some(hybrid) = hybrid {
            windows = hybrid.iter().filter(|layer| layer.as_f64() == Some(1.0)).count() as f64;
        } else if windows == 0.0 && window > 0.0 {
            windows = match pattern {
                Some(every) if every > 1.0 => self.layers - (self.layers / every).floor(),
                // Many configs name a window that `use_sliding_window` switches off.
                _ if config.get("use_sliding_window").and_then(Value::as_bool) == Some(false) => 0.0,
                _ if config.get("layer_types").is_some() || self.linear.is_some() || self.attention == "mla" => 0.0,
                _ => {
                    self.asks.push("a window is named and not which layers have it: taken for all of them".into());
                    self.layers
                }
            };
        }
        if windows <= 0.0 || window <= 0.0 {
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

    fn index(&mut self, config: &Value) {
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
    fn compress(&mut self, config: &Value, ratios: &[Value], rope: f64) {
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

    fn parameters(&self) -> (Option<f64>, Option<f64>) {
        self.parameters.map_or((None, None), |(total, active)| (Some(total), Some(active)))
    }

    fn write(&self, row: &mut Row) {
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

    fn said(&self) -> String {
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

    /// Where a row of the catalog has another shape.
    fn differences(&self, known: &build_or_buy::catalog::OpenModel) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |what: &str, row: f64, config: f64| {
            if (row - config).abs() > 0.5 {
                found.push(format!("{what} {row}, config {config}"));
            }
        };
        for (what, row, config) in [
            ("layers", known.layers, self.layers),
            ("hidden", known.hidden, self.hidden),
            ("query_heads", known.query_heads, self.query_heads),
            ("kv_heads", known.kv_heads, self.kv_heads),
            ("full_layers", known.full_layers, self.full),
            ("sliding_layers", known.sliding_layers, self.sliding),
            ("linear_layers", known.linear_layers, self.linear_layers),
            ("mla_dim", known.mla_dim, self.mla_dim),
            ("experts", known.experts, self.experts),
            ("experts_active", known.experts_active, self.experts_active),
        ] {
            compare(what, f64::from(row), config);
        }
        let linear = known.linear.map_or([0.0; 4], |linear| {
            [linear.heads, linear.key_dim, linear.value_dim, linear.convolution].map(f64::from)
        });
        for (what, row, config) in
            [("state heads", 0, 0), ("key width", 1, 1), ("value width", 2, 2), ("convolution", 3, 3)]
                .map(|(what, at, _)| (what, linear[at], self.linear.unwrap_or_default()[at]))
        {
            compare(what, row, config);
        }
        compare(
            "sparse layers",
            known.sparse.map_or(0.0, |sparse| f64::from(sparse.layers)),
            self.sparse.unwrap_or_default()[0],
        );
        compare(
            "index layers",
            known.sparse.map_or(0.0, |sparse| f64::from(sparse.index_layers)),
            self.sparse.unwrap_or_default()[2],
        );
        compare("context", known.context.get(), self.context);
        found
    }
}

/// The number format of the weights.
fn native(whole: &Value, config: &Value) -> &'static str {
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
    } else {
        "bf16"
    }
}

/// Parameters in billions, in all and per token, where every part of the model is understood: plain and MLA
/// attention with gated feed-forward layers or experts.
fn count_parameters(shape: &Shape, config: &Value) -> Option<(f64, f64)> {
    let field = |names: &[&str]| any(config, names);
    if shape.linear.is_some()
        || !shape.compressed.is_empty()
        || shape.attention == "unknown"
        || config.get("routed_expert_hidden_size").is_some()
        || any(config, &["n_embd"]).is_some()
        || text(config, "hidden_act").is_some_and(|act| !["silu", "swiglu", "gelu_pytorch_tanh"].contains(&act))
    {
        return None;
    }
    let (hidden, layers) = (shape.hidden, shape.layers);
    let vocabulary = field(&["vocab_size"])?;
    let tied = config.get("tie_word_embeddings").and_then(Value::as_bool).unwrap_or(false);
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
    let dense_width = field(&["intermediate_size", "dense_intermediate_size", "ffn_hidden_size"])?;
    let dense = 3.0 * hidden * field(&["dense_intermediate_size"]).unwrap_or(dense_width);
    let expert = 3.0 * hidden * field(&["moe_intermediate_size"]).unwrap_or(dense_width);
    let dense_layers = if shape.experts > 0.0 { field(&["first_k_dense_replace"]).unwrap_or(0.0) } else { layers };
    let shared = field(&["n_shared_experts", "num_shared_experts"]).unwrap_or(0.0);
    let around = layers * attention + dense_layers * dense + vocabulary * hidden * if tied { 1.0 } else { 2.0 };
    let mixture = layers - dense_layers;
    let total = around + mixture * (shape.experts + shared) * expert;
    let active = around + mixture * (shape.experts_active + shared) * expert;
    let billions = |count: f64| (count / 1e8).round() / 10.0;
    Some((billions(total), billions(active)))
}
