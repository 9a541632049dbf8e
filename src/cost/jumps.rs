//! How prices and rents wander from their middle: in steps, and the further the longer.
//!
//! A list price stays as it is for months and then moves at once. So a draw says how many steps there were and how far they
//! went: a year passes without one with a chance, t years with that chance to the power of t, and the sizes of steps are
//! spread exponentially, in logarithms, up as often as down. Which way the next one goes nobody could have told from the
//! years before: the fall to 2025 was followed by a rise.
//!
//! So what hardly ever moves has no range after half a year, and one after three: of vendors' list prices 92 in 100 stand
//! after 6 months, 67 after 24. A range compounded from a yearly rate says neither, nor does one that grows with the
//! square root of time.

use crate::inputs::{Provider, Walk};
use crate::normal;
use crate::units::{Share, YearlyChange};

/// Months between steps; the first comes after half of them, so that the step in force after 6, 12, 18 … months is
/// that of its own time.
const STEP: usize = 6;

/// How the price of one kind of thing moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps {
    /// Chance that a year passes without a step.
    pub still: f64,
    /// Mean size of a step, in logarithms.
    pub size: f64,
}

impl Steps {
    /// A vendor's own model, and the one nearest in price once it is retired (132 models, grade B).
    pub const PINNED: Self = Self { still: 0.81, size: 0.50 };
    /// The same open weights at the cheapest of the same hosts (73 models, grade B).
    pub const OPEN: Self = Self { still: 0.55, size: 0.26 };
    /// A GPU rented from a hyperscaler (24 series, too few to part by GPU; grade B).
    pub const HYPERSCALER: Self = Self { still: 0.89, size: 0.25 };
    /// From a specialist (68 series, grade B): of GPUs with too few series of their own.
    pub const SPECIALIST: Self = Self { still: 0.44, size: 0.24 };
    /// A100 from a specialist (22 series, grade B).
    pub const SPECIALIST_A100: Self = Self { still: 0.52, size: 0.25 };
    /// H100 from a specialist (19 series, grade B).
    pub const SPECIALIST_H100: Self = Self { still: 0.30, size: 0.25 };
    /// On a marketplace (23 series, too few to part by GPU; grade B).
    pub const MARKETPLACE: Self = Self { still: 0.31, size: 0.23 };

    /// The rent of a GPU, by who lets it and, where there are 15 series of it, which one it is: `h100-pcie`.
    #[inline(never)]
    pub fn rent(provider: Provider, gpu: &str) -> Self {
        match provider {
            Provider::Hyperscaler => Self::HYPERSCALER,
            Provider::Specialist if gpu.starts_with("a100") => Self::SPECIALIST_A100,
            Provider::Specialist if gpu.starts_with("h100") => Self::SPECIALIST_H100,
            Provider::Specialist => Self::SPECIALIST,
            Provider::Marketplace => Self::MARKETPLACE,
        }
    }

    /// A bill of which such a share goes to hosts of open weights.
    pub fn bill(open: Share) -> Self {
        Self::PINNED.beside(Self::OPEN, open)
    }

    /// With so large a part that moves as others do: within a year the whole moves as often, and on average as far, as its
    /// parts do.
    #[must_use]
    pub fn beside(self, other: Self, part: Share) -> Self {
        let part = part.get();
        let still = self.still + (other.still - self.still) * part;
        let moved = |steps: Self| (1.0 - steps.still) * steps.over(1.0).size;
        let size = ((1.0 - part) * moved(self) + part * moved(other)) / (1.0 - still).max(1e-12);
        Self { still, size: size / Self { still, size: 1.0 }.over(1.0).size }
    }

    /// The same over so many years: the chance that none came by then, and how far they went on average where any did.
    #[inline(never)]
    fn over(self, years: f64) -> Self {
        let steps = (-libm::log(self.still.clamp(1e-9, 1.0)) * years).max(1e-12);
        let moved = -libm::expm1(-steps);
        Self { still: 1.0 - moved, size: self.size * (steps / moved).sqrt() }
    }

