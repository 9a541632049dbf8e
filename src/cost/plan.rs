//! A plan: for every stream what is bought or run, and what that costs month by month.

use super::hardware::Hardware;
use crate::cost::figures::{Figures, MOST_MONTHS};
use crate::cost::lines::{Line, Lines};
use crate::cost::people;
use crate::fleet::{Service, Work};
use crate::streams::Setup;
use crate::units::{HOURS_PER_MONTH, HOURS_PER_WEEK};
use std::rc::Rc;

/// Spot instances of an H100 class taken away in a month: 15 to 20 % (AWS Spot Instance Advisor, February 2026).
const SPOT_TAKEN: f64 = 0.175;
/// Hours until a replica that was taken away is back elsewhere (judgement: as long as a node's repair).
const SPOT_BACK: f64 = 24.0;
/// Part of a spot replica's hours that interruptions cost.
const SPOT_LOSS: f64 = SPOT_TAKEN * SPOT_BACK / HOURS_PER_MONTH;

/// How a group's GPUs are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Pay {
    /// By the hour.
    OnDemand,
    /// For a year at a time.
    Reserved,
    /// By the hour, with interruptions.
    Spot,
    /// Bought.
    Owned,
}

/// When a group's replicas run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Always, sized for the busiest hour.
    Always,
    /// By the hour.
    Hourly,
    /// By the hour, off when idle.
    Zero,
    /// A base load always on, the rest bought.
    Burst,
}

/// What one stream does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Buys this offer of its list.
    Bought(usize),
    /// Runs in this group of the plan.
    Own(usize),
}

/// Streams that share replicas of one setup.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The setup.
    pub setup: usize,
    /// The streams.
    pub streams: Vec<usize>,
    /// How its GPUs are paid.
    pub pay: Pay,
    /// When they run.
    pub run: Run,
}

/// A whole plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// One choice per stream.
    pub choices: Vec<Choice>,
    /// The groups they refer to.
    pub groups: Vec<Group>,
    /// The offer that serves each stream while its own fleet is built, and its overflow; absent where none may.
    pub meanwhile: Vec<Option<usize>>,
}

/// What the three answers are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Everything bought.
    Buy,
    /// Some of each, or a base load of one's own with the rest bought.
    Hybrid,
    /// Everything run.
    Build,
}

impl Plan {
    /// Which answer this plan is.
    pub fn side(&self) -> Side {
        let own = self.choices.iter().filter(|choice| matches!(choice, Choice::Own(_))).count();
        if own == 0 {
            Side::Buy
        } else if own < self.choices.len() || self.groups.iter().any(|group| group.run == Run::Burst) {
            Side::Hybrid
        } else {
            Side::Build
        }
    }
}

/// A group's load on its setup; made once per plan and set of inputs.
#[derive(Clone, Debug)]
pub struct Load {
    /// What a fleet must hold besides.
    pub service: Service,
    /// A week of work at today's volume.
    pub work: Rc<Work>,
    /// GPUs of one replica.
    pub gpus: f64,
    /// Output tokens a second of one replica, weighted by work.
    pub tokens: f64,
}

/// One month of a plan.
#[derive(Clone, Debug, Default)]
pub struct Month {
    /// Lines, USD in that month.
    pub lines: Lines,
    /// GPUs in use or kept.
    pub gpus: f64,
    /// Engineers charged.
    pub engineers: f64,
}

/// What a plan costs.
#[derive(Clone, Debug, Default)]
pub struct Cost {
    /// Present value by line, USD.
    pub present: Lines,
    /// Month by month, where asked for.
    pub months: Vec<Month>,
}

/// A group on replicas of its own.
#[derive(Clone, Debug)]
pub struct Alone {
    /// Present value without people, USD.
    pub present: f64,
    /// GPUs in every month.
    pub gpus: Vec<f64>,
    /// Its availability.
    pub uptime: f64,
}

impl Figures<'_, '_> {
    /// A group's load, or `None` when a stream is too slow on this setup.
    pub fn load(&self, setup: usize, streams: &[usize]) -> Option<Load> {
        let gpus = self.case.setups[setup].layout.gpus();
        self.load_by(streams, 1.0, gpus, |at, target| self.replica(setup, at, target))
    }

