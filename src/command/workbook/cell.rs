//! What stands in a workbook, before it is any file's.

use build_or_buy::sentence::Unit;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// With as many digits as it has.
    Plain,
    /// `$1,234.50`.
    Dollars,
    /// `45 %`; the cell holds 0.45.
    Percent,
}

impl Look {
    pub(super) const fn of(unit: Unit) -> Self {
        match unit {
            Unit::Usd | Unit::UsdMonth | Unit::UsdYear => Self::Dollars,
            Unit::Percent => Self::Percent,
            _ => Self::Plain,
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// Text that heads what follows.
    Head(String),
    Number(f64, Look),
    /// A formula without its `=`, with what it gives.
    Formula(String, f64, Look),
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn head(text: &str) -> Self {
        Self::Head(text.to_owned())
    }

    pub(super) const fn formula(formula: String, result: f64, look: Look) -> Self {
        Self::Formula(formula, result, look)
    }
}

/// A sheet with its rows.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), rows: Vec::new() }
    }

    /// Adds a row; the number that a spreadsheet gives it, from 1.
    pub(super) fn row(&mut self, cells: Vec<Cell>) -> usize {
        self.rows.push(cells);
        self.rows.len()
    }
}
