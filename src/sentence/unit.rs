//! The units in which amounts are said.

use serde::{Deserialize, Serialize};

/// What an amount is, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Words, no amount.
    Text,
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
