//! The words of the first view: which answer, both amounts and their ratio, and what today's bill becomes.

use super::saved::{saved, whole_percent};
use super::word::Word;
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Run, Side};
use crate::decide::break_even::Never;
use crate::decide::portfolio::Portfolio;
use crate::hosted::quality::QualityFloor;
use crate::reasons::never;
use crate::report::options::OptionCost;
use crate::sentence::Sentence;
use crate::sentence::Unit;
use crate::streams::Stream;

/// Part of today's bill from which the change is the news, and stands in the headline.
pub(super) const THE_NEWS: f64 = 0.5;

/// The sentence that opens the page. Where its word still waits for the odds, it begins with the costs.
pub fn headline(
    word: Word,
    waits: bool,
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    best: &OptionCost,
    other: Option<&OptionCost>,
    today: Option<&OptionCost>,
) -> Sentence {
    let saved = today.map_or(0.0, |today| saved(best, today));
    let news = saved >= THE_NEWS;
    let (cost, bill) = (best.monthly.get(), today.map_or(0.0, |today| today.monthly.get()));
    if let (Word::TooClose, Some(other)) = (word, other) {
        // Either way saves what the dearer one does.
        let least = today.map_or(0.0, |today| self::saved(other, today)).min(saved);
        let news = least >= THE_NEWS;
        let mut said = Sentence::new(match (waits, news) {
            (true, true) => "Either way you save ",
            (true, false) => "",
            (false, true) => "Too close to call, and either way you save ",
            (false, false) => "Too close to call. ",
        });
        if news {
            said = said.amount(Unit::Percent, whole_percent(least)).say(". ");
        }
        let (api, own) = if best.side == Side::Buy { (best, other) } else { (other, best) };
        said = said.say("An API costs about ").amount(Unit::UsdMonth, api.monthly.get());
        said = said.say(", running your own ").amount(Unit::Usd, own.monthly.get()).say(", all in");
        return if news {
            said.say("; staying as you are costs ").amount(Unit::Usd, bill).say(".")
        } else {
            said.say(": ").then_ratio(other.monthly.get() / cost, "the dearer one costs ").say(".")
        };
    }
    let mut said = Sentence::new(if waits { "" } else { lead(word) });
    said = match best.side {
        Side::Buy => said.say("An API costs about "),
        Side::Build => said.say("Running your own costs about "),
        Side::Hybrid if all_burst(portfolio) => {
            said.say("Your own servers for the base load and an API for the peaks cost about ")
        }
        Side::Hybrid => said.say("Some work on your own servers and the rest with an API cost about "),
    };
    said = said.amount(Unit::UsdMonth, cost).say(", all in");
    if news {
        said = said.say(": ").amount(Unit::Percent, whole_percent(saved)).say(" less than the ");
        said = said.amount(Unit::Usd, bill).say(" of staying as you are");
    }
    match other {
        Some(other) => {
            said = said.say(match best.side {
                Side::Buy => ". Running your own would cost ",
                _ => ". An API alone would cost ",
            });
            said.amount(Unit::Usd, other.monthly.get()).say(": ").then_ratio(other.monthly.get() / cost, "").say(".")
        }
        None => said.say(".").then(only(figures, best.side)),
    }
}

const fn lead(word: Word) -> &'static str {
    match word {
        Word::Buy => "Buy. ",
        Word::ProbablyBuy => "Probably buy. ",
        Word::Hybrid => "Do both. ",
        Word::ProbablyHybrid => "Probably do both. ",
        Word::Build => "Self-host. ",
        Word::ProbablyBuild => "Probably self-host. ",
        Word::TooClose => "Too close to call. ",
        Word::NoAnswer => "",
    }
}

/// Whether the best plan runs every stream with a base load of its own and buys the peaks.
fn all_burst(portfolio: &Portfolio) -> bool {
    portfolio.best.as_ref().is_some_and(|best| {
        let own = |choice: &Choice| matches!(choice, Choice::Own(group) if best.plan.groups[*group].run == Run::Burst);
        best.plan.choices.iter().all(own)
    })
}

