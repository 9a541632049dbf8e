//! Lower bounds on what a plan can cost, for searches that leave out what cannot win.

use crate::cost::figures::Figures;
use crate::cost::hardware::Hardware;
use crate::cost::lines::Lines;
use crate::cost::people;
use crate::cost::plan::{Load, Pay, Run};
use crate::streams::Setup;
use crate::units::{HOURS_PER_MONTH, Usd, UsdPerHour, UsdPerMonth};

impl Figures<'_, '_> {
    /// What a group costs on any setup, paid and run in any way: the hosted bill while building, and the work that
    /// its streams take, at `scale` times today's volume. A present value.
    pub fn group_base(&self, streams: &[usize], meanwhile: &[Option<usize>], scale: f64) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_group(&mut cost, meanwhile, streams, scale);
        cost.total()
    }

    /// Present values that a load on a setup cannot undercut, without people and with those it takes when it runs
    /// alone, [`Figures::group_base`] left out; zero where nothing better is known.
    pub fn group_floor(&self, setup: usize, load: &Load, pay: Pay, run: Run, elsewhere: &[UsdPerMonth]) -> (Usd, Usd) {
        let Some(hour) = self.gpu_hour(setup, pay) else { return (Usd::ZERO, Usd::ZERO) };
        let replica = hour.get() * load.gpus * HOURS_PER_MONTH * (1.0 + self.inputs.overhead.get());
        let crew = people::cost(self.inputs, load.gpus);
        let crew = (crew.run + crew.rota + crew.on_call).get();
        // Work that may wait is done beside the rest, at a pace of its own: only the rest surely needs its replicas.
        let work = (load.work.mean() - load.work.waiting).max(0.0);
        // Half of its part of the bill: work that may wait is billed at up to half price.
        let billed = if load.work.waiting > 0.0 { 0.5 } else { 1.0 } / load.work.mean().max(1e-12);
        let paths = &self.paths;
        let (mut bare, mut staffed) = (0.0, 0.0);
        for t in 0..paths.months {
            let running = (1.0 - paths.building[t]) * paths.discount[t];
            let (volume, rent) = (paths.volume[t], replica * paths.rent[t]);
            if run == Run::Burst {
                // In any month the base may be nothing; then nobody runs it.
                let host = elsewhere[t].get() * billed;
                let own = load.service.base_load_at_least(&load.work, volume, rent, host) * running;
                bare += own;
                staffed += (host * work * volume * running).min(own + crew * running);
            } else {
                let least = if run == Run::Hourly { load.service.hourly_at_least(&load.work, volume) } else { 0.0 };
                let own = rent * (work * volume).max(least) * running;
                bare += own;
                staffed += own + crew * running;
            }
        }
        (Usd::new(bare), Usd::new(staffed))
    }

    /// The present value of the people who run some GPUs, month by month, and nothing else.
    pub fn people_present(&self, gpus: &[f64]) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_people(&mut cost, gpus);
        cost.total()
    }

    /// What one stream would cost on a fleet that can be divided at will: no spares, no bursts, no people, no build.
    pub fn divisible(&self, setup: usize, stream: usize) -> Option<Usd> {
        Some(self.divisible_work(&self.case.setups[setup], &self.load(setup, &[stream])?))
    }

    /// The least of that over the setups that could serve the stream; `None` where none can.
    pub fn least_divisible(&self, stream: usize) -> Option<Usd> {
        let setups = self.case.streams[stream].setups.iter();
        setups.filter_map(|&setup| self.divisible(setup, stream)).reduce(Usd::min)
    }

    /// [`Figures::divisible`] on a setup that is not among the case's own.
    pub fn divisible_on(&self, setup: &Setup<'_>, stream: usize) -> Option<Usd> {
        let (workload, kind) = (self.workload(stream), self.case.streams[stream].kind);
        let replica = |_, target| crate::streams::replica(self.inputs, workload, kind, target, setup);
        Some(self.divisible_work(setup, &self.load_by(&[stream], 1.0, setup.layout.gpus(), replica)?))
    }

    fn divisible_work(&self, setup: &Setup<'_>, load: &Load) -> Usd {
        let hour = [Pay::OnDemand, Pay::Reserved, Pay::Spot]
            .iter()
            .filter_map(|&pay| self.hour(&setup.prices, pay).map(UsdPerHour::get))
            .fold(f64::INFINITY, f64::min);
        let owned = Hardware::new(self, setup, Pay::Owned)
            .filter(|hardware| hardware.price > Usd::ZERO)
            .map_or(f64::INFINITY, |hardware| hardware.monthly.get() / HOURS_PER_MONTH);
        let month = load.work.mean() * load.gpus * hour.min(owned) * HOURS_PER_MONTH;
        let paths = &self.paths;
        let months = (0..paths.months)
            .map(|t| paths.volume[t] * paths.rent[t].min(1.0) * (1.0 - paths.building[t]) * paths.discount[t]);
        Usd::new(month * (1.0 + self.inputs.overhead.get()) * months.sum::<f64>())
    }
}
