//! What a given quality costs as time goes by, for whoever moves to the cheapest model that is good enough.
//!
//! The price of a score falls steeply while the score is new and hardly at all once it is old: the cheapest model with
//! 7 points of the index has cost the same since late 2025, that with 44 a tenth of what it did eight months before.
//! So what is to be gained hangs on how long ago the quality that a workload needs was first sold.

use crate::date::Date;
use crate::units::{IndexPoints, Months, PerYear, YearlyChange};

/// Months in which half of what is left of the fall happens: between 4 (windows from 2025-07 on) and 24 (windows that
/// ended before) fit best; 10 in all of the record, and less where it is newest (grade C).
pub const HALF: f64 = 7.5;

/// An age at which nothing is left to fall.
const FOR_EVER: Months = Months::new(1e6);

/// Months since January 1970.
const fn month(year: i32, month: i32) -> i32 {
    (year - 1970) * 12 + month - 1
}

/// When a score could first be bought, and when first with open weights, the last one not yet: points of the index of
/// July 2026 (prices of record and release days, grade B; before mid-2024 the scale is flat, grade C).
const FIRST: [(f64, i32, i32); 12] = [
    (7.0, month(2023, 4), month(2024, 8)),
    (9.5, month(2024, 4), month(2024, 10)),
    (12.0, month(2024, 10), month(2025, 1)),
    (15.0, month(2024, 10), month(2025, 2)),
    (18.5, month(2025, 2), month(2025, 2)),
    (23.0, month(2025, 2), month(2025, 9)),
    (28.0, month(2025, 5), month(2025, 10)),
    (33.0, month(2025, 8), month(2026, 1)),
    (38.0, month(2025, 12), month(2026, 2)),
    (44.0, month(2026, 3), month(2026, 5)),
    (50.0, month(2026, 4), month(2026, 7)),
    (55.0, month(2026, 6), i32::MAX),
];

/// Where the weights come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Any model that is sold.
    Hosted,
    /// Open weights.
    Open,
}

/// Months since a model with so many points (with reasoning) could first be had, on a day; zero where none could yet.
/// `None` for the points means that any model will do: that has been so for ever, and its price falls no further.
#[inline(never)]
pub fn age(points: Option<IndexPoints>, day: Date, source: Source) -> Months {
    let Some(points) = points else { return FOR_EVER };
    let now = day.months_since(Date::EPOCH);
    let row = FIRST.iter().find(|(reached, ..)| *reached >= points.get());
    let first = row.map_or(now, |(_, hosted, open)| if source == Source::Hosted { *hosted } else { *open });
    Months::new(f64::from((now - first.min(now)).max(0)))
}

/// The price after some months over today's, a bare factor, of a quality first sold `age` months ago, where prices fall by `first_year`
/// (a change of zero or less) in its first twelve months: from 1 downwards, never up.
///
/// ln P(a) = −L · (1 − 2^(−a / 7.5)), with L such that P(12) = 1 + `first_year`.
#[inline(never)]
pub fn price_after(first_year: YearlyChange, age: Months, months: Months) -> f64 {
    let left = |at: f64| libm::exp(-at / HALF * core::f64::consts::LN_2);
    let whole = -libm::log((1.0 + first_year.get()).clamp(0.001, 1.0)) / (1.0 - left(12.0));
    libm::exp(-whole * left(age.get()) * (1.0 - left(months.get())))
}

/// Months from today to the last of the moves made by then, at so many a year, the first after one interval.
#[inline(never)]
pub fn last_move(often: PerYear, then: Months) -> Months {
    let every = 12.0 / often.get().max(1e-9);
    // A move on the first day of a month counts in it, whatever the last digit of the division.
    Months::new(libm::floor(then.get().max(0.0) / every + 1e-9) * every)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn first_year(percent: f64) -> YearlyChange {
        YearlyChange::new(percent / 100.0)
    }

    #[test]
    fn a_new_quality_falls_by_the_first_years_fall_and_an_old_one_hardly() {
        let after = |age: f64, months: f64| price_after(first_year(-60.0), Months::new(age), Months::new(months));
        assert!((after(0.0, 12.0) - 0.4).abs() < 1e-12);
        // L = ln 2.5 / (1 − 2^−1.6) = 0.916291 / 0.670123 = 1.367348. A quality two years old: 2^−3.2 = 0.108819 of it
        // is left, and a year takes 0.670123 of that: e^−0.099710 = 0.905100.
        assert!((after(24.0, 12.0) - 0.905_100).abs() < 1e-5, "{}", after(24.0, 12.0));
        // In two steps as in one, and never up.
        assert!((after(3.0, 5.0) * after(8.0, 7.0) - after(3.0, 12.0)).abs() < 1e-12);
        assert_eq!((after(3.0, 0.0), after(1e6, 12.0)), (1.0, 1.0));
        assert_eq!(price_after(first_year(0.0), Months::new(0.0), Months::new(12.0)), 1.0);
    }

    #[test]
    fn ages_count_from_the_first_day_on_and_nothing_later_is_known() {
        let day = |text| Date::parse(text).expect("a day");
        let age = |points: f64, on, source| age(Some(IndexPoints::new(points)), day(on), source).get();
        // 23 points: o1 in February 2025 (21 months before November 2026), gpt-oss-120b in September (14).
        assert_eq!(age(23.0, "2026-11-24", Source::Hosted), 21.0);
        assert_eq!(age(23.0, "2026-11-24", Source::Open), 14.0);
        // 48 points were first sold, as far as the steps tell, with 50: in April 2026.
        assert_eq!(age(48.0, "2026-11-24", Source::Hosted), 7.0);
        // Before anything that good was sold, and above anything sold: new.
        assert_eq!((age(48.0, "2025-11-24", Source::Hosted), age(70.0, "2026-11-24", Source::Hosted)), (0.0, 0.0));
        assert_eq!(
            price_after(first_year(-60.0), super::age(None, day("2026-11-24"), Source::Hosted), Months::new(60.0)),
            1.0
        );
    }

    #[test]
    fn moves_come_at_even_intervals() {
        for (a_year, months, last) in
            [(1.0, 11.0, 0.0), (1.0, 12.0, 12.0), (1.0, 35.0, 24.0), (0.8, 15.0, 15.0), (3.0, 35.0, 32.0)]
        {
            let moved = last_move(PerYear::new(a_year), Months::new(months));
            assert_eq!(moved.get(), last, "{a_year} a year, {months} months");
        }
        assert_eq!(last_move(PerYear::ZERO, Months::new(120.0)), Months::ZERO);
    }
}
