//! The cost of a whole plan: its lines added up, as one present value or month by month.

use crate::cost::figures::Figures;
use crate::cost::lines::{Line, Lines};
use crate::cost::own::Used;
use crate::cost::plan::{Alone, Choice, Cost, Group, Load, Month, Pay, Plan, Run};
use crate::cost::sink::Sink;
use crate::cost::straight::Straight;
use crate::units::{Usd, UsdPerMonth};

/// A straight line from one multiple of today's volume on.
pub struct Stretch {
    /// From this multiple on, up to where the next begins.
    pub from: f64,
    /// What it costs there.
    pub line: Straight,
}

impl Figures<'_, '_> {
    /// What a plan costs at `scale` times today's volume, by line and month by month.
    ///
    /// `None` when some stream is too slow on its setup or has no price for the way it is paid.
    pub fn cost(&self, plan: &Plan, scale: f64) -> Option<Cost> {
        self.cost_with(plan, &self.loads(plan)?, scale)
    }

    /// The same, at `scale` times today's volume, with the groups' loads at hand.
    pub fn cost_with(&self, plan: &Plan, loads: &[Load], scale: f64) -> Option<Cost> {
        let mut cost = Cost { months: vec![Month::default(); self.paths.months], ..Cost::default() };
        self.add_all(&mut cost, plan, loads, scale)?;
        Some(cost)
    }

    /// The present value of a plan at `scale` times today's volume by line, as [`Figures::cost`] has it, without the months:
    /// for searches and draws.
    pub fn present(&self, plan: &Plan, scale: f64) -> Option<Lines<Usd>> {
        self.present_with(plan, &self.loads(plan)?, scale)
    }

    /// The same, at `scale` times today's volume, with the groups' loads at hand.
    pub fn present_with(&self, plan: &Plan, loads: &[Load], scale: f64) -> Option<Lines<Usd>> {
        let mut cost = Lines::<Usd>::default();
        self.add_all(&mut cost, plan, loads, scale)?;
        Some(cost)
    }

    fn loads(&self, plan: &Plan) -> Option<Vec<Load>> {
        plan.groups.iter().map(|group| self.load(group.setup, &group.streams)).collect()
    }

    fn add_all(&self, cost: &mut dyn Sink, plan: &Plan, loads: &[Load], scale: f64) -> Option<()> {
        self.add_steady(cost, plan, scale);
        self.add_fleets(cost, plan, loads, scale)
    }

    /// What of a plan's present value does not come in whole replicas, over multiples of today's volume: straight lines,
    /// one after another. It bends where a larger bill makes moving to a cheaper host worth while before the own servers
    /// run. [`Figures::in_replicas`] is the rest.
    pub fn steady(&self, plan: &Plan) -> Vec<Stretch> {
        let at = |scale: f64| {
            let mut cost = Lines::<Usd>::default();
            self.add_steady(&mut cost, plan, scale);
            cost.total()
        };
        let through = |from: f64, low: f64, high: f64| {
            let (below, above) = (at(low), at(high));
            let linear = (above - below) * (1.0 / (high - low));
            Stretch { from, line: Straight { constant: below - linear * low, linear } }
        };
        let mut from = 0.0;
        let mut lines = Vec::with_capacity(1);
        for to in self.bends_of(plan) {
            lines.push(through(from, from + (to - from) * 0.25, from + (to - from) * 0.75));
            from = to;
        }
        // A bend may lie at next to no volume, where a slope would be lost in rounding.
        lines.push(through(from, from * 2.0, from * 4.0 + 1.0));
        lines
    }

    /// The volumes, rising, above which a stream of a plan's own groups is served elsewhere until its servers run.
    fn bends_of(&self, plan: &Plan) -> Vec<f64> {
        let streams = plan.groups.iter().flat_map(|group| group.streams.iter().map(move |&stream| (group, stream)));
        let mut bends: Vec<f64> = streams.flat_map(|(group, at)| self.bends(at, plan.overflow_of(group, at))).collect();
        crate::order::rising(&mut bends, |bend| *bend);
        bends.dedup();
        bends
    }

    /// The present value of a plan's replicas, their overflow and their people at `scale` times today's volume.
    pub fn in_replicas(&self, plan: &Plan, loads: &[Load], scale: f64) -> Option<Usd> {
        let mut cost = Lines::<Usd>::default();
        self.add_fleets(&mut cost, plan, loads, scale)?;
        Some(cost.total())
    }

