//! From load to replicas: whole replicas, minute bursts, queueing, spares, regions, schedules, troughs, overflow.
//!
//! Load is counted in *replicas of work*: 1 is what one replica can carry at the latency target, all the time.
//!
//! ```text
//! n(x) = ⌈ b·x + z·√(b·x / C) + a / C ⌉     b minute burst, C requests under way per replica, z = 1.645, a = 0.8
//! ```
//! The square root is the usual staffing rule: requests under way fluctuate like a Poisson count with mean b·x·C, and
//! 95 % of the time they must find a free slot within the latency target. a is what that count's 95th percentile
//! adds to its normal approximation, (z² − 1)/6 for its skewness and ½ for whole requests; it counts where a replica
//! has few slots. Utilization is what comes out, never what goes in.
//!
//! Checked against a discrete-event simulation (`tests/fleet/simulation.rs`): Poisson arrivals, answers of
//! exponential length, each replica slowing down with its batch as the capacity model says, every request going to
//! the replica with the fewest under way. Over 108 fleets (three models, C of 4, 16 and 64, loads of 0.05 to 16
//! replicas) the worst wrote 3.2 % of its tokens slower than the target, or, where requests wait outside instead,
//! made 3.6 % of them wait; 87 were the smallest fleet that keeps both under 5 %, the other 21 one replica larger.
//! With C of 1 to 7 the worst were 3.2 % and 4.8 %. Some of them (llama-3.1-8b on one H100):
//!
//! | C | load x | n | fewest | slow tokens | requests that wait | mean wait, in service times |
//! |---|---|---|---|---|---|---|
//! | 4 | 0.3 | 1 | 1 | 3.2 % | 3.5 % | 0.012 |
//! | 4 | 2.5 | 5 | 4 | 0.2 % | 0.3 % | 0.000 |
//! | 4 | 9 | 12 | 12 | 1.0 % | 2.5 % | 0.002 |
//! | 16 | 0.6 | 1 | 1 | 2.1 % | 2.2 % | 0.003 |
//! | 16 | 4 | 5 | 5 | 0.5 % | 0.7 % | 0.000 |
//! | 16 | 16 | 18 | 18 | 0.2 % | 0.5 % | 0.000 |
//! | 64 | 0.85 | 2 | 1 | 0.0 % | 0.0 % | 0.000 |
//! | 64 | 16 | 17 | 17 | 0.0 % | 0.0 % | 0.000 |
//!
//! It takes a router that knows how many requests are under way: dealt at random, 1.6 to 34 % of tokens in fleets
//! of 2.5 and 9 replicas of load are slow.

pub mod availability;
mod base_load;
mod by_load;
mod newsvendor;
pub mod rents;
mod running;
mod schedule;
mod work;

pub use base_load::BaseLoad;
pub use by_load::Order;
pub use schedule::ColdStart;
pub use work::Work;

/// The 95th percentile of the standard normal distribution.
const Z: f64 = 1.645;
/// What whole requests and the skewness of a Poisson count add to a normal approximation, in slots.
const WHOLE: f64 = 0.8;

/// Replicas of one region's queueing margin over `busy` replicas of work in its busiest minute at today's volume, as `(r, c)`:
/// at v times that volume it is r·√v + c.
pub fn margins(service: &Service, busy: f64) -> (f64, f64) {
    (Z * (busy / service.slots).sqrt(), WHOLE / service.slots)
}

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

impl Service {
    /// Replicas to run for an hour of `load`, spares included, in all regions.
    pub fn replicas(&self, load: f64) -> f64 {
        let each = self.serving(load / self.regions);
        self.with_spares(each)
    }

    /// The mean load of an hour that `replicas` carry without spares, the rest of the traffic going elsewhere: the x
    /// with b·x + z·√(b·x/C) + a/C = n, the inverse of what a fleet for that hour would take.
    pub fn carried(&self, replicas: f64) -> f64 {
        self.busiest_carried(replicas) / self.burst
    }

    /// The same as the load of the hour's busiest minute: b·x.
    fn busiest_carried(&self, replicas: f64) -> f64 {
        let each = (replicas / self.regions - WHOLE / self.slots).max(0.0);
        let half = Z / (2.0 * self.slots.sqrt());
        let root = (half * half + each).sqrt() - half;
        root * root * self.regions
    }

    /// Replicas that serve `load` in one region, without spares; 0 for no load.
    fn serving(&self, load: f64) -> f64 {
        let busy = load * self.burst;
        if busy <= 0.0 {
            return 0.0;
        }
        // A hair below keeps a load that fits exactly from asking for one replica more by rounding.
        (busy + self.margin(busy) - 1e-9).ceil().max(1.0)
    }

    /// Replicas beyond a busy minute's mean work, so that one more request mostly finds a slot.
    fn margin(&self, busy: f64) -> f64 {
        Z * (busy / self.slots).sqrt() + WHOLE / self.slots
    }

    fn with_spares(&self, each: f64) -> f64 {
        if each <= 0.0 { 0.0 } else { self.regions * (each + self.spare.max((self.spare_share * each - 1e-9).ceil())) }
    }
}
