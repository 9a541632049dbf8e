//! Suspicions of a parameter beside the input that starts from it: whoever typed one more digit is far from where the
//! calculator begins. An overlay's row is the visitor's own figure.

use super::suspicions::At;
use super::times::Times;
use build_or_buy::catalog::Parameter;
use build_or_buy::inputs::{GLOBAL, Input, Inputs, Slot, WORKLOAD, Workload};

/// How far a row may lie from the input's own figure: a third more or less of record.
const FAR: f64 = 3.0;

pub(super) fn started(at: &mut At<'_>, row: &Parameter) {
    let of_all = GLOBAL.iter().find(|input| input.parameter == row.key).map(|input| figures(input, &Inputs::default()));
    let of_one = || WORKLOAD.iter().find(|input| input.parameter == row.key);
    let found = of_all.or_else(|| of_one().map(|input| figures(input, &Workload::default())));
    // An input that counts in another unit than its ground, or that it starts without, tells nothing.
    let Some((unit, figures)) = found.filter(|(unit, _)| plain(unit) == plain(&row.unit)) else { return };
    let mine = [("low", row.low), ("typical", row.typical), ("high", row.high)];
    for ((field, mine), input) in mine.into_iter().zip(figures) {
        let (Some(mine), Some(input)) = (mine, input) else { continue };
        if let Some(away) = Times::of(input.abs(), mine.abs()).filter(|away| away.times >= FAR) {
            let words = away.words("more", "less");
            at.hint(field, format!("{mine}, and the calculator starts from {input} {unit}: {words}"));
        }
    }
}

/// A unit as inputs and parameters both write it.
fn plain(unit: &str) -> String {
    if unit.starts_with('%') {
        return "%".into();
    }
    match unit {
        "FTE" => "engineers".into(),
        "ratio" => "x".into(),
        _ => unit.replace("per ", "a ").replace("/year", "/yr"),
    }
}

/// Low, default and high of an input, and its unit.
fn figures<T>(input: &Input<T>, fresh: &T) -> (&'static str, [Option<f64>; 3]) {
    match input.slot {
        Slot::Number { low, high, get, .. } => {
            let ends = |end: f64| Some(end).filter(|_| low < high);
            (input.unit, [ends(low), get(fresh), ends(high)])
        }
        _ => (input.unit, [None; 3]),
    }
}
