//! A week of work on one fleet, sorted at most once so that schedules and overflow need few steps.

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
    pub(super) mean: f64,
    /// The quietest hour of interactive work.
    pub(super) quietest: f64,
    /// Made when first asked for: an always-on fleet never asks.
    sorted: OnceCell<Rc<Sorted>>,
}

/// The hours of a week by load.
#[derive(Debug, PartialEq)]
pub(super) struct Sorted {
    /// Hours in falling order with running sums, for overflow.
    pub(super) falling: [f64; HOURS_PER_WEEK],
    pub(super) sums: [f64; HOURS_PER_WEEK],
    /// How many hours are busier than any of a bin, for every bin and after the last: where a level stands is known
    /// without a search.
    busier: [u8; HOURS_PER_WEEK + 1],
    /// Bins for each replica of work below the busiest hour.
    per_load: f64,
    /// Runs of consecutive hours that the busiest 1, 2, 3 … hours form, the week taken as a ring: how often a
    /// replica that runs in just these hours is started.
    pub(super) runs: [u8; HOURS_PER_WEEK],
}

/// The last hour of the week.
const LAST: usize = HOURS_PER_WEEK - 1;

/// So many of the busiest hours are a share of the week; one less than all at the most.
fn hours_of(share: f64) -> usize {
    (libm::floor(share.clamp(0.0, 1.0) * HOURS_PER_WEEK as f64) as usize).min(HOURS_PER_WEEK - 1)
}

impl Sorted {
    fn new(hours: &[f64; HOURS_PER_WEEK], peak: f64, quietest: f64) -> Self {
        let per_load = if peak > quietest { (HOURS_PER_WEEK - 1) as f64 / (peak - quietest) } else { 0.0 };
        let (order, busier) = by_load(hours, peak, per_load);
        let mut falling = [0.0; HOURS_PER_WEEK];
        let mut sums = [0.0; HOURS_PER_WEEK];
        let mut runs = [0; HOURS_PER_WEEK];
        // One hour more on both sides, so that the week closes to a ring.
        let mut taken = [0_u8; HOURS_PER_WEEK + 2];
        let (mut sum, mut open) = (0.0, 0_u8);
        for (at, hour) in order.into_iter().map(usize::from).enumerate() {
            let load = hours[hour];
            sum += load;
            falling[at] = load;
            sums[at] = sum;
            taken[hour + 1] = 1;
            match hour {
                0 => taken[HOURS_PER_WEEK + 1] = 1,
                LAST => taken[0] = 1,
                _ => {}
            }
            // An hour between two runs joins them, an hour beside one widens it.
            open = open + 1 - taken[hour] - taken[hour + 2];
            runs[at] = open;
        }
        // The last hour closes the ring: what always runs is never started.
        runs[HOURS_PER_WEEK - 1] = 0;
        Self { falling, sums, busier, per_load, runs }
    }

    /// How many hours are above a level.
    pub(super) fn above(&self, level: f64) -> usize {
        if level < self.falling[HOURS_PER_WEEK - 1] {
            return HOURS_PER_WEEK;
        }
        // Those of earlier bins are, those of later ones are not.
        let mut above = usize::from(self.busier[bin(self.falling[0] - level, self.per_load)]);
        while above < HOURS_PER_WEEK && self.falling[above] > level {
            above += 1;
        }
        above
    }
}

/// The bin of a load so far below the busiest hour's: as many bins as there are hours.
fn bin(below_peak: f64, per_load: f64) -> usize {
    ((below_peak * per_load) as usize).min(HOURS_PER_WEEK - 1)
}

/// The hours from the busiest to the quietest, of equals the earlier first: dealt into bins, which leaves few of them
/// out of place. With how many are busier than each bin.
fn by_load(
    hours: &[f64; HOURS_PER_WEEK],
    peak: f64,
    per_load: f64,
) -> ([u8; HOURS_PER_WEEK], [u8; HOURS_PER_WEEK + 1]) {
    let bins = hours.map(|load| bin(peak - load, per_load) as u8);
    let mut next = [0_u8; HOURS_PER_WEEK + 1];
    for bin in bins {
        next[usize::from(bin) + 1] += 1;
    }
    for bin in 0..HOURS_PER_WEEK {
        next[bin + 1] += next[bin];
    }
    let busier = next;
    let mut order = [0_u8; HOURS_PER_WEEK];
    for (hour, bin) in bins.into_iter().enumerate() {
        let place = &mut next[usize::from(bin)];
        order[usize::from(*place)] = hour as u8;
        *place += 1;
    }
    // What is left out of place is near its place.
    for at in 1..HOURS_PER_WEEK {
        let (hour, mut to) = (order[at], at);
        while to > 0 && hours[usize::from(order[to - 1])] < hours[usize::from(hour)] {
            order[to] = order[to - 1];
            to -= 1;
        }
        order[to] = hour;
    }
    (order, busier)
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
            peak: hours.iter().copied().fold(0.0, f64::max),
            busiest_day: days.iter().map(|(sum, _)| sum / 24.0).fold(0.0, f64::max),
            days,
            mean: hours.iter().sum::<f64>() / HOURS_PER_WEEK as f64,
            quietest: hours.iter().copied().fold(f64::INFINITY, f64::min),
            sorted: OnceCell::new(),
        }
    }

    /// The hours by load.
    pub(super) fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| Rc::new(Sorted::new(&self.hours, self.peak, self.quietest)))
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

    /// Mean work of both kinds, in replicas.
    pub fn mean(&self) -> f64 {
        self.mean + self.waiting
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
    fn a_replica_that_runs_in_office_hours_is_started_five_times_a_week() {
        // Monday to Friday, 9 to 17: the 40 busy hours are five runs; all 168 hours are none, for nothing starts.
        let office = core::array::from_fn(|hour| f64::from(u8::from(hour < 120 && (9..17).contains(&(hour % 24)))));
        let work = Work::new(office, 0.0);
        assert_eq!((work.sorted().runs[39], work.sorted().runs[167]), (5, 0));
        assert!((work.mean() - 40.0 / 168.0).abs() < 1e-12 && work.peak() == 1.0);
    }
}
