//! Month by month in cash, and when running has paid back what it cost more than buying.

use crate::cost::figures::Figures;
use crate::cost::plan::Cost;
use crate::decide::portfolio::Portfolio;
use crate::units::Months;
use serde::Serialize;

/// One month in cash, nominal.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CashMonth {
    /// From 1.
    pub month: usize,
    /// Everything bought.
    pub buy: Option<f64>,
    /// The cheapest mix.
    pub hybrid: Option<f64>,
    /// Everything run.
    pub build: Option<f64>,
    /// True while the service is still being built.
    pub building: bool,
    /// Everything bought, from the first month to the end of this one.
    pub buy_so_far: Option<f64>,
    /// The same of the cheapest mix.
    pub hybrid_so_far: Option<f64>,
    /// The same of everything run.
    pub build_so_far: Option<f64>,
}

/// What buying everything, the cheapest mix and running everything cost, month by month, where they are possible.
pub struct Cash {
    costs: [Option<Cost>; 3],
    building: Vec<bool>,
}

impl Cash {
    /// Of the three answers of a portfolio.
    pub fn new(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Self {
        let answers = [&portfolio.buy, &portfolio.hybrid, &portfolio.build];
        let building = figures.paths.building[..figures.paths.months].iter().map(|part| *part > 0.0).collect();
        Self { costs: answers.map(|priced| figures.cost(&priced.as_ref()?.plan, 1.0)), building }
    }

    /// Months of the horizon.
    pub fn months(&self) -> usize {
        self.building.len()
    }

    /// Something of each answer that is possible: bought, mixed, run.
    pub fn each<T>(&self, of: impl Fn(&Cost) -> T) -> [Option<T>; 3] {
        self.costs.each_ref().map(|cost| cost.as_ref().map(&of))
    }

    /// The table of months, nominal.
    pub fn table(&self) -> Vec<CashMonth> {
        let paths = self.each(|cost| cost.months.iter().map(|month| month.lines.total().get()).collect::<Vec<_>>());
        let sums = paths.each_ref().map(|path| {
            let add = |sum: &mut f64, month: &f64| {
                *sum += month;
                Some(*sum)
            };
            path.as_ref().map(|path| path.iter().scan(0.0, add).collect::<Vec<_>>())
        });
        let at = |t: usize, list: &Option<Vec<f64>>| list.as_ref().map(|list| list[t]);
        let month = |t: usize| {
            let ([buy, hybrid, build], [buy_so_far, hybrid_so_far, build_so_far]) =
                (paths.each_ref().map(|list| at(t, list)), sums.each_ref().map(|list| at(t, list)));
            CashMonth {
                month: t + 1,
                buy,
                hybrid,
                build,
                building: self.building[t],
                buy_so_far,
                hybrid_so_far,
                build_so_far,
            }
        };
        (0..self.months()).map(month).collect()
    }
}

/// The column of the cash table for the cheaper of the answers that run something: bare dollars of a month, as the table has them.
pub fn best_own(portfolio: &Portfolio) -> fn(&CashMonth) -> Option<f64> {
    let hybrid = portfolio.hybrid.as_ref().map_or(f64::INFINITY, |priced| priced.present);
    let build = portfolio.build.as_ref().map_or(f64::INFINITY, |priced| priced.present);
    if hybrid < build { |month| month.hybrid } else { |month| month.build }
}

/// When running has paid back what it cost more than buying, if it does within the horizon. The paths are bare dollars of
/// each month, as they are drawn.
pub fn payback(cash: &[CashMonth], own: fn(&CashMonth) -> Option<f64>) -> Option<Months> {
    let mut flows = vec![0.0];
    for month in cash {
        flows.push(month.buy? - own(month)?);
    }
    // The sum must come back to zero and stay there: resale in the last month alone is no payback of use.
    let mut sum = 0.0;
    let mut back = None;
    for (month, flow) in flows.iter().enumerate() {
        let before = sum;
        sum += flow;
        if before < 0.0 && sum >= 0.0 {
            back = Some(month as f64 - 1.0 + -before / flow);
        } else if sum < 0.0 {
            back = None;
        }
    }
    back.map(Months::new)
}
