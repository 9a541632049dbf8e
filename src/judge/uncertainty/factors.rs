//! Which inputs are drawn, from what, and which of them move together.

use super::dial::Dial;
use super::spread::Distribution;
use crate::cost::figures::Figures;
use crate::cost::jumps::Steps;
use crate::cost::plan::{Choice, Pay, Plan};
use crate::inputs::link::Given;
use crate::inputs::{Group, Inputs, MlOps, Slot, Spread, WORKLOAD, Workload};
use crate::units::Share;
use core::cmp::Ordering;

/// Correlation of a GPU's rent with the price of a score over the same months: 0.17 over half a year, 0.23 over one
/// (grade C: all series move with a few common causes, and the record has four years). With the price of open weights
/// at the same hosts neither is correlated: -0.01 and 0.02 on average.
const RENTS_AND_FOLLOWING: f64 = 0.2;
/// Inputs moved by the cause of another one: all wages are drawn together.
const FOLLOWERS: [(&str, &str); 1] = [("oncall_stipend", "engineer_cost")];

/// One thing that varies: an input, or several moved by one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// The inputs it moves, the leading one first, each with what it may turn out to be.
    pub moves: Vec<(Dial, Distribution)>,
    /// Position of an earlier factor that it leans on, and the correlation of their normal scores.
    pub leans_on: Option<(usize, f64)>,
    /// What its order of draws comes from: the leading input's name and, for one of a workload, the place of that
    /// workload among the others by what they are, not by what they are called or where they stand.
    pub seed: u64,
}

/// The factors of a decision: every input with a range, the visitor's range before the table's.
///
/// A visitor's plain number replaces the middle and keeps the table's width on its scale. An input that is fixed,
/// left open, or at an edge where its scale ends (a share of 0) is not drawn, nor one on which no plan's cost
/// depends.
pub fn factors(figures: &Figures<'_, '_>, given: &[Given], plans: &[&Plan]) -> Vec<Factor> {
    let inputs = figures.inputs;
    let fresh =
        Inputs { workloads: vec![crate::inputs::Workload::default(); inputs.workloads.len()], ..Inputs::default() };
    let mut factors: Vec<Factor> = Vec::new();
    for dial in in_order(inputs).into_iter().filter(|dial| matters(inputs, plans, *dial)) {
        let key = dial.key(inputs);
        let given = given.iter().find(|given| given.key == key);
        let Some(distribution) = distribution(figures, &fresh, given, plans, dial) else { continue };
        let leader = FOLLOWERS.iter().find(|(follower, _)| *follower == dial.name());
        let home = leader.and_then(|(_, leader)| position(&factors, leader));
        if let Some(home) = home {
            factors[home].moves.push((dial, distribution));
        } else {
            let seed = seed(inputs, dial);
            factors.push(Factor { moves: vec![(dial, distribution)], leans_on: None, seed });
        }
    }
    lean(&mut factors);
    factors
}

/// All inputs, those of workloads by the place of theirs: what is fitted factor by factor depends on the order of factors,
/// and must not on the order in which workloads were listed.
fn in_order(inputs: &Inputs) -> Vec<Dial> {
    let mut dials: Vec<(usize, Dial)> = Dial::all(inputs)
        .into_iter()
        .map(|dial| match dial {
            Dial::Global(_) => (0, dial),
            Dial::Workload(at, _) => (1 + place(&inputs.workloads, at), dial),
        })
        .collect();
    crate::order::sort(&mut dials, |a, b| a.0.cmp(&b.0));
    dials.into_iter().map(|(_, dial)| dial).collect()
}

/// What moves together: rents, with the price of what one follows.
fn lean(factors: &mut [Factor]) {
    let [following, rents] = ["follow_fall", "gpu_drift"].map(|name| position(factors, name));
    if let (Some(following), Some(rents)) = (following, rents) {
        factors[following.max(rents)].leans_on = Some((following.min(rents), RENTS_AND_FOLLOWING));
    }
}

/// Whether the cost of any plan depends on an input. Only what can be told from the plans themselves is left out.
fn matters(inputs: &Inputs, plans: &[&Plan], dial: Dial) -> bool {
    let owned = || plans.iter().flat_map(|plan| &plan.groups).any(|group| group.pay == Pay::Owned);
    match dial.name() {
        "marginal_share" => inputs.ml_ops == MlOps::Platform,
        "time_to_hire" => inputs.ml_ops == MlOps::None,
        "product_team" => inputs.cost_of_delay.get() > 0.0,
        "api_uptime" | "own_uptime" => inputs.outage_cost.get() > 0.0,
        "model_lag" => inputs.lag_value.get() > 0.0,
        "follow_fall" | "follow_moves" | "own_fall" => inputs.follows(),
        _ => match dial.group() {
            Group::Switching => false,
            Group::Owned => owned(),
            _ => true,
        },
    }
}

fn seed(inputs: &Inputs, dial: Dial) -> u64 {
    let place = match dial {
        Dial::Global(_) => String::new(),
        Dial::Workload(at, _) => place(&inputs.workloads, at).to_string(),
    };
    crate::random::seed(&[(dial.name().to_owned(), place)])
}

/// The place of a workload among the others, by their figures; of two alike, the first comes first.
fn place(all: &[Workload], at: usize) -> usize {
    let before = |(other, one): (usize, &Workload)| order(one, &all[at]).then(other.cmp(&at)).is_lt();
    all.iter().enumerate().filter(|one| before(*one)).count()
}

