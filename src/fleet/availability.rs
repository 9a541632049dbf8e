//! How much of a fleet's work is lost when replicas fail.
//!
//! Replicas fail one by one, each up for a part a of the hours, and stand in for each other, across regions too. In an
//! hour whose mean load is x replicas of work, j working ones of n lose
//!
//! ```text
//! lost(j, x) = max(0, 1 − j / max(x, 1))        expected: Σ_h Σ_j C(n, j) aʲ (1 − a)ⁿ⁻ʲ · lost(j, x_h) / 168
//! ```
//! A fleet short of one replica is slower, not down: what is lost is the work above what is left. With no replica left
//! all is lost, whatever the hour. Independence is optimistic: a shared rack or a bad deploy breaks it, which is what
//! software incidents are counted for.

use super::{Service, Work};
use crate::units::{HOURS_PER_WEEK, Share};

/// Replicas up to which the chance that all work is multiplied out; beyond, logarithms keep it from vanishing.
const MULTIPLIED: f64 = 1_000.0;

impl Service {
    /// The part of a week's work, times `scale`, that an always-on fleet of `replicas`, spares included, loses.
    pub fn lost(&self, work: &Work, scale: f64, replicas: f64, each: Share) -> Share {
        over_the_week(work, scale, each, &|_| replicas)
    }

    /// The same part for a fleet that follows the load hour by hour and keeps one replica and its spares at the least.
    pub fn lost_by_the_hour(&self, work: &Work, scale: f64, each: Share) -> Share {
        let least = self.with_spares(1.0);
        over_the_week(work, scale, each, &|load| self.replicas(load).max(least))
    }
}

fn over_the_week(work: &Work, scale: f64, each: Share, replicas: &dyn Fn(f64) -> f64) -> Share {
    let falling = &work.sorted().falling;
    // Work that may wait is at risk only where there is nothing else: it is done after the repair.
    let load = |at: usize| (if work.peak > 0.0 { falling[at] } else { work.waiting }) * scale;
    let mut sum = 0.0;
    let mut from = 0;
    while from < HOURS_PER_WEEK {
        let running = replicas(load(from));
        let mut loads = Vec::with_capacity(HOURS_PER_WEEK);
        while from < HOURS_PER_WEEK && replicas(load(from)) == running {
            loads.push(load(from).max(1.0));
            from += 1;
        }
        sum += hours_lost(running.max(1.0), each.get(), &loads);
    }
    Share::new(sum / HOURS_PER_WEEK as f64)
}

/// Hours lost, expected, of some hours with falling loads of at least 1, where `running` replicas stand.
fn hours_lost(running: f64, each: f64, loads: &[f64]) -> f64 {
    if each >= 1.0 {
        return 0.0;
    }
    if each <= 0.0 {
        return loads.len() as f64;
    }
    let mut working = libm::ceil(loads[0] - 1.0).min(running);
    if running > MULTIPLIED {
        // More than so many working is no chance that a number can hold.
        let (mean, spread) = (running * each, (running * each * (1.0 - each)).sqrt());
        working = working.min(libm::ceil(mean + 12.0 * spread + 12.0));
    }
    let mut chance = chance(running, working, each);
    let (mut sum, mut hours, mut inverse) = (0.0, 0, 0.0);
    loop {
        while hours < loads.len() && loads[hours] > working {
            inverse += 1.0 / loads[hours];
            hours += 1;
        }
        sum += chance * (hours as f64 - working * inverse);
        // Below the mean the terms fall faster than a geometric series.
        let gone = working < running * each && chance < 1e-20;
        if working <= 0.0 || gone {
            return sum;
        }
        chance *= working / (running - working + 1.0) * (1.0 - each) / each;
        working -= 1.0;
    }
}

