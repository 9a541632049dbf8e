//! When replicas run: always, by the hour, or only while there is work.
//!
//! Office hours need no mode of their own: with a load shape that is idle at night and on weekends, a fleet by the
//! hour keeps one replica and its spares through the night, and one that scales to zero pays for nothing then.

use super::{Service, Work, Z};
use crate::units::{HOURS_PER_MONTH, HOURS_PER_WEEK, Hours, Seconds, Share};

/// Replicas of the busiest hour from which a schedule is added up hour by hour.
const TALL: f64 = 16.0;

/// Expected requests of an hour from which chance leaves no such hour without any.
const SLEEPLESS: f64 = 20.0;

/// What a fleet that scales to zero does to those who come first.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ColdStart {
    /// How long the first request waits.
    pub wait: Seconds,
    /// Starts from nothing in a month.
    pub starts: f64,
    /// Part of interactive requests that wait for one.
    pub requests: Share,
}

impl Service {
    /// Replicas of an always-on fleet for a week's work times `scale`: enough for the busiest hour, and enough that
    /// each day's work that may wait fits into that day's troughs.
    ///
    /// A replica that serves interactive requests does waiting work only within their latency target, at
    /// [`Work::beside`] of its pace alone; one that is idle does it at full pace.
    pub fn always_on(&self, work: &Work, scale: f64) -> f64 {
        let share = scale / self.regions;
        let for_peak = self.serving(work.peak * share);
        if work.waiting <= 0.0 {
            return self.with_spares(for_peak);
        }
        let (waiting, beside) = (work.waiting * share, work.beside);
        let busiest = work.busiest_day * share * self.burst;
        // By Jensen's inequality the mean of whole replicas is at most this; mostly it settles the matter.
        let most = if busiest > 0.0 { busiest + self.margin(busiest) + 1.0 } else { 0.0 };
        let mut for_day = (waiting + most.min(for_peak) * (1.0 - beside) + busiest * beside - 1e-9).ceil();
        if for_day > for_peak {
            for_day = 0.0;
            for (at, (sum, _)) in work.days.iter().enumerate() {
                let load = sum * share * self.burst;
                let all = |serving: f64| (waiting + (serving * (1.0 - beside) + load * beside) / 24.0 - 1e-9).ceil();
                // By Jensen's inequality again, most days are seen to take no more than one before.
                let busy = load / 24.0;
                if all(((busy + self.margin(busy) + 1.0).min(for_peak)) * 24.0 + 1e-6) > for_day {
                    let hours = &work.hours[at * 24..(at + 1) * 24];
                    for_day = f64::max(for_day, all(hours.iter().map(|load| self.serving(load * share)).sum()));
                }
            }
        }
        self.with_spares(for_peak.max(for_day))
    }

    /// Replica-hours a month of a fleet that follows the load hour by hour, with `startup` paid for each
    /// replica started; with `to_zero` the hours without a request cost nothing, else one replica and its spares
    /// stay. A replica that would be off for less than its starts cost is left on.
    pub fn hourly(&self, work: &Work, scale: f64, startup: Hours, to_zero: bool) -> f64 {
        self.hourly_in_wholes(work, scale, startup, to_zero, 0.0)
    }

    /// [`Self::hourly`] where replicas are paid in wholes of `whole` each, as of a server that is rented whole: every
    /// hour is rounded up by itself, so that one full in its busiest hour and half empty at night pays for both as they
    /// are. Work that waits fills what is left of an hour. Replica-hours a month that are paid for; 0 rounds nothing.
    pub fn hourly_in_wholes(&self, work: &Work, scale: f64, startup: Hours, to_zero: bool, whole: f64) -> f64 {
        let paid = |replicas: f64| {
            let all = self.with_spares(replicas);
            if whole > 0.0 { (all / whole - 1e-9).ceil() * whole } else { all }
        };
        let share = scale / self.regions;
        let sorted = work.sorted();
        let falling = &sorted.falling;
        // With so many requests in its quietest hour it never sleeps.
        let sleepless = work.quietest * share * work.requests >= SLEEPLESS;
        let to_zero = to_zero && !sleepless;
        let floor = f64::from(u8::from(!to_zero));
        let serving = |load: f64| self.serving(load * share).max(floor);
        let week = HOURS_PER_WEEK as f64;
        let mut hours = paid(floor) * week;
        // From the busiest hour down: the hours that need at least so many replicas, and the runs they form. Few
        // steps are found by bisection; where nearly every hour needs another number, hour by hour is quicker.
        let mut now = serving(falling[0]);
        let tall = now > TALL;
        let mut from = 0;
        while from < HOURS_PER_WEEK && now > floor {
            let end =
                if tall { from + 1 } else { from + falling[from..].partition_point(|load| serving(*load) >= now) };
            let below = if end < HOURS_PER_WEEK { serving(falling[end]) } else { floor };
            if below < now {
                let on = end as f64 + (sorted.starts(end) * startup.get()).min(week - end as f64);
                hours += (paid(now) - paid(below)) * on;
            }
            (from, now) = (end, below);
        }
        if to_zero {
            hours -= paid(1.0) * self.idle_within(work, scale, startup.get());
        }
        let month = (hours + self.beyond_slack(work, share, floor)) / week * HOURS_PER_MONTH;
        // Where starts cost more than idling does, it does not sleep.
        if to_zero { month.min(self.hourly_in_wholes(work, scale, startup, false, whole)) } else { month }
    }

