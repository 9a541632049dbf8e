//! Checks the capacity model against measured rows, and refits its constants on them.

mod ablation;
mod bands;
mod folds;
mod hints;
mod left_out;
mod load_test;
mod measured;
mod optimize;
mod planning;
mod reference;
mod rows;
mod score;
mod setup;

use build_or_buy::capacity::{Constants, Maturity};
pub use load_test::Tested;
use measured::{Measured, Outcome};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Prints what the model is worth where rows were left out of its fit, and then predicted beside measured; writes every row's
/// prediction to `out`.
///
/// Without a file it reads the measured rows of `tests/capacity`; of several files all rows are taken together. Results of
/// load tests are told by their content, and each of their points is printed beside its prediction.
///
/// # Errors
/// When a file cannot be read or written, has none of the needed columns, or no row can be predicted.
pub fn check(paths: &[PathBuf], out: Option<&Path>, tested: &Tested) -> Result<(), String> {
    let shipped: Vec<PathBuf>;
    let (loads, tables): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| load_test::is_one(path));
    if !loads.is_empty() {
        print(&load_test::beside(&loads, tested, &super::report::catalog(None)?)?);
        if tables.is_empty() {
            return Ok(());
        }
    }
    let paths = &tables[..];
    let paths = if paths.is_empty() {
        shipped = SHIPPED.iter().map(|name| Path::new("tests/capacity").join(name)).collect();
        &shipped
    } else {
        paths
    };
    let files = paths.iter().map(|path| rows::read(path)).collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<&Measured> = files.iter().flat_map(|file| &file.rows).collect();
    let outcomes: Vec<Outcome> = rows.iter().map(|row| row.predict(&Constants::FITTED)).collect();
    let scored = scored(&rows, &outcomes);
    let names = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    if scored.is_empty() {
        return Err(format!("{names}: no row could be predicted\n{}", not_predicted(&rows, &outcomes)));
    }
    if let Some(out) = out {
        let [file] = &files[..] else { return Err("--out takes one file of rows at a time".into()) };
        file.write(&outcomes, out)?;
    }
    let first: Vec<Outcome> = rows.iter().map(|row| row.predict(&Constants::DOCUMENTED)).collect();
    let mut text = format!("{} rows of {names}, {} predicted\n", rows.len(), scored.len());
    text += &not_predicted(&rows, &outcomes);
    let _ = writeln!(text, "\n{}", left_out::tables(&rows));
    let _ = writeln!(text, "{}", bands::tables(&rows));
    let _ = writeln!(text, "{}", left_out::bands(&rows, &outcomes.iter().collect::<Vec<_>>()));
    let _ = writeln!(text, "worst rows (output tokens/s)\n{}", score::worst(&scored, 12));
    let _ =
        writeln!(text, "with the constants in use, which most of these rows helped to fit\n{}", score::tables(&scored));
    let _ = writeln!(text, "the documented first form\n{}", score::overall(&self::scored(&rows, &first)));
    if let Some(out) = out {
        let _ = writeln!(text, "predictions of all rows: {}", out.display());
    }
    print(&text);
    Ok(())
}

/// Measured rows that the project may pass on; their sources stand in `tests/capacity/SOURCES.md`.
const SHIPPED: [&str; 4] = ["trtllm.csv", "mlperf.csv", "vllm.csv", "more.csv"];

/// Printed at once; a reader that stops listening, like `head`, is no error.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Refits the constants on the tuned rows and prints them with the errors before and after.
///
/// # Errors
/// As [`check`].
pub fn fit(paths: &[PathBuf]) -> Result<(), String> {
    let files = paths.iter().map(|path| rows::read(path)).collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<&Measured> =
        files.iter().flat_map(|file| &file.rows).filter(|row| row.maturity == Maturity::Tuned).collect();
    let predict = |constants: &Constants| -> Vec<Outcome> { rows.iter().map(|row| row.predict(constants)).collect() };
    let outcomes = predict(&Constants::FITTED);
    let before = scored(&rows, &outcomes);
    if before.len() < 30 {
        return Err(format!("{} tuned rows can be predicted; a fit needs at least 30", before.len()));
    }
    let mut text = not_predicted(&rows, &outcomes);
    let _ = writeln!(text, "before\n{}", score::overall(&before));
    let fitted = optimize::fit(&rows, &optimize::ALL);
    let outcomes = predict(&fitted);
    let _ = writeln!(text, "after\n{}", score::tables(&scored(&rows, &outcomes)));
    let _ = writeln!(text, "{}", optimize::listing(&fitted));
    print(&text);
    Ok(())
}

/// Prints what each constant is worth to families of models that had no part in the fit.
///
/// # Errors
/// As [`check`].
pub fn ablate(paths: &[PathBuf]) -> Result<(), String> {
    let files = paths.iter().map(|path| rows::read(path)).collect::<Result<Vec<_>, _>>()?;
    let rows: Vec<&Measured> =
        files.iter().flat_map(|file| &file.rows).filter(|row| row.maturity == Maturity::Tuned).collect();
    print(&ablation::table(&rows));
    Ok(())
}

/// A measured row with its prediction.
type Scored<'a> = (&'a Measured, &'a measured::Predicted);

fn scored<'a>(rows: &[&'a Measured], outcomes: &'a [Outcome]) -> Vec<Scored<'a>> {
    rows.iter()
        .copied()
        .zip(outcomes)
        .filter_map(|(row, outcome)| outcome.as_ref().ok().map(|found| (row, found)))
        .collect()
}

/// Every row that was not predicted, by reason.
fn not_predicted(rows: &[&Measured], outcomes: &[Outcome]) -> String {
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
