//! How much running saves beyond the durable crossing, not only where it begins to.

use crate::units::Share;
use serde::Serialize;

/// What running saves of the cost of buying everything, over volume.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Gain {
    /// At twice the durable crossing.
    pub at_twice: Share,
    /// The multiple of today's volume from which a tenth is saved; absent where that is never reached.
    pub tenth_from: Option<f64>,
    /// The most that any volume saves: the limit at endless volume, whole replicas and people being nothing there.
    pub most: Share,
}
