//! What a way to run a group cannot undercut, at any volume, in a few operations.
//!
//! A fleet that is always on keeps, in every month and region, its busiest minute's work, the queueing margin over it
//! and its spares: `b·x·v + z·√(b·x·v / C) + a/C + s` replicas at v times today's volume, whole replicas aside. Summed
//! over the months with their rents that is `linear · v + root · √v + constant`, so one sum of each over the months
//! carries it to every volume.

use crate::cost::figures::Figures;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Load, Pay, Run};
use crate::units::{HOURS_PER_MONTH, UsdPerMonth};

/// A hair that rounding may take from a bound.
pub(super) const HAIR: f64 = 1.0 - 1e-9;

/// A bound on a present value: the larger of two curves of volume.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Floor {
    linear: f64,
    root: f64,
    constant: f64,
    /// The other curve: what the least fleet costs.
    least: f64,
}

impl Floor {
    /// At `volume` times today's, with its root; bare USD.
    pub(super) fn at(&self, volume: f64, root: f64) -> f64 {
        ((self.linear * volume + self.root * root + self.constant).max(self.least) * HAIR).max(0.0)
    }
}

/// Months weighted by their discount and by the part of them in which own replicas run.
struct Sums {
    /// By rent alone.
    months: f64,
    /// By rent and volume.
    volume: f64,
    /// By rent and the root of volume.
    root: f64,
}

impl Sums {
    fn of(figures: &Figures<'_, '_>, rent: &dyn Fn(usize) -> f64, volume: &dyn Fn(usize) -> f64) -> Self {
        let paths = &figures.paths;
        let mut sums = Self { months: 0.0, volume: 0.0, root: 0.0 };
        for t in 0..paths.months {
            let weight = rent(t) * paths.discount[t] * (1.0 - paths.building[t]);
            sums.months += weight;
            sums.volume += weight * volume(t);
            sums.root += weight * volume(t).sqrt();
        }
        sums
    }
}

/// The sums that all bounds of one set of inputs share.
pub(super) struct Floors<'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    rented: Sums,
    /// Reserved and always on: sized for the busiest month of its contract year.
    reserved: Sums,
    /// Reserved, by each month's own volume.
    held: Sums,
    owned: Sums,
    /// What a month of one GPU of one's own costs at the least, by the setup's GPU.
    one_owned: core::cell::RefCell<Vec<(*const crate::catalog::Gpu, UsdPerMonth)>>,
}

impl<'f, 'c, 'a> Floors<'f, 'c, 'a> {
    pub(super) fn new(figures: &'f Figures<'c, 'a>) -> Self {
        let paths = &figures.paths;
        let reserved = |t: usize| paths.rent_paid(Pay::Reserved, t);
        Self {
            figures,
            rented: Sums::of(figures, &|t| paths.rent[t], &|t| paths.volume[t]),
            reserved: Sums::of(figures, &reserved, &|t| figures.volume_ahead(t)),
            held: Sums::of(figures, &reserved, &|t| paths.volume[t]),
            owned: Sums::of(figures, &|_| 1.0, &|t| paths.volume[t]),
            one_owned: core::cell::RefCell::default(),
        }
    }

    /// A month of one replica of a setup at today's rents, the least overhead included: rent, or, where it is owned, the
    /// least that a month of a GPU comes to, whenever it is bought.
    pub(super) fn replica_month(&self, setup: usize, pay: Pay) -> Option<UsdPerMonth> {
        let figures = self.figures;
        let one = &figures.case.setups[setup];
        let gpus = f64::from(one.layout.gpus());
        if pay != Pay::Owned {
            let hour = figures.gpu_hour(setup, pay)?.get();
            let month = hour * gpus * HOURS_PER_MONTH * (1.0 + Overhead::of(figures.inputs).least());
            return Some(UsdPerMonth::new(month));
        }
        one.prices.purchase?;
        let known = self.one_owned.borrow().iter().find(|known| core::ptr::eq(known.0, one.gpu)).map(|known| known.1);
        let month = known.unwrap_or_else(|| {
            let month = crate::cost::hardware::least_a_month(figures, one).unwrap_or_default();
            self.one_owned.borrow_mut().push((one.gpu, month));
            month
        });
        Some(month * gpus)
    }

