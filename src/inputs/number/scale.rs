//! What may stand behind a number: a scale such as `k` or `million`, and the words of a unit.

use super::text::{head, tail};

/// The power of ten of a suffix or number word, taken off the text.
pub(super) fn scale_of(after: &mut &str, unit: &str) -> Option<i32> {
    let end = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = head(after, end);
    // In a field of months or milliseconds, `m` and `ms` are the unit.
    if word == "m" && unit.starts_with('m') {
        return None;
    }
    let power = match word {
        "k" | "tsd" | "thousand" | "grand" | "mille" => 3,
        "m" | "mn" | "mm" | "mio" | "mln" | "million" | "millions" | "millionen" => 6,
        "b" | "bn" | "bln" | "mrd" | "billion" | "billions" | "milliard" | "milliards" | "milliarden" => 9,
        "t" | "tn" | "trn" | "trillion" | "trillions" => 12,
        _ => return None,
    };
    *after = tail(after, end).trim_start().trim_start_matches('.');
    Some(power)
}

/// What a percentage is multiplied by where a multiple is asked for; absent where neither stands.
///
/// # Errors
/// A sentence part, where percent are asked for and a multiple stands, or the other way round with a sign: `2x` is one hundred
/// percent more, or two hundred, and `+30 %` is 1.3 times and no 0.3.
pub(super) fn multiple(after: &str, unit: &str, signed: bool) -> Result<Option<f64>, &'static str> {
    if unit.starts_with('%') && (matches!(after, "x" | "times") || after.starts_with('×')) {
        return Err("is a multiple, where percent are asked for: twice as much is 100 % more");
    }
    let hundredths = unit == "x" && after.starts_with('%');
    if hundredths && signed {
        return Err("is a change, where a multiple is asked for: 30 % more is 1.3");
    }
    Ok(hundredths.then_some(0.01))
}

/// True when what follows the number is empty or says only units.
pub(super) fn unit_words(after: &str) -> bool {
    const WORDS: [&str; 53] = [
        "%",
        "percent",
        "pct",
        "usd",
        "$",
        "dollars",
        "dollar",
        "tokens",
        "token",
        "tok",
        "requests",
        "request",
        "req",
        "calls",
        "month",
        "months",
        "mo",
        "mos",
        "m",
        "ms",
        "millisecond",
        "milliseconds",
        "s",
        "sec",
        "second",
        "seconds",
        "min",
        "minute",
        "minutes",
        "year",
        "years",
        "yr",
        "y",
        "a",
        "day",
        "days",
        "d",
        "week",
        "weeks",
        "w",
        "hour",
        "hours",
        "h",
        "hr",
        "gpu",
        "gpus",
        "people",
        "engineers",
        "fte",
        "x",
        "kwh",
        "kw",
        "per",
    ];
    after
        .split(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '-' | '·' | '×'))
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word.trim_end_matches('.')) || matches!(word, "mtok" | "million" | "times" | "×"))
}
