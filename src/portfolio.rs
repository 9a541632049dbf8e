//! The portfolio: one choice per stream at least total cost, and the two uniform answers beside it.
//!
//! Streams on one model share its replicas; the platform's people are paid once if anything is run. For up to
//! [`EXACT`] streams every assignment is tried; beyond that a local search from several starts is held against a
//! lower bound, and the gap is reported.

use crate::figures::Figures;
use crate::inputs::{Payment, Schedule};
use crate::plan::{Alone, Choice, Group, Load, Pay, Plan, Run, Side};
use std::rc::Rc;

/// Streams up to which every assignment is tried.
pub const EXACT: usize = 6;
/// Ways kept per group of streams.
const WAYS_KEPT: usize = 6;
/// Combinations of ways that are all priced for one division into groups.
const MOST_COMBINED: usize = 256;
/// GPUs up to which the smallest crew runs a fleet; below it fewer GPUs save no people.
const SMALLEST_TIER: f64 = 8.0;

/// A plan with its present value.
#[derive(Clone, Debug)]
pub struct Priced {
    /// The plan.
    pub plan: Plan,
    /// Present value of its cost, USD.
    pub present: f64,
}

/// The answers.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// Everything bought today's way, where that is allowed.
    pub today: Option<Priced>,
    /// Everything bought, each stream at its best; absent when something may not be bought.
    pub buy: Option<Priced>,
    /// The cheapest mix; absent when no mix is possible.
    pub hybrid: Option<Priced>,
    /// Everything run that can be; absent when nothing can.
    pub build: Option<Priced>,
    /// True when `build` had to leave some streams bought.
    pub build_is_partial: bool,
    /// The least of them all.
    pub best: Option<Priced>,
    /// No plan can cost less than this; equals the best's cost when every assignment was tried.
    pub bound: f64,
    /// Per stream: the best plan's cost if this stream were forced to the other side.
    pub forced: Vec<Option<f64>>,
    /// Streams that nothing allowed can serve.
    pub unserved: Vec<usize>,
}

/// One way to run a set of streams, with what it costs beside people.
struct Shop<'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    /// Best allowed offer per stream and its present value.
    bought: Vec<Option<(usize, f64)>>,
    /// Groups already searched: streams as a bit set, and the ways to run them that nothing beats in both cost and
    /// number of GPUs (on which the cost of people depends), cheapest first.
    known: Vec<(u128, Rc<Vec<Way>>)>,
    meanwhile: Vec<Option<usize>>,
}

/// A group with its load, its present value without people, and the most GPUs it ever has.
struct Way {
    group: Group,
    load: Load,
    alone: Alone,
    most_gpus: f64,
    /// Present value of the people it takes when nothing else runs.
    people: f64,
}

impl Way {
    /// True when a host carries a part of it.
    fn leans(&self) -> bool {
        self.group.run == Run::Burst
    }
}

