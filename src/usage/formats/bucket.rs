//! The label of a record and the time that its bucket spans.

use crate::usage::fields::Fields;

/// Text as short as labels are.
pub(super) fn label(text: &str) -> &str {
    text.char_indices().nth(80).map_or(text, |(at, _)| text.get(..at).unwrap_or_default())
}

/// The time of a bucket in seconds, where a record names both ends.
pub(super) fn width(record: &dyn FieldsRef, from: f64, ends: &[&str], usual: f64) -> f64 {
    record.end(ends).map_or(usual, |end| end - from).clamp(0.0, 400.0 * 86_400.0)
}

/// What `width` needs of a record.
pub(super) trait FieldsRef {
    fn end(&self, names: &[&str]) -> Option<f64>;
}

impl<T: Fields> FieldsRef for T {
    fn end(&self, names: &[&str]) -> Option<f64> {
        self.time(names).map(|time| time.seconds)
    }
}