/// The chance that just `working` of `running` independent replicas work.
fn chance(running: f64, working: f64, each: f64) -> f64 {
    if running <= MULTIPLIED {
        let mut chance = libm::pow(each, running);
        let mut at = running;
        while at > working {
            chance *= at / (running - at + 1.0) * (1.0 - each) / each;
            at -= 1.0;
        }
        return chance;
    }
    let ways = libm::lgamma(running + 1.0) - libm::lgamma(working + 1.0) - libm::lgamma(running - working + 1.0);
    libm::exp(ways + working * libm::log(each) + (running - working) * libm::log(1.0 - each))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Service = Service { slots: 1e6, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };

    fn flat(load: f64) -> Work {
        Work::new([load; HOURS_PER_WEEK], 0.0)
    }

    #[test]
    fn what_is_lost_is_the_work_above_what_is_left() {
        // Two replicas, each up 90 %, 1.5 replicas of work: none works in 1 % of the hours and all is lost; one works
        // in 18 % and a third is lost; 0.01 + 0.18 / 3 = 0.07.
        let lost = |load: f64, replicas: f64, each: f64| PLAIN.lost(&flat(load), 1.0, replicas, Share::new(each)).get();
        assert!((lost(1.5, 2.0, 0.9) - 0.07).abs() < 1e-12);
        // One replica with little to do is down as often as it fails; a spare makes that 0.5 % of 0.5 %.
        assert!((lost(0.2, 1.0, 0.995) - 0.005).abs() < 1e-12);
        assert!((lost(0.2, 2.0, 0.995) - 0.000_025).abs() < 1e-12);
        assert!(lost(3.0, 3.0, 1.0) == 0.0 && lost(3.0, 3.0, 0.0) == 1.0);
        // Half the hours with 2 replicas of work, which lose 0.01 + 0.18 / 2 = 0.1, and half with 1, where only both down
        // counts, 0.01: the mean is 0.055.
        let mut hours = [1.0; HOURS_PER_WEEK];
        hours[..84].fill(2.0);
        assert!((PLAIN.lost(&Work::new(hours, 0.0), 1.0, 2.0, Share::new(0.9)).get() - 0.055).abs() < 1e-12);
    }

    #[test]
    fn nothing_jumps_where_a_fleet_grows() {
        // Without spares the expected part of n replicas that is down is 1 − a, for any n: 60, 61 and past the change
        // to logarithms.
        for replicas in [1.0, 60.0, 61.0, 999.0, 1_000.0, 1_001.0, 20_000.0, 500_000.0] {
            let lost = PLAIN.lost(&flat(replicas), 1.0, replicas, Share::new(0.995)).get();
            assert!((lost - 0.005).abs() < 1e-8, "{replicas} replicas lose {lost}");
        }
        // 57 of 60 needed (5 % spare): just 56 work with chance 2.3018e-4, 55 with 1.2955e-5, 54 with 5.967e-7; they lose
        // 1, 2 and 3 of 57: 4.526e-6 with the rest of the sum.
        let lost = PLAIN.lost(&flat(57.0), 1.0, 60.0, Share::new(0.995)).get();
        assert!((lost / 4.525_901_198e-6 - 1.0).abs() < 1e-8, "{lost}");
    }

    #[test]
    fn more_spares_and_better_replicas_never_lose_more() {
        let mut hours = [3.0; HOURS_PER_WEEK];
        for (hour, load) in hours.iter_mut().enumerate() {
            *load += (hour % 24) as f64 / 2.0;
        }
        let work = Work::new(hours, 0.0);
        let lost = |replicas: f64, each: f64| PLAIN.lost(&work, 1.0, replicas, Share::new(each)).get();
        for step in 0..40 {
            let (replicas, each) = (1.0 + f64::from(step), 0.9 + f64::from(step) * 0.0025);
            assert!(lost(replicas + 1.0, each) <= lost(replicas, each));
            assert!(lost(replicas, each + 0.002) <= lost(replicas, each));
        }
        // By the hour fewer stand ready at night, so no less is lost.
        let each = Share::new(0.99);
        assert!(PLAIN.lost_by_the_hour(&work, 1.0, each).get() >= lost(PLAIN.always_on(&work, 1.0), 0.99));
    }
}
