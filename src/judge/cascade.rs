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
    /// The largest share that a workload passes on.
    pub share: Share,
    /// The largest up to which it pays, all shares in proportion; `None` where it would not pay with nothing passed on.
    pub pays_to: Option<Share>,
    /// Whether a single workload names a share.
    pub alone: bool,
}

/// Halvings: the share is found to a thousandth of all.
const STEPS: usize = 10;

/// What a cheaper model first comes to, against `without`, the least present value without one; `None` where no workload
/// names a share, or nothing can serve it.
pub fn cascade(figures: &Figures<'_, '_>, without: Usd) -> Option<Cascade> {
    let (inputs, all) = (figures.inputs, &figures.case.streams);
    let chats = all.iter().filter(|stream| stream.kind == Kind::Chat).map(|stream| stream.workload);
    let named: Vec<(usize, f64)> = chats
        .filter(|at| inputs.workloads[*at].tuning == Tuning::None)
        .filter_map(|at| Some((at, inputs.workloads[at].passed_on?.get())))
        .collect();
    let share = named.iter().map(|one| one.1).reduce(f64::max)?;
    // Volume moves nothing that is looked up: one case serves every share.
    let whole = both(inputs, &named, share, share);
    let case = Case::new(&whole, figures.case.catalog, figures.case.asof);
    let at = |largest: f64| {
        let found = portfolio::optimize(&Figures::new(&case, &both(inputs, &named, share, largest)));
        found.best.filter(|_| found.unserved.is_empty())
    };
    let best = at(share)?;
    let pays = |largest: f64| at(largest).is_some_and(|best| best.present < without.get());
    let as_named = best.present < without.get();
    let (mut low, mut high) = if as_named { (share, 1.0) } else { (0.0, share) };
    let pays_to = if pays(high) {
        Some(high)
    } else if !as_named && !pays(low) {
        None
    } else {
        for _ in 0..STEPS {
            let middle = f64::midpoint(low, high);
            if pays(middle) { low = middle } else { high = middle }
        }
        Some(low)
    };
    Some(Cascade {
        present: Usd::new(best.present),
        first: first(&case, &best, inputs.workloads.len()),
        share: Share::new(share),
        pays_to: pays_to.map(Share::new),
        alone: named.len() == 1,
    })
}

/// The inputs with a first workload beside each that names a share, where the largest share is `largest` and not `share`.
fn both(inputs: &Inputs, named: &[(usize, f64)], share: f64, largest: f64) -> Inputs {
    inputs.changed(|both| {
        for &(at, own) in named {
            let better = &mut both.workloads[at];
            let mut first = better.clone();
            first.quality = better.first_quality;
            first.slug = [better.slug.as_str(), "-first"].concat();
            better.requests = better.requests * if own < share { own / share * largest } else { largest };
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
