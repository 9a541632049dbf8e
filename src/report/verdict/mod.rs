//! The verdict: one sentence, its amounts, the multiple of break-even, what decides it and until when it holds.

mod aged;
mod ahead;
mod decides;
mod ends;
mod headline;
mod holds;
mod odds;
mod saved;
mod takes;
mod volume;
mod word;

pub use word::{Verdict, Word};

use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::break_even::{BreakEven, Never};
use crate::decide::portfolio::Portfolio;
use crate::judge::cascade::Cascade;
use crate::judge::uncertainty::{Call, Uncertainty};
use crate::report::options::{CASCADE, OptionCost};
use crate::sentence::Sentence;
use crate::units::UsdPerMonth;
use decides::decides;
use headline::unserved;
use odds::{check, sure};

/// Costs closer than this part of the larger are not told apart without odds (judgement).
const CLOSE: f64 = 0.05;

/// Costs this many times apart keep their word whatever the odds say, nearly always (judgement).
const CLEAR: f64 = 2.5;

/// Puts the verdict together; without a break-even there is no word on volume, nor on what decides where there is no
/// second answer.
pub fn verdict(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    break_even: Option<&BreakEven>,
    options: &[OptionCost],
    odds: Option<&Uncertainty>,
    cascade: Option<&Cascade<'_>>,
) -> Verdict {
    let nothing = Verdict {
        word: Word::NoAnswer,
        waits: false,
        side: Side::Buy,
        sentence: unserved(figures, portfolio),
        monthly: UsdPerMonth::ZERO,
        other: None,
        other_side: None,
        sure: Sentence::default(),
        check: Sentence::default(),
        volume: Sentence::default(),
        decides: Sentence::default(),
        holds: Sentence::default(),
        ahead: Sentence::default(),
        aged: Sentence::default(),
        holds_months: None,
        note: None,
    };
    let Some(best) = options.iter().find(|option| option.best) else { return nothing };
    if !portfolio.unserved.is_empty() {
        return nothing;
    }
    let other = options
        .iter()
        .filter(|option| option.id != "today" && option.id != CASCADE && option.side != best.side)
        .filter(|option| (option.side == Side::Buy) != (best.side == Side::Buy))
        .min_by(|a, b| a.present.get().total_cmp(&b.present.get()));
    let close = other.is_some_and(|other| (other.present - best.present).get() < CLOSE * other.present.get());
    // With odds at hand their bounds decide; without, how close the two amounts are.
    let chance = odds.map(|odds| if best.side == Side::Buy { 1.0 - odds.own.exact } else { odds.own.exact });
    let call = odds.filter(|_| other.is_some()).map(|odds| (best.side == Side::Buy, odds.call));
    let (unclear, probably) = match call {
        Some((true, Call::Buy) | (false, Call::Own)) => (false, false),
        Some((true, Call::ProbablyBuy) | (false, Call::ProbablyOwn)) => (false, true),
        Some(_) => (true, false),
        None => (close, false),
    };
    let word = match best.side {
        _ if unclear => Word::TooClose,
        Side::Buy if probably => Word::ProbablyBuy,
        Side::Buy => Word::Buy,
        Side::Hybrid if probably => Word::ProbablyHybrid,
        Side::Hybrid => Word::Hybrid,
        Side::Build if probably => Word::ProbablyBuild,
        Side::Build => Word::Build,
    };
    let waits = odds.is_none() && other.is_some_and(|other| other.monthly.get() < CLEAR * best.monthly.get());
    // Until when it holds takes a search for each month that is looked at: it comes with the odds.
    let holds = odds.map(|_| holds::holds(figures, best.side));
    let today = options.iter().find(|option| option.id == "today");
    Verdict {
        word,
        waits,
        side: best.side,
        sentence: headline::headline(word, waits, figures, portfolio, best, other, today),
        monthly: best.monthly,
        other: other.map(|other| other.monthly),
        other_side: other.map(|other| other.side),
        sure: chance.zip(other).map_or_else(Sentence::default, |(chance, other)| sure(chance, best.side, other.side)),
        check: odds.filter(|_| other.is_some()).map_or_else(Sentence::default, check),
        volume: break_even
            .map_or_else(Sentence::default, |found| volume::volume(figures, found, best.side, other.is_none())),
        // What is not there is neither too dear nor too weak: the headline says what is missing.
        decides: match break_even.map(|found| &found.never) {
            Some(Some(Never::NoModel { .. })) if other.is_none() => Sentence::new("Quality decides, not cost."),
            _ => other.map_or_else(Sentence::default, |other| decides(best, other)),
        },
        holds: holds
            .zip(break_even)
            .map_or_else(Sentence::default, |(holds, found)| volume::until(figures, found, best.side, holds)),
        ahead: odds.map_or_else(Sentence::default, |odds| ahead::sentence(figures, best, odds, cascade)),
        aged: portfolio.best.as_ref().map_or_else(Sentence::default, |priced| aged::aged(figures, &priced.plan)),
        holds_months: holds.and_then(|holds| holds.until),
        note: takes::takes(figures, portfolio, best, today),
    }
}
