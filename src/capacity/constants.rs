//! The constants of the capacity model: what each means, its value, how and on what it was fitted.

/// Every constant of the closed form; times in seconds, efficiencies and shares without unit.
///
/// A set of constants is a value, so that a fit can try others and the documented first form stays testable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// Part of the published memory bandwidth that decoding reaches.
    pub memory_efficiency: f64,
    /// Part of the published dense arithmetic rate that matrix products reach.
    pub compute_efficiency: f64,
    /// Fixed time of one layer in one decode step (kernel launches, norms, small kernels), s.
    pub layer: f64,
    /// More of it in a layer with experts (routing, gather, scatter), s.
    pub expert_layer: f64,
    /// Host work per sequence and step (scheduling, sampling, detokenizing), s.
    pub sequence: f64,
    /// All times of AMD GPUs are multiplied by this.
    pub amd: f64,
    /// Latency of one all-reduce, two in each layer, s. Set by hand from published collectives, not fitted.
    pub all_reduce: f64,
    /// Part of the link's published rate that collectives reach. Set by hand.
    pub link_efficiency: f64,
    /// Part of the GPU's memory that an engine takes. Its common default is 0.9.
    pub memory_use: f64,
    /// Memory that context, workspace and graphs take on each GPU, GB. Set by hand.
    pub workspace: f64,
    /// The same as a share of the GPU's memory (activations). Set by hand.
    pub activation: f64,
    /// Most sequences that an engine decodes at once. Its common default.
    pub batch_cap: f64,
}

impl Constants {
    /// The first form, fitted on 2,079 measured rows (InferenceX 2025-09 to 2026-07: Llama-3.3-70B,
    /// gpt-oss-120b, DeepSeek-R1; TensorRT-LLM 0.17 documentation; MLPerf Inference v5.1) by least mean absolute
    /// log error. Kept as the baseline that any change of form is measured against.
    pub const DOCUMENTED: Self = Self {
        memory_efficiency: 0.8221,
        compute_efficiency: 0.6093,
        layer: 36.11e-6,
        expert_layer: 38.55e-6,
        sequence: 7.664e-6,
        amd: 1.348,
        all_reduce: 18e-6,
        link_efficiency: 0.6,
        memory_use: 0.9,
        workspace: 1.5,
        activation: 0.02,
        batch_cap: 2048.0,
    };

    /// What predictions use.
    pub const FITTED: Self = Self::DOCUMENTED;
}
