//! Every legal product of two quantities, and the quotients that follow from it.

use super::{
    Gigabytes, GigabytesPerSecond, Hours, Kilowatts, Months, Occurrences, People, PerMonth, RequestsPerMonth,
    RequestsPerSecond, Seconds, Tokens, TokensPerMonth, TokensPerRequest, TokensPerSecond, Usd, UsdPerHour,
    UsdPerKilowattHour, UsdPerKilowattMonth, UsdPerMonth, UsdPerMtok, UsdPerRequest, UsdPerYear, UsdPerYearOfPeople,
};

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
