//! Named futures, what each strategy costs in them, and how much one would regret it.
//!
//! A strategy keeps its choices (what is bought, what runs on which GPUs) and is sized again for each future; it is
//! not chosen again. Regret is its cost less that of the strategy that would have been best (Savage 1951). The
//! futures are judgement; they carry no probabilities.

use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Plan, Side};
use crate::decide::portfolio::{self, Portfolio, Priced};
use crate::inputs::{Inputs, MlOps, Quality};
use crate::judge::ahead::{day_after, inputs_after};
use crate::sentence::{Sentence, Unit};
use crate::streams::{Case, Mandate};
use crate::units::{DAYS_PER_MONTH, Months, Usd, YearlyChange};
use serde::Serialize;

/// Month in which a mandate arrives or an engineer leaves (judgement).
const STRIKES_AFTER: usize = 12;
/// Present values closer than this share of the least are called equal: neither is regretted for the other.
const SAME: f64 = 0.005;
/// Engineers from whom on the work goes on when one leaves (judgement).
const COLLEAGUES: f64 = 2.0;

/// The futures, the strategies, and what follows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Scenarios {
    /// What could be decided today.
    pub strategies: Vec<Strategy>,
    /// The futures.
    pub scenarios: Vec<Scenario>,
    /// Position of the strategy that costs least as things stand.
    pub cheapest: usize,
    /// Position of the strategy whose largest regret is least.
    pub minimax: usize,
    /// Said when the two differ.
    pub disagreement: Option<Sentence>,
}

/// A strategy.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Strategy {
    /// Which answer it is.
    pub side: Side,
    /// For people.
    pub label: &'static str,
    /// Present value as things stand, USD.
    pub present: f64,
    /// Its largest regret over the futures, USD in present value.
    pub worst_regret: f64,
    /// The future in which that is.
    pub worst_in: &'static str,
}

/// A future.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Scenario {
    /// Short name.
    pub id: &'static str,
    /// For people.
    pub label: &'static str,
    /// What is assumed.
    pub assumed: &'static str,
    /// Present value of each strategy, USD; absent where it cannot be worked out.
    pub cost: Vec<Option<f64>>,
    /// Regret of each, USD.
    pub regret: Vec<Option<f64>>,
    /// Position of the best.
    pub best: Option<usize>,
}

