//! How volume stands to break-even, and until when the answer holds, in words.

use super::holds::Holds;
use crate::cost::figures::Figures;
use crate::cost::plan::Side;
use crate::decide::break_even::{BreakEven, Never};
use crate::reasons::never::words as never_in_words;
use crate::sentence::{Sentence, Unit};

/// The finding of the picture over volume.
pub(super) fn volume(figures: &Figures<'_, '_>, break_even: &BreakEven, side: Side, alone: bool) -> Sentence {
    // The picture counts from the volumes as they were given, also while a visitor tries multiples of them.
    let factor = figures.inputs.volume_factor;
    let (yours, scaled) =
        (if factor == 1.0 { " your volume" } else { " today\u{2019}s volume" }, |times: f64| times * factor);
    // With one side only there is nothing to compare over volume: the headline says why.
    if alone {
        return Sentence::default();
    }
    let naive = |said: Sentence| match break_even.naive {
        Some(naive) if naive < 1e6 => {
            said.say(", not at ").amount(Unit::Times, scaled(naive)).say(", as GPU rent alone suggests.")
        }
        _ => said.say("."),
    };
    match (side, break_even.durable) {
        (Side::Buy, _) if !proved(break_even) && break_even.never.is_some() => {
            break_even.never.as_ref().map_or_else(Sentence::default, never_in_words)
        }
        (Side::Buy, _) if break_even.never.is_some() => {
            let said = Sentence::new("Running your own never catches up at these prices, at any volume");
            match break_even.durable_at_half_rent {
                Some(times) => said
                    .say("; at half the GPU rent it would, from ")
                    .amount(Unit::Times, scaled(times))
                    .say(yours)
                    .say("."),
                None => said.say(", and would not at half the GPU rent."),
            }
        }
        (Side::Buy, Some(times)) => {
            naive(Sentence::new("Running your own starts to pay at ").amount(Unit::Times, scaled(times)).say(yours))
        }
        (Side::Buy, None) => Sentence::new("Running your own does not pay up to ten million times your volume."),
        // Where nothing may be bought, no volume makes it cheaper.
        _ if break_even.bands.iter().all(|band| band.side != Side::Buy) => Sentence::default(),
        (_, Some(times)) if times <= 1.0 => {
            let said = Sentence::new("An API alone would be cheaper below ");
            let said = match scaled(times) {
                // A visitor at many times the volumes as given can stand above a crossing that is far from them.
                many if many >= 1.5 => said.amount(Unit::Times, many),
                part => said.amount(Unit::Percent, part * 100.0).say(" of"),
            };
            let said = said.say(yours);
            match figures_now(figures, times) {
                Some(now) => said.then(now),
                None => said.say("."),
            }
        }
        (_, Some(times)) => {
            let now = if factor == 1.0 { "your" } else { "this" };
            let said = Sentence::new("It is cheaper at ").say(now).say(" volume, and for good above ");
            said.amount(Unit::Times, scaled(times)).say(if factor == 1.0 { " that." } else { " today\u{2019}s." })
        }
        (_, None) => Sentence::default(),
    }
}

/// True where *never* was shown by comparing costs, not by there being nothing to compare.
const fn proved(break_even: &BreakEven) -> bool {
    matches!(break_even.never, Some(Never::Proved { .. }))
}

/// Until when it holds, and the volume at which it would change.
pub(super) fn until(figures: &Figures<'_, '_>, break_even: &BreakEven, side: Side, holds: Holds) -> Sentence {
    let horizon = holds.looked;
    if horizon == 0 {
        return Sentence::default();
    }
    if let Some(months) = holds.until {
        return Sentence::new("Ask again within ")
            .amount(Unit::Months, months.get())
            .say(": at this growth and these price paths the answer changes by then.");
    }
    let said = Sentence::new("This holds for the ");
    let said = if horizon.is_multiple_of(12) && horizon > 12 {
        said.amount(Unit::Number, (horizon / 12) as f64).say(" years looked at.")
    } else {
        said.amount(Unit::Months, horizon as f64).say(" looked at.")
    };
    match break_even.durable {
        Some(times) if side == Side::Buy && times > 1.0 => match figures_now(figures, times) {
            Some(now) => {
                let grown = times * figures.inputs.volume_factor;
                said.say(" It would change if volume grew to ").amount(Unit::Times, grown).say(" today's").then(now)
            }
            None => said,
        },
        _ => said,
    }
}

/// A multiple of volume in the visitor's own unit: `(document extraction from 150,000 to 48 million a month).`
fn figures_now(figures: &Figures<'_, '_>, times: f64) -> Option<Sentence> {
    let tokens = |at: &usize| {
        let usage = &figures.flows[*at].usage;
        (usage.requests * (usage.input + usage.output + usage.reasoning)).get()
    };
    let largest = (0..figures.flows.len()).max_by(|a, b| tokens(a).total_cmp(&tokens(b)))?;
    let requests = figures.workload(largest).requests.get();
    Some(
        Sentence::new("(")
            .name(&figures.case.name(figures.inputs, largest))
            .say(" from ")
            .amount(Unit::Number, requests)
            .say(" to ")
            .amount(Unit::Number, requests * figures.inputs.volume_factor * times)
            .say(" a month)."),
    )
}
