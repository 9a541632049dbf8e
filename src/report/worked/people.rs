//! People's time and what goes wrong: running, rota, incidents, evaluation, changes, building, moving, delay, outages,
//! lag.

use super::Working;
use crate::cost::bought::changes_a_year;
use crate::cost::outages::FAILOVER_WORKS;
use crate::cost::people::{HARDWARE_INCIDENTS, ON_CALL, WEEKS_PER_MONTH, WORKING_HOURS_PER_YEAR};
use crate::cost::plan::{Choice, Run};
use crate::inputs::{MlOps, YesNo};
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;
use crate::streams::OfferKind;
use crate::units::HOURS_PER_MONTH;

const WEEKS_PER_YEAR: f64 = 52.0;

impl Working<'_, '_, '_, '_> {
    fn platform(&self) -> bool {
        self.figures.inputs.ml_ops == MlOps::Platform
    }

    fn wage_month(&self) -> [Factor; 2] {
        [self.wage(), Factor::new(12.0, Unit::Number, "months", "").over()]
    }

    fn wage(&self) -> Factor {
        Factor::new(self.figures.inputs.engineer_cost.get(), Unit::UsdYear, "an engineer", "engineer_cost")
    }

    fn wage_weeks(&self) -> [Factor; 2] {
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
            _ if gpus <= 64.0 => (medium.max(small), "run_people_medium"),
            _ => (large.max(medium).max(small), "run_people_large"),
        };
        let gpus = Sized(gpus).words();
        let mut factors = vec![Factor::new(size, Unit::Number, &gpus, key)];
        if self.platform() {
            factors.push(Factor::new(
                inputs.marginal_share.get(),
                Unit::Percent,
                "beside a platform",
                "marginal_share",
            ));
        }
        Equation::new("Engineers who run it", Unit::Number, Finish::Plain, vec![Term::of(factors)])
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

    /// Streams that are bought in a month, each with its offer and the part of it that it is.
    fn bought(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.plan.choices.iter().enumerate().filter_map(|(stream, choice)| match *choice {
            Choice::Bought(offer) => Some((stream, offer)),
            Choice::Own(_) => None,
        })
    }

    /// Streams for which a hosted model stays in service in a month, with the part of the month if it is not all of it.
    fn hosted(&self, month: usize) -> Vec<(usize, Option<Factor>)> {
        let building = self.figures.paths.building[month];
        let mut all: Vec<(usize, Option<Factor>)> = self.bought().map(|(stream, _)| (stream, None)).collect();
        all.extend(self.leaning().map(|stream| (stream, self.part_running(month))));
        if building > 0.0 {
            let own = self.plan.groups.iter().flat_map(|group| group.streams.iter().copied());
            let interim =
                own.filter(|&stream| self.figures.interim(stream, self.plan.meanwhile[stream], 1.0).is_some());
            let part = || Factor::new(building, Unit::Percent, "of the month is before that", "build_months");
            all.extend(interim.map(|stream| (stream, Some(part()))));
        }
        all
    }

    fn part(&self, stream: usize) -> Option<Factor> {
        let part = self.figures.case.streams[stream].part.get();
        (part < 1.0).then(|| Factor::new(part, Unit::Percent, "of the workload", &self.key(stream, "in_scope")))
    }

    fn a_month(value: f64, label: &str, key: &str) -> [Factor; 2] {
        [Factor::new(value, Unit::Number, label, key), Factor::new(12.0, Unit::Number, "months", "").over()]
    }

