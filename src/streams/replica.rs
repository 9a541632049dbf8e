//! What one replica of a setup carries of a workload, and the orders in which reports name setups.

use super::measured;
use super::setup::Setup;
use crate::capacity::{Capacity, Maturity, Request, Unservable, disaggregated};
use crate::catalog::Kind;
use crate::inputs::{Inputs, Workload};
use crate::units::{Milliseconds, RequestsPerSecond, Share};

/// What one replica of a setup carries for one workload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replica {
    /// Requests a second at the latency target.
    pub rate: f64,
    /// Requests a second of work that may wait.
    pub waiting_rate: f64,
    /// Requests under way at the target.
    pub slots: f64,
    /// Output tokens a second at the target (input tokens for models that write nothing).
    pub tokens: f64,
}

/// The capacity of a setup for a workload at a latency target; `None` when it is too slow or cannot hold it.
pub fn replica(
    inputs: &Inputs,
    workload: &Workload,
    kind: Kind,
    target: Milliseconds,
    setup: &Setup<'_>,
) -> Option<Replica> {
    let output = workload.output_tokens + workload.reasoning_tokens;
    let capacity = capacity(inputs, workload, setup).ok()?;
    if kind != Kind::Chat {
        let read = capacity.embedding(workload.input_tokens);
        let rate =
            tested(workload, setup).map_or(read.requests.get(), |tokens| tokens / workload.input_tokens.get().max(1.0));
        return (rate > 0.0).then_some(Replica { rate, waiting_rate: rate, slots: 64.0, tokens: read.input.get() });
    }
    if let Some(tested) = tested(workload, setup) {
        // Work that may wait has no first word to hurry for.
        let full = tested * inputs.throughput_factor / output.get().max(1.0);
        let rate = measured::in_time(workload, &capacity, RequestsPerSecond::new(full))?.get();
        let tokens = tested * if rate < full { rate / full } else { 1.0 };
        return (rate > 0.0).then_some(Replica { rate, waiting_rate: full, slots: 32.0, tokens });
    }
    // Requests come in whole numbers: one more than the plan's whole ones would make all of them too slow.
    let mut whole = libm::floor(capacity.plan(target)?.concurrency + 1e-6).max(1.0);
    let (mut rate, full) = (capacity.predict(whole).requests, capacity.saturated());
    if let Some(seconds) = workload.first_token {
        let kept = capacity.rate_within(Milliseconds::new(seconds * 1e3), rate)?;
        if kept < rate {
            (rate, whole) = (kept, libm::floor(capacity.at_rate(kept).batch).max(1.0));
        }
    }
    let mut found = Replica {
        rate: rate.get(),
        waiting_rate: full.requests.get().max(rate.get()),
        slots: whole,
        tokens: rate.get() * output.get().max(1.0),
    };
    if setup.layout.apart {
        // Two servers, and each GPU carries more, unless prompts are what holds it up; but one of them holds all that is
        // under way.
        let held = workload.first_token.is_some();
        let gain = if held { 1.0 } else { disaggregated::gain(&setup.gpu.id, target).unwrap_or(1.0) };
        let slots = libm::floor((whole * 2.0 * gain).min(capacity.batch_max()));
        let times = slots / whole;
        (found.rate, found.slots, found.tokens) = (found.rate * times, slots, found.tokens * times);
        found.waiting_rate = found.waiting_rate.max(found.rate);
    }
    (found.rate > 0.0).then_some(found)
}

/// Tokens a second of a replica by the visitor's load test. A replica of another size does in proportion to its GPUs
/// (judgement: a model that is split over more of them loses some of it).
fn tested(workload: &Workload, setup: &Setup<'_>) -> Option<f64> {
    let sized = workload.throughput_gpus.map_or(1.0, |gpus| f64::from(setup.layout.gpus()) / gpus);
    workload.throughput.map(|tokens| tokens * sized)
}

/// How tuned the visitor's serving stack is, in the capacity model's words.
pub(crate) const fn maturity(inputs: &Inputs) -> Maturity {
    match inputs.maturity {
        crate::inputs::Maturity::Tuned => Maturity::Tuned,
        crate::inputs::Maturity::New => Maturity::NewModel,
        crate::inputs::Maturity::First => Maturity::FirstDeployment,
    }
}

/// The capacity model for a workload's requests on a setup, at the visitor's maturity and measured correction.
pub(super) fn capacity(inputs: &Inputs, workload: &Workload, setup: &Setup<'_>) -> Result<Capacity, Unservable> {
    let output = workload.output_tokens + workload.reasoning_tokens;
    let request = Request { input: workload.input_tokens, cached: workload.cached, output };
    // Nineteen prompts of twenty must fit, not only the mean one.
    if let Some(p95) = workload.input_p95 {
        setup.serving.capacity(&Request { input: p95.max(workload.input_tokens), ..request })?;
    }
    Ok(setup
        .serving
        .capacity(&request)?
        .slowed(maturity(inputs).time_factor(setup.gpu.vendor) / inputs.throughput_factor.max(0.01))
        .with_speculation(inputs.speculative == crate::inputs::YesNo::Yes))
}

impl Setup<'_> {
    /// The most requests of a workload that one replica holds at once: memory or the engine's limit. Models that
    /// write nothing hold none beyond the pass they read.
    pub fn batch_limit(&self, inputs: &Inputs, workload: &Workload) -> Option<f64> {
        capacity(inputs, workload, self).ok().map(|capacity| libm::floor(capacity.batch_max()))
    }
}

/// Rent for the busiest hour's whole replicas today, and rent per unit of throughput: the orders in which reports name
/// setups. Bare, for they are only compared, and a GPU that is sold alone stands in them at a made-up rent.
pub(super) fn rank(
    inputs: &Inputs,
    workload: &Workload,
    part: Share,
    replica: &Replica,
    setup: &Setup<'_>,
) -> (f64, f64) {
    let hour = setup
        .prices
        .on_demand
        .or(setup.prices.reserved)
        .map(|quotes| quotes.median.get())
        .or_else(|| setup.prices.purchase.map(|price| price.get() / 20_000.0))
        .unwrap_or(1e6);
    let requests = workload.requests.per_second().get() * part.get() * inputs.volume_factor * 4.0;
    let replicas = libm::ceil(requests / replica.rate).max(1.0) + inputs.spare_replicas;
    let rent = f64::from(setup.layout.gpus()) * hour;
    (replicas * rent, rent / replica.rate)
}
