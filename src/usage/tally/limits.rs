//! How much is kept apart.

pub(super) const LEAST_ROOM: usize = 11;

/// Labels, models and hosts that are told apart.
pub(super) const MOST_NAMES: usize = 50_000;

/// What the gathered series are called.
pub(in crate::usage) const GATHERED: &str = "everything else";

/// Days and lengths of prompts that are told apart, in 2 MB.
pub(super) const MOST_LENGTHS: usize = 100_000;
