//! Slopes of cost over volume: the proof of *never*, and where larger fleets begin to matter.

use super::extent::FARTHEST;
use crate::cost::figures::Figures;
use crate::decide::portfolio::{Market, Portfolio};

/// The multiple of today's volume at which the portfolio is worked out anew at the least, so that large fleets get
/// large setups.
const ANCHOR: f64 = 100.0;

/// Slopes of cost over volume, and whether they prove *never*.
///
/// Any plan that runs a stream pays, for each unit of volume, at least an endlessly divisible fleet on the cheapest
/// setup, besides people and spares. Where that alone is no less than the bought tokens for every stream that can be
/// run, and what running costs at no volume is no less than what buying does, no volume can make running cheaper.
pub(super) struct Marginal {
    pub(super) buy: f64,
    pub(super) own: f64,
    pub(super) never: bool,
}

impl Marginal {
    pub(super) fn new(market: &Market<'_, '_, '_>) -> Self {
        let (mut buy, mut own, mut never) = (0.0, 0.0, true);
        let figures = market.figures;
        // What is paid before the first token: people, the build, evaluation, moving. A stream that costs less of it
        // on own servers counts against the proof.
        let mut fixed = market.least_in_common;
        for at in 0..figures.case.streams.len() {
            let Some((_, bought)) = market.cheapest_at_large(at) else {
                never = false;
                continue;
            };
            let divisible = market.least_divisible(at);
            if divisible.is_infinite() {
                continue;
            }
            let base = market.least_base(at);
            buy += (bought.linear - base.linear).get().max(0.0);
            own += divisible;
            never = never && divisible + base.linear.get() >= bought.linear.get();
            fixed += (base.constant - bought.constant).get().min(0.0);
        }
        Self { buy, own, never: never && fixed >= 0.0 }
    }
}

/// Twice the volume, times today's, at which an endlessly divisible fleet would pay for what the cheapest plan of one's own costs
/// today: a small company's plans say nothing about it.
pub(super) fn anchor(slopes: &Marginal, base: &Portfolio) -> f64 {
    let own = [&base.hybrid, &base.build].into_iter().flatten().map(|one| one.present).fold(f64::INFINITY, f64::min);
    let pays = own / (slopes.buy - slopes.own);
    if slopes.buy > slopes.own && pays < FARTHEST { (pays * 2.0).max(ANCHOR) } else { ANCHOR }
}

/// At how many times today's volume rent alone meets the bill: the cheapest GPUs that hold a model for each stream, one replica each, nothing
/// else. It does not depend on the volume from which it is counted.
pub(super) fn naive(figures: &Figures<'_, '_>) -> Option<f64> {
    use crate::cost::plan::Pay;
    let case = figures.case;
    let rent = |setup: usize| {
        let pays = [Pay::OnDemand, Pay::Reserved, Pay::Spot];
        let hour = pays.iter().find_map(|&pay| figures.gpu_hour(setup, pay))?;
        Some(hour.get() * crate::units::HOURS_PER_MONTH * f64::from(case.setups[setup].layout.gpus()))
    };
    let own: Vec<usize> = (0..case.streams.len()).filter(|&at| !case.streams[at].setups.is_empty()).collect();
    let least = |stream: usize, shared: bool| {
        let all = |setup: &&usize| !shared || own.iter().all(|&at| case.accepts(at, case.setups[**setup].model));
        let rents = case.streams[stream].setups.iter().filter(all).filter_map(|&setup| rent(setup));
        rents.fold(f64::INFINITY, f64::min)
    };
    let apart: f64 = own.iter().map(|&at| least(at, false)).sum();
    let shared = own.first().map_or(f64::INFINITY, |&at| least(at, true));
    let rent = apart.min(shared);
    let bill: f64 = own
        .iter()
        .filter(|&&at| !case.streams[at].offers.is_empty())
        .map(|&at| figures.bill(at, 0, 0).total.get())
        .sum();
    (rent > 0.0 && rent.is_finite() && bill > 0.0).then_some(rent / bill)
}
