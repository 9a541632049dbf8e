//! How sure it is and what to check first, in words.

use crate::cost::plan::Side;
use crate::judge::uncertainty::{Lesson, Uncertainty};
use crate::sentence::{Sentence, Unit, one_digit};

/// Odds in steps of 5 points, always of the likelier side; nothing is ever certain.
pub(super) fn sure(chance: f64, side: Side, other: Side) -> Sentence {
    let shown = libm::round(chance * 20.0) * 5.0;
    let (shown, side) = if shown < 45.0 { (100.0 - shown, other) } else { (shown, side) };
    let cheaper = match side {
        Side::Buy => " of 100 plausible futures an API is cheaper.",
        Side::Hybrid => " of 100 plausible futures doing both is cheaper than an API alone.",
        Side::Build => " of 100 plausible futures running your own is cheaper.",
    };
    if shown > 95.0 {
        Sentence::new("In more than ").amount(Unit::Number, 95.0).say(cheaper)
    } else if (45.0..=55.0).contains(&shown) {
        Sentence::new("A coin toss: in ").amount(Unit::Number, shown).say(cheaper)
    } else {
        Sentence::new("In ").amount(Unit::Number, shown).say(cheaper)
    }
}

/// The one thing most worth finding out, or that nothing is. What knowing is worth is paid once, not by the month, and
/// is told only where it exceeds what finding out costs.
pub(super) fn check(odds: &Uncertainty) -> Sentence {
    let pays = |lesson: &&Lesson| !lesson.suppressed && lesson.worth_it;
    match odds.learn.iter().find(pays) {
        Some(lesson) => Sentence::new("Check first: ")
            .name(&if lesson.key == "volume_factor" { "your volume".to_owned() } else { lowered(lesson.label) })
            .say(". Knowing it is worth up to ")
            .amount(Unit::Usd, one_digit(lesson.evppi.get()))
            .say(" once; to ")
            .name(lesson.study)
            .say(" costs about ")
            .amount(Unit::Usd, lesson.study_cost.get())
            .say("."),
        None => Sentence::new("You can decide now: nothing you could find out first is worth what it would cost."),
    }
}

/// A label inside a sentence: `Peak to average` becomes `peak to average`, `GPU rents` stays.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_ascii_lowercase() => {
            core::iter::once(first.to_ascii_lowercase()).chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_said_as_futures_out_of_a_hundred() {
        assert_eq!(
            sure(0.999, Side::Buy, Side::Build).plain(),
            "In more than 95 of 100 plausible futures an API is cheaper."
        );
        assert_eq!(
            sure(0.52, Side::Build, Side::Buy).plain(),
            "A coin toss: in 50 of 100 plausible futures running your own is cheaper."
        );
        assert_eq!(sure(0.71, Side::Buy, Side::Build).plain(), "In 70 of 100 plausible futures an API is cheaper.");
        // What the answer is not likely to be is told from the other side, and never as none.
        assert_eq!(
            sure(0.30, Side::Buy, Side::Build).plain(),
            "In 70 of 100 plausible futures running your own is cheaper."
        );
        assert_eq!(
            sure(0.0, Side::Build, Side::Buy).plain(),
            "In more than 95 of 100 plausible futures an API is cheaper."
        );
    }
}
