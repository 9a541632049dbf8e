//! Where between two volumes the winner changes.

use super::exact::Exact;
use crate::cost::plan::Side;

/// The part of a volume to which a change of winner is located.
const LOCATED: f64 = 3e-7;
/// A rival this many times as dear is far off.
const MUCH: f64 = 1.02;

impl Exact<'_, '_, '_, '_> {
    /// The volume in (low, high], times today's, at which another side than `side` begins to win.
    pub(super) fn locate(&mut self, mut low: f64, mut high: f64, side: Side) -> f64 {
        // What that side costs beyond the rest; a difference that is large need not be exact.
        let mut excess = |volume: f64| {
            let Some((winner, cost)) = self.least(volume, &|_| true) else { return f64::NAN };
            let wins = self.side(winner) == side;
            let limit = cost * MUCH;
            let rival = self.least_below(volume, limit, &|other| (other == side) != wins).map_or(limit, |one| one.1);
            if wins { cost - rival } else { rival - cost }
        };
        let (mut below, mut above) = (excess(low), excess(high));
        for step in 0..24 {
            if high / low < 1.0 + LOCATED {
                break;
            }
            // Both are lines where no replica is added: then the first guess is right. Every third step is a bisection.
            let guess = low + (high - low) * below / (below - above);
            let (least, most) = (low * (1.0 + LOCATED / 2.0), high * (1.0 - LOCATED / 2.0));
            let middle = if guess.is_nan() || step % 3 == 2 {
                (low * high).sqrt()
            } else {
                crate::units::held(guess, least, most)
            };
            let here = excess(middle);
            // Equal costs stay with the side below, as in every other comparison.
            if here <= 0.0 {
                (low, below) = (middle, here);
            } else {
                (high, above) = (middle, here);
            }
        }
        high
    }
}
