//! What a sequence keeps of its past, layer by layer, and how much of it one decode step reads.
//!
//! Layers differ: some keep keys and values of the whole context, some only of a window, some a state of constant
//! size, some one compressed entry for every few tokens. A [`Past`] lists groups of layers that keep alike; memory
//! and step time are sums over it. Sizes are of one sequence on all GPUs together.
//!
//! Sources: each model's published `config.json`; layouts of compressed and sparse caches as `NVIDIA/aiconfigurator`
//! @095f58a5 (2026-08-21) counts them.

use super::kv_precision::KvPrecision;
use crate::catalog::{Attention, OpenModel};

/// Layers of one model that keep their past alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layers {
    /// How many there are.
    pub count: f64,
    /// Tokens of context behind one kept entry: 1, or the compression ratio.
    pub ratio: f64,
    /// Bytes of one entry in one layer: keys and values, or a latent.
    pub entry: f64,
    /// Entries kept at most: the window, or infinity.
    pub kept: f64,
    /// Entries that one decode step attends to at most; infinity where it attends to all.
    pub selected: f64,
    /// Bytes that each layer keeps per sequence, however long it is: recurrent and compressor states.
    pub state: f64,
    /// Parts among which GPUs can share it: key-value heads, state heads, or 1.
    pub parts: u32,
}

impl Layers {
    const NONE: Self =
        Self { count: 0.0, ratio: 1.0, entry: 0.0, kept: f64::INFINITY, selected: f64::INFINITY, state: 0.0, parts: 1 };

    /// Entries that a layer keeps after `context` tokens.
    pub fn entries(&self, context: f64) -> f64 {
        (context / self.ratio).min(self.kept)
    }

    /// Bytes that all these layers keep after `context` tokens.
    pub fn bytes(&self, context: f64) -> f64 {
        self.count * (self.entry * self.entries(context) + self.state)
    }

    /// Bytes that one decode step reads of them: no more entries than it selects, and the state.
    pub fn read(&self, context: f64) -> f64 {
        self.count * (self.entry * self.entries(context).min(self.selected) + self.state)
    }

    /// Part of it that each GPU of a tensor-parallel group holds; with data-parallel attention a sequence lives on
    /// one GPU of the group, so on average 1/t.
    pub fn shard(&self, tensor_parallel: u32, data_parallel_attention: bool) -> f64 {
        if data_parallel_attention {
            1.0 / f64::from(tensor_parallel.max(1))
        } else {
            1.0 / f64::from(tensor_parallel.clamp(1, self.parts.max(1)))
        }
    }
}

/// All groups of a model's layers.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The groups; a model has one to six.
    pub groups: Vec<Layers>,
}

impl Past {
    /// Of a model whose cache is kept in a number format. Compressed entries and index keys are stored in formats
    /// of their own, which it does not change.
    ///
    /// Empty for a model whose attention is not known: nothing may be sized with it.
    pub fn of(model: &OpenModel, kv: KvPrecision) -> Self {
        let mut groups = Vec::new();
        let heads = if model.attention == Attention::Mla { 1 } else { model.kv_heads.max(1) };
        let pair = 2.0 * f64::from(model.kv_heads) * f64::from(model.head_dim) * kv.bytes();
        let entry = match model.attention {
            Attention::Mla => f64::from(model.mla_dim) * kv.bytes(),
            Attention::Gqa => pair,
            Attention::Compressed | Attention::Unknown => 0.0,
        };
        if model.attention == Attention::Unknown {
            return Self { groups };
        }
        // Full layers: those that an index makes sparse, and the rest.
        let sparse = model.sparse.as_ref().map_or(0, |sparse| sparse.layers.min(model.full_layers));
        let selected = model.sparse.as_ref().map_or(f64::INFINITY, |sparse| sparse.selected);
        let full = Layers { entry, parts: heads, ..Layers::NONE };
        groups.push(Layers { count: f64::from(model.full_layers - sparse), ..full });
        groups.push(Layers { count: f64::from(sparse), selected, ..full });
        if let Some(sparse) = &model.sparse {
            // Every decode step scores the whole context, so the index keys are read whole.
            let count = f64::from(sparse.index_layers);
            groups.push(Layers { count, entry: sparse.index_bytes, ..Layers::NONE });
        }
        if let Some(linear) = &model.linear {
            let state = 4.0 * f64::from(linear.heads) * f64::from(linear.key_dim) * f64::from(linear.value_dim)
                + 2.0 * f64::from(linear.convolution);
            let count = f64::from(model.linear_layers);
            groups.push(Layers { count, state, parts: linear.heads, ..Layers::NONE });
        }
        let kept = window(model);
        match &model.compressed[..] {
            [] => groups.push(Layers {
                count: f64::from(model.sliding_layers),
                entry: pair,
                kept,
                parts: heads,
                ..Layers::NONE
            }),
            compressed => {
                // Beside its compressed entries every layer keeps the newest tokens one by one, in the same form.
                let entry = compressed[0].entry_bytes;
                groups.push(Layers { count: f64::from(model.sliding_layers), entry, kept, ..Layers::NONE });
                for layers in compressed {
                    let (count, ratio) = (f64::from(layers.layers), f64::from(layers.ratio));
                    let (state, selected) = (layers.state_bytes, layers.selected.unwrap_or(f64::INFINITY));
                    groups.push(Layers { count, ratio, entry: layers.entry_bytes, selected, state, ..Layers::NONE });
                    groups.push(Layers { count, ratio, entry: layers.index_bytes, ..Layers::NONE });
                }
            }
        }
        groups.retain(|group| group.count > 0.0 && (group.entry > 0.0 || group.state > 0.0));
        Self { groups }
    }

    /// Bytes that one more token of context adds, for a context beyond every window.
    pub fn per_token(&self) -> f64 {
        self.endless().map(|group| group.count * group.entry / group.ratio).sum()
    }

    /// Bytes that each token inside the window adds to the window layers.
    pub fn per_window_token(&self) -> f64 {
        self.groups.iter().filter(|group| group.kept.is_finite()).map(|group| group.count * group.entry).sum()
    }

    /// Bytes that a sequence keeps however long it is.
    pub fn constant(&self) -> f64 {
        self.groups.iter().map(|group| group.count * group.state).sum()
    }

    /// The same three figures for each GPU of a tensor-parallel group: bytes per token of context, per token inside
    /// the window, and constant.
    pub fn on_each(&self, tensor_parallel: u32, data_parallel_attention: bool) -> [f64; 3] {
        let mut each = [0.0; 3];
        for group in &self.groups {
            let shard = group.shard(tensor_parallel, data_parallel_attention);
            let (entry, windowed) = (group.count * group.entry / group.ratio, group.kept.is_finite());
            each[usize::from(windowed)] += entry * shard;
            each[2] += group.count * group.state * shard;
        }
        each
    }

    /// Bytes that a sequence of `context` tokens keeps.
    pub fn bytes(&self, context: f64) -> f64 {
        self.groups.iter().map(|group| group.bytes(context.max(0.0))).sum()
    }

    /// Bytes that one decode step at `context` tokens reads, index keys and states included.
    pub fn read(&self, context: f64) -> f64 {
        self.groups.iter().map(|group| group.read(context.max(0.0))).sum()
    }

    fn endless(&self) -> impl Iterator<Item = &Layers> {
        self.groups.iter().filter(|group| group.kept.is_infinite())
    }
}

/// Tokens that a sliding layer looks back; 0 where there is none.
pub(crate) fn window(model: &OpenModel) -> f64 {
    if model.sliding_layers == 0 { 0.0 } else { f64::from(model.window.max(1)) }
}
