//! What attention costs in decode and in prefill, by how many tokens back a layer looks.

use super::attention::{Layers, Past};
use crate::catalog::OpenModel;

/// Distinct reaches a model can have: the whole context, a window, and two kinds of picked or compressed entries.
pub(crate) const PIECES: usize = 5;

/// Cost of attention over tokens that lie at most `reach` back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Attended {
    /// A decode step of one sequence, per token of context within reach, s: cache read and arithmetic.
    pub(crate) decode: f64,
    /// Prefill, per pair of tokens within reach, s.
    pub(crate) prefill: f64,
    /// Tokens looked back at most; infinite for the whole context.
    pub(crate) reach: f64,
}

impl Attended {
    const NONE: Self = Self { decode: 0.0, prefill: 0.0, reach: f64::INFINITY };

    /// One sequence's share of a decode step at `context` tokens, s.
    pub(crate) fn step(&self, context: f64) -> f64 {
        self.decode * context.min(self.reach)
    }

    /// Reading `fresh` tokens of a prompt of `input`, s. A fresh token sees half of the fresh ones on average, and all
    /// cached ones before them; never more than are within reach.
    pub(crate) fn prompt(&self, input: f64, fresh: f64) -> f64 {
        self.prefill * fresh * (input - fresh / 2.0).min(self.reach)
    }
}

/// The costs of a model's attention, the whole context first.
///
/// `read` gives seconds per byte of a group's cache on each GPU; the pair, seconds of arithmetic per layer and token of
/// context in a decode step, and per layer and pair of tokens in prefill.
pub(crate) fn attended(
    model: &OpenModel,
    past: &Past,
    read: impl Fn(&Layers) -> f64,
    (decode, prefill): (f64, f64),
) -> [Attended; PIECES] {
    let mut pieces = [Attended::NONE; PIECES];
    for group in &past.groups {
        let reach = group.kept.min(group.selected) * group.ratio;
        place(&mut pieces, reach, group.count * group.entry / group.ratio * read(group), 0.0);
    }
    // Arithmetic is done on keys and values, not on index keys and states.
    let mut attends = |layers: f64, ratio: f64, reach: f64| {
        place(&mut pieces, reach, decode * layers / ratio, prefill * layers / ratio);
    };
    let sparse = model.sparse.map_or(0, |sparse| sparse.layers.min(model.full_layers));
    attends(f64::from(model.full_layers - sparse), 1.0, f64::INFINITY);
    attends(f64::from(sparse), 1.0, model.sparse.map_or(f64::INFINITY, |sparse| sparse.selected));
    attends(f64::from(model.sliding_layers), 1.0, super::attention::window(model));
    for layers in &model.compressed {
        let ratio = f64::from(layers.ratio.max(1));
        attends(f64::from(layers.layers), ratio, layers.selected.map_or(f64::INFINITY, |entries| entries * ratio));
    }
    pieces
}

/// Adds a cost at its reach. Where a model had more reaches than there are places, the whole context is charged.
fn place(pieces: &mut [Attended; PIECES], reach: f64, decode: f64, prefill: f64) {
    if decode <= 0.0 && prefill <= 0.0 {
        return;
    }
    let free = |piece: &Attended| piece.decode == 0.0 && piece.prefill == 0.0;
    let at = if reach.is_infinite() {
        0
    } else {
        (1..PIECES).find(|&at| pieces[at].reach == reach || free(&pieces[at])).unwrap_or(0)
    };
    let piece = &mut pieces[at];
    piece.decode += decode;
    piece.prefill += prefill;
    if at > 0 {
        piece.reach = reach;
    }
}
