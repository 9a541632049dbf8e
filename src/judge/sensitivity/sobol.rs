//! Sobol indices: which part of the variance each input is answerable for. In the native report only; the browser
//! answers the more useful question with the value of information.

use crate::random::Random;

/// The indices of one input.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Index {
    /// By itself: Saltelli et al. 2010, mean of f(B)·(f(AB) − f(A)) over the variance.
    pub first: f64,
    /// With all its interactions: Jansen 1999, mean of (f(A) − f(AB))² over twice the variance.
    pub total: f64,
}

/// First-order and total indices of a function of `inputs` independent chances (0 to 1), from `samples` rows; it is
/// called samples · (inputs + 2) times. With the variance of the function.
pub fn sobol(inputs: usize, samples: usize, seed: u64, mut function: impl FnMut(&[f64]) -> f64) -> (f64, Vec<Index>) {
    let mut random = Random::new(seed);
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut sums = vec![(0.0, 0.0); inputs];
    let mut rows = [vec![0.0; inputs], vec![0.0; inputs]];
    let mut mixed = vec![0.0; inputs];
    for _ in 0..samples {
        rows.iter_mut().flatten().for_each(|value| *value = random.uniform());
        let [a, b] = &rows;
        let (at_a, at_b) = (function(a), function(b));
        sum += at_a + at_b;
        squares += at_a * at_a + at_b * at_b;
        for (column, (first, total)) in sums.iter_mut().enumerate() {
            mixed.copy_from_slice(a);
            mixed[column] = b[column];
            let at_mixed = function(&mixed);
            *first += at_b * (at_mixed - at_a);
            *total += (at_a - at_mixed) * (at_a - at_mixed);
        }
    }
    let n = samples.max(1) as f64;
    let mean = sum / (2.0 * n);
    let variance = (squares / (2.0 * n) - mean * mean).max(0.0);
    let part = |value: f64| if variance > 0.0 { value / n / variance } else { 0.0 };
    (variance, sums.iter().map(|(first, total)| Index { first: part(*first), total: part(*total) / 2.0 }).collect())
}
