//! What each side costs at some inputs, and which one wins.

use crate::cost::plan::Side;
use crate::decide::portfolio::Portfolio;
use crate::units::Usd;
use serde::Serialize;

/// The dearer side over the cheaper one beyond which no other plan of the same side is taken to turn the answer:
/// plans chosen elsewhere were never that much better (judgement, held by a test on whole links).
const CLEAR: f64 = 1.5;

/// The same between the two sides that run something, which differ by less: the same servers with and without a host.
const CLEAR_OWN: f64 = 1.25;

/// The least present value of each side at some inputs, USD; nothing where a side is impossible.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Answer {
    /// Everything bought.
    pub buy: Option<f64>,
    /// Some of each.
    pub hybrid: Option<f64>,
    /// Everything run.
    pub build: Option<f64>,
}

/// What wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Winner {
    /// Everything bought.
    Buy,
    /// Some of each.
    Hybrid,
    /// Everything run.
    Build,
    /// Nothing can serve all workloads.
    Nothing,
}

impl Answer {
    /// Takes a plan's present value where it is the least of its side; bare, as those of the search.
    pub(super) fn offer(&mut self, side: Side, present: f64) {
        let slot = match side {
            Side::Buy => &mut self.buy,
            Side::Hybrid => &mut self.hybrid,
            Side::Build => &mut self.build,
        };
        if slot.is_none_or(|known| present < known) {
            *slot = Some(present);
        }
    }

    /// From the engine's answer.
    pub fn of(portfolio: &Portfolio) -> Self {
        let mut answer = Self::default();
        for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
            answer.offer(priced.plan.side(), priced.present);
        }
        answer
    }

    /// The cheapest side; of equals the one that changes least.
    pub fn winner(&self) -> Winner {
        let mut best = (f64::INFINITY, Winner::Nothing);
        for (present, winner) in [(self.buy, Winner::Buy), (self.hybrid, Winner::Hybrid), (self.build, Winner::Build)] {
            if let Some(present) = present
                && present < best.0
            {
                best = (present, winner);
            }
        }
        best.1
    }

    /// Whether one side is so much cheaper that a better plan for the other would not turn it.
    pub fn clear(&self) -> bool {
        let own = self.hybrid.unwrap_or(f64::INFINITY).min(self.build.unwrap_or(f64::INFINITY));
        let Some(buy) = self.buy else { return false };
        if !own.is_finite() || own <= CLEAR * buy && buy <= CLEAR * own {
            return false;
        }
        let apart = |a: f64, b: f64| a.max(b) > CLEAR_OWN * own;
        own > buy || self.hybrid.zip(self.build).is_none_or(|(hybrid, build)| apart(hybrid, build))
    }

    /// The cheapest side that runs something, less buying everything, a present value; above zero buying is cheaper.
    pub fn difference(&self) -> Option<Usd> {
        let own = match (self.hybrid, self.build) {
            (Some(hybrid), Some(build)) => hybrid.min(build),
            (one, other) => one.or(other)?,
        };
        Some(Usd::new(own - self.buy?))
    }
}