/// Why there is no second side.
fn only(figures: &Figures<'_, '_>, side: Side) -> Sentence {
    let case = figures.case;
    if side != Side::Buy {
        let private = case
            .streams
            .iter()
            .enumerate()
            .find(|(at, stream)| stream.own_only && figures.workload(*at).tuning == crate::inputs::Tuning::Private);
        if let (Some((at, _)), false) = (private, case.mandate == crate::streams::Mandate::Mandate) {
            let name = case.name(figures.inputs, at);
            return Sentence::new("The fine-tuned weights of ").name(&name).say(" may not leave.");
        }
        if let Some(at) = case.streams.iter().position(|stream| stream.unsold) {
            let name = case.name(figures.inputs, at);
            return Sentence::new("Nobody sold what ")
                .name(&name)
                .say(" needs on ")
                .name(&case.asof.to_string())
                .say(".");
        }
        let rule = case.regime.map_or("The rule you named", |regime| regime.name.as_str());
        return Sentence::default().name(rule).say(" rules out every hosted API.");
    }
    let itself = case.streams.iter().enumerate().find_map(|(at, stream)| {
        let only = stream.kind == crate::catalog::Kind::Chat
            && matches!(stream.floor, QualityFloor::Unknown { .. })
            && stream.models.is_empty();
        only.then(|| stream.offers.first().map(|offer| (case.name(figures.inputs, at), &offer.rows[0].1.model)))?
    });
    if let Some((name, model)) = itself {
        return Sentence::new("There is nothing to self-host: ")
            .name(model)
            .say(" has no score for work like ")
            .name(&name)
            .say(", so that nothing is known to be as good.");
    }
    match Never::nothing_runs(figures) {
        Never::Unsuited { why } => Sentence::new("There is nothing to self-host: ").name(&why).say("."),
        // It is there, and ready after the last month.
        late @ Never::HorizonTooShort { .. } => never::words(&late),
        missing => Sentence::new("There is nothing to self-host.").then(never::words(&missing)),
    }
}

trait Ratio {
    /// `4.3 times as much`, `26 % more`, `the same`.
    fn then_ratio(self, ratio: f64, before: &str) -> Sentence;
}

impl Ratio for Sentence {
    fn then_ratio(self, ratio: f64, before: &str) -> Sentence {
        match ratio {
            _ if ratio >= 1.5 => self.say(before).amount(Unit::Times, ratio).say(" as much"),
            _ if ratio >= 1.005 => self.say(before).amount(Unit::Percent, (ratio - 1.0) * 100.0).say(" more"),
            _ => self.say("the same"),
        }
    }
}

/// That nothing allowed can serve some workload.
pub(super) fn unserved(figures: &Figures<'_, '_>, portfolio: &Portfolio) -> Sentence {
    let mut names: Vec<String> =
        portfolio.unserved.iter().map(|&stream| figures.case.name(figures.inputs, stream)).collect();
    names.dedup();
    let case = figures.case;
    if let Some(&at) = portfolio.unserved.iter().find(|&&stream| case.streams[stream].own_only) {
        let ruled = case.mandate == crate::streams::Mandate::Mandate;
        let said = Sentence::new(if ruled {
            "No plan fits. The rule forbids every host for "
        } else {
            "No plan fits. No host may have the weights of "
        });
        let why = Never::of_stream(figures, at);
        let ask = match why {
            Never::HorizonTooShort { .. } => " Look further ahead, or build faster.",
            _ if ruled => " Ask for less there, or narrow the rule to part of the requests.",
            _ => " Ask for less there.",
        };
        said.names(&names).say(".").then(never::words(&why)).say(ask)
    } else if let Some(today) = portfolio.unserved.iter().find_map(|&at| unscored(&case.streams[at])) {
        Sentence::new("No plan fits. Nothing is known to be as good as ")
            .name(today)
            .say(", which has no score for work like ")
            .names(&names)
            .say(" and is not seen on sale any more. Name the quality needed there.")
    } else if portfolio.unserved.iter().all(|&at| case.streams[at].models.is_empty()) {
        Sentence::new("No plan fits. No model on sale or open is good enough for ")
            .names(&names)
            .say(". Ask for less quality there.")
    } else {
        Sentence::new("No plan fits. No model on sale or open is good and fast enough for ")
            .names(&names)
            .say(". Ask for less quality or speed there.")
    }
}

/// The model of today where the work must be as good as it, and no score of it is known.
fn unscored<'a>(stream: &'a Stream<'_>) -> Option<&'a str> {
    let today = stream.offers.first().filter(|_| matches!(stream.floor, QualityFloor::Unknown { .. }))?;
    Some(&today.rows[0].1.model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_said_as_times_or_as_percent_more() {
        // 26,000 / 6,100 = 4.26; 8,700 / 8,200 = 1.061.
        assert_eq!(Sentence::default().then_ratio(26_000.0 / 6_100.0, "").plain(), "4.3 times as much");
        assert_eq!(Sentence::default().then_ratio(8_700.0 / 8_200.0, "").plain(), "6.1 % more");
        assert_eq!(Sentence::default().then_ratio(1.001, "").plain(), "the same");
    }
}
