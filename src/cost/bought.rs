//! What is bought by the token: the bill month by month, and the work and risk that buying takes.

use crate::cost::figures::Figures;
use crate::cost::lines::{Line, Lines};
use crate::cost::outages::outage;
use crate::cost::plan::Plan;
use crate::cost::sink::Sink;
use crate::hosted::bill::Bill;
use crate::streams::{Offer, OfferKind};
use crate::units::{PerYear, Usd, UsdPerMonth};

impl Figures<'_, '_> {
    /// A month's bill of a stream's offer at today's volume and that month's price row, before drift.
    pub fn bill(&self, stream: usize, offer: usize, month: usize) -> &crate::hosted::bill::Bill {
        let rows = &self.flows[stream].bills[offer];
        let in_force = rows.iter().rev().find(|(from, _)| *from as usize <= month + 1);
        &in_force.unwrap_or(&rows[0]).1
    }

    /// The present value of a stream's offer over the whole horizon at `scale` times today's volume: tokens,
    /// evaluation, model changes, moving to it, lag.
    pub fn bought(&self, stream: usize, offer: usize, scale: f64) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_offer(&mut cost, stream, offer, scale, None);
        cost.total()
    }

    /// The cheapest allowed offer of a stream, if any is allowed.
    pub fn best_offer(&self, stream: usize) -> Option<usize> {
        let offers = &self.case.streams[stream].offers;
        let allowed = (0..offers.len()).filter(|&at| offers[at].feasible);
        allowed
            .map(|at| (at, self.bought(stream, at, 1.0)))
            .min_by(|a, b| a.1.get().total_cmp(&b.1.get()))
            .map(|(at, _)| at)
    }

    /// A month's hosted bill of a group's streams at today's volume.
    pub(super) fn elsewhere(&self, streams: &[usize], meanwhile: &[Option<usize>], t: usize) -> Option<UsdPerMonth> {
        let mut sum = UsdPerMonth::ZERO;
        for &stream in streams {
            sum += self.bill(stream, meanwhile[stream]?, t).total * self.followed(stream, t);
        }
        Some(sum * self.paths.hosted[t])
    }

    /// Adds the tokens of a bought stream at `scale` times today's volume; with `part`, only that part of each month (the
    /// build phase, an overflow).
    pub(super) fn add_bought(
        &self,
        cost: &mut dyn Sink,
        stream: usize,
        offer: usize,
        scale: f64,
        part: Option<&[f64]>,
    ) {
        let paths = &self.paths;
        let rows = &self.flows[stream].bills[offer];
        // Between two price steps every month has the same lines: one sum of factors carries them all.
        let follows = !self.flows[stream].followed.is_empty();
        for (at, (from, bill)) in rows.iter().enumerate() {
            let first = if at == 0 { 0 } else { *from as usize - 1 };
            let end = rows.get(at + 1).map_or(paths.months, |(next, _)| *next as usize - 1).min(paths.months);
            let factor = |t: usize| paths.requests[t] * paths.price[t] * scale * part_of(part, t);
            let months = (first..end.max(first)).filter(|t| part_of(part, *t) > 0.0);
            if let Some(present) = cost.present_only() {
                let sum: f64 = months.map(|t| factor(t) * paths.discount[t]).sum();
                for (line, amount) in by_line(bill) {
                    present.add(line, Usd::new(amount.get() * sum));
                }
            } else {
                for t in months {
                    for (line, amount) in by_line(bill) {
                        self.put(cost, t, line, amount * factor(t));
                    }
                }
            }
        }
        if follows {
            self.add_saved(cost, stream, offer, scale, part);
        }
    }

    /// Adds what moving to cheaper models takes off a bought stream's tokens.
    #[inline(never)]
    fn add_saved(&self, cost: &mut dyn Sink, stream: usize, offer: usize, scale: f64, part: Option<&[f64]>) {
        let paths = &self.paths;
        for t in (0..paths.months).filter(|t| part_of(part, *t) > 0.0) {
            let factor = paths.requests[t] * paths.price[t] * scale * part_of(part, t);
            let off = self.followed(stream, t) - 1.0;
            self.put(cost, t, Line::Following, self.bill(stream, offer, t).total * (factor * off));
        }
    }

    /// Adds a bought stream at `scale` times today's volume with all that buying takes: its tokens, work and risk month by month, and moving to it.
    /// With `part`, only in that part of each month.
    pub(super) fn add_offer(&self, cost: &mut dyn Sink, stream: usize, offer: usize, scale: f64, part: Option<&[f64]>) {
        self.add_bought(cost, stream, offer, scale, part);
        self.add_changes(cost, stream, part);
        let chosen = &self.case.streams[stream].offers[offer];
        let moved = moved(chosen);
        let weight = self.weight(stream).get();
        let lag = if moved && chosen.open && self.closed_today(stream) {
            self.inputs.lag_value * self.inputs.model_lag.get() * weight
        } else {
            UsdPerMonth::ZERO
        };
        let outage = outage(self.lost_hosted(), self.inputs.outage_cost) * weight;
        for (line, amount) in [(Line::Lag, lag), (Line::Outage, outage)] {
            self.put_monthly(cost, line, amount, part);
        }
        if moved {
            self.add_move(cost, stream);
        }
    }

    /// Adds the work that a hosted model makes: evaluation and changes each time the host replaces it. With `part`, only in
    /// that part of each month.
    pub(super) fn add_changes(&self, cost: &mut dyn Sink, stream: usize, part: Option<&[f64]>) {
        let inputs = self.inputs;
        let changes = self.changes_a_year(stream).0.get() / 12.0 * self.case.streams[stream].part.get();
        let evaluation = UsdPerMonth::new(changes * inputs.eval_cycle.get());
        let work = UsdPerMonth::new(changes * inputs.hosted_change_effort.cost(inputs.engineer_cost).get());
        for (line, amount) in [(Line::Evaluation, evaluation), (Line::Upgrades, work)] {
            self.put_monthly(cost, line, amount, part);
        }
    }

    /// Adds the same amount in every month, or the `part` of it.
    fn put_monthly(&self, cost: &mut dyn Sink, line: Line, amount: UsdPerMonth, part: Option<&[f64]>) {
        if amount != UsdPerMonth::ZERO {
            for t in (0..self.paths.months).filter(|t| part_of(part, *t) > 0.0) {
                self.put(cost, t, line, amount * part_of(part, t));
            }
        }
    }

    /// Adds moving a stream to another model, once.
    pub(super) fn add_move(&self, cost: &mut dyn Sink, stream: usize) {
        let inputs = self.inputs;
        let effort = inputs.migration_effort.cost(inputs.engineer_cost).get() + inputs.eval_cycle.get();
        let effort = UsdPerMonth::new(effort * self.case.streams[stream].part.get());
        self.put(cost, 0, Line::Migration, effort);
    }

    /// How often a stream of a plan's own group is moved to another host: for the build, and for what overflows.
    pub(crate) fn moves_to_a_host(&self, stream: usize, plan: &Plan, group: usize) -> usize {
        let is_moved = |offer: usize| moved(&self.case.streams[stream].offers[offer]);
        let host = plan.overflow_of(&plan.groups[group], stream);
        let interim = self.interim(stream, host, 1.0).filter(|_| self.paths.building[0] > 0.0);
        let overflow = host.is_some_and(|host| is_moved(host) && interim != Some(host));
        usize::from(interim.is_some_and(is_moved)) + usize::from(overflow)
    }

    /// How often a hosted workload changes its model, a year, and the input that says so: when the host retires it, or for
    /// who follows cheaper models, when one is good enough. Who moves often is seldom overtaken by a retirement; and nobody
    /// moves where nothing cheaper is to come.
    pub(crate) fn changes_a_year(&self, stream: usize) -> (PerYear, &'static str) {
        let (forced, chosen) = (self.inputs.hosted_changes, self.inputs.follow_moves);
        let saves = self.flows[stream].followed.last().is_some_and(|left| *left < 1.0);
        if saves && chosen > forced { (chosen, "follow_moves") } else { (forced, "hosted_changes") }
    }

    pub(super) fn closed_today(&self, stream: usize) -> bool {
        self.case.streams[stream].offers.first().is_some_and(|today| !today.open)
    }
}

/// The part of month t that counts: all of it where nothing else is said.
fn part_of(part: Option<&[f64]>, t: usize) -> f64 {
    part.map_or(1.0, |part| part[t])
}

/// A bill by the lines of the cost table.
fn by_line(bill: &Bill) -> [(Line, UsdPerMonth); 8] {
    [
        (Line::Input, bill.input),
        (Line::CachedRead, bill.cached_read),
        (Line::CacheWrite, bill.cache_write),
        (Line::Output, bill.output),
        (Line::Reasoning, bill.reasoning),
        (Line::Searches, bill.searches),
        (Line::Batch, bill.batch),
        (Line::Adjustments, bill.adjustments),
    ]
}

/// Whether an offer is another model than today's.
pub(super) fn moved(offer: &Offer<'_>) -> bool {
    !matches!(offer.kind, OfferKind::Today | OfferKind::Well)
}
