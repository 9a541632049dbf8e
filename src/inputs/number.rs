//! Reads the numbers people type, and writes them back in the one form that links carry.
//!
//! A number is kept as decimal digits and an exponent, so that what was typed is what the link says, to the
//! digit, and so that every host reads the same bits: digits below 2⁵³ times or over a power of ten up to
//! 10²² is one correctly rounded operation.

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

    /// The nearest `f64`.
    pub fn value(self) -> f64 {
        let digits = self.digits as f64;
        let power = POWERS[usize::from(self.exponent.unsigned_abs())];
        if self.exponent < 0 { digits / power } else { digits * power }
    }

    /// The form links carry: `2M`, `1.5M`, `1500`, `0.25`, `-30`.
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

    fn without_suffix(self) -> String {
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
            } else {
                text.push_str("0.");
                text.extend(core::iter::repeat_n('0', (-point) as usize));
                text.push_str(magnitude);
            }
        }
        text
    }
}

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
}

impl Reading {
    /// The form links carry: one number, `3~9` or `3~5~9`.
    pub fn text(&self) -> String {
        let numbers = || [self.low, self.typical, self.high].into_iter().flatten();
        // A number without a suffix takes that of the ones after it: `5000~20k` is read as five million and more.
        let bare = |number: Decimal| number.digits != 0 && !number.text().ends_with(|c: char| c.is_ascii_alphabetic());
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
    let (mut ambiguous, mut rounded) = (false, false);
    let mut numbers = [None; 3];
    if parts.len() > 3 {
        return Err("has more than three parts");
    }
    // `3 to 9 million`: the scale of the last part holds for the ones before it that have none.
    let mut scale = None;
    for (slot, part) in parts.iter().enumerate().rev() {
        let one = read_one(part, unit)?;
        let power = one.power.or(scale).unwrap_or(0);
        scale = scale.or(one.power);
        ambiguous |= one.ambiguous;
        rounded |= one.rounded;
        numbers[slot] = Some(Decimal::new(one.digits, one.exponent + power).ok_or("has too many digits")?);
    }
    Ok(match numbers {
        [Some(only), None, None] => Reading { low: None, typical: Some(only), high: None, ambiguous, rounded },
        [Some(low), Some(high), None] => {
            Reading { low: Some(low), typical: None, high: Some(high), ambiguous, rounded }
        }
        [low, typical, high] => Reading { low, typical, high, ambiguous, rounded },
    })
}

/// Lower case, plain spaces, plain hyphens, no leading or trailing space.
fn tidy(text: &str) -> String {
    let plain = text.chars().map(|letter| match letter {
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\n' | '\r' => ' ',
        '−' => '-',
        '’' | '‘' | '´' | '`' => '\'',
        '٫' => '.',
        full @ '！'..='～' => char::from_u32(full as u32 - 0xfee0).unwrap_or(full),
        other => other,
    });
    plain.collect::<String>().trim().to_ascii_lowercase()
}

fn split_range(text: &str) -> Vec<&str> {
    for mark in ["~", " to ", "–", "—", "…", "..", " - "] {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = cut(rest, mark) {
            parts.push(before.trim());
            rest = after;
        }
        if !parts.is_empty() {
            parts.push(rest.trim());
            return parts;
        }
    }
    // `3-9`, but not `-3` and not `1e-3`.
    if let Some((at, _)) = text.char_indices().skip(1).find(|(_, letter)| *letter == '-')
        && !head(text, at).ends_with('e')
        && text.as_bytes()[at - 1].is_ascii_alphanumeric()
    {
        return vec![head(text, at).trim(), tail(text, at + 1).trim()];
    }
    vec![text]
}

/// What stands before and after the first `mark`; the standard search is made for long texts and as much longer.
fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = text.as_bytes().windows(mark.len()).position(|window| window == mark.as_bytes())?;
    Some((head(text, at), tail(text, at + mark.len())))
}

/// The text up to a place that is known to lie between letters. Slicing would bring the message for places that do not
/// into the browser's module, with all that it takes to print a letter.
fn head(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The text from such a place on.
fn tail(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

struct One {
    digits: i64,
    exponent: i32,
    power: Option<i32>,
    ambiguous: bool,
    rounded: bool,
}

fn read_one(part: &str, unit: &str) -> Result<One, &'static str> {
    let mut rest = part.trim();
    let mut negative = false;
    loop {
        if let Some(after) =
            rest.strip_prefix("us$").or_else(|| rest.strip_prefix("usd")).or_else(|| rest.strip_prefix('$'))
        {
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('-') {
            negative = !negative;
            rest = after.trim_start();
        } else if let Some(after) = rest.strip_prefix('+') {
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
    if negative {
        digits = -digits;
    }
    // 1,500 thousand or 1,500M was typed by someone with a decimal comma or by nobody; a scale settles it.
    Ok(One { digits, exponent, power, ambiguous: ambiguous_mark && power.is_none(), rounded })
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

/// The power of ten of a suffix or number word, taken off the text.
fn scale_of(after: &mut &str, unit: &str) -> Option<i32> {
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
fn unit_words(after: &str) -> bool {
    const WORDS: [&str; 47] = [
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
