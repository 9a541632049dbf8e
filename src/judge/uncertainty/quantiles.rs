//! Points of a distribution, from its values in rising order.

use serde::Serialize;

/// Points of a distribution.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Quantiles {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// 20 equally likely outcomes, rising: the quantiles (i − 0.5) / 20.
    pub dots20: Vec<f64>,
    /// 50 equally likely outcomes.
    pub dots50: Vec<f64>,
}

impl Quantiles {
    /// Of plain numbers in rising order, at least one.
    pub fn of_sorted(values: &[f64]) -> Self {
        let at = |chance: f64| quantile(values, chance);
        let dots = |count: u32| (0..count).map(|dot| at((f64::from(dot) + 0.5) / f64::from(count))).collect();
        Self { p10: at(0.1), p50: at(0.5), p90: at(0.9), dots20: dots(20), dots50: dots(50) }
    }

    /// All of them times a factor.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let all = |values: &[f64]| values.iter().map(|value| value * factor).collect();
        Self {
            p10: self.p10 * factor,
            p50: self.p50 * factor,
            p90: self.p90 * factor,
            dots20: all(&self.dots20),
            dots50: all(&self.dots50),
        }
    }
}

/// The value at a chance among sorted ones, each at the middle of its share, linear in between (Hazen 1914).
pub fn quantile(sorted: &[f64], chance: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = crate::units::held(chance * sorted.len() as f64 - 0.5, 0.0, last as f64);
    let under = libm::floor(place) as usize;
    let over = (under + 1).min(last);
    sorted[under] + (sorted[over] - sorted[under]) * (place - under as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_dots_of_a_hundred_values_are_the_middles_of_twenty_fives() {
        // 1 to 100: the dot of the first five is their middle, 3; of the last five, 98.
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let points = Quantiles::of_sorted(&values);
        assert_eq!((points.dots20[0], points.dots20[19], points.dots20.len()), (3.0, 98.0, 20));
        assert_eq!((points.dots50[0], points.dots50.len()), (1.5, 50));
        assert_eq!((points.p10, points.p50, points.p90), (10.5, 50.5, 90.5));
    }
}
