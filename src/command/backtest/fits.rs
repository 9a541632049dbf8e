//! Ranges against windows: how a price moves, fitted; how many windows a range holds; and what moves together.

use super::windows::{Window, months as starts};
use build_or_buy::cost::jumps::Steps;
use build_or_buy::judge::uncertainty::quantile;
use std::collections::BTreeSet;

/// 10th, 50th and 90th percentile of some numbers; none of none.
pub fn points(mut values: Vec<f64>) -> Option<[f64; 3]> {
    values.sort_by(f64::total_cmp);
    (!values.is_empty()).then(|| [0.1, 0.5, 0.9].map(|chance| quantile(&values, chance)))
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
    for day in starts() {
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
    use super::super::record::Record;
    use super::super::windows::{Kind, window, windows};
    use super::*;
    use build_or_buy::inputs::Provider;

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
        let days = starts();
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
