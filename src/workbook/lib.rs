//! The costs as a workbook whose formulas work: inputs once, and a sheet for each option that multiplies them.

mod cell;
mod inputs;
mod lines;
mod told;
mod write;

pub use cell::{Cell, Look, Sheet};
pub use told::Report;
pub use write::file;

use inputs::Inputs;
use told::Part;

/// How an amount of a unit is said: the engine knows, and this package does not know the engine.
pub type Amount<'a> = &'a dyn Fn(&str, f64) -> String;

/// The answer, the inputs, then the options. `again` says where the same answer is found again.
pub fn sheets(report: &Report, again: &str, amount: Amount<'_>) -> Vec<Sheet> {
    let inputs = Inputs::new(report);
    let mut names = vec!["Answer".to_owned(), inputs.sheet.name.clone()];
    let options: Vec<_> =
        report.options.iter().map(|option| lines::of(option, &inputs, report.horizon, &mut names)).collect();
    let mut answer = Sheet::new("Answer".to_owned());
    answer.row(vec![Cell::head(&title(report))]);
    let verdict = &report.verdict;
    for said in [&verdict.sentence, &verdict.sure, &verdict.decides, &verdict.holds, &verdict.check] {
        if !said.is_empty() {
            answer.row(vec![Cell::text(&plain(said, amount))]);
        }
    }
    answer.row(Vec::new());
    answer.row(vec![Cell::head("US dollars a month, level over the horizon"), Cell::head("all in")]);
    for (option, (sheet, total)) in report.options.iter().zip(&options) {
        let name = if option.best { format!("{} (the answer)", option.label) } else { option.label.clone() };
        let place = format!("'{}'!{total}", sheet.name.replace('\'', "''"));
        answer.row(vec![Cell::text(&name), Cell::formula(place, option.monthly, Look::Dollars)]);
    }
    answer.row(Vec::new());
    answer.row(vec![Cell::text(&format!(
        "Prices of {}, engine {}. Change a number on the sheet Inputs, or on an option's own, and the amounts follow. Which plan is \
         cheapest, how many GPUs it takes and how volume grows are worked out by the engine and stay as they were.",
        report.asof, report.engine
    ))]);
    answer.row(vec![Cell::text(again)]);
    let mut all = vec![answer, inputs.sheet];
    all.extend(options.into_iter().map(|(sheet, _)| sheet));
    all
}

/// What stands above the memo: its title, the company and the author, where the link names them.
pub fn title(report: &Report) -> String {
    let named = |key: &str| report.pairs.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text.trim());
    let title = named("memo_title");
    let all = [if title.is_empty() { "Build or buy?" } else { title }, named("memo_for"), named("memo_by")];
    all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn plain(said: &[Part], amount: Amount<'_>) -> String {
    said.iter()
        .map(|part| match part.unit.as_str() {
            // Words, and names among them.
            "text" | "name" => part.text.clone(),
            unit => amount(unit, part.value),
        })
        .collect()
}
