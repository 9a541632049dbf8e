//! All costs and the ledger as one table, for a spreadsheet: what stands in it is said here once, and each host only
//! writes the commas.

use super::{LedgerRow, Report};
use serde::Serialize;

/// The heading of the table.
pub const HEAD: [&str; 11] =
    ["table", "option or key", "line or label", "value", "unit", "low", "high", "source", "date", "grade", "set by"];

/// A cell: unrounded, in the unit that its row names.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Cell {
    /// A number.
    Number(f64),
    /// Text; empty where there is nothing.
    Text(String),
}

impl Cell {
    /// Text that no spreadsheet takes for a formula: a leading sign is quoted as spreadsheets do.
    fn text(text: &str) -> Self {
        let runs = text.starts_with(['=', '+', '-', '@', '\t']);
        Self::Text(if runs { ["'", text].concat() } else { text.to_owned() })
    }

    fn maybe(value: Option<f64>) -> Self {
        value.map_or_else(|| Self::Text(String::new()), Self::Number)
    }
}

/// The heading, every line of every option and its total in US dollars a month, then the ledger.
pub fn sheet(report: &Report) -> Vec<Vec<Cell>> {
    let empty = || Cell::Text(String::new());
    let cost = |table: &str, option: &str, line: &str, amount: f64, inputs: &str| {
        let mut row = vec![Cell::text(table), Cell::text(option), Cell::text(line), Cell::Number(amount)];
        row.extend([Cell::text("USD/month"), empty(), empty(), Cell::text(inputs), empty(), empty(), empty()]);
        row
    };
    let mut rows = vec![HEAD.iter().map(|head| Cell::text(head)).collect()];
    for option in &report.options {
        for line in &option.lines {
            rows.push(cost("cost", option.label, line.label, line.monthly.get(), &rests_on(report, &line.inputs)));
        }
    }
    for option in &report.options {
        rows.push(cost("total", option.label, "All in", option.monthly.get(), ""));
    }
    for row in &report.ledger {
        let value = row.value.map_or_else(|| Cell::text(&row.word), Cell::Number);
        let mut cells = vec![Cell::text("ledger"), Cell::text(&row.key), Cell::text(&row.label), value];
        cells.extend([Cell::text(&row.unit), Cell::maybe(row.low), Cell::maybe(row.high)]);
        cells.extend([&row.source, &row.date].map(|text| Cell::text(text)));
        cells.extend([row.grade, row.set_by].map(Cell::text));
        rows.push(cells);
    }
    rows
}

/// The inputs that a line counts, by the labels that they have in the ledger, each once.
fn rests_on(report: &Report, inputs: &[&str]) -> String {
    let mut labels: Vec<&str> = Vec::with_capacity(inputs.len());
    for key in inputs {
        let of_it = |row: &&LedgerRow| row.key == *key || row.key.rsplit('.').next() == Some(*key);
        let label = report.ledger.iter().find(of_it).map_or(*key, |row| row.label.as_str());
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_quoted() {
        for text in ["=1+1", "+1", "-1", "@a", "\tx"] {
            assert_eq!(Cell::text(text), Cell::Text(format!("'{text}")));
        }
        assert_eq!(Cell::text("a=b"), Cell::Text("a=b".to_owned()));
    }
}
