//! How much of a fleet answers: replicas fail one by one and stand in for each other.

use crate::units::Share;

/// Chance that at least `needed` of `running` independent parts work, each up for a share of the time.
///
/// A = Σ C(n, i) aⁱ (1 − a)ⁿ⁻ⁱ for i from k to n. Independence is optimistic: a shared rack or a bad deploy breaks it.
pub fn at_least(needed: u32, running: u32, each: Share) -> Share {
    let each = each.get();
    if running > 60 {
        return Share::ONE;
    }
    let mut term = 1.0;
    for _ in 0..running {
        term *= each;
    }
    if each <= 0.0 {
        return Share::new(f64::from(u8::from(needed == 0)));
    }
    let mut sum = 0.0;
    for working in (needed..=running).rev() {
        sum += term;
        // From i working to i − 1: times i / (n − i + 1) · (1 − a) / a.
        term *= f64::from(working) / f64::from(running - working + 1) * (1.0 - each) / each;
    }
    Share::new(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spares_make_nines() {
        // At 99.5 % each: 1 of 2 99.9975 %, 2 of 3 99.9925 %, 4 of 5 99.975 %, 8 of 9 99.912 % (binomial sums).
        for (needed, running, expected) in
            [(1, 1, 0.995), (1, 2, 0.999_975), (2, 3, 0.999_925), (4, 5, 0.999_75), (8, 9, 0.999_12)]
        {
            assert!(
                (at_least(needed, running, Share::new(0.995)).get() - expected).abs() < 1e-5,
                "{needed} of {running}"
            );
        }
    }
}
