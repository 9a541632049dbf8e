//! The sheet of one option: each line's equations for one month, then the level amount over the horizon, then the sum.

use super::cell::{Cell, Look, Sheet};
use super::inputs::Inputs;
use super::told::{Equation, Factor, LineAmount, OptionCost};
use std::fmt::Write as _;

/// A spreadsheet's longest name of a sheet.
const NAME: usize = 31;

/// The sheet, and the cell of its total. `names` are those that are taken.
pub(crate) fn of(option: &OptionCost, inputs: &Inputs, horizon: f64, names: &mut Vec<String>) -> (Sheet, String) {
    let mut sheet = Sheet::new(tab(&option.label, names));
    sheet.row(["what", "value", "", "from"].map(Cell::head).to_vec());
    let levels: Vec<usize> = option.lines.iter().map(|line| add(&mut sheet, line, inputs, horizon)).collect();
    let sum = levels.iter().map(|row| format!("B{row}")).collect::<Vec<_>>().join("+");
    sheet.row(Vec::new());
    let sum = if sum.is_empty() { "0".to_owned() } else { sum };
    let total = sheet.row(vec![Cell::head("All in, a month"), Cell::formula(sum, option.monthly, Look::Dollars)]);
    (sheet, format!("B{total}"))
}

/// The name on the tab: what spreadsheets refuse in one is left out, and no two are the same to them.
fn tab(label: &str, names: &mut Vec<String>) -> String {
    let told =
        |letter: &char| !letter.is_control() && !matches!(letter, ',' | '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let cut = |most: usize| {
        let mut room = most;
        let fits = |letter: &char| {
            let needed = letter.len_utf16();
            let fits = needed <= room;
            room = room.saturating_sub(needed);
            fits
        };
        label.chars().filter(told).take_while(fits).collect::<String>().trim_matches([' ', '\'']).to_owned()
    };
    let mut name = cut(NAME);
    let mut more = 1;
    while name.is_empty() || names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()) {
        more += 1;
        let end = format!(" {more}");
        name = cut(NAME - end.len()) + &end;
    }
    names.push(name.clone());
    name
}

/// Adds a line; the row of its level amount.
fn add(sheet: &mut Sheet, line: &LineAmount, inputs: &Inputs, horizon: f64) -> usize {
    sheet.row(vec![Cell::head(&line.label)]);
    let worked = line.equations.as_ref().filter(|worked| worked.month > 0);
    let mut known: Vec<(f64, &str, usize)> = Vec::new();
    let mut adding = Vec::new();
    let mut month = 0.0;
    for equation in worked.map_or(&[][..], |worked| &worked.equations) {
        let row = solve(sheet, equation, inputs, &known);
        known.push((equation.result, equation.unit.as_str(), row));
        if equation.adds {
            adding.push(format!("B{row}"));
            month += equation.result;
        }
    }
    let level = line.monthly;
    let label = format!("{}, level over {horizon} months", line.label);
    let Some(worked) = worked.filter(|_| month != 0.0) else {
        return sheet.row(vec![Cell::text(&label), Cell::Number(level, Look::Dollars)]);
    };
    let sum = format!("Month {}, in all", worked.month);
    let sum = sheet.row(vec![Cell::text(&sum), Cell::formula(adding.join("+"), month, Look::Dollars)]);
    let each =
        format!("level amount for each dollar of month {}: all months, at their volumes and prices", worked.month);
    let each = sheet.row(vec![Cell::text(&each), Cell::Number(level / month, Look::Plain), Cell::text("×")]);
    sheet.row(vec![Cell::text(&label), Cell::formula(format!("B{sum}*B{each}"), level, Look::Dollars)])
}

/// Adds an equation's factors and its result; the row of the result.
fn solve(sheet: &mut Sheet, equation: &Equation, inputs: &Inputs, known: &[(f64, &str, usize)]) -> usize {
    let mut sum = String::new();
    for term in &equation.terms {
        sum += if term.minus {
            "-"
        } else if sum.is_empty() {
            ""
        } else {
            "+"
        };
        let mut product = String::new();
        for factor in &term.factors {
            let row = sheet.row(vec![
                Cell::text(&["    ", &factor.label].concat()),
                number(factor, inputs, known),
                Cell::text(if factor.over { "÷" } else { "×" }),
                Cell::text(&factor.source),
            ]);
            product += match (product.is_empty(), factor.over) {
                (true, false) => "",
                (true, true) => "1/",
                (false, false) => "*",
                (false, true) => "/",
            };
            let _ = write!(product, "B{row}");
        }
        sum += if product.is_empty() { "1" } else { &product };
    }
    let formula = match equation.finish.as_str() {
        "at-least-zero" => format!("MAX(0,{sum})"),
        "rounded-up" => format!("ROUNDUP({sum},0)"),
        _ => sum,
    };
    let title = format!("  {}", equation.title);
    sheet.row(vec![Cell::text(&title), Cell::formula(formula, equation.result, Look::of(&equation.unit))])
}

/// A factor's number: from the inputs, from an equation before it, or as it is.
fn number(factor: &Factor, inputs: &Inputs, known: &[(f64, &str, usize)]) -> Cell {
    let look = Look::of(&factor.unit);
    if let Some(formula) = inputs.formula(factor) {
        return Cell::formula(formula, factor.value, look);
    }
    // What divides is a constant: months of a year, servers' GPUs.
    let free = factor.source.is_empty() && !factor.over;
    let before =
        known.iter().rev().find(|(value, unit, _)| free && *unit == factor.unit.as_str() && *value == factor.value);
    before.map_or(Cell::Number(factor.value, look), |(_, _, row)| Cell::formula(format!("B{row}"), factor.value, look))
}
