//! Several groups at once: people and the build are paid once for all of them, and small models may share GPUs.
//!
//! Apart from people, what groups cost adds up, and people only rise with GPUs. So the cheapest way of every other group
//! and the fewest GPUs it could have hold any combination from below, and few are left to price.

use super::answers::Priced;
use super::front::fewest;
use super::need::Need;
use super::open::Next;
use super::shop::Shop;
use super::stock::Stocked;
use super::way::{Kind, Way};
use crate::cost::plan::{Choice, Group, Load, Plan};
use std::rc::Rc;

/// Combinations looked at before a search stops and says so.
const MOST_COMBINED: usize = 20_000;
/// One division into groups and what is known of the plans that it gives.
pub(super) struct Division<'d> {
    pub(super) parts: &'d [u128],
    choices: &'d [Choice],
    pub(super) bought: f64,
    pub(super) need: Need,
    /// What a plan must cost less than to be of use.
    limit: f64,
    best: Option<Priced>,
}

impl Division<'_> {
    /// What the next plan must cost less than, bare USD.
    pub(super) fn below(&self) -> f64 {
        self.best.as_ref().map_or(self.limit, |best| best.present)
    }
}

/// A search in depth, group by group.
struct Depth {
    /// Of each group the ways that could be of use, cheapest first.
    ways: Vec<Vec<Rc<Way>>>,
    /// What the groups from each on cost at the least, people left out, and the fewest GPUs they have.
    rest: Vec<(f64, Vec<f64>)>,
    left: usize,
}

impl Shop<'_, '_, '_, '_> {
    /// The cheapest plans of several groups beside what is bought, as [`Shop::assemble`] has them; bare USD.
    pub(super) fn combine(
        &mut self,
        parts: &[u128],
        choices: &[Choice],
        bought: f64,
        limits: [f64; 2],
        mixed: bool,
    ) -> [Option<Priced>; 2] {
        let needs = if mixed { [Some(Need::Any), None] } else { [Some(Need::Leaning), Some(Need::Alone)] };
        let mut found = [None, None];
        for ((need, limit), found) in needs.into_iter().zip(limits).zip(&mut found) {
            let Some(need) = need.filter(|_| limit > f64::NEG_INFINITY) else { continue };
            let mut division = Division { parts, choices, bought, need, limit, best: None };
            self.apart(&mut division);
            self.shared(&mut division);
            *found = division.best;
        }
        found
    }

