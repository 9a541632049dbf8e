//! When running one's own is right: very high volume, a mandate, private weights, a platform that stands.

use super::rule::{Favors, Rule, Status};
use super::view::{View, a_month};
use crate::cost::lines::Line;
use crate::inputs::{MlOps, Premises, Tuning};
use crate::reasons::compliance;
use crate::sentence::{Sentence, Unit};
use crate::streams::{Mandate, OfferKind};
use crate::units::Usd;

pub(super) fn mandate(view: &View<'_, '_, '_>) -> Rule {
    let (case, inputs) = (view.figures.case, view.figures.inputs);
    let name = case.regime.map_or("the rule", |regime| regime.name.as_str());
    let bound: Vec<usize> = (0..case.streams.len()).filter(|&at| case.streams[at].own_only).collect();
    let (status, deciding) = match case.mandate {
        Mandate::None => (Status::DoesNotApply, Sentence::new("No rule was named.")),
        Mandate::Mandate => {
            let deciding = Sentence::default().name(name).say(" binds ").names(&view.names(&bound)).say(": ");
            let share = bound_share(view, &bound);
            let deciding =
                deciding.amount(Unit::Percent, share * 100.0).say(" of all requests may go to no outside API.");
            let deciding = match inputs.premises {
                Premises::Unknown => {
                    deciding.say(" Would rented GPUs satisfy it? They belong to a third party as well.")
                }
                Premises::Rented => deciding.say(" Rented GPUs satisfy it, as you say."),
                Premises::Owned => deciding.say(" Only hardware of your own satisfies it, as you say."),
            };
            (Status::Applies, deciding)
        }
        Mandate::Restricted => (
            Status::DoesNotApply,
            Sentence::default()
                .name(name)
                .say(" allows only special hosts, not none. Their regional surcharge is counted."),
        ),
        Mandate::Condition => (
            Status::DoesNotApply,
            Sentence::default().name(name).say(" allows an API under a condition that can be met."),
        ),
        Mandate::Unresolved => {
            (Status::Unknown, Sentence::default().name(name).say(" leaves it to an authority. Both answers are shown."))
        }
        Mandate::Preference => (Status::DoesNotApply, compliance::as_a_wish(view.figures, view.portfolio)),
    };
    Rule {
        id: "build-mandate",
        status,
        favors: Favors::Build,
        title: "A rule says that the data must stay inside",
        deciding,
        inputs: vec!["regime", "clause", "premises", "in_scope"],
        source: case.regime.map_or_else(String::new, |regime| regime.source.clone()),
        question: "Which law, clause or order says so, and which fields of the data does it name?",
        open: status == Status::Unknown,
    }
}

/// The part of all requests that the streams carry.
fn bound_share(view: &View<'_, '_, '_>, streams: &[usize]) -> f64 {
    let requests = |at: usize| view.figures.flows[at].usage.requests.get();
    let all: f64 = (0..view.figures.flows.len()).map(requests).sum();
    let bound: f64 = streams.iter().map(|&at| requests(at)).sum();
    if all > 0.0 { bound / all } else { 0.0 }
}

pub(super) fn finetune(view: &View<'_, '_, '_>) -> Rule {
    let figures = view.figures;
    let tuned = |tuning: Tuning| -> Vec<usize> {
        (0..figures.flows.len()).filter(|&at| figures.workload(at).tuning == tuning).collect()
    };
    let tokens = |streams: &[usize]| -> f64 {
        let of = |at: usize| {
            let usage = &figures.flows[at].usage;
            (usage.requests * (usage.input + usage.output + usage.reasoning)).get()
        };
        streams.iter().map(|&at| of(at)).sum()
    };
    let (private, adapter) = (tuned(Tuning::Private), tuned(Tuning::Adapter));
    let hosted = |at: &usize| {
        let offers = &figures.case.streams[*at].offers;
        offers.iter().any(|offer| offer.kind == OfferKind::SameWeights && offer.feasible)
    };
    let without_host: Vec<usize> = adapter.iter().copied().filter(|at| !hosted(at)).collect();
    let (status, deciding) = if !private.is_empty() {
        let deciding = Sentence::new("The weights of ")
            .names(&view.names(&private))
            .say(" may not leave, so no API can hold them: ")
            .amount(Unit::TokensMonth, tokens(&private))
            .say(".");
        (Status::Applies, deciding)
    } else if !without_host.is_empty() {
        let deciding = Sentence::new("We don't know a host for a fine-tune of the weights that ")
            .names(&view.names(&without_host))
            .say(" needs, ");
        (Status::Unknown, deciding.amount(Unit::TokensMonth, tokens(&without_host)).say("."))
    } else if !adapter.is_empty() {
        let deciding = Sentence::new("Hosts serve a fine-tune of open weights for ").names(&view.names(&adapter));
        let deciding = deciding.say(", ").amount(Unit::TokensMonth, tokens(&adapter));
        (Status::DoesNotApply, deciding.say(": fine-tuning alone takes no GPUs of your own."))
    } else {
        (Status::DoesNotApply, Sentence::new("No workload needs a fine-tuned model."))
    };
    Rule {
        id: "build-finetune",
        status,
        favors: Favors::Build,
        title: "A fine-tuned model is the advantage",
        deciding,
        inputs: vec!["tuning", "requests", "open_model"],
        source: view.parameter_source("ft_hosted_open"),
        question: "May the fine-tuned weights leave your company under contract, and did you try retrieval first?",
        open: status == Status::Unknown,
    }
}

pub(super) fn strength(view: &View<'_, '_, '_>) -> Rule {
    let inputs = view.figures.inputs;
    let platform = inputs.ml_ops == MlOps::Platform;
    let under = |ml_ops: MlOps| {
        let mut other = inputs.clone();
        other.ml_ops = ml_ops;
        view.own_under(&other)
    };
    let deciding = match (under(MlOps::Platform), under(MlOps::Some)) {
        (Some(marginal), Some(full)) => {
            let people = view.own.as_ref().map_or(Usd::ZERO, |(_, cost)| {
                View::line(cost, &[Line::People, Line::Rota, Line::OnCall, Line::Build, Line::Delay])
            });
            let sentence = Sentence::new("Running your own costs ");
            let sentence = a_month(view, sentence, marginal).say(" where a platform team already runs models, and ");
            let sentence = a_month(view, sentence, full).say(" where it is built for this alone. ");
            a_month(view, sentence, people).say(" of your figure is people and building.")
        }
        _ => Sentence::new("Nothing here can be run on your own, with a platform team or without."),
    };
    Rule {
        id: "build-strength",
        status: if platform { Status::Applies } else { Status::DoesNotApply },
        favors: Favors::Build,
        title: "Running models is already a strength",
        deciding,
        inputs: vec!["ml_ops", "marginal_share", "run_people_small", "rota", "rota_absorbed"],
        source: view.parameter_source("oncall_team_single_site"),
        question: "Does a team here serve a model around the clock today, with a rota of its own?",
        open: false,
    }
}
