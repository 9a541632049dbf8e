//! The inputs of the whole decision, beside the workloads.

use super::choices::{Convention, Maturity, MlOps, Moves, Parallelism, Payment, Premises, Provider, Schedule, YesNo};
use super::table::{Group, Input, Shown, Slot, Spread, Table, inputs};
use super::workload::Workload;
use crate::units::{
    Days, Hours, Months, People, PerMonth, PerYear, PersonWeeks, Share, Usd, UsdPerHour, UsdPerKilowattHour,
    UsdPerKilowattMonth, UsdPerMonth, UsdPerWeek, UsdPerYear, Weeks, YearlyChange,
};

/// The middle of what prices and rents may do, around which a draw's drifts are taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Middles {
    /// Of hosted prices.
    pub hosted: YearlyChange,
    /// Of rents.
    pub rent: YearlyChange,
    /// What hosted prices do beyond theirs, where that comes in steps.
    pub hosted_walk: Option<Walk>,
    /// What rents do.
    pub rent_walk: Option<Walk>,
}

/// A draw of something that moves in steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Walk {
    /// Chance that a year passes without a step.
    pub still: f64,
    /// Mean size of a step, in logarithms.
    pub size: f64,
    /// The draw's standard normal score.
    pub score: f64,
}

inputs! {
    /// Everything a visitor can set. Money is nominal US dollars.
    struct Inputs {
        /// The workloads in the visitor's order, 1 to 64.
        workloads: Vec<Workload> = super::default_workloads(),
        /// In a draw: the middles of the two drifts, and the steps beyond them. Without those, what a draw takes beyond its
        /// middle is a change of the first year and grows with the square root of time; nowhere else is it set.
        middles: Option<Middles> = None,
    }
    table GLOBAL
    volume_factor: number f64 = (1.0, 0.0001..1e6, 0.5~2.0, Lognormal), Workload, "x", "",
        "Volume of everything", "Multiplies the requests of every workload: what if there were ten times as many?";
    bill_today: optional UsdPerMonth = (0.0, 0.0..1e9, 0.0~0.0, Fixed), Prices, "USD/month", "",
        "Your bill today", "What you pay your hosts in a month. It is compared with what we compute and changes nothing.";
    api_price_change: number YearlyChange = (0.0, -100.0..1000.0, 0.0~0.0, Fixed), Prices, "%", "",
        "Hosted prices, changed by", "What if every hosted price were this much higher, or lower with a minus?";
    committed_discount: number Share = (0.0, 0.0..90.0, 0.0~0.0, Fixed), Prices, "%", "commit_products",
        "Committed discount", "A discount your contract gives on the hosted bill. No public figures exist: ask.";
    gateway_fee: number Share = (0.0, 0.0..50.0, 0.0~0.0, Fixed), Prices, "%", "gateway_fee",
        "Gateway fee", "What a router between you and the hosts takes of the hosted bill.";
    in_region: choice YesNo = (YesNo::No), Prices, "", "residency_premium",
        "Kept in one region", "Whether hosted processing must stay in one region, at the vendor's surcharge; 10 % where it states none.";
    retries: number Share = (2.0, 0.0..100.0, 0.5~6.0, Logit), Prices, "%", "",
        "Retries", "The share of requests sent again after a failure, billed and served like the others.";
    horizon: number Months = (36.0, 1.0..120.0, 0.0~0.0, Fixed), Time, "months", "",
        "Horizon", "How far the decision looks. No longer than GPU contracts can be seen.";
    growth: number YearlyChange = (30.0, -95.0..1000.0, -10.0~100.0, Normal), Time, "%/year", "",
        "Growth of volume", "How much more, or less, traffic comes each year.";
    moves: choice Moves = (Moves::ByWork), Time, "", "",
        "Moving to cheaper models", "Do you move to a cheaper model when one is good enough? Who stays pays the same price until the host retires it; who follows pays less each year, on either side. By the work: people who code change models at will; prompts, fine-tunes and vectors are tied to theirs.";
    follow_fall: number YearlyChange = (-60.0, -99.0..0.0, -90.0~0.0, Normal), Time, "%", "follow_fall",
        "What following saves", "If you move: how far the price of a task falls in the first year after its quality was first sold. Later ever less. An assumption: after mid-2025 prices fell far less than the years before would have said.";
    follow_moves: number PerYear = (1.0, 0.0..12.0, 0.5~3.0, Lognormal), Time, "a year", "",
        "Moves to a cheaper host", "If you move: how often. Each move takes an evaluation and the effort of a hosted change.";
    own_fall: number YearlyChange = (-45.0, -99.0..0.0, -75.0~-5.0, Normal), Time, "%", "own_fall",
        "What newer open models save", "If you move: how far the work of a task falls, at your upgrades, in the first year after open weights reached its quality. Later ever less.";
    api_drift: number YearlyChange = (0.0, -95.0..300.0, -15.0~20.0, Normal), Time, "%/year", "api_drift_record",
        "Hosted prices, per year", "How the price of a model you stay on moves. Vendors hardly change it, hosts of open weights do: the range is narrower for the one, wider for the other.";
    gpu_drift: number YearlyChange = (5.0, -90.0..300.0, -20.0~40.0, Normal), Time, "%/year", "gpu_price_drift",
        "GPU rents, per year", "How rents move. They fell to late 2025 and rose by about a third in the year after.";
    discount_rate: number YearlyChange = (10.0, 0.0..60.0, 5.0~20.0, Lognormal), Time, "%/year", "cost_of_capital",
        "Discount rate", "What money costs you a year; later savings count for less.";
    ml_ops: choice MlOps = (MlOps::Some), Team, "", "",
        "Who would run it", "Whether somebody here has run models in production. It decides build time, hiring and what is charged.";
    engineer_cost: number UsdPerYear = (207_000.0, 10_000.0..2e6, 108_000.0~326_000.0, Lognormal), Team, "USD/year", "loaded_cost_us",
        "Cost of an engineer", "Pay with everything on top, for one engineer and year.";
    build_months: number Months = (3.0, 0.0..60.0, 1.0~9.0, Lognormal), Team, "months", "build_months",
        "Time to build", "Calendar time until your own service carries production traffic. The hosted bill runs on meanwhile.";
    build_team: number People = (2.0, 0.0..200.0, 1.0~4.0, Lognormal), Team, "engineers", "build_team",
        "People who build", "Engineers at work on it during the build.";
    overrun: number f64 = (1.15, 0.5..20.0, 0.0~0.0, Fixed), Team, "x", "overrun_tail",
        "Overrun", "What build time and cost come to over the plan. One IT project in six overruns by more than half; the odds below draw that tail.";
    time_to_hire: number Days = (114.0, 0.0..720.0, 40.0~150.0, Lognormal), Team, "days", "time_to_hire",
        "Time to hire", "Days to fill the role, counted when nobody here has done it before.";
    run_people_small: number People = (0.5, 0.0..50.0, 0.2~1.5, Lognormal), Team, "engineers", "fte_run_small",
        "People, up to 8 GPUs", "Engineers who keep a small fleet running, evaluated and patched.";
    run_people_medium: number People = (2.0, 0.0..100.0, 1.0~4.0, Lognormal), Team, "engineers", "fte_run_medium",
        "People, 9 to 64 GPUs", "Engineers for a fleet of several models around the clock.";
    run_people_large: number People = (8.0, 0.0..500.0, 4.0~12.0, Lognormal), Team, "engineers", "fte_run_large",
        "People, over 64 GPUs", "Engineers for a large fleet, at least one rota.";
    run_people_more: number f64 = (250.0, 1.0..1_000_000.0, 0.0~0.0, Fixed), Team, "GPUs", "gpus_per_further_engineer",
        "GPUs for each further engineer", "Beyond 64 GPUs the team grows: one more engineer for so many more GPUs.";
    marginal_share: number Share = (25.0, 0.0..100.0, 10.0~50.0, Logit), Team, "%", "",
        "Charged if a platform exists", "The share of those people that another model costs a team which already runs a platform.";
    rota: number People = (8.0, 0.0..50.0, 0.0~0.0, Fixed), Team, "engineers", "oncall_team_single_site",
        "People on a rota", "Engineers that cover around the clock takes on one site: 8, or 6 and 6 on two.";
    rota_absorbed: number Share = (85.0, 0.0..100.0, 40.0~98.0, Logit), Team, "%", "rota_absorbed",
        "Absorbed by your rota", "How much of that cover an existing on-call rota takes over. Only the rest is charged.";
    oncall_stipend: number UsdPerWeek = (540.0, 0.0..5_000.0, 200.0~1000.0, Lognormal), Team, "USD/week", "oncall_stipend",
        "On-call pay", "Extra pay for each person and week on call; two carry the pager.";
    incidents: number PerMonth = (1.0, 0.0..100.0, 0.3~4.0, Lognormal), Team, "a month", "sw_incidents_per_month",
        "Software incidents", "Incidents a month in a serving stack you run, hardware not counted.";
    incident_hours: number Hours = (6.0, 0.0..200.0, 0.0~0.0, Fixed), Team, "hours", "hours_per_incident",
        "Hours per incident", "Engineer time per incident with cause, fix and write-up.";
    eval_cycle: number Usd = (5_000.0, 0.0..1e6, 500.0~50_000.0, Lognormal), Team, "USD", "eval_cycle",
        "Cost of one evaluation", "Compute and labels to test one model again on one workload.";
    upgrades: number PerYear = (2.0, 0.0..24.0, 1.0~4.0, Lognormal), Team, "a year", "upgrades_per_year",
        "Model upgrades", "How often a team that runs its own models changes them.";
    upgrade_effort: number PersonWeeks = (2.0, 0.0..200.0, 1.0~6.0, Lognormal), Team, "person-weeks", "upgrade_effort",
        "Effort per upgrade", "Work to quantize, load-test, evaluate, adapt prompts and roll out.";
    hosted_changes: number PerYear = (0.8, 0.0..24.0, 0.4~2.0, Lognormal), Team, "a year", "hosted_deprecation",
        "Hosted model changes", "How often a hosted model is retired or replaced, so that buyers evaluate again: about every 15 months.";
    hosted_change_effort: number PersonWeeks = (1.0, 0.0..200.0, 0.3~4.0, Lognormal), Team, "person-weeks", "",
        "Effort per hosted change", "Work to adapt prompts and check results for one workload.";
    migration_effort: number PersonWeeks = (2.0, 0.0..200.0, 1.0~6.0, Lognormal), Team, "person-weeks", "",
        "Effort to move a workload", "One-time work to bring one workload to another model: prompts, checks, roll-out.";
    cost_of_delay: number UsdPerMonth = (0.0, 0.0..1e9, 0.0~0.0, Fixed), Team, "USD/month", "",
        "Cost of delay", "Profit lost for each month your roadmap ships later. Zero: not known; then the wages are charged instead.";
    product_team: number People = (8.0, 0.5..5_000.0, 4.0~16.0, Lognormal), Team, "engineers", "",
        "Product team", "Engineers who ship your roadmap. Taking some of them away delays it in proportion.";
    gpu: reference Gpus = ("auto", "auto"), Capacity, "", "",
        "GPU", "The GPU to run on, or the cheapest that fits and is fast enough.";
    provider: choice Provider = (Provider::Specialist), Capacity, "", "",
        "Rented from", "Hyperscalers ask two to three times a specialist's rent; marketplaces promise no data center.";
    payment: choice Payment = (Payment::Auto), Capacity, "", "",
        "How GPUs are paid", "On demand, for a year, spot, or bought. Spot is never chosen for you.";
    schedule: choice Schedule = (Schedule::Auto), Capacity, "", "",
        "When replicas run", "An always-on GPU costs the same idle as busy.";
    gpu_hour: optional UsdPerHour = (0.0, 0.0..1000.0, 0.0~0.0, Fixed), Capacity, "USD/GPU-hour", "gpu_h100_path",
        "Your GPU rent", "What one GPU costs you an hour, if it is not the market's.";
    gpu_price_change: number YearlyChange = (0.0, -100.0..1000.0, -25.0~30.0, Normal), Capacity, "%", "gpu_h100_path",
        "GPU rents, changed by", "What if GPUs cost this much more, or less with a minus? Quotes for one GPU differ by a factor of two.";
    overhead_small: number Share = (20.0, 0.0..100.0, 10.0~35.0, Logit), Capacity, "%", "overhead_small",
        "Overhead, first 8 GPUs", "Storage, network, load balancing, logs and registry, on top of what a fleet's first 8 GPUs cost.";
    overhead_large: number Share = (12.0, 0.0..100.0, 5.0~30.0, Logit), Capacity, "%", "overhead_total",
        "Overhead, further GPUs", "The same on each GPU of a fleet beyond its first 8.";
    overhead: optional Share = (0.0, 0.0..100.0, 10.0~35.0, Logit), Capacity, "%", "overhead_small",
        "Your overhead on GPUs", "Your own share, if you know it: it holds for every GPU.";
    spare_replicas: number f64 = (1.0, 0.0..10.0, 0.0~0.0, Fixed), Capacity, "replicas", "gpu_instance_slo",
        "Spare replicas", "Copies beyond what the load needs, so that one may fail. One replica is no service.";
    regions: number f64 = (1.0, 1.0..10.0, 0.0~0.0, Fixed), Capacity, "regions", "",
        "Regions", "Places that must each be able to serve a share of the load with its own spare.";
    spare_capacity: number Share = (5.0, 0.0..50.0, 0.0~0.0, Fixed), Capacity, "%", "spare_capacity",
        "Spare for failures", "Extra GPUs of a large fleet that stand in for failed ones.";
    minute_burst: number f64 = (1.5, 1.0..20.0, 1.2~3.0, Lognormal), Capacity, "x", "minute_burst",
        "Minute burst", "The busiest minute over the mean minute of an hour.";
    maturity: choice Maturity = (Maturity::New), Capacity, "", "",
        "Serving stack", "Published benchmarks are tuned. A model new to the engine takes about 1.05 times as long and is less sure, a first deployment 1.45 times on NVIDIA and 2.1 on AMD.";
    parallelism: choice Parallelism = (Parallelism::Tensor), Capacity, "", "",
        "How a model may be spread", "What your team can run beside the usual way; the cheaper way is taken. Prompts and answers on separate servers gain up to 2 times on B200 and B300 at a slow pace, measured, and take 16 GPUs.";
    speculative: choice YesNo = (YesNo::No), Capacity, "", "",
        "Speculative decoding", "A small model guesses ahead. It gains most at low load.";
    throughput_factor: number f64 = (1.0, 0.05..10.0, 0.7~1.35, Lognormal), Capacity, "x", "",
        "Throughput, changed by", "Measured over predicted throughput. The range is what the prediction misses by on machines it has not seen.";
    startup: number Hours = (0.1, 0.0..24.0, 0.0~0.0, Fixed), Capacity, "hours", "",
        "Start-up time", "Paid time before a new replica serves, when replicas follow the load.";
    gpu_life: number f64 = (5.0, 1.0..10.0, 3.0~6.0, Lognormal), Owned, "years", "depreciation",
        "Life of a server", "Years until bought hardware is replaced.";
    resale_decay: number Share = (28.0, 0.0..90.0, 10.0~45.0, Logit), Owned, "%/year", "",
        "Loss of resale value", "What bought GPUs lose of their value each year.";
    colo: number UsdPerKilowattMonth = (195.0, 0.0..2_000.0, 174.0~217.0, Lognormal), Owned, "USD/kW-month", "colo_kw",
        "Colocation", "Space and cooling per kilowatt and month, power not included.";
    pue: number f64 = (1.54, 1.0..3.0, 1.1~1.58, Lognormal), Owned, "x", "pue",
        "Power overhead", "Power drawn by the building over power drawn by the servers.";
    electricity: number UsdPerKilowattHour = (0.146, 0.0..2.0, 0.06~0.295, Lognormal), Owned, "USD/kWh", "electricity_us",
        "Electricity", "Price of a kilowatt-hour.";
    replacement_rate: number Share = (4.0, 0.0..50.0, 2.5~6.1, Logit), Owned, "%/year", "gpu_afr_permanent",
        "GPUs that die", "The share of bought GPUs replaced each year.";
    owned_gpus: number f64 = (0.0, 0.0..100_000.0, 0.0~0.0, Fixed), Owned, "GPUs", "",
        "GPUs you have", "GPUs you already own, of the kind chosen. They count at what they would sell for.";
    regime: reference Regimes = ("none", "none"), Gates, "", "",
        "Rule that applies", "The law, contract or order said to forbid an outside API.";
    clause: text String = ("", 120), Gates, "", "",
        "Clause", "The paragraph or clause that says so. Without one it is a preference, shown with its price.";
    premises: choice Premises = (Premises::Unknown), Gates, "", "",
        "Whose hardware", "Whether GPUs rented from a third party would satisfy the rule. They are a third party too.";
    lag_value: number UsdPerMonth = (0.0, 0.0..1e8, 0.0~0.0, Fixed), Gates, "USD/month", "",
        "Value of the latest model", "Profit lost a month for each month that your model is behind the best hosted one.";
    model_lag: number Months = (4.0, 0.0..36.0, 3.0~9.0, Lognormal), Gates, "months", "lag_epoch",
        "Lag of open models", "Months by which the best open model trails the best closed one.";
    outage_cost: number UsdPerHour = (0.0, 0.0..1e7, 0.0~0.0, Fixed), Gates, "USD/hour", "outage_cost",
        "Cost of an outage", "Profit lost in an hour without the service. Zero: not counted.";
    api_uptime: number Share = (99.7, 90.0..100.0, 99.2~99.94, Logit), Gates, "%", "api_uptime",
        "Hosted availability", "The share of hours in which the hosted API answers.";
    failover: choice YesNo = (YesNo::Yes), Gates, "", "",
        "A second vendor stands by", "Whether requests go to a second hosted API when the first, or your own servers, do not answer. It costs nearly nothing to have; where a rule forbids hosted APIs it does not help.";
    own_uptime: number Share = (99.5, 90.0..100.0, 98.5~99.9, Logit), Gates, "%", "gpu_instance_slo",
        "Own availability", "The share of hours in which one replica of your own answers.";
    switch_weeks: number Weeks = (4.0, 0.0..200.0, 1.0~16.0, Lognormal), Switching, "weeks", "switch_weeks",
        "Time to leave a host", "Calendar time to move to another hosted API.";
    switch_cost: number Usd = (60_000.0, 0.0..1e7, 15_000.0~200_000.0, Lognormal), Switching, "USD", "switch_cost",
        "Cost to leave a host", "Engineering cost of that move.";
    sunk: number Usd = (0.0, 0.0..1e10, 0.0~0.0, Fixed), Reasons, "USD", "",
        "Already spent", "Money already spent on either side. It is shown struck out and counted nowhere.";
    identity: choice YesNo = (YesNo::No), Reasons, "", "",
        "We are an AI company", "Whether running models is felt to be part of who you are. Asked about, never counted.";
    sovereignty: choice YesNo = (YesNo::No), Reasons, "", "",
        "Sovereignty", "Whether independence from foreign vendors is wished for, without a clause that demands it. Never counted.";
    convention: choice Convention = (Convention::None), Display, "", "",
        "Another calculator's way", "Rebuilds another calculator's number and shows, step by step, where it parts from ours.";
    their_number: optional UsdPerMonth = (0.0, 0.0..1e9, 0.0~0.0, Fixed), Display, "USD/month", "",
        "Their number", "The monthly cost of self-hosting that another calculator gave.";
}
