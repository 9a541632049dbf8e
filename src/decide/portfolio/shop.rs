//! The market at one volume: ways to run groups of streams, and plans assembled from them.

use super::answers::Priced;
use super::beside::Beside;
use super::floor::HAIR;
use super::front::{Front, Place};
use super::market::Market;
use super::pooled::Pooled;
use super::shared_floor::{self, Part};
use super::way::{Kind, Way};
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Group, Plan};
use std::rc::Rc;

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
    pub(super) interim: Vec<Option<usize>>,
    fronts: Vec<(u128, Front)>,
    floors: Vec<(u128, Option<GroupFloor>)>,
    /// What shared GPUs take.
    pub(super) pooled: Pooled,
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
    /// Always on with one GPU to a replica, so that others may share its GPUs.
    host: f64,
    /// What it costs on any setup: the hosted bill while building, and the work that its streams take.
    base: f64,
    /// What it takes beside replicas and overflow.
    beside: Beside,
    /// On fleets that could be divided at will.
    divisible: f64,
}

impl<'m, 'f, 'c, 'a> Shop<'m, 'f, 'c, 'a> {
    /// At `volume` times today's.
    pub(super) fn new(market: &'m Market<'f, 'c, 'a>, volume: f64) -> Self {
        let figures = market.figures;
        let bought: Vec<Option<(usize, f64)>> =
            (0..figures.case.streams.len()).map(|at| market.bought(at, volume)).collect();
        let meanwhile = bought.iter().map(|best| best.map(|(offer, _)| offer)).collect();
        let interim = (0..bought.len()).map(|at| figures.interim(at, None, volume)).collect();
        let (fronts, floors, pooled) = (Vec::new(), Vec::new(), Pooled::default());
        let root = volume.sqrt();
        Self { market, figures, volume, root, bought, meanwhile, interim, fronts, floors, pooled, trimmed: false }
    }

    /// What the work of a set of streams costs at the least on fleets that could be divided at will, bare USD.
    pub(super) fn divisible(&self, set: u128) -> f64 {
        let streams = (0..self.figures.case.streams.len()).filter(|at| set >> at & 1 == 1);
        let least = streams.map(|at| self.market.least_divisible(at) * self.volume);
        least.filter(|least| least.is_finite()).sum()
    }

    /// What no way to run a set of streams together undercuts; `None` where there is no way.
    pub(super) fn floor(&mut self, set: u128) -> Option<GroupFloor> {
        if let Some((_, known)) = self.floors.iter().find(|(known, _)| *known == set) {
            return *known;
        }
        let stock = self.market.stock(set);
        let mut floor = GroupFloor {
            any: f64::INFINITY,
            alone: f64::INFINITY,
            host: f64::INFINITY,
            base: self.figures.group_base(&stock.streams, self.volume).get(),
            beside: Beside::new(self.figures, &stock.streams, &self.meanwhile, self.volume),
            divisible: 0.0,
        };
        for way in &stock.ways {
            let least = way.floor.at(self.volume, self.root) + floor.beside.of(&way.group) * HAIR;
            floor.any = floor.any.min(least);
            match Kind::of(&way.group, way.gpus) {
                Kind::Leaning => continue,
                Kind::Sharing => floor.host = floor.host.min(least),
                Kind::Apart => {}
            }
            floor.alone = floor.alone.min(least);
        }
        floor.divisible = self.divisible(set);
        let floor = (!stock.ways.is_empty()).then_some(floor);
        self.floors.push((set, floor));
        floor
    }

    /// The ways to run a set of streams on one model together.
    pub(super) fn front(&mut self, set: u128) -> (&mut Front, Place<'_, 'm, 'f, 'c, 'a>) {
        let at = self.fronts.iter().position(|known| known.0 == set).unwrap_or_else(|| {
            // Of a set without a way nothing is asked.
            let (base, beside) = self.floor(set).map_or_else(Default::default, |floor| (floor.base, floor.beside));
            let front = Front::new(self.market.stock(set), base, beside, self.volume, self.root);
            self.fronts.push((set, front));
            self.fronts.len() - 1
        });
        let place = Place { market: self.market, volume: self.volume, meanwhile: &self.meanwhile };
        (&mut self.fronts[at].1, place)
    }

