//! A moment as people write it.

/// Like `2026-11-02 00:00`, UTC, of bare seconds since 1970, as rows have them; empty where the clock has no date.
pub(super) fn moment(seconds: f64) -> String {
    if !seconds.is_finite() || seconds < 3e8 {
        return String::new();
    }
    // Civil from days (H. Hinnant).
    let minutes = libm::floor(seconds / 60.0) as i64;
    let (days, of_day) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{:02} {:02}:{:02}", doy - (153 * mp + 2) / 5 + 1, of_day / 60, of_day % 60)
}

/// The day alone.
pub(super) fn day(days: i32) -> String {
    moment(f64::from(days) * 86_400.0).get(..10).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_days_and_the_ends_of_years_are_days() {
        // Days since 1970: 10,957 to the start of 2000, a leap year although it ends a century; 20,819 to that of 2027.
        assert_eq!(day(10_957 + 31 + 28), "2000-02-29");
        assert_eq!(day(10_957 + 31 + 29), "2000-03-01");
        assert_eq!([day(10_956), day(10_957)], ["1999-12-31", "2000-01-01"]);
        assert_eq!([day(20_818), day(20_819)], ["2026-12-31", "2027-01-01"]);
        assert_eq!(moment(20_819.0 * 86_400.0 - 1.0), "2026-12-31 23:59");
        assert_eq!((moment(2e8), moment(f64::NAN)), (String::new(), String::new()));
    }
}