/// Finds them.
pub fn optimize(figures: &Figures<'_, '_>) -> Portfolio {
    let streams = figures.case.streams.len();
    let bought: Vec<Option<(usize, f64)>> =
        (0..streams).map(|at| figures.best_offer(at).map(|offer| (offer, figures.bought(at, offer, 1.0)))).collect();
    let mut shop = Shop {
        figures,
        meanwhile: bought.iter().map(|best| best.map(|(offer, _)| offer)).collect(),
        bought,
        known: Vec::new(),
    };
    let runnable: Vec<bool> = (0..streams).map(|at| !shop.group(1 << at).is_empty()).collect();
    let unserved: Vec<usize> = (0..streams).filter(|&at| !runnable[at] && shop.bought[at].is_none()).collect();
    let mut found = Found::default();
    let served: Vec<usize> = (0..streams).filter(|at| !unserved.contains(at)).collect();
    if streams <= EXACT {
        let mut parts = Vec::new();
        partitions(&served, 0, &mut parts, &mut |parts, bought_set| {
            for priced in shop.assemble(parts, bought_set).into_iter().flatten() {
                found.offer(&priced);
            }
        });
    } else {
        search(&mut shop, &served, &mut found);
    }
    let can_run = |at: &usize| runnable[*at];
    let build_is_partial = !served.iter().all(can_run);
    let forced = found.forced();
    let build = if build_is_partial { found.most_own } else { found.build };
    let today =
        figures.case.streams.iter().all(|stream| stream.offers.first().is_some_and(|offer| offer.feasible)).then(
            || {
                let plan = Plan {
                    choices: vec![Choice::Bought(0); streams],
                    groups: Vec::new(),
                    meanwhile: shop.meanwhile.clone(),
                };
                shop.price(plan)
            },
        );
    let best = [&found.buy, &found.hybrid, &build]
        .into_iter()
        .flatten()
        .min_by(|a, b| a.present.total_cmp(&b.present))
        .cloned();
    let bound = if streams <= EXACT {
        best.as_ref().map_or(0.0, |best| best.present)
    } else {
        lower_bound(&mut shop, &served).min(best.as_ref().map_or(f64::INFINITY, |best| best.present))
    };
    Portfolio {
        today: today.flatten(),
        buy: found.buy,
        hybrid: found.hybrid,
        build,
        build_is_partial,
        best,
        bound,
        forced,
        unserved,
    }
}

/// The cheapest plans met so far, by side.
#[derive(Default)]
struct Found {
    buy: Option<Priced>,
    hybrid: Option<Priced>,
    build: Option<Priced>,
    /// The cheapest among the plans that run the most streams.
    most_own: Option<Priced>,
    most: usize,
    own_best: Vec<[f64; 2]>,
}

impl Found {
    fn offer(&mut self, priced: &Priced) {
        let keep = |slot: &mut Option<Priced>| {
            if slot.as_ref().is_none_or(|known| priced.present < known.present) {
                *slot = Some(priced.clone());
            }
        };
        let side = priced.plan.side();
        let own = priced.plan.choices.iter().filter(|choice| matches!(choice, Choice::Own(_))).count();
        match side {
            Side::Buy => keep(&mut self.buy),
            Side::Hybrid => keep(&mut self.hybrid),
            Side::Build => keep(&mut self.build),
        }
        if own > 0 && own >= self.most {
            if own > self.most {
                self.most_own = None;
            }
            self.most = own;
            keep(&mut self.most_own);
        }
        self.own_best.resize(priced.plan.choices.len(), [f64::INFINITY; 2]);
        for (best, choice) in self.own_best.iter_mut().zip(&priced.plan.choices) {
            let slot = &mut best[usize::from(matches!(choice, Choice::Own(_)))];
            *slot = slot.min(priced.present);
        }
    }

    fn forced(&self) -> Vec<Option<f64>> {
        let worse = self.own_best.iter().map(|[bought, own]| bought.max(*own));
        worse.map(|worse| Some(worse).filter(|worse| worse.is_finite())).collect()
    }
}

