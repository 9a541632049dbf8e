//! The market at one volume: ways to run groups of streams, and plans assembled from them.

use super::Priced;
use super::market::Market;
use super::stock::Stock;
use crate::cost::figures::Figures;
use crate::cost::plan::{Alone, Choice, Group, Load, Plan, Run, Side};
use std::rc::Rc;

/// Combinations of ways that are all priced for one division into groups of more than [`super::EXACT`] streams.
const MOST_COMBINED: usize = 256;
/// GPUs from which the largest crew runs a fleet, one server more.
const LARGEST_TIER: f64 = 72.0;

/// What can be had at one volume.
pub(super) struct Shop<'m, 'f, 'c, 'a> {
    pub(super) market: &'m Market<'f, 'c, 'a>,
    pub(super) figures: &'f Figures<'c, 'a>,
    /// Times today's volume.
    pub(super) volume: f64,
    root: f64,
    /// Best allowed offer per stream and its present value.
    pub(super) bought: Vec<Option<(usize, f64)>>,
    /// The offer that serves each stream while its fleet is built, and its overflow.
    pub(super) meanwhile: Vec<Option<usize>>,
    fronts: Vec<(u128, Rc<Vec<Way>>)>,
    floors: Vec<(u128, Option<f64>)>,
}

/// A group with its load, its present value without people, and the GPUs it has month by month.
pub(super) struct Way {
    pub(super) group: Group,
    load: Load,
    alone: Alone,
    /// The most that people could cost less with fewer GPUs, whatever else runs.
    people_saved: f64,
}

impl Way {
    /// True when a host carries a part of it.
    fn leans(&self) -> bool {
        self.group.run == Run::Burst
    }

    /// No more GPUs in any month.
    fn as_thrifty_as(&self, other: &Self) -> bool {
        self.alone.gpus.iter().zip(&other.alone.gpus).all(|(a, b)| a <= b)
    }
}

impl<'m, 'f, 'c, 'a> Shop<'m, 'f, 'c, 'a> {
    pub(super) fn new(market: &'m Market<'f, 'c, 'a>, volume: f64) -> Self {
        let figures = market.figures;
        let bought: Vec<Option<(usize, f64)>> =
            (0..figures.case.streams.len()).map(|at| market.bought(at, volume)).collect();
        let meanwhile = bought.iter().map(|best| best.map(|(offer, _)| offer)).collect();
        let (fronts, floors) = (Vec::new(), Vec::new());
        Self { market, figures, volume, root: volume.sqrt(), bought, meanwhile, fronts, floors }
    }

    /// What a group costs on any setup: the hosted bill while building, and the work that its streams take.
    fn base(&self, stock: &Stock) -> f64 {
        let bill = |&at: &usize| self.market.built_meanwhile(at, self.meanwhile[at], self.volume);
        stock.work + stock.streams.iter().map(bill).sum::<f64>()
    }

    /// What no way to run a set of streams together undercuts, people left out; `None` where there is no way.
    pub(super) fn floor(&mut self, set: u128) -> Option<f64> {
        if let Some((_, known)) = self.floors.iter().find(|(known, _)| *known == set) {
            return *known;
        }
        let stock = self.market.stock(set);
        let least = stock.ways.iter().map(|way| way.floor.at(self.volume, self.root)).fold(f64::INFINITY, f64::min);
        let floor = least.is_finite().then(|| least + self.base(&stock));
        self.floors.push((set, floor));
        floor
    }

