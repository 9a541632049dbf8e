//! Embedding and reranking models, which generate nothing: prefill only.

use super::predict::Capacity;
use crate::units::{RequestsPerSecond, TokensPerRequest, TokensPerSecond};

/// What one instance of an embedding model does, kept busy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Embedding {
    /// Prompt tokens read.
    pub input: TokensPerSecond,
    /// Requests completed.
    pub requests: RequestsPerSecond,
}

/// Tokens an engine reads in one pass by default.
const PASS: f64 = 8192.0;

impl Capacity {
    /// Throughput of prompts of `input` tokens when nothing is generated.
    ///
    /// Prompts are packed into passes of 8,192 tokens; each pass reads the weights once and pays the fixed time of
    /// the layers once.
    pub fn embedding(&self, input: TokensPerRequest) -> Embedding {
        let input = input.get().max(1.0);
        let passes = (input / PASS).max(1.0 / libm::floor((PASS / input).max(1.0)));
        let time = (self.prefill + passes * (self.step.fixed + self.step.experts)) * self.slow;
        let requests = if time > 0.0 { 1.0 / time } else { 0.0 };
        Embedding { input: TokensPerSecond::new(requests * input), requests: RequestsPerSecond::new(requests) }
    }
}
