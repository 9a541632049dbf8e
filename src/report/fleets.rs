//! The fleets of a plan: models on GPUs, how many, how busy, what fits, and whom they share with.

use super::week::{self, WeekReport};
use crate::catalog::Kind;
use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::{Group, Load, Month, Pay, Plan, Run};
use crate::cost::sharing::Pool;
use crate::decide::portfolio::Portfolio;
use crate::fleet::{BaseLoad, ColdStart};
use crate::sentence::{Sentence, Unit};
use crate::streams::Setup;
use crate::units::{
    Gigabytes, HOURS_PER_MONTH, SECONDS_PER_MONTH, Share, Tokens, TokensPerSecond, UsdPerHour, UsdPerMtok,
};
use serde::Serialize;

/// A fleet of one model.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FleetReport {
    /// True for a fleet of the best plan, false for one that the answer does without.
    pub chosen: bool,
    /// The model.
    pub model: String,
    /// Its id.
    pub model_id: String,
    /// The GPU.
    pub gpu: String,
    /// Its id.
    pub gpu_id: String,
    /// Number format.
    pub precision: &'static str,
    /// GPUs of one replica.
    pub gpus_per_replica: u32,
    /// Replicas at today's volume, spares included.
    pub replicas: f64,
    /// GPUs at today's volume.
    pub gpus: f64,
    /// How they are paid.
    pub pay: Pay,
    /// When they run.
    pub run: Run,
    /// Rent of a GPU-hour.
    pub gpu_hour: Option<UsdPerHour>,
    /// Lowest and highest quote.
    pub quotes: Option<(UsdPerHour, UsdPerHour)>,
    /// Output tokens a second of one replica at the latency target.
    pub throughput: TokensPerSecond,
    /// Measured over predicted throughput, 10th and 90th percentile of the class.
    pub throughput_range: (f64, f64),
    /// Requests under way per replica.
    pub slots: f64,
    /// Mean work over capacity: an output, never an input.
    pub utilization: Share,
    /// Part of the work that goes to a host instead.
    pub overflow: Share,
    /// GPU cost of a million output tokens at that utilization.
    pub per_mtok: Option<UsdPerMtok>,
    /// Weights on one GPU.
    pub weights: Gigabytes,
    /// An engine's own workspace there.
    pub workspace: Gigabytes,
    /// What is left for the caches of requests under way, of all models on the GPU.
    pub cache: Gigabytes,
    /// Memory an engine may use of it.
    pub memory: Gigabytes,
    /// Memory that the GPU has.
    pub gpu_memory: Gigabytes,
    /// The longest request that fits, prompt and answer together; absent where models share GPUs.
    pub longest_context: Option<Tokens>,
    /// Requests that fit into one replica at once, of the workload that needs most room; absent where models share
    /// GPUs or write nothing.
    pub batch_limit: Option<f64>,
    /// Starts from nothing, for a fleet that is off when idle.
    pub cold_start: Option<ColdStart>,
    /// Other models on the same GPUs; replicas, GPUs and utilization then are of all of them together.
    pub shares_with: Vec<String>,
    /// The workloads it serves.
    pub workloads: Vec<String>,
    /// Memory, limits, sharing and starts, in sentences.
    pub facts: Vec<Sentence>,
}

/// The fleets of one plan.
pub struct Fleets {
    /// The streams of each group with its fleet.
    all: Vec<(Vec<usize>, FleetReport)>,
    /// The week of each fleet; models that share GPUs have one between them.
    pub weeks: Vec<WeekReport>,
    /// The machines of each, with what they cost month by month.
    pub machines: Vec<Machine>,
}

/// The machines of one fleet, or of the models that share them.
pub struct Machine {
    /// The model, of several the one whose GPUs they are.
    pub model: String,
    /// The GPU, for people.
    pub gpu: String,
    /// Its id.
    pub gpu_id: String,
    /// The setup.
    pub setup: usize,
    /// How they are paid.
    pub pay: Pay,
    months: Vec<Month>,
}

impl Machine {
    /// GPUs in a month.
    pub fn gpus(&self, month: usize) -> f64 {
        self.months.get(month).map_or(0.0, |month| month.gpus)
    }

    /// What a line costs in a month, that month's dollars.
    pub fn amount(&self, month: usize, line: Line) -> f64 {
        self.months.get(month).map_or(0.0, |month| month.lines.get(line).get())
    }
}

impl Fleets {
    /// The fleet that serves a stream.
    pub fn of(&self, stream: usize) -> Option<&FleetReport> {
        self.all.iter().find(|(streams, _)| streams.contains(&stream)).map(|(_, fleet)| fleet)
    }
}

