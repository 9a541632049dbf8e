//! Storage, network, logs: a share of what a fleet's GPUs cost, larger for its first server than for the rest.

use crate::fleet::{BaseLoad, Service, Work};
use crate::inputs::Inputs;
use crate::units::UsdPerMonth;

/// GPUs of a fleet that take the share of a small one.
pub(crate) const FIRST: f64 = 8.0;

/// The shares. The whole never falls as GPUs grow: each GPU adds its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overhead {
    pub(crate) first: f64,
    pub(crate) further: f64,
}

impl Overhead {
    /// A visitor's own share holds for every GPU.
    pub(crate) fn of(inputs: &Inputs) -> Self {
        let own = |share| inputs.overhead.unwrap_or(share).get();
        Self { first: own(inputs.overhead_small), further: own(inputs.overhead_large) }
    }

    /// What it comes to beside so many GPUs of one fleet, as GPUs.
    pub(crate) fn on(self, gpus: f64) -> f64 {
        gpus.min(FIRST) * self.first + (gpus - FIRST).max(0.0) * self.further
    }

    /// The least share that any GPU adds.
    pub(crate) fn least(self) -> f64 {
        self.first.min(self.further)
    }

    /// The largest share.
    pub(crate) fn most(self) -> f64 {
        self.first.max(self.further)
    }

    /// What a fleet of so many GPUs has of it beyond the least on each, as GPUs.
    pub(crate) fn beyond_least(self, gpus: f64) -> f64 {
        self.on(gpus) - self.least() * gpus
    }

    /// The base load that costs least for `volume` times the work, overhead with it, where a replica has `gpus`. The
    /// prices are those of a GPU's month, and of sending one replica of work elsewhere for a month.
    ///
    /// Falling shares make its cost the lesser of two straight lines, so that the better of their two optima is the
    /// optimum. Rising ones make it the greater of the two: then the optimum is theirs, or it lies where they meet.
    pub(crate) fn base_load(
        self,
        service: &Service,
        work: &Work,
        volume: f64,
        gpus: f64,
        prices: (UsdPerMonth, UsdPerMonth),
    ) -> BaseLoad {
        service.kept(self.cheapest(service, work, volume, gpus, prices), work, volume)
    }

    /// The same for replicas of so many GPUs, or none where none pays.
    pub(crate) fn cheapest(
        self,
        service: &Service,
        work: &Work,
        volume: f64,
        gpus: f64,
        (month, elsewhere): (UsdPerMonth, UsdPerMonth),
    ) -> BaseLoad {
        let (month, elsewhere) = (month.get(), elsewhere.get());
        let replica = |share: f64| month * gpus * (1.0 + share);
        let by = |share: f64| service.base_load(work, volume, replica(share), elsewhere);
        let first = by(self.first);
        // Where even at the lower share no fleet outgrows the first GPUs, theirs is the share.
        let small = || service.base_load_at_most(work, volume, replica(self.further), elsewhere) * gpus <= FIRST;
        if self.first == self.further || self.first > self.further && small() {
            return first;
        }
        let cost = |base: &BaseLoad| {
            let all = base.replicas * gpus;
            month * (all + self.on(all)) + base.overflow * work.mean() * volume * elsewhere
        };
        let mut best = first;
        let mut offer = |base: BaseLoad| {
            if cost(&base) < cost(&best) {
                best = base;
            }
        };
        offer(by(self.further));
        let meet = (FIRST / gpus / service.regions).floor() * service.regions;
        if self.further > self.first && meet > 0.0 && work.mean() * volume > 0.0 {
            offer(service.at_base(work, volume, meet));
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Share;

    fn of(own: Option<f64>) -> Overhead {
        Overhead::of(&Inputs { overhead: own.map(Share::from_percent), ..Inputs::default() })
    }

    #[test]
    fn the_first_eight_gpus_take_the_share_of_a_small_fleet_and_each_further_one_a_lower() {
        // 8 × 0.20 = 1.6; 9: 1.6 + 0.12 = 1.72; 16: 1.6 + 8 × 0.12 = 2.56; 64: 1.6 + 56 × 0.12 = 8.32.
        for (gpus, months) in [(0.0, 0.0), (4.0, 0.8), (8.0, 1.6), (9.0, 1.72), (16.0, 2.56), (64.0, 8.32)] {
            assert!((of(None).on(gpus) - months).abs() < 1e-12, "{gpus}: {}", of(None).on(gpus));
        }
        // Whoever gives a share of their own has it on every GPU: 64 × 0.3 = 19.2.
        assert!((of(Some(30.0)).on(64.0) - 19.2).abs() < 1e-12 && of(Some(0.0)).on(64.0) == 0.0);
    }

    #[test]
    fn the_whole_never_falls_as_gpus_grow() {
        for (first, further) in [(0.2, 0.12), (0.35, 0.05), (0.1, 0.3), (0.2, 0.0)] {
            let overhead = Overhead { first, further };
            let all: Vec<f64> = (0..4000).map(|gpus| overhead.on(f64::from(gpus) / 20.0)).collect();
            assert!(all.windows(2).all(|pair| pair[0] <= pair[1]), "{first} {further}");
            assert!(all.iter().enumerate().all(|(at, on)| *on >= overhead.least() * at as f64 / 20.0 - 1e-9));
        }
    }

    #[test]
    fn no_number_of_replicas_beats_the_base_load_found() {
        let mut state = 5_u64;
        let mut draw = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for round in 0..300 {
            let hours = core::array::from_fn(|_| draw() * draw());
            let work = Work::new(hours, if round % 3 == 0 { draw() } else { 0.0 });
            let volume = libm::exp(5.0 * draw() - 2.0);
            let regions = f64::from(1 + round % 2);
            let service = Service { slots: 1.0 + 30.0 * draw(), burst: 1.0, spare: 0.0, spare_share: 0.0, regions };
            let (month, gpus, elsewhere) = (0.05 + draw() * 0.3, [1.0, 2.0, 4.0][round as usize % 3], 0.4 + draw());
            let overhead = Overhead { first: 0.1 + draw() * 0.3, further: 0.05 + draw() * 0.2 };
            let falling = overhead.first >= overhead.further;
            let cost = |base: BaseLoad| {
                let all = base.replicas * gpus;
                month * (all + overhead.on(all)) + base.overflow * work.mean() * volume * elsewhere
            };
            let prices = (UsdPerMonth::new(month), UsdPerMonth::new(elsewhere));
            let got = cost(overhead.base_load(&service, &work, volume, gpus, prices));
            let most = (work.peak() + work.waiting) * volume * 3.0 + 12.0;
            let tried = (1..).map(|at| f64::from(at) * regions).take_while(|replicas| *replicas <= most);
            let least =
                tried.map(|replicas| cost(service.at_base(&work, volume, replicas))).fold(f64::INFINITY, f64::min);
            let none = work.mean() * volume * elsewhere;
            // Where none pays, one in each region is kept.
            let least = if least < none { least } else { cost(service.at_base(&work, volume, regions)) };
            // Rising shares are no default: there the queueing margin may leave a hair.
            let hair = if falling { 1e-12 } else { 0.01 };
            assert!(got <= least * (1.0 + hair), "round {round}: {got}, {least} is possible");
        }
    }
}
