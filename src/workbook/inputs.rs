//! The sheet of inputs and prices, and where a factor finds its number there.

use super::cell::{Cell, Look, Sheet};
use super::told::{Factor, Report};
use std::collections::BTreeMap;

/// The unit whose numbers are parts of one in an equation and percentages in the ledger.
const PERCENT: &str = "percent";

/// The ledger as a sheet, with the row of each key.
pub(crate) struct Inputs {
    pub(crate) sheet: Sheet,
    places: BTreeMap<String, (usize, f64)>,
}

impl Inputs {
    pub(crate) fn new(report: &Report) -> Self {
        let mut sheet = Sheet::new("Inputs".to_owned());
        sheet.row(["key", "name", "value", "unit", "low", "high", "grade", "source", "date"].map(Cell::head).to_vec());
        let mut places = BTreeMap::new();
        for row in &report.ledger {
            let number = |value: Option<f64>| value.map_or(Cell::Empty, |value| Cell::Number(value, Look::Plain));
            let value = if row.value.is_some() { number(row.value) } else { Cell::text(&row.word) };
            let mut cells = vec![Cell::text(&row.key), Cell::text(&row.label), value, Cell::text(&row.unit)];
            cells.extend([number(row.low), number(row.high), Cell::text(&row.grade)]);
            cells.extend([Cell::text(&row.source), Cell::text(&row.date)]);
            let at = sheet.row(cells);
            if let Some(value) = row.value {
                places.insert(row.key.clone(), (at, value));
            }
        }
        Self { sheet, places }
    }

    /// The formula that takes a factor's number from this sheet, where it stands there as it is or as a percentage. A half is its
    /// own rest: whether the input or what it leaves is meant cannot be seen.
    pub(crate) fn formula(&self, factor: &Factor) -> Option<String> {
        let (row, value) = self.places.get(&factor.source)?;
        let close = |value: f64| (value - factor.value).abs() <= 1e-12 * factor.value.abs();
        if factor.unit != PERCENT && close(*value) {
            return Some(format!("Inputs!C{row}"));
        }
        (factor.unit == PERCENT && factor.value != 0.5 && close(value / 100.0)).then(|| format!("Inputs!C{row}/100"))
    }
}
