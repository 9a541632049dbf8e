//! Both readings of a rule, the licences of open models, and what each kind of host does for it.

use super::found::{Fit, Licence, Reading};
use crate::catalog::{Commercial, OpenModel};
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Side};
use crate::decide::portfolio::{self, Portfolio};
use crate::sentence::{Sentence, Unit};
use crate::streams::Mandate;
use crate::units::Usd;

/// The answer with the regime read as a mandate on the data in scope, and read as none.
pub(super) fn readings(figures: &Figures<'_, '_>) -> Vec<Reading> {
    [true, false]
        .into_iter()
        .map(|binds| {
            let mandate = if binds { Mandate::Mandate } else { Mandate::Condition };
            let case = figures.case.again_under(figures.inputs, figures.case.asof, mandate);
            let found = portfolio::optimize(&Figures::new(&case, figures.inputs));
            let best = found.best.filter(|_| found.unserved.is_empty());
            let monthly = best.as_ref().map(|best| figures.level(Usd::new(best.present)).get());
            let start = Sentence::new(if binds { "If it forbids an outside API: " } else { "If it allows one: " });
            let side = best.map(|best| best.plan.side());
            let sentence = match (side, monthly) {
                (Some(side), Some(monthly)) => {
                    start.say(word(side)).say(", at ").amount(Unit::UsdMonth, monthly).say(".")
                }
                _ => start.say("no plan serves every workload."),
            };
            Reading { binds, side, monthly, sentence }
        })
        .collect()
}

/// An answer as an imperative.
const fn word(side: Side) -> &'static str {
    match side {
        Side::Buy => "buy",
        Side::Hybrid => "do both",
        Side::Build => "self-host",
    }
}

pub(super) fn licences(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<Licence> {
    let case = figures.case;
    let mut models: Vec<&OpenModel> = Vec::new();
    for plan in [portfolio.best.as_ref(), portfolio.cheapest_own()].into_iter().flatten().map(|one| &one.plan) {
        for (at, choice) in plan.choices.iter().enumerate() {
            let model = match *choice {
                Choice::Own(group) => Some(case.setups[plan.groups[group].setup].model),
                // Who buys open weights by the token leaves their licence to the host, but not its bans on uses.
                Choice::Bought(offer) => case.streams[at].offers[offer].weights.and_then(|id| case.catalog.model(id)),
            };
            if let Some(model) = model
                && !models.iter().any(|known| known.id == model.id)
            {
                models.push(model);
            }
        }
    }
    models
        .into_iter()
        .map(|model| {
            let start = Sentence::default().name(&model.name).say(" comes under ").name(&model.licence);
            let sentence = match model.commercial {
                Commercial::Yes => start.say(", which lets a company serve it."),
                Commercial::Conditions => {
                    let note = model.note.as_deref().unwrap_or("which ones we don't know");
                    start.say(", which lets a company serve it under conditions (").name(note).say("). Read them.")
                }
                Commercial::No => start.say(", which does not let a company serve it without a separate agreement."),
            };
            Licence { model: model.id.clone(), licence: model.licence.clone(), commercial: model.commercial, sentence }
        })
        .collect()
}

pub(super) fn fits(figures: &Figures<'_, '_>) -> Vec<Fit> {
    let case = figures.case;
    let kept = case.told.iter().map(|&at| &case.setups[at]).map(|setup| Fit {
        model: setup.model.id.clone(),
        gpu: setup.gpu.id.clone(),
        gpus: setup.layout.gpus(),
        fits: true,
        why: String::new(),
    });
    // What fits and is only dearer is no finding about fitting.
    let lost = case.passed_over.iter().filter(|one| one.why != "dearer").map(|one| Fit {
        model: one.model.clone(),
        gpu: one.gpu.clone(),
        gpus: one.gpus,
        fits: false,
        why: one.why.clone(),
    });
    kept.chain(lost).collect()
}
