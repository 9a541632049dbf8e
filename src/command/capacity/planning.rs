//! The planner test: pick a load from predictions alone, then look up what was measured there.
//!
//! A sweep is a set of rows that differ in concurrency only. For a target, the true best is the highest measured
//! throughput among points whose measured time between tokens is within it; the plan is the point with the
//! highest predicted throughput among those whose predicted time is.

use super::measured::{Measured, Outcome, Predicted};
use super::score::quantile;
use build_or_buy::catalog::Vendor;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const TARGETS: [f64; 5] = [15.0, 25.0, 40.0, 60.0, 100.0];

/// Part of a target that a plan aims at.
type Safety = fn(&Predicted) -> f64;

/// Results at one target.
#[derive(Default)]
struct Results {
    /// |predicted capacity / true best − 1|, %; 100 where no load was found.
    errors: Vec<f64>,
    missed: usize,
    missed_by_quarter: usize,
    no_load: usize,
}

/// The table by target, with and without the safety margin and for the documented first form; `None` when no
/// sweep has measured times.
pub fn table(rows: &[&Measured], outcomes: &[Outcome], first: &[Outcome]) -> Option<String> {
    let mut text = String::from(
        "planning to a time between tokens, families left out of the fit (sweeps of at least 3 concurrencies)\n\
         | plan | vendor | target ms | sweeps | capacity error, median % | target missed % | missed by over 25 % | no load found % |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    let mut found = false;
    let plans: [(&str, &[Outcome], Safety); 4] = [
        ("with safety", outcomes, |p| p.class.safety()),
        ("at the target", outcomes, |_| 1.0),
        ("first form at the target", first, |_| 1.0),
        ("first form at 0.8", first, |_| 0.8),
    ];
    for (name, outcomes, safety) in plans {
        for (maker, vendor) in [("both", None), ("NVIDIA", Some(Vendor::Nvidia)), ("AMD", Some(Vendor::Amd))] {
            let sweeps = sweeps(rows, outcomes, vendor);
            for target in TARGETS {
                let results = plan(&sweeps, target, safety);
                let count = results.errors.len();
                if count == 0 {
                    continue;
                }
                found = true;
                let part = |number: usize| 100.0 * number as f64 / count as f64;
                let _ = writeln!(
                    text,
                    "| {name} | {maker} | {target} | {count} | {:.1} | {:.1} | {:.1} | {:.1} |",
                    quantile(&results.errors, 0.5),
                    part(results.missed),
                    part(results.missed_by_quarter),
                    part(results.no_load)
                );
            }
        }
    }
    found.then_some(text)
}

type Point<'a> = (&'a Measured, f64, &'a Predicted);

fn sweeps<'a>(rows: &[&'a Measured], outcomes: &'a [Outcome], vendor: Option<Vendor>) -> Vec<Vec<Point<'a>>> {
    let mut sweeps: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(outcomes) {
        if let (Ok(predicted), Some(time), true) = (outcome, row.per_token, row.consistent())
            && (vendor.is_none() || row.vendor() == vendor)
        {
            sweeps.entry(&row.sweep).or_default().push((row, time, predicted));
        }
    }
    sweeps.into_values().filter(|points| points.len() >= 3).collect()
}

fn plan(sweeps: &[Vec<Point>], target: f64, safety: Safety) -> Results {
    let mut results = Results::default();
    for points in sweeps {
        let best = points.iter().filter(|(_, time, _)| *time <= target).map(|(row, ..)| row.output);
        let Some(best) = best.max_by(f64::total_cmp) else { continue };
        let planned = points
            .iter()
            .filter(|(_, _, p)| p.per_token <= target * safety(p))
            .max_by(|a, b| a.2.output.total_cmp(&b.2.output));
        if let Some((_, time, predicted)) = planned {
            results.errors.push((predicted.output / best - 1.0).abs() * 100.0);
            results.missed += usize::from(*time > target);
            results.missed_by_quarter += usize::from(*time > 1.25 * target);
        } else {
            results.errors.push(100.0);
            results.no_load += 1;
        }
    }
    results.errors.sort_by(f64::total_cmp);
    results
}
