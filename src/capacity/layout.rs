//! How an instance is spread over GPUs.

/// How an instance is spread over GPUs; it takes `tensor_parallel` · `pipeline` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// GPUs that share each layer.
    pub tensor_parallel: u32,
    /// Groups of layers, one after the other.
    pub pipeline: u32,
    /// Attention runs per GPU on its own sequences while experts are shared.
    pub data_parallel_attention: bool,
}

impl Layout {
    /// Tensor parallelism alone.
    pub const fn tensor(tensor_parallel: u32) -> Self {
        Self { tensor_parallel, pipeline: 1, data_parallel_attention: false }
    }

    /// GPUs of one instance.
    pub const fn gpus(self) -> u32 {
        self.tensor_parallel.saturating_mul(self.pipeline)
    }
}
