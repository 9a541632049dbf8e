//! A number as decimal digits and an exponent: what was typed, to the digit, and the same bits on every host.

use super::text::{head, tail};

/// A decimal number: `digits` · 10^`exponent`, no trailing zeros in the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i64,
    exponent: i8,
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

impl Decimal {
    /// From digits and exponent, normalized; `None` beyond 15 digits or 10^±22.
    pub fn new(mut digits: i64, mut exponent: i32) -> Option<Self> {
        if digits == 0 {
            return Some(Self { digits: 0, exponent: 0 });
        }
        while digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        if digits.abs() > 999_999_999_999_999 || exponent.abs() > 22 {
            return None;
        }
        Some(Self { digits, exponent: exponent as i8 })
    }

    /// The nearest to a plain number, of six significant digits; nothing where it is too small or large for a link.
    pub(super) fn near(value: f64) -> Self {
        let (mut left, mut exponent) = (value.abs(), 0);
        while left > 0.0 && left < 1e5 && exponent > -22 {
            left *= 10.0;
            exponent -= 1;
        }
        while left >= 1e6 && exponent < 22 {
            left /= 10.0;
            exponent += 1;
        }
        let digits = libm::round(left) as i64;
        Self::new(if value < 0.0 { -digits } else { digits }, exponent).unwrap_or(Self { digits: 0, exponent: 0 })
    }

    /// Whether it is nothing.
    pub(super) const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The nearest plain number.
    pub fn value(self) -> f64 {
        let digits = self.digits as f64;
        let power = POWERS[usize::from(self.exponent.unsigned_abs())];
        if self.exponent < 0 { digits / power } else { digits * power }
    }

    /// The form links carry: `2M`, `1.5M`, `1500`, `0.25`, `-30`, and `1.2350`, since `1.235` could be thousands.
    pub fn text(self) -> String {
        let magnitude = self.digits.unsigned_abs().to_string();
        let whole_digits = magnitude.len() as i32 + i32::from(self.exponent);
        for (power, suffix) in [(9, "B"), (6, "M"), (3, "k")] {
            // A suffix must shorten it, and 1500 reads better than 1.5k.
            if whole_digits > power && i32::from(self.exponent) >= power - 2 && (power > 3 || whole_digits > 4) {
                return self.plain(&magnitude, -power) + suffix;
            }
        }
        self.plain(&magnitude, 0)
    }

    /// The same without a suffix.
    pub(super) fn without_suffix(self) -> String {
        self.plain(&self.digits.unsigned_abs().to_string(), 0)
    }

    fn plain(self, magnitude: &str, shift: i32) -> String {
        let exponent = i32::from(self.exponent) + shift;
        let mut text = String::new();
        if self.digits < 0 {
            text.push('-');
        }
        if exponent >= 0 {
            text.push_str(magnitude);
            text.extend(core::iter::repeat_n('0', exponent as usize));
        } else {
            let point = magnitude.len() as i32 + exponent;
            if point > 0 {
                text.push_str(head(magnitude, point as usize));
                text.push('.');
                text.push_str(tail(magnitude, point as usize));
                // Three digits after a mark may group thousands; four do not.
                if exponent == -3 && point <= 3 {
                    text.push('0');
                }
            } else {
                text.push_str("0.");
                text.extend(core::iter::repeat_n('0', (-point) as usize));
                text.push_str(magnitude);
            }
        }
        text
    }
}
