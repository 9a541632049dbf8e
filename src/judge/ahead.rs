//! The same decision asked later: volume and prices as their paths have them by then, and the day moved on, so that
//! announced price steps come when they were announced.

use crate::date::Date;
use crate::inputs::Inputs;
use crate::units::{Months, YearlyChange};

/// The inputs as they will stand after some months of growth and drift; the horizon stays as long.
pub fn inputs_after(inputs: &Inputs, months: usize) -> Inputs {
    let passed = Months::new(months as f64);
    let moved =
        |change: YearlyChange, drift: YearlyChange| YearlyChange::new((1.0 + change.get()) * drift.after(passed) - 1.0);
    inputs.changed(|then| {
        then.volume_factor = inputs.volume_factor * inputs.growth.after(passed);
        then.api_price_change = moved(inputs.api_price_change, inputs.api_drift);
        then.gpu_price_change = moved(inputs.gpu_price_change, inputs.gpu_drift);
    })
}

/// The day whose price list counts then: the first of the month that lies so many months later.
pub fn day_after(asof: Date, months: usize) -> Date {
    if months == 0 { asof } else { asof.first_of_month_after(months as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_growth_and_drift_is_a_year_of_it() {
        // Prices 20 % above the list that then fall 10 % a year: 1.2 · 0.9 = 1.08. Volume 3 · 1.5 = 4.5.
        let inputs = Inputs {
            volume_factor: 3.0,
            growth: YearlyChange::new(0.5),
            api_price_change: YearlyChange::new(0.2),
            api_drift: YearlyChange::new(-0.1),
            ..Inputs::default()
        };
        let then = inputs_after(&inputs, 12);
        assert!((then.volume_factor - 4.5).abs() < 1e-12);
        assert!((then.api_price_change.get() - 0.08).abs() < 1e-12);
        assert_eq!(then.horizon, inputs.horizon);
        let day = Date::parse("2026-11-23").expect("a day");
        assert_eq!(
            (day_after(day, 0).to_string(), day_after(day, 3).to_string()),
            ("2026-11-23".into(), "2027-02-01".into())
        );
    }
}
