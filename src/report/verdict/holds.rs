//! Until when an answer holds: the same question asked in later months, at their volume, prices and price list.

use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::portfolio;
use crate::judge::ahead::{day_after, inputs_after};
use crate::units::Months;

/// Months from now at which it is asked again.
const LOOKED_AT: [usize; 12] = [3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 84, 120];

/// How long an answer was followed, and when it would be another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holds {
    /// The last month in which it was asked again, no later than the horizon; zero where the horizon is shorter than
    /// the first.
    pub looked: usize,
    /// The first of them in which the answer would be another.
    pub until: Option<Months>,
}

/// Asks anew, with the best plan of that day on either side, whether buying everything is still (not) the answer.
pub fn holds(figures: &Figures<'_, '_>, side: Side) -> Holds {
    let mut looked = 0;
    let last = figures.paths.months;
    // The horizon's own end, too: what is said is that it holds up to there.
    let end = (last >= LOOKED_AT[0]).then_some(last);
    for months in LOOKED_AT.into_iter().take_while(|months| *months < last).chain(end) {
        looked = months;
        let inputs = inputs_after(figures.inputs, months);
        let case = figures.case.again(&inputs, day_after(figures.case.asof, months));
        let found = portfolio::best(&Figures::new(&case, &inputs));
        if let Some(best) = found.priced.filter(|_| found.serves_all)
            && (best.plan.side() == Side::Buy) != (side == Side::Buy)
        {
            return Holds { looked, until: Some(Months::new(months as f64)) };
        }
    }
    Holds { looked, until: None }
}
