//! Windows of time over the record: how far prices and rents moved in them, and what a range would have held.

use super::record::{Record, cheapest};
use build_or_buy::cost::jumps::Steps;
use build_or_buy::date::Date;
use build_or_buy::inputs::Provider;

/// Horizons looked at, months.
pub const HORIZONS: [u32; 4] = [6, 12, 18, 24];
/// Months in which a window may start or end: 2023-01 to 2026-11.
const FIRST: (u16, u8) = (2023, 1);
const LAST: (u16, u8) = (2026, 11);

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A vendor's own model, and the nearest in price once it is retired.
    Stay,
    /// The same open weights at the cheapest host.
    Open,
    /// The cheapest model of a score.
    Follow,
    /// A GPU at a provider.
    Rent(Provider),
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Stay,
        Self::Follow,
        Self::Open,
        Self::Rent(Provider::Hyperscaler),
        Self::Rent(Provider::Specialist),
        Self::Rent(Provider::Marketplace),
    ];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stay => "stays on a vendor's model",
            Self::Open => "same open weights, cheapest host",
            Self::Follow => "follows the cheapest of a score",
            Self::Rent(Provider::Hyperscaler) => "rents from a hyperscaler",
            Self::Rent(Provider::Specialist) => "rents from a specialist",
            Self::Rent(Provider::Marketplace) => "rents on a marketplace",
        }
    }

    /// How the calculator draws it; none for following, which has a curve of its own.
    pub const fn stated(self) -> Option<Steps> {
        match self {
            Self::Stay => Some(Steps::PINNED),
            Self::Open => Some(Steps::OPEN),
            Self::Rent(provider) => Some(Steps::rent(provider)),
            Self::Follow => None,
        }
    }
}

/// A window: a price known at both ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Which model, score or rent of its kind it is of.
    pub of: usize,
    /// Its first day.
    pub start: Date,
    /// Months to its last.
    pub months: u32,
    /// Logarithm of the last price over the first.
    pub change: f64,
    /// For a score: months since it was first sold.
    pub age: f64,
}

impl Window {
    /// Whether it ends before a day: ranges are fitted to these.
    pub fn before(&self, split: Date) -> bool {
        self.start.first_of_month_after(self.months) < split
    }

    /// Whether it starts on a day or later: ranges are judged on these.
    pub fn after(&self, split: Date) -> bool {
        self.start >= split
    }
}

/// The day that parts what ranges are fitted to from what they are judged on: July 2025. The record ends before a window
/// of 18 or 24 months that starts then, so for those an earlier day is taken.
pub fn split(months: u32) -> Option<Date> {
    let (year, month) = match months {
        0..=12 => (2025, 7),
        13..=18 => (2024, 11),
        _ => (2024, 7),
    };
    Date::new(year, month, 1)
}

/// Every first of a month of the record.
pub fn months() -> Vec<Date> {
    let (Some(first), Some(last)) = (Date::new(FIRST.0, FIRST.1, 1), Date::new(LAST.0, LAST.1, 1)) else {
        return Vec::new();
    };
    (0..=last.months_since(first).unsigned_abs()).map(|month| first.first_of_month_after(month)).collect()
}

/// All windows of a kind, for every horizon, start and thing.
pub fn windows(record: &Record, kind: Kind) -> Vec<Window> {
    let mut all = Vec::new();
    let mut of = 0;
    let mut add = |price: &dyn Fn(Date) -> Option<f64>| {
        of += 1;
        let days = months();
        let sold = days.iter().copied().find(|day| price(*day).is_some());
        for start in days.iter().copied() {
            for months in HORIZONS {
                let end = start.first_of_month_after(months);
                let ends = days.last().is_some_and(|last| end <= *last).then(|| price(start).zip(price(end))).flatten();
                if let Some((from, to)) = ends.filter(|(from, to)| *from > 0.0 && *to > 0.0) {
                    let age = sold.map_or(0.0, |sold| f64::from(start.months_since(sold)));
                    all.push(Window { of, start, months, change: libm::log(to / from), age });
                }
            }
        }
    };
    match kind {
        Kind::Stay => record.pinned().for_each(|(id, _)| add(&|day| record.stayed(id, day))),
        Kind::Open => record.open().values().for_each(|hosts| add(&|day| cheapest(hosts, day))),
        Kind::Follow => record.floors.all.values().for_each(|floor| add(&|day| floor.get(&day).copied())),
        Kind::Rent(kind) => record.rents_of(kind).for_each(|series| add(&|day| series.on(day))),
    }
    all
}

/// A window by hand.
#[cfg(test)]
pub fn window(of: usize, start: &str, months: u32, change: f64) -> Window {
    Window { of, start: Date::parse(start).expect("a day"), months, change, age: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_spans_the_split_is_in_neither_part() {
        let split = split(12).expect("a day");
        let part = |start: &str, months| {
            let one = window(1, start, months, 0.0);
            (one.before(split), one.after(split))
        };
        assert_eq!(part("2024-06-01", 12), (true, false));
        assert_eq!(part("2024-07-01", 12), (false, false));
        assert_eq!((part("2025-06-01", 6), part("2025-07-01", 6)), ((false, false), (false, true)));
    }
}
