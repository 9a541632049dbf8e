//! The verdict: one sentence, its amounts, the multiple of break-even, what decides it and until when it holds.

use super::options::OptionCost;
use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::Side;
use crate::decide::break_even::{BreakEven, Pool};
use crate::decide::portfolio::Portfolio;
use crate::judge::uncertainty::Uncertainty;
use crate::sentence::{Sentence, Unit};
use crate::units::{Months, UsdPerMonth, YearlyChange};
use serde::Serialize;

/// Costs closer than this part of the larger are not told apart without odds (judgement).
const CLOSE: f64 = 0.05;

/// How sure the word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    let months = holds(figures, portfolio, best.side);
    Verdict {
        word,
        side: best.side,
        sentence: sentence(word, best, other),
        monthly: best.monthly,
        other: other.map(|other| other.monthly),
        other_side: other.map(|other| other.side),
        sure: chance.filter(|_| other.is_some()).map_or_else(Sentence::default, sure),
        check: odds.map_or_else(Sentence::default, |odds| check(figures, odds)),
        volume: volume(break_even, best.side),
        decides: decides(best, other),
        holds: holds_sentence(figures, break_even, best.side, months),
        holds_months: months,
        note: crate::reasons::candidates::quality_note(figures, portfolio),
    }
}

fn sentence(word: Word, best: &OptionCost, other: Option<&OptionCost>) -> Sentence {
    let name = |side: Side| match side {
        Side::Buy => "buying",
        Side::Hybrid => "a mix",
        Side::Build => "self-hosting",
    };
    let lead = match word {
        Word::Buy => "Buy. ",
        Word::ProbablyBuy => "Probably buy. ",
        Word::Hybrid => "Do both. ",
        Word::ProbablyHybrid => "Probably do both. ",
        Word::Build => "Self-host. ",
        Word::ProbablyBuild => "Probably self-host. ",
        Word::TooClose => "Too close to call. ",
        Word::NoAnswer => "",
    };
    let cost = best.monthly.get();
    let mut said = Sentence::new(lead);
    said = match best.side {
        Side::Buy => said.say("Hosted models cost ").amount(Unit::UsdMonth, cost),
        Side::Hybrid => said.say("Some of each costs ").amount(Unit::UsdMonth, cost),
        Side::Build => said.say("Self-hosting costs ").amount(Unit::UsdMonth, cost),
    };
    match other {
        Some(other) => {
            said.say("; ").say(name(other.side)).say(", ").amount(Unit::UsdMonth, other.monthly.get()).say(", all in.")
        }
        None => said.say(", all in. Nothing else is possible under these conditions."),
    }
}

/// Odds in steps of 5 points; nothing is ever certain.
fn sure(chance: f64) -> Sentence {
    let shown = libm::round(chance * 20.0) * 5.0;
    if shown > 95.0 {
        Sentence::new("More than ").amount(Unit::Percent, 95.0).say(" sure.")
    } else {
        Sentence::default().amount(Unit::Percent, shown).say(" sure.")
    }
}

