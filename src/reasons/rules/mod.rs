//! The reasons people give, each with the number that decides it: applies, does not apply, or unknown with the
//! question that would settle it. Reasons that are none are asked about and never counted.

mod build;
mod buy;
mod fine_tuning;
mod non_reasons;
mod split;
mod volume;

pub use fine_tuning::{TuningFinding, fine_tuning};

use crate::cost::figures::Figures;
use crate::cost::lines::{Line, Lines};
use crate::cost::plan::Choice;
use crate::decide::break_even::{BreakEven, Never};
use crate::decide::portfolio::{Portfolio, Priced};
use crate::sentence::{Sentence, Unit, listed};
use crate::units::Usd;
use serde::Serialize;

/// Whether a reason holds here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It holds. For something that is not a reason: it was given, and was not counted.
    Applies,
    /// It does not hold, or was not given.
    DoesNotApply,
    /// An answer is missing.
    Unknown,
}

/// The side a reason speaks for when it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Favors {
    /// Buying.
    Buy,
    /// Running one's own.
    Build,
    /// Some of each.
    Hybrid,
    /// No side.
    Neither,
}

/// One reason, judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rule {
    /// Short name.
    pub id: &'static str,
    /// Whether it holds here.
    pub status: Status,
    /// The side it speaks for when it does.
    pub favors: Favors,
    /// The reason as people say it.
    pub title: &'static str,
    /// The number that decides it.
    pub deciding: Sentence,
    /// The inputs behind that number.
    pub inputs: Vec<&'static str>,
    /// Where rule or figures come from.
    pub source: String,
    /// What would settle it, or turn it into a reason.
    pub question: &'static str,
    /// True when it is unknown and the answer could change with it: worth finding out.
    pub open: bool,
}

/// Where self-hosting stays cheaper for good, as the break-even search found it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Durable {
    /// A multiple of today's volume; absent when none was found.
    pub factor: Option<f64>,
    /// Why there is no such volume, where that is known.
    pub never: Option<Never>,
}

impl From<&BreakEven> for Durable {
    fn from(found: &BreakEven) -> Self {
        Self { factor: found.durable, never: found.never.clone() }
    }
}

/// Judges every reason, always in the same order.
pub fn judge(figures: &Figures<'_, '_>, portfolio: &Portfolio, durable: &Durable) -> Vec<Rule> {
    let view = View::new(figures, portfolio);
    vec![
        volume::buy(&view, durable),
        buy::frontier(&view),
        buy::no_ml_ops(&view),
        buy::latest(&view),
        volume::build(&view, durable),
        build::mandate(&view),
        build::finetune(&view),
        build::strength(&view),
        split::hybrid(&view),
        split::velocity(&view),
        split::lock_in(&view),
        non_reasons::sunk(&view),
        non_reasons::identity(&view),
        non_reasons::sovereignty(&view),
    ]
}

/// Tokens a month at today's volume, retries included, in reference tokens.
pub fn tokens_a_month(figures: &Figures<'_, '_>) -> f64 {
    let of = |flow: &crate::cost::figures::Flow| {
        let usage = &flow.usage;
        (usage.requests * (usage.input + usage.output + usage.reasoning)).get()
    };
    figures.flows.iter().map(of).sum()
}

/// What the rules look at together.
struct View<'v, 'c, 'a> {
    figures: &'v Figures<'c, 'a>,
    portfolio: &'v Portfolio,
    /// Everything bought.
    buy: Option<Lines<Usd>>,
    /// The cheapest plan that runs anything.
    own: Option<(&'v Priced, Lines<Usd>)>,
}

impl<'v, 'c, 'a> View<'v, 'c, 'a> {
    fn new(figures: &'v Figures<'c, 'a>, portfolio: &'v Portfolio) -> Self {
        let cost = |priced: &Priced| figures.present(&priced.plan, 1.0);
        Self {
            figures,
            portfolio,
            buy: portfolio.buy.as_ref().and_then(cost),
            own: portfolio.cheapest_own().and_then(|own| cost(own).map(|cost| (own, cost))),
        }
    }

    fn monthly(&self, present: f64) -> f64 {
        self.figures.level(Usd::new(present)).get()
    }

    /// What running one's own saves over buying, in present value; negative when it costs more.
    fn saving(&self) -> Option<f64> {
        Some((self.buy.as_ref()?.total() - self.own.as_ref()?.1.total()).get())
    }

    fn line(cost: &Lines<Usd>, lines: &[Line]) -> f64 {
        lines.iter().map(|line| cost.get(*line).get()).sum()
    }

    /// The present value of the cheapest plan of one's own under other inputs, its choices kept.
    fn own_under(&self, inputs: &crate::inputs::Inputs) -> Option<f64> {
        let plan = &self.own.as_ref()?.0.plan;
        Some(Figures::new(self.figures.case, inputs).present(plan, 1.0)?.total().get())
    }

    fn parameter_source(&self, key: &str) -> String {
        self.figures.case.catalog.parameter(key).map_or_else(String::new, |row| row.source.clone())
    }

    /// Names of streams, in words.
    fn names(&self, streams: &[usize]) -> String {
        let mut names: Vec<String> =
            streams.iter().map(|&at| self.figures.case.name(self.figures.inputs, at)).collect();
        names.dedup();
        listed(&names)
    }

    /// Streams that the best plan runs.
    fn run_by_best(&self) -> Vec<usize> {
        let Some(best) = &self.portfolio.best else { return Vec::new() };
        let own = best.plan.choices.iter().enumerate().filter(|(_, choice)| matches!(choice, Choice::Own(_)));
        own.map(|(at, _)| at).collect()
    }
}

/// An amount a month from a present value.
fn a_month(view: &View<'_, '_, '_>, sentence: Sentence, present: f64) -> Sentence {
    sentence.amount(Unit::UsdMonth, view.monthly(present))
}