    /// Groups on GPUs of their own.
    fn apart(&mut self, division: &mut Division<'_>) {
        let kinds = division.need.kinds();
        let Some(cheapest) = self.cheapest_of_each(division, kinds) else { return };
        let mut fewest_gpus: Vec<Vec<f64>> = Vec::with_capacity(division.parts.len());
        for &set in division.parts {
            let (front, place) = self.front(set);
            fewest_gpus.push(fewest(place, front.fewest(kinds)));
        }
        let costs: Vec<f64> = cheapest.iter().map(|way| way.alone.present.get()).collect();
        // The groups from each on.
        let mut rest = vec![(0.0, vec![0.0; self.figures.paths.months])];
        for (cost, gpus) in costs.iter().zip(&fewest_gpus).rev() {
            let (sum, all) = &rest[rest.len() - 1];
            rest.push((sum + cost, added(all, gpus)));
        }
        rest.reverse();
        let common = self.figures.in_common(&rest[0].1).get();
        if division.bought + rest[0].0 + common >= division.limit {
            return;
        }
        self.first(division, &cheapest);
        let limit = division.below();
        let mut ways = Vec::with_capacity(division.parts.len());
        for (at, &set) in division.parts.iter().enumerate() {
            let mut others = vec![0.0; self.figures.paths.months];
            for gpus in fewest_gpus.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, gpus)| gpus) {
                others = added(&others, gpus);
            }
            let beside = division.bought + rest[0].0 - costs[at];
            let (front, place) = self.front(set);
            ways.push(front.useful(place, kinds, &|floor: f64, one: &Stocked| {
                if beside + floor + common >= limit {
                    return Next::Stop;
                }
                let gpus = added(&others, &fewest(place, one.least_gpus));
                if beside + floor + place.market.figures.in_common(&gpus).get() >= limit {
                    Next::Later
                } else {
                    Next::Price
                }
            }));
        }
        let mut depth = Depth { ways, rest, left: MOST_COMBINED };
        let none = vec![0.0; self.figures.paths.months];
        self.descend(division, &mut depth, &mut Vec::new(), 0.0, &none);
        self.trimmed |= depth.left == 0;
    }

    /// Of each group its cheapest way of some kinds, people left out.
    fn cheapest_of_each(&mut self, division: &Division<'_>, kinds: &[Kind]) -> Option<Vec<Rc<Way>>> {
        let mut cheapest = Vec::with_capacity(division.parts.len());
        for &set in division.parts {
            let (front, place) = self.front(set);
            cheapest.push(front.cheapest_apart(place, kinds)?);
        }
        Some(cheapest)
    }

    /// Offers the cheapest way of each group, or, where one of them has to lean on a host, that with one of them so.
    fn first(&mut self, division: &mut Division<'_>, cheapest: &[Rc<Way>]) {
        if division.need.met(cheapest) {
            self.offer(division, cheapest);
            return;
        }
        for (at, &set) in division.parts.iter().enumerate() {
            let (front, place) = self.front(set);
            if let Some(way) = front.cheapest_apart(place, &[Kind::Leaning]) {
                let mut ways = cheapest.to_vec();
                ways[at] = way;
                self.offer(division, &ways);
            }
        }
    }

    fn descend(
        &self,
        division: &mut Division<'_>,
        depth: &mut Depth,
        chosen: &mut Vec<Rc<Way>>,
        cost: f64,
        gpus: &[f64],
    ) {
        let at = chosen.len();
        if at == depth.ways.len() {
            if division.need.met(chosen) {
                self.offer(division, chosen);
            }
            return;
        }
        for number in 0..depth.ways[at].len() {
            if depth.left == 0 {
                return;
            }
            depth.left -= 1;
            let way = Rc::clone(&depth.ways[at][number]);
            let (rest, fewest) = &depth.rest[at + 1];
            let (cost, gpus) = (cost + way.alone.present.get(), added(gpus, &way.alone.gpus));
            let below = division.below();
            let apart = division.bought + cost + rest;
            if apart + self.market.least_in_common >= below {
                break;
            }
            if apart + self.figures.in_common(&added(&gpus, fewest)).get() >= below {
                continue;
            }
            chosen.push(way);
            self.descend(division, depth, chosen, cost, &gpus);
            chosen.pop();
        }
    }

    /// Keeps a combination of ways where it is the cheapest so far.
    pub(super) fn offer(&self, division: &mut Division<'_>, ways: &[Rc<Way>]) {
        let groups = ways.iter().map(|way| way.group.clone()).collect();
        let plan = self.plan(division.choices.to_vec(), groups);
        let Some(present) = self.present(&plan, ways, division.bought) else { return };
        if present < division.below() {
            division.best = Some(Priced { plan, present });
        }
    }

    /// The present value of a plan from its groups' and that of its bought streams. Only groups that share the GPUs that the
    /// visitor has must be worked out together.
    fn present(&self, plan: &Plan, ways: &[Rc<Way>], bought: f64) -> Option<f64> {
        let figures = self.figures;
        if figures.share_owned(&plan.groups) {
            let loads: Vec<Load> = ways.iter().map(|way| way.load.clone()).collect();
            return figures.present_with(plan, &loads, self.volume).map(|cost| cost.total().get());
        }
        let groups: Vec<&Group> = plan.groups.iter().collect();
        let pools = if figures.may_pool(&groups) {
            let loads: Vec<Load> = ways.iter().map(|way| way.load.clone()).collect();
            figures.pools(plan, &loads, self.volume)
        } else {
            Vec::new()
        };
        let mut gpus = vec![0.0; figures.paths.months];
        let mut own = 0.0;
        for (at, way) in ways.iter().enumerate() {
            let alone = match pools.iter().find(|pool| pool.members.contains(&at)) {
                None => Rc::clone(&way.alone),
                Some(pool) => {
                    own += way.base;
                    if pool.members[0] != at {
                        continue;
                    }
                    self.pooled.of(plan, pool, |host, served| {
                        figures.hosting(host, &pool.load, &self.meanwhile, self.volume, served)
                    })?
                }
            };
            own += alone.present.get();
            gpus = added(&gpus, &alone.gpus);
        }
        Some(bought + own + figures.in_common(&gpus).get())
    }
}

fn added(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}
