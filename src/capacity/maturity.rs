//! How far a team's setup is from a tuned benchmark, and what speculative decoding gains.

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
    /// What every time is multiplied by: 1, 1.15 and 2.
    ///
    /// 1.15: the geometric mean over six families that were new when measured, each left out of the fit, of predicted
    /// over measured: GLM-5 1.12, Llama 4 1.31, `MiniMax` M2.5 1.00, Qwen3 mixtures 1.05 (not on PCIe cards), and, by the first form's
    /// published misses, `MiniMax` M3 1.15 and DeepSeek V3.2 on vLLM 1.25. 2: `GPUStack`'s untuned runs (median 2.1,
    /// quartiles 1.5 to 3.4).
    pub const fn time_factor(self) -> f64 {
        match self {
            Self::Tuned => 1.0,
            Self::NewModel => 1.15,
            Self::FirstDeployment => 2.0,
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
