//! Windows of time over the record: how far prices and rents moved in them, and what a range would have held.

use super::record::{Record, cheapest};
use build_or_buy::date::Date;
use build_or_buy::hosted::following::price_after;
use build_or_buy::judge::uncertainty::quantile;
use build_or_buy::units::{Months, YearlyChange};

/// Horizons looked at, months.
pub const HORIZONS: [u32; 4] = [6, 12, 18, 24];
/// Months in which a window may start or end: 2023-01 to 2026-11.
const FIRST: (u16, u8) = (2023, 1);
const LAST: (u16, u8) = (2026, 11);
/// The month that parts what ranges are fitted to from what they are judged on.
const SPLIT: (u16, u8) = (2025, 7);

/// The record counts tokens and the calculator tasks: half of a fall by the token, in logarithms, is one by the task.
const PER_TOKEN: f64 = 2.0;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A vendor's own model under a name that stays with it.
    Stay,
    /// The same open weights at the cheapest host.
    Open,
    /// The cheapest model of a score.
    Follow,
    /// A GPU at a provider.
    Rent,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Stay, Self::Follow, Self::Open, Self::Rent];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stay => "stays on a vendor's model",
            Self::Open => "same open weights, cheapest host",
            Self::Follow => "follows the cheapest of a score",
            Self::Rent => "rents the same GPU",
        }
    }
}

/// A window: a price known at both ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its first day.
    pub start: Date,
    /// Months to its last.
    pub months: u32,
    /// Logarithm of the last price over the first.
    pub change: f64,
    /// For a score: months since it was first sold.
    pub age: f64,
}

/// Before or after the split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Windows that end before it: ranges are fitted to these.
    Before,
    /// Windows that start at or after it: ranges are judged on these.
    After,
}

impl Window {
    /// The part it belongs to; none where it spans the split.
    pub fn part(&self) -> Option<Part> {
        let split = Date::new(SPLIT.0, SPLIT.1, 1)?;
        if self.start >= split {
            Some(Part::After)
        } else {
            (self.start.first_of_month_after(self.months) < split).then_some(Part::Before)
        }
    }
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
    let mut add = |price: &dyn Fn(Date) -> Option<f64>| {
        let days = months();
        let sold = days.iter().copied().find(|day| price(*day).is_some());
        for start in days.iter().copied() {
            for months in HORIZONS {
                let end = start.first_of_month_after(months);
                let ends = days.last().is_some_and(|last| end <= *last).then(|| price(start).zip(price(end))).flatten();
                if let Some((from, to)) = ends.filter(|(from, to)| *from > 0.0 && *to > 0.0) {
                    let age = sold.map_or(0.0, |sold| f64::from(start.months_since(sold)));
                    all.push(Window { start, months, change: libm::log(to / from), age });
                }
            }
        }
    };
    match kind {
        Kind::Stay => record.pinned().for_each(|series| add(&|day| series.on(day))),
        Kind::Open => record.open().values().for_each(|hosts| add(&|day| cheapest(hosts, day))),
        Kind::Follow => record.floors.values().for_each(|floor| add(&|day| floor.get(&day).copied())),
        Kind::Rent => record.rents.values().for_each(|series| add(&|day| series.on(day))),
    }
    all
}

/// 10th, 50th and 90th percentile of some numbers; none of none.
pub fn points(mut values: Vec<f64>) -> Option<[f64; 3]> {
    values.sort_by(f64::total_cmp);
    (!values.is_empty()).then(|| [0.1, 0.5, 0.9].map(|chance| quantile(&values, chance)))
}

/// A change of the first year as a range, 10th percentile, middle and 90th: logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range(pub [f64; 3]);

impl Range {
    /// From changes in percent.
    pub fn percent(low: f64, middle: f64, high: f64) -> Self {
        Self([low, middle, high].map(|change| libm::log1p(change / 100.0)))
    }

    /// Fitted to windows: each change brought to a year by the square root of its time.
    pub fn fitted(windows: &[Window]) -> Option<Self> {
        points(windows.iter().map(|window| window.change / years(window.months).sqrt()).collect()).map(Self)
    }

    /// As far up as down, by the farther end.
    pub const fn either_way(self) -> Self {
        let [low, middle, high] = self.0;
        let far = (middle - low).max(high - middle);
        Self([middle - far, middle, middle + far])
    }

