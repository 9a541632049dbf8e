//! An equation with its values in place: what the page shows for a line, and what a test evaluates.

use crate::sentence::{Sentence, Unit};
use serde::Serialize;

/// A sum of products, with what it gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Equation {
    /// What is worked out: the workload or the machines, or a part that a later equation uses.
    pub title: String,
    /// Added up in this order.
    pub terms: Vec<Term>,
    /// What is done with the sum.
    pub finish: Finish,
    /// What comes out.
    pub result: f64,
    /// What it is counted in.
    pub unit: Unit,
    /// True where it is a part of the line's amount, false where a later equation uses it.
    pub adds: bool,
}

/// Factors multiplied, added or taken off.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Term {
    /// True when it is taken off.
    pub minus: bool,
    /// Multiplied, or divided by.
    pub factors: Vec<Factor>,
}

/// One number of an equation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Factor {
    /// What it is, to be read after the number.
    pub label: String,
    /// The number that is multiplied; a share is 0 to 1.
    pub value: f64,
    /// How it is written: a share in percent.
    pub unit: Unit,
    /// The row of the ledger that it comes from; empty where an equation before it or the fleet gives it.
    pub source: String,
    /// True when it divides.
    pub over: bool,
}

/// What is done with a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    /// Nothing.
    Plain,
    /// It counts as nothing when it is negative.
    AtLeastZero,
    /// It is rounded up to a whole number.
    RoundedUp,
}

impl Factor {
    /// A plain number, its unit beside it, that multiplies.
    pub fn new(value: f64, unit: Unit, label: &str, source: &str) -> Self {
        Self { label: label.to_owned(), value, unit, source: source.to_owned(), over: false }
    }

    /// The same, dividing.
    #[must_use]
    pub fn over(self) -> Self {
        Self { over: true, ..self }
    }
}

impl Term {
    /// A product that is added.
    pub const fn of(factors: Vec<Factor>) -> Self {
        Self { minus: false, factors }
    }

    /// A product that is taken off.
    pub const fn less(factors: Vec<Factor>) -> Self {
        Self { minus: true, factors }
    }

    fn value(&self) -> f64 {
        let product = self
            .factors
            .iter()
            .fold(1.0, |product, factor| if factor.over { product / factor.value } else { product * factor.value });
        if self.minus { -product } else { product }
    }
}

impl Equation {
    /// Works it out: what is shown is what the values shown give.
    pub fn new(title: &str, unit: Unit, finish: Finish, terms: Vec<Term>) -> Self {
        let mut made = Self { title: title.to_owned(), terms, finish, result: 0.0, unit, adds: false };
        made.result = made.evaluated();
        made
    }

    /// One product, part of the line.
    pub fn product(title: &str, unit: Unit, factors: Vec<Factor>) -> Self {
        Self::new(title, unit, Finish::Plain, vec![Term::of(factors)]).adding()
    }

    /// The same as a part of the line's amount.
    #[must_use]
    pub fn adding(self) -> Self {
        Self { adds: true, ..self }
    }

    /// The result as a factor of a later equation.
    pub fn factor(&self, label: &str) -> Factor {
        Factor::new(self.result, self.unit, label, "")
    }

    /// What the values shown give, in the equation's unit.
    pub fn evaluated(&self) -> f64 {
        let sum: f64 = self.terms.iter().map(Term::value).sum();
        crate::units::finite(match self.finish {
            Finish::Plain => sum,
            Finish::AtLeastZero => sum.max(0.0),
            Finish::RoundedUp => libm::ceil(sum),
        })
    }

    /// In words.
    pub fn sentence(&self) -> Sentence {
        let mut said = Sentence::default().name(&self.title).say(": ");
        for (at, term) in self.terms.iter().enumerate() {
            said = match (at, term.minus) {
                (0, false) => said,
                (0, true) => said.say("− "),
                (_, false) => said.say(" + "),
                (_, true) => said.say(" − "),
            };
            for (place, factor) in term.factors.iter().enumerate() {
                if place > 0 {
                    said = said.say(if factor.over { " ÷ " } else { " × " });
                } else if factor.over {
                    said = said.say("1 ÷ ");
                }
                let shown = if factor.unit == Unit::Percent { factor.value * 100.0 } else { factor.value };
                said = said.amount(factor.unit, shown);
                if !factor.label.is_empty() {
                    said = said.say(" ").say(&factor.label);
                }
            }
        }
        said = match self.finish {
            Finish::Plain => said,
            Finish::AtLeastZero => said.say(", at least nothing,"),
            Finish::RoundedUp => said.say(", rounded up,"),
        };
        let shown = if self.unit == Unit::Percent { self.result * 100.0 } else { self.result };
        said.say(" = ").amount(self.unit, shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_added_taken_off_divided_and_finished() {
        // 2 · 3 ÷ 4 − 0.5 · 10 = −3.5; at least nothing: 0; 2.1 rounded up: 3.
        let n = |value: f64| Factor::new(value, Unit::Number, "", "");
        let terms = vec![Term::of(vec![n(2.0), n(3.0), n(4.0).over()]), Term::less(vec![n(0.5), n(10.0)])];
        assert_eq!(Equation::new("a", Unit::Number, Finish::Plain, terms.clone()).result, -3.5);
        assert_eq!(Equation::new("a", Unit::Number, Finish::AtLeastZero, terms).result, 0.0);
        let up = Equation::new("a", Unit::Number, Finish::RoundedUp, vec![Term::of(vec![n(2.1)])]);
        assert_eq!(up.result, 3.0);
        let said = Equation::product("x", Unit::Usd, vec![n(2.0), Factor::new(0.4, Unit::Percent, "cached", "")]);
        assert_eq!(said.sentence().plain(), "x: 2 × 40 % cached = $0.8");
    }
}
