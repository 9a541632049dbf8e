//! What is told of one fleet.

use crate::cost::plan::{Pay, Run};
use crate::fleet::ColdStart;
use crate::sentence::Sentence;
use crate::units::{Gigabytes, Share, Tokens, TokensPerSecond, UsdPerHour, UsdPerMtok};
use serde::Serialize;

/// A fleet of one model.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FleetReport {
    /// True for a fleet of the best plan, false for one that the answer does without.
    pub chosen: bool,
    /// The model.
    pub model: String,
    /// Its id.
    pub model_id: String,
    /// The GPU.
    pub gpu: String,
    /// Its id.
    pub gpu_id: String,
    /// Number format.
    pub precision: &'static str,
    /// GPUs of one replica.
    pub gpus_per_replica: u32,
    /// Replicas at today's volume, spares included.
    pub replicas: f64,
    /// GPUs at today's volume.
    pub gpus: f64,
    /// How they are paid.
    pub pay: Pay,
    /// When they run.
    pub run: Run,
    /// Rent of a GPU-hour.
    pub gpu_hour: Option<UsdPerHour>,
    /// Lowest and highest quote.
    pub quotes: Option<(UsdPerHour, UsdPerHour)>,
    /// Output tokens a second of one replica at the latency target.
    pub throughput: TokensPerSecond,
    /// Measured over predicted throughput, 10th and 90th percentile of the class.
    pub throughput_range: (f64, f64),
    /// Requests under way per replica.
    pub slots: f64,
    /// Mean work over capacity: an output, never an input.
    pub utilization: Share,
    /// Part of the work that goes to a host instead.
    pub overflow: Share,
    /// GPU cost of a million output tokens at that utilization.
    pub per_mtok: Option<UsdPerMtok>,
    /// Weights on one GPU.
    pub weights: Gigabytes,
    /// An engine's own workspace there.
    pub workspace: Gigabytes,
    /// What is left for the caches of requests under way, of all models on the GPU.
    pub cache: Gigabytes,
    /// Memory an engine may use of it.
    pub memory: Gigabytes,
    /// Memory that the GPU has.
    pub gpu_memory: Gigabytes,
    /// The longest request that fits, prompt and answer together; absent where models share GPUs.
    pub longest_context: Option<Tokens>,
    /// Requests that fit into one replica at once, of the workload that needs most room; absent where models share
    /// GPUs or write nothing.
    pub batch_limit: Option<f64>,
    /// Starts from nothing, for a fleet that is off when idle.
    pub cold_start: Option<ColdStart>,
    /// Other models on the same GPUs; replicas, GPUs and utilization then are of all of them together.
    pub shares_with: Vec<String>,
    /// The workloads it serves.
    pub workloads: Vec<String>,
    /// Memory, limits, sharing and starts, in sentences.
    pub facts: Vec<Sentence>,
}
