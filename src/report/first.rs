//! What is seen first of an answer: the verdict and its amounts, without the search over volume, which takes ten times as
//! long as the plan itself. A page shows it while the hand still moves, and the rest once it rests.

use super::known::{Known, Middle};
use super::ledger::{self, LedgerRow};
use super::options::{self, OptionCost};
use super::then::then;
use super::verdict::{self, Verdict};
use crate::catalog::Catalog;
use crate::cost::figures::Figures;
use crate::date::Date;
use crate::decide::portfolio::Market;
use crate::inputs::link::{Given, Issue, Query};
use crate::judge::cascade::Cascade;
use serde::Serialize;

/// The first of an answer; every field is that of the whole report, but for what is said of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct First {
    /// The day whose prices count.
    pub asof: Date,
    /// The shortest link that gives the report, as pairs.
    pub pairs: Vec<(String, String)>,
    /// What the link or the visitor set.
    pub given: Vec<Given>,
    /// What could not be read as it stood.
    pub issues: Vec<Issue>,
    /// The verdict, without a word on volume.
    pub verdict: Verdict,
    /// Every way to do it, with its cost by line.
    pub options: Vec<OptionCost>,
    /// The inputs, without the catalog's rows.
    pub ledger: Vec<LedgerRow>,
}

/// Answers at the middle of every range. What was found is left in `known`, for the whole answer to the same question and for the next one.
pub fn first_from(asked: &Query, catalog: &Catalog, known: &mut Known) -> First {
    let then = then(asked, catalog);
    let (query, catalog): (&Query, &Catalog) = (&then.query, &then.catalog);
    let asof = query.asof.unwrap_or(catalog.asof);
    let case = known.case(&then, asof);
    let figures = Figures::new(&case, &query.inputs);
    let portfolio = &known.middle.get_or_insert_with(|| Middle::new(&Market::new(&figures))).portfolio;
    let options = options::options(&figures, portfolio, Cascade::of(&figures).as_ref(), false);
    First {
        asof,
        pairs: asked.pairs(),
        given: query.given.clone(),
        issues: query.issues.clone(),
        verdict: verdict::verdict(&figures, portfolio, None, &options, None, None),
        options,
        ledger: ledger::inputs(asked, &figures),
    }
}
