//! Ranges against windows: how a price moves, fitted; how many windows a range holds; and what moves together.

use super::few::wider;
use super::windows::{Window, months as starts};
use build_or_buy::cost::jumps::Steps;
use build_or_buy::judge::uncertainty::quantile;
use std::collections::BTreeSet;

/// 10th, 50th and 90th percentile of some numbers; none of none.
pub fn points(mut values: Vec<f64>) -> Option<[f64; 3]> {
    values.sort_by(f64::total_cmp);
    (!values.is_empty()).then(|| [0.1, 0.5, 0.9].map(|chance| quantile(&values, chance)))
}

/// What steps say of so many months: the middle stays.
pub fn after(steps: Steps, months: u32) -> [f64; 3] {
    let far = steps.beyond(0.1, years(months));
    [-far, 0.0, far]
}

/// Steps as windows have them: as many windows moved as the chance of a still year says of their lengths, and as far on
/// average, made wider for how few models or rents they are of. None where nothing is known.
pub fn fitted(windows: &[Window]) -> Option<Steps> {
    let sizes = || windows.iter().map(|one| (years(one.months), one.change.abs())).filter(|(_, size)| *size > 1e-9);
    let moved = sizes().count() as f64;
    let expected = |steps: f64| windows.iter().map(|one| -libm::expm1(-steps * years(one.months))).sum::<f64>();
    // Steps a year: the more of them, the more windows are moved.
    let (mut low, mut high) = (1e-9, 20.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        *if expected(middle) < moved { &mut low } else { &mut high } = middle;
    }
    // Where any came in t years they went √(steps · t / chance of any) steps far.
    let far = |years: f64| (low * years / -libm::expm1(-low * years)).sqrt();
    let size = sizes().map(|(_, size)| size).sum::<f64>() / sizes().map(|(years, _)| far(years)).sum::<f64>().max(1e-9);
    (!windows.is_empty()).then(|| Steps { still: libm::exp(-low), size: size * wider(things(windows)) })
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
    use build_or_buy::date::Date;
    use build_or_buy::inputs::Provider;

    #[test]
    fn steps_are_fitted_by_their_share_and_mean_size() {
        // A hundred models, a year each: 40 moved, by 0.3 on average. So 0.6 of the years are still, −ln 0.6 = 0.510826
        // steps a year, and a moved year has √(0.510826 / 0.4) = 1.130072 steps' worth: 0.265470 a step, and wider by
        // Student's t with 99 degrees (1.2902 in the table) · √1.01 over the normal's 1.2816.
        let all: Vec<Window> = (0..100)
            .map(|of| {
                window(
                    of,
                    "2024-01-01",
                    12,
                    if of < 20 {
                        0.2
                    } else if of < 40 {
                        -0.4
                    } else {
                        0.0
                    },
                )
            })
            .collect();
        let steps = fitted(&all).expect("windows");
        assert!((steps.still - 0.6).abs() < 1e-9);
        assert!((steps.size / (0.265_470 * 1.290_2 / 1.281_55 * 1.01_f64.sqrt()) - 1.0).abs() < 1e-4, "{steps:?}");
        assert_eq!((fitted(&[]), things(&all)), (None, 100));
        // Half a year of the same: 1 − √0.6 of them move. What is told of a kind does not hang on how long one looks.
        let half: Vec<Window> =
            (0..1_000).map(|of| window(of, "2024-01-01", 6, if of < 225 { 0.3 } else { 0.0 })).collect();
        assert!((fitted(&half).expect("windows").still - 0.6).abs() < 1e-3);
        // Nothing moved: no step, no size and no range.
        let still = fitted(&[window(1, "2024-01-01", 12, 0.0)]).expect("a window");
        assert_eq!((after(still, 24), still.size), ([0.0; 3], 0.0));
        let tight = held(&all, &|_| [-0.3, 0.0, 0.3]);
        assert_eq!((tight, held(&[], &|_| [0.0; 3])), (Some([80.0, 20.0, 0.0]), None));
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
            if kind == Kind::Seen {
                continue;
            }
            let near = (stated.still - whole.still).abs() <= 0.006 && (stated.size - whole.size).abs() <= 0.006;
            assert!(near, "{kind:?}: {stated:?} for {whole:?}");
        }
        let rents: Vec<Window> =
            Kind::ALL.into_iter().filter(|kind| kind.all_rents()).flat_map(|kind| windows(&record, kind)).collect();
        let [open, follow] = [Kind::Open, Kind::Follow].map(|kind| windows(&record, kind));
        for (one, other, half, year) in
            [(&rents, &open, -0.01, -0.01), (&rents, &follow, 0.17, 0.23), (&open, &follow, 0.06, -0.02)]
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
        let floors = record.floors.all.values().flat_map(|floor| {
            let later = |start: &Date| floor.get(&start.first_of_month_after(12));
            floor.iter().filter_map(move |(start, from)| Some(libm::log(later(start)? / from)))
        });
        let floors: Vec<f64> = floors.collect();
        assert_eq!(floors.len(), 144);
        assert_eq!(
            points(floors).expect("windows").map(|log| (100.0 * libm::expm1(log)).round()),
            [-99.0, -83.0, -7.0]
        );
        // Rents: -29, 0 and +25 % there; the rule for how long a rent is taken to hold differs in the last digit.
        let rents = [Provider::Hyperscaler, Provider::Specialist, Provider::Marketplace];
        let rents: Vec<Window> = rents.into_iter().flat_map(|kind| windows(&record, Kind::Rent(kind, ""))).collect();
        let (count, [low, middle, high]) = of(rents, 12);
        assert!(count > 500 && (-29.0..=-24.0).contains(&low) && middle == 0.0 && (25.0..=30.0).contains(&high));
    }
}
