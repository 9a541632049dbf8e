//! The way back, in both directions: weeks and money to leave the host, and to leave one's own GPUs. What was spent on
//! building is gone either way and no cost of leaving.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::{Choice, Group, Pay, Plan};
use crate::decide::portfolio::Portfolio;
use crate::inputs::Workload;
use crate::sentence::{Sentence, Unit};
use serde::Serialize;

/// Months of a year's commitment that are left on average when one leaves.
const COMMITMENT_LEFT: f64 = 6.0;
/// When GPUs are given up, years after they were bought: the first year, when it costs most.
const SOLD_AFTER_YEARS: f64 = 1.0;

/// Both ways out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LockIn {
    /// Away from the hosts used today.
    pub leave_api: Exit,
    /// Away from one's own GPUs, by the cheapest plan that has any.
    pub leave_gpus: Option<Exit>,
    /// The two side by side, in words.
    pub note: Sentence,
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Exit {
    /// Calendar time, weeks.
    pub weeks: f64,
    /// Money, USD.
    pub money: f64,
    /// What the money is made of.
    pub items: Vec<ExitItem>,
}

/// A part of what leaving costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExitItem {
    /// What it is.
    pub label: String,
    /// USD.
    pub amount: f64,
}

/// What leaving costs in either direction.
pub fn lock_in(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> LockIn {
    let leave_api = leave_api(figures);
    let leave_gpus = portfolio.cheapest_own().map(|own| leave_gpus(figures, &own.plan));
    let mut note = Sentence::new("Leaving the API: ")
        .amount(Unit::Number, leave_api.weeks)
        .say(" weeks, ")
        .amount(Unit::Usd, leave_api.money)
        .say(".");
    if let Some(gpus) = &leave_gpus {
        note = note
            .say(" Leaving your own GPUs after a year: ")
            .amount(Unit::Number, gpus.weeks)
            .say(" weeks, ")
            .amount(Unit::Usd, gpus.money)
            .say(".");
    }
    LockIn { leave_api, leave_gpus, note }
}

/// Prompts and checks of each workload, or the whole sum the visitor gave, whichever is more.
fn leave_api(figures: &Figures<'_, '_>) -> Exit {
    let inputs = figures.inputs;
    let each = inputs.migration_effort.cost(inputs.engineer_cost).get() + inputs.eval_cycle.get();
    let mut items: Vec<ExitItem> =
        inputs.workloads.iter().map(|workload| ExitItem { label: prompts_of(workload), amount: each }).collect();
    let counted = each * items.len() as f64;
    let rest = inputs.switch_cost.get() - counted;
    if rest > 0.0 {
        items.push(ExitItem { label: "Client code, keys, limits, contract".into(), amount: rest });
    }
    Exit { weeks: inputs.switch_weeks.get(), money: counted.max(inputs.switch_cost.get()), items }
}

fn prompts_of(workload: &Workload) -> String {
    String::from("Prompts and checks: ") + &workload.title()
}

fn leave_gpus(figures: &Figures<'_, '_>, plan: &Plan) -> Exit {
    let (inputs, paths) = (figures.inputs, &figures.paths);
    let mut items = Vec::new();
    let (mut rent, mut loss) = (0.0, 0.0);
    for group in &plan.groups {
        let alone = alone(plan, group);
        let Some(cost) = figures.cost(&alone, 1.0) else { continue };
        let (first, live) = ((paths.live - 1).min(paths.months - 1), paths.live.min(paths.months - 1));
        match group.pay {
            Pay::Reserved => rent += cost.months[live].lines.get(Line::Gpus).get() * COMMITMENT_LEFT,
            Pay::Owned => {
                // Sold together a year after the first of them was bought; what is bought later is not there yet.
                let kept = 1.0 - inputs.resale_decay.get();
                for (t, month) in cost.months.iter().enumerate().skip(first).take(12) {
                    let years = SOLD_AFTER_YEARS - (t - first) as f64 / 12.0;
                    loss += month.lines.get(Line::Hardware).get().max(0.0) * (1.0 - libm::pow(kept, years));
                }
            }
            Pay::OnDemand | Pay::Spot => {}
        }
    }
    for (label, amount) in [
        ("Half a year left of the rent agreed for a year", rent),
        ("Loss on reselling the hardware after a year", loss),
    ] {
        if amount > 0.0 {
            items.push(ExitItem { label: label.into(), amount });
        }
    }
    let each = inputs.migration_effort.cost(inputs.engineer_cost).get() + inputs.eval_cycle.get();
    for (at, choice) in plan.choices.iter().enumerate() {
        if matches!(choice, Choice::Own(_)) {
            let amount = each * figures.case.streams[at].part.get();
            items.push(ExitItem { label: prompts_of(figures.workload(at)), amount });
        }
    }
    let money = items.iter().map(|item| item.amount).sum();
    Exit { weeks: inputs.switch_weeks.get(), money, items }
}

/// A plan with one of its groups and nothing bought: what that group alone costs.
fn alone(plan: &Plan, group: &Group) -> Plan {
    Plan { choices: vec![Choice::Own(0); plan.choices.len()], groups: vec![group.clone()], ..plan.clone() }
}
