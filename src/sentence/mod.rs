//! Sentences as data: words and amounts side by side, so that the page formats amounts in the visitor's currency
//! and locale, and the terminal and the memo in plain English.
//!
//! Nothing here uses the standard library's float formatting: it would cost the browser's module 10 KB.

mod numbers;
mod unit;

pub use numbers::{amount, amount_of, digits, magnitude, one_digit, rounded, rounded_outward, ten_to};
pub use unit::Unit;

use serde::Serialize;

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Part {
    /// What it is.
    pub unit: Unit,
    /// The words, for text.
    pub text: String,
    /// The amount, for the rest; exact, rounded where it is shown.
    pub value: f64,
}

/// A sentence, or a few.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Sentence(pub Vec<Part>);

impl Sentence {
    /// Starts with words.
    pub fn new(text: &str) -> Self {
        Self::default().say(text)
    }

    /// Adds words as they are, spaces included.
    #[must_use]
    pub fn say(self, text: &str) -> Self {
        self.words(Unit::Text, text)
    }

    /// Adds a name, which is not made of the words around it: another language keeps it, or has another for it.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        self.words(Unit::Name, name)
    }

    fn words(mut self, unit: Unit, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push(Part { unit, text: text.to_owned(), value: 0.0 });
        }
        self
    }

    /// Adds names in a row.
    #[must_use]
    pub fn names(self, names: &[String]) -> Self {
        self.row(&names.iter().map(|name| Self::default().name(name)).collect::<Vec<_>>())
    }

    /// Adds pieces in a row: `a`, `a and b`, `a, b and c`, at most four.
    #[must_use]
    pub fn row(mut self, pieces: &[Self]) -> Self {
        let shown = if pieces.len() > 4 { 3 } else { pieces.len() };
        for (at, piece) in pieces[..shown].iter().enumerate() {
            let before = match at {
                0 => "",
                _ if at + 1 == pieces.len() => " and ",
                _ => ", ",
            };
            self = self.say(before).join(piece.clone());
        }
        if shown < pieces.len() {
            self.say(&[" and ", &(pieces.len() - shown).to_string(), " more"].concat())
        } else {
            self
        }
    }

    /// Adds an amount, bare: its unit stands beside it.
    #[must_use]
    pub fn amount(mut self, unit: Unit, value: f64) -> Self {
        self.0.push(Part { unit, text: String::new(), value: crate::units::finite(value) });
        self
    }

    /// Adds another sentence as it is.
    #[must_use]
    pub fn join(mut self, next: Self) -> Self {
        self.0.extend(next.0);
        self
    }

    /// Adds another sentence after a space.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        if !self.0.is_empty() && !next.0.is_empty() {
            self = self.say(" ");
        }
        self.0.extend(next.0);
        self
    }

    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In plain English, amounts rounded to two or three digits, dollars.
    pub fn plain(&self) -> String {
        self.0
            .iter()
            .map(|part| if part.unit.is_words() { part.text.clone() } else { amount(part.unit, part.value) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_row_are_four_at_most_and_marked() {
        let row = |count: usize| Sentence::default().names(&["a", "b", "c", "d", "e"].map(String::from)[..count]);
        let said = [0, 1, 2, 4, 5].map(|count| row(count).plain());
        assert_eq!(said, ["", "a", "a and b", "a, b, c and d", "a, b, c and 2 more"]);
        assert_eq!(row(5).0.iter().filter(|part| part.unit == Unit::Name).count(), 3);
    }

    #[test]
    fn a_worth_is_told_to_one_digit() {
        for (value, told) in [(1_940.0, 2_000.0), (949.0, 900.0), (950.1, 1_000.0), (7.3, 7.0), (0.0, 0.0)] {
            assert!((one_digit(value) - told).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn a_value_is_rounded_away_from_where_one_stands() {
        for (value, digits, up, rounded) in [
            (6.531, 2, true, 6.6),
            (6.531, 2, false, 6.5),
            (123_456.0, 3, true, 124_000.0),
            (-3.17, 2, true, -3.1),
            (-3.17, 2, false, -3.2),
            (0.05, 2, true, 0.05),
        ] {
            assert!((rounded_outward(value, digits, up) - rounded).abs() < 1e-12 * rounded.abs(), "{value}");
        }
    }

    #[test]
    fn amounts_carry_the_digits_that_evidence_carries() {
        for (unit, value, text) in [
            (Unit::UsdMonth, 4_123.0, "$4,100 a month"),
            (Unit::UsdMonth, 31_049.0, "$31,000 a month"),
            (Unit::Usd, -1_234_567.0, "−$1,230,000"),
            (Unit::UsdMtok, 0.148, "$0.15 per million tokens"),
            (Unit::Times, 13.4, "13 times"),
            (Unit::Times, 1.04, "1 times"),
            (Unit::Percent, 95.0, "95 %"),
            (Unit::Months, 1.0, "1 month"),
            (Unit::Months, 23.9, "24 months"),
            (Unit::TokensMonth, 1_512_000_000.0, "1.5 billion tokens a month"),
            (Unit::Number, 0.0004, "0.0004"),
            (Unit::Number, 999_999.0, "1 million"),
            (Unit::Usd, 0.0, "$0"),
        ] {
            assert_eq!(amount(unit, value), text);
        }
    }
}
