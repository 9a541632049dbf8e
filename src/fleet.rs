//! From load to replicas: whole replicas, minute bursts, queueing, spares, regions, schedules, troughs, overflow.
//!
//! Load is counted in *replicas of work*: 1 is what one replica can carry at the latency target, all the time.
//!
//! ```text
//! n(x) = ⌈ b·x + z·√(b·x / C) ⌉     b minute burst, C requests under way per replica, z = 1.645
//! ```
//! The square root is the usual staffing rule: requests under way fluctuate like a Poisson count, and 95 % of the
//! time they must find a free slot within the latency target. Utilization is what comes out, never what goes in.
//!
//! `SIMULATION_TABLE`

mod base_load;
mod schedule;
mod shared;
mod work;

pub use base_load::BaseLoad;
pub use schedule::ColdStart;
pub use shared::Pool;
pub use work::Work;

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

impl Service {
    /// Replicas to run for an hour of `load`, spares included, in all regions.
    pub fn replicas(&self, load: f64) -> f64 {
        let each = self.serving(load / self.regions);
        self.with_spares(each)
    }

    /// The load that `replicas` carry without spares or minute bursts, the rest of the traffic going elsewhere:
    /// the x with x + z·√(x/C) = n.
    pub fn carried(&self, replicas: f64) -> f64 {
        let each = replicas.max(0.0) / self.regions;
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
        libm::ceil(busy + Z * (busy / self.slots).sqrt() - 1e-9).max(1.0)
    }

    fn with_spares(&self, each: f64) -> f64 {
        if each <= 0.0 {
            0.0
        } else {
            self.regions * (each + self.spare.max(libm::ceil(self.spare_share * each - 1e-9)))
        }
    }
}
