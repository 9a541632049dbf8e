//! What a visitor changes about the proposals before they are taken.

use super::text::query_number;

pub(super) struct Edits<'a>(pub(super) &'a [(String, String)]);

impl Edits<'_> {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, text)| text.trim())
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        query_number(self.get(key)?)
    }
}

/// `+02:00`, `2`, `-5` in whole hours ahead of UTC.
pub(super) fn zone_hours(text: &str) -> i64 {
    let hours = text.trim_start_matches("UTC").split(':').next().unwrap_or_default();
    hours.parse::<i64>().unwrap_or(0).clamp(-14, 14)
}
