//! Requests by the minute: how much busier the busiest minute is than the mean of its hour.

use std::collections::BTreeMap;

/// Hours whose minutes are kept: more than two years of them, in 5 MB.
const MOST_HOURS: usize = 20_000;
/// Requests that the busiest hour must have: fewer are mostly chance.
const LEAST: f64 = 300.0;
/// Part of the hours that counts as busy.
const BUSIEST: f64 = 0.1;
/// The minute that is meant: 99 of 100 are at most as busy.
const QUANTILE: f64 = 0.99;

/// Requests of each minute, by the hour since 1970 or since the start of a recording.
#[derive(Clone, Debug, Default)]
pub(in crate::usage) struct Minutes {
    /// Places of the hours in the two lists below.
    places: BTreeMap<u64, u16>,
    hours: Vec<i64>,
    counts: Vec<[u32; 60]>,
}

/// The busiest minute over the mean minute, with the 80 % interval of the count behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::usage) struct Burst {
    pub(in crate::usage) low: f64,
    pub(in crate::usage) middle: f64,
    pub(in crate::usage) high: f64,
    /// Busy hours and whole minutes of them that were looked at.
    pub(in crate::usage) hours: usize,
    pub(in crate::usage) minutes: usize,
}

impl Minutes {
    /// Adds requests in a minute since 1970; takes away what is negative.
    pub(super) fn add(&mut self, minute: i64, requests: f64) {
        let hour = minute.div_euclid(60);
        let place = match self.places.get(&(hour as u64)) {
            Some(place) => usize::from(*place),
            None if self.hours.len() >= MOST_HOURS => return,
            None => {
                self.places.insert(hour as u64, self.hours.len() as u16);
                self.hours.push(hour);
                self.counts.push([0; 60]);
                self.hours.len() - 1
            }
        };
        let count = &mut self.counts[place][minute.rem_euclid(60) as usize];
        *count = (f64::from(*count) + requests).max(0.0) as u32;
    }

    /// Adds the requests of others, or takes them away.
    pub(super) fn merge(&mut self, other: &Self, times: f64) {
        for (hour, counts) in other.hours.iter().zip(&other.counts) {
            for (minute, count) in counts.iter().enumerate() {
                self.add(hour * 60 + minute as i64, f64::from(*count) * times);
            }
        }
    }

    /// The 99th percentile of the minutes of the busiest tenth of hours ÷ their mean, of the minutes that lie wholly between
    /// two moments (seconds). The interval is that of the percentile's rank in so many minutes (binomial, 80 %). `None`
    /// under an hour of whole minutes or 300 requests in the busiest hour.
    pub(in crate::usage) fn burst(&self, from: f64, to: f64) -> Option<Burst> {
        let (first, last) = (libm::ceil(from / 60.0) as i64, libm::floor(to / 60.0) as i64);
        let whole = |place: usize| {
            let start = self.hours[place] * 60;
            let part = (first - start).clamp(0, 60) as usize..(last - start).clamp(0, 60) as usize;
            self.counts[place].get(part).unwrap_or(&[])
        };
        let sum = |place: usize| whole(place).iter().map(|count| f64::from(*count)).sum::<f64>();
        // The busiest first.
        let mut hours: Vec<(f64, u32)> = (0..self.hours.len()).map(|place| (-sum(place), place as u32)).collect();
        hours.retain(|(requests, _)| *requests < 0.0);
        crate::order::numbered(&mut hours);
        if -hours.first()?.0 < LEAST {
            return None;
        }
        hours.truncate((libm::ceil(BUSIEST * hours.len() as f64) as usize).max(1));
        let mut minutes: Vec<f64> =
            hours.iter().flat_map(|(_, place)| whole(*place as usize)).map(|count| f64::from(*count)).collect();
        crate::order::numbers(&mut minutes);
        let many = minutes.len();
        let mean = minutes.iter().sum::<f64>() / many as f64;
        if many < 60 || mean <= 0.0 {
            return None;
        }
        let rank = |place: f64| minutes[(place.max(0.0) as usize).min(many - 1)] / mean;
        let place = QUANTILE * many as f64;
        let width = crate::normal::P90 * (place * (1.0 - QUANTILE)).sqrt();
        let middle = rank(libm::ceil(place) - 1.0);
        Some(Burst {
            low: rank(libm::floor(place - width) - 1.0).min(middle),
            middle,
            high: rank(libm::ceil(place + width) - 1.0).max(middle),
            hours: hours.len(),
            minutes: many,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_minute_over_the_mean_of_the_busiest_tenth_of_hours() {
        // Twenty hours of 10 requests a minute, two of them with 20 a minute and one minute in ten with 50: the busiest tenth
        // are those two. Their mean minute is 0.9 · 20 + 0.1 · 50 = 23, their 99th percentile of 120 minutes is 50.
        let mut minutes = Minutes::default();
        for minute in 0..1_200_i64 {
            let busy = minute / 60 == 7 || minute / 60 == 12;
            let requests = if busy { if minute % 10 == 3 { 50.0 } else { 20.0 } } else { 10.0 };
            minutes.add(minute, requests);
        }
        let burst = minutes.burst(0.0, 72_000.0).expect("1,380 requests in the busiest hour");
        assert_eq!((burst.hours, burst.minutes), (2, 120));
        assert!((burst.middle - 50.0 / 23.0).abs() < 1e-12, "{burst:?}");
        // The 80 % interval of the rank: 118.8 ± 1.2816 · √(118.8 · 0.01) = 117.4 to 120.2, all of them 50 a minute.
        assert!((burst.low - burst.middle).abs() < 1e-12 && (burst.high - burst.middle).abs() < 1e-12);
    }

    #[test]
    fn too_few_requests_or_too_little_time_say_nothing() {
        let mut minutes = Minutes::default();
        for minute in 0..60 {
            minutes.add(minute, 4.0);
        }
        assert_eq!(minutes.burst(0.0, 3_600.0), None, "240 requests");
        for minute in 0..60 {
            minutes.add(minute, 4.0);
        }
        let even = minutes.burst(0.0, 3_600.0).expect("480 requests");
        assert!((even.middle - 1.0).abs() < 1e-12);
        // The first and last minutes are not whole: 58 are left.
        assert_eq!(minutes.burst(30.0, 3_590.0), None);
    }

    #[test]
    fn the_interval_is_that_of_the_rank() {
        // 100 hours of which the busiest ten have minutes of 1,001 to 1,600 requests: the 594th of 600 is 1,594, and
        // 594 ± 1.2816 · √5.94 = 590.9 to 597.1 are the 590th and the 598th. Their mean is 1,300.5.
        let mut minutes = Minutes::default();
        for minute in 0..6_000_i64 {
            minutes.add(minute, if minute < 600 { 1_001.0 + minute as f64 } else { 10.0 });
        }
        let burst = minutes.burst(0.0, 360_000.0).expect("enough");
        assert_eq!((burst.hours, burst.minutes), (10, 600));
        let found = [burst.low, burst.middle, burst.high].map(|value| (value * 1_300.5).round());
        assert_eq!(found, [1_590.0, 1_594.0, 1_598.0]);
    }
}
