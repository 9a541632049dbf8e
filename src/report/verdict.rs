//! The verdict: one sentence, its amounts, the multiple of break-even, what decides it and until when it holds.

use super::ahead;
use super::headline;
use super::holds::{self, Holds};
use super::options::OptionCost;
use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::Side;
use crate::decide::break_even::{BreakEven, Never};
use crate::decide::portfolio::Portfolio;
use crate::judge::uncertainty::{Lesson, Uncertainty};
use crate::reasons::never::words as never_in_words;
use crate::sentence::{Sentence, Unit, magnitude, ten_to};
use crate::units::{Months, UsdPerMonth};
use serde::Serialize;

/// Costs closer than this part of the larger are not told apart without odds (judgement).
const CLOSE: f64 = 0.05;

/// How sure the word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    /// Buy.
    Buy,
    /// Buy, with a chance of 10 to 35 % that running would be cheaper.
    ProbablyBuy,
    /// Some of each.
    Hybrid,
    /// Some of each, with a chance of 10 to 35 % that buying would be cheaper.
    ProbablyHybrid,
    /// Build.
    Build,
    /// Build, with the same chance.
    ProbablyBuild,
    /// Neither is clearly better.
    TooClose,
    /// Nothing allowed can serve some workload.
    NoAnswer,
}

/// The verdict.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Verdict {
    /// The answer.
    pub word: Word,
    /// The cheapest side, whatever the word.
    pub side: Side,
    /// The sentence that opens the page.
    pub sentence: Sentence,
    /// Level monthly cost of the answer.
    pub monthly: UsdPerMonth,
    /// Level monthly cost of the best other answer.
    pub other: Option<UsdPerMonth>,
    /// Which that is.
    pub other_side: Option<Side>,
    /// The chance that the answer is the cheaper one, in steps of 5 points.
    pub sure: Sentence,
    /// What to find out first, and what that is worth at most.
    pub check: Sentence,
    /// How volume stands to break-even: never, times away, or past it.
    pub volume: Sentence,
    /// What decides it: the largest line that the answer saves.
    pub decides: Sentence,
    /// Until when it holds.
    pub holds: Sentence,
    /// What moving to cheaper models, and deciding later, would bring; empty where neither matters.
    pub ahead: Sentence,
    /// The first month from now in which the answer would be another, if any within the horizon.
    pub holds_months: Option<Months>,
    /// When self-hosted quality is below today's, or only open models were compared.
    pub note: Option<Sentence>,
}

