//! The ways to run one set of streams at one volume: bounded first, priced only as far as a question needs.
//!
//! Ways of two kinds are told apart, those that lean on a host for what overflows and those that lean on none, because
//! they answer different questions. Of each kind the least bound is always next.

use super::beside::Beside;
use super::floor::HAIR;
use super::market::Market;
use super::open::{Next, Open};
use super::stock::{Stock, Stocked};
use super::way::{Kind, Way};
use crate::cost::plan::Run;
use crate::units::Usd;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// Parts of the horizon that are looked at, in one look after the other. The first mostly settles the matter for a base
/// load that leaves most of its work to a host.
const LOOKS: [usize; 2] = [1, 6];

/// The ways to run one set of streams, worked out as far as was asked.
pub(super) struct Front {
    stock: Rc<Stock>,
    /// What the set costs on any setup.
    pub(super) base: f64,
    /// What it takes beside replicas and overflow.
    beside: Beside,
    /// Not priced yet, by kind.
    open: [BinaryHeap<Open>; 3],
    priced: Vec<(Kind, Rc<Way>)>,
}

/// Where and by whose numbers ways are priced.
#[derive(Clone, Copy)]
pub(super) struct Place<'s, 'm, 'f, 'c, 'a> {
    pub(super) market: &'m Market<'f, 'c, 'a>,
    pub(super) volume: f64,
    pub(super) meanwhile: &'s [Option<usize>],
}

impl Front {
    /// At `volume` times today's and its root. `base` and `beside`: what the set takes on any setup, bare USD.
    pub(super) fn new(stock: Rc<Stock>, base: f64, beside: Beside, volume: f64, root: f64) -> Self {
        let of_kind = |kind: Kind| {
            let ways = stock.ways.iter().enumerate().filter(|(_, way)| Kind::of(&way.group, way.gpus) == kind);
            ways.map(|(at, way)| {
                let floor = base + way.floor.at(volume, root) + beside.of(&way.group) * HAIR;
                let looks = match way.group.run {
                    Run::Burst => 0,
                    Run::Hourly | Run::Zero => 1,
                    Run::Always => LOOKS.len(),
                };
                Open { floor, way: at, looks }
            })
            .collect()
        };
        let open = [of_kind(Kind::Leaning), of_kind(Kind::Sharing), of_kind(Kind::Apart)];
        Self { stock, base, beside, open, priced: Vec::new() }
    }

    /// The cheapest way of some kinds, people and build counted, where it costs less than `limit`, bare USD.
    pub(super) fn cheapest(&mut self, place: Place<'_, '_, '_, '_, '_>, kinds: &[Kind], limit: f64) -> Option<Rc<Way>> {
        let least = place.market.least_in_common;
        self.explore(place, kinds, &mut |floor, one, priced| {
            let below = priced.iter().filter(|way| kinds.contains(&way.0)).map(|way| way.1.total).fold(limit, f64::min);
            if floor + least >= below {
                Next::Stop
            } else if floor + people(place, one) >= below {
                Next::Later
            } else {
                Next::Price
            }
        });
        self.least(kinds, |way| way.total).filter(|way| way.total < limit)
    }

    /// The cheapest way of some kinds, people and build left out.
    pub(super) fn cheapest_apart(&mut self, place: Place<'_, '_, '_, '_, '_>, kinds: &[Kind]) -> Option<Rc<Way>> {
        self.explore(place, kinds, &mut |floor, _, priced| {
            let known = priced.iter().filter(|way| kinds.contains(&way.0)).map(|way| way.1.alone.present.get());
            if floor >= known.fold(f64::INFINITY, f64::min) { Next::Stop } else { Next::Price }
        });
        self.least(kinds, |way| way.alone.present.get())
    }

    /// The ways of some kinds that `next` does not rule out, less those that another one beats in both cost and number
    /// of GPUs, on which the cost of people depends. Cheapest first, people left out. One that a priced way is sure to beat
    /// in both is not priced.
    pub(super) fn useful(
        &mut self,
        place: Place<'_, '_, '_, '_, '_>,
        kinds: &[Kind],
        next: &dyn Fn(f64, &Stocked) -> Next,
    ) -> Vec<Rc<Way>> {
        self.explore(place, kinds, &mut |floor, one, priced| {
            let cheaper = |way: &Way| way.leans() == (one.group.run == Run::Burst) && way.alone.present.get() <= floor;
            // Whole GPUs: no fewer than the least of them, rounded up.
            let mut gpus = Vec::new();
            let mut as_thrifty = |way: &Way| {
                if way.most_gpus <= (one.least_gpus.0 * HAIR).ceil() {
                    return true;
                }
                if gpus.is_empty() {
                    gpus = fewest(place, one.least_gpus).into_iter().map(f64::ceil).collect();
                }
                way.alone.gpus.iter().zip(&gpus).all(|(has, least)| has <= least)
            };
            let beaten = priced.iter().any(|(kind, way)| kinds.contains(kind) && cheaper(way) && as_thrifty(way));
            if beaten { Next::Later } else { next(floor, one) }
        });
        let of_kinds = self.priced.iter().filter(|way| kinds.contains(&way.0));
        let mut priced: Vec<Rc<Way>> = of_kinds.map(|way| Rc::clone(&way.1)).collect();
        crate::order::rising(&mut priced, |way| way.alone.present.get());
        let mut kept: Vec<Rc<Way>> = Vec::new();
        for way in priced {
            if !kept.iter().any(|other| other.leans() == way.leans() && other.as_thrifty_as(&way)) {
                kept.push(way);
            }
        }
        kept
    }

