//! The machines of a fleet, with what they cost month by month.

use crate::cost::lines::Line;
use crate::cost::plan::{Month, Pay};
use crate::units::UsdPerMonth;

/// The machines of one fleet, or of the models that share them.
pub struct Machine {
    /// The model, of several the one whose GPUs they are.
    pub model: String,
    /// The GPU, for people.
    pub gpu: String,
    /// Its id.
    pub gpu_id: String,
    /// The setup.
    pub setup: usize,
    /// How they are paid.
    pub pay: Pay,
    pub(super) months: Vec<Month>,
}

impl Machine {
    /// GPUs in a month.
    pub fn gpus(&self, month: usize) -> f64 {
        self.months.get(month).map_or(0.0, |month| month.gpus)
    }

    /// What a line costs in a month, in that month's money.
    pub fn amount(&self, month: usize, line: Line) -> UsdPerMonth {
        self.months.get(month).map_or(UsdPerMonth::ZERO, |month| month.lines.get(line))
    }
}
