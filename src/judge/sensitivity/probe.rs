//! The answer at other inputs: by the whole engine, or by the plans that the engine has found near there.
//!
//! The whole engine looks everything up and chooses anew, which takes a millisecond or two. A *pool* of the plans
//! it chose at several places is a hundred times quicker and, wherever its best plan is the best there is, exact.
//! So the pool looks for changes and the engine confirms them; what it finds there joins the pool.

use super::answer::Answer;
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Plan};
use crate::decide::portfolio::{Portfolio, optimize};
use crate::inputs::Inputs;
use crate::judge::uncertainty::draws;
use crate::streams::Case;

/// The most plans kept.
const POOL: usize = 48;
/// The most look-ups kept.
const CASES: usize = 24;

/// The plans that refer to one look-up.
#[derive(Default)]
struct Shelf {
    plans: Vec<Plan>,
    /// What each plan is, whatever look-up it refers to.
    names: Vec<String>,
    /// Offers that any of them buys, by stream.
    bought: Vec<Vec<bool>>,
}

/// Asks for answers around one decision.
pub struct Probe<'p, 'a> {
    /// The decision's own look-up.
    base: &'p Case<'a>,
    /// Look-ups of other inputs, for the plans that were found there.
    others: Vec<Case<'a>>,
    /// Plans by the look-up their positions refer to: first the base, then the others in their order.
    pool: Vec<Shelf>,
    /// How often the whole engine was asked.
    pub asked: usize,
}

impl<'p, 'a> Probe<'p, 'a> {
    /// Around a decision whose answer is known.
    pub fn new(case: &'p Case<'a>, portfolio: &Portfolio) -> Self {
        let mut probe = Self { base: case, others: Vec::new(), pool: Vec::new(), asked: 0 };
        probe.forget(portfolio);
        probe
    }

    /// Puts the plans nobody knows yet on the shelf of a look-up. False when there were none.
    fn learn(&mut self, at: usize, portfolio: &Portfolio) -> bool {
        let mut new = false;
        for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
            let name = name(self.case(at), &priced.plan);
            let known = self.pool.iter().any(|shelf| shelf.names.contains(&name));
            let held: usize = self.pool.iter().map(|shelf| shelf.plans.len()).sum();
            if known || held >= POOL {
                continue;
            }
            self.pool.resize_with(self.pool.len().max(at + 1), Shelf::default);
            self.pool[at].plans.push(priced.plan.clone());
            self.pool[at].names.push(name);
            let plans: Vec<&Plan> = self.pool[at].plans.iter().collect();
            let bought = draws::bought(self.case(at), &plans);
            self.pool[at].bought = bought;
            new = true;
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
        let case = self.base.again(inputs, self.base.asof);
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
        for (at, shelf) in self.pool.iter().enumerate().filter(|(_, shelf)| !shelf.plans.is_empty()) {
            let wanted = |stream: usize, offer: usize| shelf.bought[stream][offer];
            let figures = Figures::with_bills(self.case(at), inputs, &wanted);
            for plan in &shelf.plans {
                if let Some(cost) = possible(&figures, plan).then(|| figures.present(plan, 1.0)).flatten() {
                    answer.offer(plan.side(), cost.total().get());
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

/// A plan in words that mean the same in every look-up.
fn name(case: &Case<'_>, plan: &Plan) -> String {
    let mut name = String::new();
    let mut say = |words: &[&str]| words.iter().for_each(|word| name.push_str(word));
    let number = |value: usize| char::from_u32(value as u32 + 1).map_or_else(String::new, String::from);
    let offer = |stream: usize, offer: usize| {
        let offer = &case.streams[stream].offers[offer];
        (offer.rows[0].1.id.as_str(), number(offer.kind as usize))
    };
    for (stream, choice) in plan.choices.iter().enumerate() {
        match *choice {
            Choice::Bought(at) => {
                let (id, kind) = offer(stream, at);
                say(&["|", id, &kind]);
            }
            Choice::Own(group) => {
                let group = &plan.groups[group];
                let setup = &case.setups[group.setup];
                say(&["|", &setup.model.id, "@", &setup.gpu.id, &number(setup.layout.gpus() as usize)]);
                // As many GPUs may be spread in another way.
                say(&[
                    &number(setup.layout.holding() as usize),
                    &number(usize::from(setup.layout.data_parallel_attention)),
                ]);
                say(&[&number(setup.precision as usize), &number(group.pay as usize), &number(group.run as usize)]);
                group.streams.iter().for_each(|stream| say(&[&number(*stream)]));
                for at in [plan.meanwhile[stream], plan.interim[stream]].into_iter().flatten() {
                    let (id, kind) = offer(stream, at);
                    say(&["~", id, &kind]);
                }
            }
        }
    }
    name
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