/// The fleets of the plans that run something: the best plan's, then those of the others, cheapest first.
pub fn fleets(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Vec<Fleets> {
    let mut others: Vec<_> = [&portfolio.build, &portfolio.hybrid].into_iter().flatten().collect();
    crate::order::rising(&mut others, |priced| priced.present);
    let best = portfolio.best.as_ref().into_iter().map(|priced| (priced, true));
    best.chain(others.into_iter().map(|priced| (priced, false)))
        .filter(|(priced, _)| !priced.plan.groups.is_empty())
        .filter_map(|(priced, chosen)| of_plan(figures, &priced.plan, chosen))
        .collect()
}

/// The fleets of one plan, if its streams are served fast enough.
pub fn of_plan(figures: &Figures<'_, '_>, plan: &Plan, chosen: bool) -> Option<Fleets> {
    let loads: Option<Vec<Load>> = plan.groups.iter().map(|group| figures.load(group.setup, &group.streams)).collect();
    let loads = loads?;
    let pools = if plan.groups.len() > 1 { figures.pools(plan, &loads, 1.0) } else { Vec::new() };
    let (mut weeks, mut machines) = (Vec::new(), Vec::new());
    let pool_of = |at: usize| pools.iter().find(|pool| pool.members.contains(&at));
    let hosts: Vec<usize> =
        (0..plan.groups.len()).filter(|&at| pool_of(at).is_none_or(|pool| pool.members[0] == at)).collect();
    let sizes: Vec<(&Group, &Load)> =
        hosts.iter().map(|&at| (&plan.groups[at], pool_of(at).map_or(&loads[at], |pool| &pool.load))).collect();
    let mut months = figures.each_fleet(&sizes, &plan.meanwhile, 1.0)?.into_iter();
    let all = (0..plan.groups.len())
        .map(|at| {
            let pool = pool_of(at);
            let place = Place { figures, plan, at, pool, load: pool.map_or(&loads[at], |pool| &pool.load) };
            let (fleet, week) = place.report(chosen);
            if pool.is_none_or(|pool| pool.members[0] == at) {
                weeks.push(week);
                machines.push(place.machine(months.next().unwrap_or_default()));
            }
            (plan.groups[at].streams.clone(), fleet)
        })
        .collect();
    crate::order::rising(&mut weeks, |week| -week.gpus);
    Some(Fleets { all, weeks, machines })
}

/// The fleets of the best plan, a few sentences each; none where it runs nothing.
pub fn in_words(fleets: &[Fleets]) -> Vec<Sentence> {
    let Some(best) = fleets.first().filter(|best| best.all.iter().any(|(_, fleet)| fleet.chosen)) else {
        return Vec::new();
    };
    let weeks = best.weeks.iter().map(|week| {
        Sentence::new(&week.models.join(" and "))
            .say(" on ")
            .amount(Unit::Number, week.gpus)
            .say(" × ")
            .say(&week.gpu)
            .say(" for ")
            .say(&week.workloads.join(" and "))
            .say(".")
            .then(week.title.clone())
            .say(".")
    });
    let limits = best.all.iter().flat_map(|(_, fleet)| {
        // Memory is for those who build it; limits and starts are for those who decide.
        fleet.facts.iter().skip(1).cloned()
    });
    let mut said: Vec<Sentence> = weeks.collect();
    if best.all.len() == 1 {
        said.extend(limits);
    }
    said
}

/// A group of a plan on the GPUs that it has, alone or in a pool.
struct Place<'p, 'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    plan: &'p Plan,
    at: usize,
    pool: Option<&'p Pool>,
    load: &'p Load,
}

/// Replicas at today's volume.
struct Size {
    replicas: f64,
    overflow: f64,
    carried: f64,
    /// Replica-hours a month.
    hours: f64,
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

    fn size(&self, hour: Option<f64>) -> Size {
        let (figures, load) = (self.figures, self.load);
        let (service, work) = (&load.service, &load.work);
        let all = work.mean();
        match self.run() {
            Run::Burst => {
                let BaseLoad { replicas, overflow, carried } = match hour {
                    Some(hour) => {
                        let replica = hour * HOURS_PER_MONTH * load.gpus * (1.0 + figures.inputs.overhead.get());
                        service.base_load_kept(work, 1.0, replica, self.elsewhere() / all.max(1e-12))
                    }
                    None => service.at_base(work, 1.0, self.bought()),
                };
                Size { replicas, overflow, carried, hours: replicas * HOURS_PER_MONTH }
            }
            Run::Hourly | Run::Zero => {
                let hours = service.hourly(work, 1.0, figures.inputs.startup.get(), self.run() == Run::Zero);
                Size { replicas: service.always_on(work, 1.0), overflow: 0.0, carried: all, hours }
            }
            Run::Always => {
                let replicas = service.always_on(work, 1.0);
                Size { replicas, overflow: 0.0, carried: all, hours: replicas * HOURS_PER_MONTH }
            }
        }
    }

    /// The hosted bill of its streams.
    fn elsewhere(&self) -> f64 {
        let bills = self.group().streams.iter().filter_map(|&stream| {
            self.plan.meanwhile[stream].map(|offer| self.figures.bill(stream, offer, 0).total.get())
        });
        bills.sum()
    }