/// Prices every strategy in every future; `None` when there is nothing to decide between.
pub fn scenarios(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Option<Scenarios> {
    let plans = strategies(portfolio);
    if plans.len() < 2 {
        return None;
    }
    let changed = |change: &dyn Fn(&mut Inputs)| -> Vec<Option<f64>> {
        let mut inputs = figures.inputs.clone();
        change(&mut inputs);
        let other = Figures::new(figures.case, &inputs);
        plans.iter().map(|(priced, _)| present(&other, &priced.plan, 1.0)).collect()
    };
    let scaled = |scale: f64| plans.iter().map(|(priced, _)| present(figures, &priced.plan, scale)).collect();
    let afterwards = Afterwards::new(figures);
    let times = |change: YearlyChange, factor: f64| YearlyChange::new((1.0 + change.get()) * factor - 1.0);
    let all = [
        ("as-is", "As things stand", "Nothing but what you entered.", scaled(1.0)),
        (
            "price-war",
            "Price war",
            "Hosted prices fall by half at once.",
            changed(&|inputs| inputs.api_price_change = times(inputs.api_price_change, 0.5)),
        ),
        (
            "gpu-squeeze",
            "GPU squeeze",
            "GPUs cost half as much again at once.",
            changed(&|inputs| inputs.gpu_price_change = times(inputs.gpu_price_change, 1.5)),
        ),
        ("volume-x10", "Ten times the volume", "All requests times ten at once.", scaled(10.0)),
        ("volume-x03", "A third of the volume", "All requests times 0.3 at once.", scaled(0.3)),
        (
            "mandate",
            "A mandate arrives",
            "After a year everything must run on your own servers; until those are built, hosts are tolerated. Where \
             no open model is good enough, the best that fits is put up with.",
            plans.iter().map(|(priced, _)| afterwards.of(figures, &priced.plan)).collect(),
        ),
        (
            "engineer-leaves",
            "The key engineer leaves",
            "After a year whoever knows it best goes. Two or more who run it carry on and train a successor; one alone \
             leaves GPUs that stand idle, and everything is bought, until the post is filled and the successor has \
             built it up again.",
            plans.iter().map(|(priced, _)| engineer_leaves(figures, &priced.plan)).collect(),
        ),
    ];
    let scenarios: Vec<Scenario> = all
        .into_iter()
        .map(|(id, label, assumed, cost)| {
            let best = least(cost.iter().copied());
            let least = best.and_then(|best| cost[best]);
            let regret = cost.iter().map(|cost| Some(regret((*cost)?, least?))).collect();
            Scenario { id, label, assumed, cost, regret, best }
        })
        .collect();
    let strategies: Vec<Strategy> = plans
        .iter()
        .enumerate()
        .map(|(at, (priced, label))| {
            let worst = scenarios
                .iter()
                .filter_map(|scenario| Some((scenario.regret[at]?, scenario.label)))
                .fold((0.0, ""), |worst, one| if one.0 > worst.0 { one } else { worst });
            Strategy {
                side: priced.plan.side(),
                label,
                present: priced.present,
                worst_regret: worst.0,
                worst_in: worst.1,
            }
        })
        .collect();
    let cheapest = least(strategies.iter().map(|one| Some(one.present)))?;
    // Of equals the one that is cheapest as things stand.
    let minimax = least(strategies.iter().map(|one| Some(one.worst_regret)))
        .filter(|at| strategies[*at].worst_regret < strategies[cheapest].worst_regret)
        .unwrap_or(cheapest);
    let disagreement = (cheapest != minimax).then(|| disagreement(&strategies[cheapest], &strategies[minimax]));
    Some(Scenarios { strategies, scenarios, cheapest, minimax, disagreement })
}

fn disagreement(cheapest: &Strategy, minimax: &Strategy) -> Sentence {
    Sentence::new("The two ways of choosing disagree. As things stand, ")
        .say(cheapest.label)
        .say(" costs least; but in \u{201c}")
        .say(cheapest.worst_in)
        .say("\u{201d} it would cost ")
        .amount(Unit::Usd, cheapest.worst_regret)
        .say(" more than the best choice for that future, in today's money. With ")
        .say(minimax.label)
        .say(" the worst such amount is ")
        .amount(Unit::Usd, minimax.worst_regret)
        .say(".")
}

/// The three answers that exist, each once.
fn strategies(portfolio: &Portfolio) -> Vec<(&Priced, &'static str)> {
    let build_label = if portfolio.build_is_partial { "own servers, where possible" } else { "own servers" };
    let named =
        [(&portfolio.buy, "an API"), (&portfolio.hybrid, "own servers plus API"), (&portfolio.build, build_label)];
    let mut plans: Vec<(&Priced, &'static str)> = Vec::new();
    for (priced, label) in named {
        if let Some(priced) = priced
            && !plans.iter().any(|(known, _)| known.plan == priced.plan)
        {
            plans.push((priced, label));
        }
    }
    plans
}

/// What a strategy costs more than the best one, USD; near equals share a regret of nothing.
fn regret(cost: f64, least: f64) -> f64 {
    let more = crate::units::finite(cost - least).max(0.0);
    if more <= least.abs() * SAME { 0.0 } else { more }
}

/// Position of the least; of equals, the first.
fn least(costs: impl Iterator<Item = Option<f64>>) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (at, cost) in costs.enumerate() {
        if let Some(cost) = cost
            && best.is_none_or(|(_, known)| cost < known)
        {
            best = Some((at, cost));
        }
    }
    best.map(|(at, _)| at)
}

fn present(figures: &Figures<'_, '_>, plan: &Plan, scale: f64) -> Option<f64> {
    Some(figures.present(plan, scale)?.total().get())
}

/// Everything on own servers from the second year on, as those who run nothing until then and those who do would do
/// it; worked out once for all strategies.
struct Afterwards {
    /// Present value at the start of that year, for those who run nothing yet and for those who do.
    present: [Option<f64>; 2],
    /// Part of each month from then on that still builds, for either.
    building: [Vec<f64>; 2],
    /// Months before.
    before: usize,
}

impl Afterwards {
    fn new(figures: &Figures<'_, '_>) -> Self {
        let before = STRIKES_AFTER.min(figures.paths.months);
        let mut inputs = later(&figures.inputs.all_in_scope(), before);
        let (catalog, asof) = (figures.case.catalog, day_after(figures.case.asof, before));
        let mut case = Case::under(&inputs, catalog, asof, Mandate::Mandate);
        let hopeless: Vec<usize> =
            case.streams.iter().filter(|stream| stream.setups.is_empty()).map(|stream| stream.workload).collect();
        if !hopeless.is_empty() {
            for workload in hopeless {
                inputs.workloads[workload].quality = Quality::Any;
            }
            case = Case::under(&inputs, catalog, asof, Mandate::Mandate);
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
    fn of(&self, figures: &Figures<'_, '_>, plan: &Plan) -> Option<f64> {
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
fn engineer_leaves(figures: &Figures<'_, '_>, plan: &Plan) -> Option<f64> {
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

/// What the futures add to the answer, in a sentence: where the choice of today would be regretted most.
pub fn worst(scenarios: &Scenarios, figures: &Figures<'_, '_>) -> Sentence {
    let chosen = &scenarios.strategies[scenarios.cheapest];
    if chosen.worst_in.is_empty() || chosen.worst_regret <= 0.0 {
        return Sentence::new("In none of the futures looked at would another choice have cost less.");
    }
    Sentence::new("In \u{201c}")
        .say(chosen.worst_in)
        .say("\u{201d} ")
        .say(chosen.label)
        .say(" would cost ")
        .amount(Unit::UsdMonth, figures.level(Usd::new(chosen.worst_regret)).get())
        .say(" more than the best choice for that future.")
}
