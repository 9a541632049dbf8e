//! What every quantity can do.

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
