//! Every change of winner in an interval of volume, by halving what bounds do not settle.

use super::extent::RESOLUTION;
use super::pool::{Pool, Scaled};
use crate::cost::plan::Side;

pub(super) struct Search<'p, 'f, 'c, 'a> {
    pub(super) pool: &'p Pool<'f, 'c, 'a>,
    pub(super) changes: Vec<f64>,
    pub(super) left: usize,
}

impl Search<'_, '_, '_, '_> {
    /// Finds every change of winner in (a, b], times today's volume, left to right; `own` are the plans that might win somewhere in it.
    pub(super) fn settle(&mut self, a: f64, b: f64, own: &[usize]) {
        let pool = self.pool;
        let mut open = Vec::with_capacity(own.len());
        for &at in own {
            let plan = &pool.plans[at];
            // What a plan costs beyond a bought one is a line plus replicas, and replicas only rise: the line's ends
            // and the replicas' hold it on both sides.
            let ends = |low: f64, high: f64| {
                let over = |buy: &Scaled| {
                    let line = |volume: f64| plan.steady(volume) - buy.steady(volume);
                    (line(a).min(line(b)) + low, line(a).max(line(b)) + high)
                };
                let bought = pool.plans.iter().filter(|plan| plan.side == Side::Buy).map(over);
                bought.fold((f64::NEG_INFINITY, f64::NEG_INFINITY), |held, one| (held.0.max(one.0), held.1.max(one.1)))
            };
            if ends(plan.replicas_at_least(a), 0.0).0 >= 0.0 {
                continue;
            }
            let (low, high) = ends(plan.replicas(pool.figures, a), plan.replicas(pool.figures, b));
            if high < 0.0 {
                return;
            }
            if low < 0.0 {
                open.push(at);
            }
        }
        if open.is_empty() {
            return;
        }
        if b / a < 1.0 + 1.0 / RESOLUTION || self.left == 0 {
            let wins_a = pool.wins(a);
            if wins_a != pool.wins(b) {
                self.changes.push(self.locate(a, b, wins_a));
            }
            return;
        }
        self.left -= 1;
        let middle = (a * b).sqrt();
        self.settle(a, middle, &open);
        self.settle(middle, b, &open);
    }

    fn locate(&self, mut low: f64, mut high: f64, wins_low: bool) -> f64 {
        for _ in 0..30 {
            let middle = (low * high).sqrt();
            if self.pool.wins(middle) == wins_low { low = middle } else { high = middle }
        }
        high
    }
}
