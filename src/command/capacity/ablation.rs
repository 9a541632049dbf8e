//! What each constant is worth: its absence from the fit, judged on families that had no part in it.

use super::folds::{self, Key, Unseen};
use super::measured::Measured;
use super::optimize::{ALL, KNOBS, Without};
use build_or_buy::catalog::Vendor;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Mean of |ln(measured / predicted)|, %, of one kind of group and vendor, and what it weighs: the root of its rows, so that
/// one that was measured often does not decide alone.
type Errors = BTreeMap<(String, bool), (f64, f64)>;

fn errors(rows: &[Unseen]) -> Errors {
    let mut groups: BTreeMap<(String, bool), Vec<f64>> = BTreeMap::new();
    for one in rows {
        let amd = one.row.vendor() == Some(Vendor::Amd);
        groups.entry((one.group.clone(), amd)).or_default().push(100.0 * libm::log(one.ratio).abs());
    }
    let mean = |errors: &[f64]| errors.iter().sum::<f64>() / errors.len() as f64;
    groups.into_iter().map(|(key, errors)| (key, (mean(&errors), (errors.len() as f64).sqrt()))).collect()
}

fn mean(errors: &Errors) -> f64 {
    let weight: f64 = errors.values().map(|(_, weight)| weight).sum();
    errors.values().map(|(error, weight)| error * weight).sum::<f64>() / weight.max(1e-12)
}

/// How much larger the first are, and the standard error of that over the groups.
fn more(first: &Errors, second: &Errors) -> (f64, f64) {
    let pairs: Vec<(f64, f64)> = first
        .iter()
        .filter_map(|(key, (error, weight))| second.get(key).map(|(other, _)| (error - other, *weight)))
        .collect();
    let all: f64 = pairs.iter().map(|(_, weight)| weight).sum();
    let mean = pairs.iter().map(|(more, weight)| more * weight).sum::<f64>() / all.max(1e-12);
    let square: f64 = pairs.iter().map(|(more, weight)| (weight * (more - mean)) * (weight * (more - mean))).sum();
    (mean, square.sqrt() / all.max(1e-12))
}

/// Points of the mean error that a constant must be worth to families left out.
const WORTH: f64 = 0.1;

/// The error with all constants and without each; then without the one that is missed least, and so on until each that is left
/// is worth its place.
pub fn table(rows: &[&Measured]) -> String {
    let of = |key: Key, without: &Without| errors(&folds::leave_out(rows, key, without));
    let kinds: [Key; 3] = [folds::by_family, |row| folds::engine(row), |row| row.gpu.clone()];
    let all_of = |without: &Without| kinds.map(|key| of(key, without));
    let mut now = all_of(&ALL);
    let mut gone = ALL;
    let mut text = String::new();
    loop {
        let _ = writeln!(
            text,
            "mean error on what was left out of the fit: families {:.2} %, engines {:.2} %, GPUs {:.2} %\n\
             | without | families: worse by | standard error | engines: worse by | GPUs: worse by |\n|---|---|---|---|---|",
            mean(&now[0]),
            mean(&now[1]),
            mean(&now[2])
        );
        let mut least: Option<(usize, f64, [Errors; 3])> = None;
        for at in (0..KNOBS.len()).filter(|at| !gone[*at]) {
            let mut without = gone;
            without[at] = true;
            let there = all_of(&without);
            let (worse, error) = more(&there[0], &now[0]);
            let [_, engine, gpu] = [0, 1, 2].map(|kind| more(&there[kind], &now[kind]).0);
            let _ = writeln!(text, "| {} | {worse:+.2} | {error:.2} | {engine:+.2} | {gpu:+.2} |", KNOBS[at].name);
            if least.as_ref().is_none_or(|(_, known, _)| worse < *known) {
                least = Some((at, worse, there));
            }
        }
        match least {
            Some((at, worse, there)) if worse < WORTH => {
                gone[at] = true;
                now = there;
                let _ = writeln!(text, "\nwithout {}:", KNOBS[at].name);
            }
            _ => return text,
        }
    }
}