    /// The ways to run a set of streams on one model together that nothing beats in both cost and number of GPUs (on
    /// which the cost of people depends), people left out, cheapest first; empty when there is none.
    pub(super) fn front(&mut self, set: u128) -> Rc<Vec<Way>> {
        if let Some((_, known)) = self.fronts.iter().find(|(known, _)| *known == set) {
            return Rc::clone(known);
        }
        let (figures, stock) = (self.figures, self.market.stock(set));
        let base = self.base(&stock);
        let mut open: Vec<(f64, usize)> =
            stock.ways.iter().enumerate().map(|(at, way)| (base + way.floor.at(self.volume, self.root), at)).collect();
        crate::order::rising(&mut open, |one| one.0);
        let mut found: Vec<Way> = Vec::new();
        let paths = &figures.paths;
        for (floor, at) in open {
            let one = &stock.ways[at];
            // Fleets that lean on a host and fleets that do not are kept apart: only the latter are *built*.
            let leans = one.group.run == Run::Burst;
            let hopeless = found.iter().any(|way| {
                way.leans() == leans && way.alone.present.get() <= floor && {
                    // With no fewer GPUs in any month it saves no people either.
                    let (kept, per_volume) = one.least_gpus;
                    let no_fewer = way.alone.gpus.iter().enumerate().all(|(t, &gpus)| {
                        gpus <= 0.0 || gpus <= kept.max(per_volume * self.volume * paths.volume[t]) * (1.0 - 1e-9)
                    });
                    no_fewer && figures.inputs.outage_cost.get() <= 0.0
                        || way.alone.present.get() + way.people_saved <= floor
                }
            });
            if hopeless {
                continue;
            }
            let Some(alone) = figures.alone(&one.group, &one.load, &self.meanwhile, self.volume) else { continue };
            if alone.gpus.iter().all(|gpus| *gpus <= 0.0) {
                continue;
            }
            // Every tier of the crew lies below so many more GPUs.
            let beyond: Vec<f64> =
                alone.gpus.iter().map(|&own| if own > 0.0 { own + LARGEST_TIER } else { 0.0 }).collect();
            let people_saved = figures.in_common(&beyond).get() - self.market.least_in_common;
            found.push(Way { group: one.group.clone(), load: one.load.clone(), alone, people_saved });
        }
        crate::order::rising(&mut found, |way| way.alone.present.get());
        let mut kept: Vec<Way> = Vec::new();
        for way in found {
            if !kept.iter().any(|other| other.leans() == way.leans() && other.as_thrifty_as(&way)) {
                kept.push(way);
            }
        }
        let kept = Rc::new(kept);
        self.fronts.push((set, Rc::clone(&kept)));
        kept
    }

    /// What no plan with these groups and bought streams undercuts; `None` where there is none.
    pub(super) fn plan_floor(&mut self, parts: &[u128], bought_set: &[usize]) -> Option<f64> {
        let mut sum = self.unserved(parts, bought_set);
        for &at in bought_set {
            sum += self.bought[at]?.1;
        }
        let (mut bare, mut work) = (0.0, 0.0);
        for &set in parts {
            let floor = self.floor(set)?;
            let base = self.base(&self.market.stock(set));
            (bare, work) = (bare + floor - base, work + base);
        }
        if parts.len() > 1 {
            // Groups may share GPUs and their spares; then only the most expensive of them is sure, and what all of
            // them do.
            let alone = |set: u128| {
                self.market
                    .stock(set)
                    .ways
                    .iter()
                    .map(|way| way.floor.at(self.volume, self.root))
                    .fold(f64::INFINITY, f64::min)
            };
            let most = parts.iter().map(|&set| alone(set)).fold(f64::INFINITY, f64::min);
            let divisible: f64 = parts.iter().map(|&set| self.divisible(set)).sum();
            bare = bare.min(most.max(divisible));
        }
        let common = if parts.is_empty() { 0.0 } else { self.market.least_in_common };
        Some(sum + bare + work + common)
    }

    /// What a set of streams costs at the least on fleets that could be divided at will.
    fn divisible(&self, set: u128) -> f64 {
        let streams = (0..self.figures.case.streams.len()).filter(|at| set >> at & 1 == 1);
        streams.map(|at| self.market.least_divisible(at) * self.volume).filter(|least| least.is_finite()).sum()
    }

    /// What nothing may serve stays as it is bought today, in every plan alike.
    fn unserved(&self, parts: &[u128], bought_set: &[usize]) -> f64 {
        let named = |at: usize| bought_set.contains(&at) || parts.iter().any(|set| set >> at & 1 == 1);
        let left = (0..self.bought.len()).filter(|&at| !named(at) && !self.figures.case.streams[at].offers.is_empty());
        left.map(|at| self.market.line(at, 0).at(self.volume)).sum()
    }

