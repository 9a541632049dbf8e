//! One volume, looked at only as far as a question needs: which answer is cheapest, and what others cost at the least.

use super::exact::partitions;
use super::market::Market;
use super::shop::Shop;
use crate::cost::plan::{Side, set_of};

/// Streams that are run, the rest being bought: what such plans cost beyond the bought part is kept apart, because
/// that part is a line over volume and the rest only rises.
pub(crate) struct Sets {
    /// Every set that can be run while the rest can be bought, with the sides it may give and its divisions.
    pub(crate) runs: Vec<Runs>,
    /// Streams that anything serves.
    pub(crate) served: u128,
}

/// Plans that run one set of streams.
pub(crate) struct Runs {
    /// The set.
    pub(crate) set: u128,
    /// Whether they lean on a host for anything.
    pub(crate) leans: bool,
    /// Which answer they are.
    pub(crate) side: Side,
    divisions: Vec<Vec<u128>>,
    bought: Vec<usize>,
}

impl Sets {
    /// Of up to [`super::EXACT`] streams.
    pub(crate) fn new(market: &Market<'_, '_, '_>) -> Self {
        let mut shop = Shop::new(market, 1.0);
        let all = market.figures.case.streams.len();
        let runnable: Vec<bool> = (0..all).map(|at| shop.floor(1 << at).is_some()).collect();
        let served: Vec<usize> = (0..all).filter(|&at| runnable[at] || shop.bought[at].is_some()).collect();
        let mut runs: Vec<Runs> = Vec::new();
        partitions(&served, &mut |parts, bought| {
            if parts.is_empty()
                || bought.iter().any(|&at| shop.bought[at].is_none())
                || parts.iter().any(|&set| shop.floor(set).is_none())
            {
                return;
            }
            let set = parts.iter().fold(0, |all, part| all | part);
            let everything = bought.is_empty() && served.len() == all;
            for leans in [true, false] {
                if !leans && !everything {
                    continue;
                }
                match runs.iter_mut().find(|known| known.set == set && known.leans == leans) {
                    Some(known) => known.divisions.push(parts.to_vec()),
                    None => runs.push(Runs {
                        set,
                        leans,
                        side: if leans { Side::Hybrid } else { Side::Build },
                        divisions: vec![parts.to_vec()],
                        bought: bought.to_vec(),
                    }),
                }
            }
        });
        Self { runs, served: set_of(served) }
    }
}

/// One volume.
pub(crate) struct Probe<'m, 'f, 'c, 'a> {
    pub(crate) volume: f64,
    shop: Shop<'m, 'f, 'c, 'a>,
    /// Cost of buying each stream; infinite where it may not be bought.
    bought: Vec<f64>,
    /// By set what its plans cost beyond the bought part: a bound, and exactly once asked for.
    floors: Vec<Option<f64>>,
    costs: Vec<Option<f64>>,
}

impl<'m, 'f, 'c, 'a> Probe<'m, 'f, 'c, 'a> {
    /// At `volume` times today's.
    pub(crate) fn new(market: &'m Market<'f, 'c, 'a>, sets: &Sets, volume: f64) -> Self {
        let shop = Shop::new(market, volume);
        let bought = shop.bought.iter().map(|best| best.map_or(f64::INFINITY, |best| best.1)).collect();
        let (floors, costs) = (vec![None; sets.runs.len()], vec![None; sets.runs.len()]);
        Self { volume, shop, bought, floors, costs }
    }

    /// Cost of buying every stream outside a set, bare USD; infinite where one of them may not be bought. What nothing may
    /// serve is left out, in every plan alike.
    pub(crate) fn bought_beside(&self, set: u128, served: u128) -> f64 {
        let outside = (0..self.bought.len()).filter(|at| served & !set & (1 << at) != 0);
        outside.map(|at| self.bought[at]).sum()
    }

    /// Whether each stream's best offers, bought or until its servers run, are the same at another volume, so that its cost is a line in between.
    pub(crate) fn same_offers(&self, other: &Self) -> bool {
        self.shop.meanwhile == other.shop.meanwhile && self.shop.interim == other.shop.interim
    }

    /// What no plan that runs a set undercuts beyond its bought part, bare USD.
    pub(crate) fn floor(&mut self, sets: &Sets, at: usize) -> f64 {
        if let Some(known) = self.costs[at].or(self.floors[at]) {
            return known;
        }
        let runs = &sets.runs[at];
        let mut least = f64::INFINITY;
        for parts in &runs.divisions {
            least = least.min(self.shop.own_floor(parts, runs.leans).unwrap_or(f64::INFINITY));
        }
        self.floors[at] = Some(least);
        least
    }

    /// What the cheapest plan that runs a set costs beyond its bought part, bare USD, where that is less than `limit`.
    pub(crate) fn cost_below(&mut self, sets: &Sets, at: usize, limit: f64) -> Option<f64> {
        if let Some(known) = self.costs[at] {
            return Some(known).filter(|known| *known < limit);
        }
        if self.floor(sets, at) >= limit {
            return None;
        }
        let found = self.least(sets, at, limit);
        if found.is_some() {
            self.costs[at] = found;
        } else {
            // Nothing is cheaper than that: a bound for the next question.
            self.floors[at] = Some(limit);
        }
        found
    }

    fn least(&mut self, sets: &Sets, at: usize, limit: f64) -> Option<f64> {
        let runs = &sets.runs[at];
        let mut open: Vec<(f64, usize)> = Vec::with_capacity(runs.divisions.len());
        for (number, parts) in runs.divisions.iter().enumerate() {
            if let Some(floor) = self.shop.own_floor(parts, runs.leans) {
                open.push((floor, number));
            }
        }
        crate::order::rising(&mut open, |one| one.0);
        let mut best: Option<f64> = None;
        for (floor, number) in open {
            let below = best.unwrap_or(limit);
            if below <= floor {
                break;
            }
            let parts = &runs.divisions[number];
            let beside =
                self.shop.unserved(parts, &runs.bought) + runs.bought.iter().map(|&at| self.bought[at]).sum::<f64>();
            // A set of which the rest is bought may lean on a host or not; either way it is a mix.
            let wanted =
                if runs.leans { [below + beside, f64::NEG_INFINITY] } else { [f64::NEG_INFINITY, below + beside] };
            let found = self.shop.assemble(parts, &runs.bought, wanted);
            for found in found.into_iter().flatten() {
                if found.present - beside < below {
                    best = Some(found.present - beside);
                }
            }
        }
        best
    }
}
