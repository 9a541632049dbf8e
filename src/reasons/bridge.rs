//! Other calculators' conventions, and the steps from their number to ours.
//!
//! Each convention is a pure function, so that a published figure can be rebuilt from its own inputs. Hours in a month
//! are an argument: 720, 729.6, 730 and 730.5 are all in use.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::{Choice, Group, Load, Pay, Plan};
use crate::decide::portfolio::Portfolio;
use crate::inputs::Convention;
use crate::sentence::{Sentence, Unit};
use crate::units::{
    HOURS_PER_MONTH, Hours, RequestsPerSecond, Seconds, Share, Tokens, TokensPerRequest, TokensPerSecond, Usd,
    UsdPerHour, UsdPerMtok, UsdPerRequest,
};
use serde::Serialize;

/// The month that most calculators use.
pub const THEIR_HOURS: f64 = 730.0;

/// Rent of GPUs for some hours, busy or idle.
pub fn rent(gpus: f64, hour: UsdPerHour, hours: Hours) -> Usd {
    hour * gpus * hours
}

/// The slip of multiplying the rent of GPUs by utilization: a lazier GPU then looks cheaper. No host bills that way.
pub fn rent_by_utilization(gpus: f64, hour: UsdPerHour, hours: Hours, used: Share) -> Usd {
    rent(gpus, hour, hours) * used
}

/// Cost of a million tokens at a rate and a share of the time in use; no use gives zero.
pub fn per_million(hour: UsdPerHour, rate: TokensPerSecond, in_use: Share) -> UsdPerMtok {
    let millions_an_hour = rate.get() * in_use.get() * 3600.0 / 1e6;
    UsdPerMtok::new(if millions_an_hour > 0.0 { hour.get() / millions_an_hour } else { 0.0 })
}

/// Tokens that a rate makes in some hours.
pub fn capacity(rate: TokensPerSecond, hours: Hours) -> Tokens {
    rate * Seconds::new(hours.get() * 3600.0)
}

/// Cost of one request.
pub fn per_request(
    input: TokensPerRequest,
    output: TokensPerRequest,
    price_in: UsdPerMtok,
    price_out: UsdPerMtok,
) -> UsdPerRequest {
    price_in * input + price_out * output
}

/// Volume at which a fixed cost is recovered by the difference of two prices; `None` when there is no difference to
/// recover it from, so at no volume. All are bare: others count volume in requests, thousands of them, tokens or seats.
pub fn break_even(fixed: f64, price: f64, marginal: f64) -> Option<f64> {
    (price > marginal).then(|| fixed / (price - marginal))
}

/// Replicas when each serves one request at a time: requests a second times seconds each, rounded up.
pub fn single_stream(requests: RequestsPerSecond, each: Seconds) -> f64 {
    libm::ceil(requests.get() * each.get() - 1e-9).max(1.0)
}

/// From another calculator's monthly number for self-hosting to ours, for the case at hand.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bridge {
    /// Whose way it is.
    pub convention: Convention,
    /// What that way gives for this case, USD a month.
    pub theirs: f64,
    /// The steps, each with what it adds.
    pub steps: Vec<Step>,
    /// Ours: the first month in which everything runs, with the build and the moves spread over the horizon.
    pub ours: f64,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Step {
    /// What it is, and why.
    pub label: Sentence,
    /// What it adds, USD a month; negative where it takes away.
    pub amount: f64,
}

