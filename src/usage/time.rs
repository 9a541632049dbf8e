//! Times as exports write them, to seconds since 1970.

use super::clock::clock;
use super::periods::{named, period};
use crate::date::Date;

/// A point in time.
#[allow(clippy::struct_excessive_bools, reason = "each says another thing about how it was written")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Time {
    /// Seconds since 1970, in UTC where a zone is known.
    pub(super) seconds: f64,
    /// Whether the text names its zone, and how many seconds that is ahead of UTC.
    pub(super) zoned: bool,
    pub(super) ahead: f64,
    /// A day, a week or a month without an hour.
    pub(super) day: bool,
    /// Seconds of that day, week or month; 0 for a moment.
    pub(super) long: f64,
    /// Counted from an unknown start: there is no weekday.
    pub(super) relative: bool,
}

impl Time {
    /// Of what has no time.
    pub(super) const UNKNOWN: Self =
        Self { seconds: 0.0, zoned: true, ahead: 0.0, day: false, long: 0.0, relative: true };

    /// Seconds since 1970 of its own clock where that shows midnight sharp; `None` of a day alone, which shows no clock.
    pub(super) fn midnight(&self) -> Option<f64> {
        let own = self.seconds + self.ahead;
        (!self.day && !self.relative && libm::floor(own / 86_400.0) * 86_400.0 == own).then_some(own)
    }
}
/// 2100-01-01: nobody's usage is of a later time.
const END: f64 = 4_102_444_800.0;

/// From a number: seconds, milli-, micro- or nanoseconds since 1970 by magnitude; small ones count from the recording's
/// start, and what is later than 2100 is no time.
pub(super) fn from_number(value: f64) -> Option<Time> {
    let size = value.abs();
    let seconds = match size {
        _ if !value.is_finite() || value < 0.0 => return None,
        _ if size < 1e11 => value,
        _ if size < 1e14 => value / 1e3,
        _ if size < 1e17 => value / 1e6,
        _ => value / 1e9,
    };
    (seconds < END).then_some(Time { seconds, zoned: true, ahead: 0.0, day: false, long: 0.0, relative: seconds < 3e8 })
}

/// Which number of `9/1/2026` is the month, where it could be either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    MonthFirst,
    DayFirst,
}

/// The first two numbers of a date like `9/1/2026`; `None` where the year comes first or it is no such date.
pub(super) fn slashed(text: &str) -> Option<(u16, u16)> {
    let date = text.trim().trim_matches('"').split(['T', ' ', 't']).next()?;
    let mut parts = date.split('/').map(|part| part.parse::<u16>().ok());
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    (parts.next().is_none() && first <= 31 && second <= 31 && third > 0).then_some((first, second))
}

/// Reads `2026-11-02`, `2026-11-02T09:14:07.221Z`, `2026-11-02 09:14:07+02:00`, `9/1/2026 10:00 PM`, `2.11.2026`, quoted
/// ones, and digits as numbers.
pub(super) fn read_as(text: &str, habit: Habit) -> Option<Time> {
    let text = text.trim().trim_matches('"').trim();
    if text.is_empty() {
        return None;
    }
    if let Some(time) = compact(text) {
        return Some(time);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.matches('.').count() <= 1 {
        return from_number(super::number::read(text, false)?.value);
    }
    if let Some((first, days)) = period(text) {
        let (seconds, long) = (f64::from(first) * 86_400.0, f64::from(days) * 86_400.0);
        return Some(Time { seconds, zoned: false, ahead: 0.0, day: true, long, relative: false });
    }
    // Words last: almost no file has them.
    numbered(text, habit).or_else(|| numbered(&spelled(text)?, habit))
}

/// A day and perhaps a clock, all of it in numbers.
fn numbered(text: &str, habit: Habit) -> Option<Time> {
    let end = text.find(['T', ' ', 't']).unwrap_or(text.len());
    let (date, rest) = (text.get(..end)?, text.get(end..)?);
    let days = day(date, habit)?;
    let midnight = f64::from(days) * 86_400.0;
    let rest = rest.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() {
        return Some(Time { seconds: midnight, zoned: false, ahead: 0.0, day: true, long: 86_400.0, relative: false });
    }
    let (clock, zone) = clock(rest)?;
    Some(Time {
        seconds: midnight + clock - zone.unwrap_or(0.0),
        zoned: zone.is_some(),
        ahead: zone.unwrap_or(0.0),
        day: false,
        long: 0.0,
        relative: false,
    })
}

/// `20261102`, `20261102003000` and `20261102T003000Z`, of the years that usage can be of: as seconds or milliseconds no
/// export has such numbers.
pub(super) fn compact(text: &str) -> Option<Time> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (date, rest) = (text.get(..8)?, text.get(8..)?);
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    if !digits(date) || !("2015".."2040").contains(&date.get(..4)?) {
        return None;
    }
    let spelled = if rest.is_empty() {
        date.to_owned()
    } else {
        let (clock, zone) = (rest.get(..6)?, rest.get(6..)?);
        if !digits(clock) || zone.starts_with(|one: char| one.is_ascii_digit()) {
            return None;
        }
        format!("{date} {}:{}:{}{zone}", clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?)
    };
    numbered(&spelled, Habit::MonthFirst)
}