    /// With no fall at all as its upper end.
    pub const fn that_may_end(self) -> Self {
        Self([self.0[0], self.0[1], 0.0])
    }

    /// What it says of so many months: the middle is compounded, what lies beyond grows with the square root of time.
    pub fn after(self, months: u32) -> [f64; 3] {
        let [low, middle, high] = self.0;
        let (years, expected) = (years(months), middle * years(months));
        [expected + (low - middle) * years.sqrt(), expected, expected + (high - middle) * years.sqrt()]
    }

    /// What it says of following, by the token: a fall of the first year, by the task, that thins with age, beside what
    /// prices of one model do.
    pub fn followed(self, staying: Self, months: u32, age: f64) -> [f64; 3] {
        let fall = self.0.map(|first| {
            let first = YearlyChange::new(libm::expm1(first).min(0.0));
            libm::log(price_after(first, Months::new(age), Months::new(f64::from(months)))) * PER_TOKEN
        });
        let other = staying.after(months);
        let beside = |at: usize| (fall[at] - fall[1]).hypot(other[at] - other[1]);
        let middle = fall[1] + other[1];
        [middle - beside(0), middle, middle + beside(2)]
    }
}

fn years(months: u32) -> f64 {
    f64::from(months) / 12.0
}

/// How many windows fell inside, below and above, in percent.
pub fn held(windows: &[Window], range: &dyn Fn(&Window) -> [f64; 3]) -> Option<[f64; 3]> {
    let (mut below, mut above) = (0.0, 0.0);
    for window in windows {
        let [low, _, high] = range(window);
        below += f64::from(u8::from(window.change < low - 1e-9));
        above += f64::from(u8::from(window.change > high + 1e-9));
    }
    let all = windows.len() as f64;
    (all > 0.0).then(|| [all - below - above, below, above].map(|count| 100.0 * count / all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_grow_with_the_square_root_and_hold_what_lies_inside() {
        // −36 and +44 % in a year: e^(2 · ln 0.64 …): four years are twice as far, 0.4096 and 2.0736.
        let range = Range::percent(-36.0, 0.0, 44.0);
        let [low, middle, high] = range.after(48).map(libm::exp);
        assert!((low - 0.4096).abs() < 1e-12 && middle == 1.0 && (high - 2.0736).abs() < 1e-12);
        let window = |change: f64| Window { start: Date::EPOCH, months: 12, change: libm::log(change), age: 0.0 };
        let windows = [window(0.64), window(1.0), window(0.6), window(1.5)];
        assert_eq!(held(&windows, &|one| range.after(one.months)), Some([50.0, 25.0, 25.0]));
        assert_eq!(held(&[], &|one| range.after(one.months)), None);
    }

    #[test]
    fn a_window_that_spans_the_split_is_in_neither_part() {
        let window =
            |start: &str, months| Window { start: Date::parse(start).expect("a day"), months, change: 0.0, age: 0.0 };
        assert_eq!(window("2024-06-01", 12).part(), Some(Part::Before));
        assert_eq!(window("2024-07-01", 12).part(), None);
        assert_eq!((window("2025-06-01", 6).part(), window("2025-07-01", 6).part()), (None, Some(Part::After)));
    }

    #[test]
    fn the_record_says_what_its_readers_were_told() {
        // From the record's own description: a list price of a pinned model does not move at the 10th, 50th and 90th
        // percentile of a year; the cheapest of a score fell by 83 % at the median, by 99 at the 10th percentile.
        let record = Record::read(&super::super::super::project::root().expect("the project")).expect("its record");
        let of = |kind, months| {
            let all: Vec<f64> =
                windows(&record, kind).iter().filter(|one| one.months == months).map(|one| one.change).collect();
            (all.len(), points(all).expect("windows").map(|log| (100.0 * libm::expm1(log)).round()))
        };
        assert_eq!(of(Kind::Stay, 12).1, [0.0, 0.0, 0.0]);
        assert_eq!(of(Kind::Follow, 12), (144, [-99.0, -83.0, -7.0]));
        // Rents: -29, 0 and +25 % there; the rule for how long a rent is taken to hold differs in the last digit.
        let (count, [low, middle, high]) = of(Kind::Rent, 12);
        assert!(count > 500 && (-29.0..=-24.0).contains(&low) && middle == 0.0 && (25.0..=30.0).contains(&high));
    }
}
