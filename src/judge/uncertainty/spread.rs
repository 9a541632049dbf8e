//! What a number may turn out to be, from its low end, its middle and its high end.
//!
//! Ends are the 10th and 90th percentile and the middle the median, and all three are met exactly: each half has
//! a width of its own, σ = distance from middle to end / 1.2816, on the scale where the quantity is symmetric (as
//! it is, in logarithms, in log-odds). Where the middle is central this is the plain normal, lognormal or
//! logit-normal distribution.

use crate::cost::jumps::Steps;
use crate::inputs::{Spread, Walk};
use crate::normal::P90;

/// Share of projects whose overrun lies in the tail (Flyvbjerg & Budzier 2011: one IT project in six).
const OVERRUN_TAIL: f64 = 0.18;
/// Where the tail begins above the plan, and how fast it thins: 1 + Pareto(0.5, 1.126) has the source's mean of 4.47.
const OVERRUN_FROM: f64 = 0.5;
const OVERRUN_ALPHA: f64 = 1.126;
/// Mostly large projects stand behind that tail; for a small team it is cut off here (judgement).
const OVERRUN_MOST: f64 = 10.0;
/// Range of the projects outside the tail (judgement).
const OVERRUN_PLAIN: (f64, f64) = (0.8, 1.5);

/// A distribution, read by normal score: the value whose chance of not being exceeded is that of the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distribution {
    scale: Scale,
    middle: f64,
    below: f64,
    above: f64,
    min: f64,
    max: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scale {
    Plain,
    Log,
    /// Log-odds of a percentage.
    Odds,
    /// The fat-tailed overrun of a build.
    Overrun,
    /// A change in percent that comes in steps, or not at all.
    Steps(Steps),
}

impl Scale {
    fn on(self, value: f64) -> f64 {
        match self {
            Self::Log => libm::log(value),
            Self::Odds => libm::log(value / (100.0 - value)),
            Self::Steps(_) => libm::log1p((value / 100.0).max(-0.999)),
            Self::Plain | Self::Overrun => value,
        }
    }
}

impl Distribution {
    /// From low, middle and high in the shown unit; `None` where they do not rise or the scale cannot hold them.
    ///
    /// `Fixed` takes the scale that fits the figures: log-odds for a percentage, logarithms above zero.
    pub fn new(spread: Spread, ends: (f64, f64, f64), (min, max): (f64, f64), unit: &str) -> Option<Self> {
        let (low, middle, high) = ends;
        let inside = |from: f64, to: f64| from < low && high < to;
        let scale = match spread {
            Spread::Normal => Scale::Plain,
            Spread::Lognormal if low > 0.0 => Scale::Log,
            Spread::Logit if inside(0.0, 100.0) => Scale::Odds,
            Spread::Fixed if unit.starts_with('%') && min >= 0.0 && max <= 100.0 && inside(0.0, 100.0) => Scale::Odds,
            Spread::Fixed if low > 0.0 => Scale::Log,
            _ => Scale::Plain,
        };
        let on = |value: f64| scale.on(value);
        (low <= middle && middle <= high && low < high).then(|| {
            let middle = on(middle);
            Self { scale, middle, below: (middle - on(low)) / P90, above: (on(high) - middle) / P90, min, max }
        })
    }

    /// The overrun of a build over its plan, as a factor: with a chance of 0.18 one plus a Pareto variable from 0.5
    /// with exponent 1.126, at most 10, else evenly from 0.8 to 1.5.
    pub const fn overrun((min, max): (f64, f64)) -> Self {
        Self { scale: Scale::Overrun, middle: 0.0, below: 0.0, above: 0.0, min, max }
    }

    /// A change in percent a year that moves from its middle in steps.
    pub fn stepped(steps: Steps, middle: f64, (min, max): (f64, f64)) -> Self {
        let scale = Scale::Steps(steps);
        Self { scale, middle: scale.on(middle), below: 0.0, above: 0.0, min, max }
    }

    /// What a score makes of something that comes in steps.
    pub const fn walk(&self, score: f64) -> Option<Walk> {
        match self.scale {
            Scale::Steps(Steps { still, size }) => Some(Walk { still, size, score }),
            _ => None,
        }
    }

    /// The same width around another middle in the shown unit; `None` where the scale ends there.
    #[must_use]
    pub fn around(self, middle: f64) -> Option<Self> {
        let inside = match self.scale {
            Scale::Log => middle > 0.0,
            Scale::Odds => 0.0 < middle && middle < 100.0,
            Scale::Plain | Scale::Overrun | Scale::Steps(_) => true,
        };
        inside.then(|| Self { middle: self.scale.on(middle), ..self })
    }

