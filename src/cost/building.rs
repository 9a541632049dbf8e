//! The lines of the build and of the roadmap that it delays, over its months.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::sink::Sink;
use crate::units::UsdPerMonth;

impl Figures<'_, '_> {
    /// Adds the build and the roadmap it delays.
    pub(super) fn add_build(&self, cost: &mut dyn Sink) {
        let (paths, build) = (&self.paths, &self.paths.build);
        // The build's cost is spread evenly over its months; what lies beyond the horizon is still owed for.
        let span = libm::ceil(build.months.get()).min(paths.months as f64).max(1.0) as usize;
        for t in 0..span {
            self.put(cost, t, Line::Build, UsdPerMonth::new(build.wages.get() / span as f64));
            self.put(cost, t, Line::Delay, UsdPerMonth::new(build.delay.get() / span as f64));
        }
    }
}
