//! From load to replicas: whole replicas, minute bursts, queueing, spares, regions, schedules, troughs, overflow.
//!
//! Load is counted in *replicas of work*: 1 is what one replica can carry at the latency target, all the time.
//!
//! ```text
//! n(x) = ⌈ b·x + z·√(b·x / C) ⌉     b minute burst, C requests under way per replica, z = 1.645
//! ```
//! The square root is the usual staffing rule: requests under way fluctuate like a Poisson count, and 95 % of the
//! time they must find a free slot within the latency target. Utilization is what comes out, never what goes in.

use crate::units::{HOURS_PER_MONTH, HOURS_PER_WEEK};

/// The 95th percentile of the standard normal distribution.
const Z: f64 = 1.645;

/// What a fleet must hold besides the mean load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Service {
    /// Requests under way at once in one replica at the latency target.
    pub slots: f64,
    /// Busiest minute over the mean minute of an hour.
    pub burst: f64,
    /// Copies beyond need, in each region.
    pub spare: f64,
    /// The same as a share, which counts once the fleet is large.
    pub spare_share: f64,
    /// Regions that split the load.
    pub regions: f64,
}

/// A week of work on one fleet, at today's volume.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Replicas of interactive work, hour by hour.
    pub hours: [f64; HOURS_PER_WEEK],
    /// Mean replicas of work that may wait a day.
    pub waiting: f64,
    peak: f64,
    busiest_day: f64,
    mean: f64,
    /// Hours in falling order with running sums, for overflow.
    falling: [f64; HOURS_PER_WEEK],
    sums: [f64; HOURS_PER_WEEK],
    nonzero: f64,
}

impl Work {
    /// From hourly interactive work and the mean of work that may wait.
    pub fn new(hours: [f64; HOURS_PER_WEEK], waiting: f64) -> Self {
        let mut falling = hours;
        falling.sort_unstable_by(|a, b| b.total_cmp(a));
        let mut sums = [0.0; HOURS_PER_WEEK];
        let mut sum = 0.0;
        for (slot, load) in sums.iter_mut().zip(&falling) {
            sum += load;
            *slot = sum;
        }
        let day = |at: usize| hours[at * 24..(at + 1) * 24].iter().sum::<f64>() / 24.0;
        Self {
            hours,
            waiting,
            peak: falling[0],
            busiest_day: (0..7).map(day).fold(0.0, f64::max),
            mean: sum / HOURS_PER_WEEK as f64,
            falling,
            sums,
            nonzero: falling.iter().filter(|load| **load > 0.0).count() as f64,
        }
    }

    /// Mean work of both kinds.
    pub fn mean(&self) -> f64 {
        self.mean + self.waiting
    }

    /// Busiest hour of interactive work.
    pub const fn peak(&self) -> f64 {
        self.peak
    }

    /// The part of interactive work above a level, for work scaled by `scale`; 0 to 1.
    pub fn overflow(&self, level: f64, scale: f64) -> f64 {
        let total = self.sums[HOURS_PER_WEEK - 1];
        if total <= 0.0 || scale <= 0.0 {
            return 0.0;
        }
        let level = level.max(0.0) / scale;
        let above = self.falling.partition_point(|load| *load > level);
        if above == 0 { 0.0 } else { (self.sums[above - 1] - above as f64 * level) / total }
    }

    /// The level that interactive work exceeds for a share of the hours.
    pub fn level_exceeded(&self, share: f64) -> f64 {
        let at = libm::floor(share.clamp(0.0, 1.0) * HOURS_PER_WEEK as f64) as usize;
        self.falling[at.min(HOURS_PER_WEEK - 1)]
    }
}

impl Service {
    /// Replicas that serve `load` in one region, without spares; 0 for no load.
    fn serving(&self, load: f64) -> f64 {
        let busy = load * self.burst;
        if busy <= 0.0 {
            return 0.0;
        }
        // A hair below keeps a load that fits exactly from asking for one replica more by rounding.
        libm::ceil(busy + Z * (busy / self.slots).sqrt() - 1e-9).max(1.0)
    }

    /// Replicas to run for an hour of `load`, spares included, in all regions.
    pub fn replicas(&self, load: f64) -> f64 {
        let each = self.serving(load / self.regions);
        self.with_spares(each)
    }

    fn with_spares(&self, each: f64) -> f64 {
        if each <= 0.0 {
            0.0
        } else {
            self.regions * (each + self.spare.max(libm::ceil(self.spare_share * each - 1e-9)))
        }
    }