    /// What one group takes beyond [`Figures::group_base`] and without people, at `scale` times today's volume and on
    /// replicas of its own; as [`Figures::cost`] otherwise.
    pub fn alone(&self, group: &Group, load: &Load, meanwhile: &[Option<usize>], scale: f64) -> Option<Alone> {
        self.hosting(group, load, meanwhile, scale, &group.streams)
    }

    /// The same, at `scale` times today's volume, for a group whose replicas carry the work of others too: `load` is that of all, `served` their streams.
    pub fn hosting(
        &self,
        group: &Group,
        load: &Load,
        meanwhile: &[Option<usize>],
        scale: f64,
        served: &[usize],
    ) -> Option<Alone> {
        let mut cost = Lines::<Usd>::default();
        let mut used = Used::none(self.inputs);
        self.add_fleet(&mut cost, meanwhile, group, load, scale, &mut used, served)?;
        let mut present = cost.total();
        if group.run == Run::Burst && self.paths.building[0] > 0.0 {
            present += self.for_one_moves(&group.streams, meanwhile, scale);
        }
        Some(Alone { present, gpus: used.gpus[..self.paths.months].to_vec() })
    }

    /// What each of a plan's fleets costs and has by itself at `scale` times today's volume, month by month, beside the others: what the visitor has goes
    /// to the first. People are left out.
    pub fn each_fleet(
        &self,
        fleets: &[(&Group, &Load)],
        meanwhile: &[Option<usize>],
        scale: f64,
    ) -> Option<Vec<Vec<Month>>> {
        let mut used = Used::none(self.inputs);
        let mut all = Vec::with_capacity(fleets.len());
        for (group, load) in fleets {
            let mut cost = Cost { months: vec![Month::default(); self.paths.months], ..Cost::default() };
            let before = used.gpus;
            self.add_fleet(&mut cost, meanwhile, group, load, scale, &mut used, &group.streams)?;
            for (t, month) in cost.months.iter_mut().enumerate() {
                month.gpus = used.gpus[t] - before[t];
            }
            all.push(cost.months);
        }
        Some(all)
    }

    /// Whether these groups would each count the GPUs that the visitor has, if each were looked at alone.
    pub fn share_owned(&self, groups: &[Group]) -> bool {
        self.inputs.owned_gpus > 0.0 && groups.iter().filter(|group| group.pay == Pay::Owned).count() > 1
    }

    /// The present value of what groups have in common: people for their GPUs, month by month, and the build.
    pub fn in_common(&self, gpus: &[f64]) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_build(&mut cost);
        self.add_people(&mut cost, gpus);
        cost.total()
    }

    /// Adds what is bought, the hosted bill of what is still being built, the upkeep of groups, and the build.
    fn add_steady(&self, cost: &mut dyn Sink, plan: &Plan, scale: f64) {
        for (stream, choice) in plan.choices.iter().enumerate() {
            if let Choice::Bought(offer) = *choice {
                self.add_offer(cost, stream, offer, scale, None);
            }
        }
        for group in &plan.groups {
            self.add_group(cost, &|stream| plan.overflow_of(group, stream), &group.streams, scale);
        }
        if !plan.groups.is_empty() {
            self.add_build(cost);
        }
    }

    /// Adds the replicas of all groups and the people who run them.
    fn add_fleets(&self, cost: &mut dyn Sink, plan: &Plan, loads: &[Load], scale: f64) -> Option<()> {
        if plan.groups.is_empty() {
            return Some(());
        }
        let mut used = Used::none(self.inputs);
        let shared = self.shared_loads(plan, loads, scale);
        let loads = shared.as_ref().map_or(loads, |(loads, _)| loads);
        for (at, (group, load)) in plan.groups.iter().zip(loads).enumerate() {
            let hosts = shared.as_ref().map_or(at, |(_, hosts)| hosts[at]);
            // A guest's work is in its host's load: it pays for no GPU of its own.
            if hosts != at {
                continue;
            }
            let guests = shared.iter().flat_map(|(_, hosts)| hosts.iter().enumerate().filter(|(_, host)| **host == at));
            let mut served = group.streams.clone();
            served.extend(guests.filter(|(guest, _)| *guest != at).flat_map(|(guest, _)| &plan.groups[guest].streams));
            self.add_fleet(cost, &plan.meanwhile, group, load, scale, &mut used, &served)?;
        }
        self.add_people(cost, &used.gpus[..self.paths.months]);
        Some(())
    }

    pub(super) fn put(&self, cost: &mut dyn Sink, t: usize, line: Line, amount: UsdPerMonth) {
        cost.add(t, self.paths.discount[t], line, amount);
    }
}
