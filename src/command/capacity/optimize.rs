//! Refits the constants: least robust log error of throughput, and of time between tokens where measured.

use super::measured::Measured;
use build_or_buy::capacity::Constants;
use std::collections::HashMap;
use std::fmt::Write as _;

/// A constant that is fitted.
pub struct Knob {
    pub name: &'static str,
    /// What it is multiplied by for people.
    unit: f64,
    /// Where every fit starts, so that a set of rows that was left out has no say: a round figure, by its order of magnitude.
    start: f64,
    /// The value at which the model is as if it had no such constant.
    absent: f64,
    place: fn(&mut Constants) -> &mut f64,
}

const fn knob(name: &'static str, unit: f64, start: f64, absent: f64, place: fn(&mut Constants) -> &mut f64) -> Knob {
    Knob { name, unit, start, absent, place }
}

/// Link and memory figures are set by hand: the rows cannot tell them apart.
pub const KNOBS: [Knob; COUNT] = [
    knob("compute_efficiency", 1.0, 0.7, 1.0, |c| &mut c.compute_efficiency),
    knob("attention_efficiency", 1.0, 0.2, 0.7, |c| &mut c.attention_efficiency),
    knob("unpacked_compute", 1.0, 0.5, 1.0, |c| &mut c.unpacked_compute),
    knob("layer, us", 1e6, 60e-6, 0.0, |c| &mut c.layer),
    knob("expert_layer_old, us", 1e6, 40e-6, 0.0, |c| &mut c.expert_layer_old),
    knob("quantized_layer, us", 1e6, 12e-6, 0.0, |c| &mut c.quantized_layer),
    knob("special_layer, us", 1e6, 30e-6, 0.0, |c| &mut c.special_layer),
    knob("sequence, us", 1e6, 5e-6, 0.0, |c| &mut c.sequence),
    knob("passes", 1.0, 15.0, 0.0, |c| &mut c.passes),
    knob("passes_per_expert", 1.0, 10.0, 0.0, |c| &mut c.passes_per_expert),
    knob("exchange", 1.0, 2.0, 1.0, |c| &mut c.exchange),
    knob("amd", 1.0, 1.3, 1.0, |c| &mut c.amd),
];
const COUNT: usize = 12;

/// Constants that a fit does without.
pub type Without = [bool; COUNT];

/// All of them are used.
pub const ALL: Without = [false; COUNT];

/// Weight of the time between tokens beside the throughput.
const TIME_WEIGHT: f64 = 0.3;
/// Log errors above this weigh less than their square.
const ROBUST: f64 = 0.12;
/// Pull of each constant's logarithm towards its start, per row.
const PULL: f64 = 3e-4;
const ROUNDS: usize = 25;
/// Step of the numerical derivative, in logarithms.
const NUDGE: f64 = 1e-4;

fn constants(logs: &[f64; COUNT], without: &Without) -> Constants {
    let mut constants = Constants::FITTED;
    for ((knob, log), absent) in KNOBS.iter().zip(logs).zip(without) {
        *(knob.place)(&mut constants) = if *absent { knob.absent } else { knob.start * libm::exp(*log) };
    }
    constants
}

/// Log errors of the rows, those of throughput first; `None` where a row is not predicted.
fn errors(rows: &[&Measured], constants: &Constants) -> Vec<Option<[f64; 2]>> {
    let of = |row: &&Measured| {
        let predicted = row.predict(constants).ok()?;
        let time = row.per_token.map_or(0.0, |time| libm::log(predicted.per_token / time));
        Some([libm::log(predicted.output / row.output), time])
    };
    rows.iter().map(of).collect()
}

