//! The same amount in another unit of time.

use super::{
    DAYS_PER_MONTH, Days, HOURS_PER_MONTH, Milliseconds, Months, PersonWeeks, RequestsPerMonth, RequestsPerSecond,
    SECONDS_PER_MONTH, Seconds, TokensPerMonth, TokensPerSecond, Usd, UsdPerHour, UsdPerMonth, UsdPerYear,
    UsdPerYearOfPeople, Weeks, YearlyChange,
};

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
    /// The bare factor from one month to the next.
    pub fn monthly_factor(self) -> f64 {
        self.after(Months::new(1.0))
    }
}
