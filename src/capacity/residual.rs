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
    /// Attention or a number format of which no family, or a single one, was measured: linear, sparse or compressed
    /// attention, and INT4.
    pub unmeasured: bool,
}

/// How many sequences each GPU works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Load {
    /// One, or a part of one.
    Alone,
    /// Up to sixteen.
    Some,
    /// More.
    Many,
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

/// Tuned setups by vendor (NVIDIA before AMD), by dense or mixture of experts, and by load.
///
/// Measured over predicted where the row's whole family was left out of the fit (all GLM, all `MiniMax`, …; 4,401 rows of
/// eleven families). A family weighs the root of its rows, as in the fit. AMD's dense models, of one family, take the
/// vendor's band at the load. `capacity check` prints this table from the rows, and how many rows of a family fall
/// inside a band that was made without it.
const TUNED: [[[Residual; 3]; 2]; 2] = [
    [
        [residual(0.77, 0.98, 1.25), residual(0.78, 0.98, 1.15), residual(0.80, 1.01, 1.22)],
        [residual(0.81, 1.02, 1.25), residual(0.79, 0.98, 1.22), residual(0.68, 1.01, 1.45)],
    ],
    [
        [residual(0.68, 1.06, 1.29), residual(0.76, 1.00, 1.19), residual(0.76, 1.00, 1.26)],
        [residual(0.62, 0.99, 1.28), residual(0.73, 0.99, 1.24), residual(0.71, 1.02, 1.30)],
    ],
];
/// A model new to the engine: five families that were (GLM-5, Llama 4, `MiniMax` M2.5, gpt-oss, Qwen3 mixtures), each left
/// out of the fit, each with each vendor alike, of their own slower prediction. A tuned band that is wider counts instead.
const NEW: Residual = residual(0.70, 1.02, 1.34);
/// A first deployment, of its own slower prediction, by vendor (NVIDIA before AMD) and by whether the load is high.
///
/// The same sets as [`Maturity::time_factor`]'s, a family weighing the root of its rows, its tuned rows left out of the fit.
const FIRST: [[Residual; 2]; 2] = [
    [residual(0.75, 1.10, 1.32), residual(0.49, 1.05, 1.42)],
    [residual(0.70, 1.11, 1.40), residual(0.37, 0.65, 1.38)],
];
/// What a class that was not measured may lose at the low end and in the middle. Low: the worst of sixteen pairs of family
/// and vendor left out of the fit had its 10th percentile at 0.56, where its class has 0.76. Middle: GLM-5, the one
/// family with an indexer, runs at 0.95 although it is in the fit.
const UNMEASURED: (f64, f64) = (0.74, 0.95);

/// The standard normal's 90th percentile.
const Z90: f64 = 1.281_551_565_544_6;

impl Load {
    /// From sequences under way on each GPU.
    pub const fn of(sequences_per_gpu: f64) -> Self {
        if sequences_per_gpu <= 1.0 {
            Self::Alone
        } else if sequences_per_gpu <= 16.0 {
            Self::Some
        } else {
            Self::Many
        }
    }
}

impl Class {
    pub(crate) fn of(model: &OpenModel, gpu: &Gpu, precision: Precision) -> Self {
        let young = model.linear_layers > 0 || model.sparse.is_some() || !model.compressed.is_empty();
        Self {
            mixture: model.experts > 0,
            vendor: gpu.vendor,
            four_bit: matches!(precision, Precision::Nvfp4 | Precision::Mxfp4 | Precision::Int4),
            unmeasured: young || precision == Precision::Int4,
        }
    }

    /// Quantiles of measured over predicted output, where the prediction has the maturity's slowness in it.
    pub fn residual(self, maturity: Maturity, load: Load) -> Residual {
        let vendor = usize::from(self.vendor == Vendor::Amd);
        let tuned = TUNED[vendor][usize::from(self.mixture)][load as usize];
        let mut found = match maturity {
            Maturity::Tuned => tuned,
            Maturity::NewModel => residual(tuned.p10.min(NEW.p10), NEW.p50, tuned.p90.max(NEW.p90)),
            Maturity::FirstDeployment => FIRST[vendor][usize::from(load == Load::Many)],
        };
        if self.unmeasured {
            found.p10 *= UNMEASURED.0;
            found.p50 *= UNMEASURED.1;
        }
        found
    }

    /// Part of a latency target to plan for, so that fewer than a tenth of plans miss it: 0.94.
    ///
    /// Chosen on sweeps whose family was left out of the fit: smaller parts waste capacity at short targets, larger ones
    /// miss more often.
    pub const fn safety(self) -> f64 {
        0.94
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
    fn quantiles_rise_a_deviate_finds_them_again_and_what_nobody_measured_is_never_surer() {
        for bits in 0..16 {
            for load in [Load::Alone, Load::Some, Load::Many] {
                let class = Class {
                    mixture: bits & 1 > 0,
                    vendor: if bits & 2 > 0 { Vendor::Amd } else { Vendor::Nvidia },
                    four_bit: bits & 4 > 0,
                    unmeasured: bits & 8 > 0,
                };
                for maturity in [Maturity::Tuned, Maturity::NewModel, Maturity::FirstDeployment] {
                    let spread = class.residual(maturity, load);
                    assert!(spread.p10 < spread.p50 && spread.p50 < spread.p90);
                    assert!((spread.factor(Z90) - spread.p90).abs() < 1e-12);
                    assert!((spread.factor(-Z90) - spread.p10).abs() < 1e-12);
                    assert_eq!(spread.factor(0.0), spread.p50);
                    let known = Class { unmeasured: false, ..class }.residual(maturity, load);
                    assert!(spread.p90 / spread.p10 >= known.p90 / known.p10);
                }
                let width = |maturity| class.residual(maturity, load).p90 / class.residual(maturity, load).p10;
                assert!(width(Maturity::Tuned) <= width(Maturity::NewModel));
            }
        }
    }

    #[test]
    fn loads_are_told_apart_by_sequences_on_each_gpu() {
        // The three loads by which published errors differ: one at a time, a handful, and saturated.
        let of = |each| Load::of(each);
        assert_eq!(
            [of(0.125), of(1.0), of(1.5), of(16.0), of(17.0), of(f64::NAN)],
            [Load::Alone, Load::Alone, Load::Some, Load::Some, Load::Many, Load::Many]
        );
    }
}
