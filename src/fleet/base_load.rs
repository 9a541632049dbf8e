//! A base load of one's own with the rest bought: the newsvendor's question over the load-duration curve.

use super::{Service, Work};

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

impl Service {
    /// The cheapest number of base-load replicas when a replica-month costs `replica` and sending one replica of
    /// work elsewhere for a month costs `elsewhere`, with the part of all work that overflows. Both are bare: only
    /// their ratio counts, in any currency.
    ///
    /// The newsvendor optimum owns up to the load that is exceeded for a share `replica / elsewhere` of the hours
    /// (Cachon & Terwiesch, ch. 12). Whole replicas and the queueing margin bend that curve, so from there every
    /// number is tried that the same curve with a fixed margin, a convex lower bound, does not rule out.
    pub fn base_load(&self, work: &Work, scale: f64, replica: f64, elsewhere: f64) -> BaseLoad {
        let all = work.mean() * scale;
        let none = BaseLoad { replicas: 0.0, overflow: 1.0, carried: 0.0 };
        // One replica never carries more than one replica of work, and a bill below the fewest replicas stays a bill.
        let never = all.is_nan() || all <= 0.0 || replica.is_nan() || elsewhere.is_nan() || replica >= elsewhere;
        // Nor does it carry more than 1/b of one of interactive work, which must fit its busiest minute.
        let never = never || work.waiting <= 0.0 && replica * self.burst >= elsewhere;
        if never || all * elsewhere <= replica * self.regions {
            return none;
        }
        self.cheapest(work, scale, replica, elsewhere)
    }

    /// The same with one replica in each region at the least, for `scale` times its work: whoever runs a fleet keeps it
    /// running.
    pub fn kept(&self, found: BaseLoad, work: &Work, scale: f64) -> BaseLoad {
        if found.replicas > 0.0 || work.mean() * scale <= 0.0 {
            return found;
        }
        self.at_base(work, scale, self.regions)
    }

    /// What a base load and its overflow cost at the least: the newsvendor optimum of interactive work alone, in parts
    /// of replicas, with its minute bursts and without a queueing margin. For work times `scale`, bare: in whatever the two
    /// costs are in, and worked out for every month of every bound.
    pub fn base_load_at_least(&self, work: &Work, scale: f64, replica: f64, elsewhere: f64) -> f64 {
        let all = work.interactive_mean * scale * elsewhere;
        if replica.is_nan() || elsewhere.is_nan() || replica >= elsewhere {
            return all;
        }
        let replica = replica * self.burst;
        if replica >= elsewhere {
            return all;
        }
        let (level, above) = work.exceeded(replica / elsewhere);
        (level * scale * replica + above * all).min(all)
    }

    /// What so many base-load replicas carry of `scale` times the work.
    pub fn at_base(&self, work: &Work, scale: f64, replicas: f64) -> BaseLoad {
        self.carrying(work, scale, replicas).0
    }

    /// The same for so many replicas and `scale` times the work, and whether they do all work that waits.
    pub(super) fn carrying(&self, work: &Work, scale: f64, replicas: f64) -> (BaseLoad, bool) {
        let all = work.mean() * scale;
        let level = self.carried(replicas);
        let interactive = work.interactive_mean * scale * (1.0 - work.overflow(level, scale));
        let mut waiting = work.waiting * scale;
        let mut does_all = true;
        if waiting > 0.0 {
            // Replicas that serve interactive requests do waiting work at their slower pace, idle ones at full.
            let busy = interactive * self.burst;
            let margin = (self.margin(busy / self.regions) + 1.0) * self.regions;
            let serving = if busy > 0.0 { (busy + margin).min(replicas) } else { 0.0 };
            let shared = (serving.min(level * self.burst) - busy).max(0.0) * work.beside;
            let most = replicas - serving + shared;
            does_all = waiting <= most;
            waiting = waiting.min(most);
        }
        let carried = interactive + waiting;
        (BaseLoad { replicas, overflow: (1.0 - carried / all).clamp(0.0, 1.0), carried }, does_all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers between 0 and 1 that look random (a linear congruential generator).
    fn dice(state: &mut u64) -> f64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 11) as f64 / (1_u64 << 53) as f64
    }

