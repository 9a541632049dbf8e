//! A cheaper model first: it answers everything, and passes the share that the visitor names on to a better one.
//!
//! Both are paid: the first for every request, the better one for the share. Each has its own floor of quality, and each
//! may be bought or run. So it is the case of two workloads, and costs what that case costs:
//!
//! ```text
//! cascade(s) = least cost of { requests at the first model's quality, s · requests at the quality needed }
//! ```
//! It pays while that is below the least cost without it, and the share at which it stops is looked for by halving.

use crate::catalog::Kind;
use crate::cost::figures::Figures;
use crate::cost::plan::Choice;
use crate::decide::portfolio::{self, Priced};
use crate::inputs::{Inputs, Tuning};
use crate::judge::uncertainty::draws;
use crate::sentence::Sentence;
use crate::streams::Case;
use crate::units::{Share, Usd};

/// A cheaper model first, as the visitor's shares have it.
pub struct Cascade<'a> {
    /// The case of both: the visitor's workloads, then the first models'.
    pub case: Case<'a>,
    /// Its inputs.
    pub inputs: Inputs,
    /// The best way to do it.
    pub best: Priced,
    /// The workloads that name a share.
    named: Vec<usize>,
    /// What it buys, by stream and offer.
    bought: Vec<Vec<bool>>,
}

/// Halvings: the share is found to a thousandth of all.
const STEPS: usize = 10;

impl<'a> Cascade<'a> {
    /// Of what is asked; `None` where no workload names a share, or nothing can serve it.
    pub fn of(figures: &Figures<'_, 'a>) -> Option<Self> {
        let (asked, all) = (figures.inputs, &figures.case.streams);
        let chats = all.iter().filter(|stream| stream.kind == Kind::Chat).map(|stream| stream.workload);
        let mut named: Vec<usize> = chats
            .filter(|&at| asked.workloads[at].tuning == Tuning::None && asked.workloads[at].passed_on.is_some())
            .collect();
        // A mandate cuts a workload into two streams.
        named.dedup();
        if named.is_empty() {
            return None;
        }
        let inputs = both(asked, &named, Share::get);
        // Volume moves nothing that is looked up: one case serves every share.
        let case = figures.case.again(&inputs, figures.case.asof);
        let best = optimum(&case, &inputs)?;
        let bought = draws::bought(&case, &[&best.plan]);
        Some(Self { case, inputs, best, named, bought })
    }

    /// Everything that it costs by.
    pub fn figures(&self) -> Figures<'_, 'a> {
        Figures::new(&self.case, &self.inputs)
    }

    /// Present value of the best way to do it.
    pub fn present(&self) -> Usd {
        Usd::new(self.best.present)
    }

    /// Whether a single workload names a share.
    pub fn alone(&self) -> bool {
        self.named.len() == 1
    }

    /// The largest share that a workload passes on.
    pub fn share(&self) -> Share {
        let shares = self.named.iter().filter_map(|&at| self.inputs.workloads[at].passed_on);
        Share::new(shares.map(Share::get).fold(0.0, f64::max))
    }

    /// The largest share up to which it pays against `without`, the least present value without one, all shares in
    /// proportion; `None` where it would not pay with nothing passed on.
    pub fn pays_to(&self, asked: &Inputs, without: Usd) -> Option<Share> {
        let share = self.share().get();
        let pays = |largest: f64| {
            // Where none passes anything on, all would pass on the same.
            let passed = |own: Share| if share > 0.0 { own.get() * largest / share } else { largest };
            optimum(&self.case, &both(asked, &self.named, passed)).is_some_and(|best| best.present < without.get())
        };
        // What is known of the share as named is not asked again.
        let (mut low, mut high) = if self.best.present < without.get() {
            if pays(1.0) {
                return Some(Share::new(1.0));
            }
            (share, 1.0)
        } else if pays(0.0) {
            (0.0, share)
        } else {
            return None;
        };
        for _ in 0..STEPS {
            let middle = f64::midpoint(low, high);
            if pays(middle) { low = middle } else { high = middle }
        }
        Some(Share::new(low))
    }

    /// What that best way costs by the inputs of a draw: a present value, bare USD as the draws have it. Without
    /// limit where it cannot run.
    pub fn drawn(&self, drawn: &Inputs) -> f64 {
        let inputs = both(drawn, &self.named, Share::get);
        let figures = Figures::with_bills(&self.case, &inputs, &|stream, offer| self.bought[stream][offer]);
        figures.present(&self.best.plan, 1.0).map_or(f64::INFINITY, |cost| cost.total().get())
    }

    /// Who answers first, each with who serves it; each once.
    pub fn first(&self) -> Vec<Sentence> {
        let (case, plan) = (&self.case, &self.best.plan);
        let visitors = self.inputs.workloads.len() - self.named.len();
        let mut names: Vec<Sentence> = Vec::new();
        for (at, choice) in plan.choices.iter().enumerate().filter(|(at, _)| case.streams[*at].workload >= visitors) {
            let name = match *choice {
                Choice::Bought(offer) => {
                    let row = case.streams[at].offers[offer].rows[0].1;
                    Sentence::default().name(&row.model).say(" at ").name(&row.host)
                }
                Choice::Own(group) => {
                    Sentence::default().name(&case.setups[plan.groups[group].setup].model.name).say(" on your own GPUs")
                }
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The cheapest way to serve everything.
fn optimum(case: &Case<'_>, inputs: &Inputs) -> Option<Priced> {
    let found = portfolio::optimize(&Figures::new(case, inputs));
    found.best.filter(|_| found.unserved.is_empty())
}

/// The inputs with a first workload beside each that names a share; `passed` says what part it passes on.
fn both(inputs: &Inputs, named: &[usize], passed: impl Fn(Share) -> f64) -> Inputs {
    inputs.changed(|both| {
        for &at in named {
            let better = &mut both.workloads[at];
            let mut first = better.clone();
            first.quality = better.first_quality;
            first.slug = [better.slug.as_str(), "-first"].concat();
            better.requests = better.requests * better.passed_on.map_or(0.0, &passed);
            both.workloads.push(first);
        }
    })
}