    /// The cheapest few ways of a kind, people left out, cheapest first.
    pub(super) fn cheapest_few(&mut self, place: Place<'_, '_, '_, '_, '_>, kind: Kind, few: usize) -> Vec<Rc<Way>> {
        let known = |priced: &[(Kind, Rc<Way>)]| {
            let of_kind = priced.iter().filter(|way| way.0 == kind);
            let mut ways: Vec<Rc<Way>> = of_kind.map(|way| Rc::clone(&way.1)).collect();
            crate::order::rising(&mut ways, |way| way.alone.present.get());
            ways.truncate(few);
            ways
        };
        self.explore(place, &[kind], &mut |floor, _, priced| {
            let ways = known(priced);
            let enough = ways.len() == few && ways[few - 1].alone.present.get() <= floor;
            if enough { Next::Stop } else { Next::Price }
        });
        known(&self.priced)
    }

    /// The fewest GPUs that any way of some kinds has: kept in every month, and per unit of volume.
    pub(super) fn fewest(&self, kinds: &[Kind]) -> (f64, f64) {
        let of_kinds = self.stock.ways.iter().filter(|way| kinds.contains(&Kind::of(&way.group, way.gpus)));
        let least = of_kinds.map(|way| way.least_gpus);
        least.fold((f64::INFINITY, f64::INFINITY), |least, one| (least.0.min(one.0), least.1.min(one.1)))
    }

    fn least(&self, kinds: &[Kind], cost: impl Fn(&Way) -> f64) -> Option<Rc<Way>> {
        let of_kinds = self.priced.iter().filter(|way| kinds.contains(&way.0)).map(|way| &way.1);
        of_kinds.min_by(|a, b| cost(a).total_cmp(&cost(b))).map(Rc::clone)
    }

    /// Prices the ways of some kinds, of each kind the least bound first, as long as `next` says so.
    fn explore(
        &mut self,
        place: Place<'_, '_, '_, '_, '_>,
        kinds: &[Kind],
        next: &mut dyn FnMut(f64, &Stocked, &[(Kind, Rc<Way>)]) -> Next,
    ) {
        // Most of the cheapest lean on a host: they go first, and rule out many of the others.
        for &kind in kinds {
            self.explore_kind(place, kind, next);
        }
    }

    /// Prices the ways of a kind, least bound first, as long as `next` says so.
    fn explore_kind(
        &mut self,
        place: Place<'_, '_, '_, '_, '_>,
        kind: Kind,
        next: &mut dyn FnMut(f64, &Stocked, &[(Kind, Rc<Way>)]) -> Next,
    ) {
        let at = kind as usize;
        let figures = place.market.figures;
        let stock = Rc::clone(&self.stock);
        let mut later: Vec<Open> = Vec::new();
        while let Some(open) = self.open[at].pop() {
            let one = &stock.ways[open.way];
            match next(open.floor, one, &self.priced) {
                Next::Stop => {
                    later.push(open);
                    break;
                }
                Next::Later => {
                    later.push(open);
                    continue;
                }
                Next::Price => {}
            }
            if let Some(&parts) = LOOKS.get(open.looks) {
                // A closer look costs a tenth of a price, and mostly settles the matter. It takes its turn again.
                place.market.looked(parts);
                let month = place.market.floors.replica_month(one.group.setup, one.group.pay);
                let close = month.zip(one.load(figures)).and_then(|(month, load)| {
                    figures.fleet_at_least(parts, month, place.meanwhile, &one.group, load, place.volume)
                });
                let all = close.map(|close| (self.base + close.get() + self.beside.of(&one.group)) * HAIR);
                let floor = all.map_or(open.floor, |all| open.floor.max(all));
                self.open[at].push(Open { floor, looks: open.looks + 1, ..open });
                continue;
            }
            // From some volume on it is nothing but a fleet by the hour.
            if place.volume >= one.sleepless_from {
                continue;
            }
            place.market.looked(figures.paths.months);
            let Some(load) = one.load(figures) else { continue };
            let alone = figures.alone(&one.group, load, place.meanwhile, place.volume);
            if let Some(mut alone) = alone.filter(|alone| alone.gpus.iter().any(|gpus| *gpus > 0.0)) {
                alone.present += Usd::new(self.base);
                let total = alone.present.get() + figures.in_common(&alone.gpus).get();
                let (group, load, base) = (one.group.clone(), load.clone(), self.base);
                let most_gpus = alone.gpus.iter().copied().fold(0.0, f64::max);
                let way = Way { group, load, most_gpus, alone: Rc::new(alone), base, total };
                self.priced.push((kind, Rc::new(way)));
            }
        }
        self.open[at].extend(later);
    }
}

/// The people and the build that a way takes at the least when it is all that runs.
fn people(place: Place<'_, '_, '_, '_, '_>, one: &Stocked) -> f64 {
    let figures = place.market.figures;
    let gpus = fewest(place, one.least_gpus);
    // Up to one server's they are those of a single GPU.
    if gpus.iter().all(|gpus| *gpus <= 8.0) { place.market.least_in_common } else { figures.in_common(&gpus).get() }
}

/// GPUs month by month, in which there are any: so many that are kept, and so many per unit of volume.
pub(super) fn fewest(place: Place<'_, '_, '_, '_, '_>, (kept, per_volume): (f64, f64)) -> Vec<f64> {
    let volume = &place.market.figures.paths.volume;
    let months = volume.iter().take(place.market.figures.paths.months);
    months.map(|now| kept.max(per_volume * place.volume * now) * HAIR).collect()
}
