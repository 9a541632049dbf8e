//! What the attention cache of one sequence takes, and how it is spread over GPUs.

use crate::catalog::{Attention, OpenModel};

/// Number format of cached keys and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KvPrecision {
    /// 2 bytes.
    Sixteen,
    /// 1 byte.
    Eight,
}

impl KvPrecision {
    /// Bytes of one number.
    pub const fn bytes(self) -> f64 {
        match self {
            Self::Sixteen => 2.0,
            Self::Eight => 1.0,
        }
    }
}

/// Bytes that one more token of context adds, over all layers that keep the whole context.
///
/// GQA: full layers · 2 · key-value heads · head width; MLA: full layers · latent width. Linear layers add none.
pub fn bytes_per_token(model: &OpenModel, kv: KvPrecision) -> f64 {
    let full = f64::from(model.full_layers) * kv.bytes();
    match model.attention {
        Attention::Mla => full * f64::from(model.mla_dim),
        Attention::Gqa => full * 2.0 * f64::from(model.kv_heads) * f64::from(model.head_dim),
    }
}

/// Bytes that each token inside the window adds, over the sliding-window layers.
pub fn window_bytes_per_token(model: &OpenModel, kv: KvPrecision) -> f64 {
    f64::from(model.sliding_layers) * 2.0 * f64::from(model.kv_heads) * f64::from(model.head_dim) * kv.bytes()
}

/// Bytes of one sequence of `context` tokens on all GPUs together, without replication.
pub fn bytes_per_sequence(model: &OpenModel, kv: KvPrecision, context: f64) -> f64 {
    let context = context.max(0.0);
    bytes_per_token(model, kv) * context + window_bytes_per_token(model, kv) * context.min(window(model))
}

/// Tokens that a sliding layer looks back; 0 where there is none.
pub(crate) fn window(model: &OpenModel) -> f64 {
    if model.sliding_layers == 0 { 0.0 } else { f64::from(model.window.max(1)) }
}

/// Part of a sequence's cache that each GPU of a tensor-parallel group holds.
///
/// Heads are split while there are enough of them; a latent (MLA) cannot be split and is held by every GPU.
/// With data-parallel attention each sequence lives on one GPU of the group, so on average 1/t.
pub fn shard(model: &OpenModel, tensor_parallel: u32, data_parallel_attention: bool) -> f64 {
    let heads = if model.attention == Attention::Mla { 1 } else { model.kv_heads.max(1) };
    if data_parallel_attention {
        1.0 / f64::from(tensor_parallel.max(1))
    } else {
        1.0 / f64::from(tensor_parallel.clamp(1, heads))
    }
}
