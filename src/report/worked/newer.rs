//! What newer open models save, in the first month in which they save anything.

use super::Working;
use crate::cost::lines::Line;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;

impl Working<'_, '_, '_, '_> {
    /// All of the month with newer models, less the same with the first one.
    pub(super) fn newer(&self, month: usize) -> Vec<Equation> {
        let lines = &self.cost.months[month].lines;
        let (newer, saved) = (lines.total().get(), lines.get(Line::Newer).get());
        let newer = Factor::new(newer, Unit::UsdMonth, "with the newer models of then", "own_fall");
        let first = Factor::new(newer.value - saved, Unit::UsdMonth, "with the first one", "");
        let terms = vec![Term::of(vec![newer]), Term::less(vec![first])];
        vec![Equation::new("All of the month", Unit::UsdMonth, Finish::Plain, terms).adding()]
    }
}
