//! What would change the answer: every input by itself, the rest as it is.
//!
//! Of more than six workloads the inputs of the six largest are followed; the others each move little.

pub mod along;
pub mod choices;
pub mod flips;
pub mod probe;
#[cfg(not(target_arch = "wasm32"))]
pub mod sobol;
pub mod span;
pub mod tornado;
#[cfg(not(target_arch = "wasm32"))]
pub mod variance;

pub use along::{Along, Point, Switch};
pub use flips::{Flip, Flips, flips};
pub use probe::Winner;
pub use span::{Scale, Span};

use crate::cost::figures::Figures;
use crate::cost::plan::Plan;
use crate::decide::portfolio::Portfolio;
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::judge::uncertainty::Dial;
use crate::streams::Case;
use probe::{Answer, Probe};

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

/// Workloads whose own inputs are followed; of more than these, those with the largest hosted bill today.
pub const FOLLOWED: usize = 6;

/// The workloads that are followed, in the visitor's order.
pub(crate) fn largest(figures: &Figures<'_, '_>) -> Vec<usize> {
    let count = figures.inputs.workloads.len();
    let mut bills: Vec<(f64, usize)> = (0..count).map(|workload| (0.0, workload)).collect();
    for (at, stream) in figures.case.streams.iter().enumerate() {
        let todays = figures.flows[at].bills.first().and_then(|rows| rows.first());
        bills[stream.workload].0 += todays.map_or(0.0, |(_, bill)| bill.total.get());
    }
    bills.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut followed: Vec<usize> = bills.into_iter().take(FOLLOWED).map(|(_, workload)| workload).collect();
    followed.sort_unstable();
    followed
}

fn own_plan(portfolio: &Portfolio) -> Option<&Plan> {
    let own = [&portfolio.hybrid, &portfolio.build].into_iter().flatten();
    own.min_by(|a, b| a.present.total_cmp(&b.present)).map(|priced| &priced.plan)
}
