//! Groups of fields inside a row: price steps, states, indexes, compressed layers.

use super::field::{Field, Fields};
use super::value::Value;
use crate::units::{Tokens, UsdPerMtok};

/// A group of fields inside a row, written as a map of its own.
macro_rules! parts {
    ($($(#[$doc:meta])+ $part:ident {
        $($(#[$fdoc:meta])+ $field:ident : $ty:ty,)+
    })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $part { $($(#[$fdoc])+ pub $field: $ty,)+ }

        impl Field for $part {
            fn read(value: Option<&Value>) -> Result<Self, &'static str> {
                const ALLOWED: &str = concat!("a group with", $(" ", stringify!($field)),+);
                let Some(Value::Map(entries)) = value else { return Err(ALLOWED) };
                if entries.iter().any(|(name, _)| ![$(stringify!($field)),+].contains(&name.as_str())) {
                    return Err(ALLOWED);
                }
                let mut fields = Fields::of(value.unwrap_or(&Value::Null));
                let part = Self { $($field: fields.read(stringify!($field)),)+ };
                fields.checked(part).map_err(|_| ALLOWED)
            }
            fn blank() -> Self { Self { $($field: Field::blank(),)+ } }
        }
        impl Field for Vec<$part> {
            fn read(value: Option<&Value>) -> Result<Self, &'static str> {
                match value {
                    None | Some(Value::Null) => Ok(Self::new()),
                    Some(Value::List(items)) => items.iter().map(|item| $part::read(Some(item))).collect(),
                    Some(_) => Err(concat!("a list of groups with", $(" ", stringify!($field)),+)),
                }
            }
            fn blank() -> Self { Self::new() }
        }
    )+};
}

parts! {
    /// One step of a price by prompt length.
    Tier {
        /// Prompt tokens beyond which it applies.
        above: Tokens,
        /// Input.
        input: UsdPerMtok,
        /// Output.
        output: UsdPerMtok,
        /// Cached read; absent when it keeps the base price's proportion to input.
        cached_read: Option<UsdPerMtok>,
        /// Cache write; absent likewise.
        cache_write: Option<UsdPerMtok>,
    }
    /// The state of a linear-attention or state-space layer: constant per sequence, however long it gets.
    ///
    /// Kept in 32 bits: heads · key width · value width; the convolution's past in 16 bits.
    Linear {
        /// Heads that each keep a state.
        heads: u32,
        /// Key width of a head; the state size of a Mamba layer.
        key_dim: u32,
        /// Value width of a head; the head size of a Mamba layer.
        value_dim: u32,
        /// Numbers of the short convolution's past: channels · (kernel − 1).
        convolution: u32,
    }
    /// Sparse attention: an index of every token, by which a few are picked.
    Sparse {
        /// Full layers that attend only to what was picked.
        layers: u32,
        /// Tokens that one step attends to at most in such a layer.
        selected: f64,
        /// Layers that keep an index of their own; others use a neighbor's.
        index_layers: u32,
        /// Bytes of index per token and such layer, in the format engines keep it in.
        index_bytes: f64,
    }
    /// Layers that keep one entry for every `ratio` tokens.
    Compressed {
        /// How many.
        layers: u32,
        /// Tokens per entry.
        ratio: u32,
        /// Bytes of one entry, and of one token inside the window.
        entry_bytes: f64,
        /// Bytes of the index key beside each entry, 0 where there is none.
        index_bytes: f64,
        /// Bytes of the compressor's state per sequence and layer.
        state_bytes: f64,
        /// Entries that one step attends to at most; absent when it attends to all.
        selected: Option<f64>,
    }
}
