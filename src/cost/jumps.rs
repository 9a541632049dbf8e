//! How prices and rents wander from their middle: in steps, and the further the longer, with the square root of time.
//!
//! A list price stays as it is for months and then moves at once. So a draw says whether it moves at all, and by how much
//! when it does: the size of a step is spread exponentially, in logarithms, up as often as down. Which way the next one goes
//! nobody could have told from the years before: the fall to 2025 was followed by a rise.
//!
//! A range that is compounded from a yearly rate is too narrow after six months and too wide after twenty-four. In the
//! record of prices and rents since 2023 the width after half a year is 0.5 to 0.9 of that after a year, and after two
//! years 0.7 to 1.7 times it; a walk has 0.71 and 1.41.

use crate::inputs::Provider;
use crate::normal;
use crate::units::YearlyChange;

/// Months between steps; the first comes after half of them, so that the step in force after 6, 12, 18 … months is
/// that of its own time.
const STEP: usize = 6;

/// How the price of one kind of thing moves within a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps {
    /// Chance that it does not move at all.
    pub still: f64,
    /// Mean size of a move where there is one, in logarithms.
    pub size: f64,
}

impl Steps {
    /// A vendor's own model, and the one nearest in price once it is retired (132 models, grade B).
    pub const PINNED: Self = Self { still: 0.83, size: 0.52 };
    /// The same open weights at the cheapest host (79 models, grade B).
    pub const OPEN: Self = Self { still: 0.27, size: 0.57 };
    /// A GPU rented from a hyperscaler (24 series, grade B).
    pub const HYPERSCALER: Self = Self { still: 0.89, size: 0.24 };
    /// From a specialist (68 series, grade B).
    pub const SPECIALIST: Self = Self { still: 0.49, size: 0.30 };
    /// On a marketplace (23 series, grade B).
    pub const MARKETPLACE: Self = Self { still: 0.40, size: 0.29 };

    /// The rent of a GPU, by who lets it.
    pub const fn rent(provider: Provider) -> Self {
        match provider {
            Provider::Hyperscaler => Self::HYPERSCALER,
            Provider::Specialist => Self::SPECIALIST,
            Provider::Marketplace => Self::MARKETPLACE,
        }
    }

    /// A bill of which so much goes to hosts of open weights: it moves as often, and on average as far, as its parts do.
    pub const fn bill(open: f64) -> Self {
        let still = Self::PINNED.still + (Self::OPEN.still - Self::PINNED.still) * open;
        let moved = (1.0 - open) * (1.0 - Self::PINNED.still) * Self::PINNED.size
            + open * (1.0 - Self::OPEN.still) * Self::OPEN.size;
        Self { still, size: moved / (1.0 - still) }
    }

    /// The move of a year at a standard normal score, in logarithms.
    pub fn at(self, score: f64) -> f64 {
        let size = self.beyond(normal::below(-score.abs()));
        if score < 0.0 { -size } else { size }
    }

    /// The move that is exceeded upwards with a chance, in logarithms: zero where no move is likelier than that.
    pub fn beyond(self, chance: f64) -> f64 {
        self.size * libm::log(((1.0 - self.still) / 2.0 / chance.max(1e-12)).max(1.0))
    }
}

/// Multiplies a path of months by what one draw says: a first year that changed by `drawn` where `middle` was expected.
#[inline(never)]
pub fn jump(path: &mut [f64], middle: YearlyChange, drawn: YearlyChange) {
    let expected = (1.0 + middle.get()).max(1e-3);
    let year = libm::log((1.0 + drawn.get()).max(1e-3) / expected);
    for (step, months) in path.chunks_mut(STEP / 2).enumerate().map(|(half, months)| (half.div_ceil(2), months)) {
        let years = (step * STEP) as f64 / 12.0;
        let factor = libm::exp(year * years.sqrt());
        for month in months {
            *month = (*month * factor).clamp(0.0, 1e12);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_comes_with_its_chance_and_its_mean_size() {
        let steps = Steps { still: 0.5, size: 0.3 };
        // A quarter of the draws move up: 10 of 100 by more than 0.3 · ln 2.5 = 0.274887, 5 by more than 0.3 · ln 5.
        assert!((steps.at(normal::P90) - 0.274_887).abs() < 1e-6 && (steps.beyond(0.05) - 0.482_831).abs() < 1e-6);
        assert_eq!((steps.at(0.0), steps.at(0.67), steps.at(-0.67)), (0.0, 0.0, 0.0));
        assert!((steps.at(-1.3) + steps.at(1.3)).abs() < 1e-15);
        // Over all draws half stay, and those that move do so by 0.3 on average.
        let draws: Vec<f64> =
            (0..100_000).map(|at| steps.at(normal::quantile((f64::from(at) + 0.5) / 1e5)).abs()).collect();
        let moved: Vec<f64> = draws.iter().copied().filter(|size| *size > 0.0).collect();
        assert!((moved.len() as f64 / 1e5 - 0.5).abs() < 1e-4, "{}", moved.len());
        assert!((moved.iter().sum::<f64>() / moved.len() as f64 - 0.3).abs() < 1e-3);
        // What hardly ever moves has no range between its 10th and 90th percentile.
        assert_eq!(Steps::PINNED.beyond(0.1), 0.0);
    }

    #[test]
    fn a_bill_moves_as_its_parts_do() {
        let alike = |one: Steps, other: Steps| {
            assert!((one.still - other.still).abs() < 1e-12 && (one.size - other.size).abs() < 1e-12, "{one:?}");
        };
        alike(Steps::bill(0.0), Steps::PINNED);
        alike(Steps::bill(1.0), Steps::OPEN);
        // Half and half: 0.55 stay; mean move 0.5 · 0.17 · 0.52 + 0.5 · 0.73 · 0.57 = 0.25225, of the 0.45 that move 0.560556.
        alike(Steps::bill(0.5), Steps { still: 0.55, size: 0.252_25 / 0.45 });
    }

    #[test]
    fn a_year_is_as_drawn_and_four_are_twice_as_far() {
        let mut path = [1.0; 60];
        jump(&mut path, YearlyChange::new(0.0), YearlyChange::new(-0.3));
        // ln 0.7 = −0.356675: half a year e^(−0.356675 · 0.707107) = 0.777084, a year 0.7, four years 0.49.
        for (month, factor) in [(0, 1.0), (2, 1.0), (3, 0.777_084), (8, 0.777_084), (12, 0.7), (48, 0.49)] {
            let told: f64 = path[month];
            assert!((told - factor).abs() < 1e-6, "month {month}: {told}");
        }
        // A draw at the middle changes nothing, whatever the middle.
        let mut path = [2.0; 24];
        jump(&mut path, YearlyChange::new(0.05), YearlyChange::new(0.05));
        assert!(path.iter().all(|month| *month == 2.0));
    }
}
