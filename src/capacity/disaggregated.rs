//! What is gained where prompts are read on some servers and answers are written on others.
//!
//! Best tokens per second and GPU over the best of one server, by the time between tokens (`InferenceX`, dump of
//! 2026-07-20, one model on each; grade C): nothing at 15 ms, twice as much at 50 ms on Blackwell. On MI355X it lost
//! (0.76), and on H200 two cells alone tell of it (2.6): neither is offered.

use crate::catalog::Gpu;
use crate::units::Milliseconds;

/// GPUs of which it was measured, with the gain at [`SLOW`].
const MEASURED: [(&str, f64); 2] = [("b200", 2.06), ("b300", 2.03)];
/// Time between tokens at which nothing is gained, milliseconds.
const FAST: f64 = 15.0;
/// Time between tokens from which the whole gain is there, milliseconds.
const SLOW: f64 = 50.0;

/// Throughput of each GPU over that on one server at a time between tokens: 1 at 15 ms and below, what was measured at
/// 50 ms and above, even in the logarithm between them. `None` for a GPU of which it was not measured, or which loses.
pub fn gain(gpu: &str, target: Milliseconds) -> Option<f64> {
    let most = measured(gpu)?;
    let place = libm::log(target.get() / FAST) / libm::log(SLOW / FAST);
    Some(1.0 + (most - 1.0) * place.clamp(0.0, 1.0))
}

/// Whether it was measured on a GPU, and gains.
pub fn is_measured(gpu: &Gpu) -> bool {
    measured(&gpu.id).is_some()
}

/// The gain at [`SLOW`].
fn measured(gpu: &str) -> Option<f64> {
    MEASURED.iter().find(|(known, _)| *known == gpu).map(|(_, most)| *most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slower_pace_gains_more_up_to_what_was_measured() {
        let at = |gpu: &str, ms: f64| gain(gpu, Milliseconds::new(ms));
        assert_eq!((at("b200", 15.0), at("b200", 50.0), at("b200", 400.0)), (Some(1.0), Some(2.06), Some(2.06)));
        // Halfway in the logarithm, √(15 · 50) = 27.386 ms: 1 + 1.03 / 2.
        assert!((at("b300", 27.386_128).expect("measured") - 1.515).abs() < 1e-6);
        assert_eq!((at("b200", 5.0), at("mi355x", 50.0), at("h200", 50.0)), (Some(1.0), None, None));
    }
}
