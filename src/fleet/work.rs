//! A week of work on one fleet.

use super::by_load::{Order, Sorted};
use crate::units::HOURS_PER_WEEK;
use core::cell::OnceCell;
use std::rc::Rc;

/// A week of work on one fleet, at today's volume.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Replicas of interactive work, hour by hour.
    pub hours: [f64; HOURS_PER_WEEK],
    /// Mean replicas of work that may wait a day.
    pub waiting: f64,
    /// What a replica does of waiting work beside interactive work, within its latency target, over what it does
    /// of it alone; 0 to 1.
    pub(crate) beside: f64,
    /// Interactive requests an hour in one replica of work; without limit where that is not known.
    pub(super) requests: f64,
    pub(super) peak: f64,
    pub(super) busiest_day: f64,
    /// Sum of the hours of each day, and how many of them have any load.
    pub(super) days: [(f64, f64); 7],
    /// Mean replicas of interactive work.
    pub(super) interactive_mean: f64,
    /// The quietest hour of interactive work.
    pub(super) quietest: f64,
    /// The order of its hours, if it is that of the rhythm it comes of.
    likely: Option<Rc<Order>>,
    /// Made when first asked for: an always-on fleet never asks.
    sorted: OnceCell<Rc<Sorted>>,
}

/// So many of the busiest hours are a share of the week; one less than all at the most.
fn hours_of(share: f64) -> usize {
    (libm::floor(share.clamp(0.0, 1.0) * HOURS_PER_WEEK as f64) as usize).min(HOURS_PER_WEEK - 1)
}

impl Work {
    /// From hourly interactive work and the mean of work that may wait, in replicas of work: bare, as an array of the hours.
    pub fn new(hours: [f64; HOURS_PER_WEEK], waiting: f64) -> Self {
        let days = core::array::from_fn(|at| {
            let day = &hours[at * 24..(at + 1) * 24];
            (day.iter().sum::<f64>(), day.iter().filter(|load| **load > 0.0).count() as f64)
        });
        Self {
            hours,
            waiting,
            beside: 1.0,
            requests: f64::INFINITY,
            // Plain comparisons: `max` asks each time whether a number is one.
            peak: hours.iter().fold(0.0, |most, &load| if load > most { load } else { most }),
            busiest_day: days.iter().map(|(sum, _)| sum / 24.0).fold(0.0, f64::max),
            days,
            interactive_mean: hours.iter().sum::<f64>() / HOURS_PER_WEEK as f64,
            quietest: hours.iter().fold(f64::INFINITY, |least, &load| if load < least { load } else { least }),
            likely: None,
            sorted: OnceCell::new(),
        }
    }

    /// The hours by load.
    pub(super) fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| Rc::new(Sorted::new(&self.hours, self.likely.as_ref())))
    }

    /// The same where waiting work runs slower beside interactive work, `share` (0 to 1) of its pace alone.
    #[must_use]
    pub fn beside(self, share: f64) -> Self {
        Self { beside: if share.is_nan() { 1.0 } else { share.clamp(0.0, 1.0) }, ..self }
    }

    /// The same where one replica of interactive work is so many requests an hour, which no other quantity is told in: bare.
    #[must_use]
    pub fn with_requests(self, per_hour: f64) -> Self {
        Self { requests: if per_hour > 0.0 { per_hour } else { f64::INFINITY }, ..self }
    }

    /// The same with the order its hours are likely to have; another one costs a look and changes nothing.
    #[must_use]
    pub fn in_order(self, likely: Option<&Rc<Order>>) -> Self {
        Self { likely: likely.cloned(), ..self }
    }

    /// Mean work of both kinds, in replicas.
    pub fn mean(&self) -> f64 {
        self.interactive_mean + self.waiting
    }

    /// Busiest hour of interactive work, in replicas.
    pub const fn peak(&self) -> f64 {
        self.peak
    }

    /// A lower bound on the replica-hours that a busy minute's replica of work takes from a fleet that sleeps while
    /// nobody asks, as a share of one. An hour in which λ requests are expected is awake for 1 − e^−λ of it; that is concave, so up to
    /// the λ that one replica carries it is at least in proportion to it.
    pub fn awake(&self, burst: f64) -> f64 {
        if self.requests.is_finite() { -libm::expm1(-self.requests / burst) } else { 1.0 }
    }

    /// The part of interactive work above a level, for `scale` times the work; 0 to 1.
    pub fn overflow(&self, level: f64, scale: f64) -> f64 {
        let sorted = self.sorted();
        let sums = &sorted.sums;
        let total = sums[HOURS_PER_WEEK - 1];
        if total <= 0.0 || scale <= 0.0 {
            return 0.0;
        }
        let level = level.max(0.0) / scale;
        let above = sorted.above(level);
        if above == 0 { 0.0 } else { (sums[above - 1] - above as f64 * level) / total }
    }

    /// The level, in replicas, that interactive work exceeds for a share of the hours.
    pub fn level_exceeded(&self, share: f64) -> f64 {
        self.sorted().falling[hours_of(share)]
    }

    /// The same with the part of interactive work above that level, 0 to 1.
    pub(super) fn exceeded(&self, share: f64) -> (f64, f64) {
        let (Sorted { falling, sums, .. }, at) = (self.sorted(), hours_of(share));
        let (level, total) = (falling[at], sums[HOURS_PER_WEEK - 1]);
        let above = if at == 0 || total <= 0.0 { 0.0 } else { (sums[at - 1] - at as f64 * level) / total };
        (level, above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_hours_are_40_of_a_week() {
        let office = core::array::from_fn(|hour| f64::from(u8::from(hour < 120 && (9..17).contains(&(hour % 24)))));
        let work = Work::new(office, 0.0);
        assert!((work.mean() - 40.0 / 168.0).abs() < 1e-12 && work.peak() == 1.0);
    }
}
