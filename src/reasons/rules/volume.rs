//! Volume, as a reason to buy and as one to run: two sides of one finding, which is the verdict's own.

use super::rule::{Durable, Favors, Rule, Status};
use super::view::{View, tokens_a_month};
use crate::cost::plan::Side;
use crate::decide::break_even::Never;
use crate::reasons::never;
use crate::sentence::{Sentence, Unit};
use crate::units::TokensPerMonth;

/// The least multiple of today's volume that the search looks at: from there on "at any volume" is meant.
const LEAST: f64 = 1.001e-3;

/// How today's volume stands to the one from which running pays.
enum Standing<'n> {
    /// Something may not be bought, so no volume decides.
    NotForSale,
    /// Nothing can be run, so no volume decides.
    NothingRuns(Option<&'n Never>),
    /// Shown by comparing costs: at no volume.
    Never,
    /// Running pays from a larger volume on: so many times today's.
    Below(f64),
    /// Running pays from a smaller volume on.
    Past(f64),
    /// Running pays today, not at some larger volumes, and for good from so many times today's.
    Between(f64),
    /// Running pays nowhere up to the end of the search.
    NotFound,
    /// The two sides lie so close that volume does not tell them apart.
    Close,
}

impl<'n> Standing<'n> {
    fn of(view: &View<'_, '_, '_>, durable: &'n Durable) -> Self {
        let portfolio = view.portfolio;
        let Some(best) = &portfolio.best else { return Self::Close };
        if portfolio.buy.is_none() {
            return Self::NotForSale;
        }
        if portfolio.cheapest_own().is_none() {
            return Self::NothingRuns(durable.never.as_ref());
        }
        let buys = best.plan.side() == Side::Buy;
        match (&durable.never, durable.factor) {
            (Some(Never::Proved { .. }), _) if buys => Self::Never,
            (_, Some(factor)) if buys && factor > 1.0 => Self::Below(factor),
            (_, Some(factor)) if !buys && factor <= 1.0 => Self::Past(factor),
            (_, Some(factor)) if !buys => Self::Between(factor),
            (_, None) if buys => Self::NotFound,
            _ => Self::Close,
        }
    }

    /// The finding in words; both rules say the same.
    fn words(&self, tokens: TokensPerMonth) -> Sentence {
        let tokens = tokens.get();
        let now = Sentence::new("You use ").amount(Unit::TokensMonth, tokens).say(". ");
        let pays = |said: Sentence, factor: f64| {
            said.say("Running your own pays from ").amount(Unit::TokensMonth, tokens * factor)
        };
        match self {
            Self::NotForSale => now.say("A rule keeps some of it off every API, so volume does not decide."),
            Self::NothingRuns(Some(never)) => never::words(never).say(" So volume does not decide."),
            Self::NothingRuns(None) => now.say("Nothing of it can run on servers of your own, so volume does not decide."),
            Self::Never => now.say("At these prices running your own pays at no volume: each further token costs more on your own servers than with an API."),
            Self::Below(factor) => pays(now, *factor).say(", ").amount(Unit::Times, *factor).say(" as much."),
            Self::Past(factor) if *factor <= LEAST => now.say("Running your own pays at any volume that was looked at."),
            Self::Past(factor) => pays(now, *factor).say(", and you are past that."),
            Self::Between(factor) => pays(now.say("Running your own is cheaper at that. "), *factor).say(" for good."),
            Self::NotFound => now.say("Running your own does not pay up to ten million times your volume."),
            Self::Close => now.say("The two sides lie so close that volume does not tell them apart."),
        }
    }
}

/// Little volume, as a reason to buy.
pub(super) fn buy(view: &View<'_, '_, '_>, durable: &Durable) -> Rule {
    let standing = Standing::of(view, durable);
    let status = match standing {
        Standing::Never | Standing::Below(_) | Standing::NotFound => Status::Applies,
        Standing::Close => Status::Unknown,
        _ => Status::DoesNotApply,
    };
    Rule {
        id: "buy-volume",
        status,
        favors: Favors::Buy,
        title: "Low or medium volume",
        deciding: standing.words(tokens_a_month(view.figures)),
        inputs: vec!["requests", "input_tokens", "output_tokens", "reasoning_tokens", "volume_factor"],
        source: "computed from your inputs".into(),
        question: "How many requests a month do your logs count, and how long are they?",
        open: status == Status::Unknown,
    }
}

/// Much volume, as a reason to run.
pub(super) fn build(view: &View<'_, '_, '_>, durable: &Durable) -> Rule {
    let standing = Standing::of(view, durable);
    let status = match standing {
        Standing::Past(_) | Standing::Between(_) => Status::Applies,
        Standing::Close => Status::Unknown,
        _ => Status::DoesNotApply,
    };
    Rule {
        id: "build-volume",
        status,
        favors: Favors::Build,
        title: "Very high volume, and every token must be cheap",
        deciding: standing.words(tokens_a_month(view.figures)),
        inputs: vec!["requests", "input_tokens", "output_tokens", "model", "gpu_hour", "volume_factor"],
        source: "computed from your inputs".into(),
        question: "Which part of the volume is narrow work that a small model does well?",
        open: status == Status::Unknown,
    }
}
