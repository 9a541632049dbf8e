//! The length of a prompt on its day, as it is counted.

use std::collections::BTreeMap;

/// Steps of prompt length per doubling: 1.1 % apart.
pub(in crate::usage) const STEPS: f64 = 64.0;

/// A day since 1970, 0 where it is no longer told apart, and in the lower 16 bits the step of a length.
pub(in crate::usage) type Length = u32;

/// What of a length is its step.
pub(super) const STEP: Length = 0xffff;

/// How many requests are as long.
pub(in crate::usage) type Lengths = BTreeMap<Length, u32>;
