//! What all rules look at.

use crate::cost::figures::Figures;
use crate::cost::lines::{Line, Lines};
use crate::cost::plan::Choice;
use crate::decide::portfolio::{Portfolio, Priced};
use crate::sentence::{Sentence, Unit};
use crate::units::{TokensPerMonth, Usd};

/// What the rules look at together.
pub(super) struct View<'v, 'c, 'a> {
    pub(super) figures: &'v Figures<'c, 'a>,
    pub(super) portfolio: &'v Portfolio,
    /// Everything bought.
    pub(super) buy: Option<Lines<Usd>>,
    /// The cheapest plan that runs anything.
    pub(super) own: Option<(&'v Priced, Lines<Usd>)>,
}

impl<'v, 'c, 'a> View<'v, 'c, 'a> {
    pub(super) fn new(figures: &'v Figures<'c, 'a>, portfolio: &'v Portfolio) -> Self {
        let cost = |priced: &Priced| figures.present(&priced.plan, 1.0);
        Self {
            figures,
            portfolio,
            buy: portfolio.buy.as_ref().and_then(cost),
            own: portfolio.cheapest_own().and_then(|own| cost(own).map(|cost| (own, cost))),
        }
    }

    /// What running one's own saves over buying, in present value; negative when it costs more.
    pub(super) fn saving(&self) -> Option<Usd> {
        Some(self.buy.as_ref()?.total() - self.own.as_ref()?.1.total())
    }

    pub(super) fn line(cost: &Lines<Usd>, lines: &[Line]) -> Usd {
        lines.iter().map(|line| cost.get(*line)).sum()
    }

    /// The present value of the cheapest plan of one's own under other inputs, its choices kept.
    pub(super) fn own_under(&self, inputs: &crate::inputs::Inputs) -> Option<Usd> {
        let plan = &self.own.as_ref()?.0.plan;
        Some(Figures::new(self.figures.case, inputs).present(plan, 1.0)?.total())
    }

    pub(super) fn parameter_source(&self, key: &str) -> String {
        self.figures.case.catalog.parameter(key).map_or_else(String::new, |row| row.source.clone())
    }

    /// Names of streams, each once.
    pub(super) fn names(&self, streams: &[usize]) -> Vec<String> {
        let mut names: Vec<String> =
            streams.iter().map(|&at| self.figures.case.name(self.figures.inputs, at)).collect();
        names.dedup();
        names
    }

    /// Streams that the best plan runs.
    pub(super) fn run_by_best(&self) -> Vec<usize> {
        let Some(best) = &self.portfolio.best else { return Vec::new() };
        let own = best.plan.choices.iter().enumerate().filter(|(_, choice)| matches!(choice, Choice::Own(_)));
        own.map(|(at, _)| at).collect()
    }
}

/// An amount a month from a present value.
pub(super) fn a_month(view: &View<'_, '_, '_>, sentence: Sentence, present: Usd) -> Sentence {
    sentence.amount(Unit::UsdMonth, view.figures.level(present).get())
}

/// Tokens a month at today's volume, retries included, in reference tokens.
pub fn tokens_a_month(figures: &Figures<'_, '_>) -> TokensPerMonth {
    let of = |flow: &crate::cost::flow::Flow| {
        let usage = &flow.usage;
        usage.requests * (usage.input + usage.output + usage.reasoning)
    };
    figures.flows.iter().map(of).sum()
}
