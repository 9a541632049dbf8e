//! What a quality costs as time goes by: the fall of its first year, as windows have it and as the calculator draws it.

use super::few::ends;
use super::fits::{after, points};
use super::record::Record;
use super::windows::{Window, months};
use build_or_buy::cost::jumps::Steps;
use build_or_buy::hosted::following::{Source, age, price_after};
use build_or_buy::units::{IndexPoints, Months, Share, YearlyChange};
use std::collections::BTreeMap;

/// The record counts tokens and the calculator tasks: half of a fall by the token, in logarithms, is one by the task.
const PER_TOKEN: f64 = 2.0;
/// Oldest quality whose fall is fitted: later there is too little left of it to divide by.
const OLDEST: f64 = 24.0;
/// Lowest score whose age is known, in hundredths of a point.
const LEAST: u32 = 700;

/// A change of the first year as a range, 10th percentile, middle and 90th: logarithms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range(pub [f64; 3]);

impl Range {
    /// From changes in percent.
    pub fn percent(low: f64, middle: f64, high: f64) -> Self {
        Self([low, middle, high].map(|change| libm::log1p(change / 100.0)))
    }

    /// Of the change over some months, as the scores of early windows say of another one: each score counts alike, the
    /// width is that of so few, and nobody has to pay more for having looked. None of fewer than two scores.
    ///
    /// Nothing is taken to be known of how a fall thins with age: that is what changed in mid-2025.
    pub fn of_scores(early: &[Window]) -> Option<Self> {
        let mut scores: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for window in early {
            scores.entry(window.of).or_default().push(window.change);
        }
        let ends = ends(scores.len())?;
        let mean = |all: &dyn Fn(f64) -> f64| {
            let each = scores
                .values()
                .map(|changes| changes.iter().map(|change| all(*change)).sum::<f64>() / changes.len() as f64);
            each.sum::<f64>() / scores.len() as f64
        };
        let middle = mean(&|change| change);
        let count = scores.len() as f64;
        let far = ends * (mean(&|change| (change - middle) * (change - middle)) * count / (count - 1.0)).sqrt();
        Some(Self([middle - far, middle, (middle + far).min(0.0)]))
    }

    /// What it says of following, by the token: a fall of the first year, by the task, that thins with age, beside what
    /// prices of one model do.
    pub fn followed(self, months: u32, age: f64) -> [f64; 3] {
        let fall = self.0.map(|first| {
            let first = YearlyChange::new(libm::expm1(first).min(0.0));
            libm::log(price_after(first, Months::new(age), Months::new(f64::from(months)))) * PER_TOKEN
        });
        let other = after(Steps::bill(Share::new(0.5)), months);
        let beside = |at: usize| (fall[at] - fall[1]).hypot(other[at]);
        [fall[1] - beside(0), fall[1], fall[1] + beside(2)]
    }
}

/// The first year's fall, by the task, of a window: what it took by the token, in proportion to what the curve says that
/// a first year that halves takes by then.
fn first_year(change: f64, months: u32, age: f64) -> f64 {
    let whole = price_after(YearlyChange::new(-0.5), Months::new(age), Months::new(f64::from(months)));
    (change / (libm::log(whole) * PER_TOKEN) * -core::f64::consts::LN_2).min(0.0)
}

/// The fall of the work of a task in the first year after a score was open, by the task, as the prices of open weights by
/// the token have it, with how many windows and scores stand behind it. Hosts' margins fell too: the work fell by less.
pub fn newer_open(record: &Record) -> Option<(Range, usize, usize)> {
    let (mut falls, mut scores) = (Vec::new(), 0);
    let days = months();
    for (points, floor) in record.floors.open.iter().filter(|(points, _)| **points >= LEAST) {
        let before = falls.len();
        for start in &days {
            let age = age(Some(IndexPoints::new(f64::from(*points) / 100.0)), *start, Source::Open).get();
            for months in [6, 12] {
                let ends = floor.get(start).zip(floor.get(&start.first_of_month_after(months)));
                let Some((from, to)) = ends.filter(|_| age < OLDEST) else { continue };
                falls.push(first_year(libm::log(to / from), months, age));
            }
        }
        scores += usize::from(falls.len() > before);
    }
    let windows = falls.len();
    Some((Range(points(falls)?), windows, scores))
}

#[cfg(test)]
mod tests {
    use super::super::windows::window;
    use super::*;

    #[test]
    fn a_range_of_few_scores_is_as_wide_as_so_few_can_tell() {
        // Two windows of one score, −1 and −3, and one of another, −4: means −2 and −4, middle −3. Squares from it: 4 and 0
        // of the one, 1 of the other: 2 and 1, mean 1.5, times 2 for one degree of freedom less. t of one degree is 3.0777:
        // 3.0777 · √1.5 · √3 = 6.5288.
        let all = [(1, -1.0), (1, -3.0), (2, -4.0)].map(|(of, change)| window(of, "2024-01-01", 12, change));
        let Range([low, middle, high]) = Range::of_scores(&all).expect("two scores");
        assert!((low + 9.5288).abs() < 1e-3 && middle == -3.0 && high == 0.0, "{low}");
        assert_eq!(Range::of_scores(&all[..2]), None);
    }

    #[test]
    fn a_first_years_fall_comes_back_from_what_it_did_to_a_window() {
        // By the task −60 % in the first year is by the token 2 · ln 0.4 = −1.832581 in it.
        assert!((first_year(-1.832_581, 12, 0.0) - libm::log(0.4)).abs() < 1e-6);
        assert!((first_year(-1.832_581 * 0.5, 12, 7.5) - libm::log(0.4)).abs() < 1e-6);
        assert_eq!(first_year(0.3, 6, 2.0), 0.0);
    }

    #[test]
    fn what_newer_open_models_take_is_what_is_drawn() {
        let record = Record::read(&super::super::super::project::root().expect("the project")).expect("its record");
        let (Range(fall), windows, scores) = newer_open(&record).expect("windows");
        let percent = fall.map(|log| (100.0 * libm::expm1(log)).round());
        // −45 % (−75 to −5) is drawn.
        assert_eq!((percent.map(|one| one + 0.0), windows, scores), ([-76.0, -42.0, 0.0], 148, 9));
    }
}
