//! The plans that matter at some volume, each taken apart so that its cost at any volume takes few steps.

use super::extent::{FARTHEST, LEAST, MOST, RESOLUTION};
use super::marginal::{Marginal, anchor};
use crate::cost::figures::Figures;
use crate::cost::plan::{Load, Plan, Side};
use crate::cost::sum::Stretch;
use crate::decide::portfolio::{self, Market, Portfolio};
use crate::units::Usd;
use core::cell::RefCell;

/// How far apart the volumes are at which plans are looked for while running wins nowhere.
const STRIDE: f64 = 30.0;
/// Times that the plans are searched for anew where running begins to win.
const REFINED: usize = 6;

/// A plan taken apart so that its cost at any volume takes few steps: `constant + linear · volume + replicas`, the
/// last of which only rises along one straight line. What was worked out is kept, as a bound for the volumes around it.
pub(super) struct Scaled {
    pub(super) side: Side,
    plan: Plan,
    loads: Vec<Load>,
    pub(super) lines: Vec<Stretch>,
    /// Volumes in rising order with the cost of replicas there.
    known: RefCell<Vec<(f64, f64)>>,
}

impl Scaled {
    /// What is known of the cost of replicas at `volume` times today's, bare USD: at most this is certain not to be too much.
    pub(super) fn replicas_at_least(&self, volume: f64) -> f64 {
        let known = self.known.borrow();
        let after = known.partition_point(|(at, _)| *at <= volume);
        let before = known[..after].last().filter(|(at, _)| *at >= self.line(volume).from);
        before.map_or(0.0, |(_, cost)| *cost)
    }

    /// The cost of replicas at `volume` times today's, bare USD; infinite where there are none.
    pub(super) fn replicas(&self, figures: &Figures<'_, '_>, volume: f64) -> f64 {
        if self.plan.groups.is_empty() {
            return 0.0;
        }
        let after = self.known.borrow().partition_point(|(at, _)| *at < volume);
        if let Some(&(at, cost)) = self.known.borrow().get(after)
            && at == volume
        {
            return cost;
        }
        let cost = figures.in_replicas(&self.plan, &self.loads, volume).map_or(f64::INFINITY, Usd::get);
        self.known.borrow_mut().insert(after, (volume, cost));
        cost
    }

    /// The rest of the cost at `volume` times today's, bare USD.
    pub(super) fn steady(&self, volume: f64) -> f64 {
        self.line(volume).line.at(volume).get()
    }

    fn line(&self, volume: f64) -> &Stretch {
        &self.lines[self.lines.partition_point(|line| line.from <= volume).max(1) - 1]
    }
}

/// Plans of several volumes with their loads at hand.
pub struct Pool<'f, 'c, 'a> {
    pub(super) figures: &'f Figures<'c, 'a>,
    pub(super) plans: Vec<Scaled>,
}

impl<'f, 'c, 'a> Pool<'f, 'c, 'a> {
    /// The base portfolio's plans, and those that are best at far larger volumes.
    ///
    /// The plan that is best where another one begins to win moves that crossing down; there the best plan is added in
    /// turn, until it is one that is known.
    pub(super) fn new(market: &Market<'f, 'c, 'a>, base: &Portfolio, marginal: &Marginal) -> Self {
        let mut pool = Self::of(market.figures, base);
        let mut volume = anchor(marginal, base);
        pool.add_best_at(market, volume);
        if marginal.never {
            return pool;
        }
        // Plans that are best there may never win, while those of a still larger fleet do.
        while pool.first_win().is_none() && volume < FARTHEST {
            volume *= STRIDE;
            pool.add_best_at(market, volume);
        }
        for _ in 0..REFINED {
            let Some(win) = pool.first_win() else { break };
            // What moves it by less than a hundredth moves it no further.
            if win > 0.99 * volume && win < 1.01 * volume {
                break;
            }
            volume = win;
            let plans = pool.plans.len();
            pool.add_best_at(market, volume);
            if pool.plans.len() == plans {
                break;
            }
        }
        pool
    }

    /// Adds the plans that are best at `volume` times today's.
    pub(super) fn add_best_at(&mut self, market: &Market<'f, 'c, 'a>, volume: f64) {
        self.add(&portfolio::at(market, volume, false));
    }

    /// Where running something begins to win, looked for in strides of four.
    fn first_win(&self) -> Option<f64> {
        let mut high = LEAST;
        while !self.wins(high) {
            high *= 4.0;
            if high >= MOST {
                return None;
            }
        }
        let mut low = high / 4.0;
        while high / low > 1.0 + 1.0 / RESOLUTION {
            let middle = (low * high).sqrt();
            if self.wins(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The plans of one portfolio alone, at their own figures or at others of the same case.
    pub fn of(figures: &'f Figures<'c, 'a>, base: &Portfolio) -> Self {
        let mut pool = Self { figures, plans: Vec::new() };
        pool.add(base);
        pool
    }

    fn add(&mut self, portfolio: &Portfolio) {
        for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
            let plan = &priced.plan;
            if self.plans.iter().any(|known| known.plan.is_as(plan)) {
                continue;
            }
            let loads: Option<Vec<Load>> =
                plan.groups.iter().map(|group| self.figures.load(group.setup, &group.streams)).collect();
            let Some(loads) = loads else { continue };
            // A plan without a price at one volume has none at any.
            if plan.groups.is_empty() || self.figures.in_replicas(plan, &loads, LEAST).is_some() {
                let lines = self.figures.steady(plan);
                let known = RefCell::default();
                self.plans.push(Scaled { side: plan.side(), plan: plan.clone(), loads, lines, known });
            }
        }
    }

    /// The cheapest plan's side and its present value, bare USD, at `volume` times today's.
    pub fn least(&self, volume: f64) -> Option<(Side, f64)> {
        self.least_of(volume, &|_| true)
    }

    /// The same of the wanted sides, bare USD too.
    pub(super) fn least_of(&self, volume: f64, wanted: &dyn Fn(Side) -> bool) -> Option<(Side, f64)> {
        let mut best: Option<(Side, f64)> = None;
        for plan in self.plans.iter().filter(|plan| wanted(plan.side)) {
            let least = best.map_or(f64::INFINITY, |(_, cost)| cost);
            let steady = plan.steady(volume);
            if steady + plan.replicas_at_least(volume) < least {
                let cost = steady + plan.replicas(self.figures, volume);
                if cost < least {
                    best = Some((plan.side, cost));
                }
            }
        }
        best
    }

    fn buy(&self, volume: f64) -> f64 {
        self.least_of(volume, &|side| side == Side::Buy).map_or(f64::INFINITY, |(_, cost)| cost)
    }

    /// Whether running something is cheaper than buying everything at `volume` times today's.
    pub(super) fn wins(&self, volume: f64) -> bool {
        let buy = self.buy(volume);
        self.plans.iter().filter(|plan| plan.side != Side::Buy).any(|plan| {
            let steady = plan.steady(volume);
            steady + plan.replicas_at_least(volume) < buy && steady + plan.replicas(self.figures, volume) < buy
        })
    }
}
