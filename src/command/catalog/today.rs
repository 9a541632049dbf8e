//! Today, for the commands that keep the catalog. The engine itself reads no clock.

use build_or_buy::date::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// The day in UTC: that of the clock, or of the second that `SOURCE_DATE_EPOCH` names, so that a list can be read again as
/// it was on its day.
pub fn today() -> Date {
    let named = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.trim().parse().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    let seconds: u64 = named.unwrap_or_else(clock);
    of_days(i32::try_from(seconds / 86_400).unwrap_or(0))
}

/// The date that many days after 1970-01-01.
pub(super) fn of_days(days: i32) -> Date {
    let year = u16::try_from(1970 + days / 366).unwrap_or(1970);
    let candidates =
        (year..=year + 2).flat_map(|year| (1..=12).flat_map(move |month| (1..=31).map(move |day| (year, month, day))));
    candidates
        .filter_map(|(year, month, day)| Date::new(year, month, day))
        .find(|date| date.days_since_1970() == days)
        .unwrap_or(Date::EPOCH)
}

#[cfg(test)]
mod tests {
    use super::of_days;

    #[test]
    fn days_since_1970_become_dates() {
        // 20,781 days: 56 years with 14 leap days (20,454) and 327 days of 2026.
        for (days, date) in [(0, "1970-01-01"), (59, "1970-03-01"), (19_782, "2024-02-29"), (20_781, "2026-11-24")] {
            assert_eq!(of_days(days).to_string(), date);
        }
    }
}
