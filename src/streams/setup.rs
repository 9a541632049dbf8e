//! A model in a number format on some GPUs: what could be run.

use crate::capacity::{KvPrecision, Layout, Serving};
use crate::catalog::{Gpu, OpenModel, Precision};
use crate::fleet::rents::Prices;
use crate::units::Tokens;

/// A model in a precision on some GPUs.
pub struct Setup<'a> {
    /// The model.
    pub model: &'a OpenModel,
    /// The GPU.
    pub gpu: &'a Gpu,
    /// Number format of the weights.
    pub precision: Precision,
    /// Number format of the cache.
    pub kv: KvPrecision,
    /// GPUs of one replica and how they share.
    pub layout: Layout,
    /// Coefficients of the capacity model.
    pub serving: Serving,
    /// What its GPU costs.
    pub prices: Prices,
}

impl Setup<'_> {
    /// The longest context of a single request that fits beside the weights, at most the model's own.
    pub fn longest_context(&self) -> Tokens {
        self.serving.memory().longest_context(self.model)
    }
}
