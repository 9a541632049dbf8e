//! What strikes after a year, and what a plan costs then: a mandate that forbids hosts, or the engineer who leaves.

use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Plan, Side};
use crate::decide::portfolio;
use crate::inputs::{Inputs, MlOps, Quality};
use crate::judge::ahead::{day_after, inputs_after};
use crate::streams::Mandate;
use crate::units::{DAYS_PER_MONTH, Months};

/// Month in which a mandate arrives or an engineer leaves (judgement).
const STRIKES_AFTER: usize = 12;
/// Engineers from whom on the work goes on when one leaves (judgement).
const COLLEAGUES: f64 = 2.0;

/// What a plan costs at `scale` times today's volume, bare USD as the futures are held in lists; `None` where it has no price.
pub(super) fn present(figures: &Figures<'_, '_>, plan: &Plan, scale: f64) -> Option<f64> {
    Some(figures.present(plan, scale)?.total().get())
}

/// Everything on own servers from the second year on, as those who run nothing until then and those who do would do
/// it; worked out once for all strategies.
pub(super) struct Afterwards {
    /// Present value at the start of that year, for those who run nothing yet and for those who do.
    present: [Option<f64>; 2],
    /// Part of each month from then on that still builds, for either.
    building: [Vec<f64>; 2],
    /// Months before.
    before: usize,
}

impl Afterwards {
    pub(super) fn new(figures: &Figures<'_, '_>) -> Self {
        let before = STRIKES_AFTER.min(figures.paths.months);
        let mut inputs = later(&figures.inputs.all_in_scope(), before);
        let asof = day_after(figures.case.asof, before);
        let mut case = figures.case.again_under(&inputs, asof, Mandate::Mandate);
        let hopeless: Vec<usize> =
            case.streams.iter().filter(|stream| stream.setups.is_empty()).map(|stream| stream.workload).collect();
        if !hopeless.is_empty() {
            for workload in hopeless {
                inputs.workloads[workload].quality = Quality::Any;
            }
            case = figures.case.again_under(&inputs, asof, Mandate::Mandate);
        }
        let with = |inputs: Inputs| {
            let then = Figures::new(&case, &inputs);
            let found = portfolio::optimize(&then);
            let present = found.best.filter(|_| found.unserved.is_empty()).map(|best| best.present);
            (present, then.paths.building)
        };
        let practised = if inputs.ml_ops == MlOps::Platform { inputs.clone() } else { adopting(&inputs) };
        let (alone, platform) = (with(inputs.clone()), with(practised));
        Self { present: [alone.0, platform.0], building: [alone.1, platform.1], before }
    }

    /// A plan's first year, then everything on own servers; a plan that runs everything goes on as it is.
    pub(super) fn of(&self, figures: &Figures<'_, '_>, plan: &Plan) -> Option<f64> {
        let (paths, before) = (&figures.paths, self.before);
        if plan.side() == Side::Build || before == paths.months {
            return present(figures, plan, 1.0);
        }
        let platform = usize::from(!plan.groups.is_empty());
        // Until the servers stand hosts are tolerated, so the bill of the build phase is that of today's case.
        let mut meanwhile = 0.0;
        for stream in 0..plan.choices.len() {
            let Some(offer) = figures.interim(stream, None, 1.0) else { continue };
            for t in before..paths.months {
                // Past the months that were worked out nothing is built.
                let part = self.building[platform].get(t - before).copied().unwrap_or(0.0);
                let factor = paths.requests[t] * figures.hosted_price(stream, t) * part * paths.discount[t];
                meanwhile += figures.bill(stream, offer, t).total.get() * factor;
            }
        }
        let first = head(figures, plan, before)?;
        Some(first + meanwhile + self.present[platform]? * paths.discount[before - 1])
    }
}

/// Present value of a plan's first months.
fn head(figures: &Figures<'_, '_>, plan: &Plan, months: usize) -> Option<f64> {
    let cost = figures.cost(plan, 1.0)?;
    let of = |t: usize| cost.months[t].lines.total().get() * figures.paths.discount[t];
    Some((0..months).map(of).sum())
}

/// The inputs as they will stand after some months, for what is left of the horizon.
fn later(inputs: &Inputs, months: usize) -> Inputs {
    let left = (inputs.horizon.get() - months as f64).max(1.0);
    let mut later = inputs_after(inputs, months);
    later.horizon = Months::new(left);
    later
}

/// As a team does that already runs a model here: one more takes an upgrade's work and not a whole build. It is staffed
/// in full all the same: only a platform shares its people.
fn adopting(inputs: &Inputs) -> Inputs {
    let team = inputs.build_team.get().max(1.0);
    let months = inputs.upgrade_effort.get() / team / (DAYS_PER_MONTH / 7.0);
    inputs.changed(|adopting| {
        adopting.ml_ops = MlOps::Some;
        adopting.build_months = Months::new(months);
        adopting.overrun = 1.0;
    })
}

/// The plan, and on top, from the second year on: the hosted bill of what it runs while the post is open and the
/// successor builds, and that build's cost. A team of two or more closes the gap itself and pays for learning it.
pub(super) fn engineer_leaves(figures: &Figures<'_, '_>, plan: &Plan) -> Option<f64> {
    let base = present(figures, plan, 1.0)?;
    let (inputs, paths) = (figures.inputs, &figures.paths);
    if plan.groups.is_empty() || paths.months <= STRIKES_AFTER {
        return Some(base);
    }
    let engineers = figures.cost(plan, 1.0)?.months[STRIKES_AFTER].engineers.get();
    let carried_on = inputs.ml_ops == MlOps::Platform || engineers >= COLLEAGUES;
    let rebuilt = if carried_on { adopting(inputs) } else { inputs.changed(|left| left.ml_ops = MlOps::None) };
    let build = crate::cost::build::build(&rebuilt);
    let gap = if carried_on { 0.0 } else { build.months.get() };
    let mut extra = (build.wages + build.delay).get() * paths.discount[STRIKES_AFTER];
    for (stream, choice) in plan.choices.iter().enumerate() {
        let (Choice::Own(_), Some(offer)) = (choice, plan.meanwhile[stream]) else { continue };
        for t in STRIKES_AFTER..paths.months {
            let part = (gap - (t - STRIKES_AFTER) as f64).clamp(0.0, 1.0);
            let bill = figures.bill(stream, offer, t).total.get();
            extra += bill * paths.requests[t] * figures.hosted_price(stream, t) * part * paths.discount[t];
        }
    }
    Some(base + extra)
}
