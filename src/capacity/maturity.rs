//! How far a team's setup is from a tuned benchmark, and what speculative decoding gains.

use crate::catalog::Vendor;

/// How well known model and engine are to those who run them. Benchmarks are an upper bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Maturity {
    /// A tuned engine and a model it has long supported.
    #[default]
    Tuned,
    /// A model whose kernels are young.
    NewModel,
    /// A first deployment with default settings.
    FirstDeployment,
}

impl Maturity {
    /// What every time is multiplied by, as measured on rows whose family had no part in the fit.
    ///
    /// A new model, 1.05: the geometric mean over five families that engines had known for under half a year when they
    /// were measured, of predicted over measured in the median: GLM-5 1.12, Llama 4 1.33, `MiniMax` M2.5 1.01, gpt-oss
    /// 0.97, Qwen3 mixtures 0.88. They differ by more than that: the band says by how much.
    ///
    /// A first deployment, NVIDIA 1.45: `GPUStack`'s untuned bursts (106 rows) take 1.57 times as long in the median, vLLM
    /// as it was in 2024 (248 rows of Argonne) 1.32. AMD 2.1: vLLM of 2024 (490 rows) alone.
    pub const fn time_factor(self, vendor: Vendor) -> f64 {
        match (self, vendor) {
            (Self::Tuned, _) => 1.0,
            (Self::NewModel, _) => 1.05,
            (Self::FirstDeployment, Vendor::Nvidia) => 1.45,
            (Self::FirstDeployment, Vendor::Amd) => 2.1,
        }
    }
}

/// Measured gain of speculative decoding at equal concurrency (`InferenceX`, 2025-09 to 2026-07), by the middle of
/// each band of concurrency: up to 4, 5 to 16, 17 to 64, 65 to 256, above.
const GAINS: [(f64, f64); 5] = [(2.0, 1.69), (9.0, 1.49), (33.0, 1.33), (129.0, 1.17), (512.0, 1.13)];

/// Gain in output tokens per second at a concurrency, interpolated in its logarithm; 1.69 down to 1.13.
pub fn gain(concurrency: f64) -> f64 {
    let mut last = GAINS[0];
    if concurrency.is_nan() || concurrency <= last.0 {
        return last.1;
    }
    for next in &GAINS[1..] {
        if concurrency <= next.0 {
            let part = libm::log(concurrency / last.0) / libm::log(next.0 / last.0);
            return last.1 + (next.1 - last.1) * part;
        }
        last = *next;
    }
    last.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speculation_gains_less_the_busier_an_instance_is() {
        assert_eq!(gain(1.0), 1.69);
        assert_eq!(gain(129.0), 1.17);
        assert_eq!(gain(4096.0), 1.13);
        assert!((1..2000).all(|n| gain(f64::from(n)) >= gain(f64::from(n + 1))));
    }
}
