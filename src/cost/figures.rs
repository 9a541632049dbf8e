//! The numbers of one set of inputs, ready for month-by-month use: paths of volume and prices, bills, loads.

use super::flow::{Flow, flow};
use super::level;
use super::meantime::Meantime;
use super::paths::Paths;
use super::together::Together;
use crate::fleet::Service;
use crate::hosted::following::{self, Source};
use crate::hosted::quality;
use crate::inputs::{Inputs, Workload};
use crate::streams::{Case, Profile, Replica, Stream, replica};
use crate::units::{Milliseconds, Months, Usd, UsdPerMonth};
use core::cell::{OnceCell, RefCell};

/// What setups were found to carry of streams, in the order of setup, stream and the bits of the latency target. A draw
/// asks for a few of thousands, and mostly in that order.
type Known = Vec<((usize, usize, u64), Option<Replica>)>;

/// A case's numbers for one set of inputs.
pub struct Figures<'c, 'a> {
    /// The references.
    pub case: &'c Case<'a>,
    /// The inputs.
    pub inputs: &'c Inputs,
    /// Month by month.
    pub paths: Paths,
    /// Stream by stream.
    pub flows: Vec<Flow>,
    /// The case's table of capacities for each stream, if it has one for these inputs.
    tables: Vec<Option<usize>>,
    /// Capacities already computed beside those.
    capacities: RefCell<Known>,
    /// What models that share GPUs come to.
    pub(super) together: RefCell<Together>,
    /// Stream by stream, what offers take until own servers run.
    pub(super) meantimes: Vec<OnceCell<Meantime>>,
}

impl<'c, 'a> Figures<'c, 'a> {
    /// Computes them.
    pub fn new(case: &'c Case<'a>, inputs: &'c Inputs) -> Self {
        Self::with_bills(case, inputs, &|_, _| true)
    }

    /// The same with the bills of some offers only (by stream and offer) and of today's models: the others' are empty.
    /// For thousands of draws of a few plans, which never ask for them.
    pub fn with_bills(case: &'c Case<'a>, inputs: &'c Inputs, wanted: &dyn Fn(usize, usize) -> bool) -> Self {
        let streams = case.streams.iter().enumerate();
        let flows = streams.map(|(at, stream)| flow(case, inputs, stream, &|offer| wanted(at, offer))).collect();
        let table = |stream: &Stream<'_>| {
            let profile = Profile::of(inputs, &inputs.workloads[stream.workload], stream.kind);
            case.tables.iter().position(|known| known.profile == profile)
        };
        let tables = case.streams.iter().map(table).collect();
        let (capacities, together) = (RefCell::default(), RefCell::default());
        let meantimes = case.streams.iter().map(|_| OnceCell::new()).collect();
        let paths = Paths::new(inputs);
        let mut figures = Self { case, inputs, paths, flows, tables, capacities, together, meantimes };
        if inputs.follows() {
            figures.follow();
        }
        figures
    }

    /// Lets prices and work fall with each move to a newer model.
    #[inline(never)]
    fn follow(&mut self) {
        let (case, inputs) = (self.case, self.inputs);
        let mut oldest: f64 = 0.0;
        for (flow, stream) in self.flows.iter_mut().zip(&case.streams) {
            let workload = &inputs.workloads[stream.workload];
            let follows = inputs.moves.follows(workload);
            // What stays on its model is as if its quality had been there for ever.
            let floor = quality::reasoning_floor(workload, stream.floor.points()).filter(|_| follows);
            let age = following::age(floor, case.asof, Source::Hosted);
            for t in 0..if follows { self.paths.months } else { 0 } {
                let moved = following::last_move(inputs.follow_moves, Months::new(t as f64));
                flow.followed.push(following::price_after(inputs.follow_fall, age, moved));
            }
            // Groups share servers, so the quality that falls least speaks for all that could run.
            if !stream.setups.is_empty() {
                oldest = oldest.max(following::age(floor, case.asof, Source::Open).get());
            }
        }
        let built = self.paths.build.months.get();
        for t in 0..self.paths.months {
            let since = following::last_move(inputs.upgrades, Months::new(t as f64 - built)).get();
            let moved = Months::new(if since > 0.0 { since + built } else { 0.0 });
            let work = following::price_after(inputs.own_fall, Months::new(oldest), moved);
            self.paths.volume[t] *= work;
            self.paths.hosted[t] /= work;
        }
    }

    /// A stream's hosted price in month t (from 0) over today's, a bare factor: as hosts change it, and as one moves to cheaper models.
    pub fn hosted_price(&self, stream: usize, t: usize) -> f64 {
        self.paths.price[t] * self.followed(stream, t)
    }

    /// What is left of a stream's hosted price in month t (from 0) where one moves to cheaper models: a factor, from 1
    /// downwards.
    pub fn followed(&self, stream: usize, t: usize) -> f64 {
        self.flows[stream].followed.get(t).copied().unwrap_or(1.0)
    }

    /// The workload behind a stream.
    pub fn workload(&self, stream: usize) -> &Workload {
        &self.inputs.workloads[self.case.streams[stream].workload]
    }

    /// What one replica of a setup carries of a stream at a latency target.
    pub fn replica(&self, setup: usize, stream: usize, target: Milliseconds) -> Option<Replica> {
        if let Some(table) = self.table(stream)
            && self.flows[stream].target == target
        {
            return table.get(setup).copied().flatten();
        }
        let key = (setup, stream, target.get().to_bits());
        let place = match self.capacities.borrow().binary_search_by(|one| one.0.cmp(&key)) {
            Ok(at) => return self.capacities.borrow()[at].1,
            Err(place) => place,
        };
        let stream = &self.case.streams[stream];
        let found = replica(
            self.inputs,
            &self.inputs.workloads[stream.workload],
            stream.kind,
            target,
            &self.case.setups[setup],
        );
        self.capacities.borrow_mut().insert(place, (key, found));
        found
    }

    /// What one replica of each setup carries of a stream at its own latency target, where the case has it worked out
    /// for these inputs.
    pub fn table(&self, stream: usize) -> Option<&[Option<Replica>]> {
        self.tables[stream].map(|table| self.case.tables[table].replicas.as_slice())
    }

    /// A present value as a level monthly amount.
    pub fn level(&self, present: Usd) -> UsdPerMonth {
        level::level(self.inputs, present)
    }

    /// What a fleet must hold besides its load, where a replica serves so many requests at once.
    pub fn service(&self, slots: f64) -> Service {
        Service {
            slots,
            burst: self.inputs.minute_burst.max(1.0),
            spare: libm::round(self.inputs.spare_replicas),
            spare_share: self.inputs.spare_capacity.get(),
            regions: libm::round(self.inputs.regions).max(1.0),
        }
    }
}
