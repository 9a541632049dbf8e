//! How an instance is spread over GPUs.

/// How an instance is spread over GPUs; it takes `tensor_parallel` · `pipeline` of them, twice that with `apart`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// GPUs that share each layer.
    pub tensor_parallel: u32,
    /// Groups of layers, one after the other.
    pub pipeline: u32,
    /// Attention runs per GPU on its own sequences while experts are shared.
    pub data_parallel_attention: bool,
    /// As many GPUs again read the prompts, so that the first ones only write.
    pub apart: bool,
}

impl Layout {
    /// Tensor parallelism alone.
    pub const fn tensor(tensor_parallel: u32) -> Self {
        Self { tensor_parallel, pipeline: 1, data_parallel_attention: false, apart: false }
    }

    /// Groups of layers one after the other, each on `tensor_parallel` GPUs.
    pub const fn in_turn(tensor_parallel: u32, pipeline: u32) -> Self {
        Self { pipeline, ..Self::tensor(tensor_parallel) }
    }

    /// Experts shared by all GPUs, each of which attends to its own sequences.
    pub const fn shared_experts(gpus: u32) -> Self {
        Self { data_parallel_attention: true, ..Self::tensor(gpus) }
    }

    /// Prompts read on one server and answers written on another.
    pub const fn two_servers(gpus_of_each: u32) -> Self {
        Self { apart: true, ..Self::tensor(gpus_of_each) }
    }

    /// GPUs that hold the model once.
    pub const fn holding(self) -> u32 {
        self.tensor_parallel.saturating_mul(self.pipeline)
    }

    /// GPUs of one instance.
    pub const fn gpus(self) -> u32 {
        self.holding().saturating_mul(if self.apart { 2 } else { 1 })
    }
}
