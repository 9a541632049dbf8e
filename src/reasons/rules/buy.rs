//! When buying is right: little volume, a frontier model, nobody who has run models, the latest models.

use super::rule::{Favors, Rule, Status};
use super::view::{View, a_month};
use crate::catalog::Kind;
use crate::cost::lines::Line;
use crate::inputs::{MlOps, Quality};
use crate::reasons::candidates;
use crate::sentence::{Sentence, Unit};
use crate::units::Usd;

pub(super) fn frontier(view: &View<'_, '_, '_>) -> Rule {
    let (figures, catalog) = (view.figures, view.figures.case.catalog);
    // The stream with the least room between its floor and the best open model decides.
    let mut tightest: Option<(f64, usize, f64, candidates::Scored)> = None;
    let mut unscored = Vec::new();
    let mut asked = 0;
    for (at, stream) in figures.case.streams.iter().enumerate() {
        let workload = figures.workload(at);
        if stream.kind != Kind::Chat || workload.quality == Quality::Any {
            continue;
        }
        asked += 1;
        let best = candidates::best_open(catalog, workload);
        match (stream.floor.points(), best) {
            (Some(floor), Some(best)) => {
                let room = best.points - floor.get();
                if tightest.as_ref().is_none_or(|known| room < known.0) {
                    tightest = Some((room, at, floor.get(), best));
                }
            }
            _ => unscored.push(at),
        }
    }
    let (status, deciding) = match tightest {
        Some((room, at, floor, best)) => {
            let deciding = Sentence::new("\u{201c}")
                .name(&figures.case.name(figures.inputs, at))
                .say("\u{201d} needs a quality score of ")
                .amount(Unit::Number, floor)
                .say("; the best open model that fits a server, ")
                .name(&best.name)
                .say(", scores ")
                .amount(Unit::Number, best.points)
                .say(".");
            let status = match () {
                () if room < 0.0 => Status::Applies,
                () if !unscored.is_empty() => Status::Unknown,
                () => Status::DoesNotApply,
            };
            (status, deciding)
        }
        None if asked == 0 => (Status::DoesNotApply, Sentence::new("No workload asks for a particular quality.")),
        None => (
            Status::Unknown,
            Sentence::new("We don't know: nobody has scored today's model of ").names(&view.names(&unscored)).say("."),
        ),
    };
    Rule {
        id: "buy-frontier",
        status,
        favors: Favors::Buy,
        title: "Quality needs a frontier model",
        deciding,
        inputs: vec!["quality", "model", "open_model", "reasoning_tokens"],
        source: catalog.index.clone() + ", " + &catalog.index_date.to_string(),
        question: "On your own test set, what does the best open model get wrong that today's model gets right?",
        open: status == Status::Unknown,
    }
}

pub(super) fn no_ml_ops(view: &View<'_, '_, '_>) -> Rule {
    let (figures, inputs) = (view.figures, view.figures.inputs);
    let build = &figures.paths.build;
    let hiring = if inputs.ml_ops == MlOps::None { inputs.time_to_hire.months().get() } else { 0.0 };
    let mut deciding = Sentence::new("Your own service would go live after ").amount(Unit::Months, build.months.get());
    if hiring > 0.0 {
        deciding = deciding
            .say(": ")
            .amount(Unit::Months, hiring)
            .say(" to fill the post and ")
            .amount(Unit::Months, build.months.get() - hiring)
            .say(" to build");
    }
    deciding = deciding.say(".");
    let catalog = figures.case.catalog;
    let tail = |key: &str| catalog.parameter(key).and_then(|row| row.typical);
    if let (Some(share), Some(mean)) = (tail("overrun_tail"), tail("overrun_tail_mean"))
        && inputs.ml_ops != MlOps::Platform
    {
        deciding = deciding
            .say(" Of such projects ")
            .amount(Unit::Percent, share)
            .say(" overrun badly, to ")
            .amount(Unit::Times, round_half(1.0 + mean / 100.0))
            .say(" their budget on average.");
    }
    if inputs.ml_ops == MlOps::None {
        let mut hired = inputs.clone();
        hired.ml_ops = MlOps::Some;
        if let (Some((own, _)), Some(then)) = (&view.own, view.own_under(&hired))
            && own.present > then.get()
        {
            deciding = deciding
                .say(" Having nobody costs ")
                .amount(Unit::Usd, own.present - then.get())
                .say(" in all: the API bill runs on while you hire.");
        }
    }
    Rule {
        id: "buy-no-mlops",
        status: if inputs.ml_ops == MlOps::None { Status::Applies } else { Status::DoesNotApply },
        favors: Favors::Buy,
        title: "Nobody here has run models in production",
        deciding,
        inputs: vec!["ml_ops", "time_to_hire", "build_months", "build_team", "overrun", "cost_of_delay"],
        source: view.parameter_source("overrun_tail"),
        question: "Who would be called at night when the model server fails, and have they run one before?",
        open: false,
    }
}