/// The bridge for the cheapest plan with models of one's own; `None` without a convention or such a plan.
///
/// The steps add up: their number plus all of them is ours.
pub fn bridge(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Option<Bridge> {
    let convention = figures.inputs.convention;
    if convention == Convention::None {
        return None;
    }
    let plan = &portfolio.cheapest_own()?.plan;
    let own = own_only(plan);
    let cost = figures.cost(&own, 1.0)?;
    let lines = &cost.months[figures.paths.live.min(figures.paths.months - 1)].lines;
    let month = |line: Line| lines.get(line).get();
    let volume = figures.paths.volume[figures.paths.live.min(figures.paths.months - 1)];
    let spread = |lines: &[Line]| figures.level(lines.iter().map(|line| cost.present.get(*line)).sum()).get();
    let gpus = month(Line::Gpus) + owned(figures, &own, &cost);
    let people = [Line::People, Line::Rota, Line::OnCall].map(month);
    let upkeep = month(Line::Evaluation) + month(Line::Upgrades);
    let once = spread(&[Line::Build, Line::Delay, Line::Migration]);
    let bought: f64 = Line::TOKENS.map(month).iter().sum();
    let rest = month(Line::Lag) + month(Line::Outage);
    let (overhead, power) = (month(Line::Overhead), month(Line::Power));
    let ours = gpus + overhead + power + people.iter().sum::<f64>() + upkeep + once + bought + rest;

    let mut steps: Vec<Step> = Vec::new();
    let mut add = |label: Sentence, amount: f64| {
        if amount.abs() > 1e-9 {
            steps.push(Step { label, amount });
        }
    };
    let words = Sentence::new;
    // Their month is 730 hours long; what stands here is the rent of 730.5.
    let short = gpus * THEIR_HOURS / HOURS_PER_MONTH;
    let no_people = gpus + overhead + power + bought + rest;
    let theirs = match convention {
        Convention::Utilization => {
            let used = utilization(figures, &own, volume);
            let label = words("An always-on GPU costs the same idle as busy: all of the rent, not ")
                .amount(Unit::Percent, used * 100.0)
                .say(" of it");
            add(label, short * (1.0 - used));
            short * used
        }
        Convention::SingleStream => {
            let single = single_fleet(figures, &own, volume) * THEIR_HOURS / HOURS_PER_MONTH;
            add(
                words("A server answers many requests at once, not one; with spares and minute bursts"),
                short - single,
            );
            single
        }
        Convention::GpuRentOnly => short,
        Convention::NoPeople => no_people - (gpus - short),
        Convention::None => return None,
    };
    add(words("A mean month has 730.5 hours, not 730"), gpus - short);
    if convention != Convention::NoPeople {
        add(words("Storage, network, logs"), overhead);
        add(words("Space and power"), power);
        add(words("What goes to a host at peaks"), bought);
        add(words("Outages and being behind the latest model"), rest);
    }
    add(words("People who run it"), people[0]);
    add(words("The part of an on-call rota that nobody covers yet"), people[1]);
    add(words("On-call pay and incidents"), people[2]);
    add(words("Testing and changing models"), upkeep);
    add(words("Building it and moving workloads, spread over the horizon"), once);
    let mut theirs = theirs;
    if let Some(number) = figures.inputs.their_number {
        let label =
            words("Other inputs than yours: their way gives ").amount(Unit::UsdMonth, theirs).say(" with yours");
        steps.insert(0, Step { label, amount: theirs - number.get() });
        theirs = number.get();
    }
    Some(Bridge { convention, theirs, steps, ours })
}

/// The plan's own groups, nothing bought beside their overflow.
fn own_only(plan: &Plan) -> Plan {
    let choices = plan.choices.iter().map(|choice| match choice {
        Choice::Own(group) => Choice::Own(*group),
        Choice::Bought(_) => Choice::Own(0),
    });
    Plan { choices: choices.collect(), ..plan.clone() }
}

/// Bought hardware as a level monthly amount: purchases less resale over the horizon.
fn owned(figures: &Figures<'_, '_>, plan: &Plan, cost: &crate::cost::plan::Cost) -> f64 {
    if plan.groups.iter().all(|group| group.pay != Pay::Owned) {
        return 0.0;
    }
    figures.level(cost.present.get(Line::Hardware)).get()
}

/// Each group with its load and its always-on replicas at a volume.
fn fleets<'p>(
    figures: &'p Figures<'_, '_>,
    plan: &'p Plan,
    volume: f64,
) -> impl Iterator<Item = (&'p Group, Load, f64)> {
    plan.groups.iter().filter_map(move |group| {
        let load = figures.load(group.setup, &group.streams)?;
        let replicas = load.service.always_on(&load.work, volume);
        Some((group, load, replicas))
    })
}

/// Mean work over replicas, weighted by GPUs: what others type in as utilization.
fn utilization(figures: &Figures<'_, '_>, plan: &Plan, volume: f64) -> f64 {
    let (mut work, mut all) = (0.0, 0.0);
    for (_, load, replicas) in fleets(figures, plan, volume) {
        work += load.work.mean() * volume * load.gpus;
        all += replicas * load.gpus;
    }
    if all > 0.0 { (work / all).min(1.0) } else { 0.0 }
}

/// Monthly rent of a fleet that serves one request at a time, at the mean load and the slowest accepted pace.
fn single_fleet(figures: &Figures<'_, '_>, plan: &Plan, volume: f64) -> f64 {
    let mut sum = 0.0;
    for (group, load, _) in fleets(figures, plan, volume) {
        let busy: f64 = group
            .streams
            .iter()
            .map(|&at| {
                let (flow, usage) = (&figures.flows[at], &figures.flows[at].usage);
                let written = (usage.output + usage.reasoning).get().max(1.0);
                (flow.rate + flow.waiting) * volume * written * flow.target.seconds().get()
            })
            .sum();
        let hour = figures.gpu_hour(group.setup, group.pay).or_else(|| figures.gpu_hour(group.setup, Pay::OnDemand));
        // Requests a second of one second each: as many as are under way.
        let gpus = single_stream(RequestsPerSecond::new(busy), Seconds::new(1.0)) * load.gpus;
        sum += rent(gpus, hour.unwrap_or_default(), Hours::new(HOURS_PER_MONTH)).get();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_recovered_from_no_difference_in_price() {
        // 6,000 / (9.6 − 0.64) = 669.64 thousand requests; at equal prices no number of them is enough.
        assert!((break_even(6_000.0, 9.6, 0.64).expect("a difference") - 669.642_857).abs() < 1e-6);
        assert_eq!(break_even(6_000.0, 1.0, 1.0), None);
        assert_eq!(break_even(6_000.0, 1.0, 2.0), None);
    }

    #[test]
    fn one_request_at_a_time_takes_as_many_replicas_as_requests_are_under_way() {
        // 2 a second of 3 seconds each are 6 at once; 2.5 of 3 are 7.5, so 8; one replica is the least.
        for (requests, each, replicas) in [(2.0, 3.0, 6.0), (2.5, 3.0, 8.0), (0.5, 0.4, 1.0)] {
            assert_eq!(single_stream(RequestsPerSecond::new(requests), Seconds::new(each)), replicas);
        }
    }
}