/// Two workloads by what they are; their names do not count.
fn order(a: &Workload, b: &Workload) -> Ordering {
    WORKLOAD.iter().fold(Ordering::Equal, |known, input| {
        known.then_with(|| match &input.slot {
            Slot::Number { get, .. } => get(a).unwrap_or(-1.0).total_cmp(&get(b).unwrap_or(-1.0)),
            Slot::Choice { get, .. } => get(a).cmp(get(b)),
            Slot::Reference { get, .. } => get(a).cmp(get(b)),
            Slot::Text { .. } => Ordering::Equal,
        })
    })
}

fn position(factors: &[Factor], name: &str) -> Option<usize> {
    factors.iter().position(|factor| factor.moves[0].0.name() == name)
}

fn distribution(
    figures: &Figures<'_, '_>,
    fresh: &Inputs,
    given: Option<&Given>,
    plans: &[&Plan],
    dial: Dial,
) -> Option<Distribution> {
    let inputs = figures.inputs;
    let limits = dial.limits();
    let held = (limits.min, limits.max);
    let now = dial.get(inputs)?;
    if let Some(Given { low: Some(low), high: Some(high), .. }) = given {
        return Distribution::new(limits.spread, (*low, now, *high), held, dial.unit());
    }
    // What was measured is known: only the range that the visitor gives it is drawn.
    if given.is_some_and(|given| inputs.measured(&given.key)) {
        return None;
    }
    match dial.name() {
        // Another number typed for the overrun is the visitor's own forecast of the tail.
        "overrun" if dial.get(fresh) == Some(now) => return Some(Distribution::overrun(held)),
        "throughput_factor" => {
            let (p10, p50, p90) = residual(figures, plans)?;
            return Distribution::new(limits.spread, (now * p10, now * p50, now * p90), held, "x");
        }
        "api_drift" => return Some(Distribution::stepped(Steps::bill(open_part(figures, plans)), now, held)),
        "gpu_drift" => return Some(Distribution::stepped(rent_steps(figures, plans), now, held)),
        // A rent that the visitor knows is no longer spread over the market's quotes.
        "gpu_price_change" if inputs.gpu_hour.is_some() => return None,
        "overhead_small" | "overhead_large" if inputs.overhead.is_some() => return None,
        _ => {}
    }
    if limits.spread == Spread::Fixed {
        return None;
    }
    let middle = dial.get(fresh)?;
    Distribution::new(limits.spread, (limits.low, middle, limits.high), held, dial.unit())?.around(now)
}

/// How rents move: as those of the GPU that the plans run, or of all that such providers let where they run several.
fn rent_steps(figures: &Figures<'_, '_>, plans: &[&Plan]) -> Steps {
    let provider = figures.inputs.provider;
    let groups = plans.iter().flat_map(|plan| &plan.groups);
    let mut each = groups.map(|group| Steps::rent(provider, &figures.case.setups[group.setup].gpu.id));
    let first = each.next().filter(|first| each.all(|one| one == *first));
    first.unwrap_or_else(|| Steps::rent(provider, ""))
}

/// Measured over predicted throughput of the setups that the plans run: the widest of their classes.
///
/// Nothing where no plan runs a model whose throughput is predicted: a load test has settled it.
fn residual(figures: &Figures<'_, '_>, plans: &[&Plan]) -> Option<(f64, f64, f64)> {
    let maturity = crate::streams::maturity(figures.inputs);
    let groups = plans.iter().flat_map(|plan| &plan.groups);
    let predicted = groups
        .filter(|group| group.streams.iter().any(|&stream| figures.workload(stream).throughput.is_none()))
        .map(|group| {
            let setup = &figures.case.setups[group.setup];
            let slots = figures.load(group.setup, &group.streams).map_or(1.0, |load| load.service.slots);
            let load = crate::capacity::Load::of(slots / f64::from(setup.layout.gpus()));
            setup.serving.class().residual(maturity, load)
        });
    predicted.fold(None, |widest: Option<(f64, f64, f64)>, one| match widest {
        Some((p10, p50, p90)) if p90 / p10 >= one.p90 / one.p10 => Some((p10, p50, p90)),
        _ => Some((one.p10, one.p50, one.p90)),
    })
}

/// The part of the bought plan's bill that goes to hosts of open weights.
pub fn open_part(figures: &Figures<'_, '_>, plans: &[&Plan]) -> Share {
    let (mut open, mut all) = (0.0, 0.0);
    for plan in plans.iter().filter(|plan| plan.groups.is_empty()) {
        for (stream, choice) in plan.choices.iter().enumerate() {
            if let Choice::Bought(offer) = *choice {
                let bill = figures.bill(stream, offer, 0).total.get();
                all += bill;
                if figures.case.streams[stream].offers[offer].open {
                    open += bill;
                }
            }
        }
    }
    if all > 0.0 { Share::new(open / all) } else { Share::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_ranges_are_those_of_the_record() {
        // Half of the bill to open weights; a specialist's rents around five percent up: to the nearest five percent.
        for (name, steps, middle) in [
            ("api_drift", Steps::bill(Share::new(0.5)), 1.0),
            ("gpu_drift", Steps::rent(Inputs::default().provider, ""), 1.05),
        ] {
            let limits = Dial::named(name).expect("an input").limits();
            let end = |side: f64| 100.0 * (middle * libm::exp(side * steps.beyond(0.1, 1.0)) - 1.0);
            assert!((limits.low - end(-1.0)).abs() <= 2.5 && (limits.high - end(1.0)).abs() <= 2.5, "{name}");
        }
    }
}
