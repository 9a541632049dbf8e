//! One number of a range: its digits, its scale, its unit words.

use super::scale::{self, scale_of, unit_words};
use super::text::{head, tail};
use super::time;

pub(super) struct One {
    pub(super) digits: i64,
    pub(super) exponent: i32,
    pub(super) power: Option<i32>,
    /// What brings it to the field's unit of time, where another was told.
    pub(super) factor: Option<f64>,
    pub(super) ambiguous: bool,
    pub(super) rounded: bool,
}

pub(super) fn read_one(part: &str, unit: &str) -> Result<One, &'static str> {
    let mut rest = part.trim();
    let (mut negative, mut signed) = (false, false);
    loop {
        if let Some(after) =
            rest.strip_prefix("us$").or_else(|| rest.strip_prefix("usd")).or_else(|| rest.strip_prefix('$'))
        {
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('-') {
            (negative, signed) = (!negative, true);
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('+') {
            signed = true;
            rest = after.trim_start();
        } else {
            break;
        }
    }
    if rest.starts_with(['€', '£', '¥']) || rest.ends_with(['€', '£', '¥']) || rest.ends_with("eur") {
        return Err("is not in US dollars, in which amounts are entered");
    }
    let end = number_end(rest);
    let (number, after) = (head(rest, end), tail(rest, end));
    let number = number.trim_end();
    if !number.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err("is not a number");
    }
    let Digits { number: mut digits, mut exponent, ambiguous: ambiguous_mark, rounded } = digits_of(number)?;
    let mut after = after.trim_start();
    if let Some(power) = after.strip_prefix('e')
        && let Some((value, rest)) = whole(power)
    {
        exponent += value;
        after = rest.trim_start();
    }
    let power = scale_of(&mut after, unit);
    if !unit_words(after) {
        return Err("has words that are not a unit");
    }
    let factor = match scale::multiple(after, unit, signed)? {
        None => time::factor(after, unit)?,
        hundredths => hundredths,
    };
    if negative {
        digits = -digits;
    }
    // 1,500 thousand or 1,500M was typed by someone with a decimal comma or by nobody; a scale settles it.
    Ok(One { digits, exponent, power, factor, ambiguous: ambiguous_mark && power.is_none(), rounded })
}

/// Where the digits and their marks end.
fn number_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let digit_follows = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        match bytes[end] {
            b'0'..=b'9' => {}
            b'.' | b',' => {}
            b'\'' | b'_' | b' ' if digit_follows && end > 0 => {}
            _ => break,
        }
        end += 1;
    }
    end
}

/// What the digits of a number say.
struct Digits {
    /// Their value without a point: at most 15 significant digits.
    number: i64,
    /// Power of ten.
    exponent: i32,
    /// True when a lone mark could have meant two things.
    ambiguous: bool,
    /// True when digits beyond the fifteenth were rounded off.
    rounded: bool,
}

/// Reads digits and their marks. Whatever prints a double prints up to 17 digits; fifteen of them are kept.
fn digits_of(number: &str) -> Result<Digits, &'static str> {
    let number = number.trim_end_matches(['.', ',']);
    let marks: Vec<char> = number.chars().filter(|mark| matches!(mark, '.' | ',')).collect();
    let last_point = number.rfind('.');
    let last_comma = number.rfind(',');
    let decimal_at = match (last_point, last_comma) {
        (Some(point), Some(comma)) => {
            let (decimal, grouping) = if point > comma { (point, ',') } else { (comma, '.') };
            let decimal_mark = if grouping == ',' { '.' } else { ',' };
            if marks.iter().filter(|mark| **mark == decimal_mark).count() > 1 {
                return Err("has its marks in no known order");
            }
            Some(decimal)
        }
        (Some(at), None) | (None, Some(at)) if marks.len() == 1 => Some(at),
        _ => None,
    };
    let mut ambiguous = false;
    let mut decimal_at = decimal_at;
    if marks.len() == 1
        && let Some(at) = decimal_at
    {
        let before = head(number, at).bytes().filter(u8::is_ascii_digit).count();
        let after = number.len() - at - 1;
        let leading_zero = number.starts_with('0');
        if after == 3 && (1..=3).contains(&before) && !leading_zero {
            ambiguous = true;
            if marks[0] == ',' {
                decimal_at = None;
            }
        }
    } else if marks.len() > 1 && decimal_at.is_none() {
        // Several marks of one kind group thousands; each group after the first has two (Indian) or three digits.
        let groups: Vec<&str> = number.split(['.', ',']).collect();
        if groups[1..].iter().any(|group| group.len() != 3 && group.len() != 2) {
            return Err("has its marks in no known order");
        }
    }
    let mut digits: i64 = 0;
    let mut exponent = 0;
    let (mut left, mut rounded) = (None, false);
    for (at, byte) in number.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        let digit = i64::from(byte - b'0');
        let decimal = decimal_at.is_some_and(|point| at > point);
        if digits < 100_000_000_000_000 {
            digits = digits * 10 + digit;
            exponent -= i32::from(decimal);
        } else {
            left = left.or(Some(digit));
            rounded |= digit != 0;
            exponent += i32::from(!decimal);
        }
    }
    digits += i64::from(left.is_some_and(|first| first >= 5));
    Ok(Digits { number: digits, exponent, ambiguous, rounded })
}

/// A whole number with sign at the start, and what follows it.
fn whole(text: &str) -> Option<(i32, &str)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    if end == 0 || end > 2 {
        return None;
    }
    let value = head(digits, end).bytes().fold(0, |sum, byte| sum * 10 + i32::from(byte - b'0'));
    Some((sign * value, tail(digits, end)))
}
