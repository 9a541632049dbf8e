//! How sure: thousands of draws through the engine itself, and what they say.
//!
//! A strategy is a plan as it was chosen at the middle of every range: its models, GPUs and offers stay, and whole
//! replicas, tiers and bills are worked out again in every draw. All strategies meet the same draws.

mod chance;
pub mod dial;
mod difference;
pub mod draws;
pub mod factors;
mod quantiles;
pub mod spread;
pub mod study;

pub use chance::{Call, Probability};
pub use dial::{Dial, Limits};
pub use difference::Difference;
pub use quantiles::{Quantiles, quantile};
pub use study::Lesson;

use crate::cost::figures::Figures;
use crate::cost::plan::{Plan, Side};
use crate::decide::portfolio::{Portfolio, Priced};
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::judge::information::{self, Grid, worth};
use crate::judge::regret::Regret;
use crate::judge::waiting::{TOLD_BY_TIME, Waiting, waiting};
use crate::streams::Case;
use crate::units::Usd;
use serde::Serialize;

/// The fewest draws that anything is said from.
pub const LEAST_DRAWS: u32 = 100;
/// The most draws taken.
pub const MOST_DRAWS: u32 = 100_000;

/// What the draws say.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Uncertainty {
    /// How many were taken.
    pub draws: u32,
    /// The strategies that were possible, `buy` first.
    pub strategies: Vec<Odds>,
    /// Position of the strategy whose mean cost is least.
    pub best: usize,
    /// Position of the strategy that the verdict chose, the cheapest at the middle of every range.
    pub chosen: usize,
    /// Chance that running something is cheaper than buying everything.
    pub own: Probability,
    /// What that chance is called.
    pub call: Call,
    /// Cost of the cheapest strategy that runs something, less the cost of buying everything: above zero buying
    /// is cheaper. Absent when one of them is impossible.
    pub difference: Option<Difference>,
    /// What the verdict's strategy is expected to cost more than the best of each draw, USD of today.
    pub regret: f64,
    /// Expected value of knowing everything before deciding, USD of today: the regret of the best on average.
    pub evpi: f64,
    /// Its standard error.
    pub evpi_error: f64,
    /// What each input is worth knowing, most first; the suppressed ones last.
    pub learn: Vec<Lesson>,
    /// Inputs that were drawn, by key.
    pub drawn: Vec<String>,
    /// Chance that a cheaper model first costs less than what the verdict chose; absent where no workload names a share that
    /// it passes on.
    pub cascade: Option<Probability>,
    /// What it is worth at most to decide later; absent where one side is impossible.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub waiting: Option<Waiting>,
}

/// A strategy's odds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Odds {
    /// Which answer of the portfolio it is.
    pub strategy: Side,
    /// Chance that it is the cheapest.
    pub cheapest: Probability,
    /// Mean present value of its cost, USD.
    pub mean: f64,
    /// 10th percentile of that cost.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// What it is expected to cost more than the cheapest of each draw, USD.
    pub regret: f64,
    /// Draws in which it could not run: it then costs what it takes to give it up, and the dearest of the others.
    pub failed: u32,
}

