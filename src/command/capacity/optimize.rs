//! Refits the constants: least mean absolute log error of throughput, and of time between tokens where measured.

use super::measured::Measured;
use argmin::core::{CostFunction, Error, Executor};
use argmin::solver::neldermead::NelderMead;
use build_or_buy::capacity::Constants;
use std::fmt::Write as _;

/// A constant that is fitted: its name, its unit for people, and where it stands.
type Knob = (&'static str, f64, fn(&mut Constants) -> &mut f64);

/// `layer_width`, `expert_layer`, link and memory figures are set by hand: the rows cannot tell them apart.
const KNOBS: [Knob; 15] = [
    ("memory_efficiency", 1.0, |c| &mut c.memory_efficiency),
    ("compute_efficiency", 1.0, |c| &mut c.compute_efficiency),
    ("attention_efficiency", 1.0, |c| &mut c.attention_efficiency),
    ("nvfp4_compute", 1.0, |c| &mut c.nvfp4_compute),
    ("unpacked_compute", 1.0, |c| &mut c.unpacked_compute),
    ("layer, us", 1e6, |c| &mut c.layer),
    ("expert_layer_old, us", 1e6, |c| &mut c.expert_layer_old),
    ("quantized_layer, us", 1e6, |c| &mut c.quantized_layer),
    ("special_layer, us", 1e6, |c| &mut c.special_layer),
    ("all_reduce, us", 1e6, |c| &mut c.all_reduce),
    ("sequence, us", 1e6, |c| &mut c.sequence),
    ("passes", 1.0, |c| &mut c.passes),
    ("passes_per_expert", 1.0, |c| &mut c.passes_per_expert),
    ("amd", 1.0, |c| &mut c.amd),
    ("expert_layer, us (kept)", 1e6, |c| &mut c.expert_layer),
];

/// The last knob is listed and not moved.
const MOVED: usize = KNOBS.len() - 1;

/// Weight of the time between tokens beside the throughput.
const TIME_WEIGHT: f64 = 0.3;
/// Pull of each constant's logarithm towards where it started, divided by the rows: few of them move little.
const PULL: f64 = 2.0;

struct Problem<'a>(&'a [Measured]);

impl Problem<'_> {
    fn constants(logs: &[f64]) -> Constants {
        let mut constants = Constants::FITTED;
        for ((_, _, place), log) in KNOBS.iter().zip(logs) {
            *place(&mut constants) *= libm::exp(*log);
        }
        for efficiency in [
            &mut constants.memory_efficiency,
            &mut constants.compute_efficiency,
            &mut constants.attention_efficiency,
            &mut constants.nvfp4_compute,
            &mut constants.unpacked_compute,
        ] {
            *efficiency = efficiency.min(1.0);
        }
        constants
    }
}

impl CostFunction for Problem<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, logs: &Vec<f64>) -> Result<f64, Error> {
        let constants = Self::constants(logs);
        let (mut sum, mut count, mut time_sum, mut time_count) = (0.0, 0.0_f64, 0.0, 0.0_f64);
        for row in self.0.iter().filter(|row| row.consistent()) {
            let Ok(predicted) = row.predict(&constants) else { continue };
            sum += libm::log(predicted.output / row.output).abs();
            count += 1.0;
            if let Some(time) = row.per_token {
                time_sum += libm::log(predicted.per_token / time).abs();
                time_count += 1.0;
            }
        }
        let pull: f64 = logs.iter().map(|log| log * log).sum();
        Ok(sum / count.max(1.0) + TIME_WEIGHT * time_sum / time_count.max(1.0) + PULL * pull / count.max(1.0))
    }
}

/// The constants that fit these rows best, from the present ones.
///
/// # Errors
/// When the optimizer refuses, which it says.
pub fn fit(rows: &[Measured]) -> Result<Constants, String> {
    let mut best = vec![0.0; MOVED];
    // Nelder-Mead loses heart in many dimensions: it is started anew from its best point with a fresh simplex.
    for step in [0.2, 0.15, 0.1, 0.05] {
        let simplex = (0..=MOVED)
            .map(|corner| {
                let mut point = best.clone();
                if corner > 0 {
                    point[corner - 1] += step;
                }
                point
            })
            .collect();
        let solver = NelderMead::new(simplex).with_sd_tolerance(1e-7).map_err(|why| why.to_string())?;
        let run = Executor::new(Problem(rows), solver).configure(|state| state.max_iters(600)).run();
        if let Some(point) = run.map_err(|why| why.to_string())?.state.best_param {
            best = point;
        }
    }
    Ok(Problem::constants(&best))
}

/// Constants before and after.
pub fn listing(fitted: &Constants) -> String {
    let (mut before, mut after) = (Constants::FITTED, *fitted);
    let mut text = String::from("| constant | now | fitted |\n|---|---|---|\n");
    for (name, unit, place) in KNOBS {
        let _ = writeln!(text, "| {name} | {:.4} | {:.4} |", *place(&mut before) * unit, *place(&mut after) * unit);
    }
    text
}
