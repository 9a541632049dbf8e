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
        let _ = sequences_per_gpu;
        match self.vendor {
            Vendor::Nvidia => Residual { p10: 0.73, p50: 1.02, p90: 1.32 },
            Vendor::Amd => Residual { p10: 0.64, p50: 1.06, p90: 1.43 },
        }
    }

    /// Part of a latency target to plan for, so that it is seldom missed.
    pub fn safety(self) -> f64 {
        0.8
    }
}
