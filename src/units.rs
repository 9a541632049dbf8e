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

/// Holds a number inside ±10¹⁸, turns not-a-number into zero and negative zero into zero.
pub const fn finite(value: f64) -> f64 {
    if value.is_nan() || value == 0.0 {
        0.0
    } else if value > LIMIT {
        LIMIT
    } else if value < -LIMIT {
        -LIMIT
    } else {
        value
    }
}

/// Holds a number between two bounds. The standard `clamp` would bring the formatting of numbers into the browser's
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

macro_rules! quantity {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, serde::Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(f64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0.0);
            /// From a plain number in this unit; made finite.
            pub const fn new(value: f64) -> Self {
                Self(finite(value))
            }
            /// The plain number in this unit, always finite.
            pub const fn get(self) -> f64 {
                self.0
            }
            /// The larger of the two.
            #[must_use]
            pub const fn max(self, other: Self) -> Self {
                if other.0 > self.0 { other } else { self }
            }
            /// The smaller of the two.
            #[must_use]
            pub const fn min(self, other: Self) -> Self {
                if other.0 < self.0 { other } else { self }
            }
        }
        impl core::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self { Self::new(self.0 + other.0) }
        }
        impl core::ops::AddAssign for $name {
            fn add_assign(&mut self, other: Self) { *self = *self + other; }
        }
        impl core::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self { Self::new(self.0 - other.0) }
        }
        impl core::ops::Neg for $name {
            type Output = Self;
            fn neg(self) -> Self { Self::new(-self.0) }
        }
        impl core::ops::Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self { Self::new(self.0 * factor) }
        }
        impl core::ops::Mul<Share> for $name {
            type Output = Self;
            fn mul(self, share: Share) -> Self { Self::new(self.0 * share.get()) }
        }
        impl core::ops::Div<f64> for $name {
            type Output = Self;
            /// Division by zero gives zero, the only answer that cannot be mistaken for a price.
            fn div(self, divisor: f64) -> Self {
                if divisor == 0.0 { Self::ZERO } else { Self::new(self.0 / divisor) }
            }
        }
        impl core::ops::Div for $name {
            type Output = f64;
            /// The plain ratio of two like quantities; zero when the divisor is zero.
            fn div(self, other: Self) -> f64 {
                if other.0 == 0.0 { 0.0 } else { finite(self.0 / other.0) }
            }
        }
        impl core::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
                terms.fold(Self::ZERO, |a, b| a + b)
            }
        }
    )+};
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

/// A part of a whole, always inside 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Share(f64);

impl Share {
    /// None of it.
    pub const ZERO: Self = Self(0.0);
    /// All of it.
    pub const ONE: Self = Self(1.0);
    /// From a number; held inside 0 to 1, not-a-number becomes 0.
    pub const fn new(value: f64) -> Self {
        let value = finite(value);
        Self(if value < 0.0 {
            0.0
        } else if value > 1.0 {
            1.0
        } else {
            value
        })
    }
    /// From a percentage: 70 becomes 0.7.
    pub const fn from_percent(percent: f64) -> Self {
        Self::new(percent / 100.0)
    }
    /// The number, 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }
    /// The rest: one minus the share.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self::new(1.0 - self.0)
    }
}

impl core::ops::Mul for Share {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.0 * other.0)
    }
}

/// `product! { A * B = C, factor }` writes A·B, B·A, C/A and C/B, so that each equation stands once.
macro_rules! product {
    ($($a:ident * $b:ident = $c:ident, $factor:expr;)+) => {$(
        impl core::ops::Mul<$b> for $a {
            type Output = $c;
            fn mul(self, other: $b) -> $c { $c::new(self.get() * other.get() * $factor) }
        }
        impl core::ops::Mul<$a> for $b {
            type Output = $c;
            fn mul(self, other: $a) -> $c { other * self }
        }
        impl core::ops::Div<$a> for $c {
            type Output = $b;
            fn div(self, other: $a) -> $b {
                if other.get() == 0.0 { $b::ZERO } else { $b::new(self.get() / (other.get() * $factor)) }
            }
        }
        impl core::ops::Div<$b> for $c {
            type Output = $a;
            fn div(self, other: $b) -> $a {
                if other.get() == 0.0 { $a::ZERO } else { $a::new(self.get() / (other.get() * $factor)) }
            }
        }
    )+};
}

