//! A row or field of a catalog that was refused.

use super::digits::digits;
use super::value::Value;
use serde::Serialize;

/// A row or field that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Refusal {
    /// The table.
    pub table: &'static str,
    /// The row, by its name, or its place in the table counted from 1.
    pub row: String,
    /// The first day of the row as it is written, which tells the rows of one offer apart; empty where there is none.
    pub from: String,
    /// The field.
    pub field: String,
    /// What would have been allowed.
    pub allowed: String,
    /// The whole, for whoever wrote the file.
    pub said: String,
}

impl Refusal {
    /// A refusal, with its sentence.
    #[inline(never)]
    pub fn new(table: &'static str, row: &str, from: &str, field: &str, allowed: &str) -> Self {
        let said = [&place(table, row, from), ": ", field, " must be ", allowed, "."].concat();
        let owned = ToOwned::to_owned;
        Self { table, row: owned(row), from: owned(from), field: owned(field), allowed: owned(allowed), said }
    }

    /// With what stands there instead, as it is written.
    #[inline(never)]
    #[must_use]
    pub fn not(mut self, written: Option<&Value>) -> Self {
        let more = match written {
            None | Some(Value::Null) => {
                let place = place(self.table, &self.row, &self.from);
                self.said = [&place, ": ", &self.field, " is missing: ", &self.allowed, "."].concat();
                return self;
            }
            Some(Value::Text(text)) => {
                let quoted = [", not \u{201c}", text, "\u{201d}."].concat();
                // Spreadsheets write numbers so, and people with their money.
                let figure = self.allowed.starts_with("a number") && text.bytes().any(|byte| byte.is_ascii_digit());
                quoted + if figure { " Write numbers without quotes, like 0.12." } else { "" }
            }
            Some(Value::Number(number)) => [", not ", &digits(*number), "."].concat(),
            _ => return self,
        };
        self.said.pop();
        self.said += &more;
        self
    }
}

/// Which row of a file is meant, as whoever wrote it would say.
#[inline(never)]
pub fn place(table: &str, row: &str, from: &str) -> String {
    let what = match table {
        "hosted" => "The price of ",
        "models" => "The open model ",
        "gpus" => "The GPU ",
        "rents" => "The rent of ",
        "purchases" => "The price to buy ",
        "quality" => "The score of ",
        "overlay" | "catalog" => return "The file".to_owned(),
        _ => "",
    };
    let since = if from.is_empty() { "" } else { " from " };
    if row.bytes().all(|byte| byte.is_ascii_digit()) {
        return ["Row ", row, " of ", table, since, from].concat();
    }
    [what, row, since, from].concat()
}
