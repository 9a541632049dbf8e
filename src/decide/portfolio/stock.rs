//! The ways to run a group of streams that could be best at some volume: all of them, less those that another way
//! beats at every volume.

use super::floor::{Floor, Floors};
use crate::cost::figures::Figures;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Group, Load, Pay, Run};
use crate::inputs::{Payment, Schedule};
use crate::units::UsdPerHour;

/// One way to run a group, with what it cannot undercut.
pub(super) struct Stocked {
    pub(super) group: Group,
    pub(super) load: Load,
    pub(super) floor: Floor,
    /// GPUs that it has at the least: in each month that has work, and per unit of volume for its busiest minute.
    pub(super) least_gpus: (f64, f64),
    /// From this volume on it never sleeps and is what a fleet by the hour is.
    pub(super) sleepless_from: f64,
}

/// All ways to run a group of streams.
pub(super) struct Stock {
    pub(super) streams: Vec<usize>,
    pub(super) ways: Vec<Stocked>,
}

/// Place of what is reserved among the ways to pay.
const RESERVED: usize = 1;

/// What counts when one setup is held against another, for every stream of a group.
struct Traits {
    setup: usize,
    /// Requests a second of each stream, and of work that may wait.
    rates: Vec<(f64, f64)>,
    slots: f64,
    gpus: u32,
    /// Rent of a replica-hour by way to pay, its price and its power.
    costs: [f64; 5],
    /// GPUs that are rented at once by way to pay.
    nodes: [f64; 3],
    /// Rent for the group's work, for sorting.
    unit: f64,
}

impl Traits {
    /// Whether this setup costs no more at any volume, paid and run in any way.
    fn beats(&self, other: &Self, overhead: Overhead) -> bool {
        let no_less = |a: &(f64, f64), b: &(f64, f64)| a.0 >= b.0 && a.1 >= b.1;
        // A fleet of fewer, dearer GPUs has more of them among its first: a replica must cost no more and a GPU no more, or a
        // replica no more at the most overhead than the other at the least.
        let no_dearer = |(a, b): (&f64, &f64)| {
            let (gpu, its) = (a / f64::from(self.gpus), b / f64::from(other.gpus));
            a <= b && (gpu <= its || a * (1.0 + overhead.most()) <= b * (1.0 + overhead.least()))
        };
        self.gpus <= other.gpus
            && self.slots >= other.slots
            && self.costs.iter().zip(&other.costs).all(no_dearer)
            && self.rates.iter().zip(&other.rates).all(|(a, b)| no_less(a, b))
            && self.nodes.iter().zip(&other.nodes).enumerate().all(|(pay, (a, b))| {
                // By the hour, a fleet in nodes pays its hours in the proportion of its busiest hour's rounding, so that a
                // slower one may cost less: there nothing is beaten.
                *a <= 1.0 || pay == RESERVED && a == b && self.gpus == other.gpus
            })
    }
}

impl Stock {
    pub(super) fn new(figures: &Figures<'_, '_>, floors: &Floors<'_, '_, '_>, streams: Vec<usize>) -> Self {
        let case = figures.case;
        let stream = |at: usize| &case.streams[at];
        let owned_only = streams.iter().any(|&at| stream(at).owned_only);
        let own_only = streams.iter().any(|&at| stream(at).own_only);
        let elsewhere = least_elsewhere(figures, &streams);
        let quietest = figures.paths.volume.iter().copied().fold(f64::INFINITY, f64::min).max(1e-300);
        let all_tried = case.streams.len() <= super::answers::EXACT;
        let mut ways = Vec::new();
        for (setup, beaten) in setups(figures, &streams) {
            // How many bought GPUs a base load has is decided by what one costs over its life, not over these months, so
            // that there even a slower one may cost less. Of more streams than are all tried, that is not looked into.
            let kept = |&(pay, run): &(Pay, Run)| !beaten || all_tried && pay == Pay::Owned && run == Run::Burst;
            let ways_kept: Vec<(Pay, Run)> =
                ways_of(figures, setup, owned_only, own_only).into_iter().filter(kept).collect();
            if ways_kept.is_empty() {
                continue;
            }
            let Some(load) = figures.load(setup, &streams) else { continue };
            for (pay, run) in ways_kept {
                let floor = floors.of(setup, &load, pay, run, &elsewhere);
                let group = Group { setup, streams: streams.clone(), pay, run };
                let service = &load.service;
                let least_gpus = if run == Run::Burst {
                    (service.regions * load.gpus, 0.0)
                } else {
                    let kept = service.regions * (1.0 + service.spare) * load.gpus;
                    (kept, service.burst * load.work.peak() * load.gpus)
                };
                let sleeps = run == Run::Zero && figures.inputs.schedule == Schedule::Auto;
                let sleepless_from = if sleeps { service.sleepless_from(&load.work) / quietest } else { f64::INFINITY };
                ways.push(Stocked { group, load: load.clone(), floor, least_gpus, sleepless_from });
            }
        }
        Self { streams, ways }
    }
}

