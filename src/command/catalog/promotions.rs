//! Prices that a list calls promotional in passing: in a name, a note, a description.

use super::offer::{Offer, Period};
use super::remark::About;
use build_or_buy::date::Date;

/// Parts of words that say so.
const WORDS: [&str; 8] = [
    "introductory",
    "intro price",
    "launch pric",
    "limited-time",
    "limited time",
    "launch promo",
    "% off",
    "discounted until",
];

impl Offer {
    /// The last day of a price after which the one before it comes back.
    pub fn back_after<'p>(&self, period: &'p Period) -> Option<&'p str> {
        let at = self.periods.iter().position(|known| known == period)?;
        let (before, next) = (self.periods.get(at.checked_sub(1)?)?, self.periods.get(at + 1)?);
        let main = |period: &Period| (period.prices.input, period.prices.output);
        (main(before) == main(next)).then_some(period.until.as_deref()).flatten()
    }

    /// The last day of a price that has none after it.
    pub fn ends_after<'p>(&self, period: &'p Period) -> Option<&'p str> {
        (self.periods.last() == Some(period)).then_some(period.until.as_deref()).flatten()
    }

    /// Remarks that a text calls the price promotional, with the last day where it names one.
    pub fn called(&mut self, text: &str) {
        if self.promotion.is_some() || !promotional(text) {
            return;
        }
        self.promotion = day_in(text).map(|day| day.to_string());
        let words: String = text.chars().take(80).collect();
        self.remarks.push(About::Promotion.remark(format!("the list says `{words}`")));
    }
}

/// Whether a text speaks of a promotion.
fn promotional(text: &str) -> bool {
    let lower = text.to_lowercase();
    let promo = |word: &str| matches!(word, "promo" | "promos" | "promotion" | "promotions" | "promotional");
    WORDS.iter().any(|word| lower.contains(word)) || lower.split(|c: char| !c.is_alphabetic()).any(promo)
}

/// The first day that a text names as `2026-12-31`.
fn day_in(text: &str) -> Option<Date> {
    text.split(|c: char| !c.is_ascii_digit() && c != '-').find_map(|word| Date::parse(word.trim_matches('-')))
}

#[cfg(test)]
mod tests {
    use super::{day_in, promotional};
    use build_or_buy::date::Date;

    #[test]
    fn a_promotion_is_told_from_other_words() {
        for text in ["GPT-5.4 mini (launch promotion)", "claude-opus-5-5-promo", "20% off until 2026-12-31"] {
            assert!(promotional(text), "{text}");
        }
        for text in ["GPT-5.4 mini", "prompt caching", "promoted to stable", "compromise"] {
            assert!(!promotional(text), "{text}");
        }
        assert_eq!(day_in("promo until 2026-12-31)"), Date::new(2026, 12, 31));
    }
}