    /// What no plan with these groups and bought streams undercuts, bare USD; `None` where there is none.
    pub(super) fn plan_floor(&mut self, parts: &[u128], bought_set: &[usize]) -> Option<f64> {
        let mut sum = self.unserved(parts, bought_set);
        for &at in bought_set {
            sum += self.bought[at]?.1;
        }
        Some(sum + if parts.is_empty() { 0.0 } else { self.own_floor(parts, true)? })
    }

    /// What these groups together cost at the least, bare USD, people and build included; without `leans` on no host.
    pub(super) fn own_floor(&mut self, parts: &[u128], leans: bool) -> Option<f64> {
        let mut each = Vec::with_capacity(parts.len());
        let mut base = 0.0;
        for &set in parts {
            let floor = self.floor(set)?;
            let apart = if leans { floor.any } else { floor.alone };
            if apart.is_infinite() {
                return None;
            }
            base += floor.base;
            each.push(Part { apart, host: floor.host, work: floor.divisible });
        }
        Some(shared_floor::least(&each) + base + self.market.least_in_common)
    }

    /// What nothing may serve stays as it is bought today, in every plan alike; bare USD.
    pub(super) fn unserved(&self, parts: &[u128], bought_set: &[usize]) -> f64 {
        let named = |at: usize| bought_set.contains(&at) || parts.iter().any(|set| set >> at & 1 == 1);
        let left = (0..self.bought.len()).filter(|&at| !named(at) && !self.figures.case.streams[at].offers.is_empty());
        left.map(|at| self.market.line(at, 0).at(self.volume).get()).sum()
    }

    /// The cheapest plans from groups of streams and a set of bought ones: one that leans on hosts, and, where all
    /// is run, one that does not; each only where it costs less than its limit, bare USD.
    pub(super) fn assemble(&mut self, parts: &[u128], bought_set: &[usize], limits: [f64; 2]) -> [Option<Priced>; 2] {
        let streams = self.figures.case.streams.len();
        let mut choices = vec![Choice::Bought(0); streams];
        let mut bought = self.unserved(parts, bought_set);
        for &at in bought_set {
            let Some((offer, present)) = self.bought[at] else { return [None, None] };
            choices[at] = Choice::Bought(offer);
            bought += present;
        }
        let mut left = vec![true; streams];
        for (number, &set) in parts.iter().enumerate() {
            for at in (0..streams).filter(|at| set >> at & 1 == 1) {
                choices[at] = Choice::Own(number);
                left[at] = false;
            }
        }
        // A mix leans on a host whatever its groups do.
        let mixed = left.contains(&true);
        match *parts {
            [] => {
                let plan = self.plan(choices, Vec::new());
                [Some(Priced { plan, present: bought }).filter(|plan| plan.present < limits[0]), None]
            }
            [set] => {
                let (front, place) = self.front(set);
                let mut cheapest = |kinds, limit: f64| {
                    if limit > f64::NEG_INFINITY { front.cheapest(place, kinds, limit - bought) } else { None }
                };
                let (leaning, alone) = if mixed {
                    (cheapest(Kind::ALL, limits[0]), None)
                } else {
                    (cheapest(&Kind::ALL[..1], limits[0]), cheapest(Kind::ALONE, limits[1]))
                };
                let plan = |way: Rc<Way>| Priced {
                    plan: self.plan(choices.clone(), vec![way.group.clone()]),
                    present: bought + way.total,
                };
                [leaning.map(&plan), alone.map(&plan)]
            }
            _ => self.combine(parts, &choices, bought, limits, mixed),
        }
    }

    /// A plan with this volume's hosts.
    pub(super) fn plan(&self, choices: Vec<Choice>, groups: Vec<Group>) -> Plan {
        Plan { choices, groups, meanwhile: self.meanwhile.clone(), interim: self.interim.clone() }
    }

    /// A plan with its present value.
    pub(super) fn price(&self, plan: Plan) -> Option<Priced> {
        let present = self.market.price(&plan, self.volume)?;
        Some(Priced { plan, present })
    }
}
