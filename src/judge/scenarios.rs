//! Named futures, what each strategy costs in them, and how much one would regret it.
//!
//! A strategy keeps its choices (what is bought, what runs on which GPUs) and is sized again for each future; it is
//! not chosen again. Regret is its cost less that of the strategy that would have been best (Savage 1951). The
//! futures are judgement; they carry no probabilities.

use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::portfolio::{Portfolio, Priced};
use crate::inputs::Inputs;
use crate::judge::strikes::{Afterwards, engineer_leaves, present};
use crate::sentence::{Sentence, Unit};
use crate::units::{Usd, YearlyChange};
use serde::Serialize;

/// Present values closer than this share of the least are called equal: neither is regretted for the other.
const SAME: f64 = 0.005;
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
        ("volume-x10", "Ten times the volume", "Requests rise tenfold at once.", scaled(10.0)),
        ("volume-x03", "A third of the volume", "Seven requests in ten stop at once.", scaled(0.3)),
        (
            "mandate",
            "A mandate arrives",
            "After a year everything must run on your own servers; until those are built, hosts are tolerated. Where \
             no open model is good enough, the best that fits serves.",
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
    Sentence::new("The cheapest choice and the safest are not the same. As things stand, the cheapest is ")
        .say(cheapest.label)
        .say("; but in \u{201c}")
        .name(cheapest.worst_in)
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

/// What the futures add to the answer, in a sentence: where the choice of today would be regretted most.
pub fn worst(scenarios: &Scenarios, figures: &Figures<'_, '_>) -> Sentence {
    let chosen = &scenarios.strategies[scenarios.cheapest];
    if chosen.worst_in.is_empty() || chosen.worst_regret <= 0.0 {
        return Sentence::new("In none of the futures looked at would another choice have cost less.");
    }
    Sentence::new("In \u{201c}")
        .name(chosen.worst_in)
        .say("\u{201d} ")
        .say(chosen.label)
        .say(" would cost ")
        .amount(Unit::UsdMonth, figures.level(Usd::new(chosen.worst_regret)).get())
        .say(" more than the best choice for that future.")
}
