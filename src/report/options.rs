//! What each option costs: by line, a month and over the horizon.

use super::worked::{Worked, Working};
use crate::catalog::Ending;
use crate::cost::figures::Figures;
use crate::cost::lines::{Line, Lines};
use crate::cost::newer;
use crate::cost::plan::{Month, Plan, Side};
use crate::decide::portfolio::{Portfolio, Priced};
use crate::judge::cascade::Cascade;
use crate::sentence::Sentence;
use crate::streams::Stream;
use crate::units::{Usd, UsdPerMonth};
use serde::Serialize;

/// One option of the whole portfolio.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptionCost {
    /// `today`, `buy`, `hybrid`, `build` or `cascade`.
    pub id: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// Which answer it is.
    pub side: Side,
    /// True for the least of all.
    pub best: bool,
    /// Level monthly cost over the horizon, one-time costs spread.
    pub monthly: UsdPerMonth,
    /// Present value over the horizon.
    pub present: Usd,
    /// The first month in which everything runs, at that month's volume.
    pub running: UsdPerMonth,
    /// The hosts' invoice of the first month: tokens and nothing else, at today's volume and prices.
    pub invoice: UsdPerMonth,
    /// People's time, as a level monthly amount over the horizon: running, on call, tests, changes, building, moving.
    pub people: UsdPerMonth,
    /// Most GPUs it ever has.
    pub gpus: f64,
    /// Most engineers it charges once running.
    pub engineers: f64,
    /// Its lines, those that are zero left out.
    pub lines: Vec<LineAmount>,
}

/// One line of an option.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LineAmount {
    /// Short name.
    pub id: &'static str,
    /// Name for people.
    pub label: &'static str,
    /// Level monthly amount over the horizon.
    pub monthly: UsdPerMonth,
    /// Present value.
    pub present: Usd,
    /// The inputs it came from.
    pub inputs: Vec<&'static str>,
    /// Its equations with the values in place, in words, where that was asked for.
    pub worked: Vec<Sentence>,
    /// The same as numbers.
    pub equations: Option<Worked>,
}

/// The options in a fixed order, with their equations if `worked`; those that are not possible are left out. A cheaper
/// model first is the last, where one is named.
pub fn options(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    cascade: Option<&Cascade<'_>>,
    worked: bool,
) -> Vec<OptionCost> {
    let least = portfolio.best.as_ref().map_or(0.0, |best| best.present);
    // Where something cannot be served, what the rest would cost is no answer.
    if !portfolio.unserved.is_empty() {
        return Vec::new();
    }
    let partial = portfolio.build_is_partial;
    let gone = || figures.case.streams.iter().filter_map(Stream::gone);
    let as_today = if gone().next().is_none() {
        "API, as you buy it today"
    } else if gone().all(|row| row.ends == Some(Ending::Unseen)) {
        "API, as you buy it today, not seen on sale of late"
    } else {
        "API, as you buy it today, no longer sold"
    };
    let named = [
        ("today", as_today, &portfolio.today),
        ("buy", "API, bought well", &portfolio.buy),
        ("hybrid", "Own servers plus API", &portfolio.hybrid),
        ("build", if partial { "Own servers, where possible" } else { "Own servers" }, &portfolio.build),
    ];
    let possible = named.into_iter().filter_map(|(id, label, found)| {
        let found = found.as_ref()?;
        // Where not everything can be run, running what can be is a mix, and may be the cheapest one.
        let twice = id == "build" && portfolio.hybrid.as_ref().is_some_and(|hybrid| hybrid.plan == found.plan);
        (!twice).then_some((id, label, found, id != "today" && found.present <= least))
    });
    let mut all = costed(figures, worked, &mut { possible });
    if let Some(cascade) = cascade {
        let one = (CASCADE, "A cheaper model first", &cascade.best, false);
        all.extend(costed(&cascade.figures(), worked, &mut core::iter::once(one)));
    }
    all
}

/// The option of a cheaper model first, which is no answer to the question of API or own servers: it may be either.
pub const CASCADE: &str = "cascade";

/// What plans cost, each with its short name, its name for people and whether it is the least.
fn costed(
    figures: &Figures<'_, '_>,
    worked: bool,
    plans: &mut dyn Iterator<Item = (&'static str, &'static str, &Priced, bool)>,
) -> Vec<OptionCost> {
    let inputs = newer::keeping(figures.inputs);
    let keeping = inputs.as_ref().map(|inputs| Figures::new(figures.case, inputs));
    plans
        .filter_map(|(id, label, priced, best)| {
            let cost = figures.cost_told(&priced.plan, keeping.as_ref())?;
            let whole = figures.paths.building.iter().position(|part| *part <= 0.0);
            let shown = if priced.plan.groups.is_empty() { 0 } else { whole.unwrap_or(cost.months.len() - 1) };
            let most = |of: fn(&Month) -> f64| cost.months[shown..].iter().map(of).fold(0.0, f64::max);
            Some(OptionCost {
                id,
                label,
                side: priced.plan.side(),
                best,
                monthly: figures.level(cost.present.total()),
                present: cost.present.total(),
                running: cost.months.get(shown).map_or(UsdPerMonth::ZERO, |month| month.lines.total()),
                gpus: most(|month| month.gpus),
                engineers: most(|month| month.engineers.get()),
                invoice: Line::TOKENS.iter().map(|line| cost.months[0].lines.get(*line)).sum(),
                people: figures.level(Line::PEOPLE.iter().map(|line| cost.present.get(*line)).sum()),
                lines: amounts(
                    figures,
                    &priced.plan,
                    &cost.present,
                    worked.then(|| Working::new(keeping.as_ref().unwrap_or(figures), &priced.plan, &cost)).as_ref(),
                ),
            })
        })
        .collect()
}

fn amounts(
    figures: &Figures<'_, '_>,
    plan: &Plan,
    present: &Lines<Usd>,
    working: Option<&Working<'_, '_, '_, '_>>,
) -> Vec<LineAmount> {
    Line::ALL
        .iter()
        // What is left of a sum that cancels is no line.
        .filter(|line| present.get(**line).get().abs() > 1e-12 * present.total().get().abs())
        .map(|&line| {
            let equations = working.map(|working| working.line(line));
            LineAmount {
                id: line.id(),
                label: line.label(),
                monthly: figures.level(present.get(line)),
                present: present.get(line),
                inputs: line.moved_by(plan),
                worked: equations.as_ref().map_or_else(Vec::new, Worked::sentences),
                equations,
            }
        })
        .collect()
}
