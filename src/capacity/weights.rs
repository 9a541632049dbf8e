//! How many bytes of weights there are, and how many of them one decode step reads.

use crate::catalog::{Gpu, OpenModel, Precision};
use crate::units::{BillionParams, Gigabytes, Teraflops};

/// A mixture's parameters, split by whether every token passes through them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Attention, embeddings, shared experts, or all of a dense model.
    pub dense: BillionParams,
    /// The routed experts, all of them.
    pub expert: BillionParams,
}

impl Split {
    /// From total and active parameters: active = dense + expert · e/E, total = dense + expert.
    ///
    /// At least 2 % of a mixture is taken as dense, because published active counts are rounded.
    pub fn of(model: &OpenModel) -> Self {
        let (total, active) = (model.total.get(), model.active.get());
        if model.experts == 0 {
            return Self { dense: model.total, expert: BillionParams::ZERO };
        }
        let used = f64::from(model.experts_active) / f64::from(model.experts);
        let dense = if used < 1.0 { (active - total * used) / (1.0 - used) } else { total };
        let dense = dense.max(0.02 * total).min(total);
        Self { dense: BillionParams::new(dense), expert: BillionParams::new(total - dense) }
    }
}

/// Bytes a parameter takes: (outside the experts, inside them), scales included.
///
/// Four-bit mixtures keep what is not an expert in 8 bits (NVFP4) or 16 bits (MXFP4, INT4).
pub const fn bytes_per_param(precision: Precision, mixture: bool) -> (f64, f64) {
    match (precision, mixture) {
        (Precision::Bf16, _) => (2.0, 2.0),
        (Precision::Fp8, _) => (1.0, 1.0),
        (Precision::Nvfp4, false) => (0.5625, 0.5625),
        (Precision::Nvfp4, true) => (1.0, 0.5625),
        (Precision::Mxfp4 | Precision::Int4, false) => (0.53, 0.53),
        (Precision::Mxfp4 | Precision::Int4, true) => (2.0, 0.53),
    }
}

/// All weights of a model in a precision.
pub fn weights(model: &OpenModel, precision: Precision) -> Gigabytes {
    let split = Split::of(model);
    let (dense, expert) = bytes_per_param(precision, model.experts > 0);
    Gigabytes::new(split.dense.get() * dense + split.expert.get() * expert)
}

/// Part of the experts that a batch of `sequences` reads in one step: 1 − (1 − e/E)^B.
pub fn coverage(experts: u32, active: u32, sequences: f64) -> f64 {
    if experts == 0 {
        return 0.0;
    }
    let unread = 1.0 - f64::from(active) / f64::from(experts);
    1.0 - libm::pow(unread.max(0.0), sequences.max(0.0))
}

/// The dense arithmetic rate that matrix products in this precision run at; `None` when the GPU lacks it.
///
/// INT4 weights are unpacked to 16 bits; MXFP4 runs in 8 bits where there is 4-bit hardware, else in 16.
pub fn rate(gpu: &Gpu, precision: Precision) -> Option<Teraflops> {
    match precision {
        Precision::Bf16 | Precision::Int4 => Some(gpu.bf16),
        Precision::Fp8 => gpu.fp8,
        Precision::Nvfp4 => gpu.fp4,
        Precision::Mxfp4 => Some(if gpu.fp4.is_some() { gpu.fp8.unwrap_or(gpu.bf16) } else { gpu.bf16 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_top_8_of_128_router_covers_64_percent_with_16_sequences() {
        // 1 − (120/128)^16 = 1 − 0.9375^16 = 1 − 0.35607 = 0.64393
        assert!((coverage(128, 8, 16.0) - 0.64393).abs() < 1e-5);
        assert_eq!(coverage(0, 0, 16.0), 0.0);
    }

    #[test]
    fn four_bit_mixtures_keep_their_dense_part_wider() {
        assert_eq!(bytes_per_param(Precision::Nvfp4, true), (1.0, 0.5625));
        assert_eq!(bytes_per_param(Precision::Mxfp4, true), (2.0, 0.53));
        assert_eq!(bytes_per_param(Precision::Fp8, true), (1.0, 1.0));
    }
}