    /// The same by what one replica carries of a stream at a latency target, where `crowd` models take turns on each
    /// GPU, each with that part of the target.
    pub(crate) fn load_by(
        &self,
        streams: &[usize],
        crowd: f64,
        gpus: u32,
        replica: impl Fn(usize, crate::units::Milliseconds) -> Option<crate::streams::Replica>,
    ) -> Option<Load> {
        let strictest = streams.iter().map(|&at| self.flows[at].target.get()).fold(f64::INFINITY, f64::min);
        let target = crate::units::Milliseconds::new(strictest / crowd);
        let mut hours = [0.0; HOURS_PER_WEEK];
        let (mut rates, mut paced) = ((0.0, 0.0), 0.0);
        let (mut waiting, mut slots, mut tokens, mut all) = (0.0, f64::INFINITY, 0.0, 0.0);
        for &at in streams {
            let replica = replica(at, target)?;
            let flow = &self.flows[at];
            let interactive = flow.rate / replica.rate;
            for (hour, shape) in hours.iter_mut().zip(&flow.hours) {
                *hour += interactive * shape;
            }
            waiting += flow.waiting / replica.waiting_rate;
            // Beside interactive requests, waiting work is held to their pace.
            paced += flow.waiting / replica.rate;
            rates = (rates.0 + flow.rate, rates.1 + interactive);
            slots = f64::min(slots, replica.slots);
            let work = interactive + flow.waiting / replica.waiting_rate;
            tokens += replica.tokens * work;
            all += work;
        }
        let gpus = f64::from(gpus);
        let tokens = if all > 0.0 { tokens / all } else { 0.0 };
        let work = Work::new(hours, waiting)
            .beside(if paced > 0.0 { waiting / paced } else { 1.0 })
            .with_requests(if rates.1 > 0.0 { rates.0 / rates.1 * 3600.0 } else { 0.0 });
        Some(Load { service: self.service(slots.clamp(1.0, 1e6)), work: Rc::new(work), gpus, tokens })
    }

    /// Rent of one GPU-hour today, or `None` when it is not rented that way.
    pub fn gpu_hour(&self, setup: usize, pay: Pay) -> Option<f64> {
        self.hour(&self.case.setups[setup].prices, pay)
    }

    fn hour(&self, prices: &crate::fleet::rents::Prices, pay: Pay) -> Option<f64> {
        let change = (1.0 + self.inputs.gpu_price_change.get()).max(0.0);
        let quoted = match pay {
            Pay::OnDemand => self.inputs.gpu_hour.or(prices.on_demand.map(|quotes| quotes.median)),
            Pay::Reserved => prices.reserved.map(|quotes| quotes.median),
            Pay::Spot => prices.spot.map(|quotes| quotes.median),
            Pay::Owned => None,
        };
        quoted.map(|hour| hour.get() * change)
    }

    /// A month's bill of a stream's offer at today's volume and that month's price row, before drift.
    pub fn bill(&self, stream: usize, offer: usize, month: usize) -> &crate::hosted::bill::Bill {
        let rows = &self.flows[stream].bills[offer];
        let in_force = rows.iter().rev().find(|(from, _)| *from as usize <= month + 1);
        &in_force.unwrap_or(&rows[0]).1
    }

    /// The present value of a stream's offer over the whole horizon at `scale` times today's volume: tokens,
    /// evaluation, model changes, moving to it, lag.
    pub fn bought(&self, stream: usize, offer: usize, scale: f64) -> f64 {
        let mut cost = Cost::default();
        self.add_bought(&mut cost, false, stream, offer, scale, None);
        cost.present.total()
    }