pub(super) fn latest(view: &View<'_, '_, '_>) -> Rule {
    let inputs = view.figures.inputs;
    let half_interval = 6.0 / inputs.upgrades.get().max(0.1);
    let lag = inputs.model_lag.get() + half_interval;
    let deciding = Sentence::new("Your model would be ")
        .amount(Unit::Months, lag)
        .say(" behind the newest: ")
        .amount(Unit::Months, inputs.model_lag.get())
        .say(" because open models trail, and ")
        .amount(Unit::Months, half_interval)
        .say(" because you upgrade now and then.");
    let value = inputs.lag_value.get();
    let charged = |cost: &crate::cost::lines::Lines<Usd>| View::line(cost, &[Line::Lag]);
    let flip = view.saving().and_then(|saving| flip_value(view, saving));
    let (status, deciding) = match (&view.buy, &view.own, view.saving()) {
        (Some(buy), Some((_, own)), Some(saving)) => {
            let extra = charged(own) - charged(buy);
            if value > 0.0 {
                let deciding = a_month(view, deciding.say(" At the value you gave that costs "), extra)
                    .say("; without it running your own would save ");
                let status =
                    if extra > (saving + extra).max(Usd::ZERO) { Status::Applies } else { Status::DoesNotApply };
                (status, a_month(view, deciding, (saving + extra).max(Usd::ZERO)).say("."))
            } else if let Some(flip) = flip {
                let deciding = deciding.say(" It would change the answer from ").amount(Unit::UsdMonth, flip);
                (Status::Unknown, deciding.say(" of profit lost for each month behind."))
            } else {
                (Status::Unknown, deciding.say(" You gave it no value, and none would change the answer."))
            }
        }
        _ => (Status::DoesNotApply, deciding.say(" There is no choice here that it could change.")),
    };
    Rule {
        id: "buy-latest",
        status,
        favors: Favors::Buy,
        title: "The product needs the latest models",
        deciding,
        inputs: vec!["lag_value", "model_lag", "upgrades"],
        source: view.parameter_source("lag_epoch"),
        question: "What does a month without the newest model's abilities cost you in profit?",
        open: status == Status::Unknown && flip.is_some(),
    }
}

/// To the half: evidence about overruns carries no more.
fn round_half(value: f64) -> f64 {
    libm::round(value * 2.0) / 2.0
}

/// The value of a month's lag at which running one's own saves nothing any more; the lag line is linear in it.
fn flip_value(view: &View<'_, '_, '_>, saving: Usd) -> Option<f64> {
    let saving = saving.get();
    let mut inputs = view.figures.inputs.clone();
    inputs.lag_value = crate::units::UsdPerMonth::new(1_000.0);
    let figures = crate::cost::figures::Figures::new(view.figures.case, &inputs);
    let lag = |plan| Some(figures.present(plan, 1.0)?.get(Line::Lag).get());
    let per_thousand = lag(&view.own.as_ref()?.0.plan)? - lag(&view.portfolio.buy.as_ref()?.plan)?;
    (saving > 0.0 && per_thousand > 0.0).then(|| saving / per_thousand * 1_000.0)
}
