//! What the search answers: a plan with its price, and the best of each kind.

use crate::cost::plan::Plan;
use crate::units::Share;

/// Streams up to which every assignment is tried.
pub const EXACT: usize = 6;

/// A plan with its present value.
#[derive(Clone, Debug)]
pub struct Priced {
    /// The plan.
    pub plan: Plan,
    /// Present value of its cost, USD.
    pub present: f64,
}

/// The answers.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// Everything bought today's way, where that is allowed.
    pub today: Option<Priced>,
    /// Everything bought, each stream at its best; absent when something may not be bought.
    pub buy: Option<Priced>,
    /// The cheapest mix; absent when no mix is possible.
    pub hybrid: Option<Priced>,
    /// Everything run that can be; absent when nothing can.
    pub build: Option<Priced>,
    /// True when `build` had to leave some streams bought.
    pub build_is_partial: bool,
    /// The least of them all.
    pub best: Option<Priced>,
    /// No plan can cost less than this; equals the best's cost when every assignment was tried.
    pub bound: f64,
    /// Per stream: the best plan's cost if this stream were forced to the other side.
    pub forced: Vec<Option<f64>>,
    /// Streams that nothing allowed can serve.
    pub unserved: Vec<usize>,
}

impl Portfolio {
    /// The cheapest plan that runs anything of one's own, if one can.
    pub fn cheapest_own(&self) -> Option<&Priced> {
        [&self.hybrid, &self.build].into_iter().flatten().min_by(|a, b| a.present.total_cmp(&b.present))
    }

    /// By what part of its cost the best plan may exceed the cheapest possible one; 0 to 1.
    pub fn gap(&self) -> Share {
        let gap = |best: &Priced| if best.present > 0.0 { 1.0 - self.bound / best.present } else { 0.0 };
        Share::new(self.best.as_ref().map_or(0.0, gap).clamp(0.0, 1.0))
    }
}
