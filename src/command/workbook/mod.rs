//! The costs as a workbook whose formulas work: inputs once, and a sheet for each option that multiplies them.

mod cell;
mod inputs;
mod lines;
mod write;

use build_or_buy::report::Report;
use cell::{Cell, Look, Sheet};
use inputs::Inputs;
use std::path::Path;

/// Writes the workbook of a report.
///
/// # Errors
/// The file cannot be written.
pub fn write(report: &Report, path: &Path) -> Result<(), String> {
    write::file(&sheets(report), path)
}

/// The answer, the inputs, then the options.
fn sheets(report: &Report) -> Vec<Sheet> {
    let inputs = Inputs::new(report);
    let options: Vec<_> =
        report.options.iter().map(|option| lines::of(option, &inputs, report.horizon.get())).collect();
    let mut answer = Sheet::new("Answer");
    let verdict = &report.verdict;
    for said in [&verdict.sentence, &verdict.sure, &verdict.decides, &verdict.holds, &verdict.check] {
        if !said.is_empty() {
            answer.row(vec![Cell::text(&said.plain())]);
        }
    }
    answer.row(Vec::new());
    answer.row(vec![Cell::head("US dollars a month, level over the horizon"), Cell::head("all in")]);
    for (option, (sheet, total)) in report.options.iter().zip(&options) {
        let name = if option.best { format!("{} (the answer)", option.label) } else { option.label.to_owned() };
        let value = Cell::formula(format!("'{}'!{total}", sheet.name), option.monthly.get(), Look::Dollars);
        answer.row(vec![Cell::text(&name), value]);
    }
    answer.row(Vec::new());
    answer.row(vec![Cell::text(&format!(
        "Prices of {}, engine {}. Change a number on the sheet Inputs, or on an option's own, and the amounts follow. Which plan is \
         cheapest, how many GPUs it takes and how volume grows are worked out by the engine and stay as they were.",
        report.asof, report.engine
    ))]);
    let mut all = vec![answer, inputs.sheet];
    all.extend(options.into_iter().map(|(sheet, _)| sheet));
    all
}

#[cfg(test)]
mod tests;