    /// The bound for a load on a setup, without people and the group's base, which is the same however it is run. `elsewhere` is the
    /// least a host takes for all of it in each month at today's volume, bare USD.
    pub(super) fn of(&self, setup: usize, load: &Load, pay: Pay, run: Run, elsewhere: &[f64]) -> Floor {
        let Some(month) = self.replica_month(setup, pay).map(UsdPerMonth::get) else { return Floor::default() };
        let service = &load.service;
        let sums = match (pay, run) {
            (Pay::Reserved, Run::Always) => &self.reserved,
            (Pay::Reserved, _) => &self.held,
            (Pay::Owned, _) => &self.owned,
            _ => &self.rented,
        };
        let (work, regions, burst) = (&load.work, service.regions, service.burst);
        let (peak, mean) = (work.peak(), work.mean() - work.waiting);
        // Work that may wait is done at its own pace, and at the least all work is.
        let all = Floor { linear: month * work.mean() * sums.volume, ..Floor::default() };
        // The least fleet's overhead beyond the least on each GPU: the rest only adds to it.
        let beyond = self.beyond(setup, load, pay, regions * if run == Run::Burst { 1.0 } else { 1.0 + service.spare });
        let beyond = beyond * sums.months;
        let least = month * regions * (1.0 + service.spare) * sums.months + beyond;
        let margin = crate::fleet::margins(service, burst * peak / regions);
        let floor = match run {
            Run::Always if peak > 0.0 => Floor {
                linear: month * burst * peak * sums.volume,
                root: month * regions * margin.0 * sums.root,
                constant: month * regions * (margin.1 + service.spare) * sums.months + beyond,
                least,
            },
            Run::Always => Floor { least, constant: beyond, ..all },
            // The margin is concave in the load: over a week at least the peak's in proportion.
            Run::Hourly if peak > 0.0 => Floor {
                linear: month * burst * mean * sums.volume,
                root: month * regions * margin.0 * (mean / peak) * sums.root,
                constant: month * regions * service.spare * sums.months + beyond,
                least,
            },
            Run::Hourly => Floor { least, constant: beyond, ..all },
            // An hour with less than one request expected is off for most of it.
            Run::Zero => Floor { linear: month * burst * mean * sums.volume * work.awake(burst), ..Floor::default() },
            // Whoever runs a fleet keeps one replica in each region.
            Run::Burst => Floor {
                linear: self.base_load(month, load, pay, elsewhere),
                least: month * regions * sums.months + beyond,
                ..Floor::default()
            },
        };
        if matches!(run, Run::Always | Run::Hourly) && work.waiting > 0.0 && all.linear > floor.linear && peak > 0.0 {
            return Floor { least, constant: beyond, ..all };
        }
        floor
    }

    /// What so many rented replicas have of overhead beyond the least on each GPU, USD a month at today's rents.
    fn beyond(&self, setup: usize, load: &Load, pay: Pay, replicas: f64) -> f64 {
        let hour = self.figures.gpu_hour(setup, pay).map_or(0.0, crate::units::UsdPerHour::get);
        hour * HOURS_PER_MONTH * Overhead::of(self.figures.inputs).beyond_least(replicas * load.gpus)
    }

    /// The newsvendor optimum of each month without margins and whole replicas: in proportion to volume.
    fn base_load(&self, month: f64, load: &Load, pay: Pay, elsewhere: &[f64]) -> f64 {
        let paths = &self.figures.paths;
        // Half of its part of the bill: work that may wait is billed at up to half price.
        let billed = if load.work.waiting > 0.0 { 0.5 } else { 1.0 } / load.work.mean().max(1e-12);
        let mut sum = 0.0;
        for t in 0..paths.months {
            let weight = paths.discount[t] * (1.0 - paths.building[t]);
            if weight > 0.0 {
                let rent = if pay == Pay::Owned { month } else { month * paths.rent_paid(pay, t) };
                let least = load.service.base_load_at_least(&load.work, paths.volume[t], rent, elsewhere[t] * billed);
                sum += least * weight;
            }
        }
        sum
    }

    /// What hosts take at the least for all of a group's work: in the dearest month at today's volume, and over the horizon.
    /// Bare, as [`Floors::of`] takes it month by month.
    pub(super) fn at_hosts(&self, elsewhere: &[f64]) -> (f64, f64) {
        let paths = &self.figures.paths;
        let weight = |t: usize| paths.volume[t] * paths.discount[t] * (1.0 - paths.building[t]);
        let all = elsewhere.iter().enumerate().map(|(t, bill)| bill * weight(t)).sum();
        (elsewhere.iter().copied().fold(0.0, f64::max), all)
    }

    /// The bound for a base load of bought GPUs on which no further replica would pay however busy, told without the week
    /// of its load; `None` where one may pay. `hosts` as [`Floors::at_hosts`] has them.
    pub(super) fn too_dear(&self, setup: usize, streams: &[usize], hosts: (f64, f64)) -> Option<Floor> {
        let figures = self.figures;
        let month = self.replica_month(setup, Pay::Owned)?.get();
        let target = streams.iter().map(|&at| figures.flows[at].target).reduce(|a, b| if a <= b { a } else { b })?;
        let (mut interactive, mut waiting) = (0.0, 0.0);
        for &at in streams {
            let (flow, replica) = (&figures.flows[at], figures.replica(setup, at, target)?);
            let mean = flow.hours.iter().sum::<f64>() / flow.hours.len() as f64;
            interactive += flow.rate / replica.rate * mean;
            waiting += flow.waiting / replica.waiting_rate;
        }
        let billed = if waiting > 0.0 { 0.5 } else { 1.0 } / (interactive + waiting).max(1e-12);
        let service = figures.service(1.0);
        let dear = month >= hosts.0 * billed && month * service.burst >= hosts.0 * billed;
        let least = month * service.regions * self.owned.months;
        dear.then(|| Floor { linear: interactive * billed * hosts.1, least, ..Floor::default() })
    }

    /// What one replica of a stream's work costs at the least on a setup, over the horizon and per unit of today's
    /// volume, bare USD: fleets that could be divided at will, paid in the cheapest of `pays`.
    pub(super) fn divisible(&self, setup: usize, work: f64, pays: &[Pay]) -> f64 {
        let least = |&pay: &Pay| {
            let sums = match pay {
                Pay::Owned => &self.owned,
                Pay::Reserved => &self.held,
                Pay::OnDemand | Pay::Spot => &self.rented,
            };
            self.replica_month(setup, pay).map_or(f64::INFINITY, |month| month.get() * work * sums.volume)
        };
        pays.iter().map(least).fold(f64::INFINITY, f64::min) * HAIR
    }
}
