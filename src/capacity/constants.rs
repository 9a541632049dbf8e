//! The constants of the capacity model: what each means, its value, how and on what it was fitted.

/// Every constant of the closed form; times in seconds, efficiencies and shares without unit.
///
/// A set of constants is a value, so that a fit can try others and the documented first form stays testable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// Part of the published memory bandwidth that decoding reaches.
    pub memory_efficiency: f64,
    /// Part of the published dense arithmetic rate that matrix products and prefill attention reach.
    pub compute_efficiency: f64,
    /// Part of the 16-bit rate that decode attention reaches: one query row per sequence fills few tiles.
    pub attention_efficiency: f64,
    /// What is left of the arithmetic when 4-bit weights are unpacked to 16 bits in software.
    pub unpacked_compute: f64,
    /// Fixed time of one layer in one decode step (launches, norms, small kernels), s.
    pub layer: f64,
    /// More of it in a layer with experts (routing, gather, scatter), s. First form only.
    pub expert_layer: f64,
    /// More again on GPUs before 4-bit arithmetic, whose grouped kernels are less fused, s.
    pub expert_layer_old: f64,
    /// More of it where activations are quantized in blocks on the way: NVFP4, and FP8 mixtures, s.
    pub quantized_layer: f64,
    /// More of it where attention is not plain: the low-rank projections of MLA, compressed entries, an indexer, s.
    pub special_layer: f64,
    /// The same for the state of a linear layer, s. Set by hand: three small kernels beside a plain layer's; none of
    /// the fitted rows has such layers.
    pub linear_layer: f64,
    /// Latency that one all-reduce adds, two in each layer, s. First form only: smaller kernels beside it make up for it.
    pub all_reduce: f64,
    /// Host work per sequence and step (scheduling, sampling, detokenizing), s.
    pub sequence: f64,
    /// Times each token's residual stream is moved through memory in a layer, read or written.
    pub passes: f64,
    /// The same for each expert that a token uses.
    pub passes_per_expert: f64,
    /// Bytes that data-parallel attention sends per number of a token's state to the experts and back, over the three
    /// bytes that 8 bits out and 16 bits back would be: 16 bits both ways, and the fullest GPU keeps the others waiting.
    pub exchange: f64,
    /// All times of AMD GPUs are multiplied by this.
    pub amd: f64,
    /// Again, for INT4 on AMD GPUs without 4-bit arithmetic, which have no kernels made for it. Set by hand: Kimi-K2.5
    /// ran 2.9 times (MI300X) and 4.9 times (MI325X) as long as the first form says, 1.27 of which other terms explain.
    pub amd_int4: f64,
    /// Again, for linear and sparse attention on those GPUs. Set by hand: GLM-5 on MI325X 1.9 times and Qwen3.5 on MI300X
    /// 1.7 times as long as the first form says, 1.39 and 1.28 of which other terms explain.
    pub amd_young: f64,
    /// Part of the link's published rate that collectives reach. Set by hand.
    pub link_efficiency: f64,
    /// Part of the output that a sequence holds in memory on average while it decodes: pages are taken as needed.
    pub resident_output: f64,
    /// Part of the GPU's stated memory that an engine takes. Its common default is 0.9 of what the driver reports,
    /// and an "80 GB" H100 reports 85.5·10⁹ bytes (0.96 of the stated size), an L40S hardly more than stated.
    pub memory_use: f64,
    /// Memory that context, workspace and graphs take on each GPU, GB. Set by hand.
    pub workspace: f64,
    /// The same as a share of the GPU's memory (activations). Set by hand.
    pub activation: f64,
    /// Most sequences that an engine decodes at once. Its common default.
    pub batch_cap: f64,
}

impl Constants {
    /// The first form, fitted on 2,079 measured rows (`InferenceX` 2025-09 to 2026-07: Llama-3.3-70B,
    /// gpt-oss-120b, `DeepSeek-R1`; `TensorRT-LLM` 0.17 documentation; `MLPerf` Inference v5.1) by least mean absolute
    /// log error. Kept as the baseline that any change of form is measured against.
    pub const DOCUMENTED: Self = Self {
        memory_efficiency: 0.8221,
        compute_efficiency: 0.6093,
        attention_efficiency: 0.6093,
        unpacked_compute: 1.0,
        layer: 36.11e-6,
        expert_layer: 38.55e-6,
        expert_layer_old: 0.0,
        quantized_layer: 0.0,
        special_layer: 0.0,
        linear_layer: 0.0,
        all_reduce: 18e-6,
        sequence: 7.664e-6,
        passes: 0.0,
        passes_per_expert: 0.0,
        exchange: 1.0,
        amd: 1.348,
        amd_int4: 1.0,
        amd_young: 1.0,
        link_efficiency: 0.6,
        resident_output: 1.0,
        memory_use: 0.9,
        workspace: 1.5,
        activation: 0.02,
        batch_cap: 2048.0,
    };

    /// What predictions use.
    ///
    /// Fitted by `capacity fit` on 4,401 measured rows of tuned setups (`InferenceX`, `TensorRT-LLM` 0.9 to 1.0,
    /// `AIConfigurator`, `MLPerf` v4.1 and v5.1, Argonne; 2024-04 to 2026-07) by least robust log error of throughput and, where measured, of the time
    /// between tokens, each pair of source and model weighing the root of its rows. Thirteen constants are fitted.
    /// Whole families left out one after the other (all GLM, all `MiniMax`, all `DeepSeek`, …): median 9.7 % and 90th
    /// percentile 32 % on NVIDIA, 10.5 % and 35 % on AMD; by engine 10.0 / 30 and 11.4 / 36; by GPU 9.7 / 31 and
    /// 10.6 / 32; 2025 predicted from 2024 alone 16.5 / 38. Each family alike, mixtures only: 15 % and 40 %.
    ///
    /// Dropped because families left out did as well or better without them: the model's width, experts on GPUs with
    /// 4-bit arithmetic, all-reduce latency, and less arithmetic for NVFP4. Tried and not kept, for the same reason: a
    /// step's fixed time for each prompt, host time for each request, efficiencies of their own for experts, for
    /// mixtures' arithmetic, for AMD's arithmetic and for links of PCIe.
    pub const FITTED: Self = Self {
        memory_efficiency: 0.937,
        compute_efficiency: 0.698,
        attention_efficiency: 0.171,
        unpacked_compute: 0.393,
        layer: 71.5e-6,
        expert_layer: 0.0,
        expert_layer_old: 36.2e-6,
        quantized_layer: 15.9e-6,
        special_layer: 44.3e-6,
        linear_layer: 18e-6,
        all_reduce: 0.0,
        sequence: 8.58e-6,
        passes: 20.1,
        passes_per_expert: 10.0,
        exchange: 2.58,
        amd: 1.313,
        amd_int4: 2.9,
        amd_young: 1.33,
        resident_output: 0.5,
        memory_use: 0.94,
        ..Self::DOCUMENTED
    };
}
