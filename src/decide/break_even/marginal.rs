//! Slopes of cost over volume: the proof of *never*, and where larger fleets begin to matter.

use super::FARTHEST;
use crate::cost::figures::Figures;
use crate::decide::portfolio::Portfolio;
use crate::streams::Setup;
use crate::units::Usd;

/// The multiple of today's volume at which the portfolio is worked out anew at the least, so that large fleets get
/// large setups.
const ANCHOR: f64 = 100.0;

/// Slopes of cost over volume, and whether they prove *never*.
///
/// Any plan that runs a stream pays, for each unit of volume after the build, at least the rent of an endlessly
/// divisible fleet on the cheapest setup, besides people and spares. Where that alone is no less than the bought
/// tokens for every stream that can be run, no volume can make running cheaper.
pub(super) struct Marginal {
    pub(super) buy: f64,
    pub(super) own: f64,
    pub(super) never: bool,
}

impl Marginal {
    pub(super) fn new(figures: &Figures<'_, '_>) -> Self {
        let (mut buy, mut own, mut never) = (0.0, 0.0, true);
        for at in 0..figures.case.streams.len() {
            let Some(offer) = figures.best_offer(at) else {
                never = false;
                continue;
            };
            let Some(divisible) = figures.least_divisible(at).map(Usd::get) else { continue };
            let bought = figures.tokens_after_build(at, offer).get();
            buy += bought;
            own += divisible;
            // A plan looks at few setups; a proof at all of them, also on models that were not tried.
            let dearer = |setup: &Setup<'_>| figures.divisible_on(setup, at).is_none_or(|least| least.get() >= bought);
            never = never && divisible >= bought && figures.case.holds_for_all(figures.inputs, at, &dearer);
        }
        Self { buy, own, never }
    }
}

/// Twice the volume at which an endlessly divisible fleet would pay for what the cheapest plan of one's own costs
/// today: a small company's plans say nothing about it.
pub(super) fn anchor(slopes: &Marginal, base: &Portfolio) -> f64 {
    let own = [&base.hybrid, &base.build].into_iter().flatten().map(|one| one.present).fold(f64::INFINITY, f64::min);
    let pays = own / (slopes.buy - slopes.own);
    if slopes.buy > slopes.own && pays < FARTHEST { (pays * 2.0).max(ANCHOR) } else { ANCHOR }
}
