//! Steps along one input: its answers by the engine or the pool, and where between two values the winner changes.

use super::answer::{Answer, Winner};
use super::probe::Probe;
use super::span::Span;
use super::words::shown_as;
use crate::inputs::Inputs;
use crate::judge::uncertainty::Dial;
use crate::sentence::{digits, rounded_outward};

/// Part of the searched scale to which a switching value is found.
const EXACT: f64 = 1e-6;
/// The same where only the whole engine can tell.
const EXACT_BY_ENGINE: f64 = 1e-4;

/// One input turned while the rest stands.
pub(super) struct Turned<'w, 'p, 'a> {
    probe: &'w mut Probe<'p, 'a>,
    inputs: Inputs,
    dial: Dial,
    fresh: bool,
}

impl<'w, 'p, 'a> Turned<'w, 'p, 'a> {
    pub(super) fn new(probe: &'w mut Probe<'p, 'a>, inputs: &Inputs, dial: Dial) -> Self {
        Self { probe, inputs: inputs.clone(), dial, fresh: looked_up(dial.name()) }
    }

    /// The engine's answer at a value in the shown unit.
    pub(super) fn engine(&mut self, value: f64) -> Answer {
        self.dial.set(&mut self.inputs, Some(value));
        self.probe.engine(&self.inputs, self.fresh)
    }

    /// The pool's answer at a value in the shown unit.
    pub(super) fn pool(&mut self, value: f64) -> Answer {
        self.dial.set(&mut self.inputs, Some(value));
        self.probe.pool(&self.inputs)
    }

    /// A value in the shown unit beyond a switch with no more digits than are shown, at which the engine gives `winner`; the value itself
    /// where no rounded one near it does.
    pub(super) fn told(&mut self, span: &Span, value: f64, up: bool, winner: Winner) -> f64 {
        if span.whole {
            return value;
        }
        let (unit, _) = shown_as(self.dial.unit());
        let limits = self.dial.limits();
        for digits in [digits(unit, value), digits(unit, value) + 1, digits(unit, value) + 2] {
            let rounded = rounded_outward(value, digits, up);
            if (limits.min..=limits.max).contains(&rounded) && self.engine(rounded).winner() == winner {
                return rounded;
            }
        }
        value
    }

    /// Narrows two values in the shown unit between which the winner changes until they touch.
    pub(super) fn bracket(&mut self, span: &Span, ends: (f64, f64), below: Winner, by_engine: bool) -> (f64, f64) {
        let (mut low, mut high) = (span.place(ends.0), span.place(ends.1));
        let mut values = ends;
        for _ in 0..30 {
            if high - low < if by_engine { EXACT_BY_ENGINE } else { EXACT } || span.whole && values.1 - values.0 <= 1.0
            {
                break;
            }
            let middle = f64::midpoint(low, high);
            let value = span.at(middle);
            let answer = if by_engine { self.engine(value) } else { self.pool(value) };
            if answer.winner() == below {
                (low, values.0) = (middle, value);
            } else {
                (high, values.1) = (middle, value);
            }
        }
        values
    }
}

/// Inputs that decide which models, GPUs and offers are looked at.
fn looked_up(name: &str) -> bool {
    matches!(
        name,
        "volume_factor"
            | "requests"
            | "input_tokens"
            | "output_tokens"
            | "reasoning_tokens"
            | "cached"
            | "latency"
            | "throughput"
            | "throughput_factor"
            | "spare_replicas"
            | "gpu_hour"
            | "in_scope"
    )
}
