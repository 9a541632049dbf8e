//! The fleets of a plan: models on GPUs, how many, how busy, what fits, and whom they share with.

mod facts;
mod fleet;
mod machine;
mod place;
mod week;

pub use fleet::FleetReport;
pub use machine::Machine;
pub use week::WeekReport;

use crate::cost::figures::Figures;
use crate::cost::plan::{Group, Load, Plan};
use crate::decide::portfolio::Portfolio;
use crate::sentence::{Sentence, Unit};
use place::Place;

/// The fleets of one plan.
pub struct Fleets {
    /// The streams of each group with its fleet.
    all: Vec<(Vec<usize>, FleetReport)>,
    /// The week of each fleet; models that share GPUs have one between them.
    pub weeks: Vec<WeekReport>,
    /// The machines of each, with what they cost month by month.
    pub machines: Vec<Machine>,
}

impl Fleets {
    /// The fleet that serves a stream.
    pub fn of(&self, stream: usize) -> Option<&FleetReport> {
        self.all.iter().find(|(streams, _)| streams.contains(&stream)).map(|(_, fleet)| fleet)
    }
}

/// The fleets of the plans that run something: the best plan's, then those of the others, cheapest first.
pub fn fleets(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<Fleets> {
    let mut others: Vec<_> = [&portfolio.build, &portfolio.hybrid].into_iter().flatten().collect();
    crate::order::rising(&mut others, |priced| priced.present);
    let best = portfolio.best.as_ref().into_iter().map(|priced| (priced, true));
    best.chain(others.into_iter().map(|priced| (priced, false)))
        .filter(|(priced, _)| !priced.plan.groups.is_empty())
        .filter_map(|(priced, chosen)| of_plan(figures, &priced.plan, chosen))
        .collect()
}

/// The fleets of one plan, if its streams are served fast enough.
pub fn of_plan(figures: &Figures<'_, '_>, plan: &Plan, chosen: bool) -> Option<Fleets> {
    let loads: Option<Vec<Load>> = plan.groups.iter().map(|group| figures.load(group.setup, &group.streams)).collect();
    let loads = loads?;
    let pools = if plan.groups.len() > 1 { figures.pools(plan, &loads, 1.0) } else { Vec::new() };
    let (mut weeks, mut machines) = (Vec::new(), Vec::new());
    let pool_of = |at: usize| pools.iter().find(|pool| pool.members.contains(&at));
    let hosts: Vec<usize> =
        (0..plan.groups.len()).filter(|&at| pool_of(at).is_none_or(|pool| pool.members[0] == at)).collect();
    let sizes: Vec<(&Group, &Load)> =
        hosts.iter().map(|&at| (&plan.groups[at], pool_of(at).map_or(&loads[at], |pool| &pool.load))).collect();
    let mut months = figures.each_fleet(&sizes, &plan.meanwhile, 1.0)?.into_iter();
    let all = (0..plan.groups.len())
        .map(|at| {
            let pool = pool_of(at);
            let place = Place { figures, plan, at, pool, load: pool.map_or(&loads[at], |pool| &pool.load) };
            let (fleet, week) = place.report(chosen)?;
            if pool.is_none_or(|pool| pool.members[0] == at) {
                weeks.push(week);
                machines.push(place.machine(months.next().unwrap_or_default()));
            }
            Some((plan.groups[at].streams.clone(), fleet))
        })
        .collect::<Option<Vec<_>>>()?;
    crate::order::rising(&mut weeks, |week| -week.gpus);
    Some(Fleets { all, weeks, machines })
}

/// The fleets of the best plan, a few sentences each; none where it runs nothing.
pub fn in_words(fleets: &[Fleets]) -> Vec<Sentence> {
    let Some(best) = fleets.first().filter(|best| best.all.iter().any(|(_, fleet)| fleet.chosen)) else {
        return Vec::new();
    };
    let weeks = best.weeks.iter().map(|week| {
        Sentence::default()
            .names(&week.models)
            .say(" on ")
            .amount(Unit::Number, week.gpus)
            .say(" × ")
            .name(&week.gpu)
            .say(" for ")
            .names(&week.workloads)
            .say(".")
            .then(week.title.clone())
            .say(".")
    });
    let limits = best.all.iter().flat_map(|(_, fleet)| {
        // Memory is for those who build it; limits and starts are for those who decide.
        fleet.facts.iter().skip(1).cloned()
    });
    let mut said: Vec<Sentence> = weeks.collect();
    if best.all.len() == 1 {
        said.extend(limits);
    }
    said
}
