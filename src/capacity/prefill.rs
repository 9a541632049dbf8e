//! Reading the prompt: arithmetic, attention over what came before, activations, collectives.

use super::request::Request;
use super::serving::Serving;

impl Serving {
    /// Time to read the uncached part of one prompt, alone on the instance, s.
    ///
    /// Tokens served by the prefix cache are skipped, but new ones still attend to them: of the I²/2 pairs of a
    /// prompt, those inside the cached prefix fall away. Sparse and window layers see no more than their reach.
    pub(crate) fn prefill(&self, request: &Request) -> f64 {
        let input = request.input.get().max(0.0);
        let fresh = input * request.cached.rest().get();
        fresh * (self.token_compute + self.token_comm + self.token_io)
            + self.attended.iter().map(|piece| piece.prompt(input, fresh)).sum::<f64>()
    }
}
