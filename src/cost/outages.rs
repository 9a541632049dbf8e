//! What outages cost, on either side: each stream its part of the service, on whichever side serves it.
//!
//! ```text
//! hosted:  lost = (1 − a) · (1 − s · a)              a hosted availability, s success of a failover
//! own:     lost = 1 − (1 − f) · (1 − i · h / 6 / 730.5)   f lost to failed replicas, i incidents of h engineer hours
//!          … · (1 − s · a) where a host may stand in
//! month  = Σ streams weight · lost · 730.5 h · cost of an hour
//! ```
//! The failover of `methods.md` section 5: a second vendor, or a host for one's own servers, costs nearly nothing to
//! have. A base load leans on its host anyway: there a failed replica's part is lost only while the host is down too.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::{Load, Pay};
use crate::cost::sink::Sink;
use crate::cost::spot::SPOT_LOSS;
use crate::inputs::{MlOps, YesNo};
use crate::units::{HOURS_PER_MONTH, Share, Usd, UsdPerHour, UsdPerMonth};

/// Failovers that work when they are needed (judgement: they are seldom rehearsed).
pub(crate) const FAILOVER_WORKS: f64 = 0.9;
/// Engineer hours of an incident for each hour that it takes the service down (judgement: of 6 hours with cause, fix
/// and write-up, one is downtime).
pub(crate) const WORK_PER_DOWNTIME: f64 = 6.0;

/// What stands ready for a group's work in a month.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing {
    /// So many replicas, spares included, at every hour.
    Always(f64),
    /// As many as each hour needs.
    ByTheHour,
    /// A base load; this part of the work goes to the host.
    BaseLoad {
        /// 0 to 1.
        overflow: f64,
    },
}

/// What losing a part of the service costs a month.
pub fn outage(lost: Share, per_hour: UsdPerHour) -> UsdPerMonth {
    UsdPerMonth::new(lost.get() * HOURS_PER_MONTH * per_hour.get())
}

impl Figures<'_, '_> {
    /// A stream's part of the whole service: its part of its workload, of so many workloads. The parts add up to 1.
    pub fn weight(&self, stream: usize) -> Share {
        Share::new(self.case.streams[stream].part.get() / self.inputs.workloads.len() as f64)
    }

    /// What is left of an outage once a failover has been tried.
    fn left_by_failover(&self) -> f64 {
        match self.inputs.failover {
            YesNo::Yes => 1.0 - FAILOVER_WORKS * self.inputs.api_uptime.get(),
            YesNo::No => 1.0,
        }
    }

    /// The part of the work that is lost where a host serves it.
    pub fn lost_hosted(&self) -> Share {
        Share::new(self.inputs.api_uptime.rest().get() * self.left_by_failover())
    }

    /// The part of the work that software incidents take down, before any failover.
    fn lost_to_incidents(&self) -> f64 {
        let inputs = self.inputs;
        let part = if inputs.ml_ops == MlOps::Platform { inputs.marginal_share.get() } else { 1.0 };
        let hours = inputs.incidents.get() * part * inputs.incident_hours.get() / WORK_PER_DOWNTIME;
        (hours / HOURS_PER_MONTH).min(1.0)
    }

    /// The same with what failed replicas lose, 0 to 1.
    fn with_incidents(&self, failed: f64) -> f64 {
        1.0 - (1.0 - failed) * (1.0 - self.lost_to_incidents())
    }

    /// What a base load loses of the work it carries: what is down while its host is down too.
    fn lost_beside_a_host(&self, each: Share) -> f64 {
        self.with_incidents(each.rest().get()) * self.inputs.api_uptime.rest().get()
    }

    /// How much of the time one replica works.
    fn replica_up(&self, pay: Pay) -> Share {
        self.inputs.own_uptime * Share::new(if pay == Pay::Spot { 1.0 - SPOT_LOSS } else { 1.0 })
    }

    /// What the outages of streams on replicas of their own cost at the least, whatever they run on: software incidents,
    /// and beside a host the lesser of what either loses. A present value.
    pub fn outages_at_least(&self, streams: &[usize], pay: Pay, leans: bool) -> Usd {
        if self.inputs.outage_cost <= UsdPerHour::ZERO {
            return Usd::ZERO;
        }
        let paths = &self.paths;
        let months: f64 = (0..paths.months).map(|t| paths.discount[t] * (1.0 - paths.building[t])).sum();
        let least = if leans {
            self.lost_beside_a_host(self.replica_up(pay)).min(self.lost_hosted().get())
        } else {
            self.with_incidents(0.0)
        };
        let lost = streams.iter().map(|&stream| self.weight(stream).get() * least * self.helped(stream, leans)).sum();
        Usd::new(outage(Share::new(lost), self.inputs.outage_cost).get() * months)
    }

    /// What is left of a stream's own outages once a host has been tried, where one may stand in.
    fn helped(&self, stream: usize, leans: bool) -> f64 {
        if leans || self.case.streams[stream].own_only { 1.0 } else { self.left_by_failover() }
    }

    /// Adds the outages of streams on one's own replicas in the running part of month t, at `volume` times today's.
    pub(super) fn add_own_outage(
        &self,
        cost: &mut dyn Sink,
        t: usize,
        streams: &[usize],
        (pay, load): (Pay, &Load),
        volume: f64,
        standing: Standing,
    ) {
        let inputs = self.inputs;
        if inputs.outage_cost <= UsdPerHour::ZERO {
            return;
        }
        let each = self.replica_up(pay);
        let (service, work) = (&load.service, &load.work);
        let (own, hosted) = match standing {
            Standing::Always(replicas) => (self.with_incidents(service.lost(work, volume, replicas, each).get()), 0.0),
            Standing::ByTheHour => (self.with_incidents(service.lost_by_the_hour(work, volume, each).get()), 0.0),
            Standing::BaseLoad { overflow } => {
                ((1.0 - overflow) * self.lost_beside_a_host(each), overflow * self.lost_hosted().get())
            }
        };
        let leans = matches!(standing, Standing::BaseLoad { .. });
        for &stream in streams {
            let own = own * self.helped(stream, leans);
            let lost = Share::new(own + hosted) * self.weight(stream);
            let running = 1.0 - self.paths.building[t];
            self.put(cost, t, Line::Outage, outage(lost, inputs.outage_cost) * running);
        }
    }
}