/// Draws a case `draws` times (held to 100 to 100,000) around its inputs.
///
/// `given` carries the visitor's ranges, `portfolio` the strategies; the seed fixes every number. `cascade` says what a
/// cheaper model first costs by the inputs of a draw. `None` when nothing can serve the workloads.
pub fn uncertainty(
    case: &Case<'_>,
    inputs: &Inputs,
    given: &[Given],
    portfolio: &Portfolio,
    draws: u32,
    seed: u64,
    cascade: Option<&dyn Fn(&Inputs) -> f64>,
) -> Option<Uncertainty> {
    let strategies = strategies(portfolio);
    if strategies.is_empty() {
        return None;
    }
    let draws = draws.clamp(LEAST_DRAWS, MOST_DRAWS);
    let plans: Vec<&Plan> = strategies.iter().map(|(_, priced)| &priced.plan).collect();
    let figures = Figures::new(case, inputs);
    let factors = factors::factors(&figures, given, &plans);
    let grid = Grid::new(draws as usize);
    let leans_on: Vec<Option<(usize, f64)>> = factors.iter().map(|factor| factor.leans_on).collect();
    let seeds: Vec<u64> = factors.iter().map(|factor| factor.seed ^ seed).collect();
    let orders = draws::orders(&leans_on, &grid, &seeds);
    let (costs, failed) = draws::costs(case, inputs, &plans, &factors, &grid, &orders);
    let regret = Regret::of(&costs);
    let mut chosen = 0;
    for at in 1..strategies.len() {
        if strategies[at].1.present < strategies[chosen].1.present {
            chosen = at;
        }
    }

    let mut sorted = Vec::with_capacity(draws as usize);
    let odds = strategies
        .iter()
        .enumerate()
        .map(|(at, (strategy, _))| {
            sorted.clear();
            sorted.extend_from_slice(&costs[at]);
            crate::order::numbers(&mut sorted);
            Odds {
                strategy: *strategy,
                cheapest: Probability::of(regret.wins[at], draws),
                mean: regret.means[at],
                p10: quantile(&sorted, 0.1),
                p50: quantile(&sorted, 0.5),
                p90: quantile(&sorted, 0.9),
                regret: regret.expected[at],
                failed: failed[at],
            }
        })
        .collect();

    let own: u32 =
        strategies.iter().zip(&regret.wins).filter(|((side, _), _)| *side != Side::Buy).map(|(_, wins)| wins).sum();
    let own = Probability::of(own, draws);
    let difference = difference::difference(&strategies, &costs, &mut sorted).map(|(present, mean, error)| {
        let level = figures.level(Usd::new(1e6)).get() / 1e6;
        Difference { monthly: present.scaled(level), present, mean, error }
    });
    let cascade = cascade.map(|cost| {
        let (mut draw, mut less) = (0, 0);
        draws::each(inputs, &factors, &grid, &orders, &mut |drawn| {
            less += u32::from(cost(drawn) < costs[chosen][draw]);
            draw += 1;
        });
        Probability::of(less, draws)
    });
    let worths = if costs.len() > 1 { worth(&costs, &regret, &grid, &orders, &leans_on) } else { Vec::new() };
    let learn = study::lessons(inputs, &factors, &worths, Usd::new(regret.evpi()));
    let waiting = wait(&figures, &strategies, &costs, &factors, &|both, some| {
        information::told(both, &grid, &orders, &leans_on, some)
    });
    let drawn = factors.iter().flat_map(|factor| &factor.moves).map(|(dial, _)| dial.key(inputs)).collect();
    Some(Uncertainty {
        draws,
        strategies: odds,
        best: regret.best,
        chosen,
        own,
        call: Call::of(own.exact),
        difference,
        regret: regret.expected[chosen],
        evpi: regret.evpi(),
        evpi_error: regret.error,
        learn,
        drawn,
        cascade,
        waiting,
    })
}

/// The worth of waiting, for the cheapest strategy that runs something against buying everything.
fn wait(
    figures: &Figures<'_, '_>,
    strategies: &[(Side, &Priced)],
    costs: &[Vec<f64>],
    factors: &[factors::Factor],
    told: &dyn Fn([&[f64]; 2], &[usize]) -> Vec<f64>,
) -> Option<Waiting> {
    let buy = strategies.iter().position(|(side, _)| *side == Side::Buy)?;
    let own = (0..strategies.len())
        .filter(|at| *at != buy)
        .min_by(|a, b| strategies[*a].1.present.total_cmp(&strategies[*b].1.present))?;
    let by_time = |factor: &factors::Factor| TOLD_BY_TIME.contains(&factor.moves[0].0.name());
    let some: Vec<usize> = (0..factors.len()).filter(|&at| by_time(&factors[at])).collect();
    waiting(figures, &strategies[own].1.plan, &strategies[buy].1.plan, &told([&costs[own], &costs[buy]], &some))
}

/// The portfolio's answers as strategies, each plan once: buying everything, the cheapest mix, running everything.
pub fn strategies(portfolio: &Portfolio) -> Vec<(Side, &Priced)> {
    let named = [(Side::Buy, &portfolio.buy), (Side::Hybrid, &portfolio.hybrid), (Side::Build, &portfolio.build)];
    let mut found: Vec<(Side, &Priced)> = Vec::new();
    for (side, priced) in named {
        if let Some(priced) = priced
            && !found.iter().any(|(_, known)| known.plan == priced.plan)
        {
            found.push((side, priced));
        }
    }
    found
}
