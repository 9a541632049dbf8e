//! How prompt lengths spread around their mean: which part of them passes a price tier.
//!
//! Lengths are taken as lognormal, which request logs come close to: with a mean m and a spread σ of the logarithm,
//! and z = (ln limit − ln m + σ²/2) / σ,
//!
//! ```text
//! part of the prompts above the limit = 1 − Φ(z)      part of the tokens in them = Φ(σ − z)
//! ```

use crate::normal;
use crate::units::{Share, TokensPerRequest};

/// Standard normal score of 95 in 100.
const P95: f64 = 1.644_853_626_951_472_7;

/// The spread of one workload's prompts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lengths {
    mean: f64,
    /// Of the logarithm; `None` where no lognormal fits what was given.
    spread: Option<f64>,
    /// Limits, and the part of the prompts above each, as given.
    known: [Option<(f64, f64)>; 2],
}

impl Lengths {
    /// From the mean (tokens), the length that 95 of 100 prompts stay within, and the parts of the prompts above two limits;
    /// `None` when nothing is given. The spread is that of the first part that has one, else of the 95th percentile.
    pub fn new(
        mean: TokensPerRequest,
        p95: Option<TokensPerRequest>,
        above: [Option<(TokensPerRequest, Share)>; 2],
    ) -> Option<Self> {
        let mean = mean.get();
        if mean <= 0.0 || p95.is_none() && above.iter().all(Option::is_none) {
            return None;
        }
        let known = above.map(|one| one.map(|(limit, part)| (limit.get(), part.get())));
        let inner = |(limit, part): &(f64, f64)| *limit > 0.0 && *part > 0.0 && *part < 1.0;
        let mut parts = known.into_iter().flatten().filter(inner);
        let of_part = parts.find_map(|(limit, part)| spread(limit / mean, normal::quantile(1.0 - part)));
        let of_p95 = p95.filter(|p95| p95.get() > mean).and_then(|p95| spread(p95.get() / mean, P95));
        Some(Self { mean, spread: of_part.or(of_p95), known })
    }

    /// The part of the prompts longer than a limit, and the part of all input tokens that is in them.
    pub fn above(&self, limit: TokensPerRequest) -> (Share, Share) {
        let limit = limit.get();
        if limit <= 0.0 {
            return (Share::ONE, Share::ONE);
        }
        let mut known = self.known.into_iter().flatten();
        let given = known.find(|(known, _)| (known / limit - 1.0).abs() < 1e-9).map(|(_, part)| part);
        let (prompts, tokens) = match self.spread {
            Some(spread) if spread > 0.0 => {
                let z = (libm::log(limit / self.mean) + spread * spread / 2.0) / spread;
                (normal::below(-z), normal::below(spread - z))
            }
            _ => {
                let all = f64::from(u8::from(self.mean > limit));
                (all, all)
            }
        };
        match given {
            // Prompts above a limit hold at least the limit each, and no more than there is.
            Some(part) if part <= 0.0 || part >= 1.0 => (Share::new(part), Share::new(part)),
            Some(part) => {
                let least = part * (limit / self.mean).max(1.0);
                let tokens = if self.spread.is_some() { tokens.max(least) } else { least };
                (Share::new(part), Share::new(tokens.min(1.0)))
            }
            None => (Share::new(prompts), Share::new(tokens)),
        }
    }
}

