//! The market at one volume: ways to run groups of streams, and plans assembled from them.

use super::Priced;
use super::market::Market;
use super::stock::Stock;
use crate::cost::figures::Figures;
use crate::cost::plan::{Alone, Choice, Group, Load, Plan, Run, Side};
use std::rc::Rc;

/// Combinations of ways that are all priced for one division into groups.
const MOST_COMBINED: usize = 256;
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
    fronts: Vec<Front>,
    floors: Vec<(u128, Option<GroupFloor>)>,
    /// Whether some combinations of ways were left out.
    pub(super) trimmed: bool,
}

/// What a group cannot undercut, people left out.
#[derive(Clone, Copy)]
pub(super) struct GroupFloor {
    /// Run in any way.
    any: f64,
    /// On no host's help.
    alone: f64,
    /// What it costs on any setup: the hosted bill while building, and the work that its streams take.
    base: f64,
    /// On fleets that could be divided at will.
    divisible: f64,
}

/// A group with its load, its present value without people, and the GPUs it has month by month.
pub(super) struct Way {
    pub(super) group: Group,
    load: Load,
    alone: Alone,
}

/// A way that is not priced yet.
#[derive(Clone, Copy)]
struct Open {
    /// What it costs at the least.
    floor: f64,
    /// Its place in the stock.
    way: usize,
    /// Whether that was looked at month by month already.
    close: bool,
}

