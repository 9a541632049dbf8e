//! A base load of one's own with the rest bought: the newsvendor's question over the load-duration curve.

use super::{Service, Work, Z};

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

/// Steps looked at on each side of the first optimum.
const REACH: u32 = 64;

impl Service {
    /// The cheapest number of base-load replicas when a replica-month costs `replica` and sending one replica of
    /// work elsewhere for a month costs `elsewhere`, with the part of all work that overflows.
    ///
    /// The newsvendor optimum owns up to the load that is exceeded for a share `replica / elsewhere` of the hours
    /// (Cachon & Terwiesch, ch. 12). Whole replicas and the queueing margin bend that curve, so from there every
    /// number is tried that the same curve without the margin, a convex lower bound, does not rule out.
    pub fn base_load(&self, work: &Work, scale: f64, replica: f64, elsewhere: f64) -> BaseLoad {
        let all = work.mean() * scale;
        let none = BaseLoad { replicas: 0.0, overflow: 1.0, carried: 0.0 };
        // One replica never carries more than one replica of work.
        if all.is_nan() || all <= 0.0 || replica.is_nan() || elsewhere.is_nan() || replica >= elsewhere {
            return none;
        }
        let cost = |replicas: f64| {
            let base = self.at_base(work, scale, replicas);
            replicas * replica + base.overflow * all * elsewhere
        };
        let bound = |replicas: f64| {
            let interactive = work.mean * scale * (1.0 - work.overflow(replicas, scale));
            let carried = (interactive + work.waiting * scale).min(replicas);
            replicas * replica + (all - carried).max(0.0) * elsewhere
        };
        let step = self.regions;
        let level = (work.level_exceeded((replica / elsewhere).clamp(0.0, 1.0)) + work.waiting) * scale;
        let margin = Z * (level * self.regions / self.slots).sqrt();
        let first = libm::round((level + margin) / step) * step;
        let (mut best, mut least) = (0.0, all * elsewhere);
        for (mut here, side) in [(first, -step), (first + step, step)] {
            let mut before = f64::INFINITY;
            for _ in 0..REACH {
                let possible = bound(here);
                if here <= 0.0 || possible > least && possible >= before {
                    break;
                }
                let now = cost(here);
                if now < least {
                    (best, least) = (here, now);
                }
                before = possible;
                here += side;
            }
        }
        if best <= 0.0 { none } else { self.at_base(work, scale, best) }
    }

    /// What a number of base-load replicas carries.
    fn at_base(&self, work: &Work, scale: f64, replicas: f64) -> BaseLoad {
        let all = work.mean() * scale;
        let level = self.carried(replicas);
        let interactive = work.mean * scale * (1.0 - work.overflow(level, scale));
        let mut waiting = work.waiting * scale;
        if waiting > 0.0 {
            // Replicas that serve interactive requests do waiting work at their slower pace, idle ones at full.
            let margin = Z * (interactive * self.regions / self.slots).sqrt() + self.regions;
            let serving = if interactive > 0.0 { (interactive + margin).min(replicas) } else { 0.0 };
            let shared = (serving.min(level) - interactive).max(0.0) * work.beside;
            waiting = waiting.min(replicas - serving + shared);
        }
        let carried = interactive + waiting;
        BaseLoad { replicas, overflow: (1.0 - carried / all).clamp(0.0, 1.0), carried }
    }
}
