//! A record by the names of its fields, whether it is a line of CSV or an object of JSON.

use super::json::Json;
use super::time::{self, Habit, Time};
use std::borrow::Cow;

/// A record.
pub(super) trait Fields {
    /// The text of a field; empty when there is none.
    fn text(&self, name: &str) -> Cow<'_, str>;
    /// A number of at least zero; `None` where the field is missing, empty or no number.
    fn count(&self, name: &str) -> Option<f64>;
    /// A number of either sign.
    fn number(&self, name: &str) -> Option<f64>;
    /// A field that is an object, or a text that holds one.
    fn object(&self, name: &str) -> Cow<'_, Json>;

    /// The first of several fields that has a text.
    fn first(&self, names: &[&str]) -> Cow<'_, str> {
        names.iter().map(|name| self.text(name)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// The first of several fields that is a time.
    fn time(&self, names: &[&str]) -> Option<Time> {
        let read = |name: &&str| {
            time::read_as(&self.text(name), self.habit()).or_else(|| {
                let count = self.count(name)?;
                // Eight digits are a day only under a name that says so.
                let spelled = *name == "date" || count > 1e13 && count < 1e14;
                let compact = if spelled { time::compact(&(count as u64).to_string()) } else { None };
                compact.or_else(|| time::from_number(count))
            })
        };
        names.iter().find_map(read)
    }

    /// Which number of a date comes first, where it could be either.
    fn habit(&self) -> Habit {
        Habit::MonthFirst
    }
}

impl Fields for Json {
    fn text(&self, name: &str) -> Cow<'_, str> {
        match self.at(name) {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
            _ => Cow::Borrowed(""),
        }
    }

    fn count(&self, name: &str) -> Option<f64> {
        Self::count(self, name)
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.at(name).number()
    }

    fn object(&self, name: &str) -> Cow<'_, Json> {
        Cow::Borrowed(self.get(name))
    }
}

/// A line of CSV: the positions of the columns that are kept, by name, and its cells.
pub(super) struct Line<'a> {
    pub(super) columns: &'a [(String, usize)],
    pub(super) cells: &'a [String],
    pub(super) comma: bool,
    /// Which number of a date comes first, where it could be either.
    pub(super) habit: Habit,
}

impl Line<'_> {
    fn cell(&self, name: &str) -> &str {
        let at = self.columns.iter().find(|(column, _)| column == name).map(|(_, at)| *at);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

impl Fields for Line<'_> {
    fn text(&self, name: &str) -> Cow<'_, str> {
        Cow::Borrowed(self.cell(name).trim_matches('"'))
    }

    fn habit(&self) -> Habit {
        self.habit
    }

    fn count(&self, name: &str) -> Option<f64> {
        self.number(name).filter(|value| *value >= 0.0)
    }

    fn number(&self, name: &str) -> Option<f64> {
        super::number::read(self.cell(name), self.comma).map(|read| read.value)
    }

    fn object(&self, name: &str) -> Cow<'_, Json> {
        let cell = self.cell(name);
        Cow::Owned(if cell.starts_with(['{', '[']) { wrapped(name, cell) } else { Json::Null })
    }
}

/// The JSON of a cell, kept as it would be under the column's name.
fn wrapped(name: &str, cell: &str) -> Json {
    let text = ["{\"", name, "\":", cell, "}"].concat();
    match Json::read(text.as_bytes()) {
        Some(Json::Map(mut fields)) => fields.pop().map_or(Json::Null, |(_, value)| value),
        _ => Json::Null,
    }
}
