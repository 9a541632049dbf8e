//! The draws: a Latin hypercube over normal scores.
//!
//! The chances 0 to 1 are cut into as many strata as there are draws, and each factor visits the middle of every
//! stratum once, in an order of its own (`McKay`, Beckman & Conover 1979). So a factor is a permutation, all factors
//! share one grid of normal scores, and every marginal is met without noise. Dependence is an order too: inputs
//! moved by one common cause share a permutation, and a partial dependence reorders one by the ranks of a mixture
//! (Iman & Conover 1982).

use super::dial::Dial;
use super::factors::Factor;
use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::{Choice, Plan};
use crate::inputs::{Inputs, Middles};
use crate::judge::information::Grid;
use crate::random::Random;
use crate::streams::Case;
use crate::units::Usd;

/// The seed of every decision: all of them meet the same draws (common random numbers), so two of them differ by what
/// differs in their inputs and by nothing else. A link's looks, names and order of pairs cannot matter.
pub const SEED: u64 = 0x6275_696c_646f_7262;

/// For every factor the stratum that each draw visits, `leans_on` the one it is correlated with, and by which share; `seeds` gives each factor an order of its own, whatever factors
/// stand beside it.
pub fn orders(leans_on: &[Option<(usize, f64)>], grid: &Grid, seeds: &[u64]) -> Vec<Vec<u32>> {
    let mut orders: Vec<Vec<u32>> = Vec::with_capacity(leans_on.len());
    for (lean, seed) in leans_on.iter().zip(seeds) {
        let mut order: Vec<u32> = (0..grid.scores.len() as u32).collect();
        Random::new(*seed).shuffle(&mut order);
        if let Some((other, correlation)) = *lean {
            let own = (1.0 - correlation * correlation).max(0.0).sqrt();
            let mut mixed: Vec<(f64, u32)> = order
                .iter()
                .zip(&orders[other])
                .enumerate()
                .map(|(draw, (mine, theirs))| {
                    let score = |stratum: &u32| grid.scores[*stratum as usize];
                    (correlation * score(theirs) + own * score(mine), draw as u32)
                })
                .collect();
            crate::order::numbered(&mut mixed);
            for (rank, (_, draw)) in mixed.into_iter().enumerate() {
                order[draw as usize] = rank as u32;
            }
        }
        orders.push(order);
    }
    orders
}

/// The present value of every plan in every draw, bare lists of USD by plan; all plans meet the same draws.
///
/// In a draw in which a plan cannot run (too slow on its GPU) it is given up for the dearest of the others, and what was
/// spent on building and moving is lost; how often that happened is told by plan. Where none can run, each costs what
/// it does in the middle of every range, and that.
pub fn costs(
    case: &Case<'_>,
    inputs: &Inputs,
    plans: &[&Plan],
    factors: &[Factor],
    grid: &Grid,
    orders: &[Vec<u32>],
) -> (Vec<Vec<f64>>, Vec<u32>) {
    let mut costs = vec![Vec::with_capacity(grid.scores.len()); plans.len()];
    let mut failed = vec![0; plans.len()];
    let bought = bought(case, plans);
    let middle = Figures::new(case, inputs);
    let spent: Vec<(f64, f64)> = plans.iter().map(|plan| spent(&middle, plan)).collect();
    let mut now = vec![None; plans.len()];
    each(inputs, factors, grid, orders, &mut |drawn| {
        let figures = Figures::with_bills(case, drawn, &|stream, offer| bought[stream][offer]);
        for (slot, plan) in now.iter_mut().zip(plans) {
            *slot = figures.present(plan, 1.0).map(|cost| cost.total().get());
        }
        let dearest = now.iter().copied().flatten().reduce(f64::max);
        for (at, cost) in now.iter().enumerate() {
            failed[at] += u32::from(cost.is_none());
            let (middle, lost) = spent[at];
            costs[at].push(cost.unwrap_or_else(|| dearest.unwrap_or(middle) + lost));
        }
    });
    (costs, failed)
}

/// Hands over the inputs of every draw, one after the other.
pub fn each(inputs: &Inputs, factors: &[Factor], grid: &Grid, orders: &[Vec<u32>], act: &mut dyn FnMut(&Inputs)) {
    let mut middles = Middles { hosted: inputs.api_drift, rent: inputs.gpu_drift, hosted_walk: None, rent_walk: None };
    let mut drawn = inputs.clone();
    let dials: Vec<(Dial, super::spread::Distribution, usize)> = factors
        .iter()
        .enumerate()
        .flat_map(|(factor, moved)| moved.moves.iter().map(move |(dial, from)| (*dial, *from, factor)))
        .collect();
    for draw in 0..grid.scores.len() {
        for (dial, from, factor) in &dials {
            let score = grid.scores[orders[*factor][draw] as usize];
            dial.set(&mut drawn, Some(from.at(score)));
            if let Some(walk) = from.walk(score) {
                *if dial.name() == "gpu_drift" { &mut middles.rent_walk } else { &mut middles.hosted_walk } =
                    Some(walk);
            }
        }
        drawn.middles = Some(middles);
        act(&drawn);
    }
}

/// What a plan costs in the middle of every range, and how much of that is spent once, on building it and moving to it.
fn spent(figures: &Figures<'_, '_>, plan: &Plan) -> (f64, f64) {
    const ONCE: [Line; 3] = [Line::Build, Line::Delay, Line::Migration];
    figures.cost(plan, 1.0).map_or((0.0, 0.0), |cost| {
        (cost.present.total().get(), ONCE.iter().map(|line| cost.present.get(*line)).sum::<Usd>().get())
    })
}

/// Whether any of the plans buys an offer, by stream and offer.
pub fn bought(case: &Case<'_>, plans: &[&Plan]) -> Vec<Vec<bool>> {
    let mut bought: Vec<Vec<bool>> = case.streams.iter().map(|stream| vec![false; stream.offers.len()]).collect();
    for plan in plans {
        for (stream, choice) in plan.choices.iter().enumerate() {
            if let Choice::Bought(offer) = *choice {
                bought[stream][offer] = true;
            }
            let hosts = [plan.meanwhile[stream], plan.interim[stream].filter(|_| matches!(choice, Choice::Own(_)))];
            for offer in hosts.into_iter().flatten() {
                bought[stream][offer] = true;
            }
        }
    }
    bought
}
