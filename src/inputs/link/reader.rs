//! Reads one pair into the input that its key names.

use super::said::{Given, Issue};
use super::value::{Middle, WHOLE_NUMBERS, between, plain_number};
use crate::catalog::Catalog;
use crate::inputs::number::{self, Reading};
use crate::inputs::{Input, Inputs, Slot, Table};
use crate::week::Week;

pub(super) struct Reader<'a> {
    pub(super) key: &'a str,
    pub(super) text: &'a str,
    pub(super) shown: &'a str,
    /// Whether an earlier engine wrote the text: its point before three digits is a decimal point.
    pub(super) by_earlier: bool,
    pub(super) given: &'a mut Vec<Given>,
    pub(super) issues: &'a mut Vec<Issue>,
}

impl Reader<'_> {
    /// Reads the text into the input that the key names; false when there is no such input.
    pub(super) fn named(&mut self, inputs: &mut Inputs, catalog: &Catalog) -> bool {
        if let Some((slug, name)) = self.key.split_once('.') {
            let stream = inputs.workloads.iter_mut().find(|stream| stream.slug == slug);
            if let (Some(stream), Some(input)) = (stream, crate::inputs::workload(name)) {
                self.input(input, stream, catalog);
                return true;
            }
        } else if let Some(input) = crate::inputs::global(self.key) {
            self.input(input, inputs, catalog);
            return true;
        }
        false
    }

    fn input<T>(&mut self, input: &Input<T>, into: &mut T, catalog: &Catalog) {
        match &input.slot {
            Slot::Number { min, max, optional, set, spread, .. } => {
                if self.text.is_empty() && *optional {
                    set(into, None);
                    return;
                }
                match number::read(self.text, input.unit) {
                    Ok(reading) => {
                        let middle = Middle::of(*spread, input.unit);
                        let whole = WHOLE_NUMBERS.contains(&input.name);
                        if reading.converted {
                            self.notice(
                                "is told by another time",
                                input.unit,
                                [reading.text().as_str(), " ", input.unit].concat(),
                            );
                        }
                        self.number(reading, (*min, *max), (middle, whole), |value| set(into, Some(value)));
                    }
                    Err(problem) => self.issue(problem, &between(*min, *max, input.unit), "the default"),
                }
            }
            Slot::Choice { options, set, .. } => {
                if set(into, self.text) {
                    self.given(self.text.to_owned(), None, None, false);
                } else {
                    let words: Vec<&str> = options.iter().map(|(word, _)| *word).collect();
                    self.issue("is not one of the choices", &words.join(", "), "the default");
                }
            }
            Slot::Reference { table, word, get, set } => {
                let known = match table {
                    Table::Hosted => catalog.hosted.iter().any(|row| row.id == self.text),
                    Table::Models => catalog.model(self.text).is_some(),
                    Table::Gpus => catalog.gpu(self.text).is_some(),
                    Table::Shapes => catalog.shape(self.text).is_some() || Week::from_code(self.text).is_some(),
                    Table::Regimes => catalog.regime(self.text).is_some(),
                };
                if known || (!word.is_empty() && self.text == *word) {
                    set(into, self.text.to_owned());
                    self.given(self.text.to_owned(), None, None, false);
                } else {
                    let used = stands_in(*table, get(into), catalog);
                    self.issue("is not in the catalog", "an id of the catalog's table", &used);
                }
            }
            Slot::Text { most, set, .. } => {
                let cut: String = self.text.chars().filter(|letter| !letter.is_control()).take(*most).collect();
                if cut != self.text {
                    self.issue("is longer than can be kept", "at most that many characters", &cut);
                }
                set(into, cut.clone());
                self.given(cut, None, None, false);
            }
        }
    }

    fn number(
        &mut self,
        reading: Reading,
        (min, max): (f64, f64),
        (middle, whole): (Middle, bool),
        set: impl FnOnce(f64),
    ) {
        let held = |value: f64| crate::units::held(value, min, max);
        let low = reading.low.map(number::Decimal::value);
        let high = reading.high.map(number::Decimal::value);
        let typical = match (reading.typical, low, high) {
            (Some(typical), _, _) => typical.value(),
            (None, Some(low), Some(high)) if low > 0.0 && high > 0.0 && middle == Middle::Geometric => {
                (low * high).sqrt()
            }
            (None, Some(low), Some(high)) => f64::midpoint(low, high),
            _ => 0.0,
        };
        if let (Some(low), Some(high)) = (low, high)
            && !(low <= typical && typical <= high && low < high)
        {
            self.issue("is not a range from low to high", "like 3 to 9, or 3~5~9", "the default");
            return;
        }
        let outside = [low, Some(typical), high].into_iter().flatten().any(|value| held(value) != value);
        if outside {
            let used = plain_number(held(typical));
            self.issue("is out of range", &between(min, max, ""), &used);
            set(held(typical));
            self.given(used, None, None, true);
            return;
        }
        if whole && low.is_none() && libm::round(typical) != typical {
            let used = plain_number(libm::round(typical));
            self.issue("is not a whole number", "a whole number", &used);
            set(libm::round(typical));
            self.given(used, None, None, true);
            return;
        }
        let ambiguous = reading.ambiguous && (!self.by_earlier || self.text.contains(','));
        if ambiguous {
            self.notice(
                "could be read in two ways",
                "with a suffix or without thousands marks it is plain",
                reading.text(),
            );
        }
        if reading.rounded {
            self.notice("has more digits than are kept", "15 digits", reading.text());
        }
        set(typical);
        self.given(reading.text(), low, high, ambiguous || reading.rounded || reading.converted);
    }

    /// Notes what was read: its text, and the ends of a range in the input's unit.
    pub(super) fn given(&mut self, text: String, low: Option<f64>, high: Option<f64>, echo: bool) {
        self.given.retain(|given| given.key != self.key);
        self.given.push(Given { key: self.key.to_owned(), text, low, high, echo });
    }

    pub(super) fn notice(&mut self, problem: &str, allowed: &str, used: String) {
        self.issues.push(Issue {
            field: self.key.to_owned(),
            text: self.shown.to_owned(),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
            used,
            notice: true,
        });
    }

    pub(super) fn issue(&mut self, problem: &str, allowed: &str, used: &str) {
        self.issues.push(Issue {
            field: self.key.to_owned(),
            text: self.shown.to_owned(),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
            used: used.to_owned(),
            notice: false,
        });
    }
}

/// What counts in place of a row that is not there, as people name it.
fn stands_in(table: Table, id: &str, catalog: &Catalog) -> String {
    let row = if matches!(table, Table::Hosted) { catalog.rows_of(id).last() } else { None };
    row.map_or_else(|| "the default".into(), |row| [&row.model, " at ", &row.host, ", the default"].concat())
}
