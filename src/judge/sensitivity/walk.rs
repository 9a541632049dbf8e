//! Walks the inputs of a decision one at a time.

use super::along::{self, Along};
use super::answer::Answer;
use super::followed::largest;
use super::probe::Probe;
use super::span::Span;
use crate::cost::figures::Figures;
use crate::cost::plan::Plan;
use crate::decide::portfolio::Portfolio;
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::judge::uncertainty::Dial;
use crate::streams::Case;

/// Walks the inputs of one decision one at a time, so that a page can do it in idle moments.
pub struct Sensitivity<'p, 'a> {
    inputs: &'p Inputs,
    portfolio: &'p Portfolio,
    base: Answer,
    probe: Probe<'p, 'a>,
    /// The inputs that can be followed, with their ranges.
    pub dials: Vec<(Dial, Span)>,
}

impl<'p, 'a> Sensitivity<'p, 'a> {
    /// Of a decision whose answer is known. `given` carries the visitor's ranges.
    pub fn new(case: &'p Case<'a>, inputs: &'p Inputs, given: &[Given], portfolio: &'p Portfolio) -> Self {
        let figures = Figures::new(case, inputs);
        let own = own_plan(portfolio);
        let followed = largest(&figures);
        let dials = Dial::all(inputs)
            .into_iter()
            .filter(|dial| match dial {
                Dial::Global(_) => true,
                Dial::Workload(workload, _) => followed.contains(workload),
            })
            .filter_map(|dial| Span::of(&figures, given, own, dial).map(|span| (dial, span)))
            .collect();
        Self { inputs, portfolio, base: Answer::of(portfolio), probe: Probe::new(case, portfolio), dials }
    }

    /// The answer along the n-th of [`Sensitivity::dials`].
    pub fn along(&mut self, at: usize) -> Option<Along> {
        let (dial, span) = *self.dials.get(at)?;
        self.probe.forget(self.portfolio);
        Some(along::along(&mut self.probe, self.inputs, dial, &span, &self.base))
    }

    /// How often the whole engine was asked so far.
    pub const fn asked(&self) -> usize {
        self.probe.asked
    }
}

/// The answer along every input.
pub fn curves(case: &Case<'_>, inputs: &Inputs, given: &[Given], portfolio: &Portfolio) -> Vec<Along> {
    let mut sensitivity = Sensitivity::new(case, inputs, given, portfolio);
    (0..sensitivity.dials.len()).filter_map(|at| sensitivity.along(at)).collect()
}

fn own_plan(portfolio: &Portfolio) -> Option<&Plan> {
    let own = [&portfolio.hybrid, &portfolio.build].into_iter().flatten();
    own.min_by(|a, b| a.present.total_cmp(&b.present)).map(|priced| &priced.plan)
}
