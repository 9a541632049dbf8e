//! One instance: a model in a precision on a number of GPUs, or the reason it cannot be.

use super::attended::{Attended, PIECES, attended};
use super::attention::Past;
use super::constants::Constants;
use super::kv_precision::KvPrecision;
use super::layout::Layout;
use super::memory::Memory;
use super::unservable::{Unservable, word};
use super::weights::{self, Split};
use crate::catalog::{Attention, Gpu, OpenModel, Precision, Vendor};

/// Everything about an instance that does not depend on the request, as times and bytes.
///
/// Made once per model, GPU, precision and layout; its fields are coefficients of the closed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Serving {
    pub(crate) constants: Constants,
    pub(crate) layout: Layout,
    pub(crate) memory: Memory,
    pub(crate) context: f64,
    pub(crate) class: super::residual::Class,
    /// Reading the dense weights once, s.
    pub(crate) dense_read: f64,
    /// Reading every expert once, s.
    pub(crate) expert_read: f64,
    /// Part of the experts that one token leaves unread.
    pub(crate) unread: f64,
    /// Reading and writing the constant state of one sequence, s.
    pub(crate) state: f64,
    /// What attention costs by how far it looks back.
    pub(crate) attended: [Attended; PIECES],
    /// Matrix products of one token on all GPUs together, s.
    pub(crate) token_compute: f64,
    /// Collectives per token, s.
    pub(crate) token_comm: f64,
    /// Moving one token's activations through memory, s.
    pub(crate) token_io: f64,
    /// Fixed time of a step, s.
    pub(crate) fixed: f64,
    /// Host time per sequence and step, s.
    pub(crate) host: f64,
    /// Sequences an engine takes at most.
    pub(crate) batch_cap: f64,
}

impl Serving {
    /// An instance with the fitted constants.
    ///
    /// # Errors
    /// Names the reason: a precision that the GPU lacks or the model is not published in, weights that do not fit,
    /// heads that cannot be split, more GPUs than a server joins.
    pub fn new(
        model: &OpenModel,
        gpu: &Gpu,
        precision: Precision,
        kv: KvPrecision,
        layout: Layout,
    ) -> Result<Self, Unservable> {
        Self::with(&Constants::FITTED, model, gpu, precision, kv, layout)
    }

    /// An instance with other constants (a fit, or the documented first form).
    ///
    /// # Errors
    /// As [`Serving::new`].
    pub fn with(
        constants: &Constants,
        model: &OpenModel,
        gpu: &Gpu,
        precision: Precision,
        kv: KvPrecision,
        layout: Layout,
    ) -> Result<Self, Unservable> {
        if model.attention == Attention::Unknown {
            return Err(Unservable::AttentionUnknown { model: model.name.clone() });
        }
        let published = &model.precisions;
        if !published.is_empty() && precision != model.native && !published.iter().any(|name| name == word(precision)) {
            return Err(Unservable::PrecisionNotPublished {
                precision,
                model: model.name.clone(),
                published: published.clone(),
            });
        }
        let Some(rate) = weights::rate(gpu, precision) else {
            return Err(Unservable::PrecisionNotInGpu { precision, gpu: gpu.name.clone() });
        };
        let (t, dp) = (layout.tensor_parallel, layout.data_parallel_attention);
        let gpus = layout.holding();
        if gpus == 0 || t > gpu.per_node.max(1) || layout.pipeline > model.layers {
            return Err(Unservable::LayoutImpossible { gpus, per_node: gpu.per_node });
        }
        if !dp && !model.query_heads.is_multiple_of(t) {
            return Err(Unservable::HeadsNotDivided { tensor_parallel: t, heads: model.query_heads });
        }
        let memory = Memory::of(constants, model, gpu, precision, kv, layout);
        memory.check(gpus)?;
        Ok(Self::coefficients(constants, model, gpu, (precision, rate.get()), kv, layout, memory))
    }

