//! Suspicions of what an open model keeps of its past: figures that only a table of its layers has, and which decide how
//! many conversations a GPU holds. Each is held against the model's own width, for which few models differ.

use super::suspicions::At;
use build_or_buy::catalog::{Compressed, Linear, OpenModel, Sparse};

/// Tokens that windows and indexes look at: 128 to 8,192, and 512 to 2,176, of record.
const WINDOWS: [f64; 2] = [32.0, 65_536.0];
/// Widths of keys and values of one head in linear layers: 64 and 128 of record, and 16 and 1 in the first Mamba.
const WIDTHS: [f64; 2] = [1.0, 512.0];

pub(super) fn attention(at: &mut At<'_>, row: &OpenModel) {
    if row.sliding_layers > 0 {
        at.range("window", f64::from(row.window), WINDOWS[0], WINDOWS[1], "tokens");
    }
    if let Some(linear) = &row.linear {
        self::linear(at, row, linear);
    }
    if let Some(sparse) = &row.sparse {
        self::sparse(at, row, sparse);
    }
    for group in &row.compressed {
        compressed(at, row, group);
    }
}

/// All heads together are 1 to 2.7 times as wide as the model, and the short convolution's past holds 3.4 to 9 numbers
/// for each of them.
fn linear(at: &mut At<'_>, row: &OpenModel, linear: &Linear) {
    at.range("linear", f64::from(linear.key_dim), WIDTHS[0], WIDTHS[1], "wide keys");
    at.range("linear", f64::from(linear.value_dim), WIDTHS[0], WIDTHS[1], "wide values");
    let wide = f64::from(linear.heads) * f64::from(linear.value_dim);
    beside(at, "linear", wide / f64::from(row.hidden), [0.4, 5.0], || {
        format!("{} heads with values of {}, beside a model {} wide", linear.heads, linear.value_dim, row.hidden)
    });
    beside(at, "linear", f64::from(linear.convolution) / wide, [1.5, 20.0], || {
        format!("a convolution of {} numbers, beside {wide} of all its heads", linear.convolution)
    });
}

/// An index has 33 to 256 bytes a token.
fn sparse(at: &mut At<'_>, row: &OpenModel, sparse: &Sparse) {
    at.range("sparse", sparse.index_bytes, 16.0, 1_024.0, "bytes of an index");
    at.range("sparse", sparse.selected, WINDOWS[0], WINDOWS[1], "tokens selected");
    if sparse.index_layers > sparse.layers {
        let (index, layers) = (sparse.index_layers, sparse.layers);
        at.say("sparse", format!("{index} layers with an index of {layers} that select by one"));
    }
    if sparse.layers > row.layers {
        at.say("sparse", format!("{} layers of {}", sparse.layers, row.layers));
    }
}

/// In DeepSeek V4 an entry has 1.14 bytes for each number of a head, and the state that a group of tokens is gathered in
/// 8 or 16 for each number and token.
fn compressed(at: &mut At<'_>, row: &OpenModel, group: &Compressed) {
    let head = f64::from(row.head_dim);
    beside(at, "compressed", group.entry_bytes / head, [0.4, 5.0], || {
        format!("entries of {} bytes, beside heads {head} wide", group.entry_bytes)
    });
    at.range("compressed", f64::from(group.ratio), 2.0, 1_024.0, "tokens in one entry");
    let gathered = head * f64::from(group.ratio);
    beside(at, "compressed", group.state_bytes / gathered, [3.0, 40.0], || {
        let state = group.state_bytes;
        format!("a state of {state} bytes, beside entries of {} tokens and heads {head} wide", group.ratio)
    });
    if group.index_bytes > 0.0 {
        at.range("compressed", group.index_bytes, 16.0, 1_024.0, "bytes of an index");
    }
    if let Some(selected) = group.selected {
        at.range("compressed", selected, WINDOWS[0], WINDOWS[1], "entries selected");
    }
}

/// Says what is odd where a quotient lies outside what models have, with a wide berth.
fn beside(at: &mut At<'_>, field: &'static str, quotient: f64, [low, high]: [f64; 2], what: impl Fn() -> String) {
    if !(low..=high).contains(&quotient) {
        at.say(field, format!("{}: a quotient of {quotient:.2}, other models have {low} to {high}", what()));
    }
}
