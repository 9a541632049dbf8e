//! Calendar dates as text like `2026-11-23`; the engine is told the date, it never asks for one.

use core::fmt;

/// A day of the proleptic Gregorian calendar, 1970 to 2199.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string", rename = "Day"))]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// 1970-01-01.
    pub const EPOCH: Self = Self { year: 1970, month: 1, day: 1 };

    /// From year, month and day; `None` when there is no such day or the year lies outside 1970 to 2199.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 || day > days_in(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads `2026-11-23`, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Days since 1970-01-01 (civil-from-days, H. Hinnant's algorithm).
    pub const fn days_since_1970(self) -> i32 {
        let month = self.month as i32;
        let year = self.year as i32 - (month <= 2) as i32;
        let era = year / 400;
        let of_era = year - era * 400;
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + self.day as i32 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Whole months from `earlier` to this date, counted by calendar month; negative if this is earlier.
    pub const fn months_since(self, earlier: Self) -> i32 {
        (self.year as i32 - earlier.year as i32) * 12 + self.month as i32 - earlier.month as i32
    }

    /// The first day of the month that lies `months` after this date's month, at most December 2199.
    #[must_use]
    pub const fn first_of_month_after(self, months: u32) -> Self {
        let index = self.year as u32 * 12 + self.month as u32 - 1 + months;
        let year = index / 12;
        if year > 2199 {
            return Self { year: 2199, month: 12, day: 1 };
        }
        Self { year: year as u16, month: (index % 12 + 1) as u8, day: 1 }
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_whole_dates_that_exist() {
        assert_eq!(Date::parse("2026-11-23"), Date::new(2026, 11, 23));
        assert_eq!(Date::parse("2028-02-29").map(Date::days_since_1970), Some(21_243));
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "26-11-23",
            "2026-11",
            "2026-11-23x",
            "",
            "2026-1-2",
            "9999-01-01",
            "2026-11-23-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn counts_days_and_months() {
        let date = |text| Date::parse(text).expect("a date written in this test");
        assert_eq!(date("1970-01-01").days_since_1970(), 0);
        assert_eq!(date("2000-03-01").days_since_1970(), 11_017);
        assert_eq!(date("2027-01-01").months_since(date("2026-11-23")), 2);
        assert_eq!(date("2026-11-23").first_of_month_after(2), date("2027-01-01"));
    }
}
