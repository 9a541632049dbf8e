//! Whether a cache pays follows from the prices that are paid, one's own among them.

use crate::{line, near, report};

/// A thousand million tokens read and a hundred million written, half of what is read repeating; the list has no price
/// for the cache.
const COMPANY: &str = "workloads=a&a.requests=1M&a.input_tokens=1000&a.output_tokens=100&a.quality=same&growth=0&api_drift=0\
                       &discount_rate=0&retries=0&horizon=1&a.model=nebius/qwen3-235b-a22b&a.caching_today=no";

#[test]
fn a_cache_that_only_ones_own_price_makes_cheaper_is_used() {
    // 1,000 × 0.20 for all of the input; with half of it read from the cache at nothing and 5 % written to it at the
    // input price, 450 × 0.20 and 50 × 0.20.
    near(line(&report(COMPANY), "buy", "input"), 200.0);
    let own = report(&format!("{COMPANY}&a.price_cached=0"));
    near(line(&own, "today", "input"), 200.0);
    near(line(&own, "buy", "input"), 90.0);
    near(line(&own, "buy", "cache_write"), 10.0);
    near(line(&own, "buy", "cached_read"), 0.0);
}

#[test]
fn a_cache_dearer_than_the_input_is_left_alone() {
    // A cached read at 5 dollars: 500 × 0.20 + 500 × 5 = 2,600 with it, 200 without.
    let dear = report(&format!("{COMPANY}&a.price_cached=5"));
    near(line(&dear, "buy", "input"), 200.0);
    near(line(&dear, "buy", "cached_read"), 0.0);
}
