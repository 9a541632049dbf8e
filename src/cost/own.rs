//! What is run: replicas, their rent and overflow, and the upkeep of the models.

use crate::cost::bought::moved;
use crate::cost::figures::Figures;
use crate::cost::hardware::Hardware;
use crate::cost::level::MOST_MONTHS;
use crate::cost::lines::Line;
use crate::cost::outages::Standing;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Group, Load, Pay, Run};
use crate::cost::sink::Sink;
use crate::fleet::rents::Prices;
use crate::units::{HOURS_PER_MONTH, UsdPerHour, UsdPerMonth};

/// What the groups of a plan use, one after the other.
pub(super) struct Used {
    /// GPUs of each month.
    pub(super) gpus: [f64; MOST_MONTHS],
    /// GPUs that the visitor has and that no group has taken.
    pub(super) there: f64,
}

impl Used {
    /// Nothing yet.
    pub(super) fn none(inputs: &crate::inputs::Inputs) -> Self {
        Self { gpus: [0.0; MOST_MONTHS], there: inputs.owned_gpus }
    }
}

impl Figures<'_, '_> {
    /// Rent of one GPU-hour today, or `None` when it is not rented that way.
    pub fn gpu_hour(&self, setup: usize, pay: Pay) -> Option<UsdPerHour> {
        self.hour(&self.case.setups[setup].prices, pay)
    }

    pub(super) fn hour(&self, prices: &Prices, pay: Pay) -> Option<UsdPerHour> {
        let change = (1.0 + self.inputs.gpu_price_change.get()).max(0.0);
        let quoted = match pay {
            Pay::OnDemand => self.inputs.gpu_hour.or(prices.on_demand.map(|quotes| quotes.median)),
            Pay::Reserved => prices.reserved.map(|quotes| quotes.median),
            Pay::Spot => prices.spot.map(|quotes| quotes.median),
            Pay::Owned => None,
        };
        quoted.map(|hour| hour * change)
    }

    /// Adds a group, at `scale` times today's volume, apart from its replicas: the hosted bill while building, its models' upkeep. `overflow` says to which
    /// host the overflow of a stream goes, if it has any.
    pub(super) fn add_group(
        &self,
        cost: &mut dyn Sink,
        overflow: &dyn Fn(usize) -> Option<usize>,
        streams: &[usize],
        scale: f64,
    ) {
        if self.paths.building[0] > 0.0 {
            for &stream in streams {
                // Until it runs, it is bought, with all that buying takes.
                if let Some(offer) = self.interim(stream, overflow(stream), scale) {
                    self.add_offer(cost, stream, offer, scale, Some(&self.paths.building));
                }
            }
        }
        self.add_group_work(cost, streams);
    }

    /// Adds a group's replicas at `scale` times today's volume, what overflows from them, and the outages of the streams in `served`: its own, and
    /// those of groups that share its GPUs.
    pub(super) fn add_fleet(
        &self,
        cost: &mut dyn Sink,
        meanwhile: &[Option<usize>],
        group: &Group,
        load: &Load,
        scale: f64,
        used: &mut Used,
        served: &[usize],
    ) -> Option<()> {
        let (inputs, paths) = (self.inputs, &self.paths);
        let overhead = Overhead::of(inputs);
        let hour = self.hour_paid(group)?;
        let mut hardware = Hardware::new(self, &self.case.setups[group.setup], group.pay, used.there)?;
        let mut overflow = [0.0; MOST_MONTHS];
        for t in 0..paths.months {
            let running = 1.0 - paths.building[t];
            if running <= 0.0 {
                continue;
            }
            let volume = scale * paths.volume[t];
            let rent = paths.rent_paid(group.pay, t);
            let gpu_month = hardware.gpu_month(hour, rent);
            let size = self.size(group, load, meanwhile, t, self.sized_for(group, t, scale), gpu_month)?;
            let (replicas, count) = (size.replicas, size.gpus);
            overflow[t] = size.overflow * running;
            used.gpus[t] += count;
            let standing = match group.run {
                Run::Always => Standing::Always(replicas),
                Run::Hourly | Run::Zero => Standing::ByTheHour,
                Run::Burst => Standing::BaseLoad { overflow: size.overflow },
            };
            self.add_own_outage(cost, t, served, (group.pay, load), volume, standing);
            if group.pay == Pay::Owned {
                hardware.month(self, cost, t, count, running);
                self.put(cost, t, Line::Overhead, hardware.monthly * overhead.on(count) * running);
            } else {
                let each = hour.get() * rent * running;
                self.put(cost, t, Line::Gpus, UsdPerMonth::new(size.gpu_hours * each));
                // As many GPUs as are paid for on average over the month.
                let beside = overhead.on(size.gpu_hours / HOURS_PER_MONTH) * HOURS_PER_MONTH;
                self.put(cost, t, Line::Overhead, UsdPerMonth::new(beside * each));
            }
        }
        used.there = hardware.there;
        hardware.resell(self, cost);
        if group.run == Run::Burst {
            let running: Vec<f64> = paths.building.iter().map(|building| 1.0 - building).collect();
            for &stream in &group.streams {
                let host = meanwhile[stream]?;
                self.add_bought(cost, stream, host, scale, Some(&overflow));
                self.add_host_beside(cost, stream, host, scale, &running);
            }
        }
        Some(())
    }

    /// Adds what it takes to have a host beside a base load, however much it serves: a hosted model stays in service, so
    /// it is evaluated and changed like any other, in the `running` part of each month and at `scale` times today's volume.
    pub(super) fn add_host_beside(&self, cost: &mut dyn Sink, stream: usize, host: usize, scale: f64, running: &[f64]) {
        self.add_changes(cost, stream, Some(running));
        let there = self.paths.building[0] > 0.0 && self.interim(stream, Some(host), scale) == Some(host);
        if moved(&self.case.streams[stream].offers[host]) && !there {
            self.add_move(cost, stream);
        }
    }

    /// Evaluation and model changes of a group, moving its streams, and its lag.
    pub(super) fn add_group_work(&self, cost: &mut dyn Sink, group: &[usize]) {
        let inputs = self.inputs;
        let upgrades = inputs.upgrades.get() / 12.0;
        let streams: f64 = group.iter().map(|&stream| self.case.streams[stream].part.get()).sum();
        let evaluation = UsdPerMonth::new(upgrades * inputs.eval_cycle.get() * streams);
        let work = UsdPerMonth::new(upgrades * inputs.upgrade_effort.cost(inputs.engineer_cost).get());
        let closed = group.iter().filter(|&&stream| self.closed_today(stream));
        let closed: f64 = closed.map(|&stream| self.weight(stream).get()).sum();
        // Behind by the model's lag and, on average, half the team's own interval between upgrades.
        let behind = inputs.model_lag.get() + 6.0 / inputs.upgrades.get().max(0.1);
        let lag = inputs.lag_value * behind * closed;
        for t in 0..self.paths.months {
            let running = 1.0 - self.paths.building[t];
            if running > 0.0 {
                self.put(cost, t, Line::Evaluation, evaluation * running);
                self.put(cost, t, Line::Upgrades, work * running);
                self.put(cost, t, Line::Lag, lag * running);
            }
        }
        let effort = inputs.migration_effort.cost(inputs.engineer_cost).get() + inputs.eval_cycle.get();
        self.put(cost, 0, Line::Migration, UsdPerMonth::new(effort * streams));
    }
}
