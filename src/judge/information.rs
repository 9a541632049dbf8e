//! What knowing would be worth: regret, the value of perfect information, and of perfect information on one thing.
//!
//! ```text
//! EVPI     = min over d of E[cost d] − E[min over d of cost d]      = the expected regret of the best choice
//! EVPPI(x) = min over d of E[cost d] − E[min over d of E[cost d | x]]
//! ```
//! The conditional means come from one sample by regression (Strong, Oakley & Brennan 2014): every option's saving
//! over the best one is regressed on a cubic in the input's normal score. All inputs are fitted together, each to
//! what the others leave, so that an input answers only for what it explains itself.

use crate::judge::regret::Regret;
use crate::normal;

/// Powers in the regression.
pub const POWERS: usize = 3;
/// Rounds in which every input is fitted to what the others leave.
const ROUNDS: usize = 2;
/// A value below this part of the EVPI is noise or nobody's business.
const LEAST_PART: f64 = 0.02;
/// A value below this many standard errors is noise.
const LEAST_ERRORS: f64 = 2.0;
/// Explained over unexplained variance times draws under which a fit is noise: χ² with 3 degrees of freedom
/// exceeds it once in a thousand irrelevant inputs.
const LEAST_FIT: f64 = 16.27;

/// Normal scores of equally likely strata, with a cubic basis that is orthonormal over them.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Normal score at the middle of each stratum, rising.
    pub scores: Vec<f64>,
    /// Polynomials of degree 1 to 3 at each stratum: mean 0, mean square 1, uncorrelated.
    pub basis: Vec<[f64; POWERS]>,
}

impl Grid {
    /// For a number of strata, at least 8.
    pub fn new(strata: usize) -> Self {
        let n = strata.max(8);
        let scores: Vec<f64> = (0..n).map(|at| normal::quantile((at as f64 + 0.5) / n as f64)).collect();
        let mut basis = vec![[0.0; POWERS]; n];
        for power in 0..POWERS {
            let mut column: Vec<f64> = scores
                .iter()
                .map(|score| match power {
                    0 => *score,
                    1 => score * score,
                    _ => score * score * score,
                })
                .collect();
            let mean = column.iter().sum::<f64>() / n as f64;
            for value in &mut column {
                *value -= mean;
            }
            for before in 0..power {
                let along = column.iter().zip(&basis).map(|(value, row)| value * row[before]).sum::<f64>() / n as f64;
                column.iter_mut().zip(&basis).for_each(|(value, row)| *value -= along * row[before]);
            }
            let size = (column.iter().map(|value| value * value).sum::<f64>() / n as f64).sqrt();
            basis.iter_mut().zip(&column).for_each(|(row, value)| row[power] = value / size);
        }
        Self { scores, basis }
    }
}

/// What it is worth to know one factor exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// Expected value of perfect information on it alone.
    pub evppi: f64,
    /// Its standard error.
    pub error: f64,
    /// Below what the sample can tell from nothing, or too little to matter.
    pub suppressed: bool,
}

/// The worth of every factor, in the unit of the costs, which are bare lists. `orders` gives the stratum of each factor in each draw, `leans_on` which other factor
/// it is correlated with.
pub fn worth(
    costs: &[Vec<f64>],
    regret: &Regret,
    grid: &Grid,
    orders: &[Vec<u32>],
    leans_on: &[Option<(usize, f64)>],
) -> Vec<Worth> {
    let n = grid.scores.len();
    let others: Vec<usize> = (0..costs.len()).filter(|at| *at != regret.best).collect();
    let fits: Vec<Fit> =
        others.iter().map(|&at| Fit::new(&costs[regret.best], &costs[at], grid, orders, leans_on)).collect();
    let evpi = regret.evpi();
    (0..orders.len())
        .map(|factor| {
            let mut sum = 0.0;
            let mut slopes = vec![[0.0; POWERS + 1]; fits.len()];
            for row in &grid.basis {
                let mut most = 0.0;
                let mut winner = None;
                for (at, fit) in fits.iter().enumerate() {
                    let mean = fit.mean + dot(&fit.coefficients[factor], row);
                    if mean > most {
                        (most, winner) = (mean, Some(at));
                    }
                }
                sum += most;
                if let Some(at) = winner {
                    slopes[at][POWERS] += 1.0;
                    for (slope, value) in slopes[at].iter_mut().zip(row) {
                        *slope += value;
                    }
                }
            }
            // A fit of few powers overshoots what all draws say at its ends: one input tells no more than all of them.
            let evppi = (sum / n as f64).min(evpi);
            // How the value moves with each coefficient, times the noise of the coefficients.
            let variance: f64 = fits
                .iter()
                .zip(&slopes)
                .map(|(fit, slopes)| {
                    let steep: f64 = slopes.iter().map(|slope| (slope / n as f64) * (slope / n as f64)).sum();
                    steep * fit.unexplained / n as f64
                })
                .sum();
            let error = variance.sqrt();
            let fitted = fits.iter().any(|fit| {
                let explained: f64 = fit.coefficients[factor].iter().map(|one| one * one).sum();
                explained * n as f64 > LEAST_FIT * fit.unexplained
            });
            let suppressed = !fitted || evppi < LEAST_PART * evpi || evppi < LEAST_ERRORS * error || evppi <= 0.0;
            Worth { evppi, error, suppressed }
        })
        .collect()
}

