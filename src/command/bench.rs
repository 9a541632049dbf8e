//! Times the engine on this machine.

use std::hint::black_box;
use std::time::Instant;

/// How long one call takes, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timing {
    /// Half of the runs were at most this long.
    pub median_ms: f64,
    /// 95 % of the runs were at most this long.
    pub p95_ms: f64,
}

/// Calls `work` `runs` times (at least once) after a tenth as many warm-up calls.
pub fn time<T>(runs: usize, mut work: impl FnMut() -> T) -> Timing {
    let runs = runs.max(1);
    for _ in 0..runs.div_ceil(10) {
        black_box(work());
    }
    let measured = (0..runs).map(|_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1_000.0
    });
    quantiles(measured.collect())
}

/// Prints the machine and the table.
pub fn run() {
    println!("{}", machine());
    if cfg!(debug_assertions) {
        println!("This is an unoptimized build: for numbers that mean something, `cargo run --release -- bench`.");
    }
    println!("{:<44} {:>10} {:>10}", "what", "median ms", "p95 ms");
    let timing = time(1_000, || super::link::pairs("?v=1&assistant.requests=2M&horizon=36"));
    row("read a link", timing);
}

fn row(what: &str, timing: Timing) {
    println!("{what:<44} {:>10.4} {:>10.4}", timing.median_ms, timing.p95_ms);
}

fn quantiles(mut milliseconds: Vec<f64>) -> Timing {
    milliseconds.sort_by(f64::total_cmp);
    // The nearest-rank definition: the smallest value that at least this share of the runs does not exceed.
    let at = |percent: usize| milliseconds[(milliseconds.len() * percent).div_ceil(100).max(1) - 1];
    Timing { median_ms: at(50), p95_ms: at(95) }
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let model = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        line.split_once(':').map(|(_, name)| name.trim().to_owned())
    });
    let model = model.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{model}, {cores} cores, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_take_the_nearest_rank() {
        // Ranks ceil(0.5 * 20) = 10 and ceil(0.95 * 20) = 19 of the values 1 to 20.
        let timing = quantiles((1..=20).rev().map(f64::from).collect());
        assert_eq!(timing, Timing { median_ms: 10.0, p95_ms: 19.0 });
        assert_eq!(quantiles(vec![3.0]), Timing { median_ms: 3.0, p95_ms: 3.0 });
    }
}
