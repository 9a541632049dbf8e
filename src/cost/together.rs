//! What models on one GPU come to, kept: a search over plans asks for the same few of them many thousands of times.

use crate::cost::plan::{Load, set_of};
use crate::streams::Setup;

/// A model on the host's GPU with the streams that it serves.
pub(super) type Member<'m, 'a> = (&'m Setup<'a>, &'m [usize]);

/// What was asked for before.
#[derive(Default)]
pub(super) struct Together {
    /// By the setups' places in memory and the streams, the host first; in the order of those keys.
    known: Vec<(Key, Kept)>,
}

type Key = Vec<(usize, u128)>;

/// What is known of models on one GPU.
#[derive(Clone, Default)]
pub(super) struct Kept {
    /// Whether their work together was asked for yet.
    pub(super) worked_out: bool,
    /// That work; nothing where they do not fit.
    pub(super) load: Option<Load>,
    /// Replica-months over the horizon at the scale that was asked for last.
    pub(super) months: Option<(f64, f64)>,
}

impl Together {
    /// What is known of some members.
    pub(super) fn of(&mut self, members: &[Member<'_, '_>]) -> &mut Kept {
        let key: Key = members
            .iter()
            .map(|(setup, streams)| (core::ptr::from_ref(*setup).addr(), set_of(streams.iter().copied())))
            .collect();
        let at = self.known.binary_search_by(|known| known.0.cmp(&key)).unwrap_or_else(|at| {
            self.known.insert(at, (key, Kept::default()));
            at
        });
        &mut self.known[at].1
    }
}
