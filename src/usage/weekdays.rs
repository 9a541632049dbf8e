//! Under two weeks, days of the week weigh alike: the mean of each one present, the missing ones from the catalog's week.

use super::tally::Source;
use super::volume::{volume, within};
use super::weekly::place;
use crate::units::HOURS_PER_MONTH;

/// Hours of a weekday from which on it is one that was seen.
const LEAST: f64 = 6.0;

/// How much each day of the week counts for a month.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weekdays {
    weights: [f64; 7],
    /// Hours that days begin before those of UTC, and the hours that count.
    shift: i64,
    hours: (i64, i64),
    /// What the sums of the source are multiplied by for a month.
    pub(super) whole: f64,
    /// Days seen, and those seen for too few hours.
    seen: usize,
    short: usize,
}

impl Weekdays {
    /// Of a source: `None` where it covers under a day or counts nothing. `shape` says how days differ that were not seen.
    pub(super) fn of(
        source: &Source,
        each: Option<f64>,
        [from, to, last]: [i64; 3],
        covered: f64,
        shape: &[f64],
    ) -> Option<Self> {
        let nothing = volume(source, each, from, last) <= 0.0;
        if covered < 24.0 || nothing || source.relative || source.format.bill_only() {
            return None;
        }
        // Days are those of the clock that the file names, to the hour; no day begins after its last row.
        let shift = libm::round(source.ahead / 3600.0) as i64;
        let newest = libm::floor((source.span().last - 1.0) / 3600.0) as i64 + shift;
        let to = to.min((newest.div_euclid(24) + 1) * 24 - shift);
        let mut seen = [0.0; 7];
        for hour in from..to {
            seen[place(hour + shift) / 24] += 1.0;
        }
        let factor =
            |day: usize| shape.get(day * 24..day * 24 + 24).map_or(1.0, |hours| hours.iter().sum::<f64>() / 24.0);
        let present = |day: &usize| seen[*day] >= LEAST;
        let of_present: f64 = (0..7).filter(present).map(factor).sum();
        if of_present <= 0.0 {
            return None;
        }
        let all: f64 = (0..7).map(factor).sum();
        let weight =
            |day: usize| if present(&day) { all / of_present * HOURS_PER_MONTH / 7.0 / seen[day] } else { 0.0 };
        let weights = core::array::from_fn(weight);
        let many = (0..7).filter(present).count();
        let mut own = Self { weights, shift, hours: (from, last), whole: 0.0, seen: many, short: 0 };
        let series: Vec<usize> = (0..source.series.len()).collect();
        let loads = own.loads(source, &series, each);
        own.short = (0..7).filter(|day| loads[*day] > 0.0 && !present(day)).count();
        own.whole = own.month(source, &series, each)?;
        Some(own)
    }

    /// What the sums of some series are multiplied by for a month, a bare factor; `None` where nothing stands on the days that were seen.
    pub(super) fn month(&self, source: &Source, series: &[usize], each: Option<f64>) -> Option<f64> {
        let loads = self.loads(source, series, each);
        let month: f64 = loads.iter().zip(&self.weights).map(|(load, weight)| load * weight).sum();
        (month > 0.0).then(|| month / loads.iter().sum::<f64>())
    }

    fn loads(&self, source: &Source, series: &[usize], each: Option<f64>) -> [f64; 7] {
        let mut loads = [0.0; 7];
        for one in series {
            for (&(hour, _), sums) in within(&source.series[*one], self.hours.0, self.hours.1) {
                loads[place(i64::from(hour) + self.shift) / 24] += sums.load(each);
            }
        }
        loads
    }

    /// In words.
    pub(super) fn rule(&self) -> String {
        if self.seen == 7 {
            return "mean of each weekday × 730.5 hours ÷ 168 hours".to_owned();
        }
        let short = self.short;
        let part = if short > 0 { format!(" ({short} of them for under 6 hours)") } else { String::new() };
        format!(
            "{} of 7 weekdays seen{part}, the rest assumed as in the measured conversation week; mean of the seven × 730.5 hours",
            self.seen + short
        )
    }
}
