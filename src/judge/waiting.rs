//! What it would be worth to decide later, when prices and volume have shown where they go.
//!
//! Until then everything is bought. Own servers that are begun `m` months later miss the first `m` months of what they
//! would have saved, and their cost of beginning is paid later; what buying pays once, moving to its hosts, is paid now
//! either way. Against that stands what is learned: with D what running costs more than buying, O what running pays once,
//! B what buying does, and x what growth and prices turn out to be,
//!
//! ```text
//! worth(m) = min(0, E[D]) − E[ min(0, d · O + s · (E[D | x] − O + B)) ]
//! ```
//! with d a dollar paid m months from now and s = Σ discount · requests from m months after the first month of own servers
//! on, over the same sum from that month on. What is known by then is taken to be all of x, so it is the most that waiting
//! can be worth.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::paths::Paths;
use crate::cost::plan::Plan;
use crate::units::Months;

/// Months after which one may decide instead.
const LATER: [usize; 2] = [6, 12];
/// Inputs that time tells.
pub const TOLD_BY_TIME: [&str; 6] = ["growth", "api_drift", "gpu_drift", "follow_fall", "own_fall", "model_lag"];

/// What deciding later is worth at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiting {
    /// When.
    pub months: Months,
    /// At most, USD of today; above zero waiting is better than the best choice of today.
    pub worth: f64,
}

/// The better of waiting six and twelve months, from the expected difference (running less buying) in each draw as far
/// as time tells it, a bare list of USD of today; nothing where the horizon ends before own servers could run.
pub fn waiting(figures: &Figures<'_, '_>, own: &Plan, bought: &Plan, told: &[f64]) -> Option<Waiting> {
    let once = [once(figures, own)?, once(figures, bought)?];
    let each = LATER.iter().filter_map(|&months| {
        let (paid, left) = put_off(&figures.paths, months)?;
        Some(Waiting { months: Months::new(months as f64), worth: worth(told, once, paid, left) })
    });
    each.max_by(|a, b| a.worth.total_cmp(&b.worth))
}

/// The value of waiting from draws of the difference, of which running and buying pay `once` at the start: `paid` is what
/// a dollar of that is worth when it is put off, `left` the part of the rest that remains.
fn worth(told: &[f64], [own, bought]: [f64; 2], paid: f64, left: f64) -> f64 {
    let count = told.len().max(1) as f64;
    let now = (told.iter().sum::<f64>() / count).min(0.0);
    let later: f64 = told.iter().map(|gap| (paid * own + left * (gap - own + bought)).min(0.0)).sum();
    now - later / count
}

/// What a plan pays once to begin, USD of today.
fn once(figures: &Figures<'_, '_>, own: &Plan) -> Option<f64> {
    let lines = figures.present(own, 1.0)?;
    Some([Line::Build, Line::Delay, Line::Migration].iter().map(|line| lines.get(*line).get()).sum())
}

/// A dollar put off by some months, and the part of the discounted work after the build that is left; nothing where
/// none would be.
fn put_off(paths: &Paths, months: usize) -> Option<(f64, f64)> {
    let from = |first: usize| (first..paths.months).map(|t| paths.discount[t] * paths.requests[t]).sum::<f64>();
    let live = paths.live.saturating_sub(1);
    let (all, left) = (from(live), from(live + months));
    (left > 0.0).then(|| (paths.discount[months - 1], left / all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::Inputs;
    use crate::normal::quantile;
    use crate::units::YearlyChange;

    #[test]
    fn a_coin_toss_is_worth_its_spread_less_what_is_missed() {
        // The difference is normal with mean 0 and deviation 1, and time tells all of it. The expected gain of choosing
        // then is the unit normal loss at 0, 0.398942 (standard table); three quarters of the time are left: 0.299207.
        let draws: Vec<f64> = (0..20_000).map(|draw| quantile((f64::from(draw) + 0.5) / 20_000.0)).collect();
        assert!((worth(&draws, [0.0; 2], 1.0, 0.75) - 0.299_207).abs() < 1e-4);
        // Running is better by 1 for sure: a quarter of it is missed by waiting, and nothing learned.
        assert_eq!(worth(&[-1.0; 8], [0.0; 2], 1.0, 0.75), -0.25);
        // Buying is better for sure: waiting neither costs nor brings anything.
        assert_eq!(worth(&[1.0; 8], [0.5, 0.0], 1.0, 0.75), 0.0);
        // Two futures, -10 and +4, of which 2 are paid once: by now -3; later, half of 0.9 · 2 + 0.5 · (-12) = -4.2, so
        // -2.1: waiting loses 0.9.
        assert!((worth(&[-10.0, 4.0], [2.0, 0.0], 0.9, 0.5) + 0.9).abs() < 1e-12);
        // Of the −10, buying paid 1 once, and pays it in any case: later 0.9 · 2 + 0.5 · (−12 + 1) = −3.7, so −1.85.
        assert!((worth(&[-10.0, 4.0], [2.0, 1.0], 0.9, 0.5) + 1.15).abs() < 1e-12);
    }

    #[test]
    fn what_is_put_off_is_the_months_of_running_that_are_left() {
        // 36 months without growth or discounting, running from month 4 on: 33 months, of which 27 and 21 are left.
        let mut inputs = Inputs { growth: YearlyChange::ZERO, discount_rate: YearlyChange::ZERO, ..Inputs::default() };
        inputs.overrun = 1.0;
        let paths = Paths::new(&inputs);
        assert_eq!((paths.live, paths.months), (4, 36));
        assert_eq!(put_off(&paths, 6), Some((1.0, 27.0 / 33.0)));
        assert_eq!(put_off(&paths, 12), Some((1.0, 21.0 / 33.0)));
        assert_eq!(put_off(&paths, 33), None);
        // At 10 % a year a dollar a year from now is worth 1 / 1.1.
        inputs.discount_rate = YearlyChange::new(0.1);
        let (paid, _) = put_off(&Paths::new(&inputs), 12).expect("months left");
        assert!((paid - 1.0 / 1.1).abs() < 1e-12);
    }
}