/// What one option is expected to cost more than another in each draw, in the unit of their costs, as far as some factors
/// tell it.
pub fn told(
    [one, other]: [&[f64]; 2],
    grid: &Grid,
    orders: &[Vec<u32>],
    leans_on: &[Option<(usize, f64)>],
    factors: &[usize],
) -> Vec<f64> {
    let fit = Fit::new(one, other, grid, orders, leans_on);
    let of = |draw: usize| -> f64 {
        factors.iter().map(|&at| dot(&fit.own[at], &grid.basis[orders[at][draw] as usize])).sum::<f64>()
    };
    (0..one.len()).map(|draw| fit.mean + of(draw)).collect()
}

/// An additive model of what an option saves over the best one.
struct Fit {
    mean: f64,
    /// Variance that the model leaves.
    unexplained: f64,
    /// By factor: its own part of the model.
    own: Vec<[f64; POWERS]>,
    /// By factor: what the factor alone tells, correlation included.
    coefficients: Vec<[f64; POWERS]>,
}

impl Fit {
    #[inline(never)]
    fn new(best: &[f64], other: &[f64], grid: &Grid, orders: &[Vec<u32>], leans_on: &[Option<(usize, f64)>]) -> Self {
        let n = grid.scores.len() as f64;
        let mut left: Vec<f64> = best.iter().zip(other).map(|(best, other)| best - other).collect();
        let mean = left.iter().sum::<f64>() / n;
        for value in &mut left {
            *value -= mean;
        }
        let mut own = vec![[0.0; POWERS]; orders.len()];
        for _ in 0..ROUNDS {
            for (coefficients, order) in own.iter_mut().zip(orders) {
                let step = along(&left, order, grid);
                for (value, stratum) in left.iter_mut().zip(order) {
                    *value -= dot(&step, &grid.basis[*stratum as usize]);
                }
                coefficients.iter_mut().zip(&step).for_each(|(total, more)| *total += more);
            }
        }
        let unexplained = left.iter().map(|value| value * value).sum::<f64>() / n;
        let mut coefficients = own.clone();
        for (second, lean) in leans_on.iter().enumerate() {
            let Some((first, _)) = *lean else { continue };
            // Knowing one of two correlated factors tells something about the other's effect.
            for (known, hidden) in [(first, second), (second, first)] {
                let effect: Vec<f64> =
                    orders[hidden].iter().map(|at| dot(&own[hidden], &grid.basis[*at as usize])).collect();
                let more = along(&effect, &orders[known], grid);
                coefficients[known].iter_mut().zip(&more).for_each(|(total, more)| *total += more);
            }
        }
        Self { mean, unexplained, own, coefficients }
    }
}

fn along(values: &[f64], order: &[u32], grid: &Grid) -> [f64; POWERS] {
    let mut sums = [0.0; POWERS];
    for (value, stratum) in values.iter().zip(order) {
        for (sum, basis) in sums.iter_mut().zip(&grid.basis[*stratum as usize]) {
            *sum += value * basis;
        }
    }
    sums.map(|sum| sum / values.len().max(1) as f64)
}

fn dot(a: &[f64; POWERS], b: &[f64; POWERS]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
