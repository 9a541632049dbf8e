//! What interruptions take of a spot replica.

use crate::cost::plan::Pay;
use crate::inputs::Inputs;
use crate::units::{HOURS_PER_MONTH, UsdPerHour};

/// Spot instances of an H100 class taken away in a month: 15 to 20 % (AWS Spot Instance Advisor, February 2026).
pub(crate) const SPOT_TAKEN: f64 = 0.175;

/// Hours until a replica that was taken away is back elsewhere (judgement: as long as a node's repair).
pub(crate) const SPOT_BACK: f64 = 24.0;

/// Part of a spot replica's hours that interruptions cost.
pub(super) const SPOT_LOSS: f64 = SPOT_TAKEN * SPOT_BACK / HOURS_PER_MONTH;

/// What a spot hour costs, times its rent: what interruptions take is made up for by others, and each start is paid.
pub(crate) fn again(inputs: &Inputs) -> f64 {
    1.0 + SPOT_LOSS + SPOT_TAKEN * inputs.startup.get() / HOURS_PER_MONTH
}

/// Rent of a GPU-hour with what interruptions add. Hours without a replica are not paid; what it served is made up for by
/// others, and each start is paid.
pub(super) fn paid(hour: UsdPerHour, pay: Pay, inputs: &Inputs) -> UsdPerHour {
    if pay == Pay::Spot { hour * again(inputs) } else { hour }
}