    pub(super) fn evaluation(&self, month: usize) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let (a_year, key) = changes_a_year(inputs);
        let cycle = || Factor::new(inputs.eval_cycle.get(), Unit::Usd, "an evaluation", "eval_cycle");
        let mut all = Vec::new();
        for (stream, part) in self.hosted(month) {
            let mut factors = Self::a_month(a_year, "changes of model a year", key).to_vec();
            factors.push(cycle());
            factors.extend(self.part(stream));
            factors.extend(part);
            all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
        }
        for group in &self.plan.groups {
            for &stream in &group.streams {
                let mut factors = Self::a_month(inputs.upgrades.get(), "upgrades a year", "upgrades").to_vec();
                factors.push(cycle());
                factors.extend(self.part(stream));
                factors.extend(self.part_running(month));
                all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
            }
        }
        all
    }

    pub(super) fn upgrades(&self, month: usize) -> Vec<Equation> {
        let (case, inputs) = (self.figures.case, self.figures.inputs);
        let (a_year, key) = changes_a_year(inputs);
        let mut all = Vec::new();
        for (stream, part) in self.hosted(month) {
            let mut factors = Self::a_month(a_year, "changes of model a year", key).to_vec();
            let weeks = inputs.hosted_change_effort.get();
            factors.push(Factor::new(weeks, Unit::Number, "person-weeks", "hosted_change_effort"));
            factors.extend(self.wage_weeks());
            factors.extend(self.part(stream));
            factors.extend(part);
            all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
        }
        for group in &self.plan.groups {
            let mut factors = Self::a_month(inputs.upgrades.get(), "upgrades a year", "upgrades").to_vec();
            factors.push(Factor::new(inputs.upgrade_effort.get(), Unit::Number, "person-weeks", "upgrade_effort"));
            factors.extend(self.wage_weeks());
            factors.extend(self.part_running(month));
            all.push(Equation::product(&case.setups[group.setup].model.name, Unit::UsdMonth, factors));
        }
        all
    }

    /// Months of work to build, hiring left out.
    fn work_months(&self) -> Equation {
        let inputs = self.figures.inputs;
        let mut factors = vec![
            Factor::new(inputs.build_months.get(), Unit::Number, "months planned", "build_months"),
            Factor::new(inputs.overrun, Unit::Number, "overrun", "overrun"),
        ];
        if self.platform() {
            let left = inputs.marginal_share.get();
            factors.push(Factor::new(left, Unit::Percent, "left to do beside a platform", "marginal_share"));
        }
        Equation::new("Months of work", Unit::Months, Finish::Plain, vec![Term::of(factors)])
    }

    fn wages(&self) -> [Equation; 2] {
        let work = self.work_months();
        let team = Factor::new(self.figures.inputs.build_team.get(), Unit::Number, "engineers", "build_team");
        let mut factors = vec![work.factor("of work"), team];
        factors.extend(self.wage_month());
        let wages = Equation::new("Wages", Unit::Usd, Finish::Plain, vec![Term::of(factors)]);
        [work, wages]
    }

    /// Months over which the build is paid.
    fn span(&self) -> Factor {
        let paths = &self.figures.paths;
        let span = libm::ceil(paths.build.months.get()).min(paths.months as f64).max(1.0);
        Factor::new(span, Unit::Number, "months, hiring included", "").over()
    }

    pub(super) fn build(&self) -> Vec<Equation> {
        let [work, wages] = self.wages();
        let month = Equation::product("The first month", Unit::UsdMonth, vec![wages.factor("wages"), self.span()]);
        vec![work, wages, month]
    }

    pub(super) fn delay(&self) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let [work, wages] = self.wages();
        let team = inputs.build_team.get();
        let product = inputs.product_team.get().max(team).max(0.5);
        let slip = Equation::new(
            "Months by which the roadmap slips",
            Unit::Months,
            Finish::Plain,
            vec![Term::of(vec![
                work.factor("of work"),
                Factor::new(team, Unit::Number, "engineers taken", "build_team"),
                Factor::new(product, Unit::Number, "who ship it", "product_team").over(),
            ])],
        );
        let delay = Equation::new(
            "Beyond the wages",
            Unit::Usd,
            Finish::AtLeastZero,
            vec![
                Term::of(vec![
                    slip.factor("of delay"),
                    Factor::new(inputs.cost_of_delay.get(), Unit::UsdMonth, "lost", "cost_of_delay"),
                ]),
                Term::less(vec![wages.factor("wages")]),
            ],
        );
        let month = Equation::product("The first month", Unit::UsdMonth, vec![delay.factor("lost"), self.span()]);
        vec![work, wages, slip, delay, month]
    }

    pub(super) fn migration(&self) -> Vec<Equation> {
        let (case, inputs) = (self.figures.case, self.figures.inputs);
        let offers = |stream: usize| &case.streams[stream].offers;
        let other =
            |stream: usize, offer: usize| !matches!(offers(stream)[offer].kind, OfferKind::Today | OfferKind::Well);
        // Once to one's own servers, and once to the host that is used until they run or for what overflows.
        let moved = self.plan.choices.iter().enumerate().flat_map(|(stream, choice)| {
            let times = match *choice {
                Choice::Bought(offer) => usize::from(other(stream, offer)),
                Choice::Own(group) => 1 + self.figures.moves_to_a_host(stream, self.plan, group),
            };
            core::iter::repeat_n(stream, times)
        });
        moved
            .map(|stream| {
                let weeks =
                    Factor::new(inputs.migration_effort.get(), Unit::Number, "person-weeks", "migration_effort");
                let mut work = vec![weeks];
                work.extend(self.wage_weeks());
                let mut test = vec![Factor::new(inputs.eval_cycle.get(), Unit::Usd, "an evaluation", "eval_cycle")];
                work.extend(self.part(stream));
                test.extend(self.part(stream));
                let terms = vec![Term::of(work), Term::of(test)];
                Equation::new(&self.name(stream), Unit::UsdMonth, Finish::Plain, terms).adding()
            })
            .collect()
    }

    /// Streams of which a host serves the overflow all the time.
    fn leaning(&self) -> impl Iterator<Item = usize> + '_ {
        let groups = self.plan.groups.iter().filter(|group| group.run == Run::Burst);
        groups.flat_map(|group| group.streams.iter().copied())
    }

    /// A stream's part of the whole service.
    fn weight(&self, stream: usize) -> Factor {
        Factor::new(self.figures.weight(stream).get(), Unit::Percent, "of the service", "")
    }

    pub(super) fn outage(&self, month: usize) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let hours = || Factor::new(HOURS_PER_MONTH, Unit::Number, "hours", "hours of a month");
        let lost = || Factor::new(inputs.outage_cost.get(), Unit::UsdHour, "lost", "outage_cost");
        let mut all = Vec::new();
        let up = inputs.api_uptime.get();
        let left = (inputs.failover == YesNo::Yes).then(|| {
            let works = vec![
                Factor::new(FAILOVER_WORKS, Unit::Percent, "of failovers work", "failovers that work"),
                Factor::new(up, Unit::Percent, "that the second vendor answers", "api_uptime"),
            ];
            let terms = vec![Term::of(vec![Factor::new(1.0, Unit::Percent, "", "")]), Term::less(works)];
            Equation::new("Not saved by a second vendor", Unit::Percent, Finish::Plain, terms)
        });
        for (stream, _) in self.bought() {
            let mut factors = vec![hours(), Factor::new(1.0 - up, Unit::Percent, "down at the host", "api_uptime")];
            factors.extend(left.as_ref().map(|left| left.factor("not saved by a second one")));
            factors.extend([lost(), self.weight(stream)]);
            all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
        }
        if !self.plan.groups.is_empty() {
            let bought: f64 = all.iter().map(|one| one.result).sum();
            let amount = self.cost.months[month].lines.get(crate::cost::lines::Line::Outage).get() - bought;
            let mut rest = vec![hours(), lost()];
            rest.extend(self.part_running(month));
            let each: f64 = rest.iter().map(|factor| factor.value).product();
            if each > 0.0 {
                rest.insert(1, Factor::new(amount / each, Unit::Percent, "down, spares counted", "own_uptime"));
                all.push(Equation::product("Your own servers", Unit::UsdMonth, rest));
            }
        }
        if let Some(left) = left.filter(|_| self.bought().next().is_some()) {
            all.insert(0, left);
        }
        all
    }

    pub(super) fn lag(&self, month: usize) -> Vec<Equation> {
        let (case, inputs) = (self.figures.case, self.figures.inputs);
        let closed = |stream: usize| case.streams[stream].offers.first().is_some_and(|today| !today.open);
        let of = |stream: usize, behind: Factor| {
            let value = Factor::new(inputs.lag_value.get(), Unit::UsdMonth, "for each month behind", "lag_value");
            vec![behind, value, self.weight(stream)]
        };
        let mut all = Vec::new();
        for (stream, offer) in self.bought() {
            let chosen = &case.streams[stream].offers[offer];
            let moved = !matches!(chosen.kind, OfferKind::Today | OfferKind::Well);
            if moved && chosen.open && closed(stream) {
                let behind = Factor::new(inputs.model_lag.get(), Unit::Number, "months behind", "model_lag");
                all.push(Equation::product(&self.name(stream), Unit::UsdMonth, of(stream, behind)));
            }
        }
        let own: Vec<usize> = self.plan.groups.iter().flat_map(|group| group.streams.iter().copied()).collect();
        if own.iter().any(|&stream| closed(stream)) {
            let behind = Equation::new(
                "Months behind the newest",
                Unit::Number,
                Finish::Plain,
                vec![
                    Term::of(vec![Factor::new(inputs.model_lag.get(), Unit::Number, "by the model", "model_lag")]),
                    Term::of(vec![
                        Factor::new(6.0, Unit::Number, "months, half a year's interval", ""),
                        Factor::new(inputs.upgrades.get().max(0.1), Unit::Number, "upgrades a year", "upgrades").over(),
                    ]),
                ],
            );
            for stream in own.into_iter().filter(|&stream| closed(stream)) {
                let mut factors = of(stream, behind.factor("months behind"));
                factors.extend(self.part_running(month));
                all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
            }
            all.insert(0, behind);
        }
        all
    }
}

/// A fleet's size in words.
struct Sized(f64);

impl Sized {
    fn words(&self) -> String {
        "engineers for ".to_owned() + &crate::sentence::amount(Unit::Number, self.0) + " GPUs"
    }
}