    fn coefficients(
        constants: &Constants,
        model: &OpenModel,
        gpu: &Gpu,
        (precision, rate): (Precision, f64),
        kv: KvPrecision,
        layout: Layout,
        memory: Memory,
    ) -> Self {
        let dp = layout.data_parallel_attention;
        let (t, pp, n) = (f64::from(layout.tensor_parallel), f64::from(layout.pipeline), f64::from(layout.holding()));
        let mixture = model.experts > 0;
        let split = Split::of(model);
        let (dense_bytes, expert_bytes) = weights::bytes_per_param(precision, mixture);
        let slow = if gpu.vendor == Vendor::Amd { constants.amd } else { 1.0 };

        let bandwidth = gpu.bandwidth.get() * 1e9 * constants.memory_efficiency / slow;
        let kernels = match precision {
            Precision::Int4 => constants.unpacked_compute,
            Precision::Mxfp4 if gpu.fp4.is_none() => constants.unpacked_compute,
            _ => 1.0,
        };
        let flops = rate * 1e12 * constants.compute_efficiency * kernels / slow;
        let flops16 = gpu.bf16.get() * 1e12 * constants.compute_efficiency / slow;
        let decode_flops = gpu.bf16.get() * 1e12 * constants.attention_efficiency / slow;
        let link = gpu.link.get() * 1e9 * constants.link_efficiency / slow;

        let heads = f64::from(model.query_heads);
        // Width of the query-key and the attention-value product; MLA decodes in its latent space.
        let (decode_width, prefill_width) = match model.attention {
            Attention::Mla => (2.0 * f64::from(model.mla_dim) - 64.0, 320.0),
            Attention::Gqa | Attention::Compressed | Attention::Unknown => {
                (2.0 * f64::from(model.head_dim), 2.0 * f64::from(model.head_dim))
            }
        };
        let decode_attention = 2.0 * heads * decode_width / if dp { t } else { t.min(heads) } / pp / decode_flops;
        let prefill_attention = 2.0 * heads * prefill_width / n / flops16;
        let past = Past::of(model, kv);

        let layers = f64::from(model.layers);
        let hidden = f64::from(model.hidden);
        // Bytes each GPU sends for one token: a ring all-reduce after attention and after the feed-forward part,
        // or with data-parallel attention the dispatch to experts and the return from them.
        let comm_bytes = if t <= 1.0 {
            0.0
        } else if dp {
            let copies = if mixture { f64::from(model.experts_active).min(t) } else { 2.0 };
            layers * copies * hidden * 3.0 * constants.exchange / t
        } else {
            layers * 2.0 * hidden * 2.0 * 2.0 * (t - 1.0) / t
        };
        let quantized = precision == Precision::Nvfp4 || (precision == Precision::Fp8 && mixture);
        let latent = matches!(model.attention, Attention::Mla | Attention::Compressed);
        let indexed = model.sparse.map_or(0, |sparse| sparse.layers);
        let special = (if latent { layers } else { 0.0 } + f64::from(indexed) + f64::from(model.linear_layers))
            * constants.special_layer;
        let per_layer = constants.layer
            + if mixture { constants.expert_layer } else { 0.0 }
            + if mixture && gpu.fp4.is_none() { constants.expert_layer_old } else { 0.0 }
            + if quantized { constants.quantized_layer } else { 0.0 }
            + if t > 1.0 { 2.0 * constants.all_reduce } else { 0.0 };
        // Norms, rotations and quantization touch the whole width on every GPU: tensor parallelism repeats them.
        let passes = constants.passes + constants.passes_per_expert * f64::from(model.experts_active);
        let token_io = 2.0 * hidden * layers * passes / bandwidth / if dp { t } else { 1.0 } / pp;

        Self {
            constants: *constants,
            layout,
            memory,
            context: model.context.get(),
            class: super::residual::Class::of(model, gpu, precision),
            dense_read: split.dense.get() * dense_bytes * 1e9 * if dp { 1.0 } else { 1.0 / t } / bandwidth,
            expert_read: split.expert.get() * expert_bytes * 1e9 / t / bandwidth,
            unread: if mixture { 1.0 - f64::from(model.experts_active) / f64::from(model.experts) } else { 1.0 },
            // A state is read and written in every step.
            state: 2.0 * past.on_each(layout.tensor_parallel, dp)[2] / pp / bandwidth,
            attended: attended(
                model,
                &past,
                |group| group.shard(layout.tensor_parallel, dp) / pp / bandwidth,
                (decode_attention, prefill_attention),
            ),
            token_compute: 2.0 * model.active.get() * 1e9 / n / flops,
            token_comm: comm_bytes / link,
            token_io,
            fixed: (layers * per_layer + special) * slow,
            host: constants.sequence * slow / if dp { t } else { 1.0 },
            batch_cap: constants.batch_cap * if dp { t } else { 1.0 },
        }
    }

    /// GPUs of this instance.
    pub const fn gpus(&self) -> u32 {
        self.layout.gpus()
    }

    /// What it takes of each GPU's memory.
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The class that its residuals belong to.
    pub const fn class(&self) -> super::residual::Class {
        self.class
    }
}
