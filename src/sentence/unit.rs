//! The units in which amounts are said.

use serde::{Deserialize, Serialize};

/// What an amount is, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Words, no amount.
    Text,
    /// A name inside words: of a workload, a model, a host, a label, a day. Other languages leave it where it stands or
    /// have their own for it.
    Name,
    /// Dollars.
    Usd,
    /// Dollars a month.
    UsdMonth,
    /// Dollars a year.
    UsdYear,
    /// Dollars an hour.
    UsdHour,
    /// Dollars per million tokens.
    UsdMtok,
    /// A factor: `13 times`.
    Times,
    /// A percentage, given in percent.
    Percent,
    /// Months.
    Months,
    /// Tokens a month.
    TokensMonth,
    /// Tokens a second.
    TokensSecond,
    /// Gigabytes.
    Gigabytes,
    /// A plain number.
    Number,
}

impl Unit {
    /// Whether it is words and no amount.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::Name)
    }
}