/// The setups on which every stream of a group could run, each with whether another one beats it at every volume.
fn setups(figures: &Figures<'_, '_>, streams: &[usize]) -> Vec<(usize, bool)> {
    let case = figures.case;
    let strictest = streams.iter().map(|&at| figures.flows[at].target).fold(None, |least, target| match least {
        Some(least) if least <= target => Some(least),
        _ => Some(target),
    });
    let Some(strictest) = strictest else { return Vec::new() };
    let first = &case.streams[streams[0]].setups;
    let mut all: Vec<Traits> = Vec::with_capacity(first.len());
    'setups: for &setup in first {
        let one = &case.setups[setup];
        let mut rates = Vec::with_capacity(streams.len());
        let (mut slots, mut work) = (f64::INFINITY, 0.0);
        for &at in streams {
            if at != streams[0] && !case.accepts(at, one.model) {
                continue 'setups;
            }
            let Some(replica) = figures.replica(setup, at, strictest) else { continue 'setups };
            let flow = &figures.flows[at];
            rates.push((replica.rate, if flow.waiting > 0.0 { replica.waiting_rate } else { 0.0 }));
            slots = slots.min(replica.slots);
            work += flow.rate / replica.rate + flow.waiting / replica.waiting_rate;
        }
        let gpus = one.layout.gpus();
        let hour = |pay: Pay| figures.gpu_hour(setup, pay).map_or(f64::INFINITY, UsdPerHour::get) * f64::from(gpus);
        let price = one.prices.purchase.map_or(f64::INFINITY, |price| price.get() * f64::from(gpus));
        let costs = [
            hour(Pay::OnDemand),
            hour(Pay::Reserved),
            hour(Pay::Spot),
            price,
            one.gpu.watts.unwrap_or(700.0) * f64::from(gpus),
        ];
        let nodes = [one.prices.on_demand, one.prices.reserved, one.prices.spot]
            .map(|quotes| quotes.map_or(1.0, |quotes| f64::from(quotes.gpus_min)));
        let cheapest = costs[..3].iter().copied().fold(price / 20_000.0, f64::min);
        all.push(Traits { setup, rates, slots, gpus, costs, nodes, unit: cheapest * work });
    }
    // Of equals, as where a load test says what both carry, the one that leaves more of a GPU to other models.
    let weights = |one: &Traits| case.setups[one.setup].serving.memory().weights.get();
    let mut leanest: Vec<(f64, u32)> = all.iter().enumerate().map(|(at, one)| (weights(one), at as u32)).collect();
    crate::order::numbered(&mut leanest);
    let leanest: Vec<&Traits> = leanest.into_iter().map(|(_, at)| &all[at as usize]).collect();
    let mut order: Vec<(f64, u32)> = leanest.iter().enumerate().map(|(at, one)| (one.unit, at as u32)).collect();
    crate::order::numbered(&mut order);
    let overhead = Overhead::of(figures.inputs);
    let mut kept: Vec<&Traits> = Vec::new();
    let mut found = Vec::with_capacity(all.len());
    for (_, at) in order {
        let one = leanest[at as usize];
        let beaten = kept.iter().any(|known| known.beats(one, overhead));
        if !beaten {
            kept.push(one);
        }
        found.push((one.setup, beaten));
    }
    found
}

/// The least any host that is allowed takes for all of a group's work, month by month at today's volume; zero where
/// some of it may not be bought.
fn least_elsewhere(figures: &Figures<'_, '_>, streams: &[usize]) -> Vec<f64> {
    let months = 0..figures.paths.months;
    let least = |at: usize, t: usize| {
        let offers = &figures.case.streams[at].offers;
        let allowed = (0..offers.len()).filter(|&offer| offers[offer].feasible);
        let bills = allowed.map(|offer| figures.bill(at, offer, t).total.get());
        bills.fold(f64::INFINITY, f64::min) * figures.followed(at, t)
    };
    months
        .map(|t| {
            let sum: f64 = streams.iter().map(|&at| least(at, t)).sum();
            if sum.is_finite() { sum * figures.paths.hosted[t] } else { 0.0 }
        })
        .collect()
}

/// The ways in which GPUs may be paid: what a visitor asked for, and never spot unasked.
pub(super) fn pays(figures: &Figures<'_, '_>, owned_only: bool) -> &'static [Pay] {
    match figures.inputs.payment {
        _ if owned_only => &[Pay::Owned],
        Payment::Auto => &[Pay::OnDemand, Pay::Reserved, Pay::Owned],
        Payment::OnDemand => &[Pay::OnDemand],
        Payment::Reserved => &[Pay::Reserved],
        Payment::Spot => &[Pay::Spot],
        Payment::Owned => &[Pay::Owned],
    }
}

/// The ways a setup's GPUs can be paid and run, as far as the visitor left it open.
fn ways_of(figures: &Figures<'_, '_>, setup: usize, owned_only: bool, own_only: bool) -> Vec<(Pay, Run)> {
    let prices = &figures.case.setups[setup].prices;
    let mut ways = Vec::new();
    for &pay in pays(figures, owned_only) {
        if pay == Pay::Owned && prices.purchase.is_none() || pay != Pay::Owned && figures.gpu_hour(setup, pay).is_none()
        {
            continue;
        }
        let by_hour = matches!(pay, Pay::OnDemand | Pay::Spot);
        match figures.inputs.schedule {
            Schedule::Always => ways.push((pay, Run::Always)),
            Schedule::Hourly => ways.push((pay, if by_hour { Run::Hourly } else { Run::Always })),
            Schedule::Zero => ways.push((pay, if by_hour { Run::Zero } else { Run::Always })),
            Schedule::Auto => {
                ways.push((pay, Run::Always));
                if by_hour {
                    ways.push((pay, Run::Hourly));
                    ways.push((pay, Run::Zero));
                }
                if !own_only {
                    ways.push((pay, Run::Burst));
                }
            }
        }
    }
    ways
}
