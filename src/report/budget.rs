//! The same cash by year, as a budget has it: what is bought to keep, what building takes, what running takes, and what all of
//! it comes to by the end of that year.

use super::cash::Cash;
use crate::cost::lines::{Line, Lines};
use crate::cost::plan::Cost;
use crate::units::{Usd, UsdPerMonth};
use serde::Serialize;

/// Months of a year.
const YEAR: usize = 12;

/// One year of every answer that is possible. The last one may have fewer months.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BudgetYear {
    /// From 1.
    pub year: usize,
    /// How many months of it lie within the horizon.
    pub months: usize,
    /// Everything bought.
    pub buy: Option<Budget>,
    /// The cheapest mix.
    pub hybrid: Option<Budget>,
    /// Everything run.
    pub build: Option<Budget>,
}

/// What one answer takes in one year, in the dollars of that year.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Budget {
    /// Hardware bought, less what was sold again.
    pub capital: Usd,
    /// Building the service and moving the work, paid once.
    pub building: Usd,
    /// Everything else.
    pub running: Usd,
    /// The three together.
    pub total: Usd,
    /// All years up to the end of this one.
    pub so_far: Usd,
}

/// The years of the horizon.
pub fn budget(cash: &Cash) -> Vec<BudgetYear> {
    let months = cash.months();
    let years = cash.each(years);
    (0..months.div_ceil(YEAR))
        .map(|at| {
            let of = |side: &Option<Vec<Budget>>| side.as_ref().map(|years| years[at]);
            BudgetYear {
                year: at + 1,
                months: YEAR.min(months - at * YEAR),
                buy: of(&years[0]),
                hybrid: of(&years[1]),
                build: of(&years[2]),
            }
        })
        .collect()
}

fn years(cost: &Cost) -> Vec<Budget> {
    let mut so_far = 0.0;
    let year = |months: &[crate::cost::plan::Month]| {
        let sum = |of: &dyn Fn(&Lines<UsdPerMonth>) -> UsdPerMonth| {
            months.iter().map(|month| of(&month.lines).get()).sum::<f64>()
        };
        let capital = sum(&|lines| lines.get(Line::Hardware));
        let building = sum(&|lines| Line::ONCE.iter().map(|line| lines.get(*line)).sum());
        let total = sum(&|lines| lines.total());
        so_far += total;
        Budget {
            capital: Usd::new(capital),
            building: Usd::new(building),
            running: Usd::new(total - capital - building),
            total: Usd::new(total),
            so_far: Usd::new(so_far),
        }
    };
    cost.months.chunks(YEAR).map(year).collect()
}
