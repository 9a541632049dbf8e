//! A model in a number format on some GPUs: what could be run.

use super::setups::Fitted;
use crate::capacity::{KvPrecision, Layout, Serving};
use crate::catalog::{Gpu, OpenModel, Precision};
use crate::fleet::rents::Prices;
use crate::units::Tokens;
use std::rc::Rc;

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
    pub serving: Rc<Serving>,
    /// What its GPU costs.
    pub prices: Prices,
    /// Its place among all setups of the catalog that were predicted so far.
    pub number: usize,
}

impl<'a> Setup<'a> {
    /// One of those that fit, with today's prices.
    pub(super) fn of(one: &Fitted, model: &'a OpenModel, gpu: &'a Gpu, prices: Prices, number: usize) -> Self {
        let Fitted { precision, kv, layout, ref serving } = *one;
        Self { model, gpu, precision, kv, layout, serving: Rc::clone(serving), prices, number }
    }

    /// The longest context of a single request that fits beside the weights, at most the model's own.
    pub fn longest_context(&self) -> Tokens {
        self.serving.memory().longest_context(self.model)
    }
}
