//! A number held to what its input allows.

use super::reader::Reader;
use crate::inputs::number::{self, Reading};

/// Inputs that count whole things: a horizon is so many months, a spare is a replica or none.
pub(super) const WHOLE_NUMBERS: [&str; 3] = ["horizon", "spare_replicas", "regions"];

/// The middle of a range that was given by its two ends alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Middle {
    /// Half-way, for shares and for what may be of either sign: 20 to 80 % is 50 %.
    Arithmetic,
    /// Half-way between the logarithms, for what is skewed and positive: 100 to 900 is 300.
    Geometric,
}

impl Middle {
    pub(super) fn of(spread: crate::inputs::Spread, unit: &str) -> Self {
        use crate::inputs::Spread;
        match spread {
            Spread::Normal | Spread::Logit => Self::Arithmetic,
            Spread::Fixed if unit.starts_with('%') => Self::Arithmetic,
            Spread::Fixed | Spread::Lognormal => Self::Geometric,
        }
    }
}

impl Reader<'_> {
    pub(super) fn number(
        &mut self,
        reading: Reading,
        (min, max): (f64, f64),
        (middle, whole): (Middle, bool),
        set: impl FnOnce(f64),
    ) {
        let held = |value: f64| crate::units::held(value, min, max);
        let low = reading.low.map(number::Decimal::value);
        let high = reading.high.map(number::Decimal::value);
        let typical = match (reading.typical, low, high) {
            (Some(typical), _, _) => typical.value(),
            (None, Some(low), Some(high)) if low > 0.0 && high > 0.0 && middle == Middle::Geometric => {
                (low * high).sqrt()
            }
            (None, Some(low), Some(high)) => f64::midpoint(low, high),
            _ => 0.0,
        };
        if let (Some(low), Some(high)) = (low, high)
            && !(low <= typical && typical <= high && low < high)
        {
            self.issue("is not a range from low to high", "like 3 to 9, or 3~5~9", "the default");
            return;
        }
        let outside = [low, Some(typical), high].into_iter().flatten().any(|value| held(value) != value);
        if outside {
            let used = plain_number(held(typical));
            self.issue("is out of range", &between(min, max, ""), &used);
            set(held(typical));
            self.given(used, None, None, true);
            return;
        }
        if whole && low.is_none() && libm::round(typical) != typical {
            let used = plain_number(libm::round(typical));
            self.issue("is not a whole number", "a whole number", &used);
            set(libm::round(typical));
            self.given(used, None, None, true);
            return;
        }
        if reading.ambiguous {
            self.notice(
                "could be read in two ways",
                "with a suffix or without thousands marks it is plain",
                reading.text(),
            );
        }
        if reading.rounded {
            self.notice("has more digits than are kept", "15 digits", reading.text());
        }
        set(typical);
        self.given(reading.text(), low, high, reading.ambiguous || reading.rounded);
    }
}

pub(super) fn between(min: f64, max: f64, unit: &str) -> String {
    let mut text = String::from("a number from ");
    text.push_str(&plain_number(min));
    text.push_str(" to ");
    text.push_str(&plain_number(max));
    if !unit.is_empty() {
        text.push(' ');
        text.push_str(unit);
    }
    text
}

/// Bounds are round numbers; six digits after the point hold them all.
pub(super) fn plain_number(value: f64) -> String {
    let scaled = (value * 1e6).round();
    number::Decimal::new(scaled as i64, -6)
        .or_else(|| number::Decimal::new(value as i64, 0))
        .map_or_else(String::new, number::Decimal::text)
}
