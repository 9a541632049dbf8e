//! Times as exports write them, to seconds since 1970.

use crate::date::Date;

/// A point in time.
#[allow(clippy::struct_excessive_bools, reason = "each says another thing about how it was written")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Time {
    /// Seconds since 1970, in UTC where a zone is known.
    pub(super) seconds: f64,
    /// Whether the text names its zone.
    pub(super) zoned: bool,
    /// A day without an hour.
    pub(super) day: bool,
    /// Counted from an unknown start: there is no weekday.
    pub(super) relative: bool,
    /// Day and month could have been meant the other way round.
    pub(super) ambiguous: bool,
}

/// From a number: seconds, milli-, micro- or nanoseconds since 1970 by magnitude; small ones count from the start of
/// the recording.
pub(super) fn from_number(value: f64) -> Option<Time> {
    let size = value.abs();
    let seconds = match size {
        _ if !value.is_finite() || value < 0.0 => return None,
        _ if size < 1e11 => value,
        _ if size < 1e14 => value / 1e3,
        _ if size < 1e17 => value / 1e6,
        _ => value / 1e9,
    };
    Some(Time { seconds, zoned: true, day: false, relative: seconds < 3e8, ambiguous: false })
}

/// Reads `2026-11-02`, `2026-11-02T09:14:07.221Z`, `2026-11-02 09:14:07+02:00`, `9/1/2026 10:00 PM`, `2.11.2026`, quoted
/// ones, and digits as numbers.
pub(super) fn read(text: &str) -> Option<Time> {
    let text = text.trim().trim_matches('"').trim();
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.matches('.').count() <= 1 {
        return from_number(super::number::read(text, false)?.value);
    }
    let end = text.find(['T', ' ', 't']).unwrap_or(text.len());
    let (date, rest) = (text.get(..end)?, text.get(end..)?);
    let (days, ambiguous) = day(date)?;
    let midnight = f64::from(days) * 86_400.0;
    let rest = rest.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() {
        return Some(Time { seconds: midnight, zoned: false, day: true, relative: false, ambiguous });
    }
    let (clock, zone) = clock(rest)?;
    Some(Time {
        seconds: midnight + clock - zone.unwrap_or(0.0),
        zoned: zone.is_some(),
        day: false,
        relative: false,
        ambiguous,
    })
}

fn day(text: &str) -> Option<(i32, bool)> {
    let part = |text: &str| text.parse::<u16>().ok();
    let days = |year, month: u16, day: u16| {
        Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(Date::days_since_1970)
    };
    if let Some(date) = Date::parse(text) {
        return Some((date.days_since_1970(), false));
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((days(part(text.get(..4)?)?, part(text.get(4..6)?)?, part(text.get(6..)?)?)?, false));
    }
    let mark = ['/', '.', '-'].into_iter().find(|mark| text.contains(*mark))?;
    let mut parts = text.split(mark);
    let (a, b, c) = (part(parts.next()?)?, part(parts.next()?)?, part(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    if a > 31 {
        return Some((days(a, b, c)?, false));
    }
    let year = if c < 100 { c + 2000 } else { c };
    match mark {
        '.' => Some((days(year, b, a)?, false)),
        _ if a > 12 => Some((days(year, b, a)?, false)),
        _ => Some((days(year, a, b)?, b <= 12 && a != b)),
    }
}

/// Seconds of the day, and how far the zone is ahead of UTC.
fn clock(text: &str) -> Option<(f64, Option<f64>)> {
    let upper = text.to_ascii_uppercase();
    let (text, half) = match upper.strip_suffix("PM").or(upper.strip_suffix("AM")) {
        Some(rest) => (rest.trim_end(), Some(upper.ends_with("PM"))),
        None => (upper.as_str(), None),
    };
    let (text, zone) = if let Some(rest) = text.strip_suffix('Z').or(text.strip_suffix("UTC")) {
        (rest.trim_end(), Some(0.0))
    } else if let Some(at) = text.rfind(['+', '-']) {
        let (clock, zone) = text.split_at(at);
        let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
        let (hours, minutes) = digits.split_at(digits.len().min(2));
        let ahead = hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().unwrap_or(0.0) * 60.0;
        (clock.trim_end(), Some(if zone.starts_with('-') { -ahead } else { ahead }))
    } else {
        (text, None)
    };
    let mut parts = text.split(':');
    let mut hours = parts.next()?.parse::<f64>().ok()?;
    let minutes = parts.next().map_or(Some(0.0), |part| part.parse::<f64>().ok())?;
    let seconds = parts.next().map_or(Some(0.0), |part| super::number::read(part, false).map(|one| one.value))?;
    if let Some(afternoon) = half {
        hours = if hours == 12.0 { 0.0 } else { hours } + if afternoon { 12.0 } else { 0.0 };
    }
    let inside = (0.0..=24.0).contains(&hours) && (0.0..60.0).contains(&minutes) && (0.0..61.0).contains(&seconds);
    inside.then_some((hours * 3600.0 + minutes * 60.0 + seconds, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_habit() {
        // 2026-11-02 00:00 UTC is 1,793,577,600 seconds (the reference's own sample).
        let start = 1_793_577_600.0;
        for (text, seconds) in [
            ("1793577600", start),
            ("1793577600000", start),
            ("1793577600000000000", start),
            ("2026-11-02", start),
            ("2026-11-02T00:00:00+00:00", start),
            ("2026-11-02 14:00", start + 50_400.0),
            ("2026-11-02T09:14:07.5Z", start + 33_247.5),
            ("2026-11-02T08:00:00+08:00", start),
            ("\"2026-11-02T01:00:00.000Z\"", start + 3_600.0),
            ("11/2/2026 1:00:00 AM", start + 3_600.0),
            ("2.11.2026", start),
            ("20261102", start - 1_793_577_600.0 + 20_261_102.0),
        ] {
            assert_eq!(read(text).map(|time| time.seconds), Some(seconds), "{text}");
        }
        assert_eq!(read("11/2/2026").map(|time| time.ambiguous), Some(true));
        assert_eq!(read("2026-11-02 09:14:07.221").map(|time| time.zoned), Some(false));
        assert_eq!(read("2500").map(|time| time.relative), Some(true));
        for text in ["", "yesterday", "2026-13-02", "2026-11-02T25:00:00Z", "-5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
