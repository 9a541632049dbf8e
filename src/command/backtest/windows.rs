//! Windows of time over the record: how far prices and rents moved in them, and what a range would have held.

use super::record::{Record, cheapest};
use build_or_buy::cost::jumps::Steps;
use build_or_buy::date::Date;
use build_or_buy::hosted::following::price_after;
use build_or_buy::inputs::Provider;
use build_or_buy::judge::uncertainty::quantile;
use build_or_buy::units::{Months, YearlyChange};
use std::collections::BTreeSet;

/// Horizons looked at, months.
pub const HORIZONS: [u32; 4] = [6, 12, 18, 24];
/// Months in which a window may start or end: 2023-01 to 2026-11.
const FIRST: (u16, u8) = (2023, 1);
const LAST: (u16, u8) = (2026, 11);

/// The record counts tokens and the calculator tasks: half of a fall by the token, in logarithms, is one by the task.
const PER_TOKEN: f64 = 2.0;

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
        Kind::Follow => record.floors.values().for_each(|floor| add(&|day| floor.get(&day).copied())),
        Kind::Rent(kind) => record.rents_of(kind).for_each(|series| add(&|day| series.on(day))),
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

    /// With no fall at all as its upper end.
    pub const fn that_may_end(self) -> Self {
        Self([self.0[0], self.0[1], 0.0])
    }

    /// What it says of following, by the token: a fall of the first year, by the task, that thins with age, beside what
    /// prices of one model do.
    pub fn followed(self, months: u32, age: f64) -> [f64; 3] {
        let fall = self.0.map(|first| {
            let first = YearlyChange::new(libm::expm1(first).min(0.0));
            libm::log(price_after(first, Months::new(age), Months::new(f64::from(months)))) * PER_TOKEN
        });
        let other = after(Steps::bill(0.5), months);
        let beside = |at: usize| (fall[at] - fall[1]).hypot(other[at]);
        [fall[1] - beside(0), fall[1], fall[1] + beside(2)]
    }
}

/// What steps say of so many months: the size grows with the square root of time, the middle stays.
pub fn after(steps: Steps, months: u32) -> [f64; 3] {
    let far = steps.beyond(0.1) * years(months).sqrt();
    [-far, 0.0, far]
}

/// Steps as windows have them, each change brought to a year by the square root of its time; none of none.
pub fn fitted(windows: &[Window]) -> Option<Steps> {
    let sizes: Vec<f64> = windows.iter().map(|one| one.change.abs() / years(one.months).sqrt()).collect();
    let moved: Vec<f64> = sizes.iter().copied().filter(|size| *size > 1e-9).collect();
    (!sizes.is_empty()).then(|| Steps {
        still: 1.0 - moved.len() as f64 / sizes.len() as f64,
        size: moved.iter().sum::<f64>() / moved.len().max(1) as f64,
    })
}

/// How many models, scores or rents stand behind some windows.
pub fn things(windows: &[Window]) -> usize {
    windows.iter().map(|one| one.of).collect::<BTreeSet<_>>().len()
}

