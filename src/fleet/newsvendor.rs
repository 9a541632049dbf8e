//! Where the cheapest base load lies, told from slopes alone.
//!
//! A base load of n replicas costs n·r + E·O(c(n)): c is the level that they carry, O the work above it. From n to m its
//! cost changes by no less than (m − n)·(r − E·s·g/b) where s is the largest share of the hours above a level in between, and
//! g the steepest slope of b·c there, which rises with n towards 1. So beyond the level that is exceeded for a share
//! b·r/(E·g) of the hours nothing more pays, and below a number where s·g is still more than b·r/E every replica does.

use super::{BaseLoad, Service, WHOLE, Work, Z};
use crate::units::HOURS_PER_WEEK;

/// Numbers looked at one by one below the first: where more are left, one replica of so many is no matter.
const LOOKS: usize = 64;

/// A number of replicas, what it costs, and whether it does all work that waits.
#[derive(Clone, Copy)]
struct Seen {
    base: BaseLoad,
    cost: f64,
    does_all: bool,
}

impl Service {
    /// The cheapest base load where a replica may pay at all: as [`Service::base_load`], bare.
    pub(super) fn cheapest(&self, work: &Work, scale: f64, replica: f64, elsewhere: f64) -> BaseLoad {
        let (step, least) = (self.regions, self.burst * replica / elsewhere);
        let (all, waits) = (work.mean() * scale, work.waiting * scale);
        let look = |replicas: f64| {
            let (base, does_all) = self.carrying(work, scale, replicas);
            Seen { base, cost: replicas * replica + base.overflow * all * elsewhere, does_all }
        };
        let none = BaseLoad { replicas: 0.0, overflow: 1.0, carried: 0.0 };
        let mut best = Seen { base: none, cost: all * elsewhere, does_all: false };
        let steepest = self.slope(self.holding(work, scale, least));
        // Interactive work alone is worth no replica where even the steepest carries too little.
        let worth = least < steepest;
        if !worth && waits <= 0.0 {
            return none;
        }
        let (level, held) = if worth {
            (work.level_exceeded(least / steepest) * scale, self.holding(work, scale, least / steepest))
        } else {
            (0.0, 0.0)
        };
        let first = if self.carried(held) < level { held + step } else { held };
        let start = self.first_that_does_all(first.max(step), &look);
        // From the first downwards, in strides that double while every replica in them pays.
        best = if start.cost < best.cost { start } else { best };
        let (mut here, mut stride, mut does_all, mut left) = (start.base.replicas, step, start.does_all, LOOKS);
        while here > step && left > 0 {
            let low = (here - stride).max(step);
            if does_all && work.share_above(self.carried(here), scale) * self.slope(low) >= least {
                (here, stride) = (low, stride * 2.0);
            } else if stride > step {
                stride = step;
            } else {
                let seen = look(low);
                best = if seen.cost < best.cost { seen } else { best };
                (here, does_all, left) = (low, seen.does_all, left - 1);
                // A replica carries one of work that waits, or 1/b of one whose busiest minute it must hold: so fewer carry
                // less than that, and lose more than they save.
                let carried = here - (self.burst - 1.0) * ((here - waits) / self.burst).max(0.0);
                if here * replica + (all - carried).max(0.0) * elsewhere >= best.cost
                    && replica * self.burst < elsewhere
                {
                    break;
                }
            }
        }
        best.base
    }

    /// No more replicas than that are the cheapest base load: as many as hold what the newsvendor would, and what may wait
    /// beside all the rest. Bare, for `scale` times the work, as [`Service::base_load`].
    pub(crate) fn base_load_at_most(&self, work: &Work, scale: f64, replica: f64, elsewhere: f64) -> f64 {
        let held = self.holding(work, scale, self.burst * replica / elsewhere);
        let (busy, waits) =
            (self.burst * work.interactive_mean * scale / self.regions, work.waiting * scale / self.regions);
        let beside = if waits > 0.0 { busy + self.margin(busy) + 1.0 + waits } else { 0.0 };
        held.max(beside.ceil() * self.regions)
    }

    /// The first number from one on that does all work that waits: beyond it and the newsvendor's level nothing more pays.
    fn first_that_does_all(&self, from: f64, look: &dyn Fn(f64) -> Seen) -> Seen {
        let step = self.regions;
        let (mut low, mut stride) = (from, step);
        let mut high = look(from);
        while !high.does_all && stride.is_finite() {
            low = high.base.replicas;
            high = look(low + stride);
            stride *= 2.0;
        }
        while high.base.replicas - low > step {
            let middle = low + ((high.base.replicas - low) / step / 2.0).floor() * step;
            // Beyond 2⁵³ one more is no other number.
            if middle <= low || middle >= high.base.replicas {
                break;
            }
            let seen = look(middle);
            if seen.does_all { high = seen } else { low = middle }
        }
        high
    }

    /// The fewest whole replicas that carry the level which work exceeds for a share of the hours.
    fn holding(&self, work: &Work, scale: f64, share: f64) -> f64 {
        let level = self.burst * work.level_exceeded(share) * scale / self.regions;
        if level > 0.0 { (level + self.margin(level) - 1e-9).ceil() * self.regions } else { 0.0 }
    }

    /// How much more one further of so many replicas carries of a busiest minute, as a share of a replica.
    fn slope(&self, replicas: f64) -> f64 {
        let each = replicas / self.regions - WHOLE / self.slots;
        let half = Z / (2.0 * self.slots.sqrt());
        if each > 0.0 { 1.0 - half / (half * half + each).sqrt() } else { 0.0 }
    }
}

impl Work {
    /// The share of the hours with more interactive work than a level, for `scale` times the work; 0 to 1.
    fn share_above(&self, level: f64, scale: f64) -> f64 {
        self.sorted().above(level / scale) as f64 / HOURS_PER_WEEK as f64
    }
}
