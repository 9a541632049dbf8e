//! What stands in a workbook, before it is any file's.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// With as many digits as it has.
    Plain,
    /// `$1,234.50`.
    Dollars,
    /// `45 %`; the cell holds 0.45.
    Percent,
}

impl Look {
    pub(crate) fn of(unit: &str) -> Self {
        match unit {
            "usd" | "usd_month" | "usd_year" => Self::Dollars,
            "percent" => Self::Percent,
            _ => Self::Plain,
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// Text that heads what follows.
    Head(String),
    /// A number as it is.
    Number(f64, Look),
    /// A formula without its `=`, with what it gives.
    Formula(String, f64, Look),
}

impl Cell {
    /// Words.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(crate) fn head(text: &str) -> Self {
        Self::Head(text.to_owned())
    }

    pub(crate) const fn formula(formula: String, result: f64, look: Look) -> Self {
        Self::Formula(formula, result, look)
    }
}

/// A sheet with its rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// On its tab.
    pub name: String,
    /// From the top; cells that are missing are empty.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    pub(crate) fn new(name: String) -> Self {
        Self { name, rows: Vec::new() }
    }

    /// Adds a row; the number that a spreadsheet gives it, from 1.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) -> usize {
        self.rows.push(cells);
        self.rows.len()
    }
}
