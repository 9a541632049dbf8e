//! What neither side has to itself: the mix, the time that building takes, the way back.

use super::rule::{Favors, Rule, Status};
use super::view::{View, a_month};
use crate::cost::lines::Line;
use crate::cost::plan::Side;
use crate::reasons::lock_in;
use crate::sentence::{Sentence, Unit};
use crate::units::{Months, Usd, UsdPerMonth};

pub(super) fn hybrid(view: &View<'_, '_, '_>) -> Rule {
    let portfolio = view.portfolio;
    let answered = portfolio.best.as_ref().filter(|_| portfolio.unserved.is_empty());
    let mixed = answered.filter(|best| best.plan.side() == Side::Hybrid);
    let present = |priced: &Option<crate::decide::portfolio::Priced>| priced.as_ref().map(|priced| priced.present);
    let build = if portfolio.build_is_partial { None } else { present(&portfolio.build) };
    let (status, deciding) = match (mixed, answered) {
        (Some(best), _) => {
            let own = view.run_by_best();
            let mut deciding = Sentence::new("Cheapest is both: ").names(&view.names(&own)).say(" on your own servers");
            deciding = if own.len() == view.figures.flows.len() {
                deciding.say(" for the base load, an API for the peaks.")
            } else {
                deciding.say(", an API for the rest.")
            };
            let alone = [
                (present(&portfolio.buy), "an API alone", " An API alone cannot do it."),
                (build, "your own servers alone", " Your own servers alone cannot do it."),
            ];
            for (other, label, cannot) in alone {
                deciding = match other {
                    Some(other) => a_month(view, deciding.say(" It saves "), Usd::new(other - best.present))
                        .say(" over ")
                        .say(label)
                        .say("."),
                    None => deciding.say(cannot),
                };
            }
            (Status::Applies, deciding)
        }
        (None, Some(best)) => match present(&portfolio.hybrid) {
            Some(hybrid) => {
                let more = Usd::new(hybrid - best.present);
                let deciding = a_month(view, Sentence::new("Doing both costs "), more);
                (Status::DoesNotApply, deciding.say(" more than the answer."))
            }
            None => (Status::DoesNotApply, Sentence::new("There is nothing to do both with.")),
        },
        (None, None) => (Status::Unknown, Sentence::new("No plan serves every workload.")),
    };
    Rule {
        id: "hybrid-split",
        status,
        favors: Favors::Hybrid,
        title: "Some workloads suit an API, others your own servers",
        deciding,
        inputs: vec!["requests", "quality", "waiting", "shape", "in_scope"],
        source: "computed from your inputs".into(),
        question: "Which workload is large and narrow, and which is small and needs the best model?",
        open: status == Status::Unknown,
    }
}

/// Months as whole weeks, at least one.
fn weeks(months: f64) -> f64 {
    libm::round(months * 52.0 / 12.0).max(1.0)
}

/// The cost of delay from which building is no longer worth it; `None` where it never is, or where buying is not
/// allowed.
pub(super) fn flip_cost_of_delay(view: &View<'_, '_, '_>) -> Option<UsdPerMonth> {
    let (_, own) = view.own.as_ref()?;
    let (paths, build) = (&view.figures.paths, &view.figures.paths.build);
    let saving = (view.saving()? + own.get(Line::Delay)).get();
    // The build is paid evenly over its months, so a dollar of delay is worth their mean discount.
    let span = (libm::ceil(build.months.get()) as usize).clamp(1, paths.months);
    let discount = paths.discount[..span].iter().sum::<f64>() / span as f64;
    (saving >= 0.0 && build.slip > Months::ZERO)
        .then(|| UsdPerMonth::new((build.wages.get() + saving / discount) / build.slip.get()))
}

pub(super) fn velocity(view: &View<'_, '_, '_>) -> Rule {
    let (inputs, build) = (view.figures.inputs, &view.figures.paths.build);
    let (status, deciding) = match (&view.own, view.saving()) {
        (Some((_, own)), Some(saving)) => {
            let spent = View::line(own, &[Line::Build, Line::Delay]);
            let gross = saving + spent;
            let forgone = build.slip.get() * inputs.cost_of_delay.get();
            let late = weeks(build.slip.get());
            let mut deciding = Sentence::new("Building it sets the roadmap back by ")
                .amount(Unit::Number, late)
                .say(if late > 1.0 { " weeks and costs " } else { " week and costs " })
                .amount(Unit::Usd, spent.get())
                .say(if forgone > build.wages.get() { " in delay" } else { " in wages" });
            deciding = if gross > Usd::ZERO {
                deciding
                    .say("; running your own then saves ")
                    .amount(Unit::Usd, gross.get())
                    .say(" over the years looked at.")
            } else {
                deciding.say(", and never pays that back.")
            };
            let status = match flip_cost_of_delay(view) {
                None => Status::Applies,
                Some(flip) => {
                    deciding = deciding.say(" Buying wins if a month of delay costs more than ");
                    deciding = deciding.amount(Unit::Usd, flip.get()).say(".");
                    if spent > gross {
                        Status::Applies
                    } else if inputs.cost_of_delay.get() <= 0.0 {
                        Status::Unknown
                    } else {
                        Status::DoesNotApply
                    }
                }
            };
            (status, deciding)
        }
        _ => (Status::DoesNotApply, Sentence::new("There is no choice here that time could decide.")),
    };
    Rule {
        id: "velocity",
        status,
        favors: Favors::Buy,
        title: "Time spent building is time not spent shipping",
        deciding,
        inputs: vec!["cost_of_delay", "build_months", "build_team", "product_team", "engineer_cost", "overrun"],
        source: "Reinertsen, The Principles of Product Development Flow, 2009".into(),
        question: "What profit is lost for each month in which the roadmap ships later?",
        open: status == Status::Unknown,
    }
}

pub(super) fn lock_in(view: &View<'_, '_, '_>) -> Rule {
    let exits = lock_in::lock_in(view.figures, view.portfolio);
    let stake = view.saving().map(|saving| saving.get().abs());
    let mut deciding = Sentence::new("Leaving the API takes ")
        .amount(Unit::Number, exits.leave_api.weeks)
        .say(" weeks and ")
        .amount(Unit::Usd, exits.leave_api.money);
    let mut status = Status::DoesNotApply;
    let mut favors = Favors::Neither;
    if let Some(gpus) = &exits.leave_gpus {
        deciding = deciding
            .say("; leaving your own GPUs takes ")
            .amount(Unit::Number, gpus.weeks)
            .say(" weeks and ")
            .amount(Unit::Usd, gpus.money);
        if let Some(stake) = stake {
            deciding = deciding.say(". The two answers lie ").amount(Unit::Usd, stake).say(" apart");
            if (gpus.money - exits.leave_api.money).abs() > stake {
                status = Status::Applies;
                favors = if gpus.money > exits.leave_api.money { Favors::Buy } else { Favors::Build };
                deciding = deciding.say(", less than the difference between the two exits");
            }
        }
    }
    Rule {
        id: "lock-in",
        status,
        favors,
        title: "Lock-in is real, and can be undone",
        deciding: deciding.say("."),
        inputs: vec!["switch_weeks", "switch_cost", "migration_effort", "eval_cycle", "payment", "resale_decay"],
        source: view.parameter_source("switch_weeks"),
        question: "Has anybody here moved a workload to another host, and how long did it take?",
        open: status == Status::Unknown,
    }
}
