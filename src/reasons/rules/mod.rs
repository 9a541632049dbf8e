//! The reasons people give, each with the number that decides it: applies, does not apply, or unknown with the
//! question that would settle it. Reasons that are none are asked about and never counted.

mod build;
mod buy;
mod fine_tuning;
mod non_reasons;
mod rule;
mod split;
mod view;
mod volume;

pub use fine_tuning::{TuningFinding, fine_tuning};
pub use rule::{Durable, Favors, Rule, Status};
pub use view::tokens_a_month;

use crate::cost::figures::Figures;
use crate::decide::portfolio::Portfolio;
use view::View;

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
