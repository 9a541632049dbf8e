//! Lower bounds on what a plan can cost, for searches that leave out what cannot win.

use crate::cost::figures::Figures;
use crate::cost::lines::Lines;
use crate::cost::plan::{Group, Load, Pay, Run};
use crate::units::{HOURS_PER_MONTH, Usd};

/// Parts of the horizon that are looked at as one.
const BLOCKS: usize = 6;

impl Figures<'_, '_> {
    /// What a fleet costs at the least over the horizon, by a few looks: over each of [`BLOCKS`] parts of the horizon as
    /// if its least volume, rent and hosted price held all along, in each of which the cost can only rise. Starts are left
    /// out, and what overflows is counted. `month` is what a replica's month costs at the least at today's rents. Present
    /// value, USD, without what any way to run the group costs; `None` where a host has no price.
    pub fn fleet_at_least(
        &self,
        month: f64,
        meanwhile: &[Option<usize>],
        group: &Group,
        load: &Load,
        scale: f64,
    ) -> Option<f64> {
        let paths = &self.paths;
        let rents = |t: usize| if group.pay == Pay::Owned { 1.0 } else { paths.rent_paid(group.pay, t) };
        let running: Vec<usize> = (0..paths.months).filter(|&t| paths.building[t] < 1.0).collect();
        let mut sum = 0.0;
        for block in running.chunks(running.len().div_ceil(BLOCKS).max(1)) {
            let (mut volume, mut rent, mut bill, mut weight) = (f64::INFINITY, f64::INFINITY, f64::INFINITY, 0.0);
            for &t in block {
                volume = volume.min(paths.volume[t]);
                rent = rent.min(rents(t));
                if group.run == Run::Burst {
                    bill = bill.min(self.elsewhere(&group.streams, meanwhile, t)?.get());
                }
                weight += paths.discount[t] * (1.0 - paths.building[t]);
            }
            let (replica, volume) = (month * rent, scale * volume);
            sum += weight
                * match group.run {
                    Run::Always => replica * load.service.always_on(&load.work, volume),
                    Run::Hourly | Run::Zero => {
                        let hours = load.service.hourly(&load.work, volume, 0.0, group.run == Run::Zero);
                        replica * hours / HOURS_PER_MONTH
                    }
                    Run::Burst => {
                        let all = load.work.mean();
                        let elsewhere = bill / all.max(1e-12);
                        let base = load.service.base_load_kept(&load.work, volume, replica, elsewhere);
                        base.replicas * replica + base.overflow * all * volume * elsewhere
                    }
                };
        }
        Some(sum)
    }

    /// What a group takes at the least beside its replicas and what overflows from them, on any setup paid so: a host to
    /// lean on, evaluated and changed like any other, and its outages. A present value.
    pub fn beside_at_least(
        &self,
        streams: &[usize],
        pay: Pay,
        run: Run,
        meanwhile: &[Option<usize>],
        scale: f64,
    ) -> Usd {
        let mut cost = Lines::<Usd>::default();
        let leans = run == Run::Burst;
        if leans {
            let running: Vec<f64> = self.paths.building.iter().map(|building| 1.0 - building).collect();
            for &stream in streams {
                if let Some(host) = meanwhile[stream] {
                    self.add_host_beside(&mut cost, stream, host, scale, &running);
                }
            }
        }
        cost.total() + self.outages_at_least(streams, pay, leans)
    }

    /// What a group costs on any setup, paid and run in any way: the hosted bill while building, and the work that
    /// its streams take, at `scale` times today's volume. A present value.
    pub fn group_base(&self, streams: &[usize], meanwhile: &[Option<usize>], scale: f64) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_group(&mut cost, meanwhile, streams, scale);
        cost.total()
    }
}