    /// Replicas of an always-on fleet for a week's work times `scale`: enough for the busiest hour, and enough that
    /// each day's work that may wait fits into that day's troughs.
    pub fn always_on(&self, work: &Work, scale: f64) -> f64 {
        let share = scale / self.regions;
        let for_peak = self.serving(work.peak * share);
        let for_day = libm::ceil((work.busiest_day * self.burst + work.waiting) * share - 1e-9);
        self.with_spares(for_peak.max(for_day))
    }

    /// Replica-hours a month of a fleet that follows the load hour by hour, with `startup` paid hours for each
    /// replica started; with `to_zero` the hours without load cost nothing, else one replica and its spares stay.
    pub fn hourly(&self, work: &Work, scale: f64, startup: f64, to_zero: bool) -> f64 {
        let share = scale / self.regions;
        let (mut hours, mut slack, mut started) = (0.0, 0.0, 0.0);
        let floor = if to_zero { 0.0 } else { self.with_spares(1.0) };
        let mut before = self.replicas(work.hours[HOURS_PER_WEEK - 1] * scale).max(floor);
        for load in &work.hours {
            let each = self.serving(load * share);
            let now = self.with_spares(each).max(floor);
            slack += (each - load * share * self.burst).max(0.0) * self.regions;
            started += (now - before).max(0.0);
            hours += now;
            before = now;
        }
        // Work that may wait uses what the running replicas leave free before it pays for more.
        let waiting = (work.waiting * scale * HOURS_PER_WEEK as f64 - slack).max(0.0);
        (hours + waiting + started * startup) / HOURS_PER_WEEK as f64 * HOURS_PER_MONTH
    }

    /// The load that `replicas` carry without spares or minute bursts, the rest of the traffic going elsewhere:
    /// the x with x + z·√(x/C) = n.
    pub fn carried(&self, replicas: f64) -> f64 {
        let each = replicas / self.regions;
        let half = Z / (2.0 * self.slots.sqrt());
        let root = (half * half + each).sqrt() - half;
        root * root * self.regions
    }

    /// The cheapest number of base-load replicas when a replica-month costs `replica` and sending one replica of
    /// work elsewhere for a month costs `elsewhere`, with the part of all work that overflows.
    ///
    /// The newsvendor optimum: own up to the load that is exceeded for a share `replica / elsewhere` of the hours
    /// (Cachon & Terwiesch, ch. 12); whole replicas beside it are tried, for the cost is convex in their number.
    pub fn base_load(&self, work: &Work, scale: f64, replica: f64, elsewhere: f64) -> BaseLoad {
        let all = work.mean() * scale;
        let none = BaseLoad { replicas: 0.0, overflow: 1.0, carried: 0.0 };
        if all <= 0.0 || elsewhere <= 0.0 || replica >= elsewhere * 1.0001 && work.waiting <= 0.0 {
            return none;
        }
        let cost = |replicas: f64| {
            let base = self.at_base(work, scale, replicas);
            replicas * replica + base.overflow * all * elsewhere
        };
        let level = (work.level_exceeded((replica / elsewhere).min(1.0)) + work.waiting) * scale;
        let step = self.regions;
        let mut best = libm::floor(level / step) * step;
        let mut here = cost(best);
        // Strides double while they help and halve when they do not: in a fleet of a billion the queueing margin
        // alone is tens of thousands of replicas away.
        let mut stride = step;
        loop {
            let (up, down) = (cost(best + stride), if best >= stride { cost(best - stride) } else { f64::INFINITY });
            if up < here && up <= down {
                (best, here, stride) = (best + stride, up, stride * 2.0);
            } else if down < here {
                (best, here, stride) = (best - stride, down, stride * 2.0);
            } else if stride > step {
                stride /= 2.0;
            } else {
                break;
            }
        }
        if best <= 0.0 { none } else { self.at_base(work, scale, best) }
    }

    /// What a number of base-load replicas carries.
    fn at_base(&self, work: &Work, scale: f64, replicas: f64) -> BaseLoad {
        let all = work.mean() * scale;
        let level = self.carried(replicas);
        let interactive = work.mean * scale * (1.0 - work.overflow(level, scale));
        // Work that may wait fills the troughs under the level.
        let waiting = (work.waiting * scale).min((level - interactive).max(0.0));
        let carried = interactive + waiting;
        BaseLoad { replicas, overflow: (1.0 - carried / all).clamp(0.0, 1.0), carried }
    }
}

/// A base load of one's own, with the rest bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseLoad {
    /// Own replicas, always on, without spares: the host is the spare.
    pub replicas: f64,
    /// Part of all work that goes to the host.
    pub overflow: f64,
    /// Replicas of work carried on average.
    pub carried: f64,
}
