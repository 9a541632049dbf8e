//! Checks the capacity model against measured rows, and refits its constants on them.

mod measured;
mod optimize;
mod planning;
mod reference;
mod score;
mod setup;

use build_or_buy::capacity::Constants;
use measured::{Measured, Outcome};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
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
    if let Some(out) = out {
        file.write(&outcomes, out)?;
    }
    let first = file.predict(&Constants::DOCUMENTED);
    let mut text = format!("{} rows of {}, {} predicted\n", file.rows.len(), path.display(), scored.len());
    text += &left_out(&file.rows, &outcomes);
    let _ = writeln!(text, "\nworst rows (output tokens/s)\n{}", score::worst(&scored, 12));
    let _ = writeln!(text, "{}", score::tables(&scored));
    let _ = writeln!(text, "the documented first form\n{}", score::overall(&self::scored(&file.rows, &first)));
    if let Some(table) = planning::table(&file.rows, &outcomes, &first) {
        let _ = writeln!(text, "{table}");
    }
    if let Some(out) = out {
        let _ = writeln!(text, "predictions of all rows: {}", out.display());
    }
    print(&text);
    Ok(())
}

/// Printed at once; a reader that stops listening, like `head`, is no error.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
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
    let mut text = left_out(&file.rows, &outcomes);
    let _ = writeln!(text, "before\n{}", score::overall(&before));
    let fitted = optimize::fit(&file.rows)?;
    let outcomes = file.predict(&fitted);
    let _ = writeln!(text, "after\n{}", score::overall(&scored(&file.rows, &outcomes)));
    let _ = writeln!(text, "{}", optimize::listing(&fitted));
    print(&text);
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
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
    let mut text = String::new();
    for (reason, count) in reasons.iter().take(LISTED) {
        let _ = writeln!(text, "  left out {count:>5}  {reason}");
    }
    if reasons.len() > LISTED {
        let more: usize = reasons[LISTED..].iter().map(|(_, count)| count).sum();
        let _ = writeln!(text, "  left out {more:>5}  for {} more reasons, in --out", reasons.len() - LISTED);
    }
    text
}

/// Reasons that are printed; all of them stand in the file of `--out`.
const LISTED: usize = 40;