/// The one thing most worth finding out, or that nothing is.
fn check(figures: &Figures<'_, '_>, odds: &Uncertainty) -> Sentence {
    match odds.learn.iter().find(|lesson| !lesson.suppressed) {
        Some(lesson) => {
            let worth = super::monthly(figures, lesson.evppi).get();
            Sentence::new("The one thing worth checking: ")
                .say(&lowered(lesson.label))
                .say(", worth at most ")
                .amount(Unit::UsdMonth, worth)
                .say(".")
        }
        None => Sentence::new("Nothing you could measure first is worth the wait."),
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

fn volume(break_even: &BreakEven, side: Side) -> Sentence {
    match (side, break_even.durable) {
        (Side::Buy, _) if break_even.never => {
            let said = Sentence::new("Self-hosting never catches up at these prices, at any volume");
            match break_even.durable_at_half_rent {
                Some(times) => said
                    .say("; if GPU rents were half, it would at ")
                    .amount(Unit::Times, times)
                    .say(" today's volume."),
                None => said.say(", and would not if GPU rents were half."),
            }
        }
        (Side::Buy, Some(times)) => Sentence::new("Self-hosting would be cheaper for good above ")
            .amount(Unit::Times, times)
            .say(" today's volume."),
        (Side::Buy, None) => Sentence::new("Self-hosting is not cheaper up to ten million times today's volume."),
        // Where nothing may be bought, no volume makes it cheaper.
        _ if break_even.bands.iter().all(|band| band.side != Side::Buy) => Sentence::default(),
        (_, Some(times)) if times <= 1.0 => Sentence::new("Buying would be cheaper below ")
            .amount(Unit::Percent, times * 100.0)
            .say(" of today's volume."),
        (_, Some(times)) => Sentence::new("It is cheaper at today's volume, and for good above ")
            .amount(Unit::Times, times)
            .say(" that."),
        (_, None) => Sentence::default(),
    }
}

/// The line in which the answer is cheapest against the other.
fn decides(best: &OptionCost, other: Option<&OptionCost>) -> Sentence {
    let Some(other) = other else {
        return Sentence::new("What decides is what is allowed, not what it costs.");
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
        ("tokens", &Line::TOKENS),
        ("GPUs", &gpus),
        ("people to run it", &people),
        ("evaluation and model changes", &work),
        ("building it", &build),
        ("outages and lag", &rest),
    ];
    let largest = blocks
        .iter()
        .map(|(name, lines)| (*name, sum(other, lines), sum(best, lines)))
        .max_by(|a, b| (a.1 - a.2).total_cmp(&(b.1 - b.2)));
    match largest {
        Some((name, theirs, ours)) if ours > 0.005 * theirs => Sentence::new("What decides: ")
            .say(name)
            .say(", ")
            .amount(Unit::UsdMonth, theirs)
            .say(" against ")
            .amount(Unit::UsdMonth, ours)
            .say("."),
        Some((name, theirs, _)) => {
            Sentence::new("What decides: ").say(name).say(", ").amount(Unit::UsdMonth, theirs).say(".")
        }
        None => Sentence::default(),
    }
}

/// The first month in which, asked again then at that month's volume and prices, the answer would be another.
fn holds(figures: &Figures<'_, '_>, portfolio: &Portfolio, side: Side) -> Option<Months> {
    let inputs = figures.inputs;
    let buys = side == Side::Buy;
    for t in [3, 6, 9, 12, 18, 24, 30, 36] {
        if t > figures.paths.months {
            break;
        }
        let months = Months::new(t as f64);
        let moved =
            |now: YearlyChange, drift: YearlyChange| YearlyChange::new((1.0 + now.get()) * drift.after(months) - 1.0);
        let later = crate::inputs::Inputs {
            volume_factor: inputs.volume_factor * inputs.growth.after(months),
            api_price_change: moved(inputs.api_price_change, inputs.api_drift),
            gpu_price_change: moved(inputs.gpu_price_change, inputs.gpu_drift),
            ..inputs.clone()
        };
        let then = Figures::new(figures.case, &later);
        let pool = Pool::of(&then, portfolio);
        if let Some((best, _)) = pool.least(1.0)
            && (best == Side::Buy) != buys
        {
            return Some(months);
        }
    }
    None
}

fn holds_sentence(figures: &Figures<'_, '_>, break_even: &BreakEven, side: Side, months: Option<Months>) -> Sentence {
    let horizon = figures.paths.months as f64;
    if let Some(months) = months {
        Sentence::new("Ask again within ")
            .amount(Unit::Months, months.get())
            .say(": at this growth and these price paths the answer changes by then.")
    } else {
        let said = Sentence::new("Holds for the ")
            .amount(Unit::Months, horizon)
            .say(" looked at, at this growth and these price paths");
        match break_even.durable {
            Some(times) if side == Side::Buy => {
                said.say(", or until volume is ").amount(Unit::Times, times).say(" today's.")
            }
            _ => said.say("."),
        }
    }
}

fn unserved(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Sentence {
    let mut said = Sentence::new("No answer: nothing that is allowed can serve ");
    for (place, &stream) in portfolio.unserved.iter().enumerate() {
        if place > 0 {
            said = said.say(", ");
        }
        said = said.say(&figures.case.name(figures.inputs, stream));
    }
    said.say(". Lower its quality or latency demand, or check the mandate.")
}
