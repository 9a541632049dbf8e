//! How far the search over volume goes, and how finely.

/// Intervals are halved down to one part in this many.
pub(super) const RESOLUTION: f64 = 200.0;
/// Smallest multiple of today's volume looked at.
pub(super) const LEAST: f64 = 1e-3;
/// Largest.
pub(super) const MOST: f64 = 1e7;
/// How far beyond the first win the search for another loss goes.
pub(super) const BEYOND: f64 = 32.0;
/// Largest multiple of today's volume at which the portfolio is worked out anew.
pub(super) const FARTHEST: f64 = 1e6;
/// Halvings before a search stops and says so.
pub(super) const EFFORT: usize = 4_000;
