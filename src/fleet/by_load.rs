//! The hours of a week from the busiest to the quietest. Work of one rhythm has one order on every setup, so it is worked
//! out once and held against each.

use crate::units::HOURS_PER_WEEK;
use std::rc::Rc;

/// The last hour of the week.
const LAST: usize = HOURS_PER_WEEK - 1;

/// The order of a week's hours by their load, of equals the earlier first.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    hours: [u8; HOURS_PER_WEEK],
    /// Runs of consecutive hours that the busiest 1, 2, 3 … hours form, the week taken as a ring: how often a
    /// replica that runs in just these hours is started.
    runs: [u8; HOURS_PER_WEEK],
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
    order: Rc<Order>,
}

impl Order {
    /// Of 168 hours, each with its load: bare, for only which is larger counts.
    pub fn of(hours: &[f64; HOURS_PER_WEEK]) -> Self {
        let hours = by_load(hours);
        let mut runs = [0; HOURS_PER_WEEK];
        // One hour more on both sides, so that the week closes to a ring.
        let mut taken = [0_u8; HOURS_PER_WEEK + 2];
        let mut open = 0_u8;
        for (run, hour) in runs.iter_mut().zip(hours.map(usize::from)) {
            taken[hour + 1] = 1;
            match hour {
                0 => taken[HOURS_PER_WEEK + 1] = 1,
                LAST => taken[0] = 1,
                _ => {}
            }
            // An hour between two runs joins them, an hour beside one widens it.
            open = open + 1 - taken[hour] - taken[hour + 2];
            *run = open;
        }
        // The last hour closes the ring: what always runs is never started.
        runs[LAST] = 0;
        Self { hours, runs }
    }

    /// The hours in this order.
    fn arranged(&self, hours: &[f64; HOURS_PER_WEEK]) -> [f64; HOURS_PER_WEEK] {
        self.hours.map(|hour| hours[usize::from(hour)])
    }
}

impl Sorted {
    /// Of a week's hours, in replicas of work and bare as those of [`super::Work`], in `likely` order where that is theirs.
    /// Hours of one load may stand in any order: nothing is asked between them.
    pub(super) fn new(hours: &[f64; HOURS_PER_WEEK], likely: Option<&Rc<Order>>) -> Self {
        let in_order = |order: Rc<Order>| (order.arranged(hours), order);
        let known = likely.map(|order| in_order(Rc::clone(order)));
        let known = known.filter(|(falling, _)| falling.windows(2).all(|two| two[0] >= two[1]));
        let (falling, order) = known.unwrap_or_else(|| in_order(Rc::new(Order::of(hours))));
        let mut sum = 0.0;
        let sums = falling.map(|load| {
            sum += load;
            sum
        });
        let per_load = per_load(falling[0], falling[LAST]);
        let mut busier = [HOURS_PER_WEEK as u8; HOURS_PER_WEEK + 1];
        let mut next = 0;
        for (at, load) in falling.iter().enumerate() {
            let bin = bin(falling[0] - load, per_load);
            while next <= bin {
                busier[next] = at as u8;
                next += 1;
            }
        }
        Self { falling, sums, busier, per_load, order }
    }

    /// How often a replica that runs in so many of the busiest hours, at least one, is started in a week.
    pub(super) fn starts(&self, hours: usize) -> f64 {
        f64::from(self.order.runs[hours - 1])
    }

    /// How many hours are above a level.
    pub(super) fn above(&self, level: f64) -> usize {
        if level < self.falling[LAST] {
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
    ((below_peak * per_load) as usize).min(LAST)
}

fn per_load(peak: f64, quietest: f64) -> f64 {
    if peak > quietest { LAST as f64 / (peak - quietest) } else { 0.0 }
}

/// The hours from the busiest to the quietest, of equals the earlier first: dealt into bins, which leaves few of them
/// out of place.
fn by_load(hours: &[f64; HOURS_PER_WEEK]) -> [u8; HOURS_PER_WEEK] {
    let peak = hours.iter().copied().fold(0.0, f64::max);
    let per_load = per_load(peak, hours.iter().copied().fold(f64::INFINITY, f64::min));
    let bins = hours.map(|load| bin(peak - load, per_load) as u8);
    let mut next = [0_u8; HOURS_PER_WEEK + 1];
    for bin in bins {
        next[usize::from(bin) + 1] += 1;
    }
    for bin in 0..HOURS_PER_WEEK {
        next[bin + 1] += next[bin];
    }
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
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday to Friday, 9 to 17.
    fn office() -> [f64; HOURS_PER_WEEK] {
        core::array::from_fn(|hour| f64::from(u8::from(hour < 120 && (9..17).contains(&(hour % 24)))))
    }

    #[test]
    fn a_replica_that_runs_in_office_hours_is_started_five_times_a_week() {
        // The 40 busy hours are five runs; all 168 hours are none, for nothing starts.
        let sorted = Sorted::new(&office(), None);
        assert_eq!((sorted.starts(40), sorted.starts(168)), (5.0, 0.0));
    }

    #[test]
    fn an_order_is_taken_only_where_it_is_that_of_the_hours() {
        let rising = core::array::from_fn(|hour| 1.0 + hour as f64);
        let likely = Rc::new(Order::of(&rising));
        let tripled = Sorted::new(&rising.map(|load| 3.0 * load), Some(&likely));
        assert!(Rc::ptr_eq(&tripled.order, &likely));
        // 168, 167, … times three: the busiest two add up to 1,005, and 100 hours are above 3 times 68.
        assert_eq!((tripled.sums[1], tripled.above(204.0)), (1005.0, 100));
        let other = Sorted::new(&office(), Some(&likely));
        assert_eq!(other, Sorted::new(&office(), None));
    }
}
