//! The equation sheet: every quantity of the field as a newtype over `f64`, and every legal `*` and `/`.
//!
//! A quantity is finite by construction: not-a-number becomes zero and anything beyond ±10¹⁸ is held there,
//! so no report shows `NaN` or an infinity. The unit is in the name of the type, so a price per million
//! tokens cannot be multiplied by tokens per day, nor a monthly amount added to an hourly one:
//!
//! ```compile_fail
//! use build_or_buy::units::{UsdPerMonth, UsdPerHour};
//! let wrong = UsdPerMonth::new(2_555.0) + UsdPerHour::new(3.5);
//! ```
//! ```compile_fail
//! use build_or_buy::units::{Usd, UsdPerMtok, TokensPerSecond};
//! let wrong: Usd = UsdPerMtok::new(3.0) * TokensPerSecond::new(700.0);
//! ```
//! ```
//! use build_or_buy::units::{TokensPerMonth, UsdPerMtok, UsdPerMonth};
//! // 120 million tokens at $0.25 a million are $30 a month.
//! assert_eq!(UsdPerMtok::new(0.25) * TokensPerMonth::new(120e6), UsdPerMonth::new(30.0));
//! ```

#[macro_use]
mod quantity;
mod conversions;
mod products;
mod share;

pub use share::Share;

/// Hours in a month: 8,766 hours in a mean year, divided by 12.
pub const HOURS_PER_MONTH: f64 = 730.5;
/// Days in a month, 365.25 / 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;
/// Seconds in a month.
pub const SECONDS_PER_MONTH: f64 = HOURS_PER_MONTH * 3600.0;
/// Hours in a week, the length of every load shape.
pub const HOURS_PER_WEEK: usize = 168;

/// The bound beyond which no quantity of this field has a meaning.
const LIMIT: f64 = 1e18;

/// Holds a plain number inside ±10¹⁸, turns not-a-number into zero and negative zero into zero.
pub const fn finite(value: f64) -> f64 {
    // Every quantity passes here, so the way that nearly all take is short: the sum makes zero of negative zero.
    if value.abs() <= LIMIT { value + 0.0 } else { beyond(value) }
}

/// What is held of a plain number that is none or lies beyond the limit.
#[cold]
#[inline(never)]
const fn beyond(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else if value > 0.0 {
        LIMIT
    } else {
        -LIMIT
    }
}

/// Holds a plain number between two bounds. The standard `clamp` would bring the formatting of numbers into the browser's
/// module, for a message about bounds that cross.
pub(crate) const fn held(value: f64, low: f64, high: f64) -> f64 {
    if value < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}

quantity! {
    /// United States dollars, nominal; may be negative where it is a saving.
    Usd;
    /// Dollars per month.
    UsdPerMonth;
    /// Dollars per year.
    UsdPerYear;
    /// Dollars per hour.
    UsdPerHour;
    /// Dollars per week.
    UsdPerWeek;
    /// Dollars per million tokens.
    UsdPerMtok;
    /// Dollars per request.
    UsdPerRequest;
    /// Dollars per kilowatt of power and month (colocation).
    UsdPerKilowattMonth;
    /// Dollars per kilowatt-hour of electricity.
    UsdPerKilowattHour;
    /// Tokens, a plain count.
    Tokens;
    /// Tokens in one request.
    TokensPerRequest;
    /// Tokens per month.
    TokensPerMonth;
    /// Tokens per second.
    TokensPerSecond;
    /// Requests per month.
    RequestsPerMonth;
    /// Requests per second.
    RequestsPerSecond;
    /// Calendar months of 730.5 hours.
    Months;
    /// Calendar weeks of 7 days.
    Weeks;
    /// Calendar days.
    Days;
    /// Hours.
    Hours;
    /// Seconds.
    Seconds;
    /// Thousandths of a second.
    Milliseconds;
    /// People working full time.
    People;
    /// Work: one person for one week.
    PersonWeeks;
    /// 10⁹ bytes.
    Gigabytes;
    /// 10⁹ bytes per second.
    GigabytesPerSecond;
    /// 10¹² floating-point operations per second, dense.
    Teraflops;
    /// 10⁹ parameters.
    BillionParams;
    /// Thousand watts.
    Kilowatts;
    /// Points of the one quality index that a catalog uses.
    IndexPoints;
    /// Occurrences per month.
    PerMonth;
    /// Occurrences per year.
    PerYear;
    /// A relative change per year: 0.35 is 35 % a year more, −0.3 is 30 % less.
    YearlyChange;
}

quantity! {
    /// What people cost in a year, all of them together.
    UsdPerYearOfPeople;
    /// A plain number of occurrences.
    Occurrences;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_finite_by_construction() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, -0.0] {
            assert!(Usd::new(bad).get().is_finite());
            assert!((0.0..=1.0).contains(&Share::new(bad).get()));
        }
        assert_eq!((Usd::new(1e18) * 1e18).get(), 1e18);
        // What has no limit is held at the limit, on its own side; what is no number is nothing.
        let held = [f64::INFINITY, f64::NEG_INFINITY, f64::NAN].map(|beyond| Usd::new(beyond).get());
        assert_eq!(held, [1e18, -1e18, 0.0]);
        assert!(Usd::new(-0.0).get().is_sign_positive());
    }

    #[test]
    fn a_thousand_milliseconds_are_a_second() {
        assert_eq!(Milliseconds::new(1_500.0).seconds(), Seconds::new(1.5));
    }

    #[test]
    fn an_h100_at_three_dollars_fifty_rents_for_2556_75_a_month() {
        // 3.50 × 730.5 = 2,556.75
        assert_eq!(UsdPerHour::new(3.5).per_month().get(), 2556.75);
    }

    #[test]
    fn two_million_requests_of_1500_tokens_at_two_dollars_are_6000_a_month() {
        let tokens = RequestsPerMonth::new(2e6) * TokensPerRequest::new(1500.0);
        assert_eq!(tokens, TokensPerMonth::new(3e9));
        assert_eq!(UsdPerMtok::new(2.0) * tokens, UsdPerMonth::new(6000.0));
        assert_eq!(UsdPerMonth::new(6000.0) / tokens, UsdPerMtok::new(2.0));
    }

    #[test]
    fn a_yearly_rate_is_effective_not_divided_by_twelve() {
        // 1.1^(1/12) = 1.0079741404
        assert!((YearlyChange::new(0.1).monthly_factor() - 1.007_974_140_4).abs() < 1e-9);
        assert!((YearlyChange::new(-0.3).after(Months::new(24.0)) - 0.49).abs() < 1e-12);
    }
}
