//! What one row of an input table says, and the macro that writes struct and table together.

use crate::units as u;

/// Where the form shows an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// One stream of requests.
    Workload,
    /// What hosted tokens cost and how the bill is made.
    Prices,
    /// Horizon, growth, drift, discounting.
    Time,
    /// People, pay, build time, rota.
    Team,
    /// GPUs, throughput, redundancy, schedule.
    Capacity,
    /// Hardware of one's own.
    Owned,
    /// Mandates and gates.
    Gates,
    /// Leaving either side.
    Switching,
    /// Things that are felt as reasons.
    Reasons,
    /// Date, currency, conventions.
    Display,
}

/// How an uncertain number spreads between its low and high end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Spread {
    /// Known, or a choice of the visitor: not drawn.
    Fixed,
    /// Positive and skewed: lognormal, two-piece where the middle is off the center of the logs.
    Lognormal,
    /// Either sign: two-piece normal.
    Normal,
    /// A share: logit-normal.
    Logit,
}

/// The catalog table that a reference chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Table {
    /// Hosted offers.
    Hosted,
    /// Open models, or `auto`.
    Models,
    /// GPUs, or `auto`.
    Gpus,
    /// Load shapes.
    Shapes,
    /// Regimes, or `none`.
    Regimes,
}

/// One input.
pub struct Input<T: 'static> {
    /// Rust field, HTML name, query key: the same word.
    pub name: &'static str,
    /// Label for people.
    pub label: &'static str,
    /// Help in plain words, whole sentences.
    pub help: &'static str,
    /// Where it stands in the form.
    pub group: Group,
    /// Unit in words, empty when there is none; `%` fields are typed in percent.
    pub unit: &'static str,
    /// The catalog parameter that grounds default and range, or empty when it is the visitor's own figure.
    pub parameter: &'static str,
    /// Type, default and range.
    pub slot: Slot<T>,
}

/// The type of an input and how to reach it.
pub enum Slot<T: 'static> {
    /// A number.
    Number {
        /// Smallest value that is read.
        min: f64,
        /// Largest value that is read.
        max: f64,
        /// Plausible low end, the 10th percentile; equal to `high` when the input is not drawn.
        low: f64,
        /// Plausible high end, the 90th percentile.
        high: f64,
        /// How it spreads.
        spread: Spread,
        /// True when the field may be left empty (the catalog or the engine decides then).
        optional: bool,
        /// In the shown unit.
        get: fn(&T) -> Option<f64>,
        /// In the shown unit.
        set: fn(&mut T, Option<f64>),
    },
    /// One of a few words.
    Choice {
        /// Word in links, label for people.
        options: &'static [(&'static str, &'static str)],
        /// The word.
        get: fn(&T) -> &'static str,
        /// By word; false when there is no such word.
        set: fn(&mut T, &str) -> bool,
    },
    /// A row of the catalog.
    Reference {
        /// Which table.
        table: Table,
        /// A word beside the rows' ids, like `auto`; empty when there is none.
        word: &'static str,
        /// The id or word.
        get: fn(&T) -> &str,
        /// By id or word, unchecked; the query checks it against the catalog.
        set: fn(&mut T, String),
    },
    /// Free text.
    Text {
        /// Most characters.
        most: usize,
        /// The text.
        get: fn(&T) -> &str,
        /// As typed.
        set: fn(&mut T, String),
    },
}

/// A number as the form shows it: shares and yearly changes in percent, the rest as they are.
pub trait Shown: Copy {
    /// In the shown unit.
    fn shown(self) -> f64;
    /// From the shown unit.
    fn from_shown(value: f64) -> Self;
}

macro_rules! shown_as_is {
    ($($name:ident)+) => {$(
        impl Shown for u::$name {
            fn shown(self) -> f64 { self.get() }
            fn from_shown(value: f64) -> Self { Self::new(value) }
        }
    )+};
}
shown_as_is!(Usd UsdPerMonth UsdPerYear UsdPerHour UsdPerWeek UsdPerMtok UsdPerKilowattMonth UsdPerKilowattHour
    TokensPerRequest RequestsPerMonth Months Weeks Days Hours Milliseconds People PersonWeeks PerMonth PerYear);