    /// Its replicas and nothing else, month by month.
    fn months(&self, scale: f64) -> Vec<Month> {
        let groups = vec![self.host().clone()];
        let alone = Plan { choices: Vec::new(), groups, meanwhile: self.plan.meanwhile.clone() };
        let cost = self.figures.cost_with(&alone, core::slice::from_ref(self.load), scale);
        cost.map_or_else(Vec::new, |cost| cost.months)
    }

    /// Replicas of a base load on bought GPUs in the first month that they run, at today's volume.
    fn bought(&self) -> f64 {
        let paths = &self.figures.paths;
        let live = paths.live.min(paths.months) - 1;
        let months = self.months(1.0 / paths.volume[live].max(1e-12));
        months.get(live).map_or(0.0, |month| month.gpus / self.load.gpus)
    }

    /// The machines with what they cost month by month.
    fn machine(&self, months: Vec<Month>) -> Machine {
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

    fn report(&self, chosen: bool) -> (FleetReport, WeekReport) {
        let (figures, load, setup) = (self.figures, self.load, self.setup());
        let host = self.host();
        let hour = figures.gpu_hour(host.setup, host.pay).map(UsdPerHour::get);
        let size = self.size(hour);
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
            gpus: size.replicas * load.gpus,
            pay: host.pay,
            run: self.run(),
            gpu_hour: hour.map(UsdPerHour::new),
            quotes: quotes.map(|quotes| (quotes.low, quotes.high)),
            throughput: TokensPerSecond::new(load.tokens),
            throughput_range: (residual.p10, residual.p90),
            slots: load.service.slots,
            utilization: Share::new(utilization),
            overflow: Share::new(size.overflow),
            per_mtok: hour
                .filter(|_| output > 0.0)
                .map(|hour| UsdPerMtok::new(hour * size.hours * load.gpus / output * 1e6)),
            weights: memory.weights,
            workspace: memory.overhead,
            cache: memory.free(),
            memory: memory.usable,
            gpu_memory: setup.gpu.memory,
            longest_context: alone.then(|| setup.longest_context()),
            batch_limit: self.batch_limit().filter(|_| alone),
            cold_start: (self.run() == Run::Zero)
                .then(|| load.service.cold_starts(&load.work, 1.0, figures.inputs.startup.get())),
            shares_with: self.neighbors(),
            workloads: self.names(&[self.at]),
            facts: Vec::new(),
        };
        let members = self.pool.map_or(core::slice::from_ref(&self.at), |pool| pool.members.as_slice());
        let week = week::week(figures, load, &fleet, self.names(members));
        (FleetReport { facts: facts(&fleet, setup), ..fleet }, week)
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

/// What is worth knowing about a fleet beside its size, in sentences.
fn facts(fleet: &FleetReport, setup: &Setup<'_>) -> Vec<Sentence> {
    let gigabytes = |said: Sentence, amount: Gigabytes| said.amount(Unit::Number, amount.get());
    let mut memory = gigabytes(Sentence::new("Each GPU has "), fleet.gpu_memory);
    memory = gigabytes(memory.say(" GB, of which an engine may use "), fleet.memory);
    memory = gigabytes(memory.say(" GB. Weights take "), fleet.weights);
    memory = gigabytes(memory.say(" GB and its workspace "), fleet.workspace).say(" GB");
    memory = if fleet.shares_with.is_empty() {
        gigabytes(memory.say("; "), fleet.cache).say(" GB are left for the requests under way.")
    } else {
        memory.say("; the rest is for the models beside it and for the requests under way.")
    };
    let mut said = vec![memory];
    if let Some(longest) = fleet.longest_context {
        let whole = longest >= setup.model.context;
        said.push(
            Sentence::new("The longest request that fits is ")
                .amount(Unit::Number, longest.get())
                .say(" tokens, prompt and answer together")
                .say(if whole { ", which is all the model can take." } else { "; the model itself could take more." }),
        );
    }
    if let Some(most) = fleet.batch_limit {
        said.push(
            Sentence::new("At most ")
                .amount(Unit::Number, most)
                .say(" requests fit into one copy at once; at your pace it is given no more than ")
                .amount(Unit::Number, fleet.slots)
                .say("."),
        );
    }
    if !fleet.shares_with.is_empty() {
        said.push(Sentence::new("It takes turns on these GPUs with ").say(&fleet.shares_with.join(" and ")).say("."));
    }
    if let Some(cold) = fleet.cold_start {
        said.push(if cold.starts < 0.05 {
            Sentence::new("It could be off when idle, but it is never idle for long enough.")
        } else {
            Sentence::new("It starts from nothing ")
                .amount(Unit::Number, cold.starts)
                .say(" times a month. The first request then waits ")
                .amount(Unit::Number, cold.wait.get())
                .say(" seconds, and so do those behind it: ")
                .amount(Unit::Percent, cold.requests.get() * 100.0)
                .say(" of all requests.")
        });
    }
    said
}