/// The correlation of two kinds of price: of every window of the one with every window of the other over the same months.
pub fn correlation(one: &[Window], other: &[Window], months: u32) -> f64 {
    let mut sums = [0.0; 6];
    for day in self::months() {
        let of = |all: &[Window]| {
            let some = all.iter().filter(|window| window.months == months && window.start == day);
            some.fold([0.0; 3], |[n, x, xx], window| [n + 1.0, x + window.change, xx + window.change * window.change])
        };
        let ([n, x, xx], [m, y, yy]) = (of(one), of(other));
        for (sum, more) in sums.iter_mut().zip([n * m, x * m, y * n, xx * m, yy * n, x * y]) {
            *sum += more;
        }
    }
    let [n, x, y, xx, yy, xy] = sums;
    (xy / n - x * y / n / n) / ((xx / n - x * x / n / n) * (yy / n - y * y / n / n)).sqrt()
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

    fn window(of: usize, start: &str, months: u32, change: f64) -> Window {
        Window { of, start: Date::parse(start).expect("a day"), months, change, age: 0.0 }
    }

    #[test]
    fn steps_are_fitted_by_their_share_and_mean_size_and_grow_with_the_square_root() {
        // Three of four moved: by 0.4 in a year, 0.2 in a quarter of one (0.4 a year), 0.6 down in four (0.3 a year).
        let all = [("2024-01-01", 12, 0.4), ("2024-01-01", 3, 0.2), ("2024-01-01", 48, -0.6), ("2024-02-01", 6, 0.0)];
        let all = all.map(|(start, months, change)| window(1, start, months, change));
        let steps = fitted(&all).expect("windows");
        assert!((steps.still - 0.25).abs() < 1e-12 && (steps.size - 1.1 / 3.0).abs() < 1e-12);
        assert_eq!((fitted(&[]), things(&all)), (None, 1));
        // 0.366667 · ln(0.375 / 0.1) = 0.484645 after a year, twice that after four.
        let ends = |months| after(steps, months)[2];
        assert!((ends(12) - 0.484_645).abs() < 1e-5 && (ends(48) / ends(12) - 2.0).abs() < 1e-12);
        let share = held(&all, &|one| after(steps, one.months));
        assert_eq!(share, Some([100.0, 0.0, 0.0]));
        let tight = held(&all, &|_| [-0.3, 0.0, 0.3]);
        assert_eq!((tight, held(&[], &|_| [0.0; 3])), (Some([50.0, 25.0, 25.0]), None));
    }

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

    #[test]
    fn series_that_move_in_the_same_months_are_correlated() {
        let days = ["2024-01-01", "2024-02-01", "2024-03-01"];
        let series = |changes: [f64; 3]| -> Vec<Window> {
            days.iter().zip(changes).map(|(day, change)| window(1, day, 6, change)).collect()
        };
        let [one, same, other] = [[0.1, -0.2, 0.4], [0.2, -0.4, 0.8], [-0.1, 0.2, -0.4]].map(series);
        assert!(
            (correlation(&one, &same, 6) - 1.0).abs() < 1e-12 && (correlation(&one, &other, 6) + 1.0).abs() < 1e-12
        );
    }

    #[test]
    fn the_calculator_draws_what_the_record_says() {
        let record = Record::read(&super::super::super::project::root().expect("the project")).expect("its record");
        for kind in Kind::ALL {
            let (Some(stated), Some(whole)) = (kind.stated(), fitted(&windows(&record, kind))) else { continue };
            let near = (stated.still - whole.still).abs() <= 0.006 && (stated.size - whole.size).abs() <= 0.006;
            assert!(near, "{kind:?}: {stated:?} for {whole:?}");
        }
        let rents: Vec<Window> = Kind::ALL
            .into_iter()
            .filter(|kind| matches!(kind, Kind::Rent(_)))
            .flat_map(|kind| windows(&record, kind))
            .collect();
        let [open, follow] = [Kind::Open, Kind::Follow].map(|kind| windows(&record, kind));
        for (one, other, half, year) in
            [(&rents, &open, 0.13, 0.17), (&rents, &follow, 0.18, 0.23), (&open, &follow, 0.16, 0.18)]
        {
            let told = [6, 12].map(|months| correlation(one, other, months));
            assert!((told[0] - half).abs() < 0.01 && (told[1] - year).abs() < 0.01, "{told:?}");
        }
    }

    #[test]
    fn the_record_says_what_its_readers_were_told() {
        // From the record's own description: a list price of a pinned model does not move at the 10th, 50th and 90th
        // percentile of a year; the cheapest of a score fell by 83 % at the median, by 99 at the 10th percentile.
        let record = Record::read(&super::super::super::project::root().expect("the project")).expect("its record");
        let of = |all: Vec<Window>, months| {
            let all: Vec<f64> = all.iter().filter(|one| one.months == months).map(|one| one.change).collect();
            (all.len(), points(all).expect("windows").map(|log| (100.0 * libm::expm1(log)).round()))
        };
        let days = months();
        let pinned: Vec<f64> = record
            .pinned()
            .flat_map(|(_, series)| {
                let ends = days.iter().filter_map(|day| series.on(*day).zip(series.on(day.first_of_month_after(12))));
                ends.map(|(from, to)| libm::log(to / from)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(points(pinned).expect("windows"), [0.0; 3]);
        assert_eq!(of(windows(&record, Kind::Follow), 12), (144, [-99.0, -83.0, -7.0]));
        // Rents: -29, 0 and +25 % there; the rule for how long a rent is taken to hold differs in the last digit.
        let rents = [Provider::Hyperscaler, Provider::Specialist, Provider::Marketplace];
        let rents: Vec<Window> = rents.into_iter().flat_map(|kind| windows(&record, Kind::Rent(kind))).collect();
        let (count, [low, middle, high]) = of(rents, 12);
        assert!(count > 500 && (-29.0..=-24.0).contains(&low) && middle == 0.0 && (25.0..=30.0).contains(&high));
    }
}
