//! Evaluation, model changes and moving: what both sides take.

use super::Working;
use crate::cost::plan::{Choice, Run};
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;
use crate::streams::OfferKind;
use crate::units::PerYear;

impl Working<'_, '_, '_, '_> {
    /// Streams that are bought in a month, each with its offer and the part of it that it is.
    pub(super) fn bought(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.plan.choices.iter().enumerate().filter_map(|(stream, choice)| match *choice {
            Choice::Bought(offer) => Some((stream, offer)),
            Choice::Own(_) => None,
        })
    }

    /// Streams for which a hosted model stays in service in a month, with the part of the month if it is not all of it.
    pub(super) fn hosted(&self, month: usize) -> Vec<(usize, Option<Factor>)> {
        let building = self.figures.paths.building[month];
        let mut all: Vec<(usize, Option<Factor>)> = self.bought().map(|(stream, _)| (stream, None)).collect();
        all.extend(self.leaning().map(|stream| (stream, self.part_running(month))));
        if building > 0.0 {
            let own = self.plan.groups.iter().flat_map(|group| group.streams.iter().copied());
            let interim = own.filter(|&stream| self.figures.interim(stream, None, 1.0).is_some());
            let part = || Factor::new(building, Unit::Percent, "of the month is before that", "build_months");
            all.extend(interim.map(|stream| (stream, Some(part()))));
        }
        all
    }

    pub(super) fn part(&self, stream: usize) -> Option<Factor> {
        let part = self.figures.case.streams[stream].part.get();
        (part < 1.0).then(|| Factor::new(part, Unit::Percent, "of the workload", &self.key(stream, "in_scope")))
    }

    /// Something that happens so often a year, in a month.
    pub(super) fn a_month(often: PerYear, label: &str, key: &str) -> [Factor; 2] {
        [Factor::new(often.get(), Unit::Number, label, key), Factor::new(12.0, Unit::Number, "months", "").over()]
    }

    pub(super) fn evaluation(&self, month: usize) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let cycle = || Factor::new(inputs.eval_cycle.get(), Unit::Usd, "an evaluation", "eval_cycle");
        let mut all = Vec::new();
        for (stream, part) in self.hosted(month) {
            let (a_year, key) = self.figures.changes_a_year(stream);
            let mut factors = Self::a_month(a_year, "changes of model a year", key).to_vec();
            factors.push(cycle());
            factors.extend(self.part(stream));
            factors.extend(part);
            all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
        }
        for group in &self.plan.groups {
            for &stream in &group.streams {
                let mut factors = Self::a_month(inputs.upgrades, "upgrades a year", "upgrades").to_vec();
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
        let mut all = Vec::new();
        for (stream, part) in self.hosted(month) {
            let (a_year, key) = self.figures.changes_a_year(stream);
            let mut factors = Self::a_month(a_year, "changes of model a year", key).to_vec();
            let weeks = inputs.hosted_change_effort.get();
            factors.push(Factor::new(weeks, Unit::Number, "person-weeks", "hosted_change_effort"));
            factors.extend(self.wage_weeks());
            factors.extend(self.part(stream));
            factors.extend(part);
            all.push(Equation::product(&self.name(stream), Unit::UsdMonth, factors));
        }
        for group in &self.plan.groups {
            let mut factors = Self::a_month(inputs.upgrades, "upgrades a year", "upgrades").to_vec();
            factors.push(Factor::new(inputs.upgrade_effort.get(), Unit::Number, "person-weeks", "upgrade_effort"));
            factors.extend(self.wage_weeks());
            factors.extend(self.part_running(month));
            all.push(Equation::product(&case.setups[group.setup].model.name, Unit::UsdMonth, factors));
        }
        all
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
    pub(super) fn leaning(&self) -> impl Iterator<Item = usize> + '_ {
        let groups = self.plan.groups.iter().filter(|group| group.run == Run::Burst);
        groups.flat_map(|group| group.streams.iter().copied())
    }
}
