//! What is already announced about the prices that the answer rests on: a last day, or another price from a day on.

use crate::catalog::Ending;
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Plan};
use crate::sentence::Sentence;

/// The first such day, told; nothing of a past day, whose later days are not known.
pub(super) fn ends(figures: &Figures<'_, '_>, plan: &Plan) -> Sentence {
    let case = figures.case;
    let bought = case.streams.iter().zip(&plan.choices).filter_map(|(stream, choice)| match choice {
        Choice::Bought(offer) => Some(&stream.offers[*offer].rows),
        Choice::Own(_) => None,
    });
    bought
        .filter_map(|rows| {
            let (_, row) = rows.last().filter(|_| case.asof >= case.catalog.asof)?;
            let gone = row.until.filter(|until| {
                row.ends == Some(Ending::Retired) && (until.months_since(case.asof) as usize) < figures.paths.months
            });
            match gone {
                Some(until) => {
                    let said = Sentence::new(&row.host).say(" sells ").say(&row.model).say(" until ");
                    Some((until, said.say(&until.to_string()).say(": one of the model changes counted is then.")))
                }
                None if rows.len() > 1 => {
                    let said = Sentence::new(&row.model).say(" has another price from ").say(&row.from.to_string());
                    Some((row.from, said.say(" on, as announced: it is counted.")))
                }
                None => None,
            }
        })
        .min_by_key(|(day, _)| *day)
        .map_or_else(Sentence::default, |(_, said)| said)
}
