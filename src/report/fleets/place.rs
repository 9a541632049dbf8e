//! A group of a plan on the GPUs that it has, told as a fleet.

use super::facts::facts;
use super::fleet::FleetReport;
use super::machine::Machine;
use super::week::{self, WeekReport};
use crate::catalog::Kind;
use crate::cost::figures::Figures;
use crate::cost::plan::{Group, Load, Month, Pay, Plan, Run};
use crate::cost::sharing::Pool;
use crate::streams::Setup;
use crate::units::{HOURS_PER_MONTH, SECONDS_PER_MONTH, Share, TokensPerSecond, UsdPerHour, UsdPerMtok};

/// A group of a plan on the GPUs that it has, alone or in a pool.
pub(super) struct Place<'p, 'f, 'c, 'a> {
    pub(super) figures: &'f Figures<'c, 'a>,
    pub(super) plan: &'p Plan,
    pub(super) at: usize,
    pub(super) pool: Option<&'p Pool>,
    pub(super) load: &'p Load,
}

impl<'p, 'a> Place<'p, '_, '_, 'a> {
    fn group(&self) -> &'p Group {
        &self.plan.groups[self.at]
    }

    /// The group whose GPUs and price it uses: its own, or its pool's first.
    fn host(&self) -> &'p Group {
        &self.plan.groups[self.pool.map_or(self.at, |pool| pool.members[0])]
    }

    fn setup(&self) -> &Setup<'a> {
        let (host, group) = (self.host(), self.group());
        let own = &self.figures.case.setups[group.setup];
        if host == group { own } else { self.figures.moved(host, group).unwrap_or(own) }
    }

    /// How it runs: models that share GPUs always do.
    fn run(&self) -> Run {
        if self.pool.is_some() { Run::Always } else { self.group().run }
    }

    /// The machines with what they cost month by month.
    pub(super) fn machine(&self, months: Vec<Month>) -> Machine {
        let host = self.host();
        let setup = &self.figures.case.setups[host.setup];
        Machine {
            model: setup.model.name.clone(),
            gpu: setup.gpu.name.clone(),
            gpu_id: setup.gpu.id.clone(),
            setup: host.setup,
            pay: host.pay,
            months,
        }
    }

    pub(super) fn report(&self, chosen: bool) -> Option<(FleetReport, WeekReport)> {
        let (figures, load, setup) = (self.figures, self.load, self.setup());
        let host = self.host();
        let hour = figures.gpu_hour(host.setup, host.pay).map(UsdPerHour::get);
        let size = figures.size_at_the_start(host, load, &self.plan.meanwhile)?;
        let utilization = if size.hours > 0.0 { size.carried / (size.hours / HOURS_PER_MONTH) } else { 0.0 };
        let output = load.tokens * size.carried * SECONDS_PER_MONTH;
        let prices = &figures.case.setups[host.setup].prices;
        let quotes = match host.pay {
            Pay::OnDemand => prices.on_demand,
            Pay::Reserved => prices.reserved,
            Pay::Spot => prices.spot,
            Pay::Owned => None,
        };
        let each = load.service.slots / f64::from(setup.layout.gpus());
        let maturity = crate::streams::maturity(figures.inputs);
        let residual = setup.serving.class().residual(maturity, crate::capacity::Load::of(each));
        let memory = setup.serving.memory();
        let alone = self.pool.is_none();
        let fleet = FleetReport {
            chosen,
            model: setup.model.name.clone(),
            model_id: setup.model.id.clone(),
            gpu: setup.gpu.name.clone(),
            gpu_id: setup.gpu.id.clone(),
            precision: setup.precision.word(),
            gpus_per_replica: setup.layout.gpus(),
            replicas: size.replicas,
            gpus: size.gpus,
            pay: host.pay,
            run: self.run(),
            gpu_hour: hour.map(UsdPerHour::new),
            quotes: quotes.map(|quotes| (quotes.low, quotes.high)),
            throughput: TokensPerSecond::new(load.tokens),
            throughput_range: (residual.p10, residual.p90),
            slots: load.service.slots,
            utilization: Share::new(utilization),
            overflow: Share::new(size.overflow),
            per_mtok: hour.filter(|_| output > 0.0).map(|hour| UsdPerMtok::new(hour * size.gpu_hours / output * 1e6)),
            weights: memory.weights,
            workspace: memory.overhead,
            cache: memory.free(),
            memory: memory.usable,
            gpu_memory: setup.gpu.memory,
            longest_context: alone.then(|| setup.longest_context()),
            batch_limit: self.batch_limit().filter(|_| alone),
            cold_start: (self.run() == Run::Zero)
                .then(|| load.service.cold_starts(&load.work, 1.0, figures.inputs.startup)),
            shares_with: self.neighbors(),
            workloads: self.names(&[self.at]),
            facts: Vec::new(),
        };
        let members = self.pool.map_or(core::slice::from_ref(&self.at), |pool| pool.members.as_slice());
        let week = week::week(figures, load, &fleet, self.names(members));
        Some((FleetReport { facts: facts(&fleet, setup), ..fleet }, week))
    }

    /// The fewest requests that fit at once, over the workloads that write.
    fn batch_limit(&self) -> Option<f64> {
        let figures = self.figures;
        let writes = self.group().streams.iter().filter(|&&at| figures.case.streams[at].kind == Kind::Chat);
        writes.filter_map(|&at| self.setup().batch_limit(figures.inputs, figures.workload(at))).min_by(f64::total_cmp)
    }

    /// Names of the other models on the same GPUs.
    fn neighbors(&self) -> Vec<String> {
        let others = self.pool.iter().flat_map(|pool| &pool.members).filter(|&&member| member != self.at);
        others.map(|&member| self.figures.case.setups[self.plan.groups[member].setup].model.name.clone()).collect()
    }

    /// The workloads of some groups.
    fn names(&self, groups: &[usize]) -> Vec<String> {
        let streams = groups.iter().flat_map(|&at| &self.plan.groups[at].streams);
        let mut names: Vec<String> =
            streams.map(|&stream| self.figures.case.name(self.figures.inputs, stream)).collect();
        names.dedup();
        names
    }
}