/// `Nov 2, 2026 09:00`, `Mon, 02 Nov 2026 09:00:00 GMT` and `02/Nov/2026:09:00:00 +0000` with the month as a number.
fn spelled(text: &str) -> Option<String> {
    let (mut month, mut day, mut year, mut clock) = (None, None, None, String::new());
    for word in
        text.split([' ', ',', '/', '\u{202f}']).flat_map(|word| word.splitn(if year_first(word) { 1 } else { 3 }, '-'))
    {
        let at = named(word);
        let (front, rest) = word.split_once(':').filter(|(front, _)| front.len() == 4).unwrap_or((word, ""));
        match (at, front.parse::<u16>()) {
            (Some(at), _) if month.is_none() => month = Some(at),
            (_, Ok(number)) if front.len() == 4 && year.is_none() => {
                year = Some(number);
                clock.push_str(rest);
            }
            (_, Ok(number)) if front.len() <= 2 && day.is_none() => day = Some(number),
            _ if word.contains(':') || !clock.is_empty() => {
                clock.push(' ');
                clock.push_str(word);
            }
            _ => {}
        }
    }
    Some(format!("{:04}-{:02}-{:02} {}", year?, month?, day?, clock.trim()))
}

fn year_first(word: &str) -> bool {
    word.starts_with(['+', '-']) || word.contains(':')
}

fn day(text: &str, habit: Habit) -> Option<i32> {
    let part = |text: &str| text.parse::<u16>().ok();
    let days = |year, month: u16, day: u16| {
        Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(Date::days_since_1970)
    };
    if let Some(date) = Date::parse(text) {
        return Some(date.days_since_1970());
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return days(part(text.get(..4)?)?, part(text.get(4..6)?)?, part(text.get(6..)?)?);
    }
    let mark = ['/', '.', '-'].into_iter().find(|mark| text.contains(*mark))?;
    let mut parts = text.split(mark);
    let (a, b, c) = (part(parts.next()?)?, part(parts.next()?)?, part(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    if a > 31 {
        return days(a, b, c);
    }
    let year = if c < 100 { c + 2000 } else { c };
    let day_first = mark == '.' || a > 12 || habit == Habit::DayFirst && b <= 12;
    if day_first { days(year, b, a) } else { days(year, a, b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Time> {
        read_as(text, Habit::MonthFirst)
    }

    #[test]
    fn times_are_read_in_every_habit() {
        // 2026-11-02 00:00 UTC is 1,793,577,600 seconds (the reference's own sample).
        let start = 1_793_577_600.0;
        for (text, seconds) in [
            ("1793577600", start),
            ("1793577600000", start),
            ("1793577600000000000", start),
            ("2026-11-02", start),
            ("Nov 2, 2026", start),
            ("2 November 2026", start),
            ("02-Nov-2026 14:00", start + 50_400.0),
            ("Mon, 02 Nov 2026 09:14:07 GMT", start + 33_247.0),
            ("02/Nov/2026:09:14:07 +0100", start + 29_647.0),
            ("Nov 2, 2026, 2:00:00 PM", start + 50_400.0),
            ("2026-11-02T00:00:00+00:00", start),
            ("2026-11-02 14:00", start + 50_400.0),
            ("2026-11-02T09:14:07.5Z", start + 33_247.5),
            ("2026-11-02T08:00:00+08:00", start),
            ("\"2026-11-02T01:00:00.000Z\"", start + 3_600.0),
            ("11/2/2026 1:00:00 AM", start + 3_600.0),
            ("2.11.2026", start),
            ("2026-11-02 00:00:17,221", start + 17.221),
            ("2026-11-02 01:00:00 +0000 UTC", start + 3_600.0),
            ("2026-11-02 01:00:00 GMT", start + 3_600.0),
            ("2026/11/02 01:00", start + 3_600.0),
            ("20261102", start),
            ("20261102003000", start + 1_800.0),
            ("20261102T003000Z", start + 1_800.0),
            ("20261102T013000.5+0100", start + 1_800.5),
            // No date has a month of 13.
            ("20261302", 20_261_302.0),
        ] {
            assert_eq!(read(text).map(|time| time.seconds), Some(seconds), "{text}");
        }
        assert_eq!(read_as("11/2/2026", Habit::DayFirst), read("11.2.2026"));
        assert_eq!(read_as("11/22/2026", Habit::DayFirst), read("2026-11-22"));
        assert_eq!((slashed("9/1/2026 10:00"), slashed("2026/9/1"), slashed("9.1.2026")), (Some((9, 1)), None, None));
        assert_eq!(read("2026-11-02 09:14:07.221").map(|time| time.zoned), Some(false));
        assert_eq!(read("2026-11").map(|time| (time.seconds, time.long)), Some((start - 86_400.0, 30.0 * 86_400.0)));
        assert_eq!(read("2500").map(|time| time.relative), Some(true));
        for text in ["", "yesterday", "2026-13-02", "2026-11-02T25:00:00Z", "-5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
