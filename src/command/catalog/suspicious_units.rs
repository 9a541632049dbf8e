//! Suspicions of units: what no figure in a unit can be, because it would be in another one.

use super::suspicions::At;
use build_or_buy::catalog::Parameter;

/// The least and the most that figures in a unit are, for what a server, a site or a team needs.
const UNITS: [(&str, f64, f64); 6] = [
    ("kW", 0.05, 500.0),
    ("USD/kW-month", 10.0, 2_000.0),
    ("USD/kWh", 0.005, 2.0),
    ("US cents/kWh", 0.5, 200.0),
    ("USD/GPU-h", 0.01, 50.0),
    ("months", 0.05, 600.0),
];

pub(super) fn unit(at: &mut At<'_>, row: &Parameter, known: &[f64]) {
    let Some((unit, least, most)) = UNITS.iter().find(|(unit, ..)| *unit == row.unit) else { return };
    if let Some(odd) = known.iter().find(|figure| **figure > 0.0 && !(*least..=*most).contains(*figure)) {
        at.say("typical", format!("{odd} {unit} lies outside {least} to {most}: is the unit right?"));
    }
}