    /// The cheapest plans from groups of streams and a set of bought ones: one that leans on hosts, and, where all
    /// is run, one that does not.
    pub(super) fn assemble(&mut self, parts: &[u128], bought_set: &[usize]) -> [Option<Priced>; 2] {
        let streams = self.figures.case.streams.len();
        let mut choices = vec![Choice::Bought(0); streams];
        let mut bought = self.unserved(parts, bought_set);
        for &at in bought_set {
            let Some((offer, present)) = self.bought[at] else { return [None, None] };
            choices[at] = Choice::Bought(offer);
            bought += present;
        }
        let fronts: Vec<Rc<Vec<Way>>> = parts.iter().map(|&set| self.front(set)).collect();
        if fronts.iter().any(|front| front.is_empty()) {
            return [None, None];
        }
        for (number, front) in fronts.iter().enumerate() {
            for &at in &front[0].group.streams {
                choices[at] = Choice::Own(number);
            }
        }
        // Fewer GPUs, or GPUs for fewer months, can mean fewer people: try the thriftier ways too, while they are few;
        // else, beside the cheapest way of each group, the cheapest that lean on no host.
        let all_ways = fronts.iter().map(|front| front.len()).fold(1, usize::saturating_mul);
        let few = all_ways <= MOST_COMBINED || streams <= super::EXACT;
        let mut unleaning: Option<Vec<usize>> =
            fronts.iter().map(|front| front.iter().position(|way| !way.leans())).collect();
        let mut taken = vec![0; fronts.len()];
        let (mut best, mut built): (Option<Priced>, Option<Priced>) = (None, None);
        loop {
            let ways: Vec<&Way> = fronts.iter().zip(&taken).map(|(front, &at)| &front[at]).collect();
            let leans = ways.is_empty()
                || choices.iter().any(|choice| matches!(choice, Choice::Bought(_)))
                || ways.iter().any(|way| way.leans());
            let plan = || Plan {
                choices: choices.clone(),
                groups: ways.iter().map(|way| way.group.clone()).collect(),
                meanwhile: self.meanwhile.clone(),
            };
            let slot = if leans { &mut best } else { &mut built };
            let least = bought
                + ways.iter().map(|way| way.alone.present.get()).sum::<f64>()
                + if ways.is_empty() { 0.0 } else { self.market.least_in_common };
            let hopeless = ways.len() < 2 && slot.as_ref().is_some_and(|known| known.present <= least);
            if !hopeless && let Some(present) = self.present(&ways, bought, &plan) {
                if slot.as_ref().is_none_or(|known| present < known.present) {
                    *slot = Some(Priced { plan: plan(), present });
                }
            }
            if !few {
                match unleaning.take() {
                    Some(ways) if ways != taken => taken = ways,
                    _ => return [best, built],
                }
                continue;
            }
            let Some(at) = (0..taken.len()).find(|&at| taken[at] + 1 < fronts[at].len()) else { return [best, built] };
            taken[..at].fill(0);
            taken[at] += 1;
        }
    }

    /// The present value of a plan from its groups' and that of its bought streams. Only groups that may share GPUs
    /// have to be worked out together.
    fn present(&self, ways: &[&Way], bought: f64, plan: &dyn Fn() -> Plan) -> Option<f64> {
        let figures = self.figures;
        if ways.is_empty() {
            return Some(bought);
        }
        if ways.len() > 1 {
            let groups: Vec<&Group> = ways.iter().map(|way| &way.group).collect();
            if figures.shares_stock(&groups) {
                let (plan, loads) = (plan(), ways.iter().map(|way| way.load.clone()).collect::<Vec<Load>>());
                return figures.present_with(&plan, &loads, self.volume).map(|cost| cost.total().get());
            }
            if figures.may_pool(&groups) {
                let (plan, loads) = (plan(), ways.iter().map(|way| way.load.clone()).collect::<Vec<Load>>());
                if !figures.pools(&plan, &loads, self.volume).is_empty() {
                    return figures.present_with(&plan, &loads, self.volume).map(|cost| cost.total().get());
                }
            }
        }
        let mut gpus = ways[0].alone.gpus.clone();
        for way in &ways[1..] {
            for (all, own) in gpus.iter_mut().zip(&way.alone.gpus) {
                *all += own;
            }
        }
        let own: f64 = ways.iter().map(|way| way.alone.present.get()).sum();
        Some(bought + own + figures.in_common(&gpus).get())
    }

    /// A plan with its present value.
    pub(super) fn price(&self, plan: Plan) -> Option<Priced> {
        let present = self.market.price(&plan, self.volume)?;
        Some(Priced { plan, present })
    }

    /// Which side a division into groups can give: a mix, or everything run with or without a host's help.
    pub(super) fn sides(parts: &[u128], bought_set: &[usize]) -> &'static [Side] {
        match (parts.is_empty(), bought_set.is_empty()) {
            (true, _) => &[Side::Buy],
            (_, false) => &[Side::Hybrid],
            _ => &[Side::Hybrid, Side::Build],
        }
    }
}