    /// The cheapest allowed offer of a stream, if any is allowed.
    pub fn best_offer(&self, stream: usize) -> Option<usize> {
        let offers = &self.case.streams[stream].offers;
        let allowed = (0..offers.len()).filter(|&at| offers[at].feasible);
        allowed.map(|at| (at, self.bought(stream, at, 1.0))).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// What a plan costs at `scale` times today's volume; with `keep`, month by month too.
    ///
    /// `None` when some stream is too slow on its setup or has no price for the way it is paid.
    pub fn cost(&self, plan: &Plan, scale: f64, keep: bool) -> Option<Cost> {
        let loads: Option<Vec<Load>> = plan.groups.iter().map(|group| self.load(group.setup, &group.streams)).collect();
        self.cost_with(plan, &loads?, scale, keep)
    }

    /// The same with the groups' loads at hand.
    pub fn cost_with(&self, plan: &Plan, loads: &[Load], scale: f64, keep: bool) -> Option<Cost> {
        let mut cost = Cost::default();
        if keep {
            cost.months.resize(self.paths.months, Month::default());
        }
        self.add_steady(&mut cost, keep, plan, scale);
        self.add_fleets(&mut cost, keep, plan, loads, scale)?;
        Some(cost)
    }

    /// What of a plan's present value does not come in whole replicas: a constant, and a part in proportion to
    /// volume, at today's. [`Figures::in_replicas`] is the rest.
    pub fn steady(&self, plan: &Plan) -> (f64, f64) {
        let at = |scale: f64| {
            let mut cost = Cost::default();
            self.add_steady(&mut cost, false, plan, scale);
            cost.present.total()
        };
        let constant = at(0.0);
        (constant, at(1.0) - constant)
    }

    /// The present value of a plan's replicas, their overflow and their people at `scale` times today's volume.
    pub fn in_replicas(&self, plan: &Plan, loads: &[Load], scale: f64) -> Option<f64> {
        let mut cost = Cost::default();
        self.add_fleets(&mut cost, false, plan, loads, scale)?;
        Some(cost.present.total())
    }

    /// One group without people, at today's volume and on replicas of its own; as [`Figures::cost`] otherwise.
    pub fn alone(&self, group: &Group, load: &Load, meanwhile: &[Option<usize>]) -> Option<Alone> {
        let mut cost = Cost::default();
        let mut gpus = [0.0; MOST_MONTHS];
        self.add_group(&mut cost, false, meanwhile, group, 1.0);
        let uptime = self.add_fleet(&mut cost, false, meanwhile, group, load, 1.0, &mut gpus)?;
        Some(Alone { present: cost.present.total(), gpus: gpus[..self.paths.months].to_vec(), uptime })
    }

    /// The present value of what groups have in common: people for their GPUs, month by month, and the build.
    pub fn in_common(&self, gpus: &[f64], uptime: f64) -> f64 {
        let mut cost = Cost::default();
        self.add_build(&mut cost, false);
        self.add_people(&mut cost, false, gpus, uptime);
        cost.present.total()
    }

    /// Adds what is bought, the hosted bill of what is still being built, the upkeep of groups, and the build.
    fn add_steady(&self, cost: &mut Cost, keep: bool, plan: &Plan, scale: f64) {
        for (stream, choice) in plan.choices.iter().enumerate() {
            if let Choice::Bought(offer) = *choice {
                self.add_bought(cost, keep, stream, offer, scale, None);
            }
        }
        for group in &plan.groups {
            self.add_group(cost, keep, &plan.meanwhile, group, scale);
        }
        if !plan.groups.is_empty() {
            self.add_build(cost, keep);
        }
    }

    /// Adds the replicas of all groups and the people who run them.
    fn add_fleets(&self, cost: &mut Cost, keep: bool, plan: &Plan, loads: &[Load], scale: f64) -> Option<()> {
        if plan.groups.is_empty() {
            return Some(());
        }
        let mut gpus = [0.0; MOST_MONTHS];
        let mut uptime = 1.0_f64;
        let shared = self.shared_loads(plan, loads, scale);
        for (group, load) in plan.groups.iter().zip(shared.as_deref().unwrap_or(loads)) {
            uptime = uptime.min(self.add_fleet(cost, keep, &plan.meanwhile, group, load, scale, &mut gpus)?);
        }
        self.add_people(cost, keep, &gpus[..self.paths.months], uptime);
        Some(())
    }

    /// The present value of a bought stream's tokens in the months after the build, at today's volume.
    pub fn tokens_after_build(&self, stream: usize, offer: usize) -> f64 {
        let running: Vec<f64> = self.paths.building.iter().map(|building| 1.0 - building).collect();
        let mut cost = Cost::default();
        self.add_bought(&mut cost, false, stream, offer, 1.0, Some(&running));
        cost.present.total()
    }

    /// What a group costs on any setup, paid and run in any way: the hosted bill while building, and the work that
    /// its streams take. A present value.
    pub fn group_base(&self, streams: &[usize], meanwhile: &[Option<usize>]) -> f64 {
        let mut cost = Cost::default();
        if self.paths.building[0] > 0.0 {
            for &stream in streams {
                if let Some(offer) = meanwhile[stream] {
                    self.add_bought(&mut cost, false, stream, offer, 1.0, Some(&self.paths.building));
                }
            }
        }
        self.add_group_work(&mut cost, false, streams);
        cost.present.total()
    }

    /// Present values that a load on a setup cannot undercut, without people and with those it takes when it runs
    /// alone, [`Figures::group_base`] left out; zero where nothing better is known.
    pub fn group_floor(&self, setup: usize, load: &Load, pay: Pay, run: Run, elsewhere: &[f64]) -> (f64, f64) {
        let Some(hour) = self.gpu_hour(setup, pay) else { return (0.0, 0.0) };
        let replica = hour * load.gpus * HOURS_PER_MONTH * (1.0 + self.inputs.overhead.get());
        let crew = people::cost(self.inputs, load.gpus);
        let crew = crew.run + crew.rota + crew.on_call;
        // Work that may wait is done beside the rest, at a pace of its own: only the rest surely needs its replicas.
        let work = (load.work.mean() - load.work.waiting).max(0.0);
        // Half of its part of the bill: work that may wait is billed at up to half price.
        let billed = if load.work.waiting > 0.0 { 0.5 } else { 1.0 } / load.work.mean().max(1e-12);
        let paths = &self.paths;
        let (mut bare, mut staffed) = (0.0, 0.0);
        for t in 0..paths.months {
            let running = (1.0 - paths.building[t]) * paths.discount[t];
            let (volume, rent) = (paths.volume[t], replica * paths.rent[t]);
            if run == Run::Burst {
                // In any month the base may be nothing; then nobody runs it.
                let host = elsewhere[t] * billed;
                let own = load.service.base_load_at_least(&load.work, volume, rent, host) * running;
                bare += own;
                staffed += (host * work * volume * running).min(own + crew * running);
            } else {
                let least = if run == Run::Hourly { load.service.hourly_at_least(&load.work, volume) } else { 0.0 };
                let own = rent * (work * volume).max(least) * running;
                bare += own;
                staffed += own + crew * running;
            }
        }
        (bare, staffed)
    }

    /// A group's hosted bill month by month at today's volume, for [`Figures::group_floor`]; zero where a stream may
    /// not be bought.
    pub fn elsewhere_by_month(&self, streams: &[usize], meanwhile: &[Option<usize>]) -> Vec<f64> {
        (0..self.paths.months).map(|t| self.elsewhere(streams, meanwhile, t).unwrap_or(0.0)).collect()
    }

    /// The present value of the people who run some GPUs, month by month, and nothing else.
    pub fn people_present(&self, gpus: &[f64]) -> f64 {
        let mut cost = Cost::default();
        self.add_people(&mut cost, false, gpus, 1.0);
        cost.present.total()
    }

    /// What one stream would cost on a fleet that can be divided at will: no spares, no bursts, no people, no build.
    pub fn divisible(&self, setup: usize, stream: usize) -> Option<f64> {
        Some(self.divisible_work(&self.case.setups[setup], &self.load(setup, &[stream])?))
    }

    /// The least of that over the setups that could serve the stream; infinite where none can.
    pub fn least_divisible(&self, stream: usize) -> f64 {
        let setups = self.case.streams[stream].setups.iter();
        setups.filter_map(|&setup| self.divisible(setup, stream)).fold(f64::INFINITY, f64::min)
    }

    /// [`Figures::divisible`] on a setup that is not among the case's own.
    pub fn divisible_on(&self, setup: &Setup<'_>, stream: usize) -> Option<f64> {
        let (workload, kind) = (self.workload(stream), self.case.streams[stream].kind);
        let replica = |_, target| crate::streams::replica(self.inputs, workload, kind, target, setup);
        Some(self.divisible_work(setup, &self.load_by(&[stream], 1.0, setup.layout.gpus(), replica)?))
    }

    fn divisible_work(&self, setup: &Setup<'_>, load: &Load) -> f64 {
        let hour = [Pay::OnDemand, Pay::Reserved, Pay::Spot]
            .iter()
            .filter_map(|&pay| self.hour(&setup.prices, pay))
            .fold(f64::INFINITY, f64::min);
        let owned = Hardware::new(self, setup, Pay::Owned)
            .filter(|hardware| hardware.price > 0.0)
            .map_or(f64::INFINITY, |hardware| hardware.monthly / HOURS_PER_MONTH);
        let month = load.work.mean() * load.gpus * hour.min(owned) * HOURS_PER_MONTH;
        let paths = &self.paths;
        let months = (0..paths.months)
            .map(|t| paths.volume[t] * paths.rent[t].min(1.0) * (1.0 - paths.building[t]) * paths.discount[t]);
        month * (1.0 + self.inputs.overhead.get()) * months.sum::<f64>()
    }

    pub(super) fn put(&self, cost: &mut Cost, keep: bool, t: usize, line: Line, amount: f64) {
        cost.present.add(line, amount * self.paths.discount[t]);
        if keep {
            cost.months[t].lines.add(line, amount);
        }
    }

    /// Adds a bought stream; with `part`, only that part of each month (the build phase, an overflow).
    fn add_bought(&self, cost: &mut Cost, keep: bool, stream: usize, offer: usize, scale: f64, part: Option<&[f64]>) {
        let paths = &self.paths;
        let rows = &self.flows[stream].bills[offer];
        let add = |t: usize, bill: &crate::hosted::bill::Bill, factor: f64, into: &mut Cost| {
            for (line, amount) in [
                (Line::Input, bill.input),
                (Line::CachedRead, bill.cached_read),
                (Line::CacheWrite, bill.cache_write),
                (Line::Output, bill.output),
                (Line::Reasoning, bill.reasoning),
                (Line::Batch, bill.batch),
                (Line::Adjustments, bill.adjustments),
            ] {
                if keep {
                    self.put(into, true, t, line, amount.get() * factor);
                } else {
                    into.present.add(line, amount.get() * factor);
                }
            }
        };
        // Between two price steps every month has the same lines: one sum of factors carries them all.
        for (at, (from, bill)) in rows.iter().enumerate() {
            let first = if at == 0 { 0 } else { *from as usize - 1 };
            let end = rows.get(at + 1).map_or(paths.months, |(next, _)| *next as usize - 1).min(paths.months);
            let mut sum = 0.0;
            for t in first..end.max(first) {
                let factor = paths.volume[t] * paths.hosted[t] * scale * part.map_or(1.0, |part| part[t]);
                if keep {
                    add(t, bill, factor, cost);
                } else {
                    sum += factor * paths.discount[t];
                }
            }
            if !keep {
                add(0, bill, sum, cost);
            }
        }
        if part.is_none() {
            self.add_bought_work(cost, keep, stream, offer);
        }
    }

    /// Work that buying takes: evaluation at each model change, moving once, lag, outages.
    fn add_bought_work(&self, cost: &mut Cost, keep: bool, stream: usize, offer: usize) {
        let inputs = self.inputs;
        let share = self.case.streams[stream].part.get();
        let changes = inputs.hosted_changes.get() / 12.0 * share;
        let evaluation = changes * inputs.eval_cycle.get();
        let work = changes * inputs.hosted_change_effort.cost(inputs.engineer_cost).get();
        let chosen = &self.case.streams[stream].offers[offer];
        let moved = !matches!(chosen.kind, crate::streams::OfferKind::Today | crate::streams::OfferKind::Well);
        let streams = self.case.streams.len() as f64;
        let lag = if moved && chosen.weights.is_some() && self.closed_today(stream) {
            inputs.lag_value.get() * inputs.model_lag.get() / streams
        } else {
            0.0
        };
        let outage = people::outage(inputs.api_uptime.get(), inputs.outage_cost.get()) / streams;
        for t in 0..self.paths.months {
            self.put(cost, keep, t, Line::Evaluation, evaluation);
            self.put(cost, keep, t, Line::Upgrades, work);
            self.put(cost, keep, t, Line::Lag, lag);
            self.put(cost, keep, t, Line::Outage, outage);
        }
        if moved {
            let effort = inputs.migration_effort.cost(inputs.engineer_cost).get() * share;
            self.put(cost, keep, 0, Line::Migration, effort + inputs.eval_cycle.get() * share);
        }
    }

    fn closed_today(&self, stream: usize) -> bool {
        self.case.streams[stream].offers.first().is_some_and(|today| today.weights.is_none())
    }

    /// Adds a group apart from its replicas: the hosted bill while building, its models' upkeep.
    fn add_group(&self, cost: &mut Cost, keep: bool, meanwhile: &[Option<usize>], group: &Group, scale: f64) {
        if self.paths.building[0] > 0.0 {
            for &stream in &group.streams {
                if let Some(offer) = meanwhile[stream] {
                    self.add_bought(cost, keep, stream, offer, scale, Some(&self.paths.building));
                }
            }
        }
        self.add_group_work(cost, keep, &group.streams);
    }

    /// Adds a group's replicas and what overflows from them. Gives its availability.
    fn add_fleet(
        &self,
        cost: &mut Cost,
        keep: bool,
        meanwhile: &[Option<usize>],
        group: &Group,
        load: &Load,
        scale: f64,
        gpus: &mut [f64; MOST_MONTHS],
    ) -> Option<f64> {
        let (inputs, paths) = (self.inputs, &self.paths);
        let overhead = inputs.overhead.get();
        let hour = if group.pay == Pay::Owned { 0.0 } else { self.gpu_hour(group.setup, group.pay)? };
        // Hours without a replica are not paid; what it served is made up for by others, and each start is paid.
        let again = SPOT_LOSS + SPOT_TAKEN * inputs.startup.get() / HOURS_PER_MONTH;
        let hour = if group.pay == Pay::Spot { hour * (1.0 + again) } else { hour };
        let mut needed = 1.0;
        let mut hardware = Hardware::new(self, &self.case.setups[group.setup], group.pay)?;
        let mut overflow = [0.0; MOST_MONTHS];
        for t in 0..paths.months {
            let running = 1.0 - paths.building[t];
            if running <= 0.0 {
                continue;
            }
            let volume = scale * paths.volume[t];
            let (replica_hours, replicas) = match group.run {
                Run::Always => {
                    // A year's commitment is sized for the busiest month of that year.
                    let volume = if group.pay == Pay::Reserved { scale * self.volume_ahead(t) } else { volume };
                    let replicas = load.service.always_on(&load.work, volume);
                    (replicas * HOURS_PER_MONTH, replicas)
                }
                Run::Hourly | Run::Zero => {
                    let hours = load.service.hourly(&load.work, volume, inputs.startup.get(), group.run == Run::Zero);
                    (hours, load.service.always_on(&load.work, volume))
                }
                Run::Burst => {
                    let elsewhere = self.elsewhere(&group.streams, meanwhile, t)? / (load.work.mean()).max(1e-12);
                    let month =
                        if group.pay == Pay::Owned { hardware.monthly } else { hour * HOURS_PER_MONTH * paths.rent[t] };
                    let replica = month * load.gpus * (1.0 + overhead);
                    let base = load.service.base_load_kept(&load.work, volume, replica, elsewhere);
                    overflow[t] = base.overflow * running;
                    (base.replicas * HOURS_PER_MONTH, base.replicas)
                }
            };
            let count = self.whole_nodes(group, replicas * load.gpus);
            gpus[t] += count;
            needed = f64::max(needed, replicas);
            if group.pay == Pay::Owned {
                hardware.month(self, cost, keep, t, count, running);
                self.put(cost, keep, t, Line::Overhead, hardware.monthly * count * overhead * running);
            } else {
                let rounding = if replicas > 0.0 { count / (replicas * load.gpus) } else { 1.0 };
                let rent = replica_hours * load.gpus * rounding * hour * paths.rent[t] * running;
                self.put(cost, keep, t, Line::Gpus, rent);
                self.put(cost, keep, t, Line::Overhead, rent * overhead);
            }
        }
        hardware.resell(self, cost, keep);
        if group.run == Run::Burst {
            for &stream in &group.streams {
                self.add_bought(cost, keep, stream, meanwhile[stream]?, scale, Some(&overflow));
            }
        }
        Some(self.group_uptime(group, load, needed))
    }

    /// Largest volume of the twelve months from the start of month t's contract year.
    fn volume_ahead(&self, t: usize) -> f64 {
        let start = t - t % 12;
        let end = (start + 12).min(self.paths.months);
        self.paths.volume[start..end].iter().copied().fold(0.0, f64::max)
    }

    /// A month's hosted bill of a group's streams at today's volume.
    fn elsewhere(&self, streams: &[usize], meanwhile: &[Option<usize>], t: usize) -> Option<f64> {
        let mut sum = 0.0;
        for &stream in streams {
            sum += self.bill(stream, meanwhile[stream]?, t).total.get();
        }
        Some(sum * self.paths.hosted[t])
    }

    /// GPUs rounded up to what can be rented at the price used.
    fn whole_nodes(&self, group: &Group, gpus: f64) -> f64 {
        let prices = &self.case.setups[group.setup].prices;
        let quotes = match group.pay {
            Pay::OnDemand if self.inputs.gpu_hour.is_none() => prices.on_demand,
            Pay::Reserved => prices.reserved,
            Pay::Spot => prices.spot,
            _ => None,
        };
        let node = quotes.map_or(1.0, |quotes| f64::from(quotes.gpus_min));
        (gpus / node - 1e-9).ceil() * node
    }

    fn group_uptime(&self, group: &Group, load: &Load, replicas: f64) -> f64 {
        let spot = if group.pay == Pay::Spot { 1.0 - SPOT_LOSS } else { 1.0 };
        let own = self.inputs.own_uptime.get() * spot;
        if load.work.mean() <= 0.0 {
            // Another group's replicas carry it.
            return 1.0;
        }
        if group.run == Run::Burst {
            return 1.0 - (1.0 - own) * (1.0 - self.inputs.api_uptime.get());
        }
        let spare = load.service.spare * load.service.regions;
        people::availability((replicas - spare).max(1.0) as u32, replicas.max(1.0) as u32, own)
    }

    /// Evaluation and model changes of a group, moving its streams, and its lag.
    fn add_group_work(&self, cost: &mut Cost, keep: bool, group: &[usize]) {
        let inputs = self.inputs;
        let upgrades = inputs.upgrades.get() / 12.0;
        let streams: f64 = group.iter().map(|&stream| self.case.streams[stream].part.get()).sum();
        let evaluation = upgrades * inputs.eval_cycle.get() * streams;
        let work = upgrades * inputs.upgrade_effort.cost(inputs.engineer_cost).get();
        let closed = group.iter().filter(|&&stream| self.closed_today(stream)).count() as f64;
        // Behind by the model's lag and, on average, half the team's own interval between upgrades.
        let behind = inputs.model_lag.get() + 6.0 / inputs.upgrades.get().max(0.1);
        let lag = inputs.lag_value.get() * behind * closed / self.case.streams.len() as f64;
        for t in 0..self.paths.months {
            let running = 1.0 - self.paths.building[t];
            if running > 0.0 {
                self.put(cost, keep, t, Line::Evaluation, evaluation * running);
                self.put(cost, keep, t, Line::Upgrades, work * running);
                self.put(cost, keep, t, Line::Lag, lag * running);
            }
        }
        let effort = inputs.migration_effort.cost(inputs.engineer_cost).get() + inputs.eval_cycle.get();
        self.put(cost, keep, 0, Line::Migration, effort * streams);
    }

    /// Adds what is paid once, however many groups there are: people, rota, outages.
    fn add_people(&self, cost: &mut Cost, keep: bool, gpus: &[f64], uptime: f64) {
        let (inputs, paths) = (self.inputs, &self.paths);
        let outage = people::outage(uptime, inputs.outage_cost.get());
        let (mut known, mut people) = (f64::NAN, people::PeopleCost::default());
        for (t, &count) in gpus.iter().enumerate() {
            let running = 1.0 - paths.building[t];
            if count > 0.0 && running > 0.0 {
                if count != known {
                    (known, people) = (count, people::cost(inputs, count));
                }
                self.put(cost, keep, t, Line::People, people.run * running);
                self.put(cost, keep, t, Line::Rota, people.rota * running);
                self.put(cost, keep, t, Line::OnCall, people.on_call * running);
                self.put(cost, keep, t, Line::Outage, outage * running);
            }
            if keep {
                cost.months[t].gpus = count;
                cost.months[t].engineers = if running > 0.0 { people.engineers } else { inputs.build_team.get() };
            }
        }
    }

    /// Adds the build and the roadmap it delays.
    fn add_build(&self, cost: &mut Cost, keep: bool) {
        let (paths, build) = (&self.paths, &self.paths.build);
        // The build's cost is spread evenly over its months; what lies beyond the horizon is still owed for.
        let span = libm::ceil(build.months).min(paths.months as f64).max(1.0) as usize;
        for t in 0..span {
            self.put(cost, keep, t, Line::Build, build.wages / span as f64);
            self.put(cost, keep, t, Line::Delay, build.delay / span as f64);
        }
    }
}
