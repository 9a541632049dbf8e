//! The answer at other inputs: by the whole engine, or by the plans that the engine has found near there.
//!
//! The whole engine looks everything up and chooses anew, which takes a millisecond or two. A *pool* of the plans
//! it chose at several places is a hundred times quicker and, wherever its best plan is the best there is, exact.
//! So the pool looks for changes and the engine confirms them; what it finds there joins the pool.

use crate::case::Case;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::figures::Figures;
use crate::inputs::Inputs;
use crate::plan::{Choice, Plan, Side};
use crate::portfolio::{Portfolio, optimize};
use serde::Serialize;

/// The most plans kept.
const POOL: usize = 24;
/// The most look-ups kept.
const CASES: usize = 8;

/// The least present value of each side at some inputs, USD; nothing where a side is impossible.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Answer {
    /// Everything bought.
    pub buy: Option<f64>,
    /// Some of each.
    pub hybrid: Option<f64>,
    /// Everything run.
    pub build: Option<f64>,
}

/// What wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Winner {
    /// Everything bought.
    Buy,
    /// Some of each.
    Hybrid,
    /// Everything run.
    Build,
    /// Nothing can serve all workloads.
    Nothing,
}

impl Answer {
    fn offer(&mut self, side: Side, present: f64) {
        let slot = match side {
            Side::Buy => &mut self.buy,
            Side::Hybrid => &mut self.hybrid,
            Side::Build => &mut self.build,
        };
        if slot.is_none_or(|known| present < known) {
            *slot = Some(present);
        }
    }

    /// From the engine's answer.
    pub fn of(portfolio: &Portfolio) -> Self {
        let mut answer = Self::default();
        for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
            answer.offer(priced.plan.side(), priced.present);
        }
        answer
    }

    /// The cheapest side; of equals the one that changes least.
    pub fn winner(&self) -> Winner {
        let mut best = (f64::INFINITY, Winner::Nothing);
        for (present, winner) in [(self.buy, Winner::Buy), (self.hybrid, Winner::Hybrid), (self.build, Winner::Build)] {
            if let Some(present) = present
                && present < best.0
            {
                best = (present, winner);
            }
        }
        best.1
    }

    /// The cheapest side that runs something, less buying everything, USD of today; above zero buying is cheaper.
    pub fn difference(&self) -> Option<f64> {
        let own = match (self.hybrid, self.build) {
            (Some(hybrid), Some(build)) => hybrid.min(build),
            (one, other) => one.or(other)?,
        };
        Some(own - self.buy?)
    }
}

/// Asks for answers around one decision.
pub struct Probe<'p, 'a> {
    catalog: &'a Catalog,
    asof: Date,
    /// The decision's own look-up.
    base: &'p Case<'a>,
    /// Look-ups of other inputs, for the plans that were found there.
    others: Vec<Case<'a>>,
    /// Plans with the look-up their positions refer to: 0 the base, n the n-th of the others.
    pool: Vec<(usize, Plan)>,
    /// How often the whole engine was asked.
    pub asked: usize,
}

impl<'p, 'a> Probe<'p, 'a> {
    /// Around a decision whose answer is known.
    pub fn new(case: &'p Case<'a>, portfolio: &Portfolio) -> Self {
        let mut probe =
            Self { catalog: case.catalog, asof: case.asof, base: case, others: Vec::new(), pool: Vec::new(), asked: 0 };
        probe.learn(0, portfolio);
        probe
    }

    fn learn(&mut self, at: usize, portfolio: &Portfolio) -> bool {
        let mut new = false;
        for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
            let known = self.pool.iter().any(|(case, plan)| *case == at && *plan == priced.plan);
            if !known && self.pool.len() < POOL {
                self.pool.push((at, priced.plan.clone()));
                new = true;
            }
        }
        new
    }

    fn case(&self, at: usize) -> &Case<'a> {
        if at == 0 { self.base } else { &self.others[at - 1] }
    }

    /// The whole engine's answer; `fresh` where the inputs may change what is looked up. What it chose joins the
    /// pool.
    pub fn engine(&mut self, inputs: &Inputs, fresh: bool) -> Answer {
        self.asked += 1;
        if !fresh {
            let portfolio = optimize(&Figures::new(self.base, inputs));
            self.learn(0, &portfolio);
            return Answer::of(&portfolio);
        }
        let case = Case::new(inputs, self.catalog, self.asof);
        let portfolio = optimize(&Figures::new(&case, inputs));
        let answer = Answer::of(&portfolio);
        if self.others.len() < CASES {
            self.others.push(case);
            let at = self.others.len();
            if !self.learn(at, &portfolio) {
                self.others.pop();
            }
        }
        answer
    }

    /// The pool's answer.
    pub fn pool(&self, inputs: &Inputs) -> Answer {
        let mut answer = Answer::default();
        for at in 0..=self.others.len() {
            if !self.pool.iter().any(|(case, _)| *case == at) {
                continue;
            }
            let figures = Figures::new(self.case(at), inputs);
            for (_, plan) in self.pool.iter().filter(|(case, _)| *case == at) {
                if let Some(cost) = possible(&figures, plan).then(|| figures.cost(plan, 1.0, false)).flatten() {
                    answer.offer(plan.side(), cost.present.total());
                }
            }
        }
        answer
    }

    /// Forgets what was learned away from the base, so that answers do not depend on the order of questions.
    pub fn forget(&mut self, portfolio: &Portfolio) {
        self.others.clear();
        self.pool.clear();
        self.learn(0, portfolio);
    }
}

/// Whether every prompt of a plan still fits what its hosts read.
fn possible(figures: &Figures<'_, '_>, plan: &Plan) -> bool {
    plan.choices.iter().enumerate().all(|(stream, choice)| {
        let Choice::Bought(offer) = *choice else { return true };
        let workload = figures.workload(stream);
        let needs = workload.input_tokens + workload.output_tokens + workload.reasoning_tokens;
        figures.case.streams[stream].offers[offer].rows.first().is_none_or(|(_, row)| {
            let factor = row.tokenizer_factor.unwrap_or(1.0);
            row.context.is_none_or(|context| needs.get() * factor <= context.get())
        })
    })
}
