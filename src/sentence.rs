//! Sentences as data: words and amounts side by side, so that the page formats amounts in the visitor's currency
//! and locale, and the terminal and the memo in plain English.
//!
//! Nothing here uses the standard library's float formatting: it would cost the browser's module 10 KB.

use serde::Serialize;

/// What an amount is, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Words, no amount.
    Text,
    /// Dollars.
    Usd,
    /// Dollars a month.
    UsdMonth,
    /// Dollars a year.
    UsdYear,
    /// Dollars an hour.
    UsdHour,
    /// Dollars per million tokens.
    UsdMtok,
    /// A factor: `13 times`.
    Times,
    /// A percentage, given in percent.
    Percent,
    /// Months.
    Months,
    /// Tokens a month.
    TokensMonth,
    /// Tokens a second.
    TokensSecond,
    /// Gigabytes.
    Gigabytes,
    /// A plain number.
    Number,
}

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
    pub fn say(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push(Part { unit: Unit::Text, text: text.to_owned(), value: 0.0 });
        }
        self
    }

    /// Adds an amount.
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
            .map(|part| if part.unit == Unit::Text { part.text.clone() } else { amount(part.unit, part.value) })
            .collect()
    }
}

/// Names in a row: `a`, `a and b`, `a, b and c`, at most four.
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] if names.len() <= 4 => first.join(", ") + " and " + last,
        [first @ .., _] => first[..3].join(", ") + " and " + &(names.len() - 3).to_string() + " more",
    }
}

/// An amount in plain English with its unit: `$4,100 a month`, `13 times`, `35 %`.
pub fn amount(unit: Unit, value: f64) -> String {
    let money = |suffix: &str| {
        let digits = rounded(value.abs(), digits(unit, value));
        format!("{}${digits}{suffix}", if value < 0.0 { "−" } else { "" })
    };
    match unit {
        Unit::Text => String::new(),
        Unit::Usd => money(""),
        Unit::UsdMonth => money(" a month"),
        Unit::UsdYear => money(" a year"),
        Unit::UsdHour => money(" an hour"),
        Unit::UsdMtok => money(" per million tokens"),
        Unit::Times => rounded(value, 2) + " times",
        Unit::Percent => rounded(value, 2) + " %",
        Unit::Months => {
            let text = rounded(value, 2);
            let many = if text == "1" { "" } else { "s" };
            format!("{text} month{many}")
        }
        Unit::TokensMonth => scaled(value) + " tokens a month",
        Unit::TokensSecond => rounded(value, 2) + " tokens a second",
        Unit::Gigabytes => rounded(value, 2) + " GB",
        Unit::Number => scaled(value),
    }
}

/// Two digits with thousand, million or billion where that is shorter.
fn scaled(value: f64) -> String {
    for (size, word) in [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")] {
        if value.abs() >= size * 0.9995 {
            return rounded(value / size, 2) + word;
        }
    }
    rounded(value, 3)
}

/// Significant digits to which an amount is shown.
pub fn digits(unit: Unit, value: f64) -> u32 {
    let large = match unit {
        Unit::Usd | Unit::UsdMonth | Unit::UsdYear | Unit::UsdHour | Unit::UsdMtok => value.abs() >= 1e4,
        // Millions are told in two digits, what is less in three.
        Unit::Number => value.abs() < 1e6 * 0.9995,
        _ => false,
    };
    if large { 3 } else { 2 }
}

/// Ten to a whole power, exact up to 10^22. The library's `exp10` brings a table of 4 KB for the powers in between.
#[inline(never)]
pub fn ten_to(power: u32) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
}

/// The power of ten that a number above zero begins with: 2 for 100 to 999. By the natural logarithm, which is there,
/// and put right where that misses a whole power by its last digit.
#[inline(never)]
pub fn magnitude(value: f64) -> i32 {
    let near = libm::floor(libm::log(value) * core::f64::consts::LOG10_E) as i32;
    let reaches = |power: i32| {
        let step = ten_to(power.unsigned_abs());
        if power < 0 { value * step >= 1.0 } else { value >= step }
    };
    if reaches(near + 1) {
        near + 1
    } else if reaches(near) {
        near
    } else {
        near - 1
    }
}

/// A number with so many significant digits, the next one up, or down if not `up`; one that has no more stays.
pub fn rounded_outward(value: f64, digits: u32, up: bool) -> f64 {
    let size = value.abs();
    if size < 1e-9 {
        return value;
    }
    let power = digits as i32 - 1 - magnitude(size);
    let step = ten_to(power.unsigned_abs());
    let scaled = if power >= 0 { value * step } else { value / step };
    let near = libm::round(scaled);
    let whole = match up {
        _ if (scaled - near).abs() < 1e-9 * near.abs() => near,
        true => libm::ceil(scaled),
        false => libm::floor(scaled),
    };
    if power >= 0 { whole / step } else { whole * step }
}

/// A number rounded to some significant digits, with thousands commas and no more decimals than those digits need.
pub fn rounded(value: f64, digits: u32) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let value = value.abs();
    if value < 1e-9 {
        return "0".into();
    }
    let power = digits as i32 - 1 - magnitude(value);
    let step = ten_to(power.unsigned_abs());
    let whole = libm::round(if power >= 0 { value * step } else { value / step });
    let (integer, decimals) = if power <= 0 { (whole * step, 0) } else { (whole, power as usize) };
    let mut text = (integer as u64).to_string();
    if decimals > 0 {
        while text.len() <= decimals {
            text.insert(0, '0');
        }
        text.insert(text.len() - decimals, '.');
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    let point = text.find('.').unwrap_or(text.len());
    let mut at = point;
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

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
