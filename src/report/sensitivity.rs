//! What would flip the answer, and the answer along every input: worked out apart, because it takes longer than an
//! answer and nobody waits for it while typing.

use crate::catalog::Catalog;
use crate::cost::figures::Figures;
use crate::decide::portfolio;
use crate::inputs::Spread;
use crate::inputs::link::Query;
use crate::judge::sensitivity::along::Along;
use crate::judge::sensitivity::flips::Flips;
use crate::judge::sensitivity::tornado::{Bar, tornado};
use crate::judge::sensitivity::{curves, flips};
use crate::judge::uncertainty::Dial;
use crate::sentence::Sentence;
use crate::streams::Case;
use serde::Serialize;

/// Flips and curves.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sensitivity {
    /// Switching values, nearest first.
    pub flips: Flips,
    /// The answer along every numeric input.
    pub curves: Vec<Along>,
    /// How far the difference moves between the ends of an input's range, widest first.
    pub tornado: Vec<Bar>,
}

/// Bars of the tornado that are told: the others are short.
const BARS: usize = 12;

impl Sensitivity {
    /// The nearest flips in words, for the memo.
    pub fn nearest(&self, most: usize) -> Vec<Sentence> {
        let mut told: Vec<Sentence> = Vec::new();
        for flip in self.flips.flips.iter().filter(|flip| flip.distance.is_some()) {
            if told.len() < most && !told.contains(&flip.sentence) {
                told.push(flip.sentence.clone());
            }
        }
        told
    }
}

/// Works them out for inputs already read.
pub fn sensitivity(query: &Query, catalog: &Catalog) -> Sensitivity {
    let then = super::then(query, catalog);
    let (query, catalog): (&Query, &Catalog) = (&then.query, &then.catalog);
    let case = Case::new(&query.inputs, catalog, query.asof.unwrap_or(catalog.asof));
    let figures = Figures::new(&case, &query.inputs);
    let portfolio = portfolio::optimize(&figures);
    let curves = curves(&case, &query.inputs, &query.given, &portfolio);
    // A bar needs a plausible range: over all that may be typed, whatever may be large would be widest.
    let plausible = |along: &&Along| {
        let ranged = query.given.iter().any(|given| given.key == along.key && given.low.is_some());
        ranged || Dial::find(&query.inputs, &along.key).is_some_and(|dial| dial.limits().spread != Spread::Fixed)
    };
    let mut tornado = tornado(&curves.iter().filter(plausible).cloned().collect::<Vec<_>>());
    tornado.truncate(BARS);
    Sensitivity { flips: flips::from_curves(&case, &query.inputs, &portfolio, &curves), curves, tornado }
}
