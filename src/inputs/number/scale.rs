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
        "b" | "bn" | "bln" | "mrd" | "billion" | "billions" => 9,
        "t" | "tn" | "trn" | "trillion" | "trillions" => 12,
        _ => return None,
    };
    *after = tail(after, end).trim_start().trim_start_matches('.');
    Some(power)
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
