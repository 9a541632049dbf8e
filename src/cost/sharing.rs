//! Small models that share GPUs: a fleet of one GPU per replica, always on, hosts other models on the same GPUs.
//!
//! Every GPU of a pool holds all its models, so one spare GPU stands in for any of them. That takes
//!
//! - **memory**: weights, workspace and the caches of the slots in use of all of them on one GPU;
//! - **time**: when m models are under way at once their steps take turns, so each is planned at an m-th of its
//!   latency target; the shares of the GPU's time that they then use simply add.
//!
//! A model joins where that saves GPUs of the same kind, or where the host needs no more of them than alone.

use crate::catalog::Kind;
use crate::cost::figures::Figures;
use crate::cost::plan::{Group, Load, Plan, Run};
use crate::cost::together::{Kept, Member};
use crate::fleet::Work;
use crate::streams::{self, Setup};
use crate::units::HOURS_PER_WEEK;
use std::rc::Rc;

/// Groups of a plan that run on the same GPUs.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Positions of the groups, the one whose GPUs and price they use first.
    pub members: Vec<usize>,
    /// Their work together.
    pub load: Load,
}

impl<'a> Figures<'_, 'a> {
    /// The pools that a plan's fleets form at `scale` times today's volume; `loads` are the groups' own.
    pub fn pools(&self, plan: &Plan, loads: &[Load], scale: f64) -> Vec<Pool> {
        let mut pools: Vec<Pool> = Vec::new();
        let weights = |group: usize| self.case.setups[plan.groups[group].setup].serving.memory().weights.get();
        // Large models host small ones, and the smallest ask first.
        let mut order: Vec<usize> = (0..plan.groups.len()).collect();
        crate::order::rising(&mut order, |&group| -weights(group));
        for (at, &host) in order.iter().enumerate() {
            let in_pool = |pools: &[Pool], group: usize| pools.iter().any(|pool| pool.members.contains(&group));
            let Group { setup, streams, .. } = &plan.groups[host];
            let setup = &self.case.setups[*setup];
            if !self.may_host(&plan.groups[host]) || in_pool(&pools, host) {
                continue;
            }
            let mut members: Vec<Member<'_, 'a>> = vec![(setup, streams)];
            let mut pool = Pool { members: vec![host], load: loads[host].clone() };
            for &guest in order[at + 1..].iter().rev() {
                if in_pool(&pools, guest) {
                    continue;
                }
                let Some(member) = self.guest(&plan.groups[host], &plan.groups[guest]) else { continue };
                let alone = self.over_time(&members, &pool.load, scale);
                members.push(member);
                let joined = self.together(&members).filter(|load| {
                    let invited = &plan.groups[guest];
                    let own = &self.case.setups[invited.setup];
                    let same = own.gpu.id == setup.gpu.id && invited.pay == plan.groups[host].pay;
                    let spared =
                        || self.over_time(&[(own, &invited.streams)], &loads[guest], scale) * loads[guest].gpus;
                    let saved = if same { spared() } else { 0.0 };
                    let together = self.over_time(&members, load, scale);
                    together < alone + saved || together <= alone
                });
                match joined {
                    Some(load) => {
                        pool.load = load;
                        pool.members.push(guest);
                    }
                    None => {
                        members.pop();
                    }
                }
            }
            if pool.members.len() > 1 {
                pools.push(pool);
            }
        }
        pools
    }

    /// The loads of a plan's groups once pools are formed, a pool's first group carrying it all and the others nothing,
    /// and for each group the one whose GPUs it runs on. `None` where nothing is shared.
    pub fn shared_loads(&self, plan: &Plan, loads: &[Load], scale: f64) -> Option<(Vec<Load>, Vec<usize>)> {
        if plan.groups.len() < 2 {
            return None;
        }
        let pools = self.pools(plan, loads, scale);
        if pools.is_empty() {
            return None;
        }
        let idle = Rc::new(Work::new([0.0; HOURS_PER_WEEK], 0.0));
        let mut shared = loads.to_vec();
        let mut hosts: Vec<usize> = (0..loads.len()).collect();
        for pool in pools {
            for &member in &pool.members {
                shared[member].work = Rc::clone(&idle);
                hosts[member] = pool.members[0];
            }
            shared[pool.members[0]] = pool.load;
        }
        Some((shared, hosts))
    }

    /// Whether any two of these groups may share GPUs.
    pub fn may_pool(&self, groups: &[&Group]) -> bool {
        groups.iter().any(|host| self.may_host(host) && groups.iter().any(|guest| self.guest(host, guest).is_some()))
    }

    fn may_host(&self, group: &Group) -> bool {
        group.run == Run::Always && self.case.setups[group.setup].layout.gpus() == 1
    }

    /// A group's model on the GPU of a host that runs another model, if it may move there.
    fn guest<'m>(&'m self, host: &Group, guest: &'m Group) -> Option<Member<'m, 'a>> {
        let (hosting, own) = (&self.case.setups[host.setup], &self.case.setups[guest.setup]);
        if guest.run == Run::Burst || hosting.model.id == own.model.id {
            return None;
        }
        // GPUs that may only be owned, or only be rented, stay so.
        if host.pay != guest.pay
            && (host.pay == crate::cost::plan::Pay::Owned || guest.pay == crate::cost::plan::Pay::Owned)
        {
            return None;
        }
        let moved = if own.gpu.id == hosting.gpu.id && own.layout.gpus() == 1 {
            own
        } else {
            self.case.guest(own.model, hosting.gpu)?
        };
        // What does not fit even without caches need not be worked out.
        let taken = |setup: &Setup<'_>| setup.serving.memory().weights + setup.serving.memory().overhead;
        (taken(hosting) + taken(moved) < hosting.serving.memory().usable).then_some((moved, &guest.streams))
    }

    /// The setup in which a group's model runs on a host's GPU, if it may move there.
    pub fn moved<'m>(&'m self, host: &Group, guest: &'m Group) -> Option<&'m Setup<'a>> {
        self.guest(host, guest).map(|(setup, _)| setup)
    }

    /// Replica-months over the horizon of some members whose work together is `load`.
    fn over_time(&self, members: &[Member<'_, 'a>], load: &Load, scale: f64) -> f64 {
        let mut kept = self.together.borrow_mut();
        let months = &mut kept.of(members).months;
        if let Some((at, known)) = *months
            && at == scale
        {
            return known;
        }
        let new = self.paths.volume.iter().map(|now| load.service.always_on(&load.work, scale * now)).sum();
        *months = Some((scale, new));
        new
    }

    /// The work of models that share GPUs, or `None` when memory or the latency targets do not allow it.
    fn together(&self, members: &[Member<'_, 'a>]) -> Option<Load> {
        if let Kept { worked_out: true, load, .. } = self.together.borrow_mut().of(members) {
            return load.clone();
        }
        let new = self.worked_out(members);
        let mut kept = self.together.borrow_mut();
        let kept = kept.of(members);
        (kept.worked_out, kept.load) = (true, new.clone());
        new
    }

    fn worked_out(&self, members: &[Member<'_, 'a>]) -> Option<Load> {
        let crowd = members.len() as f64;
        let mut taken = 0.0;
        let mut hours = [0.0; HOURS_PER_WEEK];
        let (mut waiting, mut slots, mut tokens, mut all) = (0.0, f64::INFINITY, 0.0, 0.0);
        let mut usable = f64::INFINITY;
        for (setup, streams) in members {
            let load = self.load_by(streams, crowd, setup.layout.gpus(), |at, target| {
                streams::replica(self.inputs, self.workload(at), self.case.streams[at].kind, target, setup)
            })?;
            let memory = setup.serving.memory();
            // The longest sequence of the group in every slot in use.
            let sequence = streams
                .iter()
                .map(|&at| {
                    let workload = self.workload(at);
                    let tokens = workload.input_tokens + workload.output_tokens + workload.reasoning_tokens;
                    memory.sequence(tokens.get()).get()
                })
                .fold(0.0, f64::max);
            // A model that writes nothing holds one pass at a time, not all its slots.
            let writes = streams.iter().any(|&at| self.case.streams[at].kind == Kind::Chat);
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
