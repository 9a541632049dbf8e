//! One line against one staircase, solved exactly: the textbook case behind the bands.

/// Every crossing of a line `price · v` with a staircase, in order: the volumes at which the cheaper side changes.
///
/// `step` is the volume one node serves, `node` its monthly cost, `fixed` the monthly cost of everything else, all
/// in one unit of volume, whichever that is: bare. Exact: on each tread both are linear. Ends where the staircase can never come back, or
/// returns none at all where the price is no more than a full node's marginal cost.
pub fn staircase_crossings(price: f64, fixed: f64, node: f64, step: f64) -> Vec<f64> {
    if price <= 0.0 || step <= 0.0 || price <= node / step {
        return Vec::new();
    }
    // Above this volume even a node just begun is paid for.
    let last = (fixed + node) / (price - node / step);
    let treads = libm::ceil(last / step) as usize + 1;
    let mut crossings = Vec::new();
    let mut wins = false;
    for tread in 1..=treads.min(1_000_000) {
        let (from, to) = ((tread - 1) as f64 * step, tread as f64 * step);
        let cost = fixed + node * tread as f64;
        // At the step up, running may lose again at once.
        if wins && cost > price * from {
            crossings.push(from);
            wins = false;
        }
        let meet = cost / price;
        if !wins && meet < to && meet >= from {
            crossings.push(meet);
            wins = true;
        }
    }
    crossings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_staircase_crosses_five_times_before_it_wins_for_good() {
        // Case T12: API $3/M; a node serves 300 M tokens a day and costs $20,000 a month; fixed $15,000; 30.4375 days.
        let crossings = staircase_crossings(3.0 * 30.4375, 15_000.0, 20_000.0, 300.0);
        let expected = [821.36, 900.0, 1_040.38, 1_200.0, 1_259.41];
        assert_eq!(crossings.len(), expected.len(), "{crossings:?}");
        for (found, expected) in crossings.iter().zip(expected) {
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
        assert!(staircase_crossings(1.0, 10.0, 400.0, 300.0).is_empty());
        // At the price of a full node, $400 for 200, the line never leaves the staircase behind.
        assert!(staircase_crossings(2.0, 10.0, 400.0, 200.0).is_empty());
    }
}
