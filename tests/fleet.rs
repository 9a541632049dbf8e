//! Fleets against a discrete-event simulation, brute force, laws and the published newsvendor table.
#![cfg(not(target_arch = "wasm32"))]

#[path = "fleet/simulation.rs"]
mod simulation;

use simulation::Fleet;

fn rule(z: f64, x: f64, c: f64) -> usize {
    (x + z * (x / c).sqrt()).ceil() as usize
}

#[test]
fn scratch() {
    // share of the target time that grows with the batch
    for phi in [0.2, 0.5, 0.9] {
        for c in [4_usize, 16, 64] {
            let pace: Vec<f64> = (0..=20 * c).map(|k| 0.04 * (1.0 - phi + phi * k as f64 / c as f64)).collect();
            for x in [0.1, 0.3, 0.6, 0.85, 1.5, 2.5, 4.0, 7.0, 11.0, 17.0] {
                let rate = x * c as f64 / (0.04 * 400.0);
                let n = rule(1.645, x, c as f64);
                let requests = 40_000;
                let all = |n: usize, admitted: usize| {
                    Fleet { replicas: n, slots: c, admitted, pace: &pace, tokens: 400.0, rate }.run(requests, 7)
                };
                let least =
                    |ok: &dyn Fn(usize) -> bool| ((x.ceil() as usize).max(1)..30).find(|&n| ok(n)).unwrap_or(99);
                let slow = least(&|n| (n as f64) > x && all(n, 20 * c).slow_tokens <= 0.05);
                let wait = least(&|n| (n as f64) > x && all(n, c).waited <= 0.05);
                let free = all(n, 20 * c);
                let held = all(n, c);
                println!(
                    "phi {phi} C {c:2} x {x:5.2}: rule {n:2} least {slow:2} (slow tokens) {wait:2} (waited); slow tok {:6.2}% slow req {:6.2}% | waited {:6.2}% mean {:.3} p95 {:.3}",
                    free.slow_tokens * 100.0,
                    free.slow_requests * 100.0,
                    held.waited * 100.0,
                    held.mean_wait,
                    held.long_wait
                );
            }
        }
    }
}
