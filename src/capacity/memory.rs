//! Whether an instance fits, and how many sequences or how long a context fit beside the weights.

use super::attention::{Past, window};
use super::constants::Constants;
use super::kv_precision::KvPrecision;
use super::layout::Layout;
use super::request::Request;
use super::unservable::Unservable;
use super::weights::{self, Split};
use crate::catalog::{Gpu, OpenModel, Precision};
use crate::units::{Gigabytes, Tokens};

/// Memory of each GPU of an instance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// What an engine may use: 0.94 of the GPU's stated memory.
    pub usable: Gigabytes,
    /// Weights.
    pub weights: Gigabytes,
    /// Context, workspace, graphs and activations: 1.5 GB and 2 % of the GPU's memory.
    pub overhead: Gigabytes,
    /// Cache per token of context, bytes.
    pub(crate) kv: f64,
    /// Cache per token inside the window, bytes.
    pub(crate) window_kv: f64,
    /// The window, tokens.
    pub(crate) window: f64,
    /// Kept per sequence however long it is, bytes.
    pub(crate) state: f64,
    /// Part of its output that a sequence holds on average.
    pub(crate) resident_output: f64,
}

impl Memory {
    pub(crate) fn of(
        constants: &Constants,
        model: &OpenModel,
        gpu: &Gpu,
        precision: Precision,
        kv: KvPrecision,
        layout: Layout,
    ) -> Self {
        let dp = layout.data_parallel_attention;
        let (t, pp) = (f64::from(layout.tensor_parallel.max(1)), f64::from(layout.pipeline.max(1)));
        let split = Split::of(model);
        let (dense, expert) = weights::bytes_per_param(precision, model.experts > 0);
        // Data-parallel attention keeps a copy of everything but the experts on each GPU.
        let dense = split.dense.get() * dense * if dp { 1.0 } else { 1.0 / t };
        let expert = split.expert.get() * expert / t;
        let [token, window_token, state] = Past::of(model, kv).on_each(layout.tensor_parallel, dp);
        Self {
            usable: gpu.memory * constants.memory_use,
            weights: Gigabytes::new((dense + expert) / pp),
            overhead: Gigabytes::new(constants.workspace + constants.activation * gpu.memory.get()),
            kv: token / pp,
            window_kv: window_token / pp,
            window: window(model),
            state: state / pp,
            resident_output: constants.resident_output,
        }
    }

    /// What is left for caches on each GPU; negative when the weights do not fit.
    pub fn free(&self) -> Gigabytes {
        self.usable - self.weights - self.overhead
    }

    /// Cache and states of one sequence of `context` tokens on each GPU.
    pub fn sequence(&self, context: f64) -> Gigabytes {
        Gigabytes::new((self.state + self.kv * context + self.window_kv * context.min(self.window)) / 1e9)
    }

    /// Sequences of this request that fit at once; may be below 1.
    ///
    /// Sequences are spread over their whole decoding, so each holds its prompt and half of its output.
    pub fn batch(&self, request: &Request) -> f64 {
        let held = request.input.get().max(0.0) + self.resident_output * request.output.get().max(0.0);
        let sequence = self.sequence(held).get();
        let free = self.free().get().max(0.0);
        if sequence > 0.0 { (free / sequence).min(1e9) } else { 1e9 }
    }

    /// The longest context of a single sequence that fits, not above the model's own.
    pub fn longest_context(&self, model: &OpenModel) -> Tokens {
        let free = (self.free().get() * 1e9 - self.state).max(0.0);
        let in_window = self.kv + self.window_kv;
        let tokens = if in_window <= 0.0 {
            f64::MAX
        } else if free <= in_window * self.window || self.kv <= 0.0 {
            free / in_window
        } else {
            (free - self.window_kv * self.window) / self.kv
        };
        Tokens::new(libm::floor(tokens)).min(model.context)
    }

    pub(crate) fn check(&self, gpus: u32) -> Result<(), Unservable> {
        if self.free().get() > 0.0 {
            return Ok(());
        }
        Err(Unservable::DoesNotFit { needs: self.weights + self.overhead, has: self.usable, gpus })
    }

    /// One request must fit beside the weights.
    pub(crate) fn check_request(&self, request: &Request, gpus: u32) -> Result<(), Unservable> {
        let sequence = self.sequence(request.context().get());
        if self.free() >= sequence {
            return Ok(());
        }
        Err(Unservable::DoesNotFit { needs: self.weights + self.overhead + sequence, has: self.usable, gpus })
    }
}
