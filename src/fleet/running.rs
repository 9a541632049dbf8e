//! The week hour by hour: the replicas that run, and what of the work goes elsewhere. For pictures; what is paid is
//! added up in `schedule.rs` and `base_load.rs`, starts included.

use super::{Service, Work};
use crate::units::HOURS_PER_WEEK;

impl Service {
    /// Replicas that follow the load hour by hour, spares included; with `to_zero` none run in an hour without load.
    pub fn following(&self, work: &Work, to_zero: bool) -> [f64; HOURS_PER_WEEK] {
        let floor = if to_zero { 0.0 } else { 1.0 };
        work.hours.map(|load| self.with_spares(self.serving(load / self.regions).max(floor)))
    }

    /// The interactive work that `replicas` of a base load leave to a host, hour by hour.
    pub fn beyond_base(&self, work: &Work, replicas: f64) -> [f64; HOURS_PER_WEEK] {
        let level = self.carried(replicas);
        work.hours.map(|load| (load - level).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday to Friday, 9 to 17: 3 replicas of work, else none.
    fn office() -> Work {
        Work::new(
            core::array::from_fn(|hour| if hour < 120 && (9..17).contains(&(hour % 24)) { 3.0 } else { 0.0 }),
            0.0,
        )
    }

    #[test]
    fn a_fleet_by_the_hour_keeps_one_replica_and_its_spare_through_the_night() {
        let service = Service { slots: 64.0, burst: 1.0, spare: 1.0, spare_share: 0.0, regions: 1.0 };
        // 3 + 1.645·√(3/64) + 0.8/64 = 3.3687: 4 replicas and a spare.
        let (day, night) = (9, 3);
        let hourly = service.following(&office(), false);
        assert_eq!((hourly[day], hourly[night], hourly[day + 120]), (5.0, 2.0, 2.0));
        let zero = service.following(&office(), true);
        assert_eq!((zero[day], zero[night]), (5.0, 0.0));
    }

    #[test]
    fn beyond_the_base_adds_up_to_the_overflow() {
        let service = Service { slots: 64.0, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };
        let work = office();
        let base = service.base_load(&work, 1.0, 1.0, 8.0);
        assert!(base.replicas >= 1.0 && base.overflow > 0.0, "{base:?}");
        let beyond: f64 = service.beyond_base(&work, base.replicas).iter().sum();
        assert!((beyond / work.hours.iter().sum::<f64>() - base.overflow).abs() < 1e-12);
    }
}
