//! Which input the spread of the answer comes from: Sobol indices over the same distributions as the odds. In the
//! native report only; the browser answers the more useful question with the value of information.

use super::sobol::sobol;
use crate::cost::figures::Figures;
use crate::cost::plan::{Plan, Side};
use crate::decide::portfolio::Portfolio;
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::judge::uncertainty::{self, draws, factors};
use crate::normal;
use crate::streams::Case;
use serde::Serialize;

/// Rows of the design; the answer is worked out this many times for every input, and twice more.
const SAMPLES: usize = 256;

/// An input's part in the variance of the difference between the best answer that runs something and buying.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Part {
    /// Key of the input.
    pub key: String,
    /// Its label.
    pub label: &'static str,
    /// The part that it is answerable for by itself; sampling noise can bring it a little below 0.
    pub first: f64,
    /// The part with all its interactions; what the noise of so few rows lifts over the whole is cut there.
    pub total: f64,
}

/// The parts of all inputs that are drawn, largest in total first; none where there is nothing to compare.
///
/// Inputs are taken as independent here, also those that lean on another in the odds: the indices are defined for
/// independent inputs only.
pub fn parts(case: &Case<'_>, inputs: &Inputs, given: &[Given], portfolio: &Portfolio, seed: u64) -> Vec<Part> {
    let strategies = uncertainty::strategies(portfolio);
    let Some(buy) = strategies.iter().position(|(side, _)| *side == Side::Buy) else { return Vec::new() };
    if strategies.len() == 1 {
        return Vec::new();
    }
    let plans: Vec<&Plan> = strategies.into_iter().map(|(_, priced)| &priced.plan).collect();
    let factors = factors::factors(&Figures::new(case, inputs), given, &plans);
    let bought = draws::bought(case, &plans);
    let mut drawn = inputs.clone();
    let mut last = 0.0;
    let difference = |chances: &[f64]| {
        for (factor, chance) in factors.iter().zip(chances) {
            // The ends themselves are infinitely far out.
            let score = normal::quantile(chance.clamp(1e-6, 1.0 - 1e-6));
            for (dial, from) in &factor.moves {
                dial.set(&mut drawn, Some(from.at(score)));
            }
        }
        let figures = Figures::with_bills(case, &drawn, &|stream, offer| bought[stream][offer]);
        let cost = |plan: &Plan| figures.present(plan, 1.0).map(|cost| cost.total().get());
        let own = plans.iter().enumerate().filter(|(at, _)| *at != buy);
        let least = own.filter_map(|(_, plan)| cost(plan)).fold(f64::INFINITY, f64::min);
        if let Some(host) = cost(plans[buy]).filter(|_| least.is_finite()) {
            last = least - host;
        }
        last
    };
    let (_, indices) = sobol(factors.len(), SAMPLES, seed, difference);
    let mut parts: Vec<Part> = factors
        .iter()
        .zip(indices)
        .filter_map(|(factor, index)| {
            let (dial, _) = factor.moves.first()?;
            Some(Part { key: dial.key(inputs), label: dial.label(), first: index.first, total: index.total.min(1.0) })
        })
        .collect();
    crate::order::rising(&mut parts, |part| -part.total);
    parts
}
