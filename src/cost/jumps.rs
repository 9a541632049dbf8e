//! How prices and rents wander from their middle: in steps, and the further the longer, with the square root of time.
//!
//! A range that is compounded from a yearly rate is too narrow after six months and too wide after twenty-four. In the
//! record of prices and rents since 2023 the width after half a year is 0.5 to 0.9 of that after a year, and after two
//! years 0.7 to 1.7 times it; a walk has 0.71 and 1.41.

use crate::units::YearlyChange;

/// Months between steps; the first comes after half of them, so that the step in force after 6, 12, 18 … months is
/// that of its own time.
const STEP: usize = 6;

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
