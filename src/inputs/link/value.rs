//! The middle of a range, and numbers in words.

use crate::inputs::number;

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

/// What an input reads, in its unit.
pub(super) fn between(min: f64, max: f64, unit: &str) -> String {
    let mut text = String::from("a number from ");
    text.push_str(&plain_number(min));
    text.push_str(" to ");
    let (scale, word) =
        [(1e12, " trillion"), (1e9, " billion")].into_iter().find(|(scale, _)| max >= *scale).unwrap_or((1.0, ""));
    text.push_str(&plain_number(max / scale));
    text.push_str(word);
    if !unit.is_empty() {
        text.push(' ');
        text.push_str(unit);
    }
    text
}

/// A plain number as text. Bounds are round; six digits after the point hold them all.
pub(super) fn plain_number(value: f64) -> String {
    let scaled = (value * 1e6).round();
    number::Decimal::new(scaled as i64, -6)
        .or_else(|| number::Decimal::new(value as i64, 0))
        .map_or_else(String::new, number::Decimal::text)
}