    /// The move after some years at a standard normal score, in logarithms. Years are bare: the rates are those of a year.
    #[inline(never)]
    pub fn at(self, score: f64, years: f64) -> f64 {
        let size = self.beyond(normal::below(-score.abs()), years);
        if score < 0.0 { -size } else { size }
    }

    /// The move after some years that is exceeded upwards with a chance, in logarithms: zero where none is likelier. Years
    /// are bare: the rates are those of a year.
    pub fn beyond(self, chance: f64, years: f64) -> f64 {
        let Self { still, size } = self.over(years);
        size * libm::log(((1.0 - still) / 2.0 / chance.max(1e-12)).max(1.0))
    }
}

/// Multiplies a path of months, in times today's, by what one draw says: steps as `walk` has them, or a first year that changed by `drawn`
/// where `middle` was expected and that grows with the square root of time.
#[inline(never)]
pub fn jump(path: &mut [f64], middle: YearlyChange, drawn: YearlyChange, walk: Option<Walk>) {
    let expected = (1.0 + middle.get()).max(1e-3);
    let year = libm::log((1.0 + drawn.get()).max(1e-3) / expected);
    for (step, months) in path.chunks_mut(STEP / 2).enumerate().map(|(half, months)| (half.div_ceil(2), months)) {
        let years = (step * STEP) as f64 / 12.0;
        let factor = libm::exp(
            walk.map_or(year * years.sqrt(), |Walk { still, size, score }| Steps { still, size }.at(score, years)),
        );
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
        // Half of the years pass without a step: ln 2 = 0.693147 steps a year. One or more came in the other half, on
        // average 1.386294 of them, so they went 0.3 · √1.386294 = 0.353222 far. A quarter of the draws move up: 10 of
        // 100 by more than 0.353222 · ln 2.5 = 0.323655, 5 by more than 0.353222 · ln 5.
        let steps = Steps { still: 0.5, size: 0.3 };
        assert!((steps.at(normal::P90, 1.0) - 0.323_655).abs() < 1e-6);
        assert!((steps.beyond(0.05, 1.0) - 0.568_490).abs() < 1e-6);
        assert_eq!((steps.at(0.0, 1.0), steps.at(0.67, 1.0), steps.at(-0.67, 1.0)), (0.0, 0.0, 0.0));
        assert!((steps.at(-1.3, 1.0) + steps.at(1.3, 1.0)).abs() < 1e-15);
        // Of two years a quarter pass without one: 3 in 8 move up, 0.3 · √(1.386294 / 0.75) = 0.407866 on average, and 10
        // of 100 by more than 0.407866 · ln 3.75 = 0.539100. After half a year 0.707107 are still: 0.146447 move up.
        assert!((steps.beyond(0.1, 2.0) - 0.539_100).abs() < 1e-6);
        assert!((steps.beyond(0.1, 0.5) - 0.3 * (0.346_574_f64 / 0.292_893).sqrt() * 0.381_493).abs() < 1e-5);
        // Over all draws half stay for a year, and those that move do so by 0.353222 on average.
        let draws: Vec<f64> =
            (0..100_000).map(|at| steps.at(normal::quantile((f64::from(at) + 0.5) / 1e5), 1.0).abs()).collect();
        let moved: Vec<f64> = draws.iter().copied().filter(|size| *size > 0.0).collect();
        assert!((moved.len() as f64 / 1e5 - 0.5).abs() < 1e-4, "{}", moved.len());
        assert!((moved.iter().sum::<f64>() / moved.len() as f64 - 0.353_222).abs() < 1e-3);
        // What hardly ever moves has no range between its 10th and 90th percentile after a year, and one after three.
        assert_eq!((Steps::PINNED.beyond(0.1, 1.0), Steps::PINNED.beyond(0.1, 0.0)), (0.0, 0.0));
        assert!(Steps::PINNED.beyond(0.1, 3.0) > 0.3);
    }

    #[test]
    fn what_moved_after_t_years_has_the_variance_of_its_steps() {
        // Steps of Laplace's kind with mean size m have variance 2 m² each, so t years with λ steps a year 2 m² λ t.
        let steps = Steps { still: 0.4, size: 0.25 };
        for years in [0.5, 1.0, 3.0] {
            let draws = (0..200_000).map(|at| steps.at(normal::quantile((f64::from(at) + 0.5) / 2e5), years));
            let variance = draws.map(|move_| move_ * move_).sum::<f64>() / 2e5;
            let expected = 2.0 * 0.25 * 0.25 * 0.916_291 * years;
            assert!((variance / expected - 1.0).abs() < 2e-3, "{years}: {variance} for {expected}");
        }
    }

    #[test]
    fn a_bill_moves_as_its_parts_do() {
        let alike = |one: Steps, other: Steps| {
            assert!((one.still - other.still).abs() < 1e-12 && (one.size - other.size).abs() < 1e-12, "{one:?}");
        };
        alike(Steps::bill(Share::new(0.0)), Steps::PINNED);
        alike(Steps::bill(Share::new(1.0)), Steps::OPEN);
        // Half and half: 0.68 stay for a year. Moves within it: 0.5 · √(−ln 0.81 / 0.19) = 0.526559 in 0.19 of them and
        // 0.26 · √(−ln 0.55 / 0.45) = 0.299681 in 0.45: 0.117451 on average of all, 0.367035 of the 0.32 that move.
        let half = Steps::bill(Share::new(0.5));
        assert!((half.still - 0.68).abs() < 1e-12 && (half.over(1.0).size - 0.367_035).abs() < 1e-6, "{half:?}");
    }

    #[test]
    fn rents_have_steps_of_their_gpu_where_there_are_enough_series() {
        let of = |gpu| Steps::rent(Provider::Specialist, gpu);
        assert_eq!([of("a100-80-pcie"), of("a100-40")], [Steps::SPECIALIST_A100; 2]);
        assert_eq!([of("h100"), of("h100-nvl")], [Steps::SPECIALIST_H100; 2]);
        // H200 and L40S have 7 and 8, too few: they move with all that specialists let.
        assert_eq!([of("h200"), of("l40s"), of("")], [Steps::SPECIALIST; 3]);
        assert_eq!(Steps::rent(Provider::Hyperscaler, "h100"), Steps::HYPERSCALER);
    }

    #[test]
    fn a_year_is_as_drawn_and_four_are_twice_as_far_where_a_visitor_gives_the_range() {
        let mut path = [1.0; 60];
        jump(&mut path, YearlyChange::new(0.0), YearlyChange::new(-0.3), None);
        // ln 0.7 = −0.356675: half a year e^(−0.356675 · 0.707107) = 0.777084, a year 0.7, four years 0.49.
        for (month, factor) in [(0, 1.0), (2, 1.0), (3, 0.777_084), (8, 0.777_084), (12, 0.7), (48, 0.49)] {
            let told: f64 = path[month];
            assert!((told - factor).abs() < 1e-6, "month {month}: {told}");
        }
        // A draw at the middle changes nothing, whatever the middle.
        let mut path = [2.0; 24];
        jump(&mut path, YearlyChange::new(0.05), YearlyChange::new(0.05), None);
        assert!(path.iter().all(|month| *month == 2.0));
    }

    #[test]
    fn a_walk_is_in_force_at_its_own_times_and_never_turns_back() {
        // Half of the years are still and a step is 0.3: at the 90th percentile a year e^0.323655, two e^0.539100.
        let mut path = [1.0; 60];
        let walk = Walk { still: 0.5, size: 0.3, score: normal::P90 };
        jump(&mut path, YearlyChange::new(0.0), YearlyChange::new(0.1), Some(walk));
        let told: [f64; 4] = [path[2], path[12], path[24], path[26]];
        let expected = [0.0, 0.323_655, 0.539_100, 0.539_100];
        assert!(told.iter().zip(expected).all(|(one, log)| (libm::log(*one) - log).abs() < 1e-6), "{told:?}");
        assert!(path.windows(2).all(|pair: &[f64]| pair[1] >= pair[0]));
    }
}