    /// The value at a standard normal score, held inside what the input reads.
    pub fn at(&self, score: f64) -> f64 {
        let on = self.middle + score * if score < 0.0 { self.below } else { self.above };
        let value = match self.scale {
            Scale::Plain => on,
            Scale::Log => libm::exp(on),
            Scale::Odds => 100.0 / (1.0 + libm::exp(-on)),
            Scale::Overrun => overrun(crate::normal::below(score)),
            Scale::Steps(steps) => 100.0 * libm::expm1(self.middle + steps.at(score, 1.0)),
        };
        crate::units::held(value, self.min, self.max)
    }
}

fn overrun(chance: f64) -> f64 {
    let plain = 1.0 - OVERRUN_TAIL;
    if chance < plain {
        return OVERRUN_PLAIN.0 + (OVERRUN_PLAIN.1 - OVERRUN_PLAIN.0) * chance / plain;
    }
    let beyond = ((1.0 - chance) / OVERRUN_TAIL).max(1e-12);
    (1.0 + OVERRUN_FROM * libm::pow(beyond, -1.0 / OVERRUN_ALPHA)).min(OVERRUN_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal::quantile;

    #[test]
    fn ends_and_middle_are_met_exactly() {
        for (spread, unit, ends) in [
            (Spread::Lognormal, "USD/year", (108_000.0, 207_000.0, 326_000.0)),
            (Spread::Normal, "%/year", (-35.0, -15.0, 20.0)),
            (Spread::Logit, "%", (10.0, 40.0, 70.0)),
            (Spread::Fixed, "requests/month", (1e5, 4e5, 9e5)),
        ] {
            let made = Distribution::new(spread, ends, (-1e9, 1e9), unit).expect("rising");
            for (score, value) in [(-P90, ends.0), (0.0, ends.1), (P90, ends.2)] {
                assert!((made.at(score) / value - 1.0).abs() < 1e-12, "{spread:?} {score}: {}", made.at(score));
            }
        }
        // ln 2 / 1.2816 = 0.5409: one σ above a middle of 1 lies e^0.5409 = 1.7175.
        let doubled = Distribution::new(Spread::Lognormal, (0.5, 1.0, 2.0), (0.0, 1e6), "x").expect("rising");
        assert!((doubled.at(1.0) - 1.7175).abs() < 1e-4);
    }

    #[test]
    fn steps_lie_around_their_middle() {
        // Around +5 %, half of the years still and steps of 0.3: 1.05 · e^(0.3 · √(2 ln 2) · ln 2.5) = 1.05 · e^0.323655
        // = 1.451275, 1.05 · e^(−0.323655) = 0.759677, and no step at all between.
        let made = Distribution::stepped(Steps { still: 0.5, size: 0.3 }, 5.0, (-90.0, 300.0));
        assert!((made.at(P90) - 45.1275).abs() < 1e-2 && (made.at(-P90) + 24.0323).abs() < 1e-2);
        assert!((made.at(0.5) - 5.0).abs() < 1e-12);
        assert_eq!(made.at(9.0), 300.0);
        assert_eq!(made.walk(0.5), Some(Walk { still: 0.5, size: 0.3, score: 0.5 }));
    }

    #[test]
    fn what_cannot_be_drawn_is_not() {
        assert_eq!(Distribution::new(Spread::Normal, (3.0, 3.0, 3.0), (0.0, 9.0), ""), None);
        assert_eq!(Distribution::new(Spread::Normal, (3.0, 2.0, 9.0), (0.0, 9.0), ""), None);
        // A low end of zero has no logarithm: the plain scale takes it, held at the input's minimum.
        let from_zero = Distribution::new(Spread::Lognormal, (0.0, 2.0, 5.0), (0.0, 9.0), "x").expect("rising");
        assert_eq!(from_zero.at(-5.0), 0.0);
    }

    #[test]
    fn the_overrun_has_the_means_of_its_source() {
        // 0.82 · 1.15 + 0.18 · (1 + E min(P, 9)); the capped Pareto's mean is 0.5 + ∫ (0.5/x)^1.126 dx from 0.5 to 9
        // = 0.5 + 0.5^1.126 · (0.5^−0.126 − 9^−0.126) / 0.126 = 1.7113, so 0.943 + 0.18 · 2.7113 = 1.4310.
        let made = Distribution::overrun((0.5, 20.0));
        let n = 200_000;
        let draws: Vec<f64> = (0..n).map(|at| made.at(quantile((f64::from(at) + 0.5) / f64::from(n)))).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        assert!((mean - 1.4310).abs() < 1e-3, "{mean}");
        assert!(draws.windows(2).all(|pair| pair[0] <= pair[1]), "rising");
        assert_eq!(draws[draws.len() - 1], 10.0);
        assert!((draws[draws.len() / 2] - (0.8 + 0.7 * 0.5 / 0.82)).abs() < 1e-5);
    }
}
