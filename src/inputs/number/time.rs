//! A time behind a number, such as `3 years` where months are asked for: what to multiply by.

/// Hours of a word for a time; a month is 730.5 of them, as everywhere. A lone `m` or `a` is none: it has other meanings.
fn hours(word: &str) -> Option<f64> {
    Some(match word {
        "ms" | "millisecond" | "milliseconds" => 1.0 / 3_600_000.0,
        "s" | "sec" | "second" | "seconds" => 1.0 / 3_600.0,
        "min" | "minute" | "minutes" => 1.0 / 60.0,
        "h" | "hr" | "hour" | "hours" => 1.0,
        "d" | "day" | "days" => 24.0,
        "w" | "week" | "weeks" => 168.0,
        "mo" | "mos" | "month" | "months" => 730.5,
        "y" | "yr" | "year" | "years" => 8_766.0,
        _ => return None,
    })
}

/// What a number is to be multiplied by, so that it is in the field's unit: 1 where that time is told, absent where none is.
///
/// # Errors
/// A sentence part, where no factor would do.
pub(super) fn factor(after: &str, unit: &str) -> Result<Option<f64>, &'static str> {
    let Some(told) = words(after).find_map(hours).filter(|_| !unit.is_empty()) else { return Ok(None) };
    let Some(wanted) = words(unit).filter_map(hours).last() else {
        return Err("has a time in it, which does not belong here");
    };
    if told == wanted {
        return Ok(Some(1.0));
    }
    // Growth of 3 % a month is no 36 % a year, a person's week has five days, and nobody is paid for every hour of one.
    if unit.starts_with(['%', 'p']) || (unit == "USD/year" && told < 168.0) {
        return Err("is told by another time than this number");
    }
    let lasts = words(unit).count() == 1;
    Ok(Some(if lasts { told / wanted } else { wanted / told }))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '-'))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
}
