//! What of today's bill the answer saves.

use crate::report::options::OptionCost;

/// Part of today's bill that the answer saves; negative where it costs more.
pub(super) fn saved(best: &OptionCost, today: &OptionCost) -> f64 {
    let (now, then) = (today.monthly.get(), best.monthly.get());
    if now > 0.0 { 1.0 - then / now } else { 0.0 }
}

/// In percent, never rounded up to all of it.
pub(super) fn whole_percent(part: f64) -> f64 {
    libm::round(part * 100.0).min(99.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn savings_are_never_rounded_up_to_everything() {
        // 8,240 of 326,000 is left: 97.47 % saved.
        assert_eq!(whole_percent(1.0 - 8_240.0 / 326_000.0), 97.0);
        assert_eq!(whole_percent(0.9999), 99.0);
    }
}
