//! A chance as it is shown, and what it is called.

use serde::Serialize;

/// A chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Probability {
    /// Part of the draws, 0 to 1.
    pub exact: f64,
    /// In percent, rounded to 5 points: what is shown.
    pub shown: f64,
    /// Standard error, as if the draws were independent (stratified ones are a little better).
    pub error: f64,
}

impl Probability {
    /// Of some among all.
    pub fn of(some: u32, all: u32) -> Self {
        let n = f64::from(all.max(1));
        let exact = f64::from(some) / n;
        Self { exact, shown: libm::round(exact * 20.0) * 5.0, error: (exact * (1.0 - exact) / n).sqrt() }
    }
}

/// The chance that running something is cheaper, in words. The bounds 10, 35, 65 and 90 % are judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Call {
    /// Under 10 %.
    Buy,
    /// 10 to 35 %.
    ProbablyBuy,
    /// 35 to 65 %.
    TooClose,
    /// 65 to 90 %.
    ProbablyOwn,
    /// Over 90 %.
    Own,
}

impl Call {
    /// From the chance.
    pub fn of(own: f64) -> Self {
        match own {
            _ if own < 0.10 => Self::Buy,
            _ if own < 0.35 => Self::ProbablyBuy,
            _ if own <= 0.65 => Self::TooClose,
            _ if own <= 0.90 => Self::ProbablyOwn,
            _ => Self::Own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_shown_to_five_points_and_named() {
        let chance = Probability::of(734, 1_000);
        assert_eq!((chance.exact, chance.shown), (0.734, 75.0));
        // √(0.734 · 0.266 / 1000) = 0.01397.
        assert!((chance.error - 0.013_97).abs() < 1e-5);
        for (own, call) in [
            (0.0, Call::Buy),
            (0.10, Call::ProbablyBuy),
            (0.35, Call::TooClose),
            (0.65, Call::TooClose),
            (0.66, Call::ProbablyOwn),
            (0.95, Call::Own),
        ] {
            assert_eq!(Call::of(own), call, "{own}");
        }
    }
}
