//! How much wider a range must be that stands on few models or scores.
//!
//! A range of 80 % fitted to k of them says where the next one falls only if it allows for what k of them cannot tell: by
//! Student's t with k − 1 degrees of freedom in place of the normal score, and by √(1 + 1/k), as the prediction range of a
//! new study among k (Higgins, Thompson & Spiegelhalter 2009) or of a new reading in any textbook. Windows of one model
//! overlap, so the models are counted, not the windows.

use build_or_buy::normal::P90;

/// Slices of the integral behind Student's t.
const SLICES: u32 = 2_000;

/// Half the width of an 80 % range for the next of so many, over their standard deviation; none of fewer than two.
pub fn ends(count: usize) -> Option<f64> {
    (count > 1).then(|| student(count as f64 - 1.0) * (1.0 + 1.0 / count as f64).sqrt())
}

/// The same over that of a normal range: 1 where there are many. Of one alone it is that of two.
pub fn wider(count: usize) -> f64 {
    ends(count.max(2)).unwrap_or(P90) / P90
}

/// 90th percentile of Student's t. With x = √n · tan a its density is cos a to the power of n − 1.
fn student(freedom: f64) -> f64 {
    let density = |angle: f64| libm::pow(libm::cos(angle), freedom - 1.0);
    let whole = core::f64::consts::FRAC_PI_2;
    let slice = |to: f64, at: u32| density(to * (f64::from(at) + 0.5) / f64::from(SLICES)) * to / f64::from(SLICES);
    let area = |to: f64| (0..SLICES).map(|at| slice(to, at)).sum::<f64>();
    // Of the half above zero four fifths lie below the 90th percentile.
    let wanted = 0.8 * area(whole);
    let (mut low, mut high) = (0.0, whole);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        *if area(middle) < wanted { &mut low } else { &mut high } = middle;
    }
    freedom.sqrt() * libm::tan(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_t_is_that_of_the_tables() {
        // 90th percentiles of the standard table.
        for (freedom, told) in [(1.0, 3.078), (2.0, 1.886), (4.0, 1.533), (10.0, 1.372), (30.0, 1.310), (120.0, 1.289)]
        {
            assert!((student(freedom) - told).abs() < 6e-4, "{freedom}: {}", student(freedom));
        }
    }

    #[test]
    fn few_are_wider_than_many() {
        // Five: 1.5332 · √1.2 = 1.6796. Three: 1.8856 · √(4/3) = 2.1773.
        assert!((ends(5).expect("five") - 1.6796).abs() < 1e-3 && (ends(3).expect("three") - 2.1773).abs() < 1e-3);
        assert_eq!((ends(1), ends(0)), (None, None));
        assert!((1.0..1.02).contains(&wider(100)) && wider(0) == wider(2));
        assert!((2..60).all(|count| wider(count) > wider(count + 1)));
    }
}
