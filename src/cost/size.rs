//! How large a fleet is: the replicas and GPUs that are paid for in a month, and the work that they leave to a host.

use crate::cost::figures::Figures;
use crate::cost::hardware::Hardware;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Group, Load, Pay, Run};
use crate::cost::spot;
use crate::units::{HOURS_PER_MONTH, UsdPerHour, UsdPerMonth};

/// A fleet at one volume.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FleetSize {
    /// Replicas at the busiest hour, spares included; of a base load, all it has.
    pub replicas: f64,
    /// Replica-hours a month in which replicas run.
    pub hours: f64,
    /// GPU-hours a month that are paid for, whole servers included.
    pub gpu_hours: f64,
    /// GPUs of those replicas, rounded up to what can be rented at once.
    pub gpus: f64,
    /// Part of the work that goes to a host, 0 to 1.
    pub overflow: f64,
    /// Replicas of work that stay, on average.
    pub carried: f64,
}

impl Figures<'_, '_> {
    /// The fleet of a group at today's volume, as it is in the month in which it begins to run.
    pub fn size_at_the_start(&self, group: &Group, load: &Load, meanwhile: &[Option<usize>]) -> Option<FleetSize> {
        let t = self.paths.live.min(self.paths.months) - 1;
        let hardware = Hardware::new(self, &self.case.setups[group.setup], group.pay, 0.0)?;
        let month = hardware.gpu_month(self.hour_paid(group)?, self.paths.rent_paid(group.pay, t));
        self.size(group, load, meanwhile, t, 1.0, month)
    }

    /// Rent of a GPU-hour of a group as it is paid, interruptions included; nothing for a GPU of one's own.
    pub(super) fn hour_paid(&self, group: &Group) -> Option<UsdPerHour> {
        if group.pay == Pay::Owned {
            return Some(UsdPerHour::ZERO);
        }
        Some(spot::paid(self.gpu_hour(group.setup, group.pay)?, group.pay, self.inputs))
    }

    /// The fleet of a group in month t (from 0) at `volume` times today's; `None` where a base load has no host. A base
    /// load weighs the month of a GPU against the host's bill: the newsvendor's question.
    pub(super) fn size(
        &self,
        group: &Group,
        load: &Load,
        meanwhile: &[Option<usize>],
        t: usize,
        volume: f64,
        gpu_month: UsdPerMonth,
    ) -> Option<FleetSize> {
        let (service, work) = (&load.service, &load.work);
        let all = work.mean() * volume;
        let node = self.rented_at_once(group);
        let whole = |replicas: f64| (replicas * load.gpus / node - 1e-9).ceil() * node;
        let always = |replicas: f64| (replicas * HOURS_PER_MONTH, whole(replicas) * HOURS_PER_MONTH);
        let (replicas, (hours, gpu_hours), overflow, carried) = match group.run {
            Run::Always => {
                let replicas = service.always_on(work, volume);
                (replicas, always(replicas), 0.0, all)
            }
            Run::Hourly | Run::Zero => {
                let (startup, to_zero) = (self.inputs.startup, group.run == Run::Zero);
                let hours = service.hourly(work, volume, startup, to_zero);
                // A replica of whole servers leaves nothing to round.
                let paid = if (load.gpus / node).fract() == 0.0 {
                    hours
                } else {
                    service.hourly_in_wholes(work, volume, startup, to_zero, node / load.gpus)
                };
                (service.always_on(work, volume), (hours, paid * load.gpus), 0.0, all)
            }
            Run::Burst => {
                let bill = self.elsewhere(&group.streams, meanwhile, t)?;
                let prices = (gpu_month, bill / work.mean().max(1e-12));
                let base = Overhead::of(self.inputs).base_load(service, work, volume, load.gpus, prices);
                (base.replicas, always(base.replicas), base.overflow, base.carried)
            }
        };
        Some(FleetSize { replicas, hours, gpu_hours, gpus: whole(replicas), overflow, carried })
    }

    /// The volume that a fleet is sized for in month t, times today's: that month's, and the busiest month's of a year for who commits
    /// for a year.
    pub(super) fn sized_for(&self, group: &Group, t: usize, scale: f64) -> f64 {
        let committed = group.run == Run::Always && group.pay == Pay::Reserved;
        scale * if committed { self.volume_ahead(t) } else { self.paths.volume[t] }
    }

    /// Largest volume of month t's contract year, times today's.
    pub fn volume_ahead(&self, t: usize) -> f64 {
        let start = self.paths.year_of(t);
        let end = (start + 12).min(self.paths.months);
        self.paths.volume[start..end].iter().copied().fold(0.0, f64::max)
    }

    /// Fewest GPUs that can be rented at the price used.
    fn rented_at_once(&self, group: &Group) -> f64 {
        let prices = &self.case.setups[group.setup].prices;
        let quotes = match group.pay {
            Pay::OnDemand if self.inputs.gpu_hour.is_none() => prices.on_demand,
            Pay::Reserved => prices.reserved,
            Pay::Spot => prices.spot,
            _ => None,
        };
        quotes.map_or(1.0, |quotes| f64::from(quotes.gpus_min))
    }
}
