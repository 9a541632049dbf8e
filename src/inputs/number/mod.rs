//! Reads the numbers people type, and writes them back in the one form that links carry.
//!
//! A number is kept as decimal digits and an exponent, so that what was typed is what the link says, to the
//! digit, and so that every host reads the same bits: digits below 2⁵³ times or over a power of ten up to
//! 10²² is one correctly rounded operation.

mod decimal;
mod one;
mod scale;
mod text;
mod time;

pub use decimal::Decimal;

use one::read_one;
use text::{split_range, tidy};

/// What a text was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Low end of a range, read as the 10th percentile.
    pub low: Option<Decimal>,
    /// The number itself; absent when only two ends were given.
    pub typical: Option<Decimal>,
    /// High end of a range, read as the 90th percentile.
    pub high: Option<Decimal>,
    /// True when `1,500` or `1.500` could have meant two numbers.
    pub ambiguous: bool,
    /// True when there were more than 15 significant digits, which is what links carry: the rest is rounded off.
    pub rounded: bool,
    /// True when it was told in another unit of time than its field's, and brought to that.
    pub converted: bool,
}

impl Reading {
    /// The form links carry: one number, `3~9` or `3~5~9`.
    pub fn text(&self) -> String {
        let numbers = || [self.low, self.typical, self.high].into_iter().flatten();
        // A number without a suffix takes that of the ones after it: `5000~20k` is read as five million and more.
        let bare = |number: Decimal| !number.is_zero() && !number.text().ends_with(|c: char| c.is_ascii_alphabetic());
        let plain = numbers().any(bare);
        let parts: Vec<String> = numbers().map(|one| if plain { one.without_suffix() } else { one.text() }).collect();
        parts.join("~")
    }
}

/// Reads one number or a range (`3~9`, `3 to 9`, `3 - 9`, `3~5~9`), with thousands marks of any habit, a decimal
/// comma or point, a suffix (k, M, million, bn, …), a leading `$`, a trailing `%` or unit words.
///
/// `1,500` is read as fifteen hundred and `1.500` as one and a half, both marked ambiguous.
///
/// # Errors
/// A sentence part that says what is wrong, to be put after the quoted text.
pub fn read(text: &str, unit: &str) -> Result<Reading, &'static str> {
    let text = tidy(text);
    if text.is_empty() {
        return Err("is empty");
    }
    let parts = split_range(&text);
    let (mut ambiguous, mut rounded, mut converted) = (false, false, false);
    let mut numbers = [None; 3];
    if parts.len() > 3 {
        return Err("has more than three parts");
    }
    // `3 to 9 million`, `6 to 9 weeks`: what stands behind the last part holds for the ones before it that have none.
    let (mut scale, mut time) = (None, None);
    for (slot, part) in parts.iter().enumerate().rev() {
        let one = read_one(part, unit)?;
        let power = one.power.or(scale).unwrap_or(0);
        scale = scale.or(one.power);
        ambiguous |= one.ambiguous;
        rounded |= one.rounded;
        let number = Decimal::new(one.digits, one.exponent + power).ok_or("has too many digits")?;
        time = one.factor.or(time);
        let other = time.filter(|factor| *factor != 1.0);
        converted |= other.is_some();
        numbers[slot] = Some(other.map_or(number, |factor| Decimal::near(number.value() * factor)));
    }
    Ok(match numbers {
        [Some(only), None, None] => {
            Reading { low: None, typical: Some(only), high: None, ambiguous, rounded, converted }
        }
        [Some(low), Some(high), None] => {
            Reading { low: Some(low), typical: None, high: Some(high), ambiguous, rounded, converted }
        }
        [low, typical, high] => Reading { low, typical, high, ambiguous, rounded, converted },
    })
}
