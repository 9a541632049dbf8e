//! The constants of the capacity model: what each means, its value, how and on what it was fitted.

/// Every constant of the closed form; times in seconds, efficiencies and shares without unit.
///
/// A set of constants is a value, so that a fit can try others and the documented first form stays testable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// Part of the published memory bandwidth that decoding reaches. First form only: what is moved beside weights and cache
    /// makes up for it.
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
    /// More of it where attention is not plain: the low-rank projections of MLA, compressed entries, an
    /// indexer, the state of a linear layer, s. That linear layers take as much as the measured others is judgement: no row has any.
    pub special_layer: f64,
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
        all_reduce: 18e-6,
        sequence: 7.664e-6,
        passes: 0.0,
        passes_per_expert: 0.0,
        exchange: 1.0,
        amd: 1.348,
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
    /// `AIConfigurator`, `MLPerf` v4.1 and v5.1, Argonne; 2024-04 to 2026-07) by least robust log error of throughput and,
    /// where measured, of the time between tokens, each pair of source and model weighing the root of its rows. Twelve
    /// constants are fitted. What they are worth where families, engines, GPUs and years were left out: `capacity check`.
    ///
    /// A constant stands here because families that had no part in the fit are predicted worse without it: `capacity ablate`
    /// prints by how much. Dropped because they were not, by a tenth of a point: part of the bandwidth reached, more time
    /// for sparse attention on AMD's older GPUs, the model's width, experts on GPUs with 4-bit arithmetic, all-reduce
    /// latency, less arithmetic for NVFP4. Dropped because no row tells: INT4 on AMD, kernels of linear layers. The
    /// band is wider there instead.
    pub const FITTED: Self = Self {
        memory_efficiency: 1.0,
        compute_efficiency: 0.682,
        attention_efficiency: 0.159,
        unpacked_compute: 0.392,
        layer: 74.3e-6,
        expert_layer: 0.0,
        expert_layer_old: 36.8e-6,
        quantized_layer: 15.6e-6,
        special_layer: 46.2e-6,
        all_reduce: 0.0,
        sequence: 9.33e-6,
        passes: 20.2,
        passes_per_expert: 11.0,
        exchange: 2.54,
        amd: 1.318,
        resident_output: 0.5,
        memory_use: 0.94,
        ..Self::DOCUMENTED
    };
}