/// The ways to run one set of streams, worked out as far as was asked.
struct Front {
    set: u128,
    stock: Rc<Stock>,
    /// Ways that are not priced yet with what they cost at the least, the least last.
    open: Vec<Open>,
    slack: f64,
    priced: Vec<Rc<Way>>,
    kept: Rc<Vec<Rc<Way>>>,
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
        Self { market, figures, volume, root: volume.sqrt(), bought, meanwhile, fronts, floors, trimmed: false }
    }

    /// What a group costs on any setup: the hosted bill while building, and the work that its streams take.
    fn base(&self, stock: &Stock) -> f64 {
        self.figures.group_base(&stock.streams, &self.meanwhile, self.volume).get()
    }

    /// What no way to run a set of streams together undercuts; `None` where there is no way.
    pub(super) fn floor(&mut self, set: u128) -> Option<GroupFloor> {
        if let Some((_, known)) = self.floors.iter().find(|(known, _)| *known == set) {
            return *known;
        }
        let stock = self.market.stock(set);
        let mut floor =
            GroupFloor { any: f64::INFINITY, alone: f64::INFINITY, base: self.base(&stock), divisible: 0.0 };
        for way in &stock.ways {
            let least = way.floor.at(self.volume, self.root);
            floor.any = floor.any.min(least);
            if way.group.run != Run::Burst {
                floor.alone = floor.alone.min(least);
            }
        }
        let divisible = stock.streams.iter().map(|&at| self.market.least_divisible(at) * self.volume);
        floor.divisible = divisible.filter(|least| least.is_finite()).sum();
        let floor = (!stock.ways.is_empty()).then_some(floor);
        self.floors.push((set, floor));
        floor
    }

    /// The ways to run a set of streams on one model together, people left out, that cost at most `slack` more than the
    /// cheapest of their kind (leaning on a host, or on none) and that nothing beats in both cost and number of GPUs,
    /// on which the cost of people depends. Cheapest first; empty when there is none.
    fn front(&mut self, set: u128, slack: f64) -> Rc<Vec<Rc<Way>>> {
        let place = self.fronts.iter().position(|known| known.set == set).unwrap_or_else(|| {
            let stock = self.market.stock(set);
            let base = self.base(&stock);
            let at = |(at, way): (usize, &super::stock::Stocked)| {
                let floor = base + way.floor.at(self.volume, self.root);
                Open { floor, way: at, close: way.group.run != Run::Burst }
            };
            let mut open: Vec<Open> = stock.ways.iter().enumerate().map(at).collect();
            crate::order::rising(&mut open, |one| -one.floor);
            self.fronts.push(Front { set, stock, open, slack: -1.0, priced: Vec::new(), kept: Rc::default() });
            self.fronts.len() - 1
        });
        let (figures, volume) = (self.figures, self.volume);
        let front = &mut self.fronts[place];
        if slack <= front.slack {
            return Rc::clone(&front.kept);
        }
        front.slack = slack;
        let base = self.figures.group_base(&front.stock.streams, &self.meanwhile, volume).get();
        let mut later: Vec<Open> = Vec::new();
        while let Some(open) = front.open.pop() {
            let floor = open.floor;
            let one = &front.stock.ways[open.way];
            let kind = front.priced.iter().filter(|way| way.leans() == (one.group.run == Run::Burst));
            let best = kind.map(|way| way.alone.present.get()).fold(f64::INFINITY, f64::min);
            if floor > best + slack {
                later.push(open);
                continue;
            }
            if !open.close {
                // A closer look costs a tenth of a price, and mostly settles the matter. It takes its turn again.
                let month = self.market.floors.replica_month(one.group.setup, one.group.pay);
                let close = month.and_then(|month| {
                    figures.base_load_at_least(month, &self.meanwhile, &one.group, &one.load, volume)
                });
                let Some(close) = close else { continue };
                let open = Open { floor: floor.max((base + close) * super::floor::HAIR), close: true, ..open };
                let place = front.open.partition_point(|other| other.floor > open.floor);
                front.open.insert(place, open);
                continue;
            }
            // Beaten by one with no more GPUs in any month, or nothing but a fleet by the hour.
            let (kept, per_volume) = one.least_gpus;
            let no_more = |way: &Way| {
                way.alone
                    .gpus
                    .iter()
                    .zip(&figures.paths.volume)
                    .all(|(&gpus, now)| gpus <= 0.0 || gpus <= kept.max(per_volume * volume * now) * (1.0 - 1e-9))
            };
            let leans = one.group.run == Run::Burst;
            let beaten = |way: &Rc<Way>| way.leans() == leans && way.alone.present.get() <= floor && no_more(way);
            if volume >= one.sleepless_from || front.priced.iter().any(beaten) {
                continue;
            }
            let Some(alone) = figures.alone(&one.group, &one.load, &self.meanwhile, volume) else { continue };
            if alone.gpus.iter().any(|gpus| *gpus > 0.0) {
                front.priced.push(Rc::new(Way { group: one.group.clone(), load: one.load.clone(), alone }));
            }
        }
        later.reverse();
        front.open = later;
        crate::order::rising(&mut front.priced, |way| way.alone.present.get());
        let mut kept: Vec<Rc<Way>> = Vec::new();
        for way in &front.priced {
            let mut kind = kept.iter().filter(|other| other.leans() == way.leans());
            let far =
                kind.clone().next().is_some_and(|best| best.alone.present.get() + slack < way.alone.present.get());
            if !far && !kind.any(|other| other.as_thrifty_as(way)) {
                kept.push(Rc::clone(way));
            }
        }
        front.kept = Rc::new(kept);
        Rc::clone(&front.kept)
    }

    /// What no plan with these groups and bought streams undercuts; `None` where there is none.
    pub(super) fn plan_floor(&mut self, parts: &[u128], bought_set: &[usize]) -> Option<f64> {
        let mut sum = self.unserved(parts, bought_set);
        for &at in bought_set {
            sum += self.bought[at]?.1;
        }
        Some(sum + if parts.is_empty() { 0.0 } else { self.own_floor(parts, true)? })
    }

    /// What these groups together cost at the least, people and build included; without `leans` on no host.
    pub(super) fn own_floor(&mut self, parts: &[u128], leans: bool) -> Option<f64> {
        let (mut apart, mut base, mut most, mut divisible) = (0.0, 0.0, f64::INFINITY, 0.0);
        for &set in parts {
            let floor = self.floor(set)?;
            let least = if leans { floor.any } else { floor.alone };
            if least.is_infinite() {
                return None;
            }
            apart += least;
            base += floor.base;
            most = f64::min(most, floor.alone);
            divisible += floor.divisible;
        }
        // Groups may share GPUs and their spares; then only one of them is sure to be paid for, and the work of all.
        let bare = if parts.len() > 1 { f64::min(apart, most.max(if leans { 0.0 } else { divisible })) } else { apart };
        Some(bare + base + self.market.least_in_common)
    }

    /// What nothing may serve stays as it is bought today, in every plan alike.
    pub(super) fn unserved(&self, parts: &[u128], bought_set: &[usize]) -> f64 {
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
        let cheapest: Vec<Rc<Vec<Rc<Way>>>> = parts.iter().map(|&set| self.front(set, 0.0)).collect();
        if cheapest.iter().any(|front| front.is_empty()) {
            return [None, None];
        }
        for (number, front) in cheapest.iter().enumerate() {
            for &at in &front[0].group.streams {
                choices[at] = Choice::Own(number);
            }
        }
        // A dearer way pays only by people, and by no more than those of the cheapest ways.
        let slack = self.in_common_beyond(&cheapest);
        let mut fronts: Vec<Rc<Vec<Rc<Way>>>> = parts.iter().map(|&set| self.front(set, slack)).collect();
        // Fewer GPUs, or GPUs for fewer months, can mean fewer people: try the thriftier ways too, while they are few;
        // else, beside the cheapest way of each group, the cheapest that lean on no host.
        let all_ways = fronts.iter().map(|front| front.len()).fold(1, usize::saturating_mul);
        let few = all_ways <= MOST_COMBINED || streams <= super::EXACT;
        if few && all_ways > MOST_COMBINED {
            // Millions of combinations would be a wait of seconds: the cheapest of each group are combined, and the report
            // says how far from the least that may be.
            self.trimmed = true;
            let each = libm::floor(libm::pow(MOST_COMBINED as f64, 1.0 / fronts.len() as f64)).max(2.0) as usize;
            for front in &mut fronts {
                let mut kept: Vec<Rc<Way>> = front.iter().take(each).cloned().collect();
                let alone = front.iter().skip(each).find(|way| !way.leans());
                kept.extend(alone.filter(|_| kept.iter().all(|way| way.leans())).cloned());
                *front = Rc::new(kept);
            }
        }
        let mut unleaning: Option<Vec<usize>> =
            fronts.iter().map(|front| front.iter().position(|way| !way.leans())).collect();
        let mut taken = vec![0; fronts.len()];
        let (mut best, mut built): (Option<Priced>, Option<Priced>) = (None, None);
        loop {
            let ways: Vec<&Way> = fronts.iter().zip(&taken).map(|(front, &at)| &*front[at]).collect();
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
            if !hopeless
                && let Some(present) = self.present(&ways, bought, &plan)
                && slot.as_ref().is_none_or(|known| present < known.present)
            {
                *slot = Some(Priced { plan: plan(), present });
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

    /// What people cost beyond the least with the cheapest way of each group, leaning on a host or not:
    /// the more of the two.
    fn in_common_beyond(&self, fronts: &[Rc<Vec<Rc<Way>>>]) -> f64 {
        let mut most = 0.0_f64;
        for leans in [true, false] {
            let kind = |front: &Rc<Vec<Rc<Way>>>| front.iter().find(|way| way.leans() == leans).map(Rc::clone);
            let ways: Vec<Rc<Way>> =
                fronts.iter().map(|front| kind(front).unwrap_or_else(|| Rc::clone(&front[0]))).collect();
            let mut gpus = vec![0.0; self.figures.paths.months];
            for way in &ways {
                gpus.iter_mut().zip(&way.alone.gpus).for_each(|(all, own)| *all += own);
            }
            let common = self.figures.in_common(&gpus).get();
            most = most.max(common - self.market.least_in_common);
        }
        most
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
