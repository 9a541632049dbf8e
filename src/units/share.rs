//! A part of a whole.

use super::finite;

/// A part of a whole, always inside 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Share(f64);

impl Share {
    /// None of it.
    pub const ZERO: Self = Self(0.0);
    /// All of it.
    pub const ONE: Self = Self(1.0);
    /// From a plain number; held inside 0 to 1, not-a-number becomes 0.
    pub const fn new(value: f64) -> Self {
        let value = finite(value);
        Self(if value < 0.0 {
            0.0
        } else if value > 1.0 {
            1.0
        } else {
            value
        })
    }
    /// From percent: 70 becomes 0.7.
    pub const fn from_percent(percent: f64) -> Self {
        Self::new(percent / 100.0)
    }
    /// The plain number, 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }
    /// The rest: one minus the share.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self::new(1.0 - self.0)
    }
}

impl core::ops::Mul for Share {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.0 * other.0)
    }
}
