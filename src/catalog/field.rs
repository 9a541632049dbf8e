//! How one field of a row is read: what it must be, and what is said when it is not.

use super::value::Value;
use crate::date::Date;
use crate::units as u;

/// A type that a catalog field can hold.
pub trait Field: Sized {
    /// Reads it; `None` is a field that the row does not have.
    ///
    /// # Errors
    /// What would have been allowed, in words.
    fn read(value: Option<&Value>) -> Result<Self, &'static str>;
    /// What stands in a row that is refused.
    fn blank() -> Self;
}

/// Reads a row field by field and keeps what it refuses.
pub struct Fields<'v> {
    row: &'v Value,
    refused: Vec<(&'static str, &'static str)>,
}

impl<'v> Fields<'v> {
    /// Of a row.
    pub const fn of(row: &'v Value) -> Self {
        Self { row, refused: Vec::new() }
    }

    /// The field of a name, blank where it is refused.
    pub fn read<T: Field>(&mut self, name: &'static str) -> T {
        T::read(self.row.get(name)).unwrap_or_else(|allowed| {
            self.refuse(name, allowed);
            T::blank()
        })
    }

    fn refuse(&mut self, name: &'static str, allowed: &'static str) {
        self.refused.push((name, allowed));
    }

    /// The row, if no field was refused.
    ///
    /// # Errors
    /// Every field that was refused, and what it must be.
    pub fn checked<R>(self, row: R) -> Result<R, Vec<(&'static str, &'static str)>> {
        if self.refused.is_empty() { Ok(row) } else { Err(self.refused) }
    }
}

impl<T: Field> Field for Option<T> {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        match value {
            None | Some(Value::Null) => Ok(None),
            present => T::read(present).map(Some),
        }
    }
    fn blank() -> Self {
        None
    }
}

impl Field for String {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        match value {
            Some(Value::Text(text)) if text.len() > 2_000 => Err("text of at most 2,000 characters"),
            Some(Value::Text(text)) if !text.trim().is_empty() => Ok(text.clone()),
            _ => Err("text, not empty"),
        }
    }
    fn blank() -> Self {
        Self::new()
    }
}

impl Field for bool {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        match value {
            Some(Value::Flag(flag)) => Ok(*flag),
            None => Ok(false),
            _ => Err("true or false"),
        }
    }
    fn blank() -> Self {
        false
    }
}

impl Field for f64 {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        match value {
            Some(Value::Number(number)) if number.is_finite() && number.abs() <= 1e15 => Ok(*number),
            _ => Err("a number"),
        }
    }
    fn blank() -> Self {
        0.0
    }
}

impl Field for u32 {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        match value {
            Some(Value::Number(n)) if *n >= 0.0 && *n <= 4e9 && n.fract() == 0.0 => Ok(*n as Self),
            None => Ok(0),
            _ => Err("a whole number of at least 0"),
        }
    }
    fn blank() -> Self {
        0
    }
}

impl Field for Date {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        value.and_then(Value::text).and_then(Self::parse).ok_or("a date like 2026-11-23")
    }
    fn blank() -> Self {
        Self::EPOCH
    }
}

impl Field for u::Share {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        match f64::read(value) {
            Ok(number) if (0.0..=1.0).contains(&number) => Ok(Self::new(number)),
            _ => Err("a share from 0 to 1, like 0.5 for half"),
        }
    }
    fn blank() -> Self {
        Self::ZERO
    }
}

impl Field for Vec<f64> {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        let items = value.map_or(&[][..], Value::items);
        items.iter().map(|item| f64::read(Some(item))).collect::<Result<_, _>>().map_err(|_| "a list of numbers")
    }
    fn blank() -> Self {
        Self::new()
    }
}

impl Field for Vec<String> {
    fn read(value: Option<&Value>) -> Result<Self, &'static str> {
        let items = value.map_or(&[][..], Value::items);
        items.iter().map(|item| String::read(Some(item))).collect::<Result<_, _>>().map_err(|_| "a list of texts")
    }
    fn blank() -> Self {
        Self::new()
    }
}

/// Quantities that cannot be below zero; a price of zero is a price.
macro_rules! at_least_zero {
    ($($name:ident)+) => {$(
        impl Field for u::$name {
            fn read(value: Option<&Value>) -> Result<Self, &'static str> {
                match f64::read(value) {
                    Ok(number) if number >= 0.0 => Ok(Self::new(number)),
                    _ => Err("a number of at least 0"),
                }
            }
            fn blank() -> Self { Self::ZERO }
        }
    )+};
}
at_least_zero!(Usd UsdPerMtok Tokens IndexPoints);

/// Quantities that must be above zero, or something would be divided by nothing.
macro_rules! above_zero {
    ($($name:ident)+) => {$(
        impl Field for u::$name {
            fn read(value: Option<&Value>) -> Result<Self, &'static str> {
                match f64::read(value) {
                    Ok(number) if number > 0.0 => Ok(Self::new(number)),
                    _ => Err("a number above 0"),
                }
            }
            fn blank() -> Self { Self::ZERO }
        }
    )+};
}
above_zero!(UsdPerHour Gigabytes GigabytesPerSecond Teraflops BillionParams Kilowatts);

/// A choice among words, each written as the catalog spells it.
macro_rules! word {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$vdoc:meta])+ $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum $name { $($(#[$vdoc])+ #[cfg_attr(test, ts(rename = $text))] $variant,)+ }

        impl $name {
            /// Every word of the choice, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// As the catalog spells it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
        impl $crate::catalog::field::Field for $name {
            fn read(value: Option<&$crate::catalog::value::Value>) -> Result<Self, &'static str> {
                match value.and_then($crate::catalog::value::Value::text) {
                    $(Some($text) => Ok(Self::$variant),)+
                    _ => Err(concat!("one of these words:", $(" ", $text),+)),
                }
            }
            fn blank() -> Self { Self::ALL[0] }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }
    )+};
}
pub(crate) use word;
