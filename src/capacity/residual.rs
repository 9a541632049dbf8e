//! How far measurements stray from predictions, by class.

use super::maturity::Maturity;
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
    /// Attention that no fitted row has, or few: linear, sparse, compressed.
    pub young: bool,
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

const fn residual(p10: f64, p50: f64, p90: f64) -> Residual {
    Residual { p10, p50, p90 }
}

/// Dense models; NVIDIA before AMD.
///
/// This and the next two tables: measured over predicted where the row's whole family was left out of the fit (all GLM, all
/// `MiniMax`, …; 4,401 rows of eleven families), each family weighing alike, so that one that was measured often does
/// not narrow the band for one that was not; rounded outwards.
const DENSE: [Residual; 2] = [residual(0.75, 0.98, 1.23), residual(0.75, 0.98, 1.20)];
/// Mixtures of experts in 8 or 16 bits, and in 4 bits; NVIDIA before AMD.
const MIXTURE: [[Residual; 2]; 2] = [
    [residual(0.70, 0.97, 1.28), residual(0.70, 0.98, 1.36)],
    [residual(0.62, 0.95, 1.26), residual(0.72, 1.00, 1.36)],
];
/// Part of the throughput that attention without measured rows may lose, at the low and in the middle: GLM-5 left out
/// of the fit ran at 0.89 in the median and 0.62 at the 10th percentile.
const YOUNG: (f64, f64) = (0.88, 0.96);
/// A model new to the engine, of its own slower prediction: the upper end is that of a tuned one.
const NEW: (f64, f64) = (0.97, 1.08);
/// A first deployment, of its own prediction at half the speed; NVIDIA before AMD.
///
/// NVIDIA: `GPUStack`'s untuned bursts (238 rows; median 1/2.1 and quartiles 1/1.5 and 1/3.4 of the first form's
/// prediction) and vLLM of 2024 (248 rows of Argonne: 0.54 to 0.91 of the tuned prediction). AMD: vLLM of 2024 (490
/// rows: 0.22, 0.46, 0.66 of the tuned prediction).
const FIRST: [Residual; 2] = [residual(0.50, 1.25, 1.95), residual(0.45, 0.92, 1.38)];

/// The standard normal's 90th percentile.
const Z90: f64 = 1.281_551_565_544_6;

impl Class {
    pub(crate) fn of(model: &OpenModel, gpu: &Gpu, precision: Precision) -> Self {
        Self {
            mixture: model.experts > 0,
            vendor: gpu.vendor,
            four_bit: matches!(precision, Precision::Nvfp4 | Precision::Mxfp4 | Precision::Int4),
            young: model.linear_layers > 0 || model.sparse.is_some() || !model.compressed.is_empty(),
        }
    }

    /// Quantiles of measured over predicted output, where the prediction has the maturity's slowness in it.
    pub fn residual(self, maturity: Maturity) -> Residual {
        let vendor = usize::from(self.vendor == Vendor::Amd);
        if maturity == Maturity::FirstDeployment {
            return FIRST[vendor];
        }
        let mut found = if self.mixture { MIXTURE[vendor][usize::from(self.four_bit)] } else { DENSE[vendor] };
        if self.young {
            found.p10 *= YOUNG.0;
            found.p50 *= YOUNG.1;
        }
        if maturity == Maturity::NewModel {
            found.p10 *= NEW.0;
            found.p90 *= NEW.1;
        }
        found
    }

    /// Part of a latency target to plan for, so that fewer than a tenth of plans miss it.
    ///
    /// Chosen on sweeps whose model or engine was left out of the fit: smaller shares waste capacity at short
    /// targets, larger ones miss more often than that.
    pub const fn safety(self) -> f64 {
        match self.vendor {
            Vendor::Nvidia => 0.92,
            Vendor::Amd => 0.91,
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
        for bits in 0..16 {
            let class = Class {
                mixture: bits & 1 > 0,
                vendor: if bits & 2 > 0 { Vendor::Amd } else { Vendor::Nvidia },
                four_bit: bits & 4 > 0,
                young: bits & 8 > 0,
            };
            for maturity in [Maturity::Tuned, Maturity::NewModel, Maturity::FirstDeployment] {
                let spread = class.residual(maturity);
                assert!(spread.p10 < spread.p50 && spread.p50 < spread.p90);
                assert!((spread.factor(Z90) - spread.p90).abs() < 1e-12);
                assert!((spread.factor(-Z90) - spread.p10).abs() < 1e-12);
                assert_eq!(spread.factor(0.0), spread.p50);
            }
            // What nobody has measured is never surer.
            let width = |maturity| class.residual(maturity).p90 / class.residual(maturity).p10;
            assert!(width(Maturity::Tuned) < width(Maturity::NewModel));
            assert!(width(Maturity::NewModel) < width(Maturity::FirstDeployment));
        }
    }
}