    #[test]
    fn no_whole_number_of_replicas_beats_the_one_found() {
        let mut state = 11;
        for round in 0..600 {
            let mut draw = || dice(&mut state);
            let power = 1 + round % 4;
            let hours = core::array::from_fn(|_| {
                let load = draw();
                (0..power).fold(1.0, |all, _| all * load)
            });
            // From next to no load to fleets of a thousand, far beyond what any search by ones would reach.
            let size = libm::exp(9.0 * draw() - 3.0);
            let waiting = if round % 3 == 0 { 2.0 * draw() * draw() } else { 0.0 };
            let work = Work::new(hours, waiting).beside(draw());
            let (slots, regions) = (1.0 + 40.0 * draw() * draw(), f64::from(1 + round % 3));
            let burst = if round % 2 == 0 { 1.0 } else { 1.0 + 4.0 * draw() };
            let service = Service { slots, burst, spare: 0.0, spare_share: 0.0, regions };
            let (replica, elsewhere) = (0.05 + draw(), 0.3 + draw());
            let cost = |replicas: f64| {
                let base = service.at_base(&work, size, replicas);
                replicas * replica + base.overflow * work.mean() * size * elsewhere
            };
            let found = service.base_load(&work, size, replica, elsewhere);
            let most = service.base_load_at_most(&work, size, replica, elsewhere);
            assert!(found.replicas <= most, "round {round}: {found:?} above {most}");
            let most = libm::ceil((work.peak() * burst + work.waiting) * size * 3.0) + 12.0;
            let mut tried = 0.0;
            let mut least = work.mean() * size * elsewhere;
            while tried <= most {
                tried += regions;
                least = least.min(cost(tried));
            }
            let got = if found.replicas > 0.0 { cost(found.replicas) } else { work.mean() * size * elsewhere };
            assert!(got <= least * (1.0 + 1e-12), "round {round}: {got} for {found:?}, {least} is possible");
        }
    }

    #[test]
    fn a_base_load_holds_the_busiest_minute_of_the_hours_it_carries() {
        // 4 replicas with 16 slots: x + 1.645·√(x/16) + 0.8/16 = 4 at √x = −0.205625 + √(0.0422817 + 3.95), so
        // x = 3.21286; at a burst of 2 that is an hour of 1.60643. A flat load of 3 leaves (3 − 1.60643)/3 = 46.45 %.
        let service = Service { slots: 16.0, burst: 2.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };
        let base = service.at_base(&Work::new([3.0; 168], 0.0), 1.0, 4.0);
        assert!((base.overflow - 0.46452).abs() < 1e-4, "{base:?}");
        // And what a fleet for that very hour takes are those 4 replicas.
        assert_eq!(service.replicas(1.606), 4.0);
    }

    #[test]
    fn idle_replicas_do_waiting_work_at_full_pace_and_busy_ones_at_theirs() {
        // Nothing interactive: 2 replicas carry 2 of the 5 replicas of waiting work, 3/5 overflow.
        let service = Service { slots: 16.0, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };
        let base = service.at_base(&Work::new([0.0; 168], 5.0).beside(0.25), 1.0, 2.0);
        assert!((base.overflow - 0.6).abs() < 1e-12 && (base.carried - 2.0).abs() < 1e-12);
        // 0.5 interactive on 3: at most 0.5 + 1.645·√(0.5/16) + 0.8/16 + 1 = 1.8408 serve, 1.1592 idle, and beside
        // the interactive work (1.8408 − 0.5)·0.25 = 0.3352 is done.
        let base = service.at_base(&Work::new([0.5; 168], 5.0).beside(0.25), 1.0, 3.0);
        assert!((base.carried - (0.5 + 1.1592 + 0.3352)).abs() < 1e-3, "{base:?}");
    }
}
