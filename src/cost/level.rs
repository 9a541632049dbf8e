//! Level amounts: a present value as the constant monthly cost over the horizon that is worth as much.

use crate::finance;
use crate::inputs::Inputs;
use crate::units::{Months, Usd, UsdPerMonth};

/// Longest horizon in months.
pub const MOST_MONTHS: usize = 120;

/// Whole months of the horizon, 1 to 120: what is summed month by month and what a level amount is spread over.
pub fn months(inputs: &Inputs) -> usize {
    (libm::round(inputs.horizon.get()) as usize).clamp(1, MOST_MONTHS)
}

/// A present value spread evenly over the months of the horizon, at the visitor's discount rate, USD a month.
pub fn level(inputs: &Inputs, present: Usd) -> UsdPerMonth {
    finance::equivalent_monthly(present, inputs.discount_rate, Months::new(months(inputs) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_amount_is_paid_in_whole_months() {
        // 1.4 months are one month: at 10 % a year a dollar at its end is worth 1.1^(-1/12) = 0.992 088,
        // so 1,000 today are 1,007.974 then (1.4 months would be 725.6 a month).
        let inputs = Inputs { horizon: Months::new(1.4), ..Inputs::default() };
        assert_eq!(months(&inputs), 1);
        assert!((level(&inputs, Usd::new(1_000.0)).get() - 1_007.974_14).abs() < 1e-4);
    }
}
