//! What break-even says: bands, crossings, costs at some volumes.

use super::never::Never;
use crate::cost::plan::Side;
use crate::units::Share;
use serde::Serialize;

/// An interval of volume and who wins in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Band {
    /// From this multiple of today's volume.
    pub from: f64,
    /// To this one; the last band has no end.
    pub to: Option<f64>,
    /// The cheapest answer.
    pub side: Side,
}

/// Costs at one volume, present values in USD over the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Point {
    /// Multiple of today's volume.
    pub volume: f64,
    /// Everything bought.
    pub buy: Option<f64>,
    /// The cheapest answer that runs something.
    pub own: Option<f64>,
    /// Everything run that can be.
    pub build: Option<f64>,
}

/// Break-even over volume.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BreakEven {
    /// All bands in order, from a thousandth of today's volume on.
    pub bands: Vec<Band>,
    /// The first volume at which running something is cheaper.
    pub first: Option<f64>,
    /// The volume above which buying everything is never cheapest again.
    pub durable: Option<f64>,
    /// Why no volume makes running anything cheaper, where that is known.
    pub never: Option<Never>,
    /// Marginal cost of one more unit of volume when bought, USD of present value; the proof's left side.
    pub marginal_buy: f64,
    /// The same on the cheapest endlessly divisible fleet, streams that can be run only; the right side.
    pub marginal_own: f64,
    /// Where a spreadsheet with GPU rent alone would put the break-even.
    pub naive: Option<f64>,
    /// The durable crossing if GPU rents were half, where it is *never* at today's.
    pub durable_at_half_rent: Option<f64>,
    /// True when the search stopped before every interval was settled.
    pub unsettled: bool,
    /// What running saves beyond the durable crossing; absent where there is none.
    pub gain: Option<Gain>,
    /// Points for a picture.
    pub curve: Vec<Point>,
}

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
