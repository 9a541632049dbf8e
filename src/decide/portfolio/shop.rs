//! Ways to run groups of streams, and plans assembled from them.

use super::Priced;
use crate::cost::figures::Figures;
use crate::cost::plan::{Alone, Choice, Group, Load, Pay, Plan, Run};
use crate::inputs::{Payment, Schedule};
use std::rc::Rc;

/// Ways kept per group of streams.
const WAYS_KEPT: usize = 6;
/// Combinations of ways that are all priced for one division into groups.
const MOST_COMBINED: usize = 256;
/// GPUs up to which the smallest crew runs a fleet; below it fewer GPUs save no people.
const SMALLEST_TIER: f64 = 8.0;
/// GPUs from which the largest crew runs a fleet, one server more.
const LARGEST_TIER: f64 = 72.0;

/// One way to run a set of streams, with what it costs beside people.
pub(super) struct Shop<'f, 'c, 'a> {
    pub(super) figures: &'f Figures<'c, 'a>,
    /// Best allowed offer per stream and its present value.
    pub(super) bought: Vec<Option<(usize, f64)>>,
    /// Groups already searched: streams as a bit set, and the ways to run them that nothing beats in both cost and
    /// number of GPUs (on which the cost of people depends), cheapest first.
    known: Vec<(u128, Rc<Vec<Way>>)>,
    /// The offer that serves each stream while its fleet is built, and its overflow.
    pub(super) meanwhile: Vec<Option<usize>>,
}

/// A group with its load, its present value without people, and the most GPUs it ever has.
pub(super) struct Way {
    group: Group,
    load: Load,
    alone: Alone,
    most_gpus: f64,
    /// Present value of the people it takes when nothing else runs.
    people: f64,
    /// The most that people could cost less with fewer GPUs, whatever else runs.
    people_saved: f64,
}

impl Way {
    /// True when a host carries a part of it.
    fn leans(&self) -> bool {
        self.group.run == Run::Burst
    }
}

impl<'f, 'c, 'a> Shop<'f, 'c, 'a> {
    pub(super) fn new(figures: &'f Figures<'c, 'a>) -> Self {
        let best = |at: usize| figures.best_offer(at).map(|offer| (offer, figures.bought(at, offer, 1.0).get()));
        let bought: Vec<Option<(usize, f64)>> = (0..figures.case.streams.len()).map(best).collect();
        let meanwhile = bought.iter().map(|best| best.map(|(offer, _)| offer)).collect();
        Self { figures, bought, known: Vec::new(), meanwhile }
    }

    /// The ways to run a set of streams on one model together, people left out; empty when there is none.
    pub(super) fn group(&mut self, set: u128) -> Rc<Vec<Way>> {
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
                let people = figures.people_present(&alone.gpus).get();
                // Every tier of the crew lies below so many more GPUs.
                let beyond: Vec<f64> =
                    alone.gpus.iter().map(|&own| if own > 0.0 { own + LARGEST_TIER } else { 0.0 }).collect();
                let people_saved = figures.people_present(&beyond).get();
                found.push(Way { group, load: load.clone(), alone, most_gpus, people, people_saved });
            }
        };
        // Always-on fleets are quickly priced, so all of them are. Schedules and overflow are worked out only where
        // what they cannot undercut leaves them a chance.
        let base = figures.group_base(&streams, &self.meanwhile).get();
        let elsewhere = if own_only { Vec::new() } else { figures.elsewhere_by_month(&streams, &self.meanwhile) };
        for setup in setups {
            let Some(load) = figures.load(setup, &streams) else { continue };
            for (pay, run) in ways(figures, setup, owned_only, own_only) {
                let group = Group { setup, streams: streams.clone(), pay, run };
                if run == Run::Always {
                    price(&mut found, group, &load);
                } else {
                    let (bare, staffed) = figures.group_floor(setup, &load, pay, run, &elsewhere);
                    later.push((base + bare.get(), base + staffed.get(), group, load.clone()));
                }
            }
        }
        crate::order::rising(&mut later, |one| one.1);
        for (bare, staffed, group, load) in later {
            // Beaten in cost with people and without, and with no fewer GPUs to save people of other groups. By the
            // hour as many GPUs stand ready in the busiest hour as always on.
            let ready = found.iter().find(|way| {
                let same = way.group.setup == group.setup && way.group.pay == group.pay;
                same && way.group.run == Run::Always && group.run == Run::Hourly
            });
            let no_more_gpus = |way: &Way| match ready {
                Some(ready) => way.alone.gpus.iter().zip(&ready.alone.gpus).all(|(a, b)| a <= b),
                None => way.most_gpus <= load.gpus.max(SMALLEST_TIER),
            };
            let hopeless = found.iter().any(|way| {
                let dearer = way.alone.present.get() <= bare && way.alone.present.get() + way.people <= staffed;
                way.leans() == (group.run == Run::Burst)
                    && (dearer && no_more_gpus(way) || way.alone.present.get() + way.people_saved <= bare)
            });
            if !hopeless {
                price(&mut found, group, &load);
            }
        }
        crate::order::rising(&mut found, |way| way.alone.present.get());
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
    pub(super) fn assemble(&mut self, parts: &[u128], bought_set: &[usize]) -> [Option<Priced>; 2] {
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
                bought += self.figures.bought(at, 0, 1.0).get();
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
                return figures.present_with(&plan, &loads, 1.0).map(|cost| cost.total().get());
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
        let present = self.figures.present(&plan, 1.0)?.total().get();
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
