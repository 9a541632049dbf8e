//! What one instance delivers at a known concurrency, or at an offered rate.

use super::crossing::crossing;
use super::maturity::gain;
use super::request::Request;
use super::serving::Serving;
use super::step::Step;
use super::unservable::Unservable;
use crate::units::{Milliseconds, RequestsPerSecond, Seconds, Tokens, TokensPerSecond};

/// The capacity of one instance for one kind of request; made by [`Serving::capacity`].
///
/// A prediction from it costs a few tens of nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capacity {
    pub(crate) step: Step,
    /// Time to read one prompt, s.
    pub(crate) prefill: f64,
    /// Tokens generated per request, at least 1.
    pub(crate) output: f64,
    /// Sequences that memory or the engine allow.
    pub(crate) batch_max: f64,
    /// Every time is multiplied by this.
    pub(crate) slow: f64,
    pub(crate) speculative: bool,
    /// Groups of layers that a prompt passes one after the other.
    pub(crate) stages: f64,
    pub(crate) class: super::residual::Class,
}

/// One point of an instance's load curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// Generated tokens of all its sequences.
    pub output: TokensPerSecond,
    /// Requests completed.
    pub requests: RequestsPerSecond,
    /// Mean time between tokens of one sequence, with other requests' prefills in between.
    pub per_token: Milliseconds,
    /// Time to read one prompt once it is its turn.
    pub prefill: Seconds,
    /// Sequences decoded at once.
    pub batch: f64,
    /// Most that memory and engine allow.
    pub batch_max: f64,
    /// One decode step without prefills.
    pub step: Milliseconds,
}

impl Serving {
    /// What this instance can do for such requests.
    ///
    /// # Errors
    /// When the context is longer than the model's, or one request does not fit beside the weights.
    pub fn capacity(&self, request: &Request) -> Result<Capacity, Unservable> {
        let context = request.context().get();
        if context > self.context {
            let (wants, allowed) = (Tokens::new(context), Tokens::new(self.context));
            return Err(Unservable::ContextTooLong { wants, allowed });
        }
        self.memory.check_request(request, self.gpus())?;
        Ok(Capacity {
            step: self.step(request),
            prefill: self.prefill(request),
            output: request.output.get().max(1.0),
            batch_max: self.memory.batch(request).min(self.batch_cap).max(1.0),
            slow: 1.0,
            speculative: false,
            stages: f64::from(self.layout.pipeline),
            class: self.class,
        })
    }
}

impl Capacity {
    /// The same with every time multiplied by `factor`: a maturity, a draw of the residual. Held above 0.
    #[must_use]
    pub fn slowed(self, factor: f64) -> Self {
        let factor = if factor > 0.0 { factor.min(1e6) } else { 1.0 };
        Self { slow: self.slow * factor, ..self }
    }

    /// The same with speculative decoding, at its measured gain by load.
    #[must_use]
    pub const fn with_speculation(self, on: bool) -> Self {
        Self { speculative: on, ..self }
    }

    /// Most sequences at once: memory or engine.
    pub const fn batch_max(&self) -> f64 {
        self.batch_max
    }

    /// Time between tokens at a batch, s, bare in the inner loop of every search: a step, and the prefills of the other sequences.
    pub(crate) fn per_token(&self, batch: f64) -> f64 {
        let time = self.step.seconds(batch) + (batch - 1.0).max(0.0) * self.prefill / self.output;
        time * self.pace(batch)
    }

    /// A request's whole time on the instance, s: its own prefill, and then its tokens.
    fn cycle(&self, batch: f64) -> f64 {
        self.prefill * self.pace(batch) + self.output * self.per_token(batch)
    }

    /// What every time is multiplied by at a batch.
    fn pace(&self, batch: f64) -> f64 {
        if self.speculative { self.slow / gain(batch) } else { self.slow }
    }

    /// The point where `concurrency` requests are always under way; more than fit wait outside.
    pub fn predict(&self, concurrency: f64) -> Prediction {
        let concurrency = if concurrency.is_nan() { 1.0 } else { concurrency };
        let batch = concurrency.min(self.batch_max).max(1.0);
        let per_token = self.per_token(batch);
        let output = batch * self.output / self.cycle(batch);
        Prediction {
            output: TokensPerSecond::new(output),
            requests: RequestsPerSecond::new(output / self.output),
            per_token: Milliseconds::new(per_token * 1e3),
            prefill: Seconds::new(self.prefill * self.slow),
            batch,
            batch_max: self.batch_max,
            step: Milliseconds::new(self.step.seconds(batch) * self.pace(batch) * 1e3),
        }
    }

    /// The point where requests arrive at a rate and are all served, if they can be; else saturation.
    ///
    /// Little's law: the requests under way are rate × time in service, so the batch is where throughput meets
    /// demand. Below one request under way the batch is one and the instance idles in between.
    pub fn at_rate(&self, rate: RequestsPerSecond) -> Prediction {
        let demand = rate.get().max(0.0);
        let full = self.predict(self.batch_max);
        if demand >= full.requests.get() {
            return full;
        }
        let mut point = self.predict(1.0);
        if demand > point.requests.get() {
            point = self.predict(crossing(1.0, self.batch_max, |batch| batch - demand * self.cycle(batch)));
        }
        let stay = self.cycle(point.batch);
        Prediction {
            requests: RequestsPerSecond::new(demand),
            output: TokensPerSecond::new(demand * self.output),
            batch: demand * stay,
            ..point
        }
    }
}
