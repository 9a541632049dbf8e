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
use crate::streams::Case;
use crate::units::{Share, Usd};

/// What a cheaper model first comes to.
#[derive(Clone, Debug)]
pub struct Cascade {
    /// Present value of the best way to do it.
    pub present: Usd,
    /// The names of the models that answer first, each with who serves it; each once.
    pub first: Vec<String>,
    /// The share passed on and the share up to which it pays, where one workload names it.
    pub share: Option<(Share, Share)>,
    /// How many times as much may be passed on before it no longer pays: above one where it pays; as much as everything
    /// where it always does, and zero where it never does. Where nothing is passed on, the share itself.
    pub times: f64,
}

/// Halvings: the share is found to a thousandth of all.
const STEPS: usize = 10;

/// What a cheaper model first comes to, against `without`, the least present value without one; `None` where no workload
/// names a share, or nothing can serve it.
pub fn cascade(figures: &Figures<'_, '_>, without: Usd) -> Option<Cascade> {
    let inputs = figures.inputs;
    let named: Vec<usize> = (0..figures.case.streams.len())
        .filter(|at| figures.case.streams[*at].kind == Kind::Chat)
        .map(|at| figures.case.streams[at].workload)
        .filter(|at| inputs.workloads[*at].passed_on.is_some() && inputs.workloads[*at].tuning == Tuning::None)
        .collect();
    let most = named.iter().filter_map(|at| inputs.workloads[*at].passed_on).fold(0.0, |most, one| one.get().max(most));
    if named.is_empty() {
        return None;
    }
    let at = |times: f64| {
        let both = both(inputs, &named, &|part| if most > 0.0 { part * times } else { times });
        let case = Case::new(&both, figures.case.catalog, figures.case.asof);
        let found = portfolio::optimize(&Figures::new(&case, &both));
        let best = found.best.filter(|_| found.unserved.is_empty())?;
        let first = first(&case, &best, inputs.workloads.len());
        Some((best, first))
    };
    let (best, first) = at(if most > 0.0 { 1.0 } else { 0.0 })?;
    let pays = |times: f64| at(times).is_some_and(|(best, _)| best.present < without.get());
    let everything = if most > 0.0 { 1.0 / most } else { 1.0 };
    let (mut low, mut high) = match best.present < without.get() {
        true if most > 0.0 => (1.0, everything),
        true => (0.0, 1.0),
        false => (0.0, if most > 0.0 { 1.0 } else { 0.0 }),
    };
    let times = if pays(high) {
        high
    } else if low == 0.0 && !pays(0.0) {
        0.0
    } else {
        for _ in 0..STEPS {
            let middle = f64::midpoint(low, high);
            if pays(middle) { low = middle } else { high = middle }
        }
        low
    };
    let one = if named.len() == 1 { inputs.workloads[named[0]].passed_on } else { None };
    let share = one.map(|share| (share, Share::new(if most > 0.0 { share.get() * times } else { times })));
    Some(Cascade { present: Usd::new(best.present), first, share, times })
}

/// The inputs with a first workload beside each that names a share, and a part of that workload by its share.
fn both(inputs: &Inputs, named: &[usize], passed: &dyn Fn(f64) -> f64) -> Inputs {
    inputs.changed(|both| {
        for &at in named {
            let better = &mut both.workloads[at];
            let mut first = better.clone();
            first.quality = better.first_quality;
            first.slug = [better.slug.as_str(), "-first"].concat();
            let part = passed(better.passed_on.map_or(0.0, Share::get));
            better.requests = better.requests * part.min(1.0);
            both.workloads.push(first);
        }
    })
}

/// Who answers first in a plan: what serves the workloads behind those of the visitor.
fn first(case: &Case<'_>, best: &Priced, visitors: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, choice) in best.plan.choices.iter().enumerate().filter(|(at, _)| case.streams[*at].workload >= visitors) {
        let name = match *choice {
            Choice::Bought(offer) => {
                let row = case.streams[at].offers[offer].rows[0].1;
                row.model.clone() + " at " + &row.host
            }
            Choice::Own(group) => case.setups[best.plan.groups[group].setup].model.name.clone() + " on your own GPUs",
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