/// A hundred times as much, without the digits that only binary fractions have: 0.28 is 28, not 28.000000000000004.
fn in_percent(part: f64) -> f64 {
    u::finite(libm::round(part * 1e11) / 1e9)
}

impl Shown for u::Share {
    fn shown(self) -> f64 {
        in_percent(self.get())
    }
    fn from_shown(value: f64) -> Self {
        Self::from_percent(value)
    }
}
impl Shown for u::YearlyChange {
    fn shown(self) -> f64 {
        in_percent(self.get())
    }
    fn from_shown(value: f64) -> Self {
        Self::new(value / 100.0)
    }
}
impl Shown for f64 {
    fn shown(self) -> f64 {
        self
    }
    fn from_shown(value: f64) -> Self {
        u::finite(value)
    }
}

/// Writes a struct, its default and its table from one list.
macro_rules! inputs {
    (@type number $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type choice $ty:ty) => { $ty };
    (@type reference $ty:ident) => { String };
    (@type text $ty:ident) => { String };
    (@default number $default:expr, $($rest:tt)*) => { Shown::from_shown($default) };
    (@default optional $default:expr, $($rest:tt)*) => { None };
    (@default choice $default:expr) => { $default };
    (@default reference $default:expr, $($rest:tt)*) => { String::from($default) };
    (@default text $default:expr, $($rest:tt)*) => { String::from($default) };
    (@slot $name:ident number $ty:ty, $default:expr, $min:literal .. $max:literal, $low:literal ~ $high:literal, $spread:ident) => {
        Slot::Number { min: $min, max: $max, low: $low, high: $high, spread: Spread::$spread, optional: false,
            get: |all| Some(Shown::shown(all.$name)),
            set: |all, value| if let Some(value) = value { all.$name = Shown::from_shown(value) } }
    };
    (@slot $name:ident optional $ty:ty, $default:expr, $min:literal .. $max:literal, $low:literal ~ $high:literal, $spread:ident) => {
        Slot::Number { min: $min, max: $max, low: $low, high: $high, spread: Spread::$spread, optional: true,
            get: |all| all.$name.map(Shown::shown),
            set: |all, value| all.$name = value.map(Shown::from_shown) }
    };
    (@slot $name:ident choice $ty:ty, $default:expr) => {
        Slot::Choice { options: <$ty>::OPTIONS, get: |all| all.$name.word(),
            set: |all, word| <$ty>::from_word(word).map(|choice| all.$name = choice).is_some() }
    };
    (@slot $name:ident reference $table:ident, $default:expr, $word:literal) => {
        Slot::Reference { table: Table::$table, word: $word, get: |all| &all.$name, set: |all, id| all.$name = id }
    };
    (@slot $name:ident text $ty:ident, $default:expr, $most:literal) => {
        Slot::Text { most: $most, get: |all| &all.$name, set: |all, text| all.$name = text }
    };
    (
        $(#[$doc:meta])+ struct $struct:ident { $($(#[$edoc:meta])+ $extra:ident : $ety:ty = $edefault:expr,)* }
        table $table:ident
        $($name:ident : $kind:ident $ty:ident = ($($slot:tt)*), $group:ident, $unit:literal, $parameter:literal, $label:literal, $help:literal;)+
    ) => {
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $struct {
            $($(#[$edoc])+ pub $extra: $ety,)*
            $(#[doc = $help] pub $name: inputs!(@type $kind $ty),)+
        }
        impl Default for $struct {
            fn default() -> Self {
                Self { $($extra: $edefault,)* $($name: inputs!(@default $kind $($slot)*),)+ }
            }
        }
        #[doc = concat!("The table of [`", stringify!($struct), "`], in the form's order.")]
        pub const $table: &[Input<$struct>] = &[$(Input {
            name: stringify!($name), label: $label, help: $help, group: Group::$group, unit: $unit, parameter: $parameter,
            slot: inputs!(@slot $name $kind $ty, $($slot)*),
        },)+];
    };
}
pub(super) use inputs;
