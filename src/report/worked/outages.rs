//! Outages, and being behind.

use super::Working;
use crate::cost::outages::FAILOVER_WORKS;
use crate::inputs::YesNo;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;
use crate::streams::OfferKind;
use crate::units::HOURS_PER_MONTH;

impl Working<'_, '_, '_, '_> {
    /// A stream's part of the whole service.
    pub(super) fn weight(&self, stream: usize) -> Factor {
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
