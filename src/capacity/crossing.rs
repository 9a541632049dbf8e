//! Where a rising function crosses zero: the Illinois form of the false position.

/// The plain number at which `f` crosses zero between `low` and `high`, where `f(low) ≤ 0 ≤ f(high)`; to 10⁻¹² of its size.
///
/// The functions of a load curve are nearly straight, so this takes a handful of evaluations where halving takes 40.
pub(crate) fn crossing(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut below, mut above) = (f(low), f(high));
    let mut last = 0_i8;
    for _ in 0..60 {
        if high - low <= 1e-12 * high || below >= 0.0 || above <= 0.0 {
            break;
        }
        let at = (low * above - high * below) / (above - below);
        let value = f(at);
        if value.abs() <= 1e-12 * above.abs().max(below.abs()) {
            return at;
        }
        if value < 0.0 {
            (low, below) = (at, value);
            if last < 0 {
                above /= 2.0;
            }
            last = -1;
        } else {
            (high, above) = (at, value);
            if last > 0 {
                below /= 2.0;
            }
            last = 1;
        }
    }
    if above <= 0.0 { high } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::cell::Cell;

    #[test]
    fn a_straight_line_is_crossed_in_three_evaluations_and_a_bent_one_in_few() {
        let count = Cell::new(0);
        let line = |x: f64| {
            count.set(count.get() + 1);
            3.0 * x - 6.0
        };
        assert_eq!(crossing(1.0, 100.0, line), 2.0);
        assert_eq!(count.get(), 3);
        count.set(0);
        let root = crossing(1.0, 2048.0, |x| {
            count.set(count.get() + 1);
            libm::sqrt(x) - 9.0
        });
        assert!((root - 81.0).abs() < 1e-9 && count.get() < 16, "{root} after {}", count.get());
    }

    #[test]
    fn a_crossing_at_or_beyond_an_end_is_that_end() {
        assert_eq!(crossing(1.0, 5.0, |x| x - 1.0), 1.0);
        assert_eq!(crossing(1.0, 5.0, |x| x - 9.0), 5.0);
    }
}
