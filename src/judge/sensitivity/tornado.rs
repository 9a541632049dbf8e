//! The tornado: how far the answer moves when one input goes from its low to its high end.

use super::along::Along;
use serde::Serialize;

/// One bar.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bar {
    /// Key of the input.
    pub key: String,
    /// Its label.
    pub label: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Low end of the plausible range.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Running something less buying everything at the low end, a level USD/month.
    pub at_low: f64,
    /// The same at the high end.
    pub at_high: f64,
    /// `at_low` − `at_high`.
    pub swing: f64,
    /// True when the bar crosses zero: only such an input can change the decision by itself.
    pub crosses: bool,
}

/// The bars of all inputs with a difference at both ends, widest first. Between the points of a curve the
/// difference is taken as straight.
pub fn tornado(curves: &[Along]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = curves
        .iter()
        .filter_map(|along| {
            let (at_low, at_high) = (read(along, along.low)?, read(along, along.high)?);
            let crosses = (at_low > 0.0) != (at_high > 0.0);
            Some(Bar {
                key: along.key.clone(),
                label: along.label,
                unit: along.unit,
                low: along.low,
                high: along.high,
                at_low,
                at_high,
                swing: at_low - at_high,
                crosses,
            })
        })
        .filter(|bar| bar.swing != 0.0)
        .collect();
    crate::order::sort(&mut bars, |a, b| b.swing.abs().total_cmp(&a.swing.abs()));
    bars
}

fn read(along: &Along, value: f64) -> Option<f64> {
    let points = &along.points;
    let over = points.partition_point(|point| point.value < value).clamp(1, points.len().checked_sub(1)?);
    let (a, b) = (points[over - 1], points[over]);
    let width = b.value - a.value;
    let part = if width > 0.0 { ((value - a.value) / width).clamp(0.0, 1.0) } else { 0.0 };
    let (from, to) = (a.difference?, b.difference?);
    Some(from + (to - from) * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::sensitivity::{Point, Scale, Winner};

    fn along(key: &str, differences: [f64; 3]) -> Along {
        let point = |value: f64, difference: f64| Point { value, difference: Some(difference), winner: Winner::Buy };
        Along {
            of: String::new(),
            key: key.into(),
            label: "",
            unit: "",
            current: 1.0,
            low: 0.5,
            high: 2.0,
            scale: Scale::Linear,
            points: vec![point(0.0, differences[0]), point(1.0, differences[1]), point(2.0, differences[2])],
            switches: Vec::new(),
            flat: false,
        }
    }

    #[test]
    fn bars_are_sorted_by_swing_and_marked_where_they_cross_zero() {
        // At 0.5 between 10 and 20 lies 15; at 2 stand −5 and 21.
        let bars = tornado(&[along("far", [10.0, 20.0, 21.0]), along("near", [10.0, 20.0, -5.0])]);
        assert_eq!((bars[0].key.as_str(), bars[0].swing, bars[0].crosses), ("near", 20.0, true));
        assert_eq!((bars[1].swing, bars[1].crosses), (-6.0, false));
    }
}
