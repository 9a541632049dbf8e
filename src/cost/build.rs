//! The build: how long it takes and what its work costs.

use crate::inputs::{Inputs, MlOps};
use crate::units::{Months, Usd};

/// The build: how long the hosted bill runs on, and what the work costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Build {
    /// Months until own replicas carry traffic, hiring included.
    pub months: Months,
    /// Wages.
    pub wages: Usd,
    /// What the delayed roadmap costs beyond the wages.
    pub delay: Usd,
    /// Time by which the roadmap slips.
    pub slip: Months,
}

/// Time and cost to build.
///
/// The work is the planned months times the overrun. A team that already runs a platform has most of it behind it: of
/// the build it takes the share that one more model takes of the people who run it (`marginal_share`). When
/// nobody has done it before, the role is filled first. The wages or the delayed roadmap count, whichever is more,
/// never both: slip = build months · builders / product team (Reinertsen 2009).
pub fn build(inputs: &Inputs) -> Build {
    let month = inputs.engineer_cost.get() / 12.0;
    let team = inputs.build_team.get().max(0.0);
    let whole = inputs.build_months.get() * inputs.overrun;
    let (work_months, hiring) = match inputs.ml_ops {
        MlOps::Platform => (whole * inputs.marginal_share.get(), 0.0),
        MlOps::Some => (whole, 0.0),
        MlOps::None => (whole, inputs.time_to_hire.months().get()),
    };
    let wages = work_months * team * month;
    let slip = work_months * team / inputs.product_team.get().max(team).max(0.5);
    let forgone = slip * inputs.cost_of_delay.get();
    Build {
        months: Months::new(work_months + hiring),
        wages: Usd::new(wages),
        delay: Usd::new((forgone - wages).max(0.0)),
        slip: Months::new(slip),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::UsdPerMonth;

    #[test]
    fn wages_or_the_delayed_roadmap_whichever_is_more() {
        let mut inputs = Inputs { build_months: Months::new(2.5), ..Inputs::default() };
        // 2.5 · 1.15 months of 2 engineers at 17,250 a month = 99,187.50.
        assert!((build(&inputs).wages.get() - 99_187.5).abs() < 1e-6);
        assert_eq!(build(&inputs).delay, Usd::ZERO);
        // A platform's team does a quarter of it: 24,796.875 in 0.71875 months.
        let platform = inputs.changed(|platform| platform.ml_ops = MlOps::Platform);
        assert!((build(&platform).wages.get() - 24_796.875).abs() < 1e-6);
        assert!((build(&platform).months.get() - 0.718_75).abs() < 1e-9);
        // Half a builder at work for as long costs half a builder's wages.
        let half = Inputs { build_team: crate::units::People::new(0.5), ..platform };
        assert!((build(&half).wages.get() - 24_796.875 / 4.0).abs() < 1e-6);
        // The roadmap of 8 slips by 2.875 · 2 / 8 = 0.71875 months; at 400,000 a month that is 287,500.
        inputs.cost_of_delay = UsdPerMonth::new(400_000.0);
        assert!((build(&inputs).delay.get() - (287_500.0 - 99_187.5)).abs() < 1e-6);
    }
}
