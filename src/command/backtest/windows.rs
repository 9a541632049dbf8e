//! Windows of time over the record: how far prices and rents moved in them, and what a range would have held.

use super::paid::{at_the_same_hosts, at_whoever_was_seen};
use super::record::Record;
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
    /// The cheapest model of a score.
    Follow,
    /// The same open weights at the cheapest of the same hosts.
    Open,
    /// The same open weights at whoever was on a list that day, resellers among them: what the record says where lists
    /// that begin and end are taken for hosts that come and go.
    Seen,
    /// A GPU whose name in the catalog begins so, at a kind of provider.
    Rent(Provider, &'static str),
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Stay,
        Self::Follow,
        Self::Open,
        Self::Seen,
        Self::Rent(Provider::Hyperscaler, ""),
        Self::Rent(Provider::Specialist, ""),
        Self::Rent(Provider::Specialist, "a100"),
        Self::Rent(Provider::Specialist, "h100"),
        Self::Rent(Provider::Marketplace, ""),
    ];

    /// What it is called.
    pub fn label(self) -> String {
        let rents = |from: &str, gpu: &str| {
            if gpu.is_empty() { format!("rents {from}") } else { format!("- {} of them", gpu.to_uppercase()) }
        };
        match self {
            Self::Stay => "stays on a vendor's model, then on its successor".into(),
            Self::Follow => "follows the cheapest of a score".into(),
            Self::Open => "same open weights, cheapest of the same hosts".into(),
            Self::Seen => "same open weights, whoever was on a list".into(),
            Self::Rent(Provider::Hyperscaler, gpu) => rents("from a hyperscaler", gpu),
            Self::Rent(Provider::Specialist, gpu) => rents("from a specialist", gpu),
            Self::Rent(Provider::Marketplace, gpu) => rents("on a marketplace", gpu),
        }
    }

    /// Rents of all GPUs from one kind of provider.
    pub const fn all_rents(self) -> bool {
        matches!(self, Self::Rent(_, gpu) if gpu.is_empty())
    }

    /// How the calculator draws it; none for following, which has a curve of its own.
    pub fn stated(self) -> Option<Steps> {
        match self {
            Self::Stay => Some(Steps::PINNED),
            Self::Open | Self::Seen => Some(Steps::OPEN),
            Self::Rent(provider, gpu) => Some(Steps::rent(provider, gpu)),
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
    /// Whether it has ended before a day: ranges are fitted to these.
    pub fn before(&self, day: Date) -> bool {
        self.start.first_of_month_after(self.months) < day
    }

    /// Whether it starts late enough to be judged.
    pub fn late(&self) -> bool {
        judged_from(self.months).is_some_and(|from| self.start >= from)
    }

    /// The day by which windows must have ended to say anything of this one: July 2025, or its own first day where the
    /// record is too short for that.
    pub fn told_by(&self) -> Option<Date> {
        Some(judged_from(12)?.min(self.start))
    }
}

/// The first day of the windows that ranges are judged on: July 2025. The record ends before a window of 18 or 24 months
/// that starts then, so for those an earlier day is taken.
pub fn judged_from(months: u32) -> Option<Date> {
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
    let days = months();
    let mut add = |ends: &dyn Fn(Date, Date) -> Option<(f64, f64)>, sold: Option<Date>| {
        of += 1;
        for start in days.iter().copied() {
            for months in HORIZONS {
                let end = start.first_of_month_after(months);
                let ends = days.last().is_some_and(|last| end <= *last).then(|| ends(start, end)).flatten();
                if let Some((from, to)) = ends.filter(|(from, to)| *from > 0.0 && *to > 0.0) {
                    let age = sold.map_or(0.0, |sold| f64::from(start.months_since(sold)));
                    all.push(Window { of, start, months, change: libm::log(to / from), age });
                }
            }
        }
    };
    match kind {
        Kind::Stay => record
            .pinned()
            .for_each(|(id, _)| add(&|start, end| record.stayed(id, start).zip(record.stayed(id, end)), None)),
        Kind::Follow => record.floors.all.iter().for_each(|(points, floor)| {
            add(&|start, end| record.followed(*points, start, end), floor.keys().next().copied());
        }),
        Kind::Open => {
            record.open(false).values().for_each(|hosts| add(&|start, end| at_the_same_hosts(hosts, start, end), None));
        }
        Kind::Seen => {
            record
                .open(true)
                .values()
                .for_each(|hosts| add(&|start, end| at_whoever_was_seen(hosts, start, end), None));
        }
        Kind::Rent(kind, gpu) => {
            record.rents_of(kind, gpu).for_each(|series| add(&|start, end| series.on(start).zip(series.on(end)), None));
        }
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
        let split = judged_from(12).expect("a day");
        let part = |start: &str, months| {
            let one = window(1, start, months, 0.0);
            (one.before(split), one.late())
        };
        assert_eq!(part("2024-06-01", 12), (true, false));
        assert_eq!(part("2024-07-01", 12), (false, false));
        assert_eq!((part("2025-06-01", 6), part("2025-07-01", 6)), ((false, false), (false, true)));
        // A window of 18 months is judged by what had ended on its own first day.
        let told = |start: &str, months| window(1, start, months, 0.0).told_by().map(|day| day.to_string());
        assert_eq!(told("2025-02-01", 18).as_deref(), Some("2025-02-01"));
        assert_eq!(told("2026-02-01", 6).as_deref(), Some("2025-07-01"));
    }
}
