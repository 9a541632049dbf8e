//! What one request asks of an instance.

use crate::units::{Share, TokensPerRequest};

/// Token counts of a typical request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// Prompt, cached part included.
    pub input: TokensPerRequest,
    /// Part of the prompt that the prefix cache serves: it skips prefill and still occupies memory.
    pub cached: Share,
    /// Generated tokens, reasoning included; 0 for embeddings.
    pub output: TokensPerRequest,
}

impl Request {
    /// A request without cache hits. Tokens are bare: published cases and load tests state plain numbers.
    pub const fn new(input: f64, output: f64) -> Self {
        Self { input: TokensPerRequest::new(input), cached: Share::ZERO, output: TokensPerRequest::new(output) }
    }

    /// Tokens of context when the last one is written.
    pub fn context(&self) -> TokensPerRequest {
        self.input.max(TokensPerRequest::ZERO) + self.output.max(TokensPerRequest::ZERO)
    }
}