/// The constants that fit these rows best. Each pair of source, model and vendor weighs the root of its rows.
pub fn fit(rows: &[&Measured], without: &Without) -> Constants {
    let mut sizes: HashMap<String, f64> = HashMap::new();
    let group = |row: &Measured| format!("{} {} {:?}", row.source, row.model, row.vendor());
    for row in rows {
        *sizes.entry(group(row)).or_default() += 1.0;
    }
    let weights: Vec<f64> = rows.iter().map(|row| 1.0 / sizes[&group(row)].sqrt()).collect();
    let all: f64 = weights.iter().sum();
    let mut logs = [0.0; COUNT];
    let mut damping = 1e-3;
    let mut now = errors(rows, &constants(&logs, without));
    for _ in 0..ROUNDS {
        // Least squares of soft errors by reweighting: a large error pulls by its size, not by its square.
        let mut square = [[0.0; COUNT]; COUNT];
        let mut right = [0.0; COUNT];
        let moved: Vec<Vec<Option<[f64; 2]>>> = (0..COUNT)
            .map(|at| {
                if without[at] {
                    return now.clone();
                }
                let mut there = logs;
                there[at] += NUDGE;
                errors(rows, &constants(&there, without))
            })
            .collect();
        for (index, error) in now.iter().enumerate() {
            let Some(error) = error else { continue };
            for (kind, share) in [(0, 1.0), (1, TIME_WEIGHT)] {
                let soft = 1.0 / (1.0 + (error[kind] / ROBUST) * (error[kind] / ROBUST)).sqrt();
                let weight = weights[index] / all * share * soft;
                let slope: [f64; COUNT] = core::array::from_fn(|at| {
                    moved[at][index].map_or(0.0, |there| (there[kind] - error[kind]) / NUDGE)
                });
                for (a, row) in square.iter_mut().enumerate() {
                    right[a] -= weight * slope[a] * error[kind];
                    for (b, cell) in row.iter_mut().enumerate() {
                        *cell += weight * slope[a] * slope[b];
                    }
                }
            }
        }
        for (at, row) in square.iter_mut().enumerate() {
            row[at] = row[at] * (1.0 + damping) + PULL;
            right[at] -= PULL * logs[at];
        }
        let step = solve(square, right);
        let there: [f64; COUNT] = core::array::from_fn(|at| logs[at] + step[at].clamp(-0.5, 0.5));
        let next = errors(rows, &constants(&there, without));
        let cost = |errors: &[Option<[f64; 2]>], logs: &[f64; COUNT]| {
            let soft = |error: f64| (1.0 + (error / ROBUST) * (error / ROBUST)).sqrt() - 1.0;
            let of = |(error, weight): (&Option<[f64; 2]>, &f64)| {
                error.map_or(0.0, |[output, time]| (soft(output) + TIME_WEIGHT * soft(time)) * weight / all)
            };
            let pull: f64 = logs.iter().map(|log| log * log).sum();
            errors.iter().zip(&weights).map(of).sum::<f64>() * ROBUST * ROBUST + PULL * pull / 2.0
        };
        let gain = cost(&now, &logs) - cost(&next, &there);
        if gain > 0.0 {
            (logs, now) = (there, next);
            damping = f64::max(damping / 3.0, 1e-6);
            if gain < 1e-8 {
                break;
            }
        } else {
            damping *= 4.0;
        }
    }
    constants(&logs, without)
}

/// Solves a symmetric positive system by elimination; the pull keeps its diagonal above zero.
fn solve(mut square: [[f64; COUNT]; COUNT], mut right: [f64; COUNT]) -> [f64; COUNT] {
    for pivot in 0..COUNT {
        for row in pivot + 1..COUNT {
            let factor = square[row][pivot] / square[pivot][pivot];
            let (above, below) = square.split_at_mut(row);
            for (cell, over) in below[0].iter_mut().zip(&above[pivot]).skip(pivot) {
                *cell -= factor * over;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for pivot in (0..COUNT).rev() {
        let known: f64 = (pivot + 1..COUNT).map(|at| square[pivot][at] * right[at]).sum();
        right[pivot] = (right[pivot] - known) / square[pivot][pivot];
    }
    right
}

/// Constants before and after.
pub fn listing(fitted: &Constants) -> String {
    let (mut before, mut after) = (Constants::FITTED, *fitted);
    let mut text = String::from("| constant | now | fitted |\n|---|---|---|\n");
    for Knob { name, unit, place, .. } in KNOBS {
        let _ = writeln!(text, "| {name} | {:.4} | {:.4} |", *place(&mut before) * unit, *place(&mut after) * unit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        // 2 on the diagonal and 1 beside it times (1, 1, …): 3 at both ends, 4 between.
        let square = core::array::from_fn(|a| {
            core::array::from_fn(|b: usize| {
                if a == b {
                    2.0
                } else if a.abs_diff(b) == 1 {
                    1.0
                } else {
                    0.0
                }
            })
        });
        let right = core::array::from_fn(|at| if at == 0 || at == COUNT - 1 { 3.0 } else { 4.0 });
        assert!(solve(square, right).iter().all(|value: &f64| (value - 1.0).abs() < 1e-12));
    }
}