/// The spread with which a length of `ratio` times the mean has a given score: the least root of
/// σ² − 2·score·σ + 2·ln ratio = 0 above zero.
fn spread(ratio: f64, score: f64) -> Option<f64> {
    let (log, square) = (libm::log(ratio), score * score);
    let root = square - 2.0 * log;
    if root < 0.0 {
        return None;
    }
    let root = root.sqrt();
    [score - root, score + root].into_iter().find(|spread| *spread > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tokens(count: f64) -> TokensPerRequest {
        TokensPerRequest::new(count)
    }

    #[test]
    fn the_95th_percentile_gives_the_parts_above_a_limit() {
        // σ = 1, mean 10,000: μ = ln 10,000 − ½, the 95th percentile is e^(μ + 1.644854) = 31,418 tokens. Above 20,000:
        // z = ln 2 + ½ = 1.193147, so 1 − Φ(z) = 11.64 % of the prompts, with Φ(1 − z) = Φ(−0.193147) = 42.34 % of the tokens.
        let spread = Lengths::new(tokens(10_000.0), Some(tokens(31_418.05)), [None; 2]).expect("a spread");
        let (prompts, inside) = spread.above(tokens(20_000.0));
        assert!((prompts.get() - 0.1164).abs() < 1e-4, "{prompts:?}");
        assert!((inside.get() - 0.4234).abs() < 1e-4, "{inside:?}");
    }

    #[test]
    fn the_part_above_a_tier_is_kept_and_its_tokens_are_more_than_that() {
        // The same lognormal, given by its 11.64 % above 20,000.
        let first = Some((tokens(20_000.0), Share::new(0.116_406)));
        let spread = Lengths::new(tokens(10_000.0), None, [first, None]).expect("a spread");
        let (prompts, inside) = spread.above(tokens(20_000.0));
        assert!((prompts.get() - 0.116_406).abs() < 1e-12 && (inside.get() - 0.4234).abs() < 1e-3, "{inside:?}");
        // A third of prompts above 200,000 at a mean of 90,000 fits no lognormal: they hold at least 200,000 each.
        let third = Some((tokens(200_000.0), Share::new(1.0 / 3.0)));
        let spread = Lengths::new(tokens(90_000.0), None, [third, None]).expect("a spread");
        let (prompts, inside) = spread.above(tokens(200_000.0));
        assert!((prompts.get() - 1.0 / 3.0).abs() < 1e-12 && (inside.get() - 0.740_74).abs() < 1e-4, "{inside:?}");
        let none = [Some((tokens(200_000.0), Share::ZERO)), None];
        let none = Lengths::new(tokens(90_000.0), Some(tokens(1e6)), none).expect("a spread");
        assert_eq!(none.above(tokens(200_000.0)), (Share::ZERO, Share::ZERO));
        assert_eq!(Lengths::new(tokens(90_000.0), None, [None; 2]), None);
    }

    #[test]
    fn a_second_limit_keeps_the_part_that_was_counted_there() {
        // The lognormal of σ = 1 and mean 10,000 has 1 − Φ(ln 4 + ½) = 1 − Φ(1.886294) = 2.963 % above 40,000, which hold
        // Φ(−0.886294) = 18.77 % of the tokens. A log with 5 % there has its own: at least 5 % × 40,000 ÷ 10,000 = 20 %.
        let (first, second) = (Some((tokens(20_000.0), Share::new(0.116_406))), (tokens(40_000.0), Share::new(0.05)));
        let alone = Lengths::new(tokens(10_000.0), None, [first, None]).expect("a spread").above(second.0);
        assert!((alone.0.get() - 0.029_63).abs() < 1e-4 && (alone.1.get() - 0.187_7).abs() < 1e-3, "{alone:?}");
        let both = Lengths::new(tokens(10_000.0), None, [first, Some(second)]).expect("a spread");
        assert_eq!(both.above(second.0).0, Share::new(0.05));
        assert!(both.above(second.0).1.get() >= 0.2, "{:?}", both.above(second.0));
        // The spread stays the first part's, and the second's where that is all there is: z = 1.6449, ln 4 = 1.386294,
        // σ = 1.6449 − √(1.6449² − 2·1.386294) has no root, so 5 % above four times the mean fit no lognormal.
        assert_eq!(
            both.above(tokens(30_000.0)),
            Lengths::new(tokens(10_000.0), None, [first, None]).expect("a spread").above(tokens(30_000.0))
        );
        let second = Lengths::new(tokens(10_000.0), None, [None, Some((tokens(40_000.0), Share::new(0.029_63)))])
            .expect("a spread");
        assert!((second.above(tokens(20_000.0)).0.get() - 0.1164).abs() < 1e-3);
    }
}
