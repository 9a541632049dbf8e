//! What moving to cheaper models saves, in the first month in which it saves anything.

use super::Working;
use crate::cost::lines::Line;
use crate::cost::plan::Choice;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;

impl Working<'_, '_, '_, '_> {
    /// The month's bill at the prices of who stays × the part that following takes off, workload by workload.
    pub(super) fn following(&self, month: usize) -> Vec<Equation> {
        let figures = self.figures;
        let (requests, price) = (figures.paths.requests[month], figures.paths.price[month]);
        let lines = &self.cost.months[month].lines;
        let whole = lines.get(Line::Following).get();
        let mut rest = -whole;
        let mut rest_bill = Line::TOKENS.map(|line| lines.get(line).get()).iter().sum::<f64>() - whole;
        let mut all = Vec::new();
        for (stream, choice) in self.plan.choices.iter().enumerate() {
            let Choice::Bought(offer) = *choice else { continue };
            let bill = figures.bill(stream, offer, month).total.get() * requests * price;
            let off = 1.0 - figures.followed(stream, month);
            (rest, rest_bill) = (rest - bill * off, rest_bill - bill);
            if bill * off > 0.0 {
                all.push(less(&self.name(stream), bill, off));
            }
        }
        // The rest is bought beside servers of one's own: during the build, or what overflows.
        if rest > 1e-12 * whole.abs() && rest_bill > 0.0 {
            all.push(less("Beside your own servers", rest_bill, rest / rest_bill));
        }
        all
    }
}

fn less(title: &str, bill: f64, off: f64) -> Equation {
    let factors = vec![
        Factor::new(bill, Unit::UsdMonth, "at the price of who stays", ""),
        Factor::new(off, Unit::Percent, "off, by the moves made until then", "follow_fall"),
    ];
    Equation::new(title, Unit::UsdMonth, Finish::Plain, vec![Term::less(factors)]).adding()
}
