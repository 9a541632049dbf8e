//! Reading the prompt: arithmetic, attention over what came before, activations, collectives.

use super::request::Request;
use super::serving::Serving;

impl Serving {
    /// Time to read the uncached part of one prompt, alone on the instance, s.
    ///
    /// Tokens served by the prefix cache are skipped, but new ones still attend to them: of the I²/2 pairs of a
    /// prompt, those inside the cached prefix fall away.
    pub(crate) fn prefill(&self, request: &Request) -> f64 {
        let input = request.input.get().max(0.0);
        let cached = input * request.cached.get();
        let fresh = input - cached;
        let pairs = (input * input - cached * cached) / 2.0;
        let window_pairs = fresh * (f64::midpoint(input, cached)).min(self.window);
        fresh * (self.token_compute + self.token_comm + self.token_io)
            + self.prefill_attention.0 * pairs
            + self.prefill_attention.1 * window_pairs
    }
}
