//! Small models that share GPUs: fleets of one GPU each, always on, of the same kind and paid the same way.
//!
//! Every GPU of a pool holds all its models, so one spare GPU stands in for any of them. That takes
//!
//! - **memory**: weights, workspace and the caches of the slots in use of all of them on one GPU;
//! - **time**: when m models are under way at once their steps take turns, so each is planned at an m-th of its
//!   latency target; the shares of the GPU's time that they then use simply add.

use super::Work;
use crate::figures::Figures;
use crate::plan::{Group, Load, Plan, Run};
use crate::units::HOURS_PER_WEEK;
use std::rc::Rc;

/// Groups of a plan that run on the same GPUs.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Positions of the groups.
    pub members: Vec<usize>,
    /// Their work together.
    pub load: Load,
}

impl Figures<'_, '_> {
    /// The pools that a plan's fleets form where that takes fewer GPUs over the horizon, at `scale` times today's
    /// volume; `loads` are the groups' own.
    pub fn pools(&self, plan: &Plan, loads: &[Load], scale: f64) -> Vec<Pool> {
        let mut pools = Vec::new();
        let mut taken = vec![false; plan.groups.len()];
        for at in 0..plan.groups.len() {
            let alike: Vec<usize> = (at..plan.groups.len())
                .filter(|&other| !taken[other] && self.may_share(&plan.groups[at], &plan.groups[other], at == other))
                .collect();
            if alike.len() < 2 {
                continue;
            }
            if let Some(pool) = self.pool(plan, alike, loads, scale) {
                for &member in &pool.members {
                    taken[member] = true;
                }
                pools.push(pool);
            }
        }
        pools
    }

    /// The loads of a plan's groups once pools are formed: a pool's first group carries it all, the others nothing.
    /// `None` where nothing is shared.
    pub fn shared_loads(&self, plan: &Plan, loads: &[Load], scale: f64) -> Option<Vec<Load>> {
        if plan.groups.len() < 2 {
            return None;
        }
        let pools = self.pools(plan, loads, scale);
        if pools.is_empty() {
            return None;
        }
        let idle = Rc::new(Work::new([0.0; HOURS_PER_WEEK], 0.0));
        let mut shared = loads.to_vec();
        for pool in pools {
            for &member in &pool.members {
                shared[member].work = Rc::clone(&idle);
            }
            shared[pool.members[0]] = pool.load;
        }
        Some(shared)
    }

    /// Whether any two of these groups may share GPUs.
    pub fn may_pool(&self, groups: &[&Group]) -> bool {
        let later = |at: usize| groups[at + 1..].iter();
        (0..groups.len()).any(|at| later(at).any(|other| self.may_share(groups[at], other, false)))
    }

    fn may_share(&self, one: &Group, other: &Group, same: bool) -> bool {
        let (a, b) = (&self.case.setups[one.setup], &self.case.setups[other.setup]);
        one.run == Run::Always
            && other.run == Run::Always
            && one.pay == other.pay
            && a.layout.gpus() == 1
            && b.layout.gpus() == 1
            && a.gpu.id == b.gpu.id
            && (same || a.model.id != b.model.id)
    }

    /// The largest set of `alike`, small models first, that fits one GPU's memory and time, if it saves GPUs.
    fn pool(&self, plan: &Plan, mut alike: Vec<usize>, loads: &[Load], scale: f64) -> Option<Pool> {
        let weights = |group: &usize| self.case.setups[plan.groups[*group].setup].serving.memory().weights.get();
        crate::order::rising(&mut alike, weights);
        while alike.len() >= 2 {
            if let Some(load) = self.together(plan, &alike) {
                let over_time = |load: &Load| {
                    self.paths.volume.iter().map(|now| load.service.always_on(&load.work, scale * now)).sum::<f64>()
                };
                let apart: f64 = alike.iter().map(|&group| over_time(&loads[group])).sum();
                if over_time(&load) < apart {
                    crate::order::sort(&mut alike, Ord::cmp);
                    return Some(Pool { members: alike, load });
                }
            }
            alike.pop();
        }
        None
    }

    /// The work of groups that share GPUs, or `None` when memory or the latency target does not allow it.
    fn together(&self, plan: &Plan, groups: &[usize]) -> Option<Load> {
        let crowd = groups.len() as f64;
        let mut taken = 0.0;
        let mut hours = [0.0; HOURS_PER_WEEK];
        let (mut waiting, mut slots, mut tokens, mut all) = (0.0, f64::INFINITY, 0.0, 0.0);
        let mut usable = f64::INFINITY;
        for &group in groups {
            let Group { setup, streams, .. } = &plan.groups[group];
            let load = self.load_among(*setup, streams, crowd)?;
            let serving = &self.case.setups[*setup].serving;
            let memory = serving.memory();
            // The longest sequence of the group in every slot in use.
            let sequence = streams
                .iter()
                .map(|&at| {
                    let workload = self.workload(at);
                    let tokens = workload.input_tokens + workload.output_tokens + workload.reasoning_tokens;
                    memory.sequence(tokens.get()).get()
                })
                .fold(0.0, f64::max);
            // A replica that reads only works on one pass at a time, not on all its slots.
            let writes = streams.iter().any(|&at| self.case.streams[at].kind == crate::catalog::Kind::Chat);
            let under_way = if writes { load.service.slots } else { 1.0 };
            taken += memory.weights.get() + memory.overhead.get() + sequence * under_way;
            usable = usable.min(memory.usable.get());
            for (hour, own) in hours.iter_mut().zip(&load.work.hours) {
                *hour += own;
            }
            // The memory for large batches is taken, so waiting work runs at the pace of the rest.
            waiting += load.work.waiting / load.work.beside.max(1e-9);
            slots = slots.min(load.service.slots);
            let work = load.work.mean();
            tokens += load.tokens * work;
            all += work;
        }
        if taken > usable {
            return None;
        }
        let service = self.service(slots.clamp(1.0, 1e6));
        let tokens = if all > 0.0 { tokens / all } else { 0.0 };
        Some(Load { service, work: Rc::new(Work::new(hours, waiting)), gpus: 1.0, tokens })
    }
}
