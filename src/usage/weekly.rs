//! The 168 hours of a week from hours and days that were counted, and how volume grows from week to week.

use crate::units::HOURS_PER_WEEK;

/// Hours since 1970 began on a Thursday: Monday 00:00 UTC lies 72 hours before a whole week.
const MONDAY: i64 = 72;
/// Requests of made-up evidence that a cell is pulled towards its day's and hour's mean with.
const PRIOR: f64 = 20.0;

/// Ends of what growth may be, percent a year.
pub(super) const LEAST_GROWTH: f64 = -95.0;
pub(super) const MOST_GROWTH: f64 = 1000.0;

/// The place in the week of an hour since 1970: 0 is Monday 00:00 UTC.
pub(super) fn place(hour: i64) -> usize {
    (hour + MONDAY).rem_euclid(HOURS_PER_WEEK as i64) as usize
}

/// Mean load by hour of the week, from whole weeks of hours. Sparse cells are pulled towards the product of their
/// day's and hour's mean, with the weight of 20 requests on average, so that a hobby's week has no false peaks.
/// `counted` is what each place counted in all weeks; `weeks` are bare, for they may be broken.
pub(super) fn smoothed(counted: &[f64; HOURS_PER_WEEK], weeks: f64) -> [f64; HOURS_PER_WEEK] {
    let total: f64 = counted.iter().sum();
    if total <= 0.0 || weeks <= 0.0 {
        return [0.0; HOURS_PER_WEEK];
    }
    let mean = total / weeks / HOURS_PER_WEEK as f64;
    let day = |day: usize| counted[day * 24..day * 24 + 24].iter().sum::<f64>() / (weeks * 24.0 * mean);
    let of_day = |hour: usize| (0..7).map(|day| counted[day * 24 + hour]).sum::<f64>() / (weeks * 7.0 * mean);
    let mut week = [0.0; HOURS_PER_WEEK];
    for (at, cell) in week.iter_mut().enumerate() {
        let expected = mean * day(at / 24) * of_day(at % 24);
        *cell = (counted[at] + PRIOR * expected / mean) / (weeks + PRIOR / mean);
    }
    week
}

/// Growth a year in percent from weekly volumes, a bare list of whatever is counted, oldest first, with its 80 % interval: the median of all slopes of the
/// logarithm (Theil 1950, Sen 1968), the interval from the ranks of Kendall's statistic. `None` under six weeks or
/// with an idle week.
pub(super) fn growth(weeks: &[f64]) -> Option<(f64, f64, f64)> {
    let n = weeks.len();
    if n < 6 || weeks.iter().any(|week| *week <= 0.0) {
        return None;
    }
    let logs: Vec<f64> = weeks.iter().map(|week| libm::log(*week)).collect();
    let mut slopes = Vec::new();
    for later in 1..n {
        for earlier in 0..later {
            slopes.push((logs[later] - logs[earlier]) / (later - earlier) as f64);
        }
    }
    crate::order::numbers(&mut slopes);
    let count = n as f64;
    let width = crate::normal::P90 * (count * (count - 1.0) * (2.0 * count + 5.0) / 18.0).sqrt();
    let many = slopes.len();
    let rank = |value: f64| slopes[(libm::round(value).max(0.0) as usize).min(many - 1)];
    let middle = f64::midpoint(slopes[(many - 1) / 2], slopes[many / 2]);
    let low = rank((many as f64 - width) / 2.0 - 1.0);
    let high = rank(f64::midpoint(many as f64, width));
    let yearly = |slope: f64| (100.0 * (libm::exp(52.18 * slope) - 1.0)).clamp(LEAST_GROWTH, MOST_GROWTH);
    Some((yearly(middle), yearly(low), yearly(high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monday_is_monday() {
        // 2026-11-02 00:00 UTC, a Monday, is 1,793,577,600 seconds.
        assert_eq!(place(1_793_577_600 / 3600), 0);
        assert_eq!(place(1_793_577_600 / 3600 + 25), 25);
        assert_eq!(place(1_793_577_600 / 3600 - 1), 167);
    }

    #[test]
    fn much_evidence_is_kept_and_little_is_flattened() {
        // Twice the load from 9 to 17 on weekdays, 1 elsewhere: with thousands of requests a cell it stays 2 to 1.
        let shape = |at: usize| if at < 120 && (9..17).contains(&(at % 24)) { 2.0 } else { 1.0 };
        let many: Vec<f64> = (0..168).map(|at| shape(at) * 4_000.0).collect();
        let week = smoothed(&many.try_into().expect("168 hours"), 4.0);
        assert!((week[9] / week[0] - 2.0).abs() < 0.02, "{}", week[9] / week[0]);
        // One single request in a week: its cell must not be 168 times the mean.
        let mut one = [0.0; 168];
        one[40] = 1.0;
        let (week, mean) = (smoothed(&one, 1.0), 1.0 / 168.0);
        assert!(week.iter().fold(0.0, |most: f64, hour| most.max(*hour)) / mean < 169.0);
        let mut even = [1.0; 168];
        even[40] = 5.0;
        let week = smoothed(&even, 1.0);
        // c = 5, p̄ = 172/168, day factor (28/24)/p̄, hour factor (11/7)/p̄: (5 + 20·1.7490)/(1 + 20/1.0238) = 1.948.
        assert!((week[40] - 1.948).abs() < 0.01, "{}", week[40]);
    }

    #[test]
    fn steady_growth_is_found_and_noise_is_not() {
        // 1 % a week is e^(52.18 · ln 1.01) − 1 = 68.1 % a year.
        let steady: Vec<f64> = (0..8).map(|week| 1000.0 * libm::pow(1.01, f64::from(week))).collect();
        let (middle, low, high) = growth(&steady).expect("eight weeks");
        assert!(
            (middle - 68.07).abs() < 0.1 && (low - middle).abs() < 1e-6 && (high - middle).abs() < 1e-6,
            "{middle}"
        );
        let (_, low, high) = growth(&[100.0, 120.0, 95.0, 118.0, 99.0, 121.0, 98.0, 110.0]).expect("eight weeks");
        assert!(low < 0.0 && high > 0.0);
        assert_eq!(growth(&[1.0; 5]), None);
        assert_eq!(growth(&[1.0, 2.0, 3.0, 0.0, 5.0, 6.0]), None);
    }
}
