//! What offers take of a stream until its own servers run, and which is the cheapest of them.
//!
//! Over multiples v of today's volume each costs a straight line a + b·v, so the cheapest is a chain of lines, each less
//! steep than the one before it.

use crate::cost::straight::Straight;

/// What offers take of one stream until its servers run; present values.
pub(super) struct Meantime {
    /// By offer, where it may be chosen.
    pub(super) lines: Vec<Option<Straight>>,
    /// From which multiple of today's volume on which offer is the cheapest.
    pub(super) cheapest: Vec<(f64, usize)>,
}

/// The lines that are the least of all from so many times today's volume on, each with that; of equal ones the first of
/// `preferred`.
pub(super) fn chain(lines: &[Option<Straight>], preferred: &[usize]) -> Vec<(f64, usize)> {
    let known = || preferred.iter().filter_map(|at| Some((*at, lines[*at]?)));
    let mut chain = Vec::with_capacity(1);
    let mut next: Option<(f64, usize, Straight)> = None;
    for (at, line) in known() {
        let less = |other: Straight| (line.constant, line.linear) < (other.constant, other.linear);
        if next.is_none_or(|(_, _, other)| less(other)) {
            next = Some((0.0, at, line));
        }
    }
    while let Some((from, at, line)) = next.take() {
        chain.push((from, at));
        for (at, other) in known().filter(|(_, other)| other.linear < line.linear) {
            let begins = ((other.constant - line.constant) / (line.linear - other.linear)).max(from);
            let sooner = next.is_none_or(|(known, _, best)| (begins, other.linear.get()) < (known, best.linear.get()));
            if sooner && begins.is_finite() {
                next = Some((begins, at, other));
            }
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Usd;

    fn line(constant: f64, linear: f64) -> Straight {
        Straight { constant: Usd::new(constant), linear: Usd::new(linear) }
    }

    #[test]
    fn the_cheapest_at_every_volume_is_found_by_where_lines_cross() {
        // 0 + 10 v, 6 + 4 v and 16 + 2 v: they cross at 1 (10 = 6 + 4) and at 5 (6 + 20 = 16 + 10). 8 + 9 v is never least.
        let [a, b, c, d] = [line(8.0, 9.0), line(16.0, 2.0), line(0.0, 10.0), line(6.0, 4.0)].map(Some);
        let lines = [a, b, None, c, d];
        assert_eq!(chain(&lines, &[0, 1, 2, 3, 4]), [(0.0, 3), (1.0, 4), (5.0, 1)]);
        for volume in [0.0_f64, 0.5, 0.99, 1.01, 3.0, 4.99, 5.01, 1e6] {
            let found = chain(&lines, &[0, 1, 2, 3, 4]);
            let at = found.iter().rev().find(|(from, _)| *from < volume).unwrap_or(&found[0]).1;
            let least = lines.iter().flatten().map(|line| line.at(volume).get()).fold(f64::INFINITY, f64::min);
            assert_eq!(lines[at].map(|line| line.at(volume).get()), Some(least), "{volume}");
        }
        // Of equals the preferred one; of none, none.
        assert_eq!(chain(&[Some(line(1.0, 1.0)); 2], &[1, 0]), [(0.0, 1)]);
        assert_eq!(chain(&[None], &[0]), []);
    }
}
