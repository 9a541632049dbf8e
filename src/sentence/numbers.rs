//! Numbers as people say them: rounded to what they carry, with a unit.

use super::unit::Unit;
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

/// A bare amount, of the unit that stands beside it, in plain English: `$4,100 a month`, `13 times`, `35 %`.
pub fn amount(unit: Unit, value: f64) -> String {
    let money = |suffix: &str| {
        let digits = rounded(value.abs(), digits(unit, value));
        format!("{}${digits}{suffix}", if value < 0.0 { "−" } else { "" })
    };
    match unit {
        Unit::Text | Unit::Name => String::new(),
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

/// The same of a unit by the name that it has in a report's JSON; nothing for a name that is none.
pub fn amount_of(unit: &str, value: f64) -> String {
    Unit::deserialize(StrDeserializer::<Error>::new(unit)).map_or_else(|_| String::new(), |unit| amount(unit, value))
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

/// Significant digits to which a bare amount is shown, whose unit stands beside it.
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

/// A plain number to one significant digit, which is all that a value of information carries.
pub fn one_digit(value: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let power = magnitude(value);
    let step = ten_to(power.unsigned_abs());
    if power < 0 { libm::round(value * step) / step } else { libm::round(value / step) * step }
}

/// A plain number with so many significant digits, the next one up, or down if not `up`; one that has no more stays.
pub fn rounded_outward(value: f64, digits: u32, up: bool) -> f64 {
    let size = value.abs();
    if !(1e-9..1e18).contains(&size) {
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

/// A plain number rounded to some significant digits, with thousands commas and no more decimals than those digits need.
pub fn rounded(value: f64, digits: u32) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let value = value.abs();
    if value < 1e-9 {
        return "0".into();
    }
    // Beyond what a whole number holds digits are none.
    if value >= 1e18 {
        return [sign, "more than 10^18"].concat();
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
