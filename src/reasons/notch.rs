//! What one notch less of quality would save.

use crate::cost::figures::Figures;
use crate::decide::portfolio::{self, Portfolio};
use crate::hosted::quality::{self};
use crate::inputs::Inputs;
use crate::sentence::{Sentence, Unit};
use crate::units::Usd;
use serde::Serialize;

/// What one notch less quality would save.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NotchLess {
    /// Position of the workload.
    pub workload: usize,
    /// The next lower floor, by its word.
    pub quality: &'static str,
    /// Saved a month over the whole portfolio, USD; zero when nothing.
    pub saves: f64,
    /// In words.
    pub note: Sentence,
}

/// Chooses again with one workload's floor a notch lower; `None` when there is no lower one, or where some workload is
/// served by nothing before or after, so that there are no two amounts to compare.
pub fn one_notch_less(figures: &Figures<'_, '_>, portfolio: &Portfolio, workload: usize) -> Option<NotchLess> {
    let now = portfolio.best.as_ref().filter(|_| portfolio.unserved.is_empty())?;
    let quality = quality::notch_below(figures.inputs.workloads[workload].quality)?;
    let mut inputs: Inputs = figures.inputs.clone();
    inputs.workloads[workload].quality = quality;
    let case = figures.case.again_under(&inputs, figures.case.asof, figures.case.mandate);
    let again = portfolio::best(&Figures::new(&case, &inputs));
    let (now, then) = (now.present, again.priced.filter(|_| again.serves_all)?.present);
    let saves = figures.level(Usd::new((now - then).max(0.0))).get();
    let note = Sentence::new("With ")
        .say(quality.label())
        .say(" for \u{201c}")
        .name(&inputs.workloads[workload].title())
        .say("\u{201d} the best plan would cost ")
        .amount(Unit::UsdMonth, saves)
        .say(" less.");
    Some(NotchLess { workload, quality: quality.word(), saves, note })
}
