//! The cheapest plans met so far, by side and by stream.

use super::answers::Priced;
use crate::cost::plan::{Choice, Side};

/// The cheapest plans met so far, by side.
#[derive(Default)]
pub(super) struct Found {
    pub(super) buy: Option<Priced>,
    pub(super) hybrid: Option<Priced>,
    pub(super) build: Option<Priced>,
    /// The cheapest among the plans that run the most streams.
    pub(super) most_own: Option<Priced>,
    most: usize,
    own_best: Vec<[f64; 2]>,
}

impl Found {
    pub(super) fn offer(&mut self, priced: &Priced) {
        let keep = |slot: &mut Option<Priced>| {
            if slot.as_ref().is_none_or(|known| priced.present < known.present) {
                *slot = Some(priced.clone());
            }
        };
        let side = priced.plan.side();
        let own = priced.plan.choices.iter().filter(|choice| matches!(choice, Choice::Own(_))).count();
        match side {
            Side::Buy => keep(&mut self.buy),
            Side::Hybrid => keep(&mut self.hybrid),
            Side::Build => keep(&mut self.build),
        }
        if own > 0 && own >= self.most {
            if own > self.most {
                self.most_own = None;
            }
            self.most = own;
            keep(&mut self.most_own);
        }
        self.own_best.resize(priced.plan.choices.len(), [f64::INFINITY; 2]);
        for (best, choice) in self.own_best.iter_mut().zip(&priced.plan.choices) {
            let slot = &mut best[usize::from(matches!(choice, Choice::Own(_)))];
            *slot = slot.min(priced.present);
        }
    }

    /// What a plan of a division must cost less than to be of use, bare USD: to be the cheapest of its side or, with `thorough`,
    /// the cheapest with one of its streams where it puts it. First for plans that lean on a host for anything, then
    /// for those that lean on none; nothing undercuts minus infinity.
    pub(super) fn limits(&self, parts: &[u128], bought: &[usize], runnable: usize, thorough: bool) -> [f64; 2] {
        let known = |slot: &Option<Priced>| slot.as_ref().map_or(f64::INFINITY, |known| known.present);
        let own: u32 = parts.iter().map(|set| set.count_ones()).sum();
        let mut any = f64::NEG_INFINITY;
        if own as usize == runnable && own > 0 {
            // A plan that runs fewer is no rival.
            any = if self.most < own as usize { f64::INFINITY } else { known(&self.most_own) };
        }
        if thorough {
            for (at, best) in self.own_best.iter().enumerate() {
                let own = parts.iter().any(|set| set >> at & 1 == 1);
                if own || bought.contains(&at) {
                    any = any.max(best[usize::from(own)]);
                }
            }
        }
        match (parts.is_empty(), bought.is_empty()) {
            (true, _) => [known(&self.buy).max(any), f64::NEG_INFINITY],
            (_, false) => [known(&self.hybrid).max(any), f64::NEG_INFINITY],
            _ => [known(&self.hybrid).max(any), known(&self.build).max(any)],
        }
    }

    /// Per stream: what the cheapest plan costs, bare USD, with it on the side that the best plan does not put it on.
    pub(super) fn forced(&self) -> Vec<Option<f64>> {
        let worse = self.own_best.iter().map(|[bought, own]| bought.max(*own));
        worse.map(|worse| Some(worse).filter(|worse| worse.is_finite())).collect()
    }
}
