//! The build and the roadmap that it delays.

use super::Working;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;

impl Working<'_, '_, '_, '_> {
    /// Months of work to build, hiring left out.
    pub(super) fn work_months(&self) -> Equation {
        let inputs = self.figures.inputs;
        let mut factors = vec![
            Factor::new(inputs.build_months.get(), Unit::Number, "months planned", "build_months"),
            Factor::new(inputs.overrun, Unit::Number, "overrun", "overrun"),
        ];
        if self.platform() {
            let left = inputs.marginal_share.get();
            factors.push(Factor::new(left, Unit::Percent, "left to do beside a platform", "marginal_share"));
        }
        Equation::new("Months of work", Unit::Months, Finish::Plain, vec![Term::of(factors)])
    }

    pub(super) fn wages(&self) -> [Equation; 2] {
        let work = self.work_months();
        let team = Factor::new(self.figures.inputs.build_team.get(), Unit::Number, "engineers", "build_team");
        let mut factors = vec![work.factor("of work"), team];
        factors.extend(self.wage_month());
        let wages = Equation::new("Wages", Unit::Usd, Finish::Plain, vec![Term::of(factors)]);
        [work, wages]
    }

    /// Months over which the build is paid.
    pub(super) fn span(&self) -> Factor {
        let paths = &self.figures.paths;
        let span = libm::ceil(paths.build.months.get()).min(paths.months as f64).max(1.0);
        Factor::new(span, Unit::Number, "months, hiring included", "").over()
    }

    pub(super) fn build(&self) -> Vec<Equation> {
        let [work, wages] = self.wages();
        let month = Equation::product("The first month", Unit::UsdMonth, vec![wages.factor("wages"), self.span()]);
        vec![work, wages, month]
    }

    pub(super) fn delay(&self) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let [work, wages] = self.wages();
        let team = inputs.build_team.get();
        let product = inputs.product_team.get().max(team).max(0.5);
        let slip = Equation::new(
            "Months by which the roadmap slips",
            Unit::Months,
            Finish::Plain,
            vec![Term::of(vec![
                work.factor("of work"),
                Factor::new(team, Unit::Number, "engineers taken", "build_team"),
                Factor::new(product, Unit::Number, "who ship it", "product_team").over(),
            ])],
        );
        let delay = Equation::new(
            "Beyond the wages",
            Unit::Usd,
            Finish::AtLeastZero,
            vec![
                Term::of(vec![
                    slip.factor("of delay"),
                    Factor::new(inputs.cost_of_delay.get(), Unit::UsdMonth, "lost", "cost_of_delay"),
                ]),
                Term::less(vec![wages.factor("wages")]),
            ],
        );
        let month = Equation::product("The first month", Unit::UsdMonth, vec![delay.factor("lost"), self.span()]);
        vec![work, wages, slip, delay, month]
    }
}