product! {
    UsdPerMtok * TokensPerMonth = UsdPerMonth, 1e-6;
    UsdPerMtok * Tokens = Usd, 1e-6;
    UsdPerMtok * TokensPerRequest = UsdPerRequest, 1e-6;
    UsdPerRequest * RequestsPerMonth = UsdPerMonth, 1.0;
    RequestsPerMonth * TokensPerRequest = TokensPerMonth, 1.0;
    RequestsPerSecond * TokensPerRequest = TokensPerSecond, 1.0;
    TokensPerSecond * Seconds = Tokens, 1.0;
    UsdPerMonth * Months = Usd, 1.0;
    UsdPerHour * Hours = Usd, 1.0;
    UsdPerKilowattMonth * Kilowatts = UsdPerMonth, 1.0;
    UsdPerKilowattHour * Kilowatts = UsdPerHour, 1.0;
    UsdPerYear * People = UsdPerYearOfPeople, 1.0;
    GigabytesPerSecond * Seconds = Gigabytes, 1.0;
    PerMonth * Months = Occurrences, 1.0;
}

quantity! {
    /// What people cost in a year, all of them together.
    UsdPerYearOfPeople;
    /// A plain number of occurrences.
    Occurrences;
}

impl UsdPerHour {
    /// Rent for one month: 730.5 hours, busy or idle.
    pub const fn per_month(self) -> UsdPerMonth {
        UsdPerMonth::new(self.get() * HOURS_PER_MONTH)
    }
}
impl UsdPerYear {
    /// One twelfth.
    pub const fn per_month(self) -> UsdPerMonth {
        UsdPerMonth::new(self.get() / 12.0)
    }
}
impl UsdPerYearOfPeople {
    /// One twelfth.
    pub const fn per_month(self) -> UsdPerMonth {
        UsdPerMonth::new(self.get() / 12.0)
    }
}
impl UsdPerMonth {
    /// Twelve times as much.
    pub const fn per_year(self) -> UsdPerYear {
        UsdPerYear::new(self.get() * 12.0)
    }
}
impl RequestsPerMonth {
    /// The mean rate over the month.
    pub const fn per_second(self) -> RequestsPerSecond {
        RequestsPerSecond::new(self.get() / SECONDS_PER_MONTH)
    }
}
impl TokensPerMonth {
    /// The mean rate over the month.
    pub const fn per_second(self) -> TokensPerSecond {
        TokensPerSecond::new(self.get() / SECONDS_PER_MONTH)
    }
}
impl TokensPerSecond {
    /// At this rate all month long.
    pub const fn per_month(self) -> TokensPerMonth {
        TokensPerMonth::new(self.get() * SECONDS_PER_MONTH)
    }
}
impl Milliseconds {
    /// A thousandth as many seconds.
    pub const fn seconds(self) -> Seconds {
        Seconds::new(self.get() / 1000.0)
    }
}
impl Days {
    /// In months of 30.4375 days.
    pub const fn months(self) -> Months {
        Months::new(self.get() / DAYS_PER_MONTH)
    }
}
impl Weeks {
    /// In months of 30.4375 days.
    pub const fn months(self) -> Months {
        Months::new(self.get() * 7.0 / DAYS_PER_MONTH)
    }
}
impl PersonWeeks {
    /// What this work costs at a yearly cost per person, 52 weeks to the year.
    pub const fn cost(self, yearly: UsdPerYear) -> Usd {
        Usd::new(self.get() / 52.0 * yearly.get())
    }
}
impl YearlyChange {
    /// The factor after `months`: (1 + change)^(months / 12). Effective, not a twelfth of the yearly rate.
    pub fn after(self, months: Months) -> f64 {
        libm::pow((1.0 + self.get()).max(0.0), months.get() / 12.0)
    }
    /// The factor from one month to the next.
    pub fn monthly_factor(self) -> f64 {
        self.after(Months::new(1.0))
    }
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
        assert!(Usd::new(-0.0).get().is_sign_positive());
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
