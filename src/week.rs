//! A week of load: 168 hours from Monday 00:00 UTC, relative to the mean hour.

use crate::units::{HOURS_PER_WEEK, Share};

/// Load by hour of the week, mean 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    hours: [f64; HOURS_PER_WEEK],
}

impl Week {
    /// From 168 bare figures of at least zero, of any unit; scaled to a mean of 1. Other lengths and all-zero weeks become
    /// flat.
    pub fn new(hours: &[f64]) -> Self {
        let mut week = [1.0; HOURS_PER_WEEK];
        if let Ok(given) = <[f64; HOURS_PER_WEEK]>::try_from(hours) {
            let mean = given.iter().sum::<f64>() / HOURS_PER_WEEK as f64;
            if mean.is_finite() && mean > 0.0 && given.iter().all(|hour| *hour >= 0.0) {
                week = given.map(|hour| hour / mean);
            }
        }
        Self { hours: week }
    }

    /// The same load every hour.
    pub const fn flat() -> Self {
        Self { hours: [1.0; HOURS_PER_WEEK] }
    }

    /// Each hour's load, times the mean hour's: bare ratios.
    pub const fn hours(&self) -> &[f64; HOURS_PER_WEEK] {
        &self.hours
    }

    /// The busiest hour is so many times the mean hour, at least 1.
    pub fn peak(&self) -> f64 {
        self.hours.iter().copied().fold(1.0, f64::max)
    }

    /// The same rhythm with another peak-to-average: every hour to a power. A flat week has no rhythm and borrows
    /// `rhythm`'s. `peak` is held to 1 to 100 times the mean.
    ///
    /// The logarithm of the peak rises with the power p and is concave in it, p·max l − ln mean exp(p·l) over the
    /// hours' logarithms l, so Newton's steps from below never overshoot.
    #[must_use]
    pub fn with_peak(&self, peak: f64, rhythm: &Self) -> Self {
        let base = if self.peak() < 1.001 { rhythm } else { self };
        base.raised(peak.clamp(1.0, 100.0))
    }

    /// Every hour to the power that makes the busiest one `peak` times the mean, as near as a power can.
    pub(crate) fn raised(&self, peak: f64) -> Self {
        if (self.peak() - peak).abs() < 1e-9 {
            return self.clone();
        }
        let logs = self.hours.map(|hour| if hour > 0.0 { libm::log(hour) } else { f64::NEG_INFINITY });
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut power = if self.peak() < peak { 1.0 } else { 0.0 };
        for _ in 0..30 {
            let (mut sum, mut weighted) = (0.0, 0.0);
            for log in logs.iter().filter(|log| log.is_finite()) {
                let raised = libm::exp(power * (log - most));
                sum += raised;
                weighted += raised * (most - log);
            }
            let short = libm::log(peak * sum / HOURS_PER_WEEK as f64);
            let step = short * sum / weighted.max(1e-12);
            power = (power + step).clamp(0.0, 24.0);
            if step.abs() < 1e-12 {
                break;
            }
        }
        Self::new(&logs.map(|log| if log.is_finite() { libm::exp(power * (log - most)) } else { 0.0 }))
    }

    /// The part of the load that falls into weekday hours, given as start and end in turn: `[1, 4, 6, 10]`, bare hours of the
    /// clock as the catalog lists them.
    pub fn share_in(&self, ranges: &[f64]) -> Share {
        let inside = |hour: usize| {
            let (day, of_day) = (hour / 24, (hour % 24) as f64);
            day < 5 && ranges.chunks_exact(2).any(|range| range[0] <= of_day && of_day < range[1])
        };
        let load: f64 = self.hours.iter().enumerate().filter(|(hour, _)| inside(*hour)).map(|(_, load)| load).sum();
        Share::new(load / HOURS_PER_WEEK as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_of_office_hours_peaks_at_4_2() {
        // 40 of 168 hours carry everything: 168 / 40 = 4.2.
        let office: Vec<f64> =
            (0..168).map(|hour| f64::from(u8::from(hour < 120 && (9..17).contains(&(hour % 24))))).collect();
        let week = Week::new(&office);
        assert!((week.peak() - 4.2).abs() < 1e-12);
        assert!((week.share_in(&[9.0, 17.0]).get() - 1.0).abs() < 1e-12);
        assert!((Week::flat().share_in(&[1.0, 4.0, 6.0, 10.0]).get() - 35.0 / 168.0).abs() < 1e-12);
    }

    #[test]
    fn another_peak_keeps_the_mean_and_the_rhythm() {
        let rhythm: Vec<f64> = (0..168).map(|hour| 1.0 + f64::from(hour % 24) / 24.0).collect();
        let week = Week::new(&rhythm);
        for peak in [1.0, 1.2, 2.5, 6.0] {
            let shaped = week.with_peak(peak, &week);
            assert!((shaped.peak() - peak).abs() < 1e-6, "{peak}");
            assert!((shaped.hours().iter().sum::<f64>() / 168.0 - 1.0).abs() < 1e-9);
            assert!(peak == 1.0 || shaped.hours()[23] > shaped.hours()[0]);
        }
        assert!((Week::flat().with_peak(3.0, &week).peak() - 3.0).abs() < 1e-6);
    }
}