    /// The times of its work from which a fleet that may go to zero never does: its quietest hour has requests enough.
    pub fn sleepless_from(&self, work: &Work) -> f64 {
        let quietest = work.quietest / self.regions * work.requests;
        if quietest > 0.0 { SLEEPLESS / quietest } else { f64::INFINITY }
    }

    /// How often, and for whom, a fleet that scales to zero starts cold at `scale` times its work.
    ///
    /// Requests arrive at random, so an hour with λ expected requests is without any with probability e^−λ, and a
    /// start falls into a busy hour after an idle one. Who comes while it starts, waits.
    pub fn cold_starts(&self, work: &Work, scale: f64, startup: Hours) -> ColdStart {
        let (starts, met) = cold(work, scale, startup.get());
        let per_month = HOURS_PER_MONTH / HOURS_PER_WEEK as f64;
        ColdStart {
            wait: Seconds::new(startup.get().max(0.0) * 3600.0),
            starts: starts * self.regions * per_month,
            requests: Share::new(met),
        }
    }

    /// Hours of a week that the deterministic schedule counts for one replica and that chance leaves without a request.
    fn idle_within(&self, work: &Work, scale: f64, startup: f64) -> f64 {
        if !work.requests.is_finite() || scale <= 0.0 {
            return 0.0;
        }
        let each = scale / self.regions;
        let mut saved = 0.0;
        for load in &work.hours {
            let expected = load * each * work.requests;
            if expected > 0.0 && expected < SLEEPLESS && self.serving(load * each) <= 1.0 {
                let idle = libm::exp(-expected);
                // Each idle hour is followed by at most one more start.
                saved += idle * (1.0 - startup * (1.0 - idle)).max(0.0);
            }
        }
        saved
    }

    /// Replica-hours a week for work that may wait beyond what the running replicas leave free on its day, all
    /// regions together.
    fn beyond_slack(&self, work: &Work, share: f64, floor: f64) -> f64 {
        if work.waiting <= 0.0 {
            return 0.0;
        }
        let wanted = work.waiting * share * 24.0;
        let beyond = |at: usize| {
            // A running replica is at least one whole, and a fleet leaves at least its queueing margin free, which is
            // concave in the load; where either is enough the hours need not be counted.
            let (load, hours) = work.days[at];
            let busy = load * share * self.burst;
            let margin = Z * busy / (work.peak * share * self.burst * self.slots).sqrt().max(1e-300);
            let least = (hours - busy).max(margin).max(0.0) * work.beside + (24.0 - hours) * floor;
            if wanted <= least - 1e-6 {
                return 0.0;
            }
            let slack: f64 = work.hours[at * 24..(at + 1) * 24]
                .iter()
                .map(|load| {
                    let serving = self.serving(load * share);
                    (serving - load * share * self.burst) * work.beside + (floor - serving).max(0.0)
                })
                .sum();
            (wanted - slack).max(0.0)
        };
        (0..7).map(beyond).sum::<f64>() * self.regions
    }
}

/// Expected starts from nothing in a week, and the part of requests that meet one.
fn cold(work: &Work, scale: f64, startup: f64) -> (f64, f64) {
    let busy = |load: f64| match load * scale {
        none if none <= 0.0 => 0.0,
        load if work.requests.is_finite() => -libm::expm1(-load * work.requests),
        _ => 1.0,
    };
    let (mut starts, mut met, mut all) = (0.0, 0.0, 0.0);
    let mut before = busy(work.hours[HOURS_PER_WEEK - 1]);
    for load in &work.hours {
        let now = busy(*load);
        let start = now * (1.0 - before);
        starts += start;
        // The first request starts it; those of the start-up time behind it wait too.
        let expected = if work.requests.is_finite() { load * scale * work.requests } else { f64::INFINITY };
        let part = if expected > 0.0 { (1.0 / expected + startup).min(1.0) } else { 0.0 };
        met += start * load * part;
        all += load;
        before = now;
    }
    (starts, if all > 0.0 { (met / all).clamp(0.0, 1.0) } else { 0.0 })
}
