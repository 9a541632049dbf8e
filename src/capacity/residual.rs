//! How far measurements stray from predictions, by class.

use crate::catalog::{Gpu, OpenModel, Precision, Vendor};

/// What decides how well a prediction can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Mixture of experts.
    pub mixture: bool,
    /// Who makes the GPU.
    pub vendor: Vendor,
    /// Weights in four bits.
    pub four_bit: bool,
}

/// Measured over predicted throughput: a tenth of measurements below `p10`, half below `p50`, nine tenths below `p90`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Residual {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// P10, P50, P90 at up to 1, up to 16 and more sequences per GPU; dense before mixture, NVIDIA before AMD, 8 and 16
/// bits before 4.
///
/// Measured over predicted where the row's model, or its engine, was left out of the fit (2,071 rows twice). Small
/// groups lean on their neighbors in precision, and the spread is widened by a fifth, because only three of
/// the left-out architectures differ much from each other.
const QUANTILES: [[[f64; 3]; 3]; 8] = [
    [[0.82, 0.97, 1.26], [0.78, 0.93, 1.18], [0.87, 1.04, 1.25]],
    [[0.85, 1.05, 1.29], [0.83, 1.00, 1.19], [0.84, 1.09, 1.37]],
    [[0.84, 0.97, 1.21], [0.80, 0.91, 1.03], [0.75, 0.92, 1.07]],
    [[0.85, 1.00, 1.31], [0.73, 0.93, 1.13], [0.76, 0.90, 1.02]],
    [[0.65, 0.96, 1.20], [0.72, 0.93, 1.13], [0.87, 1.04, 1.41]],
    [[0.74, 1.04, 1.32], [0.77, 0.97, 1.15], [0.71, 0.99, 1.33]],
    [[0.66, 0.99, 1.40], [0.78, 0.99, 1.43], [0.80, 1.07, 1.51]],
    [[0.72, 1.09, 1.40], [0.75, 1.01, 1.34], [0.80, 1.07, 1.51]],
];

/// The standard normal's 90th percentile.
const Z90: f64 = 1.281_551_565_544_6;

impl Class {
    pub(crate) fn of(model: &OpenModel, gpu: &Gpu, precision: Precision) -> Self {
        Self {
            mixture: model.experts > 0,
            vendor: gpu.vendor,
            four_bit: matches!(precision, Precision::Nvfp4 | Precision::Mxfp4 | Precision::Int4),
        }
    }

    /// Quantiles of measured over predicted output at a number of sequences per GPU.
    pub fn residual(self, sequences_per_gpu: f64) -> Residual {
        let row =
            usize::from(self.mixture) * 4 + usize::from(self.vendor == Vendor::Amd) * 2 + usize::from(self.four_bit);
        let load = usize::from(sequences_per_gpu > 1.0) + usize::from(sequences_per_gpu > 16.0);
        let [p10, p50, p90] = QUANTILES[row][load];
        Residual { p10, p50, p90 }
    }

    /// Part of a latency target to plan for, so that fewer than a tenth of plans miss it.
    ///
    /// Chosen on sweeps whose model or engine was left out of the fit: smaller shares waste capacity at short
    /// targets, larger ones miss more often than that.
    pub const fn safety(self) -> f64 {
        match self.vendor {
            Vendor::Nvidia => 0.92,
            Vendor::Amd => 0.90,
        }
    }
}

impl Residual {
    /// The factor at a standard normal deviate: log-normal with a width of its own on each side of the median.
    pub fn factor(&self, deviate: f64) -> f64 {
        let deviate = if deviate.is_nan() { 0.0 } else { deviate.clamp(-6.0, 6.0) };
        let end = if deviate < 0.0 { self.p50 / self.p10 } else { self.p90 / self.p50 };
        self.p50 * libm::pow(end, deviate / Z90)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_rise_and_a_deviate_finds_them_again() {
        for mixture in [false, true] {
            for vendor in [Vendor::Nvidia, Vendor::Amd] {
                for four_bit in [false, true] {
                    for load in [0.5, 1.0, 8.0, 100.0] {
                        let spread = Class { mixture, vendor, four_bit }.residual(load);
                        assert!(spread.p10 < spread.p50 && spread.p50 < spread.p90);
                        assert!((spread.factor(Z90) - spread.p90).abs() < 1e-12);
                        assert!((spread.factor(-Z90) - spread.p10).abs() < 1e-12);
                        assert_eq!(spread.factor(0.0), spread.p50);
                    }
                }
            }
        }
    }
}
