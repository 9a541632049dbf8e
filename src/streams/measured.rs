//! What a load test says of one replica: its throughput, and how soon its answers began at that load.

use crate::capacity::{Capacity, P95};
use crate::inputs::Workload;
use crate::units::{Milliseconds, RequestsPerSecond};

/// Requests a second of a replica that was measured at `full` of them, where answers must begin in time: with the time
/// that was measured there, else by the capacity model. `None` where not even one request alone begins in time.
pub(super) fn in_time(workload: &Workload, capacity: &Capacity, full: RequestsPerSecond) -> Option<RequestsPerSecond> {
    match (workload.first_token, workload.first_token_measured) {
        (None, _) => Some(full),
        (Some(target), Some(measured)) => within(full.get(), measured, target).map(RequestsPerSecond::new),
        (Some(target), None) => capacity.rate_within(Milliseconds::new(target * 1e3), full),
    }
}

/// The rate at which 95 of 100 answers begin within `target` seconds, where at `full` requests a second they began within
/// `measured`.
///
/// As in the model, waiting plus reading is exponential with mean S / (1 − rate · S) (M/M/1; Kleinrock, Queueing Systems
/// I, 3.2), so its 95th percentile is ln 20 · S / (1 − rate · S), and 1 / S = rate + ln 20 / percentile. S does not
/// change with the load: rate + ln 20 / percentile is the same at both. More than was tested is never taken.
fn within(full: f64, measured: f64, target: f64) -> Option<f64> {
    let rate = full - P95 * (1.0 / target - 1.0 / measured).max(0.0);
    (rate > 0.0).then_some(rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_time_to_the_first_word_leaves_fewer_requests() {
        // One request takes S = 0.1 s to read. At 8 a second the 95th percentile is 2.9957 · 0.1 ÷ (1 − 0.8) = 1.498 s; at
        // 5 a second 2.9957 · 0.1 ÷ 0.5 = 0.599 s; alone it is 0.29957 s.
        let rate = within(8.0, 1.497_866_136_8, 0.599_146_454_7).expect("five a second");
        assert!((rate - 5.0).abs() < 1e-8, "{rate}");
        assert_eq!(within(8.0, 1.497_866_136_8, 0.299), None);
        assert_eq!(within(8.0, 1.5, 1.5), Some(8.0));
        assert_eq!(within(8.0, 1.5, 60.0), Some(8.0), "more than was tested is not known");
    }
}