/// Puts the verdict together.
pub fn verdict(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    break_even: &BreakEven,
    options: &[OptionCost],
    odds: Option<&Uncertainty>,
) -> Verdict {
    let nothing = Verdict {
        word: Word::NoAnswer,
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
        holds_months: None,
        note: None,
    };
    let Some(best) = options.iter().find(|option| option.best) else { return nothing };
    if !portfolio.unserved.is_empty() {
        return nothing;
    }
    let other = options
        .iter()
        .filter(|option| option.id != "today" && option.side != best.side)
        .filter(|option| (option.side == Side::Buy) != (best.side == Side::Buy))
        .min_by(|a, b| a.present.get().total_cmp(&b.present.get()));
    let close = other.is_some_and(|other| (other.present - best.present).get() < CLOSE * other.present.get());
    // With odds at hand their bounds decide; without, how close the two amounts are.
    let chance = odds.map(|odds| if best.side == Side::Buy { 1.0 - odds.own.exact } else { odds.own.exact });
    let (unclear, probably) = match chance {
        Some(chance) if other.is_some() => (chance < 0.65, chance < 0.90),
        _ => (close, false),
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
    // Until when it holds takes a search for each month that is looked at: it comes with the odds.
    let holds = odds.map(|_| holds::holds(figures, best.side));
    let today = options.iter().find(|option| option.id == "today");
    Verdict {
        word,
        side: best.side,
        sentence: headline::headline(word, figures, portfolio, best, other, today),
        monthly: best.monthly,
        other: other.map(|other| other.monthly),
        other_side: other.map(|other| other.side),
        sure: chance.zip(other).map_or_else(Sentence::default, |(chance, other)| sure(chance, best.side, other.side)),
        check: odds.filter(|_| other.is_some()).map_or_else(Sentence::default, check),
        volume: volume(figures, break_even, best.side, other.is_none()),
        decides: decides(best, other),
        holds: holds.map_or_else(Sentence::default, |holds| holds_sentence(figures, break_even, best.side, holds)),
        ahead: odds.map_or_else(Sentence::default, |odds| ahead::sentence(figures, best, odds)),
        holds_months: holds.and_then(|holds| holds.until),
        note: headline::takes(figures, portfolio, best, today),
    }
}

/// Odds in steps of 5 points, always of the likelier side; nothing is ever certain.
fn sure(chance: f64, side: Side, other: Side) -> Sentence {
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
fn check(odds: &Uncertainty) -> Sentence {
    let pays = |lesson: &&Lesson| !lesson.suppressed && lesson.worth_it;
    match odds.learn.iter().find(pays) {
        Some(lesson) => Sentence::new("Check first: ")
            .say(&if lesson.key == "volume_factor" { "your volume".to_owned() } else { lowered(lesson.label) })
            .say(". Knowing it is worth up to ")
            .amount(Unit::Usd, one_digit(lesson.evppi.get()))
            .say(" once; to ")
            .say(lesson.study)
            .say(" costs about ")
            .amount(Unit::Usd, lesson.study_cost.get())
            .say("."),
        None => Sentence::new("You can decide now: nothing you could find out first would change the answer."),
    }
}

/// To one significant digit, which is all that a value of information carries.
pub(super) fn one_digit(value: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let power = magnitude(value);
    let step = ten_to(power.unsigned_abs());
    if power < 0 { libm::round(value * step) / step } else { libm::round(value / step) * step }
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

/// True where *never* was shown by comparing costs, not by there being nothing to compare.
const fn proved(break_even: &BreakEven) -> bool {
    matches!(break_even.never, Some(Never::Proved { .. }))
}

/// The finding of the picture over volume.
fn volume(figures: &Figures<'_, '_>, break_even: &BreakEven, side: Side, alone: bool) -> Sentence {
    // With one side only there is nothing to compare over volume.
    if alone {
        return match (side, &break_even.never) {
            (Side::Buy, Some(never)) => never_in_words(never),
            (Side::Buy, None) => Sentence::default(),
            // Nobody sold any yet: the sentence before this one says so.
            _ if figures.case.streams.iter().any(|stream| stream.unsold) => Sentence::default(),
            _ => Sentence::new("No host is allowed to see this data, at any volume."),
        };
    }
    let naive = |said: Sentence| match break_even.naive {
        Some(naive) if naive < 1e6 => {
            said.say(", not at ").amount(Unit::Times, naive).say(", as GPU rent alone suggests.")
        }
        _ => said.say("."),
    };
    match (side, break_even.durable) {
        (Side::Buy, _) if !proved(break_even) && break_even.never.is_some() => {
            break_even.never.as_ref().map_or_else(Sentence::default, never_in_words)
        }
        (Side::Buy, _) if break_even.never.is_some() => {
            let said = Sentence::new("Running your own never catches up at these prices, at any volume");
            match break_even.durable_at_half_rent {
                Some(times) => {
                    said.say("; at half the GPU rent it would, from ").amount(Unit::Times, times).say(" your volume.")
                }
                None => said.say(", and would not at half the GPU rent."),
            }
        }
        (Side::Buy, Some(times)) => {
            naive(Sentence::new("Running your own starts to pay at ").amount(Unit::Times, times).say(" your volume"))
        }
        (Side::Buy, None) => Sentence::new("Running your own does not pay up to ten million times your volume."),
        // Where nothing may be bought, no volume makes it cheaper.
        _ if break_even.bands.iter().all(|band| band.side != Side::Buy) => Sentence::default(),
        (_, Some(times)) if times <= 1.0 => {
            let said = Sentence::new("An API alone would be cheaper below ").amount(Unit::Percent, times * 100.0);
            let said = said.say(" of your volume");
            match figures_now(figures, times) {
                Some(now) => said.then(now),
                None => said.say("."),
            }
        }
        (_, Some(times)) => {
            Sentence::new("It is cheaper at your volume, and for good above ").amount(Unit::Times, times).say(" that.")
        }
        (_, None) => Sentence::default(),
    }
}

/// A multiple of volume in the visitor's own unit: `(document extraction from 150,000 to 48 million a month).`
fn figures_now(figures: &Figures<'_, '_>, times: f64) -> Option<Sentence> {
    let tokens = |at: &usize| {
        let usage = &figures.flows[*at].usage;
        (usage.requests * (usage.input + usage.output + usage.reasoning)).get()
    };
    let largest = (0..figures.flows.len()).max_by(|a, b| tokens(a).total_cmp(&tokens(b)))?;
    let requests = figures.workload(largest).requests.get() * figures.inputs.volume_factor;
    Some(
        Sentence::new("(")
            .say(&figures.case.name(figures.inputs, largest))
            .say(" from ")
            .amount(Unit::Number, requests)
            .say(" to ")
            .amount(Unit::Number, requests * times)
            .say(" a month)."),
    )
}

/// The line in which the answer is cheapest against the other.
fn decides(best: &OptionCost, other: Option<&OptionCost>) -> Sentence {
    let Some(other) = other else {
        return Sentence::new(match best.side {
            Side::Buy => "Quality decides, not cost.",
            _ => "What is allowed decides, not cost.",
        });
    };
    let amount = |option: &OptionCost, line: Line| {
        option.lines.iter().find(|one| one.id == line.id()).map_or(0.0, |one| one.monthly.get())
    };
    let gpus = [Line::Gpus, Line::Overhead, Line::Hardware, Line::Power];
    let people = [Line::People, Line::Rota, Line::OnCall];
    let work = [Line::Evaluation, Line::Upgrades, Line::Migration];
    let build = [Line::Build, Line::Delay];
    let rest = [Line::Outage, Line::Lag];
    let sum = |option: &OptionCost, lines: &[Line]| lines.iter().map(|line| amount(option, *line)).sum::<f64>();
    let blocks: [(&str, &[Line]); 6] = [
        (" for tokens", &Line::TOKENS),
        (" for GPUs", &gpus),
        (" for people to run and watch the servers", &people),
        (" for evaluation and model changes", &work),
        (" for building it", &build),
        (" for outages and being behind", &rest),
    ];
    let largest = blocks
        .iter()
        .map(|(name, lines)| (*name, sum(other, lines), sum(best, lines)))
        .max_by(|a, b| (a.1 - a.2).total_cmp(&(b.1 - b.2)));
    match largest {
        Some((what, theirs, ours)) if ours > 0.005 * theirs => Sentence::new("What decides it is ")
            .amount(Unit::UsdMonth, theirs)
            .say(what)
            .say(", against ")
            .amount(Unit::Usd, ours)
            .say("."),
        Some((what, theirs, _)) => {
            Sentence::new("What decides it is ").amount(Unit::UsdMonth, theirs).say(what).say(".")
        }
        None => Sentence::default(),
    }
}

fn holds_sentence(figures: &Figures<'_, '_>, break_even: &BreakEven, side: Side, holds: Holds) -> Sentence {
    let horizon = holds.looked;
    if horizon == 0 {
        return Sentence::default();
    }
    if let Some(months) = holds.until {
        return Sentence::new("Ask again within ")
            .amount(Unit::Months, months.get())
            .say(": at this growth and these price paths the answer changes by then.");
    }
    let said = Sentence::new("This holds for the ");
    let said = if horizon.is_multiple_of(12) && horizon > 12 {
        said.amount(Unit::Number, (horizon / 12) as f64).say(" years looked at.")
    } else {
        said.amount(Unit::Months, horizon as f64).say(" looked at.")
    };
    match break_even.durable {
        Some(times) if side == Side::Buy && times > 1.0 => match figures_now(figures, times) {
            Some(now) => {
                said.say(" It would change if volume grew to ").amount(Unit::Times, times).say(" today's").then(now)
            }
            None => said,
        },
        _ => said,
    }
}

fn unserved(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Sentence {
    let mut names: Vec<String> =
        portfolio.unserved.iter().map(|&stream| figures.case.name(figures.inputs, stream)).collect();
    names.dedup();
    let names = crate::sentence::listed(&names);
    if portfolio.unserved.iter().any(|&stream| figures.case.streams[stream].own_only) {
        Sentence::new("No plan fits. The rule forbids every host, and no open model is good enough for ")
            .say(&names)
            .say(". Ask for less quality there, or narrow the rule to part of the requests.")
    } else {
        Sentence::new("No plan fits. No model on sale or open is good and fast enough for ")
            .say(&names)
            .say(". Ask for less quality or speed there.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worth_is_told_to_one_digit() {
        for (value, told) in [(1_940.0, 2_000.0), (949.0, 900.0), (950.1, 1_000.0), (7.3, 7.0), (0.0, 0.0)] {
            assert!((one_digit(value) - told).abs() < 1e-9, "{value}");
        }
    }

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
