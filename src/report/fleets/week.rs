//! The week of a fleet, hour by hour: work, the replicas that run for it, and what goes to a host.

use super::fleet::FleetReport;
use crate::cost::figures::Figures;
use crate::cost::plan::{Load, Run};
use crate::fleet::Work;
use crate::sentence::{Sentence, Unit};
use crate::units::HOURS_PER_WEEK;
use serde::Serialize;

/// 168 hours from Monday 00:00 UTC, at today's volume. Work is counted in replicas: 1 is what one can do.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WeekReport {
    /// What it shows, as a title.
    pub title: Sentence,
    /// True for a fleet of the best plan, false for one that the answer does without.
    pub chosen: bool,
    /// The models, the one whose GPUs they are first.
    pub models: Vec<String>,
    /// The GPU.
    pub gpu: String,
    /// GPUs at today's volume.
    pub gpus: f64,
    /// When they run.
    pub run: Run,
    /// The workloads it serves.
    pub workloads: Vec<String>,
    /// Interactive work of each hour.
    pub work: Vec<f64>,
    /// Replicas that run in each hour, spares included.
    pub running: Vec<f64>,
    /// Work of each hour that goes to a host instead.
    pub elsewhere: Vec<f64>,
    /// Mean work that may wait, which fills the troughs.
    pub waiting: f64,
}

/// The week of a fleet.
pub fn week(figures: &Figures<'_, '_>, load: &Load, fleet: &FleetReport, workloads: Vec<String>) -> WeekReport {
    let (service, work): (_, &Work) = (&load.service, &load.work);
    let level = [fleet.replicas; HOURS_PER_WEEK];
    let none = [0.0; HOURS_PER_WEEK];
    let (running, elsewhere) = match fleet.run {
        Run::Always => (level, none),
        Run::Burst => (level, service.beyond_base(work, fleet.replicas)),
        Run::Hourly => (service.following(work, false), none),
        Run::Zero => {
            // Where starts cost more than idling does, it does not sleep.
            let hours = |to_zero| service.hourly(work, 1.0, figures.inputs.startup, to_zero);
            (service.following(work, hours(true) < hours(false)), none)
        }
    };
    let mut models = vec![fleet.model.clone()];
    models.extend_from_slice(&fleet.shares_with);
    WeekReport {
        title: title(fleet, &running),
        chosen: fleet.chosen,
        models,
        gpu: fleet.gpu.clone(),
        gpus: fleet.gpus,
        run: fleet.run,
        workloads,
        work: work.hours.to_vec(),
        running: running.to_vec(),
        elsewhere: elsewhere.to_vec(),
        waiting: work.waiting,
    }
}

fn title(fleet: &FleetReport, running: &[f64; HOURS_PER_WEEK]) -> Sentence {
    let copies = |said: Sentence, count: f64| {
        said.amount(Unit::Number, count).say(if count == 1.0 { " copy" } else { " copies" })
    };
    let most = running.iter().copied().fold(0.0, f64::max);
    let least = running.iter().copied().fold(f64::INFINITY, f64::min);
    let idle = |said: Sentence| match fleet.utilization.rest().get() * 100.0 {
        most if most >= 99.5 => said.say("nearly all"),
        part => said.amount(Unit::Percent, part),
    };
    let nothing = Sentence::default();
    match fleet.run {
        Run::Burst if fleet.replicas <= 0.0 => {
            Sentence::new("At today's volume no copy would be busy enough: all of it goes to a host")
        }
        Run::Burst if fleet.overflow.get() < 0.005 => copies(nothing, fleet.replicas)
            .say(if fleet.replicas == 1.0 { " carries" } else { " carry" })
            .say(" all of the work, without a spare: a host stands by"),
        Run::Burst => copies(nothing, fleet.replicas)
            .say(if fleet.replicas == 1.0 { " carries " } else { " carry " })
            .amount(Unit::Percent, fleet.overflow.rest().get() * 100.0)
            .say(" of the work; the rest, at busy hours, goes to a host"),
        Run::Always => {
            idle(copies(nothing, fleet.replicas).say(" for the busiest hour; on average ")).say(" of that stands idle")
        }
        Run::Hourly | Run::Zero if least < most => idle(
            copies(nothing, most)
                .say(" in the busiest hour, ")
                .amount(Unit::Number, least)
                .say(" in the quietest; on average "),
        )
        .say(" of what runs stands idle"),
        Run::Hourly | Run::Zero => {
            idle(copies(nothing, most).say(" at every hour; on average ")).say(" of that stands idle")
        }
    }
}
