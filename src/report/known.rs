//! What is known from one answer to the next.

use super::then::Then;
use crate::date::Date;
use crate::decide::break_even::BreakEven;
use crate::decide::portfolio::{self, Market, Portfolio};
use crate::streams::{Case, Predictions};
use std::borrow::Cow;
use std::rc::Rc;

/// What is known from before: of the same question, and of others about the same catalog.
#[derive(Default)]
pub struct Known {
    /// Of the very same question; taken away where another is asked.
    pub middle: Option<Middle>,
    predictions: Rc<Predictions>,
}

impl Known {
    /// A case, by what was predicted for those before it where it is of the same catalog.
    pub(super) fn case<'a>(&self, then: &'a Then<'_>, asof: Date) -> Case<'a> {
        let inputs = &then.query.inputs;
        match then.catalog {
            Cow::Borrowed(catalog) => Case::knowing(&self.predictions, inputs, catalog, asof),
            Cow::Owned(ref catalog) => Case::new(inputs, catalog, asof),
        }
    }
}

/// What was found at the middle of every range: most of the work of an answer without odds, and the same with them.
pub struct Middle {
    pub(super) portfolio: Portfolio,
    /// Absent while only the first of the answer was asked for: it takes ten times as long as the plan.
    pub(super) break_even: Option<BreakEven>,
}

impl Middle {
    pub(super) fn new(market: &Market<'_, '_, '_>) -> Self {
        Self { portfolio: portfolio::at(market, 1.0, true), break_even: None }
    }
}
