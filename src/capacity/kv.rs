//! What the attention cache of one sequence takes, and how it is spread over GPUs.

use super::attention::Past;
use super::kv_precision::KvPrecision;
use crate::catalog::{Attention, OpenModel};

/// Bytes, bare, that one more token of context adds, over all layers that keep the whole context or a compressed form of it,
/// index keys included.
///
/// GQA: full layers · 2 · key-value heads · head width; MLA: full layers · latent width. Linear layers add none: theirs
/// is [`bytes_of_state`].
pub fn bytes_per_token(model: &OpenModel, kv: KvPrecision) -> f64 {
    Past::of(model, kv).per_token()
}

/// Bytes, bare, that each token inside the window adds, over the layers that keep a window.
pub fn window_bytes_per_token(model: &OpenModel, kv: KvPrecision) -> f64 {
    Past::of(model, kv).per_window_token()
}

/// Bytes that a sequence keeps however short it is: states of linear layers and of compressors.
pub fn bytes_of_state(model: &OpenModel) -> f64 {
    // States are kept in a format of their own.
    Past::of(model, KvPrecision::Sixteen).constant()
}

/// Bytes, bare, of one sequence of `context` tokens on all GPUs together, without replication.
pub fn bytes_per_sequence(model: &OpenModel, kv: KvPrecision, context: f64) -> f64 {
    Past::of(model, kv).bytes(context)
}

/// Part of a sequence's keys and values that each GPU of a tensor-parallel group holds.
///
/// Heads are split while there are enough of them; a latent (MLA) cannot be split and is held by every GPU.
/// With data-parallel attention each sequence lives on one GPU of the group, so on average 1/t.
pub fn shard(model: &OpenModel, tensor_parallel: u32, data_parallel_attention: bool) -> f64 {
    let heads = if model.attention == Attention::Gqa { model.kv_heads.max(1) } else { 1 };
    if data_parallel_attention {
        1.0 / f64::from(tensor_parallel.max(1))
    } else {
        1.0 / f64::from(tensor_parallel.clamp(1, heads))
    }
}
