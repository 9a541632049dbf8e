//! The load of streams that share replicas of one setup.

use crate::cost::figures::Figures;
use crate::cost::plan::Load;
use crate::fleet::Work;
use crate::units::HOURS_PER_WEEK;
use std::rc::Rc;

impl Figures<'_, '_> {
    /// A group's load, or `None` when a stream is too slow on this setup.
    pub fn load(&self, setup: usize, streams: &[usize]) -> Option<Load> {
        let gpus = self.case.setups[setup].layout.gpus();
        self.load_by(streams, 1.0, gpus, |at, target| self.replica(setup, at, target))
    }

    /// The same by what one replica carries of a stream at a latency target, where a number `crowd` of models take turns on
    /// each GPU, each with that part of the target.
    pub(crate) fn load_by(
        &self,
        streams: &[usize],
        crowd: f64,
        gpus: u32,
        replica: impl Fn(usize, crate::units::Milliseconds) -> Option<crate::streams::Replica>,
    ) -> Option<Load> {
        let strictest = streams.iter().map(|&at| self.flows[at].target.get()).fold(f64::INFINITY, f64::min);
        let target = crate::units::Milliseconds::new(strictest / crowd);
        let mut hours = [0.0; HOURS_PER_WEEK];
        let (mut rates, mut paced) = ((0.0, 0.0), 0.0);
        let (mut waiting, mut slots, mut tokens, mut all) = (0.0, f64::INFINITY, 0.0, 0.0);
        for &at in streams {
            let replica = replica(at, target)?;
            let flow = &self.flows[at];
            let interactive = flow.rate / replica.rate;
            for (hour, shape) in hours.iter_mut().zip(&flow.hours) {
                *hour += interactive * shape;
            }
            waiting += flow.waiting / replica.waiting_rate;
            // Beside interactive requests, waiting work is held to their pace.
            paced += flow.waiting / replica.rate;
            rates = (rates.0 + flow.rate, rates.1 + interactive);
            slots = f64::min(slots, replica.slots);
            let work = interactive + flow.waiting / replica.waiting_rate;
            tokens += replica.tokens * work;
            all += work;
        }
        let gpus = f64::from(gpus);
        let tokens = if all > 0.0 { tokens / all } else { 0.0 };
        let likely = streams.first().map(|&at| &self.flows[at].order);
        let work = Work::new(hours, waiting)
            .in_order(likely)
            .beside(if paced > 0.0 { waiting / paced } else { 1.0 })
            .with_requests(if rates.1 > 0.0 { rates.0 / rates.1 * 3600.0 } else { 0.0 });
        Some(Load { service: self.service(slots.clamp(1.0, 1e6)), work: Rc::new(work), gpus, tokens })
    }
}