impl Shop<'_, '_, '_> {
    /// The ways to run a set of streams on one model together, people left out; empty when there is none.
    fn group(&mut self, set: u128) -> Rc<Vec<Way>> {
        if let Some((_, known)) = self.known.iter().find(|(known, _)| *known == set) {
            return Rc::clone(known);
        }
        let figures = self.figures;
        let streams: Vec<usize> = (0..figures.case.streams.len()).filter(|at| set >> at & 1 == 1).collect();
        let stream = |at: usize| &figures.case.streams[at];
        // Setups that every member could use: found for one of them, on a model that all of them accept.
        let mut setups: Vec<usize> = streams.iter().flat_map(|&at| stream(at).setups.iter().copied()).collect();
        crate::order::sort(&mut setups, Ord::cmp);
        setups.dedup();
        setups.retain(|&setup| {
            let model = &figures.case.setups[setup].model.id;
            streams
                .iter()
                .all(|&at| stream(at).setups.iter().any(|&other| figures.case.setups[other].model.id == *model))
        });
        let owned_only = streams.iter().any(|&at| stream(at).owned_only);
        let own_only = streams.iter().any(|&at| stream(at).own_only);
        let mut found: Vec<Way> = Vec::new();
        let mut later: Vec<(f64, f64, Group, Load)> = Vec::new();
        let price = |found: &mut Vec<Way>, group: Group, load: &Load| {
            let Some(alone) = figures.alone(&group, load, &self.meanwhile) else { return };
            let most_gpus = alone.gpus.iter().copied().fold(0.0, f64::max);
            if most_gpus > 0.0 {
                let people = figures.people_present(&alone.gpus);
                found.push(Way { group, load: load.clone(), alone, most_gpus, people });
            }
        };
        // Always-on fleets are quickly priced, so all of them are. Schedules and overflow are worked out only where
        // what they cannot undercut leaves them a chance.
        let base = figures.group_base(&streams, &self.meanwhile);
        let elsewhere = if own_only { Vec::new() } else { figures.elsewhere_by_month(&streams, &self.meanwhile) };
        for setup in setups {
            let Some(load) = figures.load(setup, &streams) else { continue };
            for (pay, run) in ways(figures, setup, owned_only, own_only) {
                let group = Group { setup, streams: streams.clone(), pay, run };
                if run == Run::Always {
                    price(&mut found, group, &load);
                } else {
                    let (bare, staffed) = figures.group_floor(setup, &load, pay, run, &elsewhere);
                    later.push((base + bare, base + staffed, group, load.clone()));
                }
            }
        }
        crate::order::rising(&mut later, |one| one.1);
        for (bare, staffed, group, load) in later {
            // Beaten in cost with people and without, and with no fewer GPUs to save people of other groups.
            let hopeless = found.iter().any(|way| {
                (way.group.run == Run::Burst) == (group.run == Run::Burst)
                    && way.alone.present <= bare
                    && way.alone.present + way.people <= staffed
                    && way.most_gpus <= load.gpus.max(SMALLEST_TIER)
            });
            if !hopeless {
                price(&mut found, group, &load);
            }
        }
        crate::order::rising(&mut found, |way| way.alone.present);
        // Fleets that lean on a host and fleets that do not are kept apart: only the latter are *built*. People are
        // paid by the month, so a way with fewer GPUs in some month may still be worth more rent.
        let mut kept: Vec<Way> = Vec::new();
        for way in found {
            let in_no_month_fewer = |other: &Way| other.alone.gpus.iter().zip(&way.alone.gpus).all(|(a, b)| a <= b);
            if !kept.iter().any(|other| other.leans() == way.leans() && in_no_month_fewer(other)) {
                kept.push(way);
            }
        }
        let mut found = kept;
        found.truncate(WAYS_KEPT);
        let found = Rc::new(found);
        self.known.push((set, Rc::clone(&found)));
        found
    }

    /// The cheapest plans from groups of streams and a set of bought ones: one that leans on hosts, and, where all
    /// is run, one that does not.
    fn assemble(&mut self, parts: &[u128], bought_set: &[usize]) -> [Option<Priced>; 2] {
        let streams = self.figures.case.streams.len();
        let mut choices = vec![Choice::Bought(0); streams];
        let mut bought = 0.0;
        for &at in bought_set {
            let Some((offer, present)) = self.bought[at] else { return [None, None] };
            choices[at] = Choice::Bought(offer);
            bought += present;
        }
        let fronts: Vec<Rc<Vec<Way>>> = parts.iter().map(|&set| self.group(set)).collect();
        if fronts.iter().any(|front| front.is_empty()) {
            return [None, None];
        }
        for (number, front) in fronts.iter().enumerate() {
            for &at in &front[0].group.streams {
                choices[at] = Choice::Own(number);
            }
        }
        // What nothing may serve stays as it is bought today, in every plan alike.
        for at in 0..streams {
            let named = bought_set.contains(&at) || matches!(choices[at], Choice::Own(_));
            if !named && !self.figures.case.streams[at].offers.is_empty() {
                bought += self.figures.bought(at, 0, 1.0);
            }
        }
        // Fewer GPUs, or GPUs for fewer months, can mean fewer people: try the thriftier ways too, while they are few;
        // else, beside the cheapest way of each group, the cheapest that lean on no host.
        let all_ways = fronts.iter().map(|front| front.len()).fold(1, usize::saturating_mul);
        let mut unleaning: Option<Vec<usize>> =
            fronts.iter().map(|front| front.iter().position(|way| !way.leans())).collect();
        let mut taken = vec![0; fronts.len()];
        let (mut best, mut built): (Option<Priced>, Option<Priced>) = (None, None);
        loop {
            let ways: Vec<&Way> = fronts.iter().zip(&taken).map(|(front, &at)| &front[at]).collect();
            let plan = || Plan {
                choices: choices.clone(),
                groups: ways.iter().map(|way| way.group.clone()).collect(),
                meanwhile: self.meanwhile.clone(),
            };
            if let Some(present) = self.present(&ways, bought, &plan) {
                let leans = ways.is_empty()
                    || choices.iter().any(|choice| matches!(choice, Choice::Bought(_)))
                    || ways.iter().any(|way| way.group.run == Run::Burst);
                let slot = if leans { &mut best } else { &mut built };
                if slot.as_ref().is_none_or(|known| present < known.present) {
                    *slot = Some(Priced { plan: plan(), present });
                }
            }
            if all_ways > MOST_COMBINED {
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
        let groups: Vec<&Group> = ways.iter().map(|way| &way.group).collect();
        if figures.may_pool(&groups) {
            let (plan, loads) = (plan(), ways.iter().map(|way| way.load.clone()).collect::<Vec<Load>>());
            if !figures.pools(&plan, &loads, 1.0).is_empty() {
                return figures.cost_with(&plan, &loads, 1.0, false).map(|cost| cost.present.total());
            }
        }
        let mut gpus = ways[0].alone.gpus.clone();
        for way in &ways[1..] {
            for (all, own) in gpus.iter_mut().zip(&way.alone.gpus) {
                *all += own;
            }
        }
        let uptime = ways.iter().map(|way| way.alone.uptime).fold(1.0, f64::min);
        let own: f64 = ways.iter().map(|way| way.alone.present).sum();
        Some(bought + own + figures.in_common(&gpus, uptime))
    }

    fn price(&self, plan: Plan) -> Option<Priced> {
        let present = self.figures.cost(&plan, 1.0, false)?.present.total();
        Some(Priced { plan, present })
    }
}

/// The ways a setup's GPUs can be paid and run, as far as the visitor left it open.
fn ways(figures: &Figures<'_, '_>, setup: usize, owned_only: bool, own_only: bool) -> Vec<(Pay, Run)> {
    let inputs = figures.inputs;
    let prices = &figures.case.setups[setup].prices;
    let pays: &[Pay] = match inputs.payment {
        _ if owned_only => &[Pay::Owned],
        Payment::Auto => &[Pay::OnDemand, Pay::Reserved, Pay::Owned],
        Payment::OnDemand => &[Pay::OnDemand],
        Payment::Reserved => &[Pay::Reserved],
        Payment::Spot => &[Pay::Spot],
        Payment::Owned => &[Pay::Owned],
    };
    let mut ways = Vec::new();
    for &pay in pays {
        if pay == Pay::Owned && prices.purchase.is_none() || pay != Pay::Owned && figures.gpu_hour(setup, pay).is_none()
        {
            continue;
        }
        let by_hour = matches!(pay, Pay::OnDemand | Pay::Spot);
        match inputs.schedule {
            Schedule::Always => ways.push((pay, Run::Always)),
            Schedule::Hourly => ways.push((pay, if by_hour { Run::Hourly } else { Run::Always })),
            Schedule::Zero => ways.push((pay, if by_hour { Run::Zero } else { Run::Always })),
            Schedule::Auto => {
                ways.push((pay, Run::Always));
                if by_hour {
                    ways.push((pay, Run::Hourly));
                }
                if !own_only {
                    ways.push((pay, Run::Burst));
                }
            }
        }
    }
    ways
}

/// Every way to leave some of the streams bought and to part the rest into groups.
fn partitions(streams: &[usize], at: usize, parts: &mut Vec<u128>, visit: &mut impl FnMut(&[u128], &[usize])) {
    fn go(
        streams: &[usize],
        at: usize,
        parts: &mut Vec<u128>,
        bought: &mut Vec<usize>,
        visit: &mut impl FnMut(&[u128], &[usize]),
    ) {
        let Some(&stream) = streams.get(at) else {
            visit(parts, bought);
            return;
        };
        bought.push(stream);
        go(streams, at + 1, parts, bought, visit);
        bought.pop();
        for part in 0..parts.len() {
            parts[part] |= 1 << stream;
            go(streams, at + 1, parts, bought, visit);
            parts[part] &= !(1 << stream);
        }
        parts.push(1 << stream);
        go(streams, at + 1, parts, bought, visit);
        parts.pop();
    }
    go(streams, at, parts, &mut Vec::new(), visit);
}

/// Local search for many streams: from everything bought, everything run alone, and everything run together, move
/// one stream at a time while that helps.
fn search(shop: &mut Shop<'_, '_, '_>, served: &[usize], found: &mut Found) {
    let mut starts: Vec<Vec<u128>> = vec![Vec::new(), served.iter().map(|at| 1 << at).collect()];
    // Streams that accept the same models, together.
    let mut together: Vec<u128> = Vec::new();
    for &at in served {
        let home = together.iter().position(|set| !shop.group(set | 1 << at).is_empty());
        match home {
            Some(home) => together[home] |= 1 << at,
            None if !shop.group(1 << at).is_empty() => together.push(1 << at),
            None => {}
        }
    }
    starts.push(together);
    for start in starts {
        let mut parts: Vec<u128> = start.into_iter().filter(|set| !shop.group(*set).is_empty()).collect();
        for &at in served {
            if shop.bought[at].is_none() && !parts.iter().any(|set| set >> at & 1 == 1) {
                parts.push(1 << at);
            }
        }
        let cost_of = |shop: &mut Shop<'_, '_, '_>, parts: &[u128]| {
            let bought: Vec<usize> =
                served.iter().copied().filter(|at| !parts.iter().any(|set| set >> at & 1 == 1)).collect();
            shop.assemble(parts, &bought).into_iter().flatten().min_by(|a, b| a.present.total_cmp(&b.present))
        };
        let Some(mut best) = cost_of(shop, &parts) else { continue };
        found.offer(&best);
        for _ in 0..3 {
            let before = best.present;
            for &at in served {
                let bit = 1 << at;
                let without: Vec<u128> = parts.iter().map(|set| set & !bit).filter(|set| *set != 0).collect();
                let mut moves = vec![without.clone()];
                for target in 0..without.len().min(6) {
                    let mut moved = without.clone();
                    moved[target] |= bit;
                    moves.push(moved);
                }
                moves.push([without.as_slice(), &[bit]].concat());
                for moved in moves {
                    if let Some(priced) = cost_of(shop, &moved) {
                        found.offer(&priced);
                        if priced.present < best.present - 1e-6 {
                            best = priced;
                            parts = moved;
                        }
                    }
                }
            }
            if best.present >= before - 1e-6 {
                break;
            }
        }
    }
}

/// What no plan can undercut: each stream at the less of its best offer and its fair part of an endlessly divisible
/// fleet on its cheapest setup, people and spares left out.
fn lower_bound(shop: &mut Shop<'_, '_, '_>, served: &[usize]) -> f64 {
    let figures = shop.figures;
    served
        .iter()
        .map(|&at| {
            let bought = shop.bought[at].map_or(f64::INFINITY, |(_, present)| present);
            let divisible = figures.case.streams[at]
                .setups
                .iter()
                .filter_map(|&setup| figures.divisible(setup, at))
                .fold(f64::INFINITY, f64::min);
            bought.min(divisible)
        })
        .sum()
}
