//! What lies ahead of an answer, in words: a cheaper model first, cheaper models for who moves to them, and the worth of
//! deciding later.

use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::portfolio;
use crate::inputs::Moves;
use crate::judge::cascade::Cascade;
use crate::judge::uncertainty::Uncertainty;
use crate::report::options::OptionCost;
use crate::sentence::{Sentence, Unit, one_digit};
use crate::units::{Share, Usd};

/// Part of the cost below which neither is told.
const LEAST: f64 = 0.02;

/// The sentences, each where it matters.
pub fn sentence(
    figures: &Figures<'_, '_>,
    best: &OptionCost,
    odds: &Uncertainty,
    first: Option<&Cascade<'_>>,
) -> Sentence {
    first
        .map_or_else(Sentence::default, |first| cascade(figures, best, odds, first))
        .then(following(figures, best))
        .then(waiting(best, odds))
}

/// What a cheaper model first would come to, where the visitor names the share that it passes on.
fn cascade(figures: &Figures<'_, '_>, best: &OptionCost, odds: &Uncertainty, found: &Cascade<'_>) -> Sentence {
    let less = figures.level(best.present) - figures.level(found.present());
    let pays_to = found.pays_to(figures.inputs, best.present);
    let (pays, share) = (pays_to.is_some(), found.share());
    let named =
        Sentence::new(if pays { "With a cheaper model first (" } else { "A cheaper model first does not pay: with " });
    let mut said = named.row(&found.first()).say(if pays { ")" } else { " first" });
    if found.alone() {
        said = said
            .say(if pays { " that passes " } else { " and " })
            .amount(Unit::Percent, share.get() * 100.0)
            .say(if pays { " on" } else { " passed on" });
    }
    said = said.say(", it is ").amount(Unit::UsdMonth, figures.level(found.present()).get()).say(", ");
    said = said.amount(Unit::UsdMonth, less.get().abs()).say(if less.get() > 0.0 { " less" } else { " more" });
    if let Some(chance) = odds.cascade.filter(|_| less.get() > 0.0) {
        let more = if chance.shown > 95.0 { "more than " } else { "" };
        said = said.say(" (in ").say(more).amount(Unit::Number, chance.shown.min(95.0));
        said = said.say(" of 100 plausible futures it costs less)");
    }
    match pays_to.map(Share::get) {
        None => said.say(", and more even with nothing passed on."),
        Some(most) if found.alone() && most >= 1.0 - 1e-9 => said.say(", and pays whatever it passes on."),
        Some(most) if found.alone() || share == Share::ZERO => {
            said.say("; it pays up to ").amount(Unit::Percent, most * 100.0).say(" passed on.")
        }
        Some(most) => said.say("; it pays up to ").amount(Unit::Times, most / share.get()).say(" as much passed on."),
    }
}

/// What the answer would cost whoever moves to cheaper models, where they are not followed already.
fn following(figures: &Figures<'_, '_>, best: &OptionCost) -> Sentence {
    if figures.inputs.workloads.iter().all(|workload| figures.inputs.moves.follows(workload)) {
        return Sentence::default();
    }
    let inputs = figures.inputs.changed(|inputs| inputs.moves = Moves::Follow);
    let follows = Figures::new(figures.case, &inputs);
    let found = portfolio::sketch(&follows);
    let Some(cheapest) = found.best.filter(|_| found.unserved.is_empty()) else { return Sentence::default() };
    let saved = best.present.get() - cheapest.present;
    if saved < LEAST * best.present.get() {
        return Sentence::default();
    }
    let buys = cheapest.plan.side() == Side::Buy;
    let other = match buys {
        _ if buys == (best.side == Side::Buy) => ".",
        true => ", and an API is cheaper.",
        false => ", and running your own is cheaper.",
    };
    Sentence::new("If you move to cheaper models as they come, it is ")
        .amount(Unit::UsdMonth, figures.level(Usd::new(cheapest.present)).get())
        .say(other)
}

/// What deciding later is worth, where it is worth something.
fn waiting(best: &OptionCost, odds: &Uncertainty) -> Sentence {
    match &odds.waiting {
        Some(waiting) if waiting.worth > LEAST * best.present.get() => Sentence::new("Deciding in ")
            .amount(Unit::Months, waiting.months.get())
            .say(" and buying until then is worth up to ")
            .amount(Unit::Usd, one_digit(waiting.worth))
            .say(": prices and volume will have shown themselves."),
        _ => Sentence::default(),
    }
}
