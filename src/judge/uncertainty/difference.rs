//! How far apart running and buying are in the draws.

use super::quantiles::Quantiles;
use crate::cost::plan::Side;
use crate::decide::portfolio::Priced;
use serde::Serialize;

/// How far apart running and buying are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Difference {
    /// As present value, USD.
    pub present: Quantiles,
    /// As the level monthly amount over the horizon at the visitor's discount rate, USD/month.
    pub monthly: Quantiles,
    /// Mean present value, USD.
    pub mean: f64,
    /// Standard error of the mean.
    pub error: f64,
}

/// The cheapest strategy that runs something less buying everything, over the draws: a present value, bare USD, with its mean
/// and the standard error of that; `sorted` is room for it. `None` where one of the two is impossible.
pub(super) fn difference(
    strategies: &[(Side, &Priced)],
    costs: &[Vec<f64>],
    sorted: &mut Vec<f64>,
) -> Option<(Quantiles, f64, f64)> {
    let buy = strategies.iter().position(|(side, _)| *side == Side::Buy)?;
    let own: Vec<usize> = (0..strategies.len()).filter(|at| *at != buy).collect();
    if own.is_empty() {
        return None;
    }
    sorted.clear();
    sorted.extend((0..costs[buy].len()).map(|draw| {
        let cheapest = own.iter().map(|&at| costs[at][draw]).fold(f64::INFINITY, f64::min);
        cheapest - costs[buy][draw]
    }));
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let variance = sorted.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
    crate::order::numbers(sorted);
    Some((Quantiles::of_sorted(sorted), mean, (variance / n).sqrt()))
}
