//! Equations with their values in place, for the lines of a cost table that come from tokens and from GPU rent.
//!
//! Tokens are worked out for a month at today's volume and prices, rent for the first month in which everything
//! runs. Growth and price paths then make the level amount of the table of them.

use super::fleets;
use crate::cost::figures::{self, Figures};
use crate::cost::lines::Line;
use crate::cost::plan::{Choice, Plan, Run};
use crate::hosted::bill::{self, Bill};
use crate::sentence::{Sentence, Unit};
use crate::units::{Share, TokensPerRequest, UsdPerMonth};

/// Streams whose tokens are worked out for one line.
const MOST: usize = 8;

/// A plan's equations, line by line.
pub struct Worked<'p, 'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    plan: &'p Plan,
    rents: Vec<Sentence>,
}

impl<'p, 'f, 'c, 'a> Worked<'p, 'f, 'c, 'a> {
    /// Prepares a plan.
    pub fn new(figures: &'f Figures<'c, 'a>, plan: &'p Plan) -> Self {
        let rents = fleets::of_plan(figures, plan, false).map_or_else(Vec::new, |fleets| fleets.rents);
        Self { figures, plan, rents }
    }

    /// The equations behind a line; none where the words say it all.
    pub fn line(&self, line: Line) -> Vec<Sentence> {
        if line == Line::Gpus {
            return self.rents.clone();
        }
        let streams = self.plan.choices.iter().enumerate();
        streams.filter_map(|(stream, choice)| self.tokens(line, stream, *choice)).take(MOST).collect()
    }

    fn tokens(&self, line: Line, stream: usize, choice: Choice) -> Option<Sentence> {
        let figures = self.figures;
        let (offer, when) = match choice {
            Choice::Bought(offer) => (offer, ""),
            Choice::Own(group) => (self.plan.meanwhile[stream]?, while_own(self.plan.groups[group].run)),
        };
        if !when.is_empty() && figures.paths.building[0] <= 0.0 && when == BUILDING {
            return None;
        }
        let chosen = &figures.case.streams[stream].offers[offer];
        let row = chosen.rows[0].1;
        let usage = &figures.flows[stream].usage;
        let caching = figures::caching(figures.workload(stream), chosen.kind, row, usage);
        let [fresh, cached, written] = bill::parts(usage, caching);
        let bill: &Bill = figures.bill(stream, offer, 0);
        let part = |share: Share, words| (share.get() < 1.0).then_some((share, words));
        let (each, what, share, amount): (TokensPerRequest, _, Option<(Share, &str)>, UsdPerMonth) = match line {
            Line::Input => (usage.input, " tokens in", part(fresh, " not from the cache"), bill.input),
            Line::CachedRead => (usage.input, " tokens in", part(cached, " from the cache"), bill.cached_read),
            Line::CacheWrite => (usage.input, " tokens in", part(written, " written to the cache"), bill.cache_write),
            Line::Output => (usage.output, " tokens out", None, bill.output),
            Line::Reasoning => (usage.reasoning, " hidden tokens", None, bill.reasoning),
            _ => return None,
        };
        let factor = row.tokenizer_factor.unwrap_or(1.0);
        let tokens = usage.requests * (each * factor) * share.map_or(Share::ONE, |(share, _)| share);
        if tokens.get() <= 0.0 {
            return None;
        }
        let mut said = Sentence::new(&figures.case.name(figures.inputs, stream))
            .say(when)
            .say(": ")
            .amount(Unit::Number, usage.requests.get())
            .say(" requests, retries included, × ")
            .amount(Unit::Number, each.get())
            .say(what);
        if factor != 1.0 {
            said = said.say(" × ").amount(Unit::Number, factor).say(" for how this vendor counts tokens");
        }
        if let Some((share, words)) = share {
            said = said.say(" × ").amount(Unit::Percent, share.get() * 100.0).say(words);
        }
        let price = amount / tokens;
        Some(said.say(" × ").amount(Unit::UsdMtok, price.get()).say(" = ").amount(Unit::UsdMonth, amount.get()))
    }
}

const BUILDING: &str = ", while it is built";

const fn while_own(run: Run) -> &'static str {
    match run {
        Run::Burst => ", of which only the overflow is billed",
        _ => BUILDING,
    }
}
