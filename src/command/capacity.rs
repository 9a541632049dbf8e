//! Checks the capacity model against measured rows, and refits its constants on them.

mod measured;
mod optimize;
mod planning;
mod reference;
mod score;

use build_or_buy::capacity::Constants;
use measured::{Measured, Outcome};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Prints predicted beside measured and the error tables; writes every row's prediction to `out`.
///
/// # Errors
/// When the file cannot be read or written, has none of the needed columns, or holds no row that can be predicted.
pub fn check(path: &Path, out: Option<&Path>) -> Result<(), String> {
    let file = measured::read(path)?;
    let outcomes = file.predict(&Constants::FITTED);
    let scored = scored(&file.rows, &outcomes);
    if scored.is_empty() {
        return Err(format!("{}: no row could be predicted\n{}", path.display(), left_out(&file.rows, &outcomes)));
    }
    println!("{} rows of {}, {} predicted", file.rows.len(), path.display(), scored.len());
    print!("{}", left_out(&file.rows, &outcomes));
    println!("\nworst rows (output tokens/s)\n{}", score::worst(&scored, 12));
    println!("{}", score::tables(&scored));
    let first = file.predict(&Constants::DOCUMENTED);
    println!("the documented first form\n{}", score::overall(&self::scored(&file.rows, &first)));
    if let Some(table) = planning::table(&file.rows, &outcomes, &first) {
        println!("{table}");
    }
    if let Some(out) = out {
        file.write(&outcomes, out)?;
        println!("predictions of all rows: {}", out.display());
    }
    Ok(())
}

/// Refits the constants on the rows and prints them with the errors before and after.
///
/// # Errors
/// As [`check`].
pub fn fit(path: &Path) -> Result<(), String> {
    let file = measured::read(path)?;
    let outcomes = file.predict(&Constants::FITTED);
    let before = scored(&file.rows, &outcomes);
    if before.len() < 30 {
        return Err(format!("{}: {} rows can be predicted; a fit needs at least 30", path.display(), before.len()));
    }
    print!("{}", left_out(&file.rows, &outcomes));
    println!("before\n{}", score::overall(&before));
    let fitted = optimize::fit(&file.rows)?;
    let outcomes = file.predict(&fitted);
    println!("after\n{}", score::overall(&scored(&file.rows, &outcomes)));
    println!("{}", optimize::listing(&fitted));
    Ok(())
}

/// A measured row with its prediction.
type Scored<'a> = (&'a Measured, &'a measured::Predicted);

fn scored<'a>(rows: &'a [Measured], outcomes: &'a [Outcome]) -> Vec<Scored<'a>> {
    rows.iter().zip(outcomes).filter_map(|(row, outcome)| outcome.as_ref().ok().map(|found| (row, found))).collect()
}

/// Every row that was not predicted, by reason.
fn left_out(rows: &[Measured], outcomes: &[Outcome]) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes[..rows.len()] {
        if let Err(reason) = outcome {
            *reasons.entry(reason).or_default() += 1;
        }
    }
    reasons.iter().fold(String::new(), |mut text, (reason, count)| {
        let _ = writeln!(text, "  left out {count:>5}  {reason}");
        text
    })
}
