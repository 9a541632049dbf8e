//! A present value over volume where it is a straight line.

use crate::units::Usd;

/// A present value that rises with volume in proportion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Straight {
    /// Continued down to no volume.
    pub constant: Usd,
    /// For each multiple of today's volume.
    pub linear: Usd,
}

impl Straight {
    /// At a multiple of today's volume.
    pub fn at(self, volume: f64) -> Usd {
        self.constant + self.linear * volume
    }

    /// Through what something costs at no volume and at today's, of a cost by times today's volume.
    pub(crate) fn of(cost: impl Fn(f64) -> Usd) -> Self {
        let constant = cost(0.0);
        Self { constant, linear: cost(1.0) - constant }
    }
}
