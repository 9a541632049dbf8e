//! The equations behind every line of a cost table, with their values in place.
//!
//! Each line is worked out for one month: tokens for the first one, at today's volume and prices; what runs for the
//! first month in which everything runs; what is paid once for the month in which it is. A last equation spreads the
//! present value of all months evenly over the horizon. Equations that do not give the amount are not shown at all; a
//! test holds that no line of any preset lacks them.

mod adjustments;
mod building;
mod changes;
mod following;
pub(super) mod machines;
mod newer;
mod outages;
mod people;
mod tokens;

use super::equation::{Equation, Factor};
use super::fleets;
use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::{Cost, Plan};
use crate::sentence::{Sentence, Unit};
use serde::Serialize;

/// How far the equations' sum may lie from the engine's amount, as a part of it: rounding of the last digits.
const EXACT: f64 = 1e-9;

/// How a line is worked out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Worked {
    /// The month that the equations are for, from 1; zero where there are none.
    pub month: usize,
    /// The equations, in reading order; those that add up to the month's amount are marked.
    pub equations: Vec<Equation>,
    /// The present value of all months, spread evenly over the horizon.
    pub level: Option<Equation>,
}

impl Worked {
    /// The equations in words: those of the month, then how all months make the level amount.
    pub fn sentences(&self) -> Vec<Sentence> {
        let month = (self.month > 0).then(|| Sentence::new("Month ").amount(Unit::Number, self.month as f64).say(":"));
        month.into_iter().chain(self.equations.iter().chain(&self.level).map(Equation::sentence)).collect()
    }
}

/// A plan's equations, line by line.
pub struct Working<'p, 'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    plan: &'p Plan,
    cost: &'p Cost,
    machines: Vec<fleets::Machine>,
    /// The first month in which everything runs, or the first where nothing does.
    running: usize,
}

impl<'p, 'f, 'c, 'a> Working<'p, 'f, 'c, 'a> {
    /// Prepares a plan with what it costs.
    pub fn new(figures: &'f Figures<'c, 'a>, plan: &'p Plan, cost: &'p Cost) -> Self {
        let machines = fleets::of_plan(figures, plan, false).map_or_else(Vec::new, |fleets| fleets.machines);
        let running = if plan.groups.is_empty() {
            0
        } else {
            figures.paths.building.iter().position(|part| *part <= 0.0).unwrap_or(figures.paths.months - 1)
        };
        Self { figures, plan, cost, machines, running }
    }

    /// The equations of a line.
    pub fn line(&self, line: Line) -> Worked {
        let amount = |t: usize| self.cost.months[t].lines.get(line).get();
        let month = match line {
            Line::Hardware | Line::Following | Line::Newer => {
                (0..self.figures.paths.months).find(|&t| amount(t) != 0.0).unwrap_or(0)
            }
            _ if Line::TOKENS.contains(&line) => 0,
            Line::Build | Line::Delay | Line::Migration => 0,
            _ => self.running,
        };
        let equations = self.equations(line, month);
        let sum: f64 = equations.iter().filter(|one| one.adds).map(|one| one.result).sum();
        if equations.is_empty() || (sum - amount(month)).abs() > EXACT * amount(month).abs().max(1e-6) {
            return Worked { level: Some(self.level(line)), ..Worked::default() };
        }
        Worked { month: month + 1, equations, level: Some(self.level(line)) }
    }

    fn equations(&self, line: Line, month: usize) -> Vec<Equation> {
        match line {
            Line::Input | Line::CachedRead | Line::CacheWrite | Line::Output | Line::Reasoning => self.tokens(line),
            Line::Searches => self.searches(),
            Line::Batch => self.batch(),
            Line::Adjustments => self.adjustments(),
            Line::Following => self.following(month),
            Line::Newer => self.newer(month),
            Line::Gpus => self.rent(month),
            Line::Overhead => self.overhead(month),
            Line::Hardware => self.hardware(month),
            Line::Power => self.power(month),
            Line::People => self.people(month),
            Line::Rota => self.rota(month),
            Line::OnCall => self.on_call(month),
            Line::Evaluation => self.evaluation(month),
            Line::Upgrades => self.upgrades(month),
            Line::Build => self.build(),
            Line::Migration => self.migration(),
            Line::Delay => self.delay(),
            Line::Outage => self.outage(month),
            Line::Lag => self.lag(month),
        }
    }

    /// Present value of the months × rate ÷ (1 − (1 + rate)^−months), as one factor.
    fn level(&self, line: Line) -> Equation {
        let figures = self.figures;
        let each = figures.level(crate::units::Usd::new(1.0)).get();
        let title = figures.paths.months.to_string() + " months, each at its own volume and prices";
        Equation::product(
            &title,
            Unit::UsdMonth,
            vec![
                Factor::new(self.cost.present.get(line).get(), Unit::Usd, "in today's money", ""),
                Factor::new(each, Unit::Number, "a month for each dollar, at your discount rate", "discount_rate"),
            ],
        )
    }

    /// The part of a month with models of one's own, as a factor; none where all of it is.
    fn part_running(&self, month: usize) -> Option<Factor> {
        let part = 1.0 - self.figures.paths.building[month];
        (part < 1.0).then(|| Factor::new(part, Unit::Percent, "of the month is after the build", "build_months"))
    }

    fn key(&self, stream: usize, name: &str) -> String {
        [self.figures.workload(stream).slug.as_str(), ".", name].concat()
    }

    fn name(&self, stream: usize) -> String {
        self.figures.case.name(self.figures.inputs, stream)
    }
}
