//! What newer open models save on servers of one's own, as a line of its own: else it would pass for a falling rent.

use super::figures::Figures;
use super::lines::{Line, Lines};
use super::plan::{Cost, Plan};
use crate::inputs::Inputs;
use crate::units::YearlyChange;
use core::iter::Sum;
use core::ops::{AddAssign, Sub};

/// The inputs of who keeps the first open model: its work falls no further. Nothing where nobody follows.
pub fn keeping(inputs: &Inputs) -> Option<Inputs> {
    let follows = inputs.follows() && inputs.own_fall < YearlyChange::ZERO;
    follows.then(|| inputs.changed(|inputs| inputs.own_fall = YearlyChange::ZERO))
}

impl Figures<'_, '_> {
    /// What a plan costs today at every line, with all that newer models change in one: the other lines are those of
    /// `keeping`, who runs the first model to the end. The sum, the GPUs and the engineers stay as they are.
    pub fn cost_told(&self, plan: &Plan, keeping: Option<&Self>) -> Option<Cost> {
        let mut cost = self.cost(plan, 1.0)?;
        if let Some(keeping) = keeping.filter(|_| !plan.groups.is_empty()) {
            let kept = keeping.cost(plan, 1.0)?;
            cost.present = parted(cost.present, kept.present);
            for (month, kept) in cost.months.iter_mut().zip(kept.months) {
                month.lines = parted(month.lines, kept.lines);
            }
        }
        Some(cost)
    }
}

/// The lines of who keeps the model, and what the other sum lies below theirs.
fn parted<M>(lines: Lines<M>, mut kept: Lines<M>) -> Lines<M>
where
    M: Copy + Default + AddAssign + Sum + Sub<Output = M>,
{
    // Line by line, so that lines which stay the same leave nothing.
    let saved = Line::ALL.iter().map(|&line| lines.get(line) - kept.get(line)).sum();
    kept.add(Line::Newer, saved);
    kept
}
