//! People's time: running, rota, incidents.

use super::Working;
use crate::cost::people::{HARDWARE_INCIDENTS, LARGE, ON_CALL, WEEKS_PER_MONTH, WORKING_HOURS_PER_YEAR};
use crate::inputs::MlOps;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;

const WEEKS_PER_YEAR: f64 = 52.0;

impl Working<'_, '_, '_, '_> {
    pub(super) fn platform(&self) -> bool {
        self.figures.inputs.ml_ops == MlOps::Platform
    }

    pub(super) fn wage_month(&self) -> [Factor; 2] {
        [self.wage(), Factor::new(12.0, Unit::Number, "months", "").over()]
    }

    pub(super) fn wage(&self) -> Factor {
        Factor::new(self.figures.inputs.engineer_cost.get(), Unit::UsdYear, "an engineer", "engineer_cost")
    }

    pub(super) fn wage_weeks(&self) -> [Factor; 2] {
        [self.wage(), Factor::new(WEEKS_PER_YEAR, Unit::Number, "weeks", "weeks of a year").over()]
    }

    /// Engineers for a fleet of the month's size.
    fn crew(&self, month: usize) -> Equation {
        let inputs = self.figures.inputs;
        let gpus = self.cost.months[month].gpus;
        let (small, medium, large) =
            (inputs.run_people_small.get(), inputs.run_people_medium.get(), inputs.run_people_large.get());
        let (size, key) = match gpus {
            _ if gpus <= 8.0 => (small, "run_people_small"),
            _ if gpus <= LARGE => (medium.max(small), "run_people_medium"),
            _ => (large.max(medium).max(small), "run_people_large"),
        };
        let said = Sized(gpus).words();
        let mut terms = vec![vec![Factor::new(size, Unit::Number, &said, key)]];
        if gpus > LARGE {
            terms.push(vec![
                Factor::new(gpus - LARGE, Unit::Number, "GPUs more than 64", ""),
                Factor::new(inputs.run_people_more, Unit::Number, "for each further engineer", "run_people_more")
                    .over(),
            ]);
        }
        let share = Factor::new(inputs.marginal_share.get(), Unit::Percent, "beside a platform", "marginal_share");
        terms.iter_mut().filter(|_| self.platform()).for_each(|factors| factors.push(share.clone()));
        Equation::new("Engineers who run it", Unit::Number, Finish::Plain, terms.into_iter().map(Term::of).collect())
    }

    pub(super) fn people(&self, month: usize) -> Vec<Equation> {
        let crew = self.crew(month);
        let mut factors = vec![crew.factor("engineers")];
        factors.extend(self.wage_month());
        factors.extend(self.part_running(month));
        vec![crew, Equation::product("A month", Unit::UsdMonth, factors)]
    }

    fn uncovered(&self) -> Factor {
        let missing = self.figures.inputs.rota_absorbed.rest().get();
        Factor::new(missing, Unit::Percent, "not covered by a rota you have", "rota_absorbed")
    }

    pub(super) fn rota(&self, month: usize) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let crew = self.crew(month);
        let missing = Equation::new(
            "Engineers missing on the rota",
            Unit::Number,
            Finish::AtLeastZero,
            vec![
                Term::of(vec![Factor::new(inputs.rota.get(), Unit::Number, "on a rota", "rota"), self.uncovered()]),
                Term::less(vec![crew.factor("who run it")]),
            ],
        );
        let mut factors = vec![missing.factor("engineers")];
        factors.extend(self.wage_month());
        factors.extend(self.part_running(month));
        vec![crew, missing, Equation::product("A month", Unit::UsdMonth, factors)]
    }

    pub(super) fn on_call(&self, month: usize) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let gpus = Factor::new(self.cost.months[month].gpus, Unit::Number, "GPUs", "");
        let servers = Equation::new(
            "Servers of 8 GPUs",
            Unit::Number,
            Finish::RoundedUp,
            vec![Term::of(vec![gpus, Factor::new(8.0, Unit::Number, "", "").over()])],
        );
        let mut software = vec![Factor::new(inputs.incidents.get(), Unit::Number, "in software", "incidents")];
        if self.platform() {
            let share = Factor::new(inputs.marginal_share.get(), Unit::Percent, "beside a platform", "marginal_share");
            software.push(share);
        }
        let broken = Factor::new(HARDWARE_INCIDENTS, Unit::Number, "a server", "hardware incidents");
        let incidents = Equation::new(
            "Incidents a month",
            Unit::Number,
            Finish::Plain,
            vec![Term::of(software), Term::of(vec![broken, servers.factor("servers")])],
        );
        let mut hours = vec![
            incidents.factor("incidents"),
            Factor::new(inputs.incident_hours.get(), Unit::Number, "hours each", "incident_hours"),
            self.wage(),
            Factor::new(WORKING_HOURS_PER_YEAR, Unit::Number, "working hours", "working hours").over(),
        ];
        let mut pager = vec![
            Factor::new(ON_CALL, Unit::Number, "people on call", "people on call"),
            Factor::new(inputs.oncall_stipend.get(), Unit::Usd, "a week", "oncall_stipend"),
            Factor::new(WEEKS_PER_MONTH, Unit::Number, "weeks", "weeks of a month"),
            self.uncovered(),
        ];
        hours.extend(self.part_running(month));
        pager.extend(self.part_running(month));
        let mut all = vec![servers, incidents, Equation::product("Hours on incidents", Unit::UsdMonth, hours)];
        if !self.platform() {
            all.push(Equation::product("On-call pay", Unit::UsdMonth, pager));
        }
        all
    }
}

/// A fleet's size in words.
struct Sized(f64);

impl Sized {
    fn words(&self) -> String {
        let gpus = if self.0 == 1.0 { " GPU" } else { " GPUs" };
        "engineers for ".to_owned() + &crate::sentence::amount(Unit::Number, self.0) + gpus
    }
}
