//! Numbers as links carry them, and evidence of the whole case.

use super::cited::cited;
use crate::inputs::number::{Decimal, Reading};
use crate::sentence::{magnitude, ten_to};
use crate::units::held;
use crate::usage::tally::{Sums, Tally};
use crate::usage::window::short;
use crate::usage::{How, Measured, Proposal};

/// A plain number as links have it.
pub(super) fn query_number(text: &str) -> Option<f64> {
    crate::inputs::number::read(text, "").ok()?.typical.map(Decimal::value)
}

/// A plain number with so many digits after the point, as links carry it.
pub(super) fn round_text(value: f64, places: i32) -> String {
    rounded(value, places).map_or_else(String::new, Decimal::text)
}

fn rounded(value: f64, places: i32) -> Option<Decimal> {
    let digits = libm::round(value * ten_to(places.unsigned_abs()));
    (digits.is_finite() && libm::fabs(digits) <= 9e14).then(|| Decimal::new(digits as i64, -places)).flatten()
}

/// What a file says of the pace of its answers.
pub(super) fn pace(sums: &Sums) -> Option<String> {
    (sums.writing_of > 0.0 && sums.writing > 0.0).then(|| {
        format!(
            "Seen here: {} ms a token, the first after {} s on average. The pace asked for stays as it is.",
            short(sums.writing / sums.writing_of),
            short(sums.first / sums.first_of / 1e3)
        )
    })
}

/// `2 of 28`: some of the rows of a sum, in plain numbers.
pub(super) fn of_rows(some: f64, sums: &Sums) -> String {
    format!("{} of {}", libm::round(some) as u64, libm::round(sums.rows) as u64)
}

/// A plain number with the ends of its 80 % interval, as links carry them. Where rounding leaves one number its ends are a tenth of
/// its last digit away, inside the limits: a single number would be drawn over the usual range.
pub(super) fn ranged([low, middle, high]: [f64; 3], places: i32, limits: [f64; 2]) -> String {
    let [mut low, typical, mut high] = [low, middle, high].map(|value| rounded(value, places));
    if low == typical && typical == high {
        let step = 0.1 / ten_to(places.unsigned_abs());
        let middle = typical.map_or(middle, Decimal::value);
        let near = |value: f64| rounded(held(value, limits[0], limits[1]), places + 1);
        (low, high) = (near(middle - step), near(middle + step));
    }
    Reading { low, typical, high, ambiguous: false, rounded: false, converted: false }.text()
}

/// A plain number to three digits, as an assumption has no more.
pub(super) fn rough(value: f64) -> f64 {
    if value <= 0.0 {
        return value;
    }
    let scale = ten_to((magnitude(value) - 2).max(0).unsigned_abs());
    libm::round(value / scale) * scale
}

/// A share as percent with one digit after the point, below 1 % with two.
pub(super) fn percent(part: f64) -> String {
    let value = part * 100.0;
    round_text(value, if value < 1.0 { 2 } else { 1 })
}

pub(super) fn global(key: &str, label: &str, text: &str, how: How, rule: &str, tally: &Tally, sums: &Sums) -> Measured {
    let one = Measured {
        key: key.into(),
        label: label.into(),
        value: query_number(text),
        text: text.into(),
        how,
        rule: rule.into(),
        ..Measured::default()
    };
    // What the visitor gave stands in no file.
    if how == How::Given { one } else { cited(one, tally, sums) }
}

/// Whether an input of a proposal is the visitor's.
pub(super) fn is_given(one: &Proposal, key: &str) -> bool {
    one.inputs.iter().any(|input| input.key == key && input.how == How::Given)
}
