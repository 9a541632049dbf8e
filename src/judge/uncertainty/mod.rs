//! How sure: thousands of draws through the engine itself, and what they say.
//!
//! A strategy is a plan as it was chosen at the middle of every range: its models, GPUs and offers stay, and whole
//! replicas, tiers and bills are worked out again in every draw. All strategies meet the same draws.

pub mod dial;
pub mod draws;
pub mod factors;
pub mod spread;
pub mod study;

pub use dial::{Dial, Limits};
pub use study::Lesson;

use crate::cost::figures::Figures;
use crate::cost::plan::{Plan, Side};
use crate::decide::portfolio::{Portfolio, Priced};
use crate::inputs::Inputs;
use crate::inputs::link::Given;
use crate::judge::information::{self, Grid, Regret, worth};
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

/// A chance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Probability {
    /// Part of the draws, 0 to 1.
    pub exact: f64,
    /// In percent, rounded to 5 points: what is shown.
    pub shown: f64,
    /// Standard error, as if the draws were independent (stratified ones are a little better).
    pub error: f64,
}

impl Probability {
    /// Of some among all.
    pub fn of(some: u32, all: u32) -> Self {
        let n = f64::from(all.max(1));
        let exact = f64::from(some) / n;
        Self { exact, shown: libm::round(exact * 20.0) * 5.0, error: (exact * (1.0 - exact) / n).sqrt() }
    }
}

/// The chance that running something is cheaper, in words. The bounds 10, 35, 65 and 90 % are judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Call {
    /// Under 10 %.
    Buy,
    /// 10 to 35 %.
    ProbablyBuy,
    /// 35 to 65 %.
    TooClose,
    /// 65 to 90 %.
    ProbablyOwn,
    /// Over 90 %.
    Own,
}

impl Call {
    /// From the chance.
    pub fn of(own: f64) -> Self {
        match own {
            _ if own < 0.10 => Self::Buy,
            _ if own < 0.35 => Self::ProbablyBuy,
            _ if own <= 0.65 => Self::TooClose,
            _ if own <= 0.90 => Self::ProbablyOwn,
            _ => Self::Own,
        }
    }
}

/// How far apart running and buying are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Difference {
    /// As present value, USD.
    pub present: Quantiles,
    /// As the level monthly amount over the horizon at the visitor's discount rate, USD/month.
    pub monthly: Quantiles,
    /// Mean present value, USD.
    pub mean: f64,
    /// Standard error of the mean.
    pub error: f64,
}

/// Points of a distribution.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Quantiles {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// 20 equally likely outcomes, rising: the quantiles (i − 0.5) / 20.
    pub dots20: Vec<f64>,
    /// 50 equally likely outcomes.
    pub dots50: Vec<f64>,
}

impl Quantiles {
    /// Of plain numbers in rising order, at least one.
    pub fn of_sorted(values: &[f64]) -> Self {
        let at = |chance: f64| quantile(values, chance);
        let dots = |count: u32| (0..count).map(|dot| at((f64::from(dot) + 0.5) / f64::from(count))).collect();
        Self { p10: at(0.1), p50: at(0.5), p90: at(0.9), dots20: dots(20), dots50: dots(50) }
    }

    fn scaled(&self, factor: f64) -> Self {
        let all = |values: &[f64]| values.iter().map(|value| value * factor).collect();
        Self {
            p10: self.p10 * factor,
            p50: self.p50 * factor,
            p90: self.p90 * factor,
            dots20: all(&self.dots20),
            dots50: all(&self.dots50),
        }
    }
}

/// The value at a chance among sorted ones, each at the middle of its share, linear in between (Hazen 1914).
pub fn quantile(sorted: &[f64], chance: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = crate::units::held(chance * sorted.len() as f64 - 0.5, 0.0, last as f64);
    let under = libm::floor(place) as usize;
    let over = (under + 1).min(last);
    sorted[under] + (sorted[over] - sorted[under]) * (place - under as f64)
}

/// Draws a case `draws` times (held to 100 to 100,000) around its inputs.
///
/// `given` carries the visitor's ranges, `portfolio` the strategies; the seed fixes every number. `None` when
/// nothing can serve the workloads.
pub fn uncertainty(
    case: &Case<'_>,
    inputs: &Inputs,
    given: &[Given],
    portfolio: &Portfolio,
    draws: u32,
    seed: u64,
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
    let difference = difference(&strategies, &costs, &mut sorted).map(|(present, mean, error)| {
        let level = figures.level(Usd::new(1e6)).get() / 1e6;
        Difference { monthly: present.scaled(level), present, mean, error }
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

fn difference(
    strategies: &[(Side, &Priced)],
    costs: &[Vec<f64>],
    sorted: &mut Vec<f64>,
) -> Option<(Quantiles, f64, f64)> {
    let buy = strategies.iter().position(|(side, _)| *side == Side::Buy)?;
    let own: Vec<usize> = (0..strategies.len()).filter(|at| *at != buy).collect();
    if own.is_empty() {
        return None;
    }
    sorted.clear();
    sorted.extend((0..costs[buy].len()).map(|draw| {
        let cheapest = own.iter().map(|&at| costs[at][draw]).fold(f64::INFINITY, f64::min);
        cheapest - costs[buy][draw]
    }));
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let variance = sorted.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
    crate::order::numbers(sorted);
    Some((Quantiles::of_sorted(sorted), mean, (variance / n).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_shown_to_five_points_and_named() {
        let chance = Probability::of(734, 1_000);
        assert_eq!((chance.exact, chance.shown), (0.734, 75.0));
        // √(0.734 · 0.266 / 1000) = 0.01397.
        assert!((chance.error - 0.013_97).abs() < 1e-5);
        for (own, call) in [
            (0.0, Call::Buy),
            (0.10, Call::ProbablyBuy),
            (0.35, Call::TooClose),
            (0.65, Call::TooClose),
            (0.66, Call::ProbablyOwn),
            (0.95, Call::Own),
        ] {
            assert_eq!(Call::of(own), call, "{own}");
        }
    }

    #[test]
    fn twenty_dots_of_a_hundred_values_are_the_middles_of_twenty_fives() {
        // 1 to 100: the dot of the first five is their middle, 3; of the last five, 98.
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let points = Quantiles::of_sorted(&values);
        assert_eq!((points.dots20[0], points.dots20[19], points.dots20.len()), (3.0, 98.0, 20));
        assert_eq!((points.dots50[0], points.dots50.len()), (1.5, 50));
        assert_eq!((points.p10, points.p50, points.p90), (10.5, 50.5, 90.5));
    }
}
